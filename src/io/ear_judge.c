/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_judge.c - how far a decoded utterance may be believed.
 *
 * The weights come from a logistic regression (ridge 0.3, the words' biases
 * 1.0) of "the intent is what was said" over the development clips of Speech
 * Commands (weight 1), Free Spoken Digits (0.4), four voices of flite speaking
 * the whole vocabulary (0.4; 2 for what the recordings lack) and made noises,
 * each decoded as a number, as yes or no, and as a command (there, what is no
 * command has 0.3). Five-fold cross-validation over speakers, at TAKE:
 *   numbers and "stop", 386 clips   81 % right   1.8 % wrong   17 % in doubt
 *   yes, no, "stop", 618 clips      92 %         0.6 %          7 %
 *   600 other words taken: 13 % as numbers, 19 % as yes or no, 9 % as commands
 *   words of another question's vocabulary taken: 0.7 %, 0 %, 0.3 %
 *   600 digits in the band of a telephone: 50 % right, 14 % wrong
 */
#include "ear_judge.h"

#include <math.h>

/* Learnt by logistic regression. */
static const double BIAS = -1.8949;
static const double OVER_PHONES = -0.2193;
static const double OVER_WORDS = 0.9373;
static const double OVER_OTHERS = 2.1663;
static const double OVER_NOISE = 0.5716;
static const double PACE = 1.1074;
static const double PACE_SQUARED = -1.4381;
static const double LENGTH = -0.1127;
static const double VOICE = 0.9557;
static const double USUAL_PHONE_FRAMES = 10.0;
static const double USUAL_FRAMES = 50.0;
static const double USUAL_VOICED = 20.0;
static const double TAKE = -0.80; /* log odds from which a hearing is acted on */

/* A word that is often heard in others must be clearer than one that is not. */
static const double number_bias[11] = {0.659, 0.243, 0.812, 2.153, 0.612, 1.010,
				       2.749, 2.551, 0.961, 0.526, -0.913};
static const double intent_bias[INTENT_KINDS] = {
    [INTENT_NONE] = -1.857,   [INTENT_SAME] = -0.466,	 [INTENT_YES] = 0.367,
    [INTENT_NO] = -0.968,     [INTENT_READY] = -2.227,	 [INTENT_PAUSE] = -2.521,
    [INTENT_REPEAT] = -0.041, [INTENT_SKIP] = -0.117,	 [INTENT_EASIER] = -0.196,
    [INTENT_CHANGE] = 0.020,  [INTENT_HOW_LONG] = 0.532, [INTENT_SHARP] = -1.898,
    [INTENT_LEG] = -3.637,    [INTENT_STOP] = 2.002,	 [INTENT_EMERGENCY] = -0.356,
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

static double sum_up(const struct decoded *d, int voiced)
{
	double pace = log((double)d->word_frames / (d->phones * USUAL_PHONE_FRAMES));
	return BIAS + bias_of(&d->intent) + OVER_PHONES * lead(d, d->grammar, d->phone_loop) +
	       OVER_WORDS * lead(d, d->grammar, d->words) +
	       OVER_OTHERS * lead(d, d->grammar, d->others) +
	       OVER_NOISE * lead(d, d->grammar, d->noise) + PACE * pace +
	       PACE_SQUARED * pace * pace + LENGTH * log(d->frames / USUAL_FRAMES) +
	       VOICE * log((voiced + 3) / USUAL_VOICED);
}

struct verdict judge(const struct decoded *d, int voiced)
{
	double sum = sum_up(d, voiced);
	struct verdict verdict = {.confidence = (float)(1.0 / (1.0 + exp(-sum)))};
	verdict.take = sum >= TAKE;
	return verdict;
}
