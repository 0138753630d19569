/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_near.h - does somebody speak besides the echo?
 *
 * Threads: belongs to one thread. Units: as echo_mask.h.
 */
#ifndef IO_ECHO_NEAR_H
#define IO_ECHO_NEAR_H

#include <stdbool.h>

#include "echo_mask.h"

struct echo_near {
	float floor[MASK_BANDS], lowest[MASK_BANDS]; /* power of the room's noise */
	int floor_age;
	float score; /* how far above what is expected, dB, over all bands; smoothed */
	int above;   /* frames in a row */
	int hold;
};

void near_init(struct echo_near *near);

/* The next frame. */
bool near_frame(struct echo_near *near, const struct mask_bands *bands);

#endif
