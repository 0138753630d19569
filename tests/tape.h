/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tape.h - a recording, and what can be found on it. */
#ifndef TESTS_TAPE_H
#define TESTS_TAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct sound {
	int16_t *sample;
	size_t frames;
};

/*
 * Every tone of the transcript must be on the sound: absolute at its own time,
 * else that far from the first tone. percent is the loudness of tones in the
 * settings. Prints one line; returns 0 when all are there, at their place.
 */
int tape_tones(const struct sound *sound, FILE *transcript, bool absolute, int percent);

/*
 * The tape is the rendering until a voice speaks over it: how soon is the
 * rendering lower, how soon silent? Takes the voice off the tape. Prints one
 * line; returns 0 when it did fall silent.
 */
int tape_cut(const struct sound *tape, const struct sound *rendering, const struct sound *voice);

#endif
