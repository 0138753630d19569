/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * transcript.h - what happened, in writing: the transcript and the captions.
 *
 * The transcript has a line for each effect, fields separated by TAB: time in
 * ms, effect, detail. The captions are for a person at the terminal.
 */
#ifndef APP_TRANSCRIPT_H
#define APP_TRANSCRIPT_H

#include "event.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct session;

struct transcript {
	FILE *lines;	/* NULL: none */
	FILE *captions; /* NULL: none */
	bool counting;	/* the caption's line is still open */
};

void transcript_line(const struct transcript *t, int64_t at_ms, const char *effect,
		     const char *format, ...) __attribute__((format(printf, 4, 5)));

/* One of the effects without words: step, heard, pain, decide, state, listen ...; session is that
 * after it. */
void transcript_effect(const struct transcript *t, const struct effect *effect,
		       const struct session *session);

/* A sentence with the time left, on a line of its own; a short word behind the last. */
void caption_sentence(struct transcript *t, int64_t left_ms, const char *words);
void caption_word(struct transcript *t, const char *word);
/* Finish an open line. */
void caption_end(struct transcript *t);

/* "go", "hold"; NULL for tones that need no word. */
const char *tone_word(enum tone tone);
const char *tone_name(enum tone tone);

#endif
