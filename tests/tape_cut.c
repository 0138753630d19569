/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tape_cut.c - how soon the coach made room for a voice that is on the same tape.
 *
 * Tape = gain x rendering + voice: what stands before the voice lays tape and
 * rendering together, what differs first is the voice's beginning, and with
 * the voice taken off the gain can be read piece by piece.
 */
#include "tape.h"

#include "clip.h"

#include <stdio.h>
#include <stdlib.h>

enum { PIECE = 10 * FRAMES_PER_MS, NEAR = 3, LOUD = 16, SEARCH = 2000 };

static double product(const short *a, const short *b, size_t count)
{
	double sum = 0.0;
	for (size_t i = 0; i < count; i++)
		sum += (double)a[i] * b[i];
	return sum;
}

static size_t first_above(const struct sound *sound, int level)
{
	size_t i = 0;
	while (i < sound->frames && sound->sample[i] <= level && sound->sample[i] >= -level)
		i++;
	return i;
}

/* From the place where they first differ, the voice is laid where it explains most. */
static long place_of(const short *rest, size_t count, const struct sound *voice)
{
	size_t n = voice->frames < count - SEARCH ? voice->frames : count - SEARCH;
	double best = -1.0;
	long place = 0;
	for (long at = 0; at < SEARCH; at++) {
		double value = product(rest + at, voice->sample, n < 9600 ? n : 9600);
		if (value > best) {
			best = value;
			place = at;
		}
	}
	return place;
}

static short limited(long value)
{
	return (short)(value > 32767 ? 32767 : value < -32768 ? -32768 : value);
}

/* Leave only the coach on the tape; gives where the voice begins, or -1. */
static long take_off(struct sound *tape, const struct sound *rendering, const struct sound *voice)
{
	static short rest[SEARCH + 10000];
	size_t differs = 0, end = tape->frames;
	while (differs < end && differs < rendering->frames &&
	       labs((long)tape->sample[differs] - rendering->sample[differs]) <= NEAR)
		differs++;
	size_t from = differs > SEARCH / 2 ? differs - SEARCH / 2 : 0;
	if (from + sizeof rest / sizeof rest[0] > end ||
	    from + sizeof rest / sizeof rest[0] > rendering->frames)
		return -1;
	for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++)
		rest[i] = limited((long)tape->sample[from + i] - rendering->sample[from + i]);
	size_t at = from + (size_t)place_of(rest, sizeof rest / sizeof rest[0], voice);
	for (size_t i = 0; i < voice->frames && at + i < end; i++)
		tape->sample[at + i] = limited((long)tape->sample[at + i] - voice->sample[i]);
	return (long)(at + first_above(voice, 300));
}

/* The end of the first piece from which on the coach is no louder than this, in ms from the start.
 */
static double reached(const struct sound *tape, const struct sound *rendering, long start,
		      double most, int pieces)
{
	int held = 0;
	for (long at = start; at + PIECE < (long)rendering->frames; at += PIECE) {
		const short *r = rendering->sample + at, *t = tape->sample + at;
		double loud = product(r, r, PIECE);
		if (at + PIECE >= (long)tape->frames || loud < 1e4 * PIECE)
			continue;
		held = product(t, r, PIECE) / loud <= most ? held + 1 : 0;
		if (held == pieces)
			return (double)(at + PIECE - start) / FRAMES_PER_MS - 10.0 * (pieces - 1);
	}
	return -1.0;
}

static struct sound from_first(const struct sound *sound, int level)
{
	size_t first = first_above(sound, level);
	return (struct sound){.sample = sound->sample + first, .frames = sound->frames - first};
}

int tape_cut(const struct sound *tape, const struct sound *rendering, const struct sound *voice)
{
	struct sound from_sound = from_first(tape, LOUD), rest = from_first(rendering, LOUD);
	struct sound spoken = from_first(voice, NEAR);
	long start = take_off(&from_sound, &rest, &spoken);
	if (start < 0)
		return 1;
	double ducked = reached(&from_sound, &rest, start, 0.25, 2);
	double silent = reached(&from_sound, &rest, start, 0.02, 3);
	printf("voice_at=%.2f ducked_ms=%.0f silent_ms=%.0f\n", (double)start / SOUND_HZ, ducked,
	       silent);
	return ducked < 0 || silent < 0;
}
