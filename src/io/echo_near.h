/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_near.h - does somebody speak besides the echo?
 *
 * What is left in each band is held against what is to be expected there, and
 * against how far that was exceeded before when nobody spoke.
 * Ownership: the caller's struct. Threads: belongs to one thread. Units: as echo_mask.h; dB.
 */
#ifndef IO_ECHO_NEAR_H
#define IO_ECHO_NEAR_H

#include <stdbool.h>

#include "echo_mask.h"

enum { NEAR_VIEWS = 4, NEAR_TRAITS = NEAR_VIEWS * MASK_BANDS };

struct echo_near {
	float floor[MASK_BANDS], lowest[MASK_BANDS]; /* power of the room's noise */
	int floor_age;
	float usual_db[MASK_BANDS]; /* exceeded in one frame of twenty */
	int learnt;		    /* frames of echo it was learnt from */
	float score;		    /* how far above that, dB, over all bands; smoothed */
	int above, hold;	    /* frames */
	/* What the last frame looked like, each about -2 to 2: in each band what is left above what
	 * is to be expected and usual, above the room's noise, above the echo; and the echo itself.
	 */
	float trait[NEAR_TRAITS];
};

void near_init(struct echo_near *near);

/* The next frame. */
bool near_frame(struct echo_near *near, const struct mask_bands *bands);

#endif
