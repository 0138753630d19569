/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_take.h - one saying of a word as a shape through time, and how far two are apart.
 *
 * The shape is the spectrum's, coarsely, frame by frame, from which no speech
 * can be made again. Two takes are laid upon each other by dynamic time warping.
 *
 * Pure: threads do not matter. Units: frames of 10 ms; cepstra in steps of 1/256.
 */
#ifndef IO_EAR_TAKE_H
#define IO_EAR_TAKE_H

#include <stdbool.h>
#include <stdint.h>

struct sound_view;

enum {
	TAKE_CEPSTRA = 16,
	TAKE_FRAMES_LEAST = 10,
	TAKE_FRAMES = 140,
	TAKE_WORD = 16 /* bytes of a word, the final NUL with them */
};

/* One saying of a word. */
struct take {
	char word[TAKE_WORD];
	int frames;
	int16_t mean[TAKE_CEPSTRA]; /* of the whole utterance */
	int16_t cepstra[TAKE_FRAMES][TAKE_CEPSTRA];
};

/* Frames from ... end of a view as a take; false when they are too few or too many. */
bool take_make(struct take *take, const char *word, const struct sound_view *view, int from,
	       int end);

/*
 * How far apart two takes are, in no unit: 0 for the same, about 4 for two of
 * one word by one person. mean: of all that this person says, or NULL.
 */
double take_distance(const struct take *a, const struct take *b, const double *mean);

/* The mean of its cepstra. */
void take_mean(const struct take *take, double mean[TAKE_CEPSTRA]);

/* How far its mean is from a person's: another voice or microphone is farther. */
double take_away(const struct take *take, const double *mean);

#endif
