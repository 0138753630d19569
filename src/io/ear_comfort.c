/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_comfort.c - is an utterance that is none of the coach's words "louder", "quieter", "slower"?
 */
#include "ear_comfort.h"

#include <math.h>

/* To the nets it is hardly a word that halts, nor any other that may be said now. */
static const float MOST_HALTS = 0.3F;
static const float MOST_CHANCE = 0.3F;

/* From here on what may have been a halt is asked about: unless the nets do not see it at all. */
static const float DOUBTED_HALT = 0.25F;
static const float HALTS_OF_NOTE = 0.15F;

/*
 * How much better a frame it is than words that sound like it, common words, and the vocabulary:
 * fitted on sayings of synthetic voices and on words near them (training/README.md).
 */
static const double ALWAYS = -3.4;
static const double OVER_NEAR = 2.0;
static const double OVER_WORDS = 1.1;
static const double OVER_OTHERS = 0.5;
static const double SEVERAL = 0.8; /* "volume up": little else is as long */
static const double NEAR_MOST = 2.0, WORDS_MOST = 2.0, OTHERS_MOST = 3.0; /* that count */
enum { SEVERAL_PHONES = 7 };

/* It must be ahead of the vocabulary itself, however far it leads the rest. */
static const double LEAST_OVER_OTHERS = 0.3;

static const double TAKE = 0.65;
static const double MOST = 0.85; /* never so sure that the voice is learnt by it */

static double lead(const struct decoded *d, double rival, double most)
{
	return fmin((d->grammar - rival) / d->frames, most);
}

/* "I want to stop" is a halt that only PocketSphinx sees. */
static bool is_doubted_halt(const struct opinion *opinion, const struct verdict *verdict,
			    const struct decoded *decoded)
{
	return intent_fits(verdict->intent.kind, LISTEN_OVER) &&
	       verdict->confidence >= DOUBTED_HALT &&
	       (decoded->phrase || opinion->halts > HALTS_OF_NOTE);
}

bool ear_comfort_may_be(const struct opinion *opinion, const struct verdict *verdict,
			const struct decoded *decoded)
{
	return !verdict->take && opinion->halts <= MOST_HALTS && opinion->chance <= MOST_CHANCE &&
	       !is_doubted_halt(opinion, verdict, decoded);
}

struct verdict ear_comfort_judge(const struct decoded *decoded)
{
	double others = lead(decoded, decoded->others, OTHERS_MOST);
	double sum = ALWAYS + OVER_NEAR * lead(decoded, decoded->near, NEAR_MOST) +
		     OVER_WORDS * lead(decoded, decoded->words, WORDS_MOST) + OVER_OTHERS * others +
		     (!decoded->phrase && decoded->phones >= SEVERAL_PHONES ? SEVERAL : 0.0);
	double chance = 1.0 / (1.0 + exp(-sum));
	struct verdict verdict = {.intent = decoded->intent,
				  .confidence = (float)fmin(chance, MOST),
				  .take = chance >= TAKE && others >= LEAST_OVER_OTHERS};
	verdict.intent.percent = (int)(verdict.confidence * 100.0F);
	return verdict;
}
