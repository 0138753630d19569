/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_judge.c - what an utterance is taken for, and how far that may be believed.
 */
#include "ear_judge.h"

#include <math.h>
#include <stddef.h>

/* Learnt by training/judge.py; the order of gather() below. */
enum {
	ALWAYS,
	CHANCE,
	CHANCE_AGREED,
	AGREED,
	AHEAD,
	OVER_OTHERS,
	OVER_WORDS,
	OVER_NOISE,
	OVER_PHONES,
	PACE,
	PACE_SQUARED,
	LENGTH,
	VOICE,
	SIGNS
};
static const double weight[SIGNS] = {
    [ALWAYS] = 0.4768,	   [CHANCE] = 1.2553,	     [CHANCE_AGREED] = 0.3573,
    [AGREED] = 0.0830,	   [AHEAD] = -0.1887,	     [OVER_OTHERS] = 0.6261,
    [OVER_WORDS] = 0.1656, [OVER_NOISE] = -0.5212,   [OVER_PHONES] = -0.4365,
    [PACE] = 0.2119,	   [PACE_SQUARED] = -0.3127, [LENGTH] = 0.4759,
    [VOICE] = 0.2622};

/*
 * A value inside a phrase: from made phrases and made talk (training/phrases.py). Talk
 * explains itself better as common words than as a phrase of ours.
 */
static const double PHRASE_ALWAYS = 3.003;
static const double PHRASE_CHANCE = 0.885;
static const double PHRASE_OVER_WORDS = 1.615;
static const double PHRASE_OVER_PHONES = 1.386;
static const double LEAD_MOST = 0.5; /* that counts */
enum { PHRASE_PERCENT = 85 };	     /* never surer: it is asked back */

/* What is longer than a word is talk, unless both agree and common words explain it worse. */
enum { LONG_FRAMES = 100, LONG_HALT_FRAMES = 140 /* "I have to stop now" */ };
static const double LONG_OVER_WORDS = -0.1;
static const double DOUBTFUL = 0.3;

/* Talk that hardly resembles what it is taken for is not even asked about (TRUST_DOUBT). */
static const double FAR_OVER_WORDS = -1.0;
static const double TALK = 0.2;

static const double USUAL_PHONE_FRAMES = 10.0;
static const double USUAL_FRAMES = 50.0;
static const double USUAL_VOICED = 20.0;
static const double LEAST_CHANCE = 1e-4;

/* The confidence from which a hearing is acted on. */
static const double TAKE = 0.4;

static double odds(double chance)
{
	double kept = fmin(fmax(chance, LEAST_CHANCE), 1.0 - LEAST_CHANCE);
	return log(kept / (1.0 - kept));
}

static bool same(const struct intent *a, const struct intent *b)
{
	return a->kind == b->kind && a->value == b->value;
}

/* How much better a than b explains a frame, on average. */
static double lead(const struct decoded *d, double b)
{
	return (d->grammar - b) / d->frames;
}

static void gather_decoded(double sign[SIGNS], const struct decoded *d)
{
	double pace = log((double)d->word_frames / (d->phones * USUAL_PHONE_FRAMES));
	sign[AGREED] = 1.0;
	sign[CHANCE_AGREED] = sign[CHANCE];
	sign[OVER_OTHERS] = d->phrase ? 0.0 : lead(d, d->others);
	sign[OVER_WORDS] = lead(d, d->words);
	sign[OVER_NOISE] = lead(d, d->noise);
	sign[OVER_PHONES] = lead(d, d->phone_loop);
	sign[PACE] = pace;
	sign[PACE_SQUARED] = pace * pace;
}

static double chance_at(double sum)
{
	return 1.0 / (1.0 + exp(-sum));
}

/* The signs of belief in a word of this chance; decoded: NULL unless PocketSphinx says the same. */
static double believe(double chance, double second, const struct decoded *decoded, int frames,
		      int voiced)
{
	double sign[SIGNS] = {0.0};
	double sum = 0.0;
	sign[ALWAYS] = 1.0;
	sign[CHANCE] = odds(chance);
	sign[AHEAD] = odds(chance) - odds(second);
	sign[LENGTH] = log(frames / USUAL_FRAMES);
	sign[VOICE] = log((voiced + 3) / USUAL_VOICED);
	if (decoded != NULL)
		gather_decoded(sign, decoded);
	for (int i = 0; i < SIGNS; i++)
		sum += weight[i] * sign[i];
	return chance_at(sum);
}

static double believe_phrase(double chance, const struct decoded *d)
{
	return chance_at(PHRASE_ALWAYS + PHRASE_CHANCE * odds(chance) +
			 PHRASE_OVER_WORDS * fmin(lead(d, d->words), LEAD_MOST) +
			 PHRASE_OVER_PHONES * fmin(lead(d, d->phone_loop), LEAD_MOST));
}

static bool is_talk(const struct decoded *agreed, int frames)
{
	bool halts = agreed != NULL && agreed->phrase && decoded_halts(agreed);
	return frames >= (halts ? LONG_HALT_FRAMES : LONG_FRAMES) &&
	       (agreed == NULL || lead(agreed, agreed->words) < LONG_OVER_WORDS);
}

/* It resembles the word too little, or only one of both says so. */
static bool is_mere_talk(const struct decoded *agreed, const struct decoded *decoded, int frames)
{
	bool phrase = decoded != NULL && decoded->phrase;
	return !phrase && is_talk(agreed, frames) &&
	       (agreed == NULL || lead(agreed, agreed->words) < FAR_OVER_WORDS);
}

/*
 * "Yes, stop", "three, my leg": something was said besides the word. A number is asked back then,
 * and a yes is none; what halts may be surrounded by whatever it likes.
 */
static double with_more(struct intent *intent, double confidence)
{
	if (intent_fits(intent->kind, LISTEN_OVER))
		return confidence;
	if (intent->percent > PHRASE_PERCENT)
		intent->percent = PHRASE_PERCENT;
	return intent->kind == INTENT_YES ? fmin(confidence, DOUBTFUL) : confidence;
}

/* What PocketSphinx reads as a phrase is that, or nothing; else the nets know the word better. */
static struct verdict guess(const struct opinion *opinion, const struct decoded *decoded,
			    int frames, int voiced)
{
	bool agree = decoded != NULL && same(&opinion->intent, &decoded->intent);
	bool phrase = decoded != NULL && decoded->phrase;
	struct verdict verdict = {.intent = phrase ? decoded->intent : opinion->intent};
	double confidence = agree && phrase
				? believe_phrase((double)opinion->decoded, decoded)
				: believe((double)opinion->chance, (double)opinion->second,
					  agree ? decoded : NULL, frames, voiced);
	if ((phrase && !agree) || opinion->disputed || is_talk(agree ? decoded : NULL, frames))
		confidence = fmin(confidence, DOUBTFUL);
	if (is_mere_talk(agree ? decoded : NULL, decoded, frames))
		confidence = fmin(confidence, TALK);
	/* "Zero" to the nets, "oh" to PocketSphinx: it is believed as far as both words allow. */
	if (agree && decoded->intent.percent < verdict.intent.percent)
		verdict.intent.percent = decoded->intent.percent;
	if (phrase && verdict.intent.percent > PHRASE_PERCENT)
		verdict.intent.percent = PHRASE_PERCENT;
	if (agree && !phrase && decoded_leaves_a_word(decoded))
		confidence = with_more(&verdict.intent, confidence);
	verdict.confidence = (float)confidence;
	return verdict;
}

struct verdict judge(const struct opinion *opinion, const struct decoded *decoded, int frames,
		     int voiced)
{
	struct verdict verdict = guess(opinion, decoded, frames, voiced);
	int percent = (int)((double)verdict.confidence * 100.0);
	if (percent < verdict.intent.percent)
		verdict.intent.percent = percent;
	verdict.take = (double)verdict.confidence >= TAKE;
	return verdict;
}
