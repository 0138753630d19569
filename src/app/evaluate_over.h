/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate_over.h - is "stop" heard over the coach's own voice, and does the coach obey itself?
 *
 * The coach's recording is played through a small loudspeaker that bends it,
 * into a room with an echo of 0.3 s, and a person says a word over it. The
 * canceller starts anew each time and has some seconds to learn the room.
 */
#ifndef APP_EVALUATE_OVER_H
#define APP_EVALUATE_OVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct fault;
struct folds;
struct trial;

enum { OVER_CLIPS = 100 };

struct over_job {
	const char *model;
	const struct folds *folds; /* or NULL */
	const int16_t *played;	   /* what the coach plays */
	size_t played_count;
	const struct trial *plan; /* those in LISTEN_OVER are said over it */
	size_t planned;
	bool progress;
	FILE *out;
};

/* Where to put a word: from here on the coach speaks, and has done so for a while before. -1: it
 * never does. */
long over_place(const int16_t *played, size_t count, size_t length, uint32_t seed);

/* Print the table; false and *why when the ear does not open. */
bool evaluate_over(const struct over_job *job, struct fault *why);

#endif
