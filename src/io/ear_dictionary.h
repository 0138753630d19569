/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_dictionary.h - the pronunciations the ear needs, out of a dictionary of 130,000 words.
 *
 * Only these are given to the recogniser: that saves memory and time to start.
 * Ownership: dictionary_open allocates, dictionary_close releases.
 */
#ifndef IO_EAR_DICTIONARY_H
#define IO_EAR_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>

struct fault;

struct pronunciation {
	char word[28];	 /* "either", without "(2)" */
	char phones[92]; /* "IY DH ER" */
	bool rival;	 /* a common word, not one of the vocabulary */
};

struct dictionary {
	size_t count;
	struct pronunciation *list; /* sorted by word */
};

/*
 * Read what the vocabulary and the common words need. Common words that sound
 * like a whole spoken form are left out. False and *why when the file cannot
 * be read or lacks a word of the vocabulary.
 */
bool dictionary_open(struct dictionary *dictionary, const char *path, struct fault *why);

void dictionary_close(struct dictionary *dictionary);

/* Phones of the first pronunciation of a form of one or more words. */
int dictionary_phones(const struct dictionary *dictionary, const char *form);

#endif
