/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate_noise.h - noises of a home, made: the same on every machine.
 *
 * Pure. They stand for what a microphone hears in a living room; they are no
 * recordings, and judge an ear more kindly or more harshly than those would.
 * Units: samples at 16,000 Hz, of no certain level.
 */
#ifndef APP_EVALUATE_NOISE_H
#define APP_EVALUATE_NOISE_H

#include <stddef.h>
#include <stdint.h>

enum noise {
	NOISE_ROOM,    /* the faint hiss of a room and its microphone */
	NOISE_BIKE,    /* an exercise bike: whirr in the rhythm of the pedals, a ticking chain */
	NOISE_VACUUM,  /* a vacuum cleaner: rush and the whine of its motor */
	NOISE_KETTLE,  /* boiling water */
	NOISE_CAT,     /* a cat that mews */
	NOISE_MUSIC,   /* chords, a tune and a drum */
	NOISE_HUM,     /* 50 Hz of the mains, and its overtones */
	NOISE_TALK,    /* people on television: made of recordings (struct chatter) */
	NOISE_SPEAKER, /* one of them, phrase by phrase */
	NOISES
};

/* Recordings that talk is made of. */
struct chatter {
	size_t count;
	const int16_t *const *sample;
	const size_t *samples; /* of each */
};

const char *noise_name(enum noise noise);

/* Another seed is another stretch of the same noise. The last two need chatter; without any they
 * are silence. */
void noise_make(enum noise noise, uint32_t seed, const struct chatter *chatter, float *samples,
		size_t count);

#endif
