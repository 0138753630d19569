/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enrol.c - which words a person is asked to say, and what is checked about them. */
#include "enrol.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The pain numbers decide what is done next, so they are asked for once more than the others. */
enum { NUMBER_TAKES = 3, OTHER_TAKES = 2, NUMBERS = 11 };

enum {
	BLOCK = 160, /* samples of 10 ms */
	BLOCKS_MOST = 1000,
	CLIPPED_MOST = 8 /* samples; a click has fewer */
};

static const char *const words[] = {
    "zero", "one",   "two", "three", "four",  "five", "six",  "seven", "eight", "nine", "ten",
    "stop", "pause", "yes", "no",    "ready", "none", "same", "sharp", "leg",	"help", "ouch",
};

/* Fainter than this the room is as loud as the voice. */
static const double QUIET_DB = -58.0;

/* From here on the ear is sure enough of another word to ask. */
static const float CLEAR = 0.9F;

/* Two takes of a word are 3 to 4.8 apart, of two words mostly more than 5. */
static const double RESEMBLES = 4.9;

/* Of the blocks, by loudness: where speech begins in an utterance with its silence around it. */
static const double LOUD_SHARE = 0.2;

static const int full_scale = 32700;

const char *enrol_word(size_t i, int *takes)
{
	if (i >= sizeof words / sizeof words[0])
		return NULL;
	*takes = i < NUMBERS ? NUMBER_TAKES : OTHER_TAKES;
	return words[i];
}

/* Something else that the coach would act on; "none" is another word for zero. */
static bool is_other(const char *word, const struct intent *guess)
{
	struct intent meant;
	if (guess->kind == INTENT_NOTHING || guess->kind == INTENT_UNCLEAR)
		return false;
	bool known = intent_from_words(word, &meant);
	assert(known);
	return known && (guess->kind != meant.kind || guess->value != meant.value);
}

enum enrol_flaw enrol_check(const char *word, const struct enrol_saying *saying)
{
	if (saying->clipped > CLIPPED_MOST)
		return ENROL_CLIPPED;
	if (saying->level_db < QUIET_DB)
		return ENROL_QUIET;
	if (!saying->makes_take)
		return ENROL_LENGTH;
	if (saying->confidence >= CLEAR && is_other(word, &saying->guess))
		return ENROL_OTHER;
	return ENROL_FINE;
}

const char *enrol_advice(enum enrol_flaw flaw)
{
	static const char *const advice[ENROL_FLAWS] = {
	    [ENROL_FINE] = "",
	    [ENROL_QUIET] = "That was rather quiet. A little louder, or nearer, please.",
	    [ENROL_CLIPPED] = "That was too loud for the microphone. A little softer, please.",
	    [ENROL_LENGTH] = "I could not make out one word. Only the word, please.",
	    [ENROL_OTHER] = "That sounded like another word to me."};
	assert(flaw < ENROL_FLAWS);
	return advice[flaw];
}

int enrol_odd(const struct take *takes, int count)
{
	int odd = -1;
	double farthest = RESEMBLES;
	for (int i = 0; i < count && count > 1; i++) {
		double nearest = HUGE_VAL;
		for (int k = 0; k < count; k++)
			if (k != i)
				nearest = fmin(nearest, take_distance(&takes[i], &takes[k], NULL));
		if (nearest > farthest) {
			farthest = nearest;
			odd = i;
		}
	}
	return odd;
}

static int louder_first(const void *a, const void *b)
{
	const double *left = a, *right = b;
	return (*left < *right) - (*left > *right);
}

double enrol_level_db(const int16_t *samples, size_t count)
{
	double power[BLOCKS_MOST], sum = 0.0;
	size_t blocks = count / BLOCK < BLOCKS_MOST ? count / BLOCK : BLOCKS_MOST;
	for (size_t i = 0; i < blocks; i++) {
		power[i] = 0.0;
		for (size_t k = i * BLOCK; k < (i + 1) * BLOCK; k++)
			power[i] += (double)samples[k] * samples[k] / BLOCK;
	}
	qsort(power, blocks, sizeof power[0], louder_first);
	size_t loud = (size_t)((double)blocks * LOUD_SHARE);
	for (size_t i = 0; i < loud; i++)
		sum += power[i] / (double)loud;
	return 10.0 * log10(sum / (32768.0 * 32768.0) + 1e-12);
}

int enrol_clipped(const int16_t *samples, size_t count)
{
	int clipped = 0;
	for (size_t i = 0; i < count; i++)
		clipped += abs(samples[i]) >= full_scale;
	return clipped;
}

/* The word of the nearest other take is its own. */
static bool is_recognised(const struct person *person, int i)
{
	double nearest = HUGE_VAL;
	bool own = false;
	for (int k = 0; k < person->count; k++) {
		double far = k != i
				 ? take_distance(&person->take[i], &person->take[k], person->mean)
				 : HUGE_VAL;
		if (far < nearest) {
			nearest = far;
			own = strcmp(person->take[i].word, person->take[k].word) == 0;
		}
	}
	return own;
}

static bool has_sibling(const struct person *person, int i)
{
	for (int k = 0; k < person->count; k++)
		if (k != i && strcmp(person->take[i].word, person->take[k].word) == 0)
			return true;
	return false;
}

int enrol_recognised(const struct person *person, int *of)
{
	int recognised = 0;
	*of = 0;
	for (int i = 0; i < person->count; i++)
		if (has_sibling(person, i)) {
			(*of)++;
			recognised += is_recognised(person, i);
		}
	return recognised;
}
