/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_grammar.c - the grammars of the ear as JSGF text, made from the vocabulary. */
#include "ear_grammar.h"

#include "ear_dictionary.h"
#include "ear_words.h"

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

/* Each word of a text. */
static bool alternatives(struct grammar *grammar, bool any, const char *text)
{
	char word[32];
	while (*text != '\0') {
		size_t length = strcspn(text, " ");
		assert(length > 0 && length < sizeof word);
		memcpy(word, text, length);
		word[length] = '\0';
		any = alternative(grammar, any, word);
		text += length + (text[length] == ' ');
	}
	return any;
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

/* The words of one place of a phrase, as a rule of their own: "<a> = now | please;". */
static void word_rule(struct grammar *grammar, const char *name, const char *(*word)(size_t i))
{
	append(grammar, name);
	append(grammar, " =");
	bool any = false;
	for (size_t i = 0; word(i) != NULL; i++)
		any = alternative(grammar, any, word(i));
	end(grammar, any, ";\n");
}

/* The forms of a kind as a rule. */
static void form_rule(struct grammar *grammar, const char *name, bool (*belongs)(size_t i))
{
	const char *words;
	struct intent intent;
	bool any = false;
	append(grammar, name);
	append(grammar, " =");
	for (size_t i = 0; intent_spoken_form(i, &words, &intent); i++)
		if (belongs(i))
			any = alternative(grammar, any, words);
	end(grammar, any, ";\n");
}

static void opening_rule(struct grammar *grammar, enum listen_context context)
{
	bool any = false;
	append(grammar, "<o> =");
	for (size_t i = 0; intent_opening(i, context) != NULL; i++)
		any = alternative(grammar, any, intent_opening(i, context));
	end(grammar, any, ";\n");
}

/* The sentence of intent.h, with as many fillers as people use: more only invite mistakes. */
static void phrase_rules(struct grammar *grammar, enum listen_context context)
{
	opening_rule(grammar, context);
	form_rule(grammar, "<v>", intent_form_is_value);
	word_rule(grammar, "<b>", intent_filler_before);
	word_rule(grammar, "<a>", intent_filler_after);
	word_rule(grammar, "<j>", intent_joiner);
	append(grammar, "<p> = [<b>] [<b>] <v> [<j> [<b>] <v>] [<a>] [<a>];\n");
}

/* Something must be said beside the halt: as it stands it is no phrase. */
static void halt_rules(struct grammar *grammar)
{
	form_rule(grammar, "<x>", intent_form_is_halt);
	word_rule(grammar, "<c>", intent_halt_before);
	word_rule(grammar, "<d>", intent_halt_after);
	append(grammar, "<h> = <c> [<c>] <x> [<d>] [<d>] | <x> <d> [<d>];\n");
}

void grammar_for_context(struct grammar *grammar, enum listen_context context)
{
	const char *words;
	struct intent intent;
	bool any = false;
	begin(grammar);
	for (size_t i = 0; intent_spoken_form(i, &words, &intent); i++)
		if (intent_form_fits(i, context) && !intent_form_is_comfort(i))
			any = alternative(grammar, any, words);
	end(grammar, any, " );\n");
}

void grammar_of_comfort(struct grammar *grammar)
{
	begin(grammar);
	append(grammar, "[<b>] <x> [<a>] );\n");
	form_rule(grammar, "<x>", intent_form_is_comfort);
	word_rule(grammar, "<b>", intent_comfort_before);
	word_rule(grammar, "<a>", intent_comfort_after);
}

void grammar_near_comfort(struct grammar *grammar)
{
	begin(grammar);
	append(grammar, "[<b>] <x> [<a>] );\n");
	word_rule(grammar, "<b>", intent_comfort_before);
	word_rule(grammar, "<a>", intent_comfort_after);
	append(grammar, "<x> =");
	bool any = false;
	for (size_t i = 0; i < ear_near_words_count(); i++)
		any = alternatives(grammar, any, ear_near_words(i));
	end(grammar, any, ";\n");
}

bool grammar_of_phrases(struct grammar *grammar, enum listen_context context)
{
	bool values = intent_opening(0, context) != NULL;
	/* Over the coach another net waits for the word itself. */
	if (context == LISTEN_OVER)
		return false;
	begin(grammar);
	append(grammar, "<h>");
	if (values)
		append(grammar, context == LISTEN_NUMBER ? " | [<o>] <p>" : " | <o> <p>");
	end(grammar, true, " );\n");
	halt_rules(grammar);
	if (values)
		phrase_rules(grammar, context);
	return true;
}

void grammar_without(struct grammar *grammar, const struct intent *intent)
{
	const char *words;
	struct intent other;
	bool any = false, comfort = intent_is_comfort(intent->kind);
	begin(grammar);
	for (size_t i = 0; intent_spoken_form(i, &words, &other); i++)
		if (!grammar_same_intent(intent, &other) && (comfort || !intent_form_is_common(i)))
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
