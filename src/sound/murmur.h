/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * murmur.h - fills silence with the faintest noise there is, so that no loudspeaker goes to sleep.
 *
 * One step of 16 bits up or down, more than 90 dB below full scale: nobody hears it, and
 * still it is no row of zeros, on which some loudspeakers switch themselves off.
 *
 * Threads: one; the audio callback may be that one.
 * Units: 16-bit samples.
 */
#ifndef SOUND_MURMUR_H
#define SOUND_MURMUR_H

#include <stddef.h>
#include <stdint.h>

struct murmur {
	uint32_t state;
};

void murmur_init(struct murmur *murmur);

/* Samples that are zero become -1, 0 or 1; all others stay as they are. */
void murmur_fill(struct murmur *murmur, int16_t *samples, size_t count);

#endif
