/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sound_match.h - a short rising sound, and how strongly a recording has it at each place.
 *
 * Threads: any; a recording belongs to one thread.
 * Ownership: sound_match_open allocates, sound_match_close releases; the recording is copied.
 * Units: samples at MATCH_HZ; strengths are full scale 1 for the whole sound at full height.
 * Errors: NULL when memory is short.
 */
#ifndef APP_SOUND_MATCH_H
#define APP_SOUND_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MATCH_HZ = 16000, MATCH_MS = MATCH_HZ / 1000 };

/* From a low tone up to a high one: found exactly, and no harsh sound. */
struct sweep {
	int from_hz, to_hz, length_ms;
};

/* Its i-th sample at hz, -1 to 1; turned: a quarter of a wave later. */
double sweep_sample(const struct sweep *sweep, int i, int hz, bool turned);

struct sound_match;

struct sound_match *sound_match_open(const int16_t *sample, size_t count);

/* How strongly it begins at each sample, whatever the phase; lent until the next search. */
const float *sound_match_find(struct sound_match *match, const struct sweep *sweep);

void sound_match_close(struct sound_match *match);

#endif
