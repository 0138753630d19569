/* SPDX-License-Identifier: GPL-3.0-or-later */
/* phrase.c - puts numbers and names into the wording of a cue. */
#include "phrase.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
	NUMBER_BYTES = 12 /* of any int in digits, with the final NUL */
};

enum slot { SLOT_N, SLOT_M, SLOT_NAME, SLOT_TITLE, SLOT_EMERGENCY, SLOT_URGENT, SLOT_CALL, SLOTS };

static const char *const slot_names[SLOTS] = {
    [SLOT_N] = "n",
    [SLOT_M] = "m",
    [SLOT_NAME] = "name",
    [SLOT_TITLE] = "title",
    [SLOT_EMERGENCY] = "emergency",
    [SLOT_URGENT] = "urgent",
    [SLOT_CALL] = "call",
};

/* One placeholder: what stands for it, and the two words of {n|one|many}. */
struct place {
	enum slot slot;
	bool chooses;
	const char *one, *many;
	size_t one_bytes, many_bytes;
	size_t bytes; /* of the whole, braces included */
};

struct sink {
	char *words;
	size_t length;
};

static bool find_slot(const char *name, size_t bytes, enum slot *slot)
{
	for (unsigned i = 0; i < SLOTS; i++) {
		if (strlen(slot_names[i]) == bytes && memcmp(slot_names[i], name, bytes) == 0) {
			*slot = (enum slot)i;
			return true;
		}
	}
	return false;
}

/* The length of text up to the first of two stops, or to its end. */
static size_t span_to(const char *text, char stop, char other)
{
	size_t bytes = 0;
	while (text[bytes] != '\0' && text[bytes] != stop && text[bytes] != other)
		bytes++;
	return bytes;
}

/* Read the two words of {n|one|many}, of which rest stands behind the first bar. */
static const char *read_choice(const char *rest, struct place *place)
{
	place->one = rest;
	place->one_bytes = span_to(rest, '|', '}');
	if (rest[place->one_bytes] != '|')
		return "a choice has two words, {n|one|many}";
	place->many = rest + place->one_bytes + 1;
	place->many_bytes = span_to(place->many, '|', '}');
	if (place->many[place->many_bytes] != '}')
		return "a choice has two words, {n|one|many}";
	place->chooses = true;
	return NULL;
}

/* Read the placeholder at text, which begins with a brace; NULL or what is wrong. */
static const char *read_place(const char *text, struct place *place)
{
	size_t inside = span_to(text + 1, '}', '{');
	if (text[1 + inside] != '}')
		return "a { has no } behind it";
	*place = (struct place){.bytes = inside + 2};
	size_t name_bytes = span_to(text + 1, '|', '}');
	if (!find_slot(text + 1, name_bytes, &place->slot))
		return "it holds an unknown placeholder; there are {n} {m} {n|one|many} "
		       "{m|one|many} {name} {title} {emergency} {urgent} {call}";
	if (text[1 + name_bytes] == '}')
		return NULL;
	if (place->slot != SLOT_N && place->slot != SLOT_M)
		return "only {n|one|many} and {m|one|many} choose between words";
	return read_choice(text + name_bytes + 2, place);
}

/* What does not fit is left out: phrase_check has refused such texts already. */
static void put(struct sink *sink, const char *bytes, size_t count)
{
	size_t room = WORDS_BYTES - 1 - sink->length;
	size_t kept = count < room ? count : room;
	memcpy(sink->words + sink->length, bytes, kept);
	sink->length += kept;
	sink->words[sink->length] = '\0';
}

static void put_number(struct sink *sink, int number)
{
	char digits[NUMBER_BYTES];
	int length = snprintf(digits, sizeof(digits), "%d", number);
	assert(length > 0 && length < NUMBER_BYTES);
	put(sink, digits, (size_t)length);
}

static void put_string(struct sink *sink, const char *string)
{
	put(sink, string, strlen(string));
}

static const struct exercise *exercise_of(const struct phrase_facts *facts,
					  const struct saying *saying)
{
	assert(facts->routine && saying->exercise < facts->routine->count);
	return saying->exercise < 0 ? NULL : &facts->routine->exercise[saying->exercise];
}

static void put_name(struct sink *sink, const struct phrase_facts *facts,
		     const struct saying *saying)
{
	/* A voice may put {name} where no exercise is meant: still a sentence. */
	const struct exercise *exercise = exercise_of(facts, saying);
	put_string(sink, exercise ? exercise->name : "this exercise");
}

static void put_place(struct sink *sink, const struct place *place,
		      const struct phrase_facts *facts, const struct saying *saying)
{
	int number = place->slot == SLOT_M ? saying->m : saying->n;
	if (place->chooses && number == 1)
		put(sink, place->one, place->one_bytes);
	else if (place->chooses)
		put(sink, place->many, place->many_bytes);
	else if (place->slot == SLOT_N || place->slot == SLOT_M)
		put_number(sink, number);
	else if (place->slot == SLOT_NAME)
		put_name(sink, facts, saying);
	else if (place->slot == SLOT_TITLE)
		put_string(sink, facts->routine->title);
	else if (place->slot == SLOT_CALL)
		put_string(sink, facts->call);
	else
		put_string(sink, place->slot == SLOT_URGENT ? facts->urgent : facts->emergency);
}

static const char *exercise_text(const struct exercise *exercise, enum cue cue)
{
	if (cue == CUE_SETUP)
		return exercise->setup;
	if (cue == CUE_MOVE)
		return exercise->cue;
	return cue == CUE_BREATHE ? exercise->breathing : exercise->easier;
}

size_t phrase_words(const struct wording *wording, const struct phrase_facts *facts,
		    const struct saying *saying, char words[WORDS_BYTES])
{
	assert((unsigned)saying->cue < CUES);
	struct sink sink = {words, 0};
	words[0] = '\0';
	if (cue_is_exercise_text(saying->cue)) {
		const struct exercise *exercise = exercise_of(facts, saying);
		assert(exercise);
		put_string(&sink, exercise_text(exercise, saying->cue));
		return sink.length;
	}
	const char *text = wording->text[saying->cue];
	while (*text) {
		struct place place;
		if (*text == '{' && !read_place(text, &place)) {
			put_place(&sink, &place, facts, saying);
			text += place.bytes;
		} else {
			put(&sink, text++, 1);
		}
	}
	return sink.length;
}

/* The most bytes that can ever stand for a placeholder. */
static size_t place_room(const struct place *place)
{
	if (place->chooses)
		return place->one_bytes > place->many_bytes ? place->one_bytes : place->many_bytes;
	if (place->slot == SLOT_N || place->slot == SLOT_M)
		return NUMBER_BYTES - 1;
	if (place->slot == SLOT_NAME || place->slot == SLOT_TITLE)
		return NAME_BYTES - 1;
	return sizeof(((struct phrase_facts *)NULL)->emergency) - 1; /* as all others */
}

const char *phrase_check(const char *text)
{
	size_t most = 0;
	while (*text) {
		struct place place = {.bytes = 1};
		if (*text == '}')
			return "a } has no { before it";
		const char *wrong = *text == '{' ? read_place(text, &place) : NULL;
		if (wrong)
			return wrong;
		most += *text == '{' ? place_room(&place) : 1;
		text += place.bytes;
	}
	return most < WORDS_BYTES ? NULL : "it can become longer than 639 bytes";
}

bool phrase_varies(const char *text)
{
	while (*text) {
		struct place place = {.bytes = 1};
		if (*text == '{' && !read_place(text, &place) &&
		    (place.slot == SLOT_N || place.slot == SLOT_M || place.slot == SLOT_NAME))
			return true;
		text += place.bytes;
	}
	return false;
}
