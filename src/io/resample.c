/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * resample.c - changes the rate of mono sound with speexdsp, quality 5.
 */
#include "resample.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <speex/speex_resampler.h>

#include "fault.h"

enum {
	QUALITY = 5, /* flat to 9 kHz, images below -110 dB */
	LOWEST_HZ = 8000,
	HIGHEST_HZ = 192000,
	CHUNK = 1 << 20,
	SILENCE = 256
};

struct resampler {
	SpeexResamplerState *state;
};

struct resampler *resampler_open(int from_hz, int to_hz, struct fault *why)
{
	if (from_hz < LOWEST_HZ || from_hz > HIGHEST_HZ || to_hz < LOWEST_HZ ||
	    to_hz > HIGHEST_HZ) {
		fault_set(why, FAULT_INPUT,
			  "cannot change sound from %d Hz to %d Hz: rates must be %d to %d",
			  from_hz, to_hz, LOWEST_HZ, HIGHEST_HZ);
		return NULL;
	}
	struct resampler *resampler = calloc(1, sizeof *resampler);
	if (resampler != NULL)
		resampler->state = speex_resampler_init(1, (spx_uint32_t)from_hz,
							(spx_uint32_t)to_hz, QUALITY, NULL);
	if (resampler == NULL || resampler->state == NULL) {
		fault_set(why, FAULT_SYSTEM, "not enough memory to change the rate of a sound");
		free(resampler);
		return NULL;
	}
	return resampler;
}

size_t resampler_run(struct resampler *resampler, const int16_t *in, size_t in_count,
		     size_t *in_used, int16_t *out, size_t out_room)
{
	spx_uint32_t taken = in_count < CHUNK ? (spx_uint32_t)in_count : CHUNK;
	spx_uint32_t given = out_room < CHUNK ? (spx_uint32_t)out_room : CHUNK;
	speex_resampler_process_int(resampler->state, 0, in, &taken, out, &given);
	*in_used = taken;
	return given;
}

void resampler_close(struct resampler *resampler)
{
	if (resampler == NULL)
		return;
	speex_resampler_destroy(resampler->state);
	free(resampler);
}

static int16_t *copy_of(const int16_t *in, size_t count, struct fault *why)
{
	int16_t *out = malloc((count + 1) * sizeof *out);
	if (out == NULL)
		fault_set(why, FAULT_SYSTEM, "not enough memory for %zu sound samples", count);
	else if (in != NULL)
		memcpy(out, in, count * sizeof *out);
	return out;
}

/* The filter looks ahead: after the end it is given silence until all has come out. */
static void run_whole(struct resampler *resampler, const int16_t *in, size_t in_count, int16_t *out,
		      size_t out_count)
{
	static const int16_t silence[SILENCE];
	size_t used, made = 0;
	for (size_t at = 0; at < in_count && made < out_count; at += used)
		made += resampler_run(resampler, in + at, in_count - at, &used, out + made,
				      out_count - made);
	while (made < out_count)
		made +=
		    resampler_run(resampler, silence, SILENCE, &used, out + made, out_count - made);
}

/* Four seconds times a rate are more than a size_t of 32 bits holds. */
static size_t frames_after(size_t count, int from_hz, int to_hz)
{
	uint64_t frames =
	    ((uint64_t)count * (uint64_t)to_hz + (uint64_t)from_hz / 2) / (uint64_t)from_hz;
	return (size_t)frames;
}

int16_t *resample_all(const int16_t *in, size_t in_count, int from_hz, int to_hz, size_t *out_count,
		      struct fault *why)
{
	assert(in != NULL || in_count == 0);
	*out_count = in_count;
	if (from_hz == to_hz)
		return copy_of(in, in_count, why);
	struct resampler *resampler = resampler_open(from_hz, to_hz, why);
	if (resampler == NULL)
		return NULL;
	*out_count = frames_after(in_count, from_hz, to_hz);
	int16_t *out = copy_of(NULL, *out_count, why);
	if (out != NULL) {
		speex_resampler_skip_zeros(resampler->state);
		run_whole(resampler, in, in_count, out, *out_count);
	}
	resampler_close(resampler);
	return out;
}
