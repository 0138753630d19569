/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_delay.h - where in one sound another is found again.
 *
 * Threads: belongs to one thread. Units: samples.
 */
#ifndef IO_ECHO_DELAY_H
#define IO_ECHO_DELAY_H

struct delay_search;

struct delay_found {
	float lag;   /* of the highest peak, between samples too */
	float peak;  /* its height above the ordinary, in standard deviations */
	float rival; /* height of the next one that is not beside it, as a share of the highest */
};

/*
 * For sounds of this many samples. carry: the share of what was found before that
 * still counts, 0 to 1, for searches that follow each other. NULL when memory is short.
 */
struct delay_search *delay_search_open(int heard_count, int played_count, float carry);

/* What comes has nothing to do with what was before. */
void delay_search_forget(struct delay_search *search);

/*
 * played[lag + n] matches heard[n] best, lag from 0 to played_count - heard_count.
 * Every tone counts alike (generalised cross-correlation), so that an echo does
 * not smear the peak. near: a lag that is expected, or -1; a peak within a
 * millisecond of it is preferred to a somewhat higher one elsewhere.
 */
struct delay_found delay_search(struct delay_search *search, const float *heard,
				const float *played, float near);

void delay_search_close(struct delay_search *search);

#endif
