/* SPDX-License-Identifier: GPL-3.0-or-later */
/* routine.c - checks a routine against the evidence and estimates its length. */
#include "routine.h"

#include <assert.h>
#include <stddef.h>

enum {
	SECOND_MS = 1000,
	MINUTE_MS = 60 * SECOND_MS,
	WORD_MS = MINUTE_MS / 155, /* a calm voice */
	COUNTDOWN_MS = 4 * SECOND_MS,
	ASKING_MS = 6 * SECOND_MS,   /* a check-in with its answer */
	READY_MS = 5 * SECOND_MS,    /* until somebody says so */
	OPENING_MS = 20 * SECOND_MS, /* greeting, are you ready, pain now */
	CLOSING_MS = 25 * SECOND_MS, /* last question, summary, how to get up */
	NAMING_WORDS = 10,	     /* "Next: bird dog." and the dose */
	LONG_MS = 30 * MINUTE_MS,    /* N1 */
	MANY_EXERCISES = 8,	     /* N1 */
	SLOW_S = 2		     /* the least of a moving phase */
};

/* The list that routine_check fills; count goes on beyond max. */
struct findings {
	struct finding *list;
	int max, count;
};

static void find(struct findings *found, enum routine_flaw flaw, int exercise)
{
	if (found->count < found->max)
		found->list[found->count] = (struct finding){flaw, exercise};
	found->count++;
}

bool flaw_is_warning(enum routine_flaw flaw)
{
	return flaw != FLAW_EMPTY && flaw != FLAW_LADDER_FALLS && flaw != FLAW_NONE;
}

static bool ladder_falls(const struct exercise *exercise)
{
	const struct dose *from = &exercise->dose, *to = &exercise->top;
	return to->reps < from->reps || to->hold_s < from->hold_s || to->sets < from->sets ||
	       to->minutes < from->minutes;
}

static bool is_fast(const struct dose *dose)
{
	return dose->minutes == 0 && (dose->out_s < SLOW_S || dose->back_s < SLOW_S);
}

/* N4: warm-up first, cool-down last. */
static bool is_out_of_place(const struct routine *routine, int index)
{
	enum part part = routine->exercise[index].part;
	for (int i = 0; i < routine->count; i++) {
		enum part other = routine->exercise[i].part;
		if (part == PART_WARM_UP && i < index && other != PART_WARM_UP)
			return true;
		if (part == PART_COOL_DOWN && i > index && other == PART_MAIN)
			return true;
	}
	return false;
}

static void check_exercise(const struct routine *routine, int index, struct findings *found)
{
	const struct exercise *exercise = &routine->exercise[index];
	if (ladder_falls(exercise))
		find(found, FLAW_LADDER_FALLS, index);
	if (exercise->setup[0] == '\0')
		find(found, FLAW_NO_SETUP, index);
	if (is_fast(&exercise->dose))
		find(found, FLAW_FAST, index);
	if (is_out_of_place(routine, index))
		find(found, FLAW_WARM_UP_LATE, index);
}

/* What there is in a routine, as bits of kinds, parts and tags. */
struct contents {
	unsigned kinds, parts, tags;
	bool gentle;
};

static struct contents contents_of(const struct routine *routine)
{
	struct contents all = {0};
	for (int i = 0; i < routine->count; i++) {
		const struct exercise *exercise = &routine->exercise[i];
		all.kinds |= 1U << exercise->kind;
		all.parts |= 1U << exercise->part;
		all.tags |= exercise->tags;
		all.gentle = all.gentle || exercise->gentle;
	}
	return all;
}

static void check_balance(const struct contents *all, struct findings *found)
{
	/* A walk warms up and cools down by itself, and needs no company. */
	if (all->kinds != 1U << KIND_AEROBIC) {
		if (!(all->parts & 1U << PART_WARM_UP))
			find(found, FLAW_NO_WARM_UP, -1);
		if (!(all->parts & 1U << PART_COOL_DOWN))
			find(found, FLAW_NO_COOL_DOWN, -1);
		if (!(all->kinds & 1U << KIND_STRETCH))
			find(found, FLAW_NO_STRETCH, -1);
	}
	bool strength = all->kinds & 1U << KIND_STRENGTH;
	if (strength && !(all->tags & TAG_GLUTE))
		find(found, FLAW_NO_GLUTE, -1);
	if (strength && !(all->tags & TAG_CORE))
		find(found, FLAW_NO_CORE, -1);
	if (!all->gentle)
		find(found, FLAW_NOTHING_GENTLE, -1);
}

int routine_check(const struct routine *routine, struct finding *list, int max)
{
	assert(routine->count >= 0 && routine->count <= ROUTINE_EXERCISES);
	struct findings found = {list, max, 0};
	if (routine->count == 0) {
		find(&found, FLAW_EMPTY, -1);
		return found.count;
	}
	for (int i = 0; i < routine->count; i++)
		check_exercise(routine, i, &found);
	struct contents all = contents_of(routine);
	check_balance(&all, &found);
	if (routine_ms(routine, 0) > LONG_MS)
		find(&found, FLAW_TOO_LONG, -1);
	if (routine->count > MANY_EXERCISES)
		find(&found, FLAW_TOO_MANY, -1);
	return found.count;
}

int64_t exercise_ms(const struct exercise *exercise, const struct dose *dose)
{
	if (dose->minutes > 0)
		return (int64_t)dose->minutes * MINUTE_MS;
	int reps = exercise->sides == SIDES_ONE ? dose->reps : 2 * dose->reps;
	int64_t set_ms = (int64_t)reps * dose_rep_ms(dose);
	if (exercise->sides == SIDES_BOTH)
		set_ms += exercise->switch_s * SECOND_MS;
	return dose->sets * set_ms + (int64_t)(dose->sets - 1) * dose->rest_s * SECOND_MS;
}

static int64_t countdowns_ms(const struct exercise *exercise, const struct dose *dose)
{
	if (dose->minutes > 0)
		return COUNTDOWN_MS;
	int starts = exercise->sides == SIDES_BOTH ? 2 * dose->sets : dose->sets;
	return (int64_t)starts * COUNTDOWN_MS;
}

static int words_of(const char *text)
{
	int words = 0;
	for (char before = ' '; *text; before = *text++)
		words += *text != ' ' && before == ' ';
	return words;
}

static int64_t talk_ms(const struct exercise *exercise, int ease)
{
	int words = NAMING_WORDS + words_of(exercise->setup) + words_of(exercise->cue) +
		    words_of(exercise->breathing);
	if (ease > 0)
		words += words_of(exercise->easier);
	return (int64_t)words * WORD_MS;
}

int64_t routine_doses_ms(const struct routine *routine, const struct dose *doses, int ease)
{
	int64_t total = OPENING_MS + CLOSING_MS, rest = 0;
	for (int i = 0; i < routine->count; i++) {
		const struct exercise *exercise = &routine->exercise[i];
		const struct dose *dose = &doses[i];
		if (dose->sets == 0)
			continue;
		/* The announcement and getting there fall into the rest before. */
		int64_t before = talk_ms(exercise, ease) + exercise->position_s * SECOND_MS;
		total += before > rest ? before : rest;
		total += exercise->wait ? READY_MS : 0;
		total += countdowns_ms(exercise, dose) + exercise_ms(exercise, dose) + ASKING_MS;
		rest = (int64_t)dose->rest_s * SECOND_MS;
	}
	return total;
}

int64_t routine_ms(const struct routine *routine, int ease)
{
	struct dose doses[ROUTINE_EXERCISES] = {0};
	assert(ease >= 0 && ease <= EASE_MAX);
	for (int i = 0; i < routine->count; i++)
		doses[i] = policy_ease(&routine->exercise[i].dose, ease);
	return routine_doses_ms(routine, doses, ease);
}

const char *kind_name(enum kind kind)
{
	static const char *const names[KINDS] = {
	    [KIND_MOBILISE] = "mobilise",
	    [KIND_STRETCH] = "stretch",
	    [KIND_STRENGTH] = "strength",
	    [KIND_AEROBIC] = "aerobic",
	};
	assert((unsigned)kind < KINDS);
	return names[kind];
}

const char *part_name(enum part part)
{
	static const char *const names[PARTS] = {
	    [PART_MAIN] = "main",
	    [PART_WARM_UP] = "warm-up",
	    [PART_COOL_DOWN] = "cool-down",
	};
	assert((unsigned)part < PARTS);
	return names[part];
}

const char *sides_name(enum sides sides)
{
	static const char *const names[] = {
	    [SIDES_ONE] = "one",
	    [SIDES_BOTH] = "both",
	    [SIDES_ALTERNATE] = "alternate",
	};
	assert((unsigned)sides < sizeof(names) / sizeof(names[0]));
	return names[sides];
}
