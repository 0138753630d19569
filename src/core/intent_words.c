/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intent_words.c - the vocabulary of the coach. */
#include "intent.h"

#include <assert.h>
#include <string.h>

/* Where a form may be said as it stands. */
enum {
	IN_ANY = 1 << LISTEN_ANY,
	IN_NUMBER = 1 << LISTEN_NUMBER,
	IN_YESNO = 1 << LISTEN_YESNO,
	IN_READY = 1 << LISTEN_READY,
	IN_OVER = 1 << LISTEN_OVER,
	IN_WAITING = IN_ANY | IN_READY,
	TYPED = 0, /* keyed or written in a scene; the ear does not know them */
	IN_SILENCE = IN_ANY | IN_NUMBER | IN_YESNO | IN_READY,
	ALWAYS = IN_SILENCE | IN_OVER,
	/* Short words that a number or a yes is easily taken for: "numb" and "none". */
	UNASKED = IN_ANY | IN_READY | IN_OVER
};

enum {
	SURE = INTENT_CERTAIN,
	SIGHED = 50 /* "oh" is said in pain, too: it is always asked back */
};

struct form {
	const char *words; /* lower case with single spaces */
	enum intent_kind kind;
	int value;
	unsigned contexts;
	int percent;
};

static const struct form forms[] = {
    {"zero", INTENT_NUMBER, 0, IN_NUMBER, SURE},
    {"oh", INTENT_NUMBER, 0, IN_NUMBER, SIGHED},
    {"one", INTENT_NUMBER, 1, IN_NUMBER, SURE},
    {"two", INTENT_NUMBER, 2, IN_NUMBER, SURE},
    {"three", INTENT_NUMBER, 3, IN_NUMBER, SURE},
    {"four", INTENT_NUMBER, 4, IN_NUMBER, SURE},
    {"five", INTENT_NUMBER, 5, IN_NUMBER, SURE},
    {"six", INTENT_NUMBER, 6, IN_NUMBER, SURE},
    {"seven", INTENT_NUMBER, 7, IN_NUMBER, SURE},
    {"eight", INTENT_NUMBER, 8, IN_NUMBER, SURE},
    {"nine", INTENT_NUMBER, 9, IN_NUMBER, SURE},
    {"ten", INTENT_NUMBER, 10, IN_NUMBER, SURE},
    {"none", INTENT_NONE, 0, IN_NUMBER, SURE},
    {"no pain", INTENT_NONE, 0, IN_NUMBER, SURE},
    {"nothing", INTENT_NONE, 0, IN_NUMBER, SURE},
    {"same", INTENT_SAME, 0, IN_NUMBER, SURE},
    {"the same", INTENT_SAME, 0, IN_NUMBER, SURE},
    {"yes", INTENT_YES, 0, IN_YESNO, SURE},
    {"no", INTENT_NO, 0, IN_YESNO, SURE},
    {"ready", INTENT_READY, 0, IN_WAITING, SURE},
    {"resume", INTENT_READY, 0, IN_WAITING, SURE},
    {"go on", INTENT_READY, 0, IN_WAITING, SURE},
    {"continue", INTENT_READY, 0, IN_WAITING, SURE},
    {"pause", INTENT_PAUSE, 0, ALWAYS, SURE},
    {"repeat", INTENT_REPEAT, 0, IN_SILENCE, SURE},
    {"skip", INTENT_SKIP, 0, IN_WAITING, SURE},
    {"easier", INTENT_EASIER, 0, IN_WAITING, SURE},
    {"change", INTENT_CHANGE, 0, IN_WAITING, SURE},
    {"how long", INTENT_HOW_LONG, 0, IN_WAITING, SURE},
    {"sharp", INTENT_SHARP, 0, ALWAYS, SURE},
    {"sharp pain", INTENT_SHARP, 0, ALWAYS, SURE},
    {"ouch", INTENT_OUCH, 0, ALWAYS, SURE},
    {"ow", INTENT_OUCH, 0, UNASKED, SURE}, /* the speech model cannot tell it from "oh" */
    {"leg", INTENT_LEG, 0, ALWAYS, SURE},
    {"my leg", INTENT_LEG, 0, ALWAYS, SURE},
    {"something is wrong", INTENT_LEG, 0, ALWAYS, SURE},
    {"something's wrong", INTENT_LEG, 0, ALWAYS, SURE},
    {"stop", INTENT_STOP, 0, ALWAYS, SURE},
    {"emergency", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"help", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"help me", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"chest", INTENT_EMERGENCY, 0, UNASKED, SURE},
    {"my chest", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"chest pain", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"my chest hurts", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"can't breathe", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"i can't breathe", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"i cannot breathe", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"faint", INTENT_EMERGENCY, 0, UNASKED, SURE},
    {"i feel faint", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"numb", INTENT_EMERGENCY, 0, UNASKED, SURE},
    {"i feel numb", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"numb saddle", INTENT_EMERGENCY, 0, ALWAYS, SURE},
    {"louder", INTENT_LOUDER, 0, IN_SILENCE, SURE},
    {"volume up", INTENT_LOUDER, 0, IN_SILENCE, SURE},
    {"quieter", INTENT_QUIETER, 0, IN_SILENCE, SURE},
    {"volume down", INTENT_QUIETER, 0, IN_SILENCE, SURE},
    {"slower", INTENT_SLOWER, 0, IN_SILENCE, SURE},
    {"talk slower", INTENT_SLOWER, 0, IN_SILENCE, SURE},
    {"faster", INTENT_FASTER, 0, TYPED, SURE},
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static const char *const befores[] = {
    "about",  "around",	 "roughly",	"maybe",   "perhaps",	    "probably", "at",
    "a",      "an",	 "the",		"just",	   "only",	    "like",	"still",
    "say",    "i'd say", "i would say", "i think", "i guess",	    "i have",	"i've got",
    "i'm at", "it is",	 "it's",	"that's",  "it feels like", "now",	"well",
    "um",     "uh",	 "er",		"oh",	   "between", /* two numbers follow */
};
static const char *const afters[] = {
    "out of ten", "or so",     "i think", "i'd say",   "i would say",	"i guess",
    "maybe",	  "right now", "now",	  "today",     "at the moment", "at all",
    "again",	  "please",    "thanks",  "thank you",
};
static const char *const joiners[] = {"or", "to", "and"};
static const char *const halt_befores[] = {
    "i want to", "i need to", "i have to", "i must",  "i'd like to", "i would like to", "i need a",
    "let's",	 "let us",    "can we",	   "can you", "could you",   "we should",	"okay",
    "oh",	 "no",	      "hey",	   "please",  "just",
};
static const char *const halt_afters[] = {
    "it", "now", "right now", "please", "here", "this", "the exercise", "stop",
};
static const char *const comfort_befores[] = {"a bit", "a little"};
static const char *const comfort_afters[] = {"please"};
static const char *const pain_openings[] = {"pain",	  "my pain",	"pain is",
					    "my pain is", "pain level", "my pain level is"};
static const char *const corrections[] = {"no",	       "no no",	  "i said",
					  "no i said", "i meant", "no i meant"};

static const char *nth(const char *const *list, size_t count, size_t i)
{
	return i < count ? list[i] : NULL;
}

const char *intent_filler_before(size_t i)
{
	return nth(befores, COUNT(befores), i);
}

const char *intent_filler_after(size_t i)
{
	return nth(afters, COUNT(afters), i);
}

const char *intent_joiner(size_t i)
{
	return nth(joiners, COUNT(joiners), i);
}

const char *intent_halt_before(size_t i)
{
	return nth(halt_befores, COUNT(halt_befores), i);
}

const char *intent_halt_after(size_t i)
{
	return nth(halt_afters, COUNT(halt_afters), i);
}

const char *intent_comfort_before(size_t i)
{
	return nth(comfort_befores, COUNT(comfort_befores), i);
}

const char *intent_comfort_after(size_t i)
{
	return nth(comfort_afters, COUNT(comfort_afters), i);
}

const char *intent_opening(size_t i, enum listen_context context)
{
	assert(context < LISTEN_CONTEXTS);
	if (context == LISTEN_NUMBER || context == LISTEN_ANY)
		return nth(pain_openings, COUNT(pain_openings), i);
	return context == LISTEN_YESNO ? nth(corrections, COUNT(corrections), i) : NULL;
}

bool intent_spoken_form(size_t i, const char **words, struct intent *intent)
{
	if (i >= COUNT(forms))
		return false;
	*words = forms[i].words;
	*intent = (struct intent){.kind = forms[i].kind,
				  .value = forms[i].value,
				  .source = SOURCE_VOICE,
				  .percent = forms[i].percent};
	return true;
}

bool intent_form_fits(size_t i, enum listen_context context)
{
	assert(i < COUNT(forms) && context < LISTEN_CONTEXTS);
	return (forms[i].contexts & (1u << context)) != 0;
}

static bool is_value(enum intent_kind kind)
{
	return kind == INTENT_NUMBER || kind == INTENT_NONE || kind == INTENT_SAME;
}

bool intent_form_is_value(size_t i)
{
	assert(i < COUNT(forms));
	return is_value(forms[i].kind);
}

bool intent_form_is_halt(size_t i)
{
	assert(i < COUNT(forms));
	return forms[i].kind == INTENT_STOP || forms[i].kind == INTENT_PAUSE;
}

bool intent_is_comfort(enum intent_kind kind)
{
	return kind == INTENT_LOUDER || kind == INTENT_QUIETER || kind == INTENT_SLOWER;
}

bool intent_form_is_comfort(size_t i)
{
	assert(i < COUNT(forms));
	return intent_is_comfort(forms[i].kind);
}

bool intent_form_is_common(size_t i)
{
	return intent_form_is_comfort(i) && strchr(forms[i].words, ' ') != NULL;
}

bool intent_fits(enum intent_kind kind, enum listen_context context)
{
	assert(context < LISTEN_CONTEXTS);
	/* "Pain six", "no, four": values behind an opening. */
	if (is_value(kind) && intent_opening(0, context) != NULL)
		return kind != INTENT_SAME || context == LISTEN_NUMBER;
	for (size_t i = 0; i < COUNT(forms); i++)
		if (forms[i].kind == kind && intent_form_fits(i, context))
			return true;
	return false;
}
