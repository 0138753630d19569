/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * enrol.h - which words a person is asked to say, what is checked about them, and the asking
 * itself.
 *
 * The asking knows neither loudspeaker nor microphone: a partner speaks and
 * hears for it, the real one (enrol_live.h) or one made up for a test.
 */
#ifndef APP_ENROL_H
#define APP_ENROL_H

#include "ear_voiceprint.h"
#include "intent.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ENROL_TAKES_MOST = 6, /* of one word while it is asked for */
	ENROL_WORDS_BYTES = 320
};

/* The i-th word to say; NULL when there are no more. takes: how often. */
const char *enrol_word(size_t i, int *takes);

/* What a partner heard after a word was asked for. */
struct enrol_saying {
	bool makes_take; /* false: too short or too long for a word */
	struct take take;
	struct intent guess; /* what the ear takes it for without knowing the person */
	float confidence;    /* of that */
	double level_db;     /* of its loud part, below full scale */
	int clipped;	     /* samples at full scale */
};

enum enrol_flaw {
	ENROL_FINE,
	ENROL_QUIET,
	ENROL_CLIPPED,
	ENROL_LENGTH,
	ENROL_OTHER, /* clearly another of the coach's words */
	ENROL_FLAWS
};

enum enrol_flaw enrol_check(const char *word, const struct enrol_saying *saying);

/* What to do about it, to be said; "" for ENROL_FINE. */
const char *enrol_advice(enum enrol_flaw flaw);

/* The index of a take that resembles none of the others; -1 when there is none, or only one take.
 */
int enrol_odd(const struct take *takes, int count);

/* The loud part of some sound below full scale, and the samples at full scale, at 16,000 Hz. */
double enrol_level_db(const int16_t *samples, size_t count);
int enrol_clipped(const int16_t *samples, size_t count);

/* How many of the person's takes are recognised by the others. */
int enrol_recognised(const struct person *person, int *of);

/* --- asking ------------------------------------------------------------ */

enum enrol_news {
	ENROL_HEARD,
	ENROL_SILENCE, /* nobody spoke */
	ENROL_END,     /* the person wants to end */
	ENROL_BROKEN   /* Ctrl-C, or the device went: at once, and nothing is kept */
};

struct enrol_partner {
	void *context;
	/* Say words, and wait until they are said; then the tone, with tone. ENROL_HEARD: said. */
	enum enrol_news (*say)(void *context, const char *words, bool tone);
	/* The next utterance; word: what was asked for. */
	enum enrol_news (*hear)(void *context, const char *word, struct enrol_saying *saying);
	/* ENROL_HEARD: yes; all else is no. */
	enum enrol_news (*confirm)(void *context, const char *question);
	/* How far it is, for the eye. */
	void (*show)(void *context, const char *text);
};

/* Ask for all words. True when the person is to be kept: all done, or ended early with a yes. */
bool enrol_ask(const struct enrol_partner *partner, struct person *person);

#endif
