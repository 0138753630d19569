/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_voice.h - a small net that tells a voice from what is left of the coach.
 *
 * It sees what echo_near.h measured of each frame and remembers what came
 * before. training/train_near.py taught it; the weights are part of the program.
 *
 * Ownership: the caller's struct, without pointers. Threads: belongs to one thread.
 */
#ifndef IO_ECHO_VOICE_H
#define IO_ECHO_VOICE_H

#include "echo_near.h"

enum { VOICE_UNITS = 40 };

struct echo_voice {
	float by_trait[3][VOICE_UNITS][NEAR_TRAITS]; /* to forget, to renew, anew */
	float by_unit[3][VOICE_UNITS][VOICE_UNITS];
	float trait_bias[3][VOICE_UNITS], unit_bias[3][VOICE_UNITS];
	float out[VOICE_UNITS], out_bias;
	float unit[VOICE_UNITS]; /* what it remembers */
};

/* With the weights that are built in. */
void voice_init(struct echo_voice *voice);

/* Forget what came before. */
void voice_reset(struct echo_voice *voice);

/* The next frame: how likely somebody speaks in it, 0 to 1. */
float voice_frame(struct echo_voice *voice, const float trait[NEAR_TRAITS]);

#endif
