/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_words.h - common English words, the rivals of the vocabulary.
 */
#ifndef IO_EAR_WORDS_H
#define IO_EAR_WORDS_H

#include <stddef.h>

/* How many lists there are; each has words with one space between them. */
size_t ear_words_count(void);
const char *ear_words(size_t i);

/* The same of words that sound like "louder", "quieter", "slower". */
size_t ear_near_words_count(void);
const char *ear_near_words(size_t i);

#endif
