/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * past_journal.c - a journal of so many days, made up, for what is measured and looked at.
 *
 * Use: past_journal FILE DAYS [LAST DAY]
 * A session a day, seven exercises each, with what was asked and decided; the same each time.
 * The pain comes and goes in waves of some weeks; the levels are those of progress.
 */
#include "journal.h"
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	DAY_S = 86400,
	EXERCISES = 7,
	STEP_FINAL = 2 + 3 * EXERCISES,
	STEP_END = STEP_FINAL + 1,
	SORE = 3 /* the exercise that hurts on a bad day */
};

#define DOSE(n)                                                                                    \
	{                                                                                          \
		.sets = 2, .reps = n, .out_s = 2, .hold_s = 5, .back_s = 2, .rest_s = 20           \
	}
#define EXERCISE(words, of_kind, of_part)                                                          \
	{                                                                                          \
		.name = words, .kind = of_kind, .part = of_part, .dose = DOSE(6), .top = DOSE(14)  \
	}

static const struct exercise exercises[EXERCISES] = {
    EXERCISE("warm-up walk", KIND_AEROBIC, PART_WARM_UP),
    EXERCISE("plank", KIND_STRENGTH, PART_MAIN),
    EXERCISE("bridge", KIND_STRENGTH, PART_MAIN),
    EXERCISE("bird dog", KIND_STRENGTH, PART_MAIN),
    EXERCISE("hamstring stretch", KIND_STRETCH, PART_MAIN),
    EXERCISE("cat-cow", KIND_MOBILISE, PART_MAIN),
    EXERCISE("child's pose", KIND_STRETCH, PART_COOL_DOWN)};

struct maker {
	long first, last, day;
	int step;
	bool at_mornings;
	unsigned random;
	int *morning; /* after each day, to be freed */
	struct progress progress;
	struct past_session past; /* of the day */
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

/* --- a day ------------------------------------------------------------- */

/* Waves of seven weeks, and some of chance. */
static int start_pain(struct maker *maker)
{
	long wave = (maker->day - maker->first) % 49;
	return (wave > 40 ? 3 : 1) + below(maker, 2);
}

/* One of three hard days. */
static bool hurts(const struct maker *maker)
{
	return maker->past.start_pain >= 4 && maker->day % 3 == 0;
}

static struct past_exercise do_exercise(const struct maker *maker, int place, int level)
{
	bool left = place == SORE && hurts(maker);
	struct past_exercise done = {.kind = exercises[place].kind,
				     .part = exercises[place].part,
				     .level = level,
				     .top = progress_top(&exercises[place]),
				     .planned = progress_dose(&exercises[place], level),
				     .k = left ? 2 : 0,
				     .begun = true,
				     .complete = !left,
				     .left = left};
	done.reps = left ? 3 : done.planned.reps * done.planned.sets;
	done.seconds = done.reps * 9;
	memcpy(done.name, exercises[place].name, sizeof done.name);
	return done;
}

static void begin_day(struct maker *maker)
{
	struct outlook outlook[EXERCISES];
	struct past_session *past = &maker->past;
	maker->progress.today = maker->day;
	progress_today(&maker->progress, exercises, EXERCISES, UINT32_MAX, outlook);
	*past = (struct past_session){.day = maker->day, .ended = true, .count = EXERCISES};
	past->start_pain = start_pain(maker);
	past->morning = past->start_pain > 1 ? past->start_pain - 1 : past->start_pain;
	maker->morning[maker->day - maker->first] = past->morning;
	past->result = hurts(maker) ? RESULT_PARTLY : RESULT_COMPLETED;
	for (int i = 0; i < EXERCISES; i++)
		past->exercise[i] = do_exercise(maker, i, outlook[i].level);
}

/* --- its lines --------------------------------------------------------- */

static void put_checkin(struct maker *maker, enum question question, int place, int pain,
			struct line *line)
{
	line->kind = LINE_CHECKIN;
	line->checkin = (struct line_checkin){.question = question,
					      .exercise = place,
					      .heard = pain,
					      .accepted = pain,
					      .belief = BELIEF_ECHO,
					      .source = BY_VOICE,
					      .percent = 90 + below(maker, 10)};
}

static void tell_exercise(struct maker *maker, struct line *line)
{
	int place = (maker->step - 2) / 3, part = (maker->step - 2) % 3;
	const struct past_exercise *done = &maker->past.exercise[place];
	int pain = done->left ? 6 : maker->past.start_pain;
	line->at_ms = 60000 * (place + 1) + part;
	if (part == 0) {
		line->kind = LINE_EXERCISE;
		line->exercise = (struct line_exercise){.place = place, .done = *done};
	} else if (part == 1) {
		put_checkin(maker, QUESTION_EXERCISE, place, pain, line);
	} else {
		line->kind = LINE_DECISION;
		line->decision = (struct line_decision){.row = done->left ? ROW_S2 : ROW_S6,
							.exercise = place,
							.value = done->k,
							.pain = pain};
	}
}

static void tell_begin(struct maker *maker, struct line *line)
{
	begin_day(maker);
	line->kind = LINE_SESSION;
	line->at = at(maker->day, 7 * 3600);
	strcpy(line->session.routine, "full-back");
	strcpy(line->session.title, "Full back");
	strcpy(line->session.version, "0.1.0");
	line->session.start_pain = maker->past.start_pain;
}

static void tell_end(struct maker *maker, struct line *line)
{
	progress_add(&maker->progress, &maker->past);
	line->kind = LINE_END;
	line->at = at(maker->day, 7 * 3600 + 1500);
	line->result = maker->past.result;
}

static void tell_step(struct maker *maker, struct line *line)
{
	int start = maker->past.start_pain;
	snprintf(line->uid, UID_BYTES, "%032lx", (unsigned long)maker->day);
	if (maker->step == 0)
		tell_begin(maker, line);
	else if (maker->step == 1)
		put_checkin(maker, QUESTION_START, -1, start, line);
	else if (maker->step < STEP_FINAL)
		tell_exercise(maker, line);
	else if (maker->step == STEP_FINAL)
		put_checkin(maker, QUESTION_FINAL, EXERCISES - 1, start > 2 ? start - 1 : start,
			    line);
	else
		tell_end(maker, line);
	if (maker->step == STEP_FINAL)
		line->at_ms = 600000;
}

/* The mornings come behind all sessions. */
static void tell_morning(struct maker *maker, struct line *line)
{
	line->kind = LINE_MORNING;
	line->at = at(maker->day + 1, 6 * 3600);
	line->morning.day = maker->day + 1;
	line->morning.pain = maker->morning[maker->day - maker->first];
}

static bool give(void *context, struct line *line, struct fault *why)
{
	struct maker *maker = context;
	(void)why;
	memset(line, 0, sizeof *line);
	if (maker->day > maker->last && !maker->at_mornings) {
		maker->at_mornings = true;
		maker->day = maker->first;
	}
	/* The morning after the last day is still to come. */
	if (maker->at_mornings) {
		tell_morning(maker, line);
		return maker->day++ < maker->last;
	}
	tell_step(maker, line);
	if (maker->step++ == STEP_END) {
		maker->step = 0;
		maker->day++;
	}
	return true;
}

/* Which days: false when the words do not say. */
static bool read_days(int argc, char **argv, struct maker *maker)
{
	long days = argc >= 3 ? strtol(argv[2], NULL, 10) : 0;
	maker->last = clock_day(clock_read().utc_s, NULL) - 1;
	if (days < 1 || days > 20000 || (argc > 3 && !clock_read_date(argv[3], &maker->last)))
		return false;
	maker->first = maker->day = maker->last - days + 1;
	maker->morning = calloc((size_t)days, sizeof *maker->morning);
	return maker->morning != NULL;
}

static bool make(const char *path, struct maker *maker, struct fault *why)
{
	struct journal_counts counts;
	struct policy policy = policy_default();
	progress_init(&maker->progress, &policy, maker->last, false);
	struct journal *journal = journal_open(path, JOURNAL_WRITE, why);
	bool good = journal != NULL && journal_import(journal, give, maker, &counts, why);
	journal_close(journal);
	if (good)
		printf("%d sessions, %d exercises\n", counts.sessions, counts.sessions * EXERCISES);
	return good;
}

int main(int argc, char **argv)
{
	static struct maker maker = {.random = 1};
	struct fault why = {.code = FAULT_NONE};
	if (!read_days(argc, argv, &maker)) {
		fputs("Use: past_journal FILE DAYS [LAST DAY]\n", stderr);
		return 2;
	}
	bool good = make(argv[1], &maker, &why);
	free(maker.morning);
	if (!good)
		fprintf(stderr, "past_journal: %s\n", why.text);
	return good ? 0 : 1;
}
