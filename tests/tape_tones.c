/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tape_tones.c - finds every tone of a transcript on a recording, sample by sample. */
#include "tape.h"

#include "clip.h"
#include "fault.h"
#include "mixer.h"
#include "settings.h"
#include "shelf.h"
#include "transcript.h"
#include "voice_file.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
	NEAR = 3,			   /* float to 16 bit, twice, rounds */
	SEARCH = 100 * FRAMES_PER_MS,	   /* how far a tone is looked for on either side */
	TONE_FRAMES = 500 * FRAMES_PER_MS, /* the longest is shorter */
	PLACES = 4096
};

/* A tone as it must come out, its loudness applied. */
struct shape {
	size_t frames;
	double power;
	int16_t sample[TONE_FRAMES];
};

struct tally {
	int tones, exact, covered, missing, gaps; /* gaps: places where the sound was held up */
	long first_off, last_off, worst;
	double sum;
	int64_t first_ms, last_ms;
};

static int amount(int value)
{
	return value < 0 ? -value : value;
}

/* Through the mixer, as the coach has it played. */
static void make_shape(struct shape *shape, const struct clip *clip, int percent)
{
	static struct mixer mixer;
	static float mixed[TONE_FRAMES];
	struct order order = {.kind = ORDER_PLAY, .clip = clip, .gain = (float)percent / 100.0f};
	mixer_init(&mixer);
	mixer_order(&mixer, &order);
	mixer_pull(&mixer, mixed, TONE_FRAMES);
	shape->frames = clip->frames;
	shape->power = 0;
	for (size_t i = 0; i < clip->frames; i++) {
		shape->sample[i] = clip_sample(mixed[i]);
		shape->power += (double)shape->sample[i] * shape->sample[i];
	}
}

static struct shape *make_shapes(int percent)
{
	struct fault why;
	struct shape *shapes = calloc(TONES, sizeof *shapes);
	struct settings settings = settings_default();
	struct voice_file *voice = calloc(1, sizeof *voice);
	struct shelf *shelf = NULL;
	if (voice != NULL) {
		voice->speaker.level_db = -23; /* of the shipped voices */
		shelf = shelf_open(voice, NULL, &settings.tones, NULL, &why);
	}
	if (shapes != NULL && shelf != NULL)
		for (int i = 0; i < TONES; i++)
			make_shape(&shapes[i], shelf_tone(shelf, (enum tone)i), percent);
	shelf_close(shelf);
	free(voice);
	return shapes;
}

static bool is_exact(const struct sound *sound, long at, const struct shape *shape)
{
	if (at < 0 || (size_t)at + shape->frames > sound->frames)
		return false;
	for (size_t i = 0; i < shape->frames; i++)
		if (amount(sound->sample[(size_t)at + i] - shape->sample[i]) > NEAR)
			return false;
	return true;
}

/* What is left of the sound's power when the tone is taken away; stops once it is more than most.
 */
static double rest_power(const struct sound *sound, long at, const struct shape *shape, double most)
{
	double sum = 0;
	if (at < 0 || (size_t)at + shape->frames > sound->frames)
		return most;
	for (size_t i = 0; i < shape->frames && sum < most; i++) {
		double apart = sound->sample[(size_t)at + i] - shape->sample[i];
		sum += apart * apart;
	}
	return sum;
}

/* Where the tone fits best near its place: samples from it; *fits is false when it is not there. */
static long best_place(const struct sound *sound, long at, const struct shape *shape, bool *fits)
{
	long best = 0;
	double least = rest_power(sound, at, shape, 1e18);
	double alone = 0;
	for (size_t i = 0; i < shape->frames && (size_t)at + i < sound->frames; i++)
		alone += (double)sound->sample[(size_t)at + i] * sound->sample[(size_t)at + i];
	for (long off = -SEARCH; off <= SEARCH; off++) {
		double rest = rest_power(sound, at + off, shape, least);
		if (rest < least) {
			least = rest;
			best = off;
		}
	}
	/* under words the rest is the words: taking the right tone away must still lessen it */
	*fits = least < alone - shape->power / 2 || least < shape->power / 4;
	return best;
}

static int tone_of(const char *name)
{
	for (int i = 0; i < TONES; i++)
		if (strcmp(tone_name((enum tone)i), name) == 0)
			return i;
	return TONES;
}

/* The first tone that stands alone shows where the tape begins; -1 when there is none. */
static long first_exact(const struct sound *sound, const struct shape *shape)
{
	for (long at = 0; (size_t)at + shape->frames <= sound->frames; at++)
		if (is_exact(sound, at, shape))
			return at;
	return -1;
}

static void add(struct tally *tally, long off, int64_t at_ms, bool exact)
{
	long apart = tally->tones > 0 ? labs(off - tally->last_off) : 0;
	if (tally->tones++ == 0) {
		tally->first_off = off;
		tally->first_ms = at_ms;
	}
	tally->last_off = off;
	tally->last_ms = at_ms;
	tally->sum += (double)apart;
	tally->gaps += apart > 0;
	if (apart > tally->worst)
		tally->worst = apart;
	tally->exact += exact;
	tally->covered += !exact;
}

static void look_at(struct tally *tally, const struct sound *sound, const struct shape *shape,
		    int64_t at_ms, long base)
{
	long at = base + (long)at_ms * FRAMES_PER_MS + tally->last_off;
	bool fits = true;
	bool exact = is_exact(sound, at, shape);
	long off = tally->last_off + (exact ? 0 : best_place(sound, at, shape, &fits));
	if (fits)
		add(tally, off, at_ms, exact || is_exact(sound, at + off - tally->last_off, shape));
	else
		tally->missing++;
}

static int tell(const struct tally *t, bool absolute)
{
	double minutes = (double)(t->last_ms - t->first_ms) / 60000;
	double mean = t->tones > 1 ? t->sum / (t->tones - 1) : 0;
	double drift = minutes > 0 ? (double)(t->last_off - t->first_off) / minutes : 0;
	printf("tones=%d exact=%d under_words=%d missing=%d gaps=%d mean=%.1f max=%ld drift=%.0f",
	       t->tones, t->exact, t->covered, t->missing, t->gaps, mean, t->worst, drift);
	if (absolute)
		printf(" first_off=%ld", t->first_off);
	printf(" seconds=%.0f\n", minutes * 60);
	bool right = t->tones > 0 && t->missing == 0 && t->worst == 0 && t->first_off == 0;
	return right ? 0 : 1;
}

int tape_tones(const struct sound *sound, FILE *transcript, bool absolute, int percent)
{
	char line[1024], effect[32], detail[32];
	int64_t at_ms;
	long base = absolute ? 0 : -1;
	struct tally tally = {0};
	struct shape *shapes = make_shapes(percent);
	while (shapes != NULL && fgets(line, sizeof line, transcript) != NULL) {
		if (sscanf(line, "%" SCNd64 "\t%31s\t%31s", &at_ms, effect, detail) != 3 ||
		    strcmp(effect, "tone") != 0 || tone_of(detail) == TONES)
			continue;
		const struct shape *shape = &shapes[tone_of(detail)];
		if (!absolute && tally.tones + tally.missing == 0) {
			long at = first_exact(sound, shape);
			base = at - (long)at_ms * FRAMES_PER_MS;
			if (at < 0)
				break;
		}
		look_at(&tally, sound, shape, at_ms, base);
	}
	free(shapes);
	return tell(&tally, absolute);
}
