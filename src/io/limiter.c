/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limiter.c - no peak of a piece of sound above a limit.
 *
 * The gain that each sample needs is held for the reach on both sides, and
 * then made smooth by two running means that together reach as far: the mean
 * of gains that are all low enough is low enough. Gains are whole numbers, so
 * that running sums stay exact and a gain of one stays one.
 */
#include "limiter.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "clip.h"

enum {
	REACH = 5 * FRAMES_PER_MS,
	HALF = REACH / 2, /* of each running mean, to either side */
	ONE = 1 << 24
};

static int32_t needed(float sample, float limit)
{
	float amount = fabsf(sample);
	return amount > limit ? (int32_t)(limit / amount * (float)ONE) : ONE;
}

/* The least gain needed up to REACH samples before and after. */
static void hold(const float *sample, size_t count, float limit, int32_t *held)
{
	for (size_t i = 0; i < count; i++)
		held[i] = ONE;
	for (size_t i = 0; i < count; i++) {
		int32_t gain = needed(sample[i], limit);
		size_t from = i > REACH ? i - REACH : 0;
		size_t to = i + REACH < count ? i + REACH : count - 1;
		for (size_t k = from; gain < ONE && k <= to; k++)
			held[k] = gain < held[k] ? gain : held[k];
	}
}

/* Beyond the ends there is nothing to lower. */
static int32_t gain_at(const int32_t *gain, size_t count, size_t at)
{
	return at < count ? gain[at] : ONE;
}

static void running_mean(const int32_t *gain, size_t count, int32_t *mean)
{
	int64_t sum = (int64_t)HALF * ONE;
	for (size_t i = 0; i < HALF; i++)
		sum += gain_at(gain, count, i);
	for (size_t i = 0; i < count; i++) {
		sum += gain_at(gain, count, i + HALF);
		mean[i] = (int32_t)(sum / (2 * HALF + 1));
		sum -= i >= HALF ? gain[i - HALF] : ONE;
	}
}

bool limiter_run(float *sample, size_t count, float limit)
{
	int32_t *held = calloc(count + 1, sizeof *held);
	int32_t *mean = calloc(count + 1, sizeof *mean);
	bool good = held != NULL && mean != NULL;
	if (good) {
		hold(sample, count, limit, held);
		running_mean(held, count, mean);
		running_mean(mean, count, held);
		for (size_t i = 0; i < count; i++)
			sample[i] *= (float)held[i] / (float)ONE;
	}
	free(held);
	free(mean);
	return good;
}
