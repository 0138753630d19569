/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_echo.h - what the measuring and the writing part of bench_echo share.
 */
#ifndef BENCH_ECHO_H
#define BENCH_ECHO_H

#include <stddef.h>
#include <stdint.h>

#include "stage.h"

struct word {
	int16_t *sample;
	size_t count, from, to; /* its loud part */
	char file[200], label[40], speaker[40];
};

struct material {
	int16_t *coach; /* pauses shortened */
	size_t coach_count;
	struct word *words;
	size_t word_count;
};

enum { SCENE_SECONDS = 40, SCENE_PEOPLE = 16 };

/* Somebody in a scene. */
struct spoken_over {
	const struct word *word;
	size_t at; /* of the loud part's beginning, in the scene */
	double above_db;
};

/* A scene drawn from the seed, with people at a level that pick() chooses; run through a canceller
 * of its own. */
typedef double pick_level(void *context, uint32_t *seed);
int scene_play(struct stage *stage, const struct material *material, uint32_t *seed, int people,
	       pick_level *pick, void *context, struct spoken_over who[SCENE_PEOPLE]);

/* Cleaned words for training, into a folder. */
int bench_write(const struct material *material, const char *folder, int count, uint32_t seed,
		double alone);

/* What the judgement about a voice saw, frame by frame, of count scenes: bench_echo_near.c. */
int bench_near(const struct material *material, const char *path, int count, uint32_t seed,
	       double alone);

#endif
