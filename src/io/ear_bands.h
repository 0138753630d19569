/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_bands.h - the loudness of sound in bands of equal width to the ear, frame by frame.
 *
 * Ownership: bands_open allocates, bands_close releases. Threads: one at a time.
 * Units: 16-bit samples at 16,000 Hz, frames of 10 ms (windows of 26 ms),
 *        natural logarithms of power.
 */
#ifndef IO_EAR_BANDS_H
#define IO_EAR_BANDS_H

#include <stddef.h>
#include <stdint.h>

enum { BANDS = 40 };

struct bands;

/* NULL when there is no memory. */
struct bands *bands_open(void);

/*
 * out: room for max frames of BANDS values each; returns the frames made. Of
 * less than ten windows none or one: PocketSphinx begins no sooner.
 */
int bands_run(struct bands *bands, const int16_t *samples, size_t count, float *out, int max);

void bands_close(struct bands *bands);

#endif
