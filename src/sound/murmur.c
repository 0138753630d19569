/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * murmur.c - fills silence with the faintest noise there is.
 */
#include "murmur.h"

void murmur_init(struct murmur *murmur)
{
	murmur->state = 1;
}

/* A shift register with feedback: Marsaglia's, of 32 bits, which never comes to zero. */
static uint32_t next(struct murmur *murmur)
{
	uint32_t x = murmur->state;
	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	murmur->state = x;
	return x;
}

/* The difference of two coins, so that up and down come alike and the mean stays zero. */
void murmur_fill(struct murmur *murmur, int16_t *samples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t coins = next(murmur);
		if (samples[i] == 0)
			samples[i] = (int16_t)((int)(coins >> 31) - (int)(coins >> 30 & 1));
	}
}
