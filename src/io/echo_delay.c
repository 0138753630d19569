/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_delay.c - where in one sound another is found again (generalised cross-correlation).
 */
#include "echo_delay.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "echo_fft.h"

static const float enough_alike = 0.3f; /* cosine */

enum {
	LOW_HZ = 200,
	HIGH_HZ = 6500,
	HZ = 16000,
	BESIDE = 160,
	NEAR = 16,
	HEAP = 48,
	FADE = 1024,
	PATTERN = 640,
	BEFORE = 160 /* of it lie before the place expected */
};

struct delay_search {
	struct fft *fft;
	int heard_count, played_count, length;
	float *block;
	float *carried; /* the correlation so far */
	float carry;
	bool known; /* the pattern */
	float pattern[PATTERN];
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

/* A sound cut off has a click at its end, and clicks are alike. */
static void fade_ends(float *sound, int count)
{
	for (int i = 0; i < FADE; i++) {
		float share = 0.5f - 0.5f * cosf(3.14159265f * ((float)i + 0.5f) / FADE);
		sound[i] *= share;
		sound[count - 1 - i] *= share;
	}
}

static void spectrum(struct delay_search *search, const float *sound, int count, struct line *lines)
{
	memcpy(search->block, sound, (size_t)count * sizeof *sound);
	fade_ends(search->block, count);
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
	search->known = false;
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

/* Where the sound comes first, others follow from the nearest walls: what counts is their sum. */
static void gather(struct delay_search *search, int count)
{
	float *c = search->carried, *heap = search->block;
	for (int i = 0; i < count; i++)
		c[i] = search->carry * c[i] + search->block[i] * search->block[i];
	double sum = 0;
	for (int i = count - 1; i >= 0; i--) {
		sum += (double)c[i] - (i + HEAP < count ? (double)c[i + HEAP] : 0);
		heap[i] = (float)sum;
	}
}

static int choose(const struct delay_search *search, int count, int best, float near)
{
	const float *c = search->carried, *heap = search->block;
	if (near >= 0) {
		int from = (int)near - NEAR < 0 ? 0 : (int)near - NEAR;
		int to = (int)near + NEAR > count ? count : (int)near + NEAR;
		if (from < to && heap[from] > 0.15f * heap[best])
			return highest(c, from, to);
	}
	return highest(c, best, best + HEAP < count ? best + HEAP : count);
}

static float likeness(const struct delay_search *search, const float *c)
{
	float product = 0;
	for (int i = 0; i < PATTERN; i++)
		product += c[i] * search->pattern[i];
	return product;
}

static float length_of(const float *c)
{
	float square = 1e-20f;
	for (int i = 0; i < PATTERN; i++)
		square += c[i] * c[i];
	return sqrtf(square);
}

/* The pattern follows the room slowly; lag: where it was found. */
static void learn_pattern(struct delay_search *search, const float *c, float lag)
{
	const float share = search->known ? 0.15f : 1;
	const float scale = share / length_of(c);
	const int whole = (int)floorf(lag);
	const float fraction = lag - (float)whole;
	for (int i = 0; i < PATTERN; i++)
		search->pattern[i] =
		    (1 - share) * search->pattern[i] +
		    scale * ((1 - fraction) * c[whole + i] + fraction * c[whole + i + 1]);
	search->known = true;
}

/* Where from first to last the pattern is found best, and how alike; false: at neither end. */
static bool best_place(const struct delay_search *search, int first, int last, float *place,
		       float *alike)
{
	const float *c = search->block;
	float most = 0, three[3];
	int best = first;
	for (int i = first; i <= last; i++) {
		float like = likeness(search, c + i);
		if (like > most)
			most = like, best = i;
	}
	if (best == first || best == last)
		return false;
	for (int i = 0; i < 3; i++)
		three[i] = likeness(search, c + best - 1 + i);
	*alike = most / (length_of(c + best) * length_of(search->pattern));
	*place = (float)best - 1 + between(three, 1, 3);
	return *alike >= enough_alike;
}

/* All echoes of a room move together, and together they are hard to mistake: first close by, then
 * anywhere. */
static bool find_pattern(struct delay_search *search, int count, float near,
			 struct delay_found *found)
{
	const int here = (int)near - BEFORE;
	float place, alike;
	if (here - NEAR < 0 || here + NEAR + PATTERN + 1 > count)
		return false;
	if (!search->known) {
		learn_pattern(search, search->block, (float)here);
		return false;
	}
	if (best_place(search, here - NEAR, here + NEAR, &place, &alike))
		learn_pattern(search, search->block, place);
	else if (!best_place(search, 0, count - PATTERN - 1, &place, &alike))
		return false;
	*found = (struct delay_found){.lag = place + BEFORE, .peak = 100 * alike};
	return true;
}

struct delay_found delay_search(struct delay_search *search, const float *heard,
				const float *played, float near)
{
	spectrum(search, played, search->played_count, search->played);
	spectrum(search, heard, search->heard_count, search->heard);
	correlate(search);
	const int count = search->played_count - search->heard_count + 1;
	struct delay_found found;
	bool alike = near >= 0 && find_pattern(search, count, near, &found);
	gather(search, count);
	if (alike)
		return found;
	const float *heap = search->block;
	const int best = highest(heap, 0, count), at = choose(search, count, best, near);
	double mean = 1e-30, rival = 0;
	for (int i = 0; i < count; i++) {
		mean += (double)heap[i] / count;
		if (abs(i - at) > BESIDE)
			rival = fmax(rival, (double)heap[i]);
	}
	const int start = at - HEAP / 2 < 0 ? 0 : at - HEAP / 2;
	const float height = near >= 0 ? heap[start] : heap[best];
	return (struct delay_found){.lag = between(search->carried, at, count),
				    .peak = (float)((double)height / mean),
				    .rival = (float)(rival / ((double)height + 1e-30))};
}
