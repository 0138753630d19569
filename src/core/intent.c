/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intent.c - the vocabulary of the coach, in one table. */
#include "intent.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

struct form {
	const char *words;
	enum intent_kind kind;
	int value;
};

/* What may be said or typed. Words are lower case with single spaces. */
static const struct form forms[] = {
    {"zero", INTENT_NUMBER, 0},
    {"one", INTENT_NUMBER, 1},
    {"two", INTENT_NUMBER, 2},
    {"three", INTENT_NUMBER, 3},
    {"four", INTENT_NUMBER, 4},
    {"five", INTENT_NUMBER, 5},
    {"six", INTENT_NUMBER, 6},
    {"seven", INTENT_NUMBER, 7},
    {"eight", INTENT_NUMBER, 8},
    {"nine", INTENT_NUMBER, 9},
    {"ten", INTENT_NUMBER, 10},
    {"none", INTENT_NONE, 0},
    {"no pain", INTENT_NONE, 0},
    {"same", INTENT_SAME, 0},
    {"the same", INTENT_SAME, 0},
    {"yes", INTENT_YES, 0},
    {"no", INTENT_NO, 0},
    {"ready", INTENT_READY, 0},
    {"resume", INTENT_READY, 0},
    {"go on", INTENT_READY, 0},
    {"continue", INTENT_READY, 0},
    {"pause", INTENT_PAUSE, 0},
    {"repeat", INTENT_REPEAT, 0},
    {"skip", INTENT_SKIP, 0},
    {"easier", INTENT_EASIER, 0},
    {"change", INTENT_CHANGE, 0},
    {"how long", INTENT_HOW_LONG, 0},
    {"sharp", INTENT_SHARP, 0},
    {"sharp pain", INTENT_SHARP, 0},
    {"leg", INTENT_LEG, 0},
    {"my leg", INTENT_LEG, 0},
    {"something is wrong", INTENT_LEG, 0},
    {"stop", INTENT_STOP, 0},
    {"emergency", INTENT_EMERGENCY, 0},
    {"help", INTENT_EMERGENCY, 0},
};

enum { FORMS = sizeof forms / sizeof forms[0], WORDS_MAX = 32 };

static const char *const intent_names[INTENT_KINDS] = {
    [INTENT_NOTHING] = "nothing", [INTENT_UNCLEAR] = "unclear",	  [INTENT_NUMBER] = "number",
    [INTENT_NONE] = "none",	  [INTENT_SAME] = "same",	  [INTENT_YES] = "yes",
    [INTENT_NO] = "no",		  [INTENT_READY] = "ready",	  [INTENT_PAUSE] = "pause",
    [INTENT_REPEAT] = "repeat",	  [INTENT_SKIP] = "skip",	  [INTENT_EASIER] = "easier",
    [INTENT_CHANGE] = "change",	  [INTENT_HOW_LONG] = "how-long", [INTENT_SHARP] = "sharp",
    [INTENT_LEG] = "leg",	  [INTENT_STOP] = "stop",	  [INTENT_EMERGENCY] = "emergency",
};

static const char *const listen_names[LISTEN_CONTEXTS] = {
    [LISTEN_ANY] = "any",
    [LISTEN_NUMBER] = "number",
    [LISTEN_YESNO] = "yesno",
    [LISTEN_READY] = "ready",
};

const char *intent_name(enum intent_kind kind)
{
	assert(kind < INTENT_KINDS);
	return intent_names[kind];
}

const char *listen_name(enum listen_context context)
{
	assert(context < LISTEN_CONTEXTS);
	return listen_names[context];
}

bool listen_from_name(const char *name, enum listen_context *context)
{
	for (int i = 0; i < LISTEN_CONTEXTS; i++)
		if (strcmp(name, listen_names[i]) == 0) {
			*context = (enum listen_context)i;
			return true;
		}
	return false;
}

/* Lower case, dashes and runs of blanks as one space, none at the ends; false when too long. */
static bool tidy(const char *words, char *out)
{
	size_t n = 0;
	bool gap = false;
	for (; *words != '\0'; words++) {
		unsigned char c = (unsigned char)*words;
		/* A dash joins words ("how-long"); before a number it would be lost: "-1". */
		bool joins = (c == '-' || c == '_') && n > 0 && isalpha((unsigned char)words[1]);
		if (isspace(c) || joins) {
			gap = n > 0;
			continue;
		}
		if (n + 2 >= WORDS_MAX)
			return false;
		if (gap)
			out[n++] = ' ';
		gap = false;
		out[n++] = (char)tolower(c);
	}
	out[n] = '\0';
	return n > 0;
}

static bool digits(const char *words, int *value)
{
	if (strcmp(words, "10") == 0)
		*value = 10;
	else if (isdigit((unsigned char)words[0]) && words[1] == '\0')
		*value = words[0] - '0';
	else
		return false;
	return true;
}

bool intent_from_words(const char *words, struct intent *intent)
{
	char tidied[WORDS_MAX];
	*intent = (struct intent){.kind = INTENT_NOTHING, .source = SOURCE_KEY};
	if (!tidy(words, tidied))
		return false;
	if (digits(tidied, &intent->value)) {
		intent->kind = INTENT_NUMBER;
		return true;
	}
	for (size_t i = 0; i < FORMS; i++)
		if (strcmp(tidied, forms[i].words) == 0) {
			intent->kind = forms[i].kind;
			intent->value = forms[i].value;
			return true;
		}
	return false;
}

static enum intent_kind letter(int key)
{
	switch (key) {
	case ' ':
	case '/':
		return INTENT_PAUSE;
	case '\r':
	case '\n':
		return INTENT_READY;
	case 'y':
	case '+':
		return INTENT_YES;
	case 'n':
	case '-':
		return INTENT_NO;
	case 'r':
		return INTENT_REPEAT;
	case 's':
	case 'q':
	case '.':
	case ',':
		return INTENT_STOP;
	case 'k':
		return INTENT_SKIP;
	case 'e':
		return INTENT_EASIER;
	case 'h':
		return INTENT_EMERGENCY;
	case '!':
		return INTENT_SHARP;
	case 'l':
		return INTENT_LEG;
	case 'c':
		return INTENT_CHANGE;
	case 't':
		return INTENT_HOW_LONG;
	case 'm':
		return INTENT_SAME;
	default:
		return INTENT_NOTHING;
	}
}

struct intent intent_from_key(int key)
{
	struct intent intent = {.kind = INTENT_NOTHING, .source = SOURCE_KEY};
	if (key >= '0' && key <= '9') {
		intent.kind = INTENT_NUMBER;
		intent.value = key - '0';
	} else if (key == '*' || key == 'x' || key == 'X') {
		intent.kind = INTENT_NUMBER;
		intent.value = 10;
	} else if (key > 0 && key < 128) {
		intent.kind = letter(tolower(key));
	}
	return intent;
}

bool intent_fits(enum intent_kind kind, enum listen_context context)
{
	switch (kind) {
	case INTENT_STOP:
	case INTENT_SHARP:
	case INTENT_LEG:
	case INTENT_EMERGENCY:
	case INTENT_PAUSE:
	case INTENT_REPEAT:
		return true;
	case INTENT_NUMBER:
	case INTENT_NONE:
	case INTENT_SAME:
		return context == LISTEN_NUMBER;
	case INTENT_YES:
	case INTENT_NO:
		return context == LISTEN_YESNO;
	case INTENT_READY:
		return context == LISTEN_READY || context == LISTEN_ANY;
	case INTENT_CHANGE:
	case INTENT_SKIP:
	case INTENT_EASIER:
	case INTENT_HOW_LONG:
		return context == LISTEN_ANY || context == LISTEN_READY;
	case INTENT_NOTHING:
	case INTENT_UNCLEAR:
	case INTENT_KINDS:
		break;
	}
	return false;
}

bool intent_spoken_form(size_t i, const char **words, struct intent *intent)
{
	if (i >= FORMS)
		return false;
	*words = forms[i].words;
	*intent =
	    (struct intent){.kind = forms[i].kind, .value = forms[i].value, .source = SOURCE_VOICE};
	return true;
}
