/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limiter.h - no peak of a piece of sound above a limit, without clicks.
 *
 * Looks ahead: the gain falls softly before the peak, and rises as softly
 * after it. What stays below the limit all along comes out as it was.
 *
 * Threads: any, but no callback: it allocates. Ownership: the caller's samples.
 * Units: samples at SOUND_HZ, 1.0 is full scale. Errors: false without memory.
 */
#ifndef IO_LIMITER_H
#define IO_LIMITER_H

#include <stdbool.h>
#include <stddef.h>

bool limiter_run(float *sample, size_t count, float limit);

#endif
