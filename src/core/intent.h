/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intent.h - what the person wants, however it was said or pressed.
 *
 * Pure values. The words and letters known here are the whole vocabulary of
 * the coach: the ear's grammars, the keypad, scene files and --answers all
 * read them from the tables of intent_words.c.
 *
 * What is said is a command as it stands ("stop"), or a value or a halt inside
 * a phrase:
 *
 *   phrase = [opening] {before} value [joiner {before} value] {after}
 *   "no, I'd say about four or five out of ten"
 *   halt   = {halt before} "stop" or "pause" {halt after}
 *   "okay, I want to stop now"
 *
 * with the words of intent_opening(), intent_filler_before(), intent_joiner(),
 * intent_filler_after(), intent_halt_before() and intent_halt_after(), all in
 * the dictionary of the speech model. Of two numbers the higher counts.
 */
#ifndef CORE_INTENT_H
#define CORE_INTENT_H

#include <stdbool.h>
#include <stddef.h>

enum intent_kind {
	INTENT_NOTHING, /* no meaning: noise, an unknown key */
	INTENT_UNCLEAR, /* somebody spoke, but the ear could not say what */
	INTENT_NUMBER,	/* pain, 0 to 10, in value */
	INTENT_NONE,	/* "none", "no pain": zero, said in words */
	INTENT_SAME,	/* as last time */
	INTENT_YES,
	INTENT_NO,
	INTENT_READY, /* ready, resume, go on */
	INTENT_PAUSE,
	INTENT_REPEAT,
	INTENT_SKIP,
	INTENT_EASIER,
	INTENT_CHANGE, /* the last number was wrong: ask again */
	INTENT_HOW_LONG,
	INTENT_SHARP,
	INTENT_OUCH, /* a cry of pain: rest, and ask */
	INTENT_LEG,  /* new leg sign, or "something is wrong" */
	INTENT_STOP,
	INTENT_EMERGENCY, /* also the help key */
	INTENT_LOUDER,	  /* how the coach speaks: the session does not change by these */
	INTENT_QUIETER,
	INTENT_SLOWER, /* it speaks slower; "easier" makes the exercise so */
	INTENT_FASTER, /* takes a "slower" back */
	INTENT_KINDS
};

enum intent_source { SOURCE_KEY, SOURCE_VOICE };

enum { INTENT_CERTAIN = 100 };

struct intent {
	enum intent_kind kind;
	int value; /* 0 to 10 with INTENT_NUMBER, else 0 */
	enum intent_source source;
	int percent; /* how far it may be believed; keys and typed words: 100 */
};

/* What may be answered now; the ear chooses its grammar by it. */
enum listen_context {
	LISTEN_ANY,    /* commands and "pain six": rests, a running session */
	LISTEN_NUMBER, /* a pain check-in */
	LISTEN_YESNO,  /* a confirmation or a yes-or-no question; "no, four" */
	LISTEN_READY,  /* waiting until the person is in position */
	LISTEN_OVER,   /* the coach itself can be heard: what halts or ends, only */
	LISTEN_CONTEXTS
};

/* Stable lower-case name: "number", "how-long"; never NULL. */
const char *intent_name(enum intent_kind kind);

/* Stable lower-case name: "any", "number", "yesno", "ready", "over"; never NULL. */
const char *listen_name(enum listen_context context);

/* Read a context's name; false when there is none of that name. */
bool listen_from_name(const char *name, enum listen_context *context);

/*
 * Read words as somebody says or types them ("seven", "about a 7", "how long",
 * "no pain", "no, it's four"); case, outer spaces and marks behind words do
 * not matter. INTENT_NOTHING in kind and false when they mean nothing here.
 * source is left as SOURCE_KEY; percent is 100, less where words are easily
 * said without being meant ("oh", which is also zero).
 */
bool intent_from_words(const char *words, struct intent *intent);

/*
 * The same for what was heard while this context was listened for: false also
 * when it may not be said there. source is SOURCE_VOICE; percent is the most
 * that the words allow.
 */
bool intent_from_speech(const char *words, enum listen_context context, struct intent *intent);

/*
 * The intent of one key of a keyboard or number pad (a character code);
 * INTENT_NOTHING when it has none. The space bar pauses and goes on: it
 * gives INTENT_PAUSE, and the session takes it as "ready" where it waits.
 */
struct intent intent_from_key(int key);

/* True when a listener in this context should offer the intent at all, in whatever form. */
bool intent_fits(enum intent_kind kind, enum listen_context context);

/*
 * The i-th spoken form of the vocabulary and its intent, for the ear's
 * grammars; false when there are no more. Forms of one intent stand together.
 * percent is the most that the form may be believed.
 */
bool intent_spoken_form(size_t i, const char **words, struct intent *intent);

/*
 * True when the i-th form may be said in this context as it stands. Numbers
 * fit as they stand only where a number is asked; where intent_opening() has
 * words for the context they may be said behind those.
 */
bool intent_form_fits(size_t i, enum listen_context context);

/* True when the i-th form is a value that may stand inside a phrase: numbers, "none", "same". */
bool intent_form_is_value(size_t i);

/* True when the i-th form is one that halts and is said inside a sentence, too: "stop", "pause". */
bool intent_form_is_halt(size_t i);

/*
 * True for how the coach is to speak: "louder", "slower". The ear looks for
 * these only in what is nothing else.
 */
bool intent_is_comfort(enum intent_kind kind);
bool intent_form_is_comfort(size_t i);

/* True when the i-th form is one of these, and made of common words: "volume up". */
bool intent_form_is_common(size_t i);

/*
 * The i-th word or words of a place in a phrase; NULL when there are no more.
 * Before and after a value there may be several of them, or none.
 */
const char *intent_filler_before(size_t i); /* "about", "i'd say", "between" */
const char *intent_filler_after(size_t i);  /* "out of ten", "i think" */
const char *intent_joiner(size_t i);	    /* "or", "to", "and" */

/* The same around a halt, in every context. */
const char *intent_halt_before(size_t i); /* "i want to", "please" */
const char *intent_halt_after(size_t i);  /* "it", "now", "stop" once more */

/* The same around "louder" and the like. */
const char *intent_comfort_before(size_t i); /* "a bit" */
const char *intent_comfort_after(size_t i);  /* "please" */

/*
 * What a phrase begins with: in a check-in it may ("my pain is"); in LISTEN_ANY
 * ("pain") and LISTEN_YESNO ("no", which corrects a number) it must.
 */
const char *intent_opening(size_t i, enum listen_context context);

#endif
