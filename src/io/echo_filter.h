/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_filter.h - learns the way from the loudspeaker to the microphone, and what is heard by it.
 *
 * A Kalman filter for each line of the spectrum, over FILTER_PARTS blocks of the
 * past. It knows how sure it is, so that it holds still while somebody speaks.
 * Threads: a filter belongs to one thread. Units: full scale is 1.
 */
#ifndef IO_ECHO_FILTER_H
#define IO_ECHO_FILTER_H

enum {
	FILTER_FRAME = 160,
	FILTER_PARTS = 20, /* 200 ms of echo */
	FILTER_LINES = FILTER_FRAME + 1
};

struct echo_filter;

/* NULL when memory is short. */
struct echo_filter *filter_open(void);

/*
 * One frame: played is what left the loudspeaker, on the microphone's clock;
 * slip: by how many samples it may have moved against it since the last frame.
 * echo is what should be heard of it, and doubt its mean square error by line,
 * as power of a block of FILTER_FRAME samples.
 */
void filter_run(struct echo_filter *filter, const float played[FILTER_FRAME],
		const float heard[FILTER_FRAME], float slip, float echo[FILTER_FRAME],
		float doubt[FILTER_LINES]);

/* Forget the way; it is as silent as nothing. */
void filter_reset(struct echo_filter *filter);

/* Forget the way, and expect one of this gain (power heard by power played). */
void filter_begin(struct echo_filter *filter, float gain);

void filter_close(struct echo_filter *filter);

#endif
