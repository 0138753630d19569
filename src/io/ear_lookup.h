/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_lookup.h - how a few words are spoken, out of the speech model's dictionary.
 *
 * Ownership: the caller's struct; nothing is allocated.
 */
#ifndef IO_EAR_LOOKUP_H
#define IO_EAR_LOOKUP_H

#include "ear_dictionary.h"

#include <stdbool.h>

enum { LOOKUP_MAX = 32, LOOKUP_WORDS = 6, LOOKUP_BYTES = 64, LOOKUP_SHORTEST = 6 };

struct lookup {
	char words[LOOKUP_BYTES]; /* as the dictionary writes them: lower case, one space between */
	int count;
	struct pronunciation list[LOOKUP_MAX]; /* of each word, several where there are several */
};

enum lookup_result {
	LOOKUP_FOUND,
	LOOKUP_NO_DICTIONARY, /* it cannot be read */
	LOOKUP_UNKNOWN,	      /* a word is not in it: in missing */
	LOOKUP_SHAPE	      /* no word, or too many, or too long */
};

/* Look the words up; commas and stops between them do not matter. model: its folder, NULL or ""
 * for Debian's. */
enum lookup_result lookup_words(struct lookup *lookup, const char *model, const char *words,
				char missing[LOOKUP_BYTES]);

/* Sounds of the words, each in its first pronunciation. */
int lookup_phones(const struct lookup *lookup);

#endif
