/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_senone.h - how like each state of each English sound a frame is, by the speech model's own
 * statistics.
 *
 * The model knows thousands of speakers, our recordings know a hundred: the
 * keyword net sees the sound through it and so hears strangers better.
 * PocketSphinx keeps these scores to itself, so its files are read here
 * (means, variances, sendump of a phonetically tied model).
 *
 * Ownership: senone_open allocates 1.9 MB, senone_close releases.
 * Threads: one at a time. Units: frames of 10 ms; natural logarithms.
 */
#ifndef IO_EAR_SENONE_H
#define IO_EAR_SENONE_H

#include <stdbool.h>

enum {
	SENONE_SOUNDS = 42,		  /* 39 of English, silence, two kinds of noise */
	SENONE_COUNT = 3 * SENONE_SOUNDS, /* begin, middle, end of each */
	SENONE_CEPSTRA = 13
};

struct fault;
struct senones;

/* folder: of the acoustic model. NULL and *why when a file is missing or of another shape. */
struct senones *senone_open(const char *folder, struct fault *why);

/*
 * For each frame the logarithm of the chance of each state, given that it is one of them.
 * cepstra: with their mean taken off; frames * SENONE_CEPSTRA values, out: frames * SENONE_COUNT.
 */
void senone_run(struct senones *senones, const float *cepstra, int frames, float *out);

void senone_close(struct senones *senones);

#endif
