/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_mask.h - takes down what the filter left of the echo, tone by tone; how loud each band is
 * for it.
 *
 * What comes out is 10 ms late, and what went in where no echo is expected.
 * Threads: a mask belongs to one thread. Units: full scale is 1; dB.
 */
#ifndef IO_ECHO_MASK_H
#define IO_ECHO_MASK_H

#include <stdbool.h>

enum { MASK_FRAME = 160, MASK_LINES = MASK_FRAME + 1, MASK_BANDS = 20 };

struct echo_mask;

struct mask_bands {
	float left[MASK_BANDS];	  /* power after the filter */
	float echo[MASK_BANDS];	  /* of the echo the filter foretold, dying away as in a room */
	float expect[MASK_BANDS]; /* of what it leaves of that, when nobody speaks */
};

/* NULL when memory is short. */
struct echo_mask *mask_open(void);

/*
 * left: what the filter left; echo, doubt: what it foretold (echo_filter.h);
 * learn: nobody seems to speak. clean is 10 ms late.
 */
void mask_run(struct echo_mask *mask, const float left[MASK_FRAME], const float echo[MASK_FRAME],
	      const float doubt[MASK_LINES], bool learn, float clean[MASK_FRAME],
	      struct mask_bands *bands);

void mask_reset(struct echo_mask *mask);
void mask_close(struct echo_mask *mask);

#endif
