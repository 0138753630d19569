/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_mask.c - takes down what the filter left of the echo, tone by tone.
 */
#include "echo_mask.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "echo_fft.h"

enum { BLOCK = 2 * MASK_FRAME };

/* First line of each band; about as wide as the ear's own. */
static const int band_from[MASK_BANDS + 1] = {3,  6,  8,  10, 12, 15, 18, 21,  25,  29, 34,
					      40, 47, 55, 64, 74, 86, 98, 112, 128, 144};

static const float dies = 0.91f; /* of an echo in a room, a frame: 4 dB in 0.1 s */
static const float leak_start_db = -6, leak_least_db = -40, leak_most_db = 6;
static const float over = 1.6f;	       /* more is taken off than is expected */
static const float least_gain = 0.12f; /* -18 dB */
static const float steady = 0.6f;      /* share of the frame before in a line's judgement */
static const float nothing = 1e-8f;

struct echo_mask {
	struct fft *fft;
	float window[BLOCK];
	float left[BLOCK], echo[BLOCK]; /* the frame before, and this one */
	float tail[MASK_FRAME];		/* of the block before, waiting for this one */
	float dying[MASK_LINES];	/* power of the echo */
	float before[MASK_LINES];  /* what was let through of each line, as a ratio to the echo */
	float leak_db[MASK_BANDS]; /* what the filter leaves of the echo, usually */
};

struct echo_mask *mask_open(void)
{
	struct echo_mask *mask = calloc(1, sizeof *mask);
	if (mask == NULL)
		return NULL;
	mask->fft = fft_open(BLOCK);
	if (mask->fft == NULL) {
		mask_close(mask);
		return NULL;
	}
	for (int i = 0; i < BLOCK; i++)
		mask->window[i] = (float)sin(3.14159265358979323846 * (i + 0.5) / BLOCK);
	mask_reset(mask);
	return mask;
}

void mask_reset(struct echo_mask *mask)
{
	memset(mask->left, 0, sizeof mask->left);
	memset(mask->echo, 0, sizeof mask->echo);
	memset(mask->tail, 0, sizeof mask->tail);
	memset(mask->dying, 0, sizeof mask->dying);
	memset(mask->before, 0, sizeof mask->before);
	for (int b = 0; b < MASK_BANDS; b++)
		mask->leak_db[b] = leak_start_db;
}

void mask_close(struct echo_mask *mask)
{
	if (mask == NULL)
		return;
	fft_close(mask->fft);
	free(mask);
}

static void look(struct echo_mask *mask, float kept[BLOCK], const float frame[MASK_FRAME],
		 struct line lines[MASK_LINES])
{
	float block[BLOCK];
	memmove(kept, kept + MASK_FRAME, MASK_FRAME * sizeof *kept);
	memcpy(kept + MASK_FRAME, frame, MASK_FRAME * sizeof *kept);
	for (int i = 0; i < BLOCK; i++)
		block[i] = kept[i] * mask->window[i];
	fft_forward(mask->fft, block, lines);
}

static float power(struct line line)
{
	return line.re * line.re + line.im * line.im;
}

static void sum_bands(struct echo_mask *mask, const struct line *left, const float *doubt,
		      struct mask_bands *bands)
{
	for (int b = 0; b < MASK_BANDS; b++) {
		float sum = 0, echo = 0, unsure = 0;
		for (int k = band_from[b]; k < band_from[b + 1]; k++) {
			sum += power(left[k]);
			echo += mask->dying[k];
			unsure += doubt[k];
		}
		bands->left[b] = sum;
		bands->echo[b] = echo;
		bands->expect[b] = echo * powf(10, mask->leak_db[b] / 10) + unsure;
	}
}

/* The usual leak is the median: a step up when there was more, and down when less. */
static void learn_leak(struct echo_mask *mask, const struct mask_bands *bands)
{
	for (int b = 0; b < MASK_BANDS; b++) {
		if (bands->echo[b] < 1e-6f)
			continue;
		float ratio = 10 * log10f((bands->left[b] + nothing) / bands->echo[b]);
		float step = ratio > mask->leak_db[b] ? 0.1f : -0.1f;
		mask->leak_db[b] =
		    fmaxf(leak_least_db, fminf(leak_most_db, mask->leak_db[b] + step));
	}
}

static float gain_of(struct echo_mask *mask, int k, float left, float expect)
{
	float ratio = left / (over * expect + nothing * 1e-3f);
	float speech = steady * mask->before[k] + (1 - steady) * fmaxf(ratio - 1, 0);
	float gain = fmaxf(least_gain, speech / (1 + speech));
	mask->before[k] = fminf(gain * gain * ratio, 1e6f);
	return gain;
}

static void weigh(struct echo_mask *mask, struct line *left, const float *doubt)
{
	int b = 0;
	for (int k = 0; k < MASK_LINES; k++) {
		while (b + 1 < MASK_BANDS && k >= band_from[b + 1])
			b++;
		float expect = mask->dying[k] * powf(10, mask->leak_db[b] / 10) + doubt[k];
		float gain = gain_of(mask, k, power(left[k]), expect);
		left[k].re *= gain;
		left[k].im *= gain;
	}
}

static void put_together(struct echo_mask *mask, const struct line *lines, float *clean)
{
	float block[BLOCK];
	fft_back(mask->fft, lines, block);
	for (int i = 0; i < MASK_FRAME; i++) {
		clean[i] = mask->tail[i] + block[i] * mask->window[i];
		mask->tail[i] = block[MASK_FRAME + i] * mask->window[MASK_FRAME + i];
	}
}

void mask_run(struct echo_mask *mask, const float left[MASK_FRAME], const float echo[MASK_FRAME],
	      const float doubt[MASK_LINES], bool learn, float clean[MASK_FRAME],
	      struct mask_bands *bands)
{
	struct line rest[MASK_LINES], foretold[MASK_LINES];
	look(mask, mask->left, left, rest);
	look(mask, mask->echo, echo, foretold);
	for (int k = 0; k < MASK_LINES; k++)
		mask->dying[k] = fmaxf(dies * mask->dying[k], power(foretold[k]));
	sum_bands(mask, rest, doubt, bands);
	if (learn)
		learn_leak(mask, bands);
	weigh(mask, rest, doubt);
	put_together(mask, rest, clean);
}
