/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wyoming.h - asks a Wyoming speech server on the home network what was said.
 *
 * Nothing here waits unless it is told to: the question goes out with
 * wyoming_ask, and wyoming_poll looks for the answer whenever there is time.
 * The connection is kept between questions, and made anew when the server
 * closes it. Whoever answered nothing, nonsense or too late twice is left
 * alone for a while, longer each time, so that a dead server costs nothing.
 *
 * Threads: all functions from one thread at a time, but wyoming_cancel, which
 *          may be called from any while the struct lives.
 * Ownership: wyoming_open allocates, wyoming_close releases.
 * Units: 16-bit mono samples at WYOMING_HZ; ms of the monotonic clock.
 */
#ifndef IO_WYOMING_H
#define IO_WYOMING_H

#include "wyoming_event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WYOMING_REST_MS = 2000, WYOMING_REST_MOST_MS = 60000 };

struct fault;
struct wyoming;

enum wyoming_result {
	WYOMING_WAITING, /* the answer is still due */
	WYOMING_HEARD,	 /* it is in text, which may be empty */
	WYOMING_LATE,	 /* the time is over */
	WYOMING_FAULT	 /* the server cannot be used, or is left alone: wyoming_why */
};

/* host: an address or a name, which is looked up when it is needed. Connects nothing yet. */
struct wyoming *wyoming_open(const char *host, int port, struct fault *why);

/*
 * Ask what was said in these samples, 1 to WYOMING_SAMPLES; they are copied.
 * Takes some 30 ms at most. False when the server is left alone for now: then
 * nothing is asked. Must not be called while a question is open.
 */
bool wyoming_ask(struct wyoming *wyoming, const int16_t *samples, size_t count, int timeout_ms);

/* Look for the answer, waiting for it wait_ms at most. Only while a question is open. */
enum wyoming_result wyoming_poll(struct wyoming *wyoming, int wait_ms, char text[WYOMING_TEXT]);

/* The answer is not wanted any more; nothing is held against the server. */
void wyoming_drop(struct wyoming *wyoming);

/* Both in one, waiting until the answer is there or the time is over. */
enum wyoming_result wyoming_transcribe(struct wyoming *wyoming, const int16_t *samples,
				       size_t count, int timeout_ms, char text[WYOMING_TEXT]);

/* Ask what the server is: the name of its recogniser, empty when it has none. Waits. */
enum wyoming_result wyoming_describe(struct wyoming *wyoming, int timeout_ms,
				     char name[WYOMING_TEXT]);

/* What was wrong last, as a clause about the server: "it takes too long". */
const char *wyoming_why(const struct wyoming *wyoming);

/* From any thread: end a wait at once, and begin no other; all is WYOMING_FAULT from now on. */
void wyoming_cancel(struct wyoming *wyoming);

/* NULL is nothing. Never waits. */
void wyoming_close(struct wyoming *wyoming);

#endif
