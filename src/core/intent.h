/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intent.h - what the person wants, however it was said or pressed.
 *
 * Pure values. The words and letters known here are the whole vocabulary of
 * the coach: the ear's grammars, the keypad, scene files and --answers all
 * read them from this one table.
 */
#ifndef CORE_INTENT_H
#define CORE_INTENT_H

#include <stdbool.h>
#include <stddef.h>

enum intent_kind {
	INTENT_NOTHING,	  /* no meaning: noise, an unknown key */
	INTENT_UNCLEAR,	  /* somebody spoke, but the ear could not say what */
	INTENT_NUMBER,	  /* pain, 0 to 10, in value */
	INTENT_NONE,	  /* "none", "no pain": zero, said in words */
	INTENT_SAME,	  /* as last time */
	INTENT_YES,
	INTENT_NO,
	INTENT_READY,	  /* ready, resume, go on */
	INTENT_PAUSE,
	INTENT_REPEAT,
	INTENT_SKIP,
	INTENT_EASIER,
	INTENT_CHANGE,	  /* the last number was wrong: ask again */
	INTENT_HOW_LONG,
	INTENT_SHARP,
	INTENT_LEG,	  /* new leg sign, or "something is wrong" */
	INTENT_STOP,
	INTENT_EMERGENCY, /* also the help key */
	INTENT_KINDS
};

enum intent_source { SOURCE_KEY, SOURCE_VOICE };

struct intent {
	enum intent_kind kind;
	int value;		   /* 0 to 10 with INTENT_NUMBER, else 0 */
	enum intent_source source;
};

/* What may be answered now; the ear chooses its grammar by it. */
enum listen_context {
	LISTEN_ANY,	/* commands only: rests, a running session */
	LISTEN_NUMBER,	/* a pain check-in */
	LISTEN_YESNO,	/* a confirmation or a yes-or-no question */
	LISTEN_READY,	/* waiting until the person is in position */
	LISTEN_CONTEXTS
};

/* Stable lower-case name: "number", "how-long"; never NULL. */
const char *intent_name(enum intent_kind kind);

/* Stable lower-case name: "any", "number", "yesno", "ready"; never NULL. */
const char *listen_name(enum listen_context context);

/* Read a context's name; false when there is none of that name. */
bool listen_from_name(const char *name, enum listen_context *context);

/*
 * Read words as somebody says or types them ("seven", "7", "how long",
 * "no pain"); case and outer spaces do not matter. INTENT_NOTHING in kind and
 * false when they are no command. source is left as SOURCE_KEY.
 */
bool intent_from_words(const char *words, struct intent *intent);

/*
 * The intent of one key of a keyboard or number pad (a character code);
 * INTENT_NOTHING when it has none. The space bar pauses and goes on: it
 * gives INTENT_PAUSE, and the session takes it as "ready" where it waits.
 */
struct intent intent_from_key(int key);

/* True when a listener in this context should offer the intent at all. */
bool intent_fits(enum intent_kind kind, enum listen_context context);

/*
 * The i-th spoken form of the vocabulary and its intent, for the ear's
 * grammars; false when there are no more.
 */
bool intent_spoken_form(size_t i, const char **words, struct intent *intent);

#endif
