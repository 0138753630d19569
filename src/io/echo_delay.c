/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_delay.c - where in one sound another is found again (generalised cross-correlation).
 */
#include "echo_delay.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "echo_fft.h"

enum { LOW_HZ = 200, HIGH_HZ = 6500, HZ = 16000, BESIDE = 80, NEAR = 16 };

struct delay_search {
	struct fft *fft;
	int heard_count, played_count, length;
	float *block;
	float *carried; /* the correlation so far */
	float carry;
	struct line *heard, *played;
};

struct delay_search *delay_search_open(int heard_count, int played_count, float carry)
{
	assert(heard_count > 0 && played_count > heard_count);
	struct delay_search *search = calloc(1, sizeof *search);
	if (search == NULL)
		return NULL;
	search->heard_count = heard_count;
	search->played_count = played_count;
	search->carry = carry;
	search->length = 256;
	while (search->length < played_count)
		search->length *= 2;
	const size_t lines = (size_t)search->length / 2 + 1;
	search->fft = fft_open(search->length);
	search->block = malloc((size_t)search->length * sizeof *search->block);
	search->carried = calloc((size_t)search->length, sizeof *search->carried);
	search->heard = malloc(2 * lines * sizeof *search->heard);
	if (search->fft == NULL || search->block == NULL || search->heard == NULL ||
	    search->carried == NULL) {
		delay_search_close(search);
		return NULL;
	}
	search->played = search->heard + lines;
	return search;
}

void delay_search_close(struct delay_search *search)
{
	if (search == NULL)
		return;
	fft_close(search->fft);
	free(search->block);
	free(search->carried);
	free(search->heard);
	free(search);
}

static void spectrum(struct delay_search *search, const float *sound, int count, struct line *lines)
{
	memcpy(search->block, sound, (size_t)count * sizeof *sound);
	memset(search->block + count, 0, (size_t)(search->length - count) * sizeof *search->block);
	fft_forward(search->fft, search->block, lines);
}

static float size(struct line line)
{
	return sqrtf(line.re * line.re + line.im * line.im);
}

/* Lines in which next to nothing was played tell nothing: they are held down. */
static void correlate(struct delay_search *search)
{
	const int low = (int)((double)LOW_HZ * search->length / HZ);
	const int high = (int)((double)HIGH_HZ * search->length / HZ);
	float mean = 0;
	for (int k = low; k < high; k++)
		mean += size(search->played[k]);
	mean /= (float)(high - low);
	for (int k = 0; k <= search->length / 2; k++) {
		struct line x = search->played[k], y = search->heard[k];
		float scale = k < low || k >= high ? 0 : 1;
		scale /= (size(x) + 0.1f * mean + 1e-9f) * (size(y) + 1e-9f);
		search->heard[k] = (struct line){scale * (x.re * y.re + x.im * y.im),
						 scale * (x.im * y.re - x.re * y.im)};
	}
	fft_back(search->fft, search->heard, search->block);
}

void delay_search_forget(struct delay_search *search)
{
	memset(search->carried, 0, (size_t)search->length * sizeof *search->carried);
}

static int highest(const float *c, int from, int to)
{
	int best = from;
	for (int i = from; i < to; i++)
		if (c[i] > c[best])
			best = i;
	return best;
}

/* The top of the parabola through three points. */
static float between(const float *c, int at, int count)
{
	if (at < 1 || at + 1 >= count)
		return (float)at;
	float bend = c[at - 1] - 2 * c[at] + c[at + 1];
	return (float)at + (bend < 0 ? 0.5f * (c[at - 1] - c[at + 1]) / bend : 0);
}

struct delay_found delay_search(struct delay_search *search, const float *heard,
				const float *played, float near)
{
	spectrum(search, played, search->played_count, search->played);
	spectrum(search, heard, search->heard_count, search->heard);
	correlate(search);
	const int count = search->played_count - search->heard_count + 1;
	float *c = search->carried;
	for (int i = 0; i < count; i++)
		c[i] = search->carry * c[i] + search->block[i];
	int best = highest(c, 0, count);
	if (near >= 0) {
		int from = (int)near - NEAR < 0 ? 0 : (int)near - NEAR;
		int to = (int)near + NEAR > count ? count : (int)near + NEAR;
		int here = from < to ? highest(c, from, to) : best;
		if (c[here] > 0.5f * c[best])
			best = here;
	}
	double square = 1e-30, rival = 0;
	for (int i = 0; i < count; i++) {
		square += (double)c[i] * (double)c[i];
		if (abs(i - best) > BESIDE)
			rival = fmax(rival, (double)c[i]);
	}
	return (struct delay_found){.lag = between(c, best, count),
				    .peak = (float)(c[best] / sqrt(square / count)),
				    .rival = c[best] > 0 ? (float)rival / c[best] : 1};
}
