/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_grammar.c - the grammars of the ear as JSGF text, made from the vocabulary. */
#include "ear_grammar.h"

#include "ear_dictionary.h"

#include <assert.h>
#include <string.h>

static void append(struct grammar *grammar, const char *text)
{
	size_t bytes = strlen(text) + 1;
	assert(grammar->length + bytes <= sizeof grammar->text);
	memcpy(grammar->text + grammar->length, text, bytes);
	grammar->length += bytes - 1;
}

static void begin(struct grammar *grammar)
{
	grammar->length = 0;
	append(grammar, "#JSGF V1.0;\ngrammar ear;\npublic <ear> = (");
}

/* Returns true, so that the next one is known not to be the first. */
static bool alternative(struct grammar *grammar, bool any, const char *words)
{
	append(grammar, any ? " | " : " ");
	append(grammar, words);
	return true;
}

static void end(struct grammar *grammar, bool any, const char *ending)
{
	assert(any);
	append(grammar, ending);
}

bool grammar_same_intent(const struct intent *a, const struct intent *b)
{
	return a->kind == b->kind && a->value == b->value;
}

void grammar_for_context(struct grammar *grammar, enum listen_context context)
{
	const char *words;
	struct intent intent;
	bool any = false;
	begin(grammar);
	for (size_t i = 0; intent_spoken_form(i, &words, &intent); i++)
		if (intent_form_fits(i, context))
			any = alternative(grammar, any, words);
	end(grammar, any, " );\n");
}

void grammar_without(struct grammar *grammar, const struct intent *intent)
{
	const char *words;
	struct intent other;
	bool any = false;
	begin(grammar);
	for (size_t i = 0; intent_spoken_form(i, &words, &other); i++)
		if (!grammar_same_intent(intent, &other))
			any = alternative(grammar, any, words);
	end(grammar, any, " );\n");
}

void grammar_of_words(struct grammar *grammar, const struct dictionary *dictionary)
{
	bool any = false;
	const char *last = "";
	begin(grammar);
	for (size_t i = 0; i < dictionary->count; i++) {
		const struct pronunciation *p = &dictionary->list[i];
		if (p->rival && strcmp(p->word, last) != 0)
			any = alternative(grammar, any, p->word);
		last = p->word;
	}
	end(grammar, any, " )+;\n");
}

void grammar_of_loop(struct grammar *grammar, const char *const *names, size_t count)
{
	bool any = false;
	begin(grammar);
	for (size_t i = 0; i < count; i++)
		any = alternative(grammar, any, names[i]);
	end(grammar, any, " )+;\n");
}
