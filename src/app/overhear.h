/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * overhear.h - a recording as a session would hear it, with the coach's own sound in it.
 *
 * The same parts as the listener's, without its threads: the coach is taken
 * out, a voice besides it is noticed, and a decision counts only when it is
 * somebody's. While the coach can be heard only what halts it is listened for.
 *
 * Units: samples at 16,000 Hz; both recordings begin at the same time.
 */
#ifndef APP_OVERHEAR_H
#define APP_OVERHEAR_H

#include "listener.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fault;

struct overheard {
	ear_decision *decide; /* fed_s of sound had come in by then */
	/* Somebody speaks over the coach and goes on: it falls silent. */
	void (*voice)(void *context, double start_s, double end_s);
	void *context;
	double fed_s;
};

/* False and *why when memory is short. told->fed_s grows meanwhile. */
bool overhear(struct ear *ear, enum listen_context question, const int16_t *heard, size_t count,
	      const int16_t *played, size_t played_count, struct overheard *told,
	      struct fault *why);

#endif
