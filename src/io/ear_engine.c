/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_engine.c - a second opinion from a speech server, weighed against our own. */
#include "ear_engine.h"

#include "fault.h"
#include "policy.h"
#include "wyoming.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Not measured, since there is no server to measure: the protocol tells no
 * confidence. Two engines of different make that agree are believed; one that
 * the other does not support is asked back wherever a mistake would matter.
 */
static const float AGREED = (SURE_PERCENT + 100) / 200.0F;
static const float AGREED_WITH_DOUBT = (SURE_PERCENT - 10) / 100.0F;
static const float UNSUPPORTED = (SURE_PERCENT - 10) / 100.0F;
static const float CONTRADICTED = 0.5F;
static const float HALT = 0.9F;

/* What our own ear holds for hardly possible is not lifted out of doubt. */
static const float POSSIBLE = 0.1F;

struct engine {
	struct wyoming *wyoming;
	char place[80]; /* as people are told */
	enum listen_context context;
	bool asked, holds, expired;
	struct hearing own;

	bool ailing; /* that it fails has been told */
	int good;    /* answers in a row */
	int lates;   /* one after the other */
	bool has_news;
	char news[EAR_NEWS];
};

/* One that comes and goes is not talked about each time. */
enum { BACK_AFTER = 2, LATE_TWICE = 2 };

struct engine *engine_open(const char *host, int port, struct fault *why)
{
	struct engine *engine = calloc(1, sizeof *engine);
	if (engine == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
		return NULL;
	}
	engine->wyoming = wyoming_open(host, port, why);
	if (engine->wyoming == NULL) {
		free(engine);
		return NULL;
	}
	snprintf(engine->place, sizeof engine->place, "%.60s:%d", host, port);
	return engine;
}

void engine_close(struct engine *engine)
{
	if (engine == NULL)
		return;
	wyoming_close(engine->wyoming);
	free(engine);
}

/* --- the rule ---------------------------------------------------------- */

/* What halts or ends: to rest without need is the lesser mistake. */
static bool is_halt(enum intent_kind kind)
{
	return kind == INTENT_STOP || kind == INTENT_PAUSE || kind == INTENT_SHARP ||
	       kind == INTENT_OUCH || kind == INTENT_LEG || kind == INTENT_EMERGENCY;
}

/* A word that sounds like an answer is written in its place by whoever knows no context. */
static const char *sounding_like(const char *text)
{
	static const char *const pairs[][2] = {{"won", "one"},	 {"to", "two"},	   {"too", "two"},
					       {"for", "four"},	 {"fore", "four"}, {"sex", "six"},
					       {"ate", "eight"}, {"nein", "nine"}, {"know", "no"}};
	char word[8];
	size_t n = 0;
	while (isspace((unsigned char)*text))
		text++;
	while (n + 1 < sizeof word && isalpha((unsigned char)text[n])) {
		word[n] = (char)tolower((unsigned char)text[n]);
		n++;
	}
	word[n] = '\0';
	if (text[n + strspn(text + n, " .,!?\n")] != '\0')
		return text;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if (strcmp(word, pairs[i][0]) == 0)
			return pairs[i][1];
	return text;
}

/* "None" is zero in words. */
static int number_of(const struct intent *intent)
{
	return intent->kind == INTENT_NUMBER ? intent->value : intent->kind == INTENT_NONE ? 0 : -1;
}

static bool mean_the_same(const struct intent *a, const struct intent *b)
{
	int number = number_of(a);
	return number >= 0 ? number == number_of(b) : a->kind == b->kind;
}

/* As sure as this, but never surer than the words allow. */
static void take(struct hearing *decision, const struct intent *intent, float confidence)
{
	int most = intent->percent;
	decision->intent = *intent;
	decision->intent.source = SOURCE_VOICE;
	decision->intent.percent = (int)(confidence * 100.0F + 0.5F);
	if (most > 0 && decision->intent.percent > most)
		decision->intent.percent = most;
	decision->guess = *intent;
	decision->guess.source = SOURCE_VOICE;
	decision->confidence = confidence;
	decision->take = true;
}

static void doubt(struct hearing *decision)
{
	decision->intent = (struct intent){.kind = INTENT_UNCLEAR, .source = SOURCE_VOICE};
	decision->take = false;
}

/* The guess is no surer than the ear was, or than the words allow; only the latter still holds. */
static int allowed_by_words(const struct hearing *own)
{
	int heard = (int)(own->confidence * 100.0F);
	bool words = own->guess.percent > 0 && own->guess.percent < heard;
	return words ? own->guess.percent : INTENT_CERTAIN;
}

static void agree(struct hearing *decision, const struct intent *said)
{
	float least = decision->take ? AGREED : AGREED_WITH_DOUBT;
	int most = allowed_by_words(decision);
	struct intent guess = decision->guess;
	guess.percent = said->percent < most ? said->percent : most;
	take(decision, &guess, decision->confidence > least ? decision->confidence : least);
}

static void make_less_sure(struct hearing *decision, float most)
{
	int percent = (int)(most * 100.0F + 0.5F);
	if (decision->confidence > most)
		decision->confidence = most;
	if (decision->intent.percent > percent)
		decision->intent.percent = percent;
}

/* Whether it lifts our own best guess out of doubt, or only bears it out. */
static bool supports(const struct hearing *own, const char *text, enum listen_context context,
		     struct intent *said)
{
	if (intent_from_speech(text, context, said))
		return mean_the_same(said, &own->guess) &&
		       (own->take || own->confidence >= POSSIBLE);
	/* "to" is a word of its own as well: it bears out a "two" that was taken, no more. */
	return own->take && intent_from_speech(sounding_like(text), context, said) &&
	       mean_the_same(said, &own->guess);
}

struct hearing engine_weigh(const struct hearing *own, const char *text,
			    enum listen_context context)
{
	struct hearing decision = *own;
	struct intent said;
	if (own->take && is_halt(own->intent.kind))
		return decision;
	if (supports(own, text, context, &said)) {
		agree(&decision, &said);
	} else if (!intent_from_speech(text, context, &said)) {
		make_less_sure(&decision, UNSUPPORTED);
	} else if (is_halt(said.kind)) {
		take(&decision, &said, HALT);
	} else {
		make_less_sure(&decision, CONTRADICTED);
		doubt(&decision);
	}
	return decision;
}

/* --- news -------------------------------------------------------------- */

static void tell(struct engine *engine, bool ailing)
{
	engine->ailing = ailing;
	engine->has_news = true;
	if (ailing)
		snprintf(engine->news, sizeof engine->news,
			 "the speech server %s cannot help: %.60s; the ear goes on alone",
			 engine->place, wyoming_why(engine->wyoming));
	else
		snprintf(engine->news, sizeof engine->news, "the speech server %s helps again",
			 engine->place);
}

static void note(struct engine *engine, enum wyoming_result result)
{
	engine->good = result == WYOMING_HEARD ? engine->good + 1 : 0;
	engine->lates = result == WYOMING_LATE ? engine->lates + 1 : 0;
	bool fails = result == WYOMING_FAULT || engine->lates >= LATE_TWICE;
	if (engine->ailing && engine->good >= BACK_AFTER)
		tell(engine, false);
	else if (fails && !engine->ailing)
		tell(engine, true);
}

bool engine_news(struct engine *engine, char text[EAR_NEWS])
{
	if (engine == NULL || !engine->has_news)
		return false;
	engine->has_news = false;
	memcpy(text, engine->news, sizeof engine->news);
	return true;
}

/* --- an utterance ------------------------------------------------------ */

void engine_drop(struct engine *engine)
{
	if (engine == NULL)
		return;
	if (engine->asked)
		wyoming_drop(engine->wyoming);
	engine->asked = engine->holds = false;
}

void engine_ask(struct engine *engine, const int16_t *samples, size_t count,
		enum listen_context context)
{
	if (engine == NULL || context == LISTEN_OVER || count == 0 || count > WYOMING_SAMPLES)
		return;
	engine_drop(engine);
	engine->context = context;
	engine->asked = wyoming_ask(engine->wyoming, samples, count, ENGINE_PATIENCE_MS);
}

bool engine_holds(struct engine *engine, const struct hearing *own)
{
	if (engine == NULL || !engine->asked)
		return false;
	if (own->take && is_halt(own->intent.kind)) {
		engine_drop(engine);
		return false;
	}
	engine->own = *own;
	engine->expired = false;
	engine->holds = true;
	return true;
}

void engine_expire(struct engine *engine)
{
	if (engine != NULL)
		engine->expired = true;
}

bool engine_decide(struct engine *engine, bool wait, struct hearing *decision)
{
	char text[WYOMING_TEXT];
	if (engine == NULL || !engine->holds)
		return false;
	enum wyoming_result result =
	    wyoming_poll(engine->wyoming, wait ? ENGINE_PATIENCE_MS : 0, text);
	if (result == WYOMING_WAITING)
		return false;
	engine->asked = engine->holds = false;
	*decision = result == WYOMING_HEARD ? engine_weigh(&engine->own, text, engine->context)
					    : engine->own;
	note(engine, result);
	return !engine->expired || is_halt(decision->intent.kind);
}
