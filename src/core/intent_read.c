/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intent_read.c - words, as said or typed, made into intents. */
#include "intent.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

enum { PHRASE_BYTES = 128 };

/* Understood in a text, but not worth what they would cost the ear in mistakes. */
static const struct {
	const char *words, *form;
} aliases[] = {
    {"yeah", "yes"},	    {"that's right", "yes"},  {"nope", "no"},
    {"i'm ready", "ready"}, {"carry on", "continue"},
};

enum { ALIASES = sizeof aliases / sizeof aliases[0] };

/* --- writing made plain -------------------------------------------------- */

/* Text that is being made. */
struct text {
	char bytes[PHRASE_BYTES];
	size_t length;
	bool gap; /* a space before what comes next */
	bool whole;
};

static void put(struct text *text, char c)
{
	bool gap = text->gap && text->length > 0;
	text->gap = false;
	if (text->length + gap + 1 >= PHRASE_BYTES) {
		text->whole = false;
		return;
	}
	if (gap)
		text->bytes[text->length++] = ' ';
	text->bytes[text->length++] = c;
}

static void put_word(struct text *text, const char *word)
{
	text->gap = true;
	for (; *word != '\0'; word++)
		put(text, *word);
	text->gap = true;
}

/* A dash joins words ("how-long"); before a number it would be lost: "-1". */
static bool is_blank(const struct text *text, const char *at)
{
	bool joins = (*at == '-' || *at == '_') && text->length > 0;
	if (joins)
		return isalpha((unsigned char)at[1]);
	if (*at == '.')
		return !isdigit((unsigned char)at[1]);
	return isspace((unsigned char)*at) || strchr(",;:!?", *at) != NULL;
}

/* The word of a number in digits, "0" to "10"; NULL when it is none or more than a number. */
static const char *number_word(const char *at, size_t length)
{
	int value = at[0] - '0';
	if (length == 2 && at[0] == '1' && at[1] == '0')
		value = 10;
	else if (length != 1)
		return NULL;
	struct intent intent;
	const char *words;
	for (size_t i = 0; intent_spoken_form(i, &words, &intent); i++)
		if (intent.kind == INTENT_NUMBER && intent.value == value)
			return words;
	return NULL;
}

/* Digits that stand alone; returns how many were read. */
static size_t put_digits(struct text *text, const char *at)
{
	size_t length = strspn(at, "0123456789");
	bool alone = length > 0 && (text->gap || text->length == 0);
	const char *next = at + length;
	bool share = alone && *next == '/' && isdigit((unsigned char)next[1]);
	struct text behind = {.length = 1};
	const char *word = alone ? number_word(at, length) : NULL;
	if (word == NULL || !(share || *next == '\0' || is_blank(&behind, next)))
		return 0;
	put_word(text, word);
	if (!share)
		return length;
	put_word(text, "out of");
	return length + 1;
}

/* Lower case, single spaces, numbers in words; false when there is nothing, or too much. */
static bool tidy(const char *words, struct text *text)
{
	static const char apostrophe[] = "\xe2\x80\x99";
	*text = (struct text){.whole = true};
	while (*words != '\0' && text->whole) {
		size_t digits = put_digits(text, words);
		size_t used = 1;
		if (digits > 0) {
			used = digits;
		} else if (is_blank(text, words)) {
			text->gap = true;
		} else if (strncmp(words, apostrophe, 3) == 0) {
			put(text, '\'');
			used = 3;
		} else {
			put(text, (char)tolower((unsigned char)*words));
		}
		words += used;
	}
	text->bytes[text->length] = '\0';
	return text->whole && text->length > 0;
}

/* --- reading ------------------------------------------------------------- */

/* What stands behind these words, or NULL when they do not stand here. */
static const char *past(const char *at, const char *words)
{
	size_t length = strlen(words);
	if (strncmp(at, words, length) != 0 || (at[length] != ' ' && at[length] != '\0'))
		return NULL;
	return at[length] == ' ' ? at + length + 1 : at + length;
}

/* One of the enumerated words of a place. */
static const char *past_any(const char *at, const char *words_of(size_t i))
{
	const char *rest = NULL, *words;
	for (size_t i = 0; rest == NULL && (words = words_of(i)) != NULL; i++)
		rest = past(at, words);
	return rest;
}

/* The longest value that stands here, and what stands behind it; NULL when none does. */
static const char *past_value(const char *at, struct intent *value)
{
	struct intent intent;
	const char *words, *rest = NULL;
	for (size_t i = 0; intent_spoken_form(i, &words, &intent); i++) {
		const char *behind = intent_form_is_value(i) ? past(at, words) : NULL;
		if (behind != NULL && (rest == NULL || behind > rest)) {
			rest = behind;
			*value = intent;
		}
	}
	return rest;
}

/* What stands behind "or" and another number; NULL when they do not follow. */
static const char *past_second(const char *at, struct intent *value)
{
	at = past_any(at, intent_joiner);
	while (at != NULL) {
		const char *rest = past_value(at, value);
		if (rest != NULL)
			return value->kind == INTENT_NUMBER ? rest : NULL;
		at = past_any(at, intent_filler_before);
	}
	return NULL;
}

/* A value and whatever may follow it, to the end. */
static bool read_value(const char *at, bool pair, struct intent *value)
{
	struct intent second;
	const char *behind = NULL, *rest = past_value(at, value);
	if (rest != NULL && value->kind == INTENT_NUMBER)
		behind = past_second(rest, &second);
	if (behind != NULL) {
		rest = behind;
		if (second.value > value->value)
			value->value = second.value;
		if (second.percent < value->percent)
			value->percent = second.percent;
	} else if (pair) {
		return false;
	}
	while (rest != NULL && *rest != '\0')
		rest = past_any(rest, intent_filler_after);
	return rest != NULL;
}

/* "oh" may be a sigh before the value, or the value: so each filler is tried as the value first. */
static bool read_phrase(const char *at, struct intent *intent)
{
	bool pair = false;
	for (; at != NULL; at = past_any(at, intent_filler_before)) {
		if (read_value(at, pair, intent))
			return true;
		pair |= past(at, "between") != NULL;
	}
	return false;
}

static bool read_opened(const char *words, enum listen_context context, struct intent *intent)
{
	const char *opening;
	for (size_t i = 0; (opening = intent_opening(i, context)) != NULL; i++) {
		const char *rest = past(words, opening);
		if (rest != NULL && read_phrase(rest, intent) && intent_fits(intent->kind, context))
			return true;
	}
	return false;
}

/* What stands behind the halt that stands here; NULL when none does. */
static const char *past_halt(const char *at, struct intent *intent)
{
	const char *words, *rest = NULL;
	for (size_t i = 0; rest == NULL && intent_spoken_form(i, &words, intent); i++)
		rest = intent_form_is_halt(i) ? past(at, words) : NULL;
	return rest;
}

/* "Okay, I want to stop", "stop it now", "stop, stop": wherever a halt may be said. */
static bool read_halt(const char *words, struct intent *intent)
{
	const char *rest = NULL;
	for (const char *at = words; at != NULL && rest == NULL;
	     at = past_any(at, intent_halt_before))
		rest = past_halt(at, intent);
	while (rest != NULL && *rest != '\0')
		rest = past_any(rest, intent_halt_after);
	return rest != NULL;
}

/* "A bit louder, please"; not over the coach, when only what halts it counts. */
static bool read_comfort(const char *words, enum listen_context context, struct intent *intent)
{
	const char *form, *at = past_any(words, intent_comfort_before);
	at = at != NULL ? at : words;
	for (size_t i = 0; intent_spoken_form(i, &form, intent); i++) {
		const char *rest = intent_form_is_comfort(i) && intent_form_fits(i, context)
				       ? past(at, form)
				       : NULL;
		if (rest != NULL && *rest != '\0')
			rest = past_any(rest, intent_comfort_after);
		if (rest != NULL)
			return *rest == '\0';
	}
	return false;
}

/* The form that says the same, or the words themselves. */
static const char *without_alias(const char *words)
{
	for (size_t i = 0; i < ALIASES; i++)
		if (strcmp(words, aliases[i].words) == 0)
			return aliases[i].form;
	return words;
}

static bool read_form(const char *words, enum listen_context context, struct intent *intent)
{
	const char *form;
	for (size_t i = 0; intent_spoken_form(i, &form, intent); i++)
		if (intent_form_fits(i, context) && strcmp(words, form) == 0)
			return true;
	return false;
}

/* Forms that the ear is offered nowhere, too. */
static bool read_typed(const char *words, struct intent *intent)
{
	const char *form;
	for (size_t i = 0; intent_spoken_form(i, &form, intent); i++)
		if (strcmp(words, form) == 0)
			return true;
	return false;
}

static bool read_in(const char *words, enum listen_context context, struct intent *intent)
{
	return read_form(without_alias(words), context, intent) || read_halt(words, intent) ||
	       read_comfort(words, context, intent) ||
	       (context == LISTEN_NUMBER && read_phrase(words, intent)) ||
	       read_opened(words, context, intent);
}

bool intent_from_speech(const char *words, enum listen_context context, struct intent *intent)
{
	struct text text;
	struct intent found;
	assert(context < LISTEN_CONTEXTS);
	bool good = tidy(words, &text) && read_in(text.bytes, context, &found);
	*intent = good ? found : (struct intent){.kind = INTENT_NOTHING, .source = SOURCE_VOICE};
	return good;
}

bool intent_from_words(const char *words, struct intent *intent)
{
	struct text text;
	struct intent typed;
	bool good = false;
	for (int i = 0; i < LISTEN_CONTEXTS && !good; i++)
		good = intent_from_speech(words, (enum listen_context)i, intent);
	if (!good && tidy(words, &text) && read_typed(text.bytes, &typed)) {
		*intent = typed;
		good = true;
	}
	intent->source = SOURCE_KEY;
	return good;
}
