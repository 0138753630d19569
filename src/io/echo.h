/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo.h - takes what the loudspeaker plays out of what the microphone hears.
 *
 * What was played and what was heard arrive each at its own time and on its own
 * clock; the canceller lines them up by itself. While nothing was played lately
 * the microphone passes through unchanged, bit for bit; otherwise what is clean
 * comes 10 ms late. near_voice keeps still until some seconds of the coach were
 * heard and understood, and while nothing is played.
 *
 * Threads: an echo canceller belongs to one thread.
 * Units: 16-bit mono samples at EAR_HZ; dB; ms; ppm of the sample rate.
 */
#ifndef IO_ECHO_H
#define IO_ECHO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct echo;
struct fault;

enum { ECHO_FRAME = 160 }; /* 10 ms */

struct echo_report {
	bool playing;	 /* the played sound can be heard in this frame, or its echo may */
	bool near_voice; /* somebody speaks besides it: decided within 60 ms of speech */
	float near_db;	 /* level of what is left, dB against full scale: 0 and below */
	int delay_ms;	 /* of the loudspeaker's sound in the microphone, -1: not known yet */
	float drift_ppm; /* of the microphone's clock against the loudspeaker's */
};

/* NULL and *why when memory is short. */
struct echo *echo_open(struct fault *why);

/*
 * What the loudspeaker was given, in order and without gaps, silence included.
 * About as much of it as of the microphone: what comes first does not matter.
 */
void echo_played(struct echo *echo, const int16_t *samples, size_t count);

/* The next 10 ms of the microphone; clean may be heard itself. */
void echo_run(struct echo *echo, const int16_t heard[ECHO_FRAME], int16_t clean[ECHO_FRAME],
	      struct echo_report *report);

/* What the judgement about near_voice saw of the last frame (echo_near.h), for training; NULL when
 * there was no echo to judge. Belongs to the canceller until the next call. */
const float *echo_traits(const struct echo *echo);

/* A stream was opened anew: forget what was played, and the delay. */
void echo_reset(struct echo *echo);

void echo_close(struct echo *echo);

#endif
