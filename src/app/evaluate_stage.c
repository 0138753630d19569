/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate_stage.c - a recording as a microphone in a room would hear it. */
#include "evaluate_stage.h"

#include "fault.h"
#include "resample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	HZ = 16000,
	FRAME = HZ / 100,
	BLOCK = HZ / 20,
	BEFORE = HZ + HZ / 2, /* of room before the recording ... */
	AFTER = 2 * HZ,	      /* ... and after it */
	TAPS_A_SECOND = 2400, /* reflections of the room */
	TAPS_MAX = 4800
};

static const double FULL = 32768.0;
static const double QUIETEST = 8.2;  /* -72 dB: no microphone is quieter */
static const double LOUDEST = 104.0; /* -50 dB: what is louder is speech that was cut tight */

static int16_t clipped(double value)
{
	return (int16_t)lround(value > 32767.0 ? 32767.0 : value < -32768.0 ? -32768.0 : value);
}

static double mean_square(const int16_t *sample, size_t count)
{
	double sum = 0.0;
	for (size_t i = 0; i < count; i++)
		sum += (double)sample[i] * sample[i];
	return count > 0 ? sum / (double)count : 0.0;
}

static double loudest_frame(const int16_t *sample, size_t count)
{
	double loudest = 0.0;
	for (size_t i = 0; i + FRAME <= count; i += FRAME)
		loudest = fmax(loudest, mean_square(sample + i, FRAME));
	return loudest;
}

static double quietest_block(const int16_t *sample, size_t count)
{
	double quietest = FULL * FULL;
	for (size_t i = 0; i + BLOCK <= count; i += FRAME)
		quietest = fmin(quietest, mean_square(sample + i, BLOCK));
	return quietest;
}

void stage_find_word(const int16_t *sample, size_t count, size_t *start, size_t *end)
{
	double loudest = loudest_frame(sample, count);
	double least = fmax(loudest / 1000.0, 10.0 * quietest_block(sample, count));
	least = fmin(least, loudest / 4.0);
	*start = 0;
	*end = 0;
	for (size_t i = 0; i + FRAME <= count; i += FRAME)
		if (mean_square(sample + i, FRAME) >= least) {
			*start = *end == 0 ? i : *start;
			*end = i + FRAME;
		}
}

double stage_power(const int16_t *sample, size_t count)
{
	double least = loudest_frame(sample, count) / 100.0, sum = 0.0;
	int frames = 0;
	for (size_t i = 0; i + FRAME <= count; i += FRAME) {
		double power = mean_square(sample + i, FRAME);
		if (power > 0.0 && power >= least) {
			sum += power;
			frames++;
		}
	}
	return frames > 0 ? sum / frames : 0.0;
}

/* --- what the conditions do --- */

static double power_of(const float *values, size_t count)
{
	double sum = 0.0;
	for (size_t i = 0; i < count; i++)
		sum += (double)values[i] * (double)values[i];
	return sum / (double)count;
}

/* A noise that sounds now and then is as loud as it is while it sounds. */
static double loud_power(const float *values, size_t count)
{
	double mean = power_of(values, count), sum = 0.0;
	int frames = 0;
	for (size_t i = 0; i + BLOCK <= count; i += BLOCK) {
		double power = power_of(values + i, BLOCK);
		if (power > mean / 4.0) {
			sum += power;
			frames++;
		}
	}
	return frames > 0 ? sum / frames : mean;
}

/* Add noise of that power to the sound. */
static bool add_noise(struct staged *sound, enum noise noise, double power, uint32_t seed,
		      const struct chatter *chatter)
{
	float *values = malloc(sound->count * sizeof *values);
	if (values == NULL)
		return false;
	noise_make(noise, seed, chatter, values, sound->count);
	double own = loud_power(values, sound->count);
	double gain = own > 0.0 ? sqrt(power / own) : 0.0;
	for (size_t i = 0; i < sound->count; i++)
		sound->sample[i] = clipped(sound->sample[i] + gain * (double)values[i]);
	free(values);
	return true;
}

struct tap {
	size_t after;
	double gain;
};

/* The straight way, then reflections at random times that lose 60 dB in the time given. */
static int make_taps(struct tap taps[TAPS_MAX], double seconds, uint32_t seed)
{
	int count = (int)(seconds * (double)TAPS_A_SECOND);
	if (count > TAPS_MAX)
		count = TAPS_MAX;
	taps[0] = (struct tap){.gain = 1.0};
	for (int i = 1; i < count; i++) {
		seed = seed * 1664525U + 1013904223U;
		double at = ((double)i + (double)(seed >> 8) / (1 << 24)) / (double)TAPS_A_SECOND;
		double gain = 0.11 * pow(10.0, -3.0 * at / seconds);
		taps[i].after = (size_t)((at + 0.002) * (double)HZ);
		taps[i].gain = (seed >> 7 & 1) != 0 ? gain : -gain;
	}
	return count;
}

bool stage_echo(struct staged *sound, double seconds, uint32_t seed)
{
	struct tap taps[TAPS_MAX];
	int count = make_taps(taps, seconds, seed);
	double *sum = calloc(sound->count, sizeof *sum);
	if (sum == NULL)
		return false;
	for (int t = 0; t < count; t++)
		for (size_t i = taps[t].after; i < sound->count; i++)
			sum[i] += taps[t].gain * sound->sample[i - taps[t].after];
	for (size_t i = 0; i < sound->count; i++)
		sound->sample[i] = clipped(sum[i]);
	free(sum);
	return true;
}

static void amplify(struct staged *sound, double factor, double offset)
{
	for (size_t i = 0; i < sound->count; i++)
		sound->sample[i] = clipped(sound->sample[i] * factor + offset);
}

/* To another rate as the microphone gives it, and back as the listener does. */
static bool change_rate(struct staged *sound, int hz)
{
	struct fault why;
	size_t there = 0, back = 0;
	int16_t *other = resample_all(sound->sample, sound->count, HZ, hz, &there, &why);
	int16_t *again = other != NULL ? resample_all(other, there, hz, HZ, &back, &why) : NULL;
	free(other);
	if (again == NULL)
		return false;
	free(sound->sample);
	sound->sample = again;
	sound->count = back;
	return true;
}

static bool apply(struct staged *sound, double speech, const struct condition *condition,
		  uint32_t seed, const struct chatter *chatter)
{
	double amount = condition->amount;
	switch (condition->kind) {
	case CONDITION_CLEAN:
		return true;
	case CONDITION_NOISE:
		return add_noise(sound, condition->noise, speech / pow(10.0, amount / 10.0), seed,
				 chatter);
	case CONDITION_ECHO:
		return stage_echo(sound, amount / 10.0, seed);
	case CONDITION_GAIN:
		amplify(sound, pow(10.0, amount / 20.0), 0.0);
		return true;
	case CONDITION_OFFSET:
		amplify(sound, 1.0, FULL * amount / 1000.0);
		return true;
	case CONDITION_RATE:
		return change_rate(sound, condition->amount);
	}
	return false;
}

/* The recording in a silent room; it fades into it, so that no edge is heard. */
static bool place(struct staged *sound, const int16_t *recording, size_t count, uint32_t seed)
{
	double room = fmin(fmax(sqrt(quietest_block(recording, count)), QUIETEST), LOUDEST);
	sound->count = BEFORE + count + AFTER;
	sound->sample = calloc(sound->count, sizeof *sound->sample);
	if (sound->sample == NULL ||
	    !add_noise(sound, NOISE_ROOM, room * room, seed ^ 0x5bd1U, NULL))
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t edge = i < count - 1 - i ? i : count - 1 - i;
		double here = edge < FRAME ? (double)edge / (double)FRAME : 1.0;
		int16_t *sample = &sound->sample[BEFORE + i];
		*sample = clipped(*sample * (1.0 - here) + recording[i] * here);
	}
	return true;
}

bool stage_make(struct staged *sound, const int16_t *recording, size_t count,
		const struct condition *condition, uint32_t seed, const struct chatter *chatter)
{
	double speech = stage_power(recording, count);
	*sound = (struct staged){.count = 0};
	bool good =
	    place(sound, recording, count, seed) && apply(sound, speech, condition, seed, chatter);
	if (!good) {
		staged_free(sound);
		return false;
	}
	stage_find_word(recording, count, &sound->word_start, &sound->word_end);
	sound->word_start += BEFORE;
	sound->word_end += BEFORE;
	return true;
}

bool stage_noise(struct staged *sound, enum noise noise, double seconds, double level_db,
		 uint32_t seed, const struct chatter *chatter)
{
	double level = FULL * pow(10.0, level_db / 20.0);
	*sound = (struct staged){.count = (size_t)(seconds * (double)HZ)};
	sound->sample = calloc(sound->count, sizeof *sound->sample);
	bool good = sound->sample != NULL &&
		    add_noise(sound, NOISE_ROOM, QUIETEST * QUIETEST, seed, NULL) &&
		    add_noise(sound, noise, level * level, seed, chatter);
	if (!good)
		staged_free(sound);
	return good;
}

void staged_free(struct staged *sound)
{
	free(sound->sample);
	*sound = (struct staged){.count = 0};
}
