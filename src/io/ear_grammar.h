/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_grammar.h - the grammars of the ear as JSGF text, made from the vocabulary.
 *
 * Ownership: the caller's buffer; a text that does not fit is a mistake of ours.
 */
#ifndef IO_EAR_GRAMMAR_H
#define IO_EAR_GRAMMAR_H

#include "intent.h"

#include <stddef.h>

struct dictionary;

enum { GRAMMAR_BYTES = 1 << 15 };

struct grammar {
	size_t length;
	char text[GRAMMAR_BYTES];
};

/* What may be answered in the context, word for word, but for what only concerns how the coach
 * speaks. */
void grammar_for_context(struct grammar *grammar, enum listen_context context);

/* "Louder", "a bit slower": what is looked for in an utterance that is nothing else. */
void grammar_of_comfort(struct grammar *grammar);

/* What else that might be: words that sound like them, said in the same way. */
void grammar_near_comfort(struct grammar *grammar);

/* Values and halts inside phrases: "about a four", "I want to stop". False when the context takes
 * none. */
bool grammar_of_phrases(struct grammar *grammar, enum listen_context context);

/* The whole vocabulary but what means the same as this. */
void grammar_without(struct grammar *grammar, const struct intent *intent);

/* Any sequence of the dictionary's common words. */
void grammar_of_words(struct grammar *grammar, const struct dictionary *dictionary);

/* Any sequence of the named words. */
void grammar_of_loop(struct grammar *grammar, const char *const *names, size_t count);

/* True when both mean the same. */
bool grammar_same_intent(const struct intent *a, const struct intent *b);

#endif
