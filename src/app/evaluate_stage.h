/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate_stage.h - a recording as a microphone in a room would hear it.
 *
 * Pure but for memory. The recording stands in the silence of a room that is
 * as loud as its own quietest part, so that nothing starts or ends with it but
 * the word. Then comes what the condition does: noise, echo, or a microphone
 * that is set badly.
 * Units: samples at 16,000 Hz; levels in dB.
 */
#ifndef APP_EVALUATE_STAGE_H
#define APP_EVALUATE_STAGE_H

#include "evaluate_noise.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum condition_kind {
	CONDITION_CLEAN,
	CONDITION_NOISE,  /* noise, so many dB below the speech */
	CONDITION_ECHO,	  /* a room, in tenths of a second of reverberation */
	CONDITION_GAIN,	  /* a microphone louder or quieter by so many dB; it clips */
	CONDITION_OFFSET, /* a direct voltage of so many thousandths of full scale */
	CONDITION_RATE	  /* a microphone that gives so many Hz */
};

struct condition {
	enum condition_kind kind;
	enum noise noise;
	int amount;
};

struct staged {
	int16_t *sample; /* malloc'ed; staged_free releases it */
	size_t count;
	size_t word_start, word_end; /* of the speech, as far as its level tells */
};

/* Where in a recording somebody speaks, by its level: the first and the sample after the last. */
void stage_find_word(const int16_t *sample, size_t count, size_t *start, size_t *end);

/* Mean square of the parts that are within 20 dB of the loudest: of the speech without its pauses.
 */
double stage_power(const int16_t *sample, size_t count);

/* Put the sound into a room whose echo loses 60 dB in the time given. */
bool stage_echo(struct staged *sound, double seconds, uint32_t seed);

/* False when there is not enough memory. */
bool stage_make(struct staged *sound, const int16_t *recording, size_t count,
		const struct condition *condition, uint32_t seed, const struct chatter *chatter);

/* Noise alone, at a level in dB below full scale. */
bool stage_noise(struct staged *sound, enum noise noise, double seconds, double level_db,
		 uint32_t seed, const struct chatter *chatter);

void staged_free(struct staged *sound);

#endif
