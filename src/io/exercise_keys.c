/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exercise_keys.c - reads the keys of one exercise and makes its dose and ladder of them. */
#include "exercise_keys.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum key {
	KEY_KIND,
	KEY_PART,
	KEY_GENTLE,
	KEY_WAIT,
	KEY_POSITION,
	KEY_SWITCH,
	KEY_BRISK,
	KEY_TAGS,
	KEY_CAUTION,
	KEY_SETUP,
	KEY_CUE,
	KEY_BREATHING,
	KEY_EASIER,
	KEY_SOURCE,
	KEY_REPS,
	KEY_TEMPO,
	KEY_HOLD,
	KEY_SETS,
	KEY_REST,
	KEY_MINUTES,
	KEY_SIDES,
	KEY_EXERCISE, /* last, since the library has not got it */
	KEYS
};

static const char *const key_names[KEYS] = {
    "kind",    "part",	"gentle", "wait",      "position", "switch",   "brisk", "tags",
    "caution", "setup", "cue",	  "breathing", "easier",   "source",   "reps",	"tempo",
    "hold",    "sets",	"rest",	  "minutes",   "sides",	   "exercise",
};

/* The lines of a section by their key; NULL where it says nothing. */
struct said {
	const struct ini_line *head;
	const struct ini_line *of[KEYS];
	struct remarks *remarks;
};

static void note_key(struct said *said, const struct ini_line *line, int keys)
{
	for (int i = 0; i < keys; i++) {
		if (strcmp(line->key, key_names[i]) == 0) {
			said->of[i] = line;
			return;
		}
	}
	ini_unknown_key(line, key_names, keys, said->remarks);
}

/* Which of the names a key was given, or current when it was not or wrongly. */
static int read_name(const struct said *said, enum key key, const char *const *names, int count,
		     int current)
{
	int choice = current;
	if (said->of[key])
		ini_choice(said->of[key], names, count, &choice, said->remarks);
	return choice;
}

static void read_names(const struct said *said, struct exercise *exercise)
{
	const char *kinds[KINDS], *parts[PARTS], *sides[SIDES_ALTERNATE + 1];
	static const char *const waits[] = {"time", "ready"};
	for (int i = 0; i < KINDS; i++)
		kinds[i] = kind_name((enum kind)i);
	for (int i = 0; i < PARTS; i++)
		parts[i] = part_name((enum part)i);
	for (int i = 0; i <= SIDES_ALTERNATE; i++)
		sides[i] = sides_name((enum sides)i);
	exercise->kind = (enum kind)read_name(said, KEY_KIND, kinds, KINDS, (int)exercise->kind);
	exercise->part = (enum part)read_name(said, KEY_PART, parts, PARTS, (int)exercise->part);
	exercise->sides = (enum sides)read_name(said, KEY_SIDES, sides, SIDES_ALTERNATE + 1,
						(int)exercise->sides);
	exercise->wait = read_name(said, KEY_WAIT, waits, 2, exercise->wait) == 1;
	if (said->of[KEY_GENTLE])
		ini_bool(said->of[KEY_GENTLE], &exercise->gentle, said->remarks);
	if (said->of[KEY_BRISK])
		ini_bool(said->of[KEY_BRISK], &exercise->brisk, said->remarks);
}

static void read_text(const struct said *said, enum key key, char *text, size_t bytes)
{
	if (said->of[key])
		ini_text(said->of[key], text, bytes, said->remarks);
}

static void read_texts(const struct said *said, struct exercise *exercise)
{
	read_text(said, KEY_SETUP, exercise->setup, TEXT_BYTES);
	read_text(said, KEY_CUE, exercise->cue, TEXT_BYTES);
	read_text(said, KEY_BREATHING, exercise->breathing, TEXT_BYTES);
	read_text(said, KEY_EASIER, exercise->easier, TEXT_BYTES);
	read_text(said, KEY_SOURCE, exercise->source, SOURCE_BYTES);
}

static void read_number(const struct said *said, enum key key, int low, int high, int *number)
{
	if (said->of[key])
		ini_number(said->of[key], low, high, number, said->remarks);
}

static void read_tags(const struct said *said, struct exercise *exercise)
{
	static const char *const tags[] = {"core",	 "glute",     "low-back",
					   "hip-flexor", "hamstring", "breathing"};
	static const char *const cautions[] = {"osteoporosis", "disc",	   "knee",
					       "wrist",	       "shoulder", "heart"};
	if (said->of[KEY_TAGS])
		ini_bits(said->of[KEY_TAGS], tags, 6, &exercise->tags, said->remarks);
	if (said->of[KEY_CAUTION])
		ini_bits(said->of[KEY_CAUTION], cautions, 6, &exercise->cautions, said->remarks);
}

/* One of the numbers of a ladder: its start for the dose, its end for the top. */
static bool read_ladder(const struct said *said, enum key key, int high, int *from, int *to)
{
	return said->of[key] && ini_range(said->of[key], 1, high, from, to, said->remarks);
}

/* "2-1-2" or "2-2" and nothing behind it. */
static bool split_tempo(const char *text, int *out, int *stop, int *back)
{
	int end = 0;
	if (strspn(text, "0123456789-") != strlen(text) || strlen(text) > 8)
		return false;
	if (sscanf(text, "%2d-%2d-%2d%n", out, stop, back, &end) == 3 && text[end] == '\0')
		return *stop >= 0 && *back >= 0;
	*stop = 0;
	return sscanf(text, "%2d-%2d%n", out, back, &end) == 2 && text[end] == '\0';
}

static bool read_tempo(const struct said *said, struct dose *dose)
{
	const struct ini_line *line = said->of[KEY_TEMPO];
	int out, stop, back;
	if (!line)
		return false;
	if (!split_tempo(line->value, &out, &stop, &back) || out < 1 || out > 30 || back < 1 ||
	    back > 30 || stop > 30) {
		remark_error(said->remarks, line->line,
			     "tempo is written out-stop-back in seconds, such as 2-1-2 or 2-2, "
			     "moving 1 to 30 and stopping 0 to 30, not \"%s\"",
			     ini_show(line->value).text);
		return false;
	}
	dose->out_s = out;
	dose->pause_s = stop;
	dose->back_s = back;
	return true;
}

/* minutes in a section stand alone; in the other sections of an exercise they are replaced. */
static void check_minutes_alone(const struct said *said)
{
	static const enum key others[] = {KEY_REPS, KEY_HOLD, KEY_SETS, KEY_TEMPO};
	for (size_t i = 0; said->of[KEY_MINUTES] && i < sizeof(others) / sizeof(others[0]); i++) {
		const struct ini_line *line = said->of[others[i]];
		if (line)
			remark_error(said->remarks, line->line,
				     "%s does not go with minutes in line %d; take one of them out",
				     line->key, said->of[KEY_MINUTES]->line);
	}
}

static void take_minutes(int from, int to, struct exercise *exercise)
{
	struct dose plain = exercise_default().dose;
	plain.reps = 1;
	plain.rest_s = exercise->dose.rest_s;
	plain.minutes = from;
	exercise->dose = plain;
	exercise->top = plain;
	exercise->top.minutes = to;
}

/* What was for minutes becomes one of reps when the section says reps or hold. */
static void leave_minutes(const struct said *said, struct exercise *exercise)
{
	if (exercise->dose.minutes == 0)
		return;
	if (said->of[KEY_REPS] || said->of[KEY_HOLD]) {
		exercise->dose.minutes = exercise->top.minutes = 0;
		return;
	}
	const struct ini_line *line = said->of[KEY_SETS] ? said->of[KEY_SETS] : said->of[KEY_TEMPO];
	if (line)
		remark_error(said->remarks, line->line,
			     "%s needs reps or hold beside it: this exercise is done for minutes",
			     line->key);
}

/* A hold and a stop exclude each other: what the section says replaces what the library has. */
static void settle_hold(const struct said *said, bool tempo, bool hold, struct exercise *exercise)
{
	struct dose *dose = &exercise->dose, *top = &exercise->top;
	if (tempo && hold && dose->pause_s > 0)
		remark_error(said->remarks, said->of[KEY_TEMPO]->line,
			     "a tempo with a stop does not go with hold in line %d; write %d-%d",
			     said->of[KEY_HOLD]->line, dose->out_s, dose->back_s);
	if (tempo && !said->of[KEY_HOLD] && dose->pause_s > 0)
		dose->hold_s = top->hold_s = 0;
	if (dose->hold_s > 0)
		dose->pause_s = 0;
	/* A plank says only how long. */
	if (hold && dose->reps == 0)
		dose->reps = top->reps = 1;
}

static void check_sides(const struct said *said, const struct exercise *exercise)
{
	const struct ini_line *sides = said->of[KEY_SIDES];
	if (exercise->dose.minutes > 0 && exercise->sides != SIDES_ONE)
		remark_error(said->remarks, sides ? sides->line : said->head->line,
			     "sides = %s does not go with minutes; write sides = one",
			     sides_name(exercise->sides));
}

static void read_dose(const struct said *said, struct exercise *exercise)
{
	struct dose *dose = &exercise->dose, *top = &exercise->top;
	int from, to;
	check_minutes_alone(said);
	read_number(said, KEY_REST, 0, 300, &dose->rest_s);
	if (read_ladder(said, KEY_MINUTES, 60, &from, &to)) {
		take_minutes(from, to, exercise);
		return;
	}
	leave_minutes(said, exercise);
	read_ladder(said, KEY_REPS, 50, &dose->reps, &top->reps);
	read_ladder(said, KEY_SETS, 10, &dose->sets, &top->sets);
	bool hold = read_ladder(said, KEY_HOLD, 120, &dose->hold_s, &top->hold_s);
	bool tempo = read_tempo(said, dose);
	settle_hold(said, tempo, hold, exercise);
	top->out_s = dose->out_s;
	top->pause_s = dose->pause_s;
	top->back_s = dose->back_s;
	top->rest_s = dose->rest_s;
}

static void check_complete(const struct said *said, const struct exercise *base,
			   const struct exercise *exercise)
{
	int line = said->head->line;
	const char *name = exercise->name;
	if (!base && !said->of[KEY_KIND])
		remark_error(said->remarks, line, "[%s] needs a kind: %s, %s, %s or %s", name,
			     kind_name(KIND_MOBILISE), kind_name(KIND_STRETCH),
			     kind_name(KIND_STRENGTH), kind_name(KIND_AEROBIC));
	if (exercise->setup[0] == '\0' && !(said->of[KEY_SETUP] && said->of[KEY_SETUP]->value[0]))
		remark_error(said->remarks, line, "[%s] needs a setup: the starting position",
			     name);
	bool dosed = said->of[KEY_REPS] || said->of[KEY_HOLD] || said->of[KEY_MINUTES];
	if (!dosed && exercise->dose.reps == 0)
		remark_error(said->remarks, line, "[%s] needs a dose: reps, hold or minutes", name);
}

struct exercise exercise_default(void)
{
	struct exercise exercise = {.part = PART_MAIN, .sides = SIDES_ONE};
	exercise.dose = (struct dose){.sets = 1, .out_s = 2, .back_s = 2, .rest_s = 30};
	exercise.top = exercise.dose;
	exercise.position_s = 15;
	exercise.switch_s = 8;
	return exercise;
}

void exercise_read(const struct ini_line *head, int count, const struct exercise *base,
		   bool in_library, struct exercise *exercise, struct remarks *remarks)
{
	assert(head && count >= 1 && !head->key);
	struct said said = {.head = head, .remarks = remarks};
	for (int i = 1; i < count; i++)
		note_key(&said, &head[i], in_library ? KEY_EXERCISE : KEYS);
	read_names(&said, exercise);
	read_texts(&said, exercise);
	read_tags(&said, exercise);
	read_number(&said, KEY_POSITION, 5, 60, &exercise->position_s);
	read_number(&said, KEY_SWITCH, 3, 30, &exercise->switch_s);
	read_dose(&said, exercise);
	check_sides(&said, exercise);
	check_complete(&said, base, exercise);
}
