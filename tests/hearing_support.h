/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hearing_support.h - decisions of our own ear, made up for tests. */
#ifndef TESTS_HEARING_SUPPORT_H
#define TESTS_HEARING_SUPPORT_H

#include "listener.h"

static inline struct intent meaning(enum intent_kind kind, int value)
{
	return (struct intent){
	    .kind = kind, .value = value, .source = SOURCE_VOICE, .percent = INTENT_CERTAIN};
}

/* What our own ear took. */
static inline struct hearing sure(enum intent_kind kind, int value, float confidence)
{
	struct hearing own = {.start_s = 1.0,
			      .end_s = 1.5,
			      .guess = meaning(kind, value),
			      .confidence = confidence,
			      .take = true};
	own.guess.percent = (int)(confidence * 100.0F);
	own.intent = own.guess;
	return own;
}

/* What it guessed, but did not take. */
static inline struct hearing unsure(enum intent_kind kind, int value, float confidence)
{
	struct hearing own = sure(kind, value, confidence);
	own.intent = (struct intent){.kind = INTENT_UNCLEAR, .source = SOURCE_VOICE};
	own.take = false;
	return own;
}

#endif
