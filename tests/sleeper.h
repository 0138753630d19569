/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sleeper.h - a loudspeaker that sleeps when it is idle and swallows what comes while it wakes up.
 *
 * It stands in for HDMI, Bluetooth and USB, which do so, each in its way: some sleep only while no
 * stream is open and take silence for sound, others listen for sound and go to sleep on zeros.
 *
 * Threads: one at a time; the audio callback may be that one.
 * Units: frames of the stream.
 */
#ifndef TESTS_SLEEPER_H
#define TESTS_SLEEPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SLEEPER_ONSETS = 512 };

/* Sound after a second or more without any. */
struct onset {
	int64_t frame, idle; /* frames without sound before it, or since the stream was opened */
	bool lost;	     /* it was swallowed */
};

struct sleeper {
	int hz;
	int64_t swallows;     /* so long after it began to wake up */
	int64_t dozes;	      /* asleep after so many zeros; 0: never while a stream is open */
	int64_t frame, woken; /* frames of this stream; when it began to wake up, or -1 */
	int64_t zeros;
	int64_t sound_at; /* of the last sound, or where the stream began */
	int onsets;
	struct onset onset[SLEEPER_ONSETS];
};

void sleeper_init(struct sleeper *sleeper, int hz, int swallows_ms, int dozes_ms);

/* A stream is opened after nobody has used it for long: it is asleep. */
void sleeper_open(struct sleeper *sleeper);

/* These sound, or are swallowed: they are silence then. */
void sleeper_take(struct sleeper *sleeper, int16_t *samples, size_t frames, int channels);

#endif
