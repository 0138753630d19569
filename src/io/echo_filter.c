/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_filter.c - learns the way from the loudspeaker to the microphone (Kalman, by partitions).
 */
#include "echo_filter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "echo_fft.h"

enum { BLOCK = 2 * FILTER_FRAME, CONSTRAINED = 4 /* parts a frame that are cut to their length */ };

/* How fast a room may change: the share of the way that is kept from frame to frame. */
static const float kept = 0.9998f;
static const float part_fall = 0.75f; /* of the doubt at first, from part to part */

struct echo_filter {
	struct fft *fft;
	int newest, constrained;
	float before[FILTER_FRAME];
	float fade[FILTER_LINES];  /* of what is known, from frame to frame */
	float stray[FILTER_LINES]; /* power of what is no echo, smoothed */
	struct line played[FILTER_PARTS][FILTER_LINES];
	struct line way[FILTER_PARTS][FILTER_LINES];
	float doubt[FILTER_PARTS][FILTER_LINES];
};

struct echo_filter *filter_open(void)
{
	struct echo_filter *filter = calloc(1, sizeof *filter);
	if (filter == NULL)
		return NULL;
	filter->fft = fft_open(BLOCK);
	if (filter->fft == NULL) {
		filter_close(filter);
		return NULL;
	}
	filter_reset(filter);
	return filter;
}

void filter_reset(struct echo_filter *filter)
{
	struct fft *fft = filter->fft;
	memset(filter, 0, sizeof *filter);
	filter->fft = fft;
}

void filter_begin(struct echo_filter *filter, float gain)
{
	filter_reset(filter);
	float doubt = 2 * gain * (1 - part_fall);
	for (int p = 0; p < FILTER_PARTS; p++, doubt *= part_fall)
		for (int k = 0; k < FILTER_LINES; k++)
			filter->doubt[p][k] = doubt;
}

void filter_close(struct echo_filter *filter)
{
	if (filter == NULL)
		return;
	fft_close(filter->fft);
	free(filter);
}

static float power(struct line line)
{
	return line.re * line.re + line.im * line.im;
}

static const struct line *played_part(const struct echo_filter *filter, int part)
{
	return filter->played[(filter->newest + FILTER_PARTS - part) % FILTER_PARTS];
}

static void take_played(struct echo_filter *filter, const float played[FILTER_FRAME])
{
	float block[BLOCK];
	memcpy(block, filter->before, sizeof filter->before);
	memcpy(block + FILTER_FRAME, played, sizeof filter->before);
	memcpy(filter->before, played, sizeof filter->before);
	filter->newest = (filter->newest + 1) % FILTER_PARTS;
	fft_forward(filter->fft, block, filter->played[filter->newest]);
}

static void predict(struct echo_filter *filter, float echo[FILTER_FRAME], float doubt[FILTER_LINES])
{
	struct line sum[FILTER_LINES] = {{0, 0}};
	memset(doubt, 0, FILTER_LINES * sizeof *doubt);
	for (int p = 0; p < FILTER_PARTS; p++) {
		const struct line *x = played_part(filter, p), *w = filter->way[p];
		for (int k = 0; k < FILTER_LINES; k++) {
			sum[k].re += x[k].re * w[k].re - x[k].im * w[k].im;
			sum[k].im += x[k].re * w[k].im + x[k].im * w[k].re;
			doubt[k] += 0.5f * power(x[k]) * filter->doubt[p][k];
		}
	}
	float block[BLOCK];
	fft_back(filter->fft, sum, block);
	memcpy(echo, block + FILTER_FRAME, FILTER_FRAME * sizeof *echo);
}

static void learn_part(struct echo_filter *filter, int part, const struct line error[FILTER_LINES],
		       const float doubt[FILTER_LINES])
{
	const struct line *x = played_part(filter, part);
	struct line *w = filter->way[part];
	float *p = filter->doubt[part];
	for (int k = 0; k < FILTER_LINES; k++) {
		const float fade = filter->fade[k];
		float gain = p[k] / (2 * doubt[k] + filter->stray[k] + 1e-9f);
		w[k].re += gain * (x[k].re * error[k].re + x[k].im * error[k].im);
		w[k].im += gain * (x[k].re * error[k].im - x[k].im * error[k].re);
		float left = 1 - 0.5f * gain * power(x[k]);
		p[k] = fade * fmaxf(left, 0) * p[k] + (1 - fade) * power(w[k]) + 1e-9f;
	}
}

/* Only the first half of a part's answer in time is its own. */
static void constrain(struct echo_filter *filter, int part)
{
	float block[BLOCK];
	fft_back(filter->fft, filter->way[part], block);
	memset(block + FILTER_FRAME, 0, FILTER_FRAME * sizeof *block);
	fft_forward(filter->fft, block, filter->way[part]);
}

/* A shift by a part of a wave spoils as much of what is known; it goes on for a while. */
static void forget_by(struct echo_filter *filter, float slip)
{
	const float lasting = 200;
	for (int k = 0; k < FILTER_LINES; k++) {
		float turn = 3.14159265f * (float)k / FILTER_FRAME * slip;
		filter->fade[k] = fmaxf(0.9f, kept * kept - lasting * turn * turn);
	}
}

void filter_run(struct echo_filter *filter, const float played[FILTER_FRAME],
		const float heard[FILTER_FRAME], float slip, float echo[FILTER_FRAME],
		float doubt[FILTER_LINES])
{
	forget_by(filter, slip);
	take_played(filter, played);
	predict(filter, echo, doubt);
	float block[BLOCK] = {0};
	for (int i = 0; i < FILTER_FRAME; i++)
		block[FILTER_FRAME + i] = heard[i] - echo[i];
	struct line error[FILTER_LINES];
	fft_forward(filter->fft, block, error);
	for (int k = 0; k < FILTER_LINES; k++)
		filter->stray[k] += 0.4f * (power(error[k]) - filter->stray[k]);
	for (int p = 0; p < FILTER_PARTS; p++)
		learn_part(filter, p, error, doubt);
	for (int n = 0; n < CONSTRAINED; n++) {
		constrain(filter, filter->constrained);
		filter->constrained = (filter->constrained + 1) % FILTER_PARTS;
	}
}
