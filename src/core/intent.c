/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intent.c - names of intents and contexts, and the keys of the keypad. */
#include "intent.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

static const char *const intent_names[INTENT_KINDS] = {
    [INTENT_NOTHING] = "nothing",
    [INTENT_UNCLEAR] = "unclear",
    [INTENT_NUMBER] = "number",
    [INTENT_NONE] = "none",
    [INTENT_SAME] = "same",
    [INTENT_YES] = "yes",
    [INTENT_NO] = "no",
    [INTENT_READY] = "ready",
    [INTENT_PAUSE] = "pause",
    [INTENT_REPEAT] = "repeat",
    [INTENT_SKIP] = "skip",
    [INTENT_EASIER] = "easier",
    [INTENT_CHANGE] = "change",
    [INTENT_HOW_LONG] = "how-long",
    [INTENT_SHARP] = "sharp",
    [INTENT_OUCH] = "ouch",
    [INTENT_LEG] = "leg",
    [INTENT_STOP] = "stop",
    [INTENT_EMERGENCY] = "emergency",
    [INTENT_LOUDER] = "louder",
    [INTENT_QUIETER] = "quieter",
    [INTENT_SLOWER] = "slower",
    [INTENT_FASTER] = "faster",
};

static const char *const listen_names[LISTEN_CONTEXTS] = {
    [LISTEN_ANY] = "any",     [LISTEN_NUMBER] = "number", [LISTEN_YESNO] = "yesno",
    [LISTEN_READY] = "ready", [LISTEN_OVER] = "over",
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
	case 'o':
		return INTENT_OUCH;
	case 'l':
		return INTENT_LEG;
	case 'c':
		return INTENT_CHANGE;
	case 't':
		return INTENT_HOW_LONG;
	case 'm':
		return INTENT_SAME;
	case '>':
		return INTENT_LOUDER;
	case '<':
		return INTENT_QUIETER;
	case '_':
		return INTENT_SLOWER;
	case 'f':
		return INTENT_FASTER;
	default:
		return INTENT_NOTHING;
	}
}

struct intent intent_from_key(int key)
{
	struct intent intent = {
	    .kind = INTENT_NOTHING, .source = SOURCE_KEY, .percent = INTENT_CERTAIN};
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
