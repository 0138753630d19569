/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate_noise.c - noises of a home, made: the same on every machine. */
#include "evaluate_noise.h"

#include <math.h>
#include <string.h>

static const double HZ = 16000.0;
static const double TWO_PI = 6.28318530717958648;

enum { VOICES = 3, SEMITONES = 12 };

const char *noise_name(enum noise noise)
{
	static const char *const names[NOISES] = {
	    [NOISE_ROOM] = "room",     [NOISE_BIKE] = "exercise bike",
	    [NOISE_VACUUM] = "vacuum", [NOISE_KETTLE] = "kettle",
	    [NOISE_CAT] = "cat",       [NOISE_MUSIC] = "music",
	    [NOISE_HUM] = "mains hum", [NOISE_TALK] = "television",
	    [NOISE_SPEAKER] = "talk",
	};
	return names[noise];
}

static uint32_t roll(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 8;
}

/* White, -1 to 1. */
static double white(uint32_t *seed)
{
	return (double)roll(seed) / (1 << 23) - 1.0;
}

/* A resonance: rings at hz, the narrower the nearer keep is to 1. */
struct ring_filter {
	double a, b, one, two;
};

static struct ring_filter ring_at(double hz, double keep)
{
	return (struct ring_filter){.a = 2.0 * keep * cos(TWO_PI * hz / HZ), .b = -keep * keep};
}

static double ring_run(struct ring_filter *f, double in)
{
	double out = in + f->a * f->one + f->b * f->two;
	f->two = f->one;
	f->one = out;
	return out;
}

static double wave(double hz, size_t i)
{
	return sin(TWO_PI * fmod(hz * (double)i / HZ, 1.0));
}

static void make_room(uint32_t seed, float *samples, size_t count)
{
	double low = 0.0;
	for (size_t i = 0; i < count; i++) {
		low = 0.7 * low + white(&seed);
		samples[i] = (float)low;
	}
}

/* Two pushes of the legs a turn, at 80 turns a minute; some twenty ticks of the chain. */
static void make_bike(uint32_t seed, float *samples, size_t count)
{
	const double pushes = 2.7, ticks = 21.0;
	struct ring_filter rumble = ring_at(110.0, 0.98), tick = ring_at(2900.0, 0.9);
	double low = 0.0;
	for (size_t i = 0; i < count; i++) {
		double phase = fmod(ticks * (double)i / HZ, 1.0);
		double push = 0.55 + 0.45 * wave(pushes, i);
		double noise = white(&seed);
		low = 0.8 * low + 0.2 * noise;
		double click = ring_run(&tick, phase < ticks / HZ ? 4.0 + 2.0 * white(&seed) : 0.0);
		samples[i] =
		    (float)(push * (2.0 * low + 0.04 * ring_run(&rumble, noise)) + 0.15 * click);
	}
}

static void make_vacuum(uint32_t seed, float *samples, size_t count)
{
	struct ring_filter rush = ring_at(900.0, 0.8), hiss = ring_at(3200.0, 0.85);
	for (size_t i = 0; i < count; i++) {
		double noise = white(&seed), whine = 0.0;
		for (int k = 1; k <= 8; k++)
			whine += wave(300.0 * k * (1.0 + 0.003 * wave(0.4, i)), i) / k;
		samples[i] = (float)(0.25 * ring_run(&rush, noise) + 0.2 * ring_run(&hiss, noise) +
				     0.25 * whine);
	}
}

/* Bubbles burst some fifty times a second, each with a pitch of its own. */
static void make_kettle(uint32_t seed, float *samples, size_t count)
{
	struct ring_filter bubble = ring_at(700.0, 0.99), rush = ring_at(1500.0, 0.7);
	for (size_t i = 0; i < count; i++) {
		double burst = 0.0;
		if (roll(&seed) % 320 == 0) {
			bubble.a = ring_at(350.0 + roll(&seed) % 900, 0.99).a;
			burst = white(&seed) * 3.0;
		}
		double slow = 0.7 + 0.3 * wave(0.9, i);
		samples[i] =
		    (float)(ring_run(&bubble, burst) + 0.3 * slow * ring_run(&rush, white(&seed)));
	}
}

/* Its pitch rises and falls, and its mouth opens and shuts, as in "miaow". */
static double mew(double at, double turn, struct ring_filter *mouth)
{
	double arc = sin(TWO_PI * at / 2.0), pulse = 0.0;
	mouth->a = ring_at(900.0 + 900.0 * arc, 0.96).a;
	for (int k = 1; k <= 9; k++)
		pulse += sin(TWO_PI * turn * k) / k;
	return arc * ring_run(mouth, pulse);
}

/* One mew of 0.7 s every 1.7 s, a little different each time. */
static void make_cat(uint32_t seed, float *samples, size_t count)
{
	const size_t every = 27200, length = 11200;
	struct ring_filter mouth = ring_at(900.0, 0.96);
	double turn = 0.0, pitch = 480.0;
	size_t start = roll(&seed) % every;
	for (size_t i = 0; i < count; i++) {
		size_t at = (i + start) % every;
		if (at == 0)
			pitch = 420.0 + roll(&seed) % 160;
		double part = (double)at / (double)length;
		turn = fmod(turn + pitch * (1.0 + 0.35 * sin(TWO_PI * part / 2.0)) / HZ, 1.0);
		samples[i] = at < length ? (float)(0.1 * mew(part, turn, &mouth)) : 0.0F;
	}
}

static double note_hz(int semitones)
{
	return 220.0 * pow(2.0, (double)semitones / (double)SEMITONES);
}

/* Four chords of two seconds, a tune of quarter-second notes over them, a drum each half second. */
static void make_music(uint32_t seed, float *samples, size_t count)
{
	static const int roots[4] = {0, 5, 7, 3}, steps[5] = {12, 14, 16, 19, 21};
	int tune = steps[0];
	double turn = (double)(roll(&seed) % 100) / 100.0;
	struct ring_filter drum = ring_at(70.0, 0.998);
	for (size_t i = 0; i < count; i++) {
		int root = roots[i / 32000 % 4];
		double chord = wave(note_hz(root), i) + wave(note_hz(root + 4), i) +
			       wave(note_hz(root + 7), i) + wave(note_hz(root - 12), i);
		if (i % 4000 == 0)
			tune = steps[roll(&seed) % 5];
		turn = fmod(turn + note_hz(root + tune) / HZ, 1.0);
		double fade = exp(-(double)(i % 4000) / 3000.0);
		double lead = sin(TWO_PI * turn) + 0.5 * sin(2.0 * TWO_PI * turn) +
			      0.25 * sin(3.0 * TWO_PI * turn);
		double hit = ring_run(&drum, i % 8000 == 0 ? 1.0 : 0.0);
		samples[i] = (float)(0.3 * chord + 0.7 * fade * lead + 0.02 * hit);
	}
}

static void make_hum(uint32_t seed, float *samples, size_t count)
{
	static const double part[] = {1.0, 0.35, 0.5, 0.15, 0.3, 0.1, 0.15, 0.05};
	size_t start = roll(&seed) % 320;
	for (size_t i = 0; i < count; i++) {
		double sum = 0.01 * white(&seed);
		for (int k = 0; k < 8; k++)
			sum += part[k] * wave(50.0 * (k + 1), i + start);
		samples[i] = (float)sum;
	}
}

/* One of the people: phrases of two to five recordings, with pauses between them. */
static void add_voice(uint32_t seed, const struct chatter *chatter, float *samples, size_t count)
{
	size_t i = roll(&seed) % 8000;
	uint32_t left = 2;
	while (i < count) {
		size_t which = roll(&seed) % chatter->count;
		const int16_t *word = chatter->sample[which];
		for (size_t k = 0; k < chatter->samples[which] && i < count; k++)
			samples[i++] += (float)word[k];
		i += roll(&seed) % 3200;
		if (left-- == 0) {
			i += 8000 + roll(&seed) % 12000;
			left = 1 + roll(&seed) % 4;
		}
	}
}

static void make_talk(uint32_t seed, const struct chatter *chatter, uint32_t voices, float *samples,
		      size_t count)
{
	memset(samples, 0, count * sizeof *samples);
	if (chatter == NULL || chatter->count == 0)
		return;
	for (uint32_t v = 0; v < voices; v++)
		add_voice(seed * 31 + v * 977, chatter, samples, count);
}

void noise_make(enum noise noise, uint32_t seed, const struct chatter *chatter, float *samples,
		size_t count)
{
	static void (*const makers[NOISES])(uint32_t seed, float *samples, size_t count) = {
	    [NOISE_ROOM] = make_room,	  [NOISE_BIKE] = make_bike, [NOISE_VACUUM] = make_vacuum,
	    [NOISE_KETTLE] = make_kettle, [NOISE_CAT] = make_cat,   [NOISE_MUSIC] = make_music,
	    [NOISE_HUM] = make_hum,
	};
	if (makers[noise] != NULL)
		makers[noise](seed * 2654435761U + 1U, samples, count);
	else
		make_talk(seed, chatter, noise == NOISE_TALK ? VOICES : 1, samples, count);
}
