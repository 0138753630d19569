/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * phrase.h - a cue and its numbers, made into the words to say.
 *
 * Pure. A wording is the text of every cue in one voice; cue.h lists the
 * placeholders.
 */
#ifndef CORE_PHRASE_H
#define CORE_PHRASE_H

#include "cue.h"
#include "routine.h"

#include <stdbool.h>
#include <stddef.h>

enum { WORDS_BYTES = 640 }; /* of one saying, with the final NUL */

struct wording {
	char text[CUES][TEXT_BYTES]; /* empty for the cues that speak exercise texts */
};

/* What placeholders may stand for beside the saying's own numbers. */
struct phrase_facts {
	const struct routine *routine;
	char emergency[64]; /* "9 9 9": as it is to be spoken */
	char urgent[64];
	char call[64]; /* "coach start": what wakes a coach that waits */
};

/*
 * Write the words of a saying into words, always terminated, and return their
 * length; 0 when there is nothing to say (an exercise without a breathing
 * sentence, say), which is no error.
 */
size_t phrase_words(const struct wording *wording, const struct phrase_facts *facts,
		    const struct saying *saying, char words[WORDS_BYTES]);

/*
 * Check the placeholders of one text. NULL when well formed, else what is
 * wrong with it, to be put behind the cue's name: "{x} is no placeholder".
 */
const char *phrase_check(const char *text);

/* True when the words change with the saying's numbers or names. */
bool phrase_varies(const char *text);

#endif
