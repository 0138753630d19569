/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * monotonic.h - the clock that runs evenly and that nobody sets: for limits and waits.
 *
 * Threads: any, but no audio callback. What has a date is the business of clock.h.
 */
#ifndef IO_MONOTONIC_H
#define IO_MONOTONIC_H

#include <stdint.h>
#include <time.h>

/* Milliseconds since some time before the program began. */
int64_t monotonic_ms(void);

/* That clock in so many milliseconds, 0 or more, for pthread_cond_timedwait. */
struct timespec monotonic_in(int ms);

#endif
