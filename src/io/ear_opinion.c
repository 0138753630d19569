/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_opinion.c - what the keyword nets think an utterance is, among what may be said now. */
#include "ear_opinion.h"

#include "ear_voiceprint.h"
#include "fault.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NETS = 2 };

/* No word counts as more unlike than this: what was not enrolled is as near as a bad fit. */
static const double BAD_FIT = 1.2;

/* What the nets still say once the person is known, and what the voice does; both measured. */
static const double NETS_SHARE = 0.3;
static const double VOICE_WEIGHT = 25.0;

static const char *const net_names[NETS] = {"bands", "states"};

struct opinions {
	struct net *net[NETS];
	struct net_view view[NETS];
	double chance[NET_WORDS_MAX];	     /* of each word */
	const struct voiceprint *voiceprint; /* NULL: nobody is enrolled */
	struct likeness likeness;	     /* of the last one */
	double known;
};

/* The weights of the fold in which a speaker was left out, in place of the program's own. */
static struct net *read_net(const char *folder, const char *name, struct fault *why)
{
	char path[512];
	if (folder == NULL)
		return net_open(name);
	snprintf(path, sizeof path, "%s/ear_%s.weights", folder, name);
	return net_read(path, why);
}

/* Their chances are multiplied, word by word. */
static bool same_words(const struct net *a, const struct net *b)
{
	bool same = net_words(a) == net_words(b);
	for (size_t i = 0; same && i < net_words(a); i++)
		same = strcmp(net_word(a, i), net_word(b, i)) == 0;
	return same;
}

bool opinion_read(struct opinions *o, const char *folder, struct fault *why)
{
	for (int i = 0; i < NETS; i++) {
		struct net *net = read_net(folder, net_names[i], why);
		if (net == NULL)
			return false;
		net_close(o->net[i]);
		o->net[i] = net;
	}
	return same_words(o->net[0], o->net[1]) ||
	       fault_set(why, FAULT_INPUT, "%s: its nets were taught different words", folder);
}

struct opinions *opinion_open(struct fault *why)
{
	struct opinions *o = calloc(1, sizeof *o);
	bool good = o != NULL;
	for (int i = 0; i < NETS && good; i++) {
		o->net[i] = net_open(net_names[i]);
		good = o->net[i] != NULL;
	}
	if (good)
		return o;
	fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
	opinion_close(o);
	return NULL;
}

void opinion_close(struct opinions *o)
{
	if (o == NULL)
		return;
	for (int i = 0; i < NETS; i++)
		net_close(o->net[i]);
	free(o);
}

/* The geometric mean of both, made into chances again. */
static void combine(struct opinions *o)
{
	size_t words = net_words(o->net[0]);
	double sum = 0.0;
	for (size_t i = 0; i < words; i++) {
		double mean = 0.0;
		for (int n = 0; n < NETS; n++)
			mean += (double)o->view[n].score[i] / NETS;
		o->chance[i] = exp(mean);
		sum += o->chance[i];
	}
	for (size_t i = 0; i < words; i++)
		o->chance[i] /= sum;
}

/* --- what enrolled people sound like ------------------------------------ */

void opinion_know(struct opinions *o, const struct voiceprint *voiceprint)
{
	o->voiceprint = voiceprint;
}

/* A word that was not enrolled, too. */
static double unlikeness(const struct opinions *o, size_t word)
{
	return fmin(likeness_of(&o->likeness, net_word(o->net[0], word)), BAD_FIT);
}

/*
 * Where an enrolled person speaks, the nets' chances give way to how like each
 * word is to that person's own. A stranger is like none of them: then nothing
 * changes.
 */
static void recognise(struct opinions *o, const struct sound_view *view, int from, int end)
{
	size_t words = net_words(o->net[0]);
	double sum = 0.0;
	if (!voiceprint_compare(o->voiceprint, view, from, end, &o->likeness))
		return;
	o->known = o->likeness.known;
	if (o->known <= 0.0)
		return;
	for (size_t i = 0; i < words; i++) {
		double power = 1.0 - o->known * (1.0 - NETS_SHARE);
		double like = BAD_FIT - unlikeness(o, i);
		o->chance[i] = pow(o->chance[i], power) * exp(o->known * VOICE_WEIGHT * like);
		sum += o->chance[i];
	}
	for (size_t i = 0; i < words; i++)
		o->chance[i] /= sum;
}

static bool same(const struct intent *a, const struct intent *b)
{
	return a->kind == b->kind && a->value == b->value;
}

/* Of several words that mean the same the likeliest says how far it may be believed: "oh". */
static int percent_of(const struct opinions *o, enum listen_context context,
		      const struct intent *intent)
{
	double best = -1.0;
	int percent = intent->percent;
	struct intent own;
	for (size_t i = 0; i < net_words(o->net[0]); i++)
		if (o->chance[i] > best &&
		    intent_from_speech(net_word(o->net[0], i), context, &own) &&
		    same(&own, intent)) {
			best = o->chance[i];
			percent = own.percent;
		}
	return percent;
}

/* The chance that the word means this; several words may. */
static double chance_of(const struct opinions *o, enum listen_context context,
			const struct intent *intent)
{
	double chance = 0.0;
	struct intent own;
	for (size_t i = 0; i < net_words(o->net[0]); i++)
		if (intent_from_speech(net_word(o->net[0], i), context, &own) && same(&own, intent))
			chance += o->chance[i];
	return chance;
}

/* Whatever may be said now. */
static double chance_of_halts(const struct opinions *o)
{
	double chance = 0.0;
	struct intent own;
	for (size_t i = 0; i < net_words(o->net[0]); i++)
		if (intent_from_speech(net_word(o->net[0], i), LISTEN_OVER, &own))
			chance += o->chance[i];
	return chance;
}

static void rank(const struct opinions *o, enum listen_context context, struct opinion *opinion)
{
	struct intent own;
	for (size_t i = 0; i < net_words(o->net[0]); i++) {
		if (!intent_from_speech(net_word(o->net[0], i), context, &own) ||
		    same(&own, &opinion->intent))
			continue;
		float chance = (float)chance_of(o, context, &own);
		if (chance > opinion->chance) {
			opinion->second = opinion->chance;
			opinion->chance = chance;
			opinion->intent = own;
		} else if (chance > opinion->second) {
			opinion->second = chance;
		}
	}
}

/* The word that is least unlike the person's own. */
static const char *likeliest(const struct likeness *likeness)
{
	const char *word = "";
	for (int i = 0; i < likeness->words; i++)
		if (likeness->unlike[i] <= likeness->least)
			word = likeness->word[i];
	return word;
}

/* Neither the nets alone nor the person's own words say what both together come to. */
static bool is_disputed(const struct opinions *o, enum listen_context context,
			const struct opinion *nets, const struct opinion *both)
{
	struct intent own;
	bool agrees =
	    intent_from_speech(likeliest(&o->likeness), context, &own) && same(&own, &both->intent);
	return o->known > 0.0 && !agrees && !same(&nets->intent, &both->intent);
}

/* What the chances at hand say. */
static struct opinion sum_up(const struct opinions *o, enum listen_context context,
			     const struct decoded *decoded)
{
	struct opinion opinion = {.intent = {.kind = INTENT_UNCLEAR, .source = SOURCE_VOICE}};
	rank(o, context, &opinion);
	opinion.intent.percent = percent_of(o, context, &opinion.intent);
	if (decoded != NULL)
		opinion.decoded = (float)chance_of(o, context, &decoded->intent);
	return opinion;
}

void opinion_form(struct opinions *o, const struct sound_view *view, int from, int end,
		  enum listen_context context, const struct decoded *decoded,
		  struct opinion *opinion)
{
	bool phrase = decoded != NULL && decoded->phrase;
	for (int n = 0; n < NETS; n++)
		net_run(o->net[n], view, from, end, &o->view[n]);
	combine(o);
	/* Inside a phrase it is a value that is looked at, whatever else may be said. */
	*opinion = sum_up(o, phrase ? LISTEN_NUMBER : context, decoded);
	opinion->halts = (float)chance_of_halts(o);
	/* Nobody enrols phrases. */
	o->known = 0.0;
	if (!phrase)
		recognise(o, view, from, end);
	if (o->known <= 0.0)
		return;
	struct opinion nets = *opinion;
	*opinion = sum_up(o, context, decoded);
	opinion->halts = nets.halts;
	opinion->known = (float)o->known;
	opinion->disputed = is_disputed(o, context, &nets, opinion);
}
