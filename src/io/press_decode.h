/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * press_decode.h - the presses of a single button, made into keys; no device and no clock in it.
 *
 * A press pauses, or goes on; it acts when the button goes down, so that nothing waits for the
 * second one. A second one soon after it means that it hurts; holding the button stops.
 *
 * Threads: any, one at a time. Units: ms of one clock that never goes back. Errors: none.
 */
#ifndef IO_PRESS_DECODE_H
#define IO_PRESS_DECODE_H

#include <stdbool.h>
#include <stdint.h>

enum {
	PRESS_LONG_MS = 1000,  /* so long is it held for a stop */
	PRESS_DOUBLE_MS = 500, /* from one press to the next of the same few */
	PRESS_BOUNCE_MS = 50,  /* contacts that opened for less did not open */
	PRESS_NEVER = -1
};

/* How far a press has come; all zero at first. */
struct press {
	bool known;	 /* it was pressed before */
	bool down, told; /* held now; and stopped with that already */
	int few;	 /* presses so far that followed each other closely */
	int64_t down_ms, up_ms;
};

/* It went down: the character of the key that this stands for, or 0. */
int press_down(struct press *press, int64_t at_ms);

/* It went up: the same. */
int press_up(struct press *press, int64_t at_ms);

/* The time is now_ms: the same; a stop is given as soon as it has been held long enough. */
int press_due(struct press *press, int64_t now_ms);

/* When press_due is to be called next, or PRESS_NEVER. */
int64_t press_due_ms(const struct press *press);

#endif
