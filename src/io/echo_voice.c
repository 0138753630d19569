/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_voice.c - a small net that tells a voice from what is left of the coach.
 *
 * One gated recurrent layer, as torch.nn.GRU has it, and one unit that decides.
 */
#include "echo_voice.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "ear_table.h"
#include "ear_weights.h"

enum { FORGET, RENEW, ANEW, GATES };

void voice_init(struct echo_voice *voice)
{
	struct table_reader reader = {.bad = false};
	reader.at = weights_of("near", &reader.left);
	table_take_values(&reader, &voice->by_trait[0][0][0], GATES * VOICE_UNITS * NEAR_TRAITS);
	table_take_values(&reader, &voice->by_unit[0][0][0], GATES * VOICE_UNITS * VOICE_UNITS);
	table_take_values(&reader, &voice->trait_bias[0][0], GATES * VOICE_UNITS);
	table_take_values(&reader, &voice->unit_bias[0][0], GATES * VOICE_UNITS);
	table_take_values(&reader, voice->out, VOICE_UNITS);
	table_take_values(&reader, &voice->out_bias, 1);
	assert(!reader.bad && reader.left == 0);
	voice_reset(voice);
}

void voice_reset(struct echo_voice *voice)
{
	memset(voice->unit, 0, sizeof voice->unit);
}

static float logistic(float x)
{
	return 1 / (1 + expf(-x));
}

static float sum_of(const float *weight, const float *value, int count)
{
	float sum = 0;
	for (int i = 0; i < count; i++)
		sum += weight[i] * value[i];
	return sum;
}

float voice_frame(struct echo_voice *voice, const float trait[NEAR_TRAITS])
{
	float next[VOICE_UNITS];
	for (int u = 0; u < VOICE_UNITS; u++) {
		float seen[GATES], kept[GATES];
		for (int g = 0; g < GATES; g++) {
			seen[g] = voice->trait_bias[g][u] +
				  sum_of(voice->by_trait[g][u], trait, NEAR_TRAITS);
			kept[g] = voice->unit_bias[g][u] +
				  sum_of(voice->by_unit[g][u], voice->unit, VOICE_UNITS);
		}
		float forget = logistic(seen[FORGET] + kept[FORGET]);
		float renew = logistic(seen[RENEW] + kept[RENEW]);
		float anew = tanhf(seen[ANEW] + forget * kept[ANEW]);
		next[u] = anew + renew * (voice->unit[u] - anew);
	}
	memcpy(voice->unit, next, sizeof next);
	return logistic(voice->out_bias + sum_of(voice->out, voice->unit, VOICE_UNITS));
}
