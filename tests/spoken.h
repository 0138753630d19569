/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * spoken.h - speech and noises for the tests of the ear.
 *
 * flite speaks: its voices are not the coach's, and built from recordings of people.
 * Units: 16-bit mono samples at 16,000 Hz. Ownership: the caller frees the samples.
 */
#ifndef TESTS_SPOKEN_H
#define TESTS_SPOKEN_H

#include <stddef.h>
#include <stdint.h>

struct sound {
	size_t count;
	int16_t *sample;
};

/* Words by a voice of flite ("rms", "awb", "slt"), with a quiet room of half a second before
 * and 1.2 s after. Fails the test when flite is not there. */
struct sound spoken(const char *voice, const char *words);

/* A quiet room with a sine in it. */
struct sound beep(int hz, int length_ms, int level);

/* White noise all the time, level its largest sample. */
struct sound hiss(double seconds, int level);

/* The same, louder or quieter, clipped as a microphone does. */
void change_level(struct sound *sound, double factor, int offset);

void sound_free(struct sound *sound);

#endif
