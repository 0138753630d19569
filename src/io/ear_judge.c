/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_judge.c - how far a decoded utterance may be believed.
 */
#include "ear_judge.h"

#include <math.h>

/* Learnt by logistic regression; tests/ear_data.md tells from what, and what it brings. */
static const double BIAS = -3.7983;
static const double OVER_PHONES = -0.2810;
static const double OVER_WORDS = 1.3149;
static const double OVER_OTHERS = 1.8886;
static const double OVER_NOISE = 0.0540;
static const double PACE = 1.5048;
static const double PACE_SQUARED = -0.7197;
static const double LENGTH = 0.2078;
static const double USUAL_PHONE_FRAMES = 10.0;
static const double USUAL_FRAMES = 50.0;
static const double TAKE = -0.50;   /* log odds from which a hearing is acted on */
static const double SPEECH = -4.00; /* a noise model that leads by more than this hears no voice */

/* A word that is often heard in others must be clearer than one that is not. */
static const double number_bias[11] = {1.207, 0.355, 0.917, 0.784, 0.474, 1.721,
				       1.036, 1.212, 2.439, 1.453, -1.440};
static const double intent_bias[INTENT_KINDS] = {
    [INTENT_NONE] = -1.672,   [INTENT_SAME] = -0.129,	 [INTENT_YES] = -1.889,
    [INTENT_NO] = 0.159,      [INTENT_READY] = 0.000,	 [INTENT_PAUSE] = -1.665,
    [INTENT_REPEAT] = -0.368, [INTENT_SKIP] = 0.000,	 [INTENT_EASIER] = 0.000,
    [INTENT_CHANGE] = 0.000,  [INTENT_HOW_LONG] = 0.000, [INTENT_SHARP] = -0.701,
    [INTENT_LEG] = -3.830,    [INTENT_STOP] = 0.952,	 [INTENT_EMERGENCY] = -1.016,
};

/* How much better a than b explains a frame, on average. */
static double lead(const struct decoded *d, double a, double b)
{
	return (a - b) / d->frames;
}

static double bias_of(const struct intent *intent)
{
	return intent->kind == INTENT_NUMBER ? number_bias[intent->value]
					     : intent_bias[intent->kind];
}

static double sum_up(const struct decoded *d)
{
	double pace = log((double)d->word_frames / (d->phones * USUAL_PHONE_FRAMES));
	return BIAS + bias_of(&d->intent) + OVER_PHONES * lead(d, d->grammar, d->phone_loop) +
	       OVER_WORDS * lead(d, d->grammar, d->words) +
	       OVER_OTHERS * lead(d, d->grammar, d->others) +
	       OVER_NOISE * lead(d, d->grammar, d->noise) + PACE * pace +
	       PACE_SQUARED * pace * pace + LENGTH * log(d->frames / USUAL_FRAMES);
}

struct verdict judge(const struct decoded *d)
{
	double sum = sum_up(d);
	struct verdict verdict = {.confidence = (float)(1.0 / (1.0 + exp(-sum)))};
	verdict.take = sum >= TAKE;
	verdict.speech = lead(d, d->phone_loop, d->noise) > SPEECH;
	return verdict;
}
