/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * resample.h - changes the rate of mono sound with speexdsp, quality 5.
 *
 * Threads: a resampler belongs to one thread. Units: 16-bit samples, Hz.
 */
#ifndef IO_RESAMPLE_H
#define IO_RESAMPLE_H

#include <stddef.h>
#include <stdint.h>

struct fault;
struct resampler;

/* For streams; NULL and *why when the rates are out of 8,000 to 192,000 or memory is short. */
struct resampler *resampler_open(int from_hz, int to_hz, struct fault *why);

/* Take up to in_count samples, give up to out_room; returns those given, *in_used those taken. */
size_t resampler_run(struct resampler *resampler, const int16_t *in, size_t in_count, size_t *in_used,
		     int16_t *out, size_t out_room);

void resampler_close(struct resampler *resampler);

/* A whole piece at once, without the filter's delay: malloc'ed samples and *out_count, or NULL and *why. */
int16_t *resample_all(const int16_t *in, size_t in_count, int from_hz, int to_hz, size_t *out_count,
		      struct fault *why);

#endif
