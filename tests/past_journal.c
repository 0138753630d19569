/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * past_journal.c - a journal of so many days, made up, for what is measured and looked at.
 *
 * Use: past_journal FILE DAYS [LAST DAY]
 * A session a day, seven exercises each, with what was asked and decided; the same each time.
 * The pain comes and goes in waves of some weeks.
 */
#include "journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400, EXERCISES = 7, STEP_FINAL = 2 + 3 * EXERCISES, STEP_END = STEP_FINAL + 1 };

static const struct {
	const char *name;
	enum kind kind;
	enum part part;
} exercises[EXERCISES] = {
    {"warm-up walk", KIND_AEROBIC, PART_WARM_UP},   {"plank", KIND_STRENGTH, PART_MAIN},
    {"bridge", KIND_STRENGTH, PART_MAIN},	    {"bird dog", KIND_STRENGTH, PART_MAIN},
    {"hamstring stretch", KIND_STRETCH, PART_MAIN}, {"cat-cow", KIND_MOBILISE, PART_MAIN},
    {"child's pose", KIND_STRETCH, PART_COOL_DOWN}};

struct maker {
	long first, last, day;
	int step;
	unsigned random;
	int start; /* pain of the day */
};

static int below(struct maker *maker, int limit)
{
	maker->random = maker->random * 1664525U + 1013904223U;
	return (int)((maker->random >> 16) % (unsigned)limit);
}

static struct stamp at(long day, int second)
{
	return (struct stamp){.utc_s = (int64_t)day * DAY_S + second, .day = day};
}

static void put_exercise(const struct maker *maker, int place, bool complete, struct line *line)
{
	long weeks = (maker->day - maker->first) / 28;
	int level = (int)(weeks < 9 ? weeks : 9);
	line->kind = LINE_EXERCISE;
	line->exercise = (struct line_exercise){
	    .place = place,
	    .done = {.kind = exercises[place].kind,
		     .part = exercises[place].part,
		     .level = level,
		     .top = 9,
		     .planned = {.sets = 2, .reps = 8 + level, .out_s = 2, .back_s = 2},
		     .k = complete ? 0 : 2,
		     .begun = true,
		     .complete = complete,
		     .left = !complete,
		     .reps = complete ? 16 + 2 * level : 8,
		     .seconds = 64}};
	snprintf(line->exercise.done.name, NAME_BYTES, "%s", exercises[place].name);
}

static void put_checkin(struct maker *maker, int place, int pain, struct line *line)
{
	line->kind = LINE_CHECKIN;
	line->checkin = (struct line_checkin){
	    .question = place < 0 ? QUESTION_START
				  : (place < EXERCISES ? QUESTION_EXERCISE : QUESTION_FINAL),
	    .exercise = place < EXERCISES ? place : EXERCISES - 1,
	    .heard = pain,
	    .accepted = pain,
	    .belief = BELIEF_ECHO,
	    .source = BY_VOICE,
	    .percent = 90 + below(maker, 10)};
}

static void put_decision(int place, enum row row, int value, int pain, struct line *line)
{
	line->kind = LINE_DECISION;
	line->decision =
	    (struct line_decision){.row = row, .exercise = place, .value = value, .pain = pain};
}

/* Pain at the start: waves of seven weeks, and some of chance. */
static int start_pain(struct maker *maker)
{
	long wave = (maker->day - maker->first) % 49;
	int pain = 1 + (wave > 30 ? 2 : 0) + (wave > 40 ? 1 : 0) + below(maker, 3) - 1;
	return pain < 0 ? 0 : pain;
}

static void tell_exercise(struct maker *maker, struct line *line)
{
	int place = (maker->step - 2) / 3;
	bool hurts = maker->start >= 4 && place == 3;
	line->at_ms = 60000 * (place + 1) + maker->step % 3;
	switch ((maker->step - 2) % 3) {
	case 0:
		put_exercise(maker, place, !hurts, line);
		break;
	case 1:
		put_checkin(maker, place, hurts ? 6 : maker->start, line);
		break;
	default:
		put_decision(place, hurts ? ROW_S2 : ROW_S6, hurts ? 2 : 0,
			     hurts ? 6 : maker->start, line);
	}
}

static void tell_step(struct maker *maker, struct line *line)
{
	snprintf(line->uid, UID_BYTES, "%032lx", (unsigned long)maker->day);
	if (maker->step == 0) {
		maker->start = start_pain(maker);
		line->kind = LINE_SESSION;
		line->at = at(maker->day, 7 * 3600);
		strcpy(line->session.routine, "full-back");
		strcpy(line->session.title, "Full back");
		strcpy(line->session.version, "0.1.0");
		line->session.start_pain = maker->start;
	} else if (maker->step == 1) {
		put_checkin(maker, -1, maker->start, line);
	} else if (maker->step < STEP_FINAL) {
		tell_exercise(maker, line);
	} else if (maker->step == STEP_FINAL) {
		line->at_ms = 600000;
		put_checkin(maker, EXERCISES, maker->start > 0 ? maker->start - 1 : 0, line);
	} else {
		line->kind = LINE_END;
		line->at = at(maker->day, 7 * 3600 + 1500);
		line->result = maker->start >= 4 ? RESULT_PARTLY : RESULT_COMPLETED;
	}
}

static bool give(void *context, struct line *line, struct fault *why)
{
	struct maker *maker = context;
	(void)why;
	memset(line, 0, sizeof *line);
	if (maker->day > maker->last) {
		/* The mornings come last. */
		long day = maker->first + maker->step++;
		line->kind = LINE_MORNING;
		line->at = at(day, 6 * 3600);
		line->morning.day = day;
		line->morning.pain = (int)(day % 4);
		return day <= maker->last;
	}
	tell_step(maker, line);
	if (maker->step++ == STEP_END) {
		maker->step = 0;
		maker->day++;
	}
	return true;
}

int main(int argc, char **argv)
{
	struct fault why = {.code = FAULT_NONE};
	struct journal_counts counts;
	struct maker maker = {.random = 1};
	long days = argc >= 3 ? strtol(argv[2], NULL, 10) : 0;
	maker.last = clock_day(clock_read().utc_s, NULL) - 1;
	if (days < 1 || (argc > 3 && !clock_read_date(argv[3], &maker.last))) {
		fputs("Use: past_journal FILE DAYS [LAST DAY]\n", stderr);
		return 2;
	}
	maker.first = maker.day = maker.last - days + 1;
	struct journal *journal = journal_open(argv[1], JOURNAL_WRITE, &why);
	bool good = journal != NULL && journal_import(journal, give, &maker, &counts, &why);
	journal_close(journal);
	if (!good)
		fprintf(stderr, "past_journal: %s\n", why.text);
	else
		printf("%d sessions, %d exercises\n", counts.sessions, counts.sessions * EXERCISES);
	return good ? 0 : 1;
}
