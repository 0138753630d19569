/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plan.c - what of a routine is due today: rows N1 to N4.
 *
 * Rest between days of strength and two to four of them a week follow general
 * guidelines for strengthening; five walks of half an hour a week are those of
 * the WalkBack trial (Pocovi 2024).
 */
#include "plan.h"

#include <assert.h>
#include <string.h>

enum {
	WEEK = 7,
	STRENGTH_DAYS = 4,     /* N2 */
	WALK_DAYS = 5,	       /* N3 */
	LOOK_AHEAD = 2 * WEEK, /* every rest is over by then */
	MANY = 8,	       /* N1 */
	LONG_MS = 30 * 60000,  /* N1 */
	FULL_TIMES = 3,	       /* an exercise is told in full so often */
	KNOWN_DAYS = 28	       /* ... and again after so many days */
};

/* Was it done on that day? Days before the last 32 are forgotten. */
static bool was_done(const struct done_days *done, long day)
{
	long ago = done->newest - day;
	return done->newest != NO_DAY && ago >= 0 && ago < 32 && (done->days >> ago & 1U) != 0;
}

/* As late as a session of a doubtful day can have been. */
static bool may_be_today(const struct progress *p, const struct done_days *done)
{
	return done->unsure && (done->lost || !p->doubtful_today);
}

static bool was_done_or_may(const struct progress *p, const struct done_days *done, long day)
{
	return was_done(done, day) || (day == p->today && may_be_today(p, done));
}

/* Days with it among the six before day. */
static int days_before(const struct progress *p, const struct done_days *done, long day)
{
	int days = 0;
	for (long i = day - WEEK + 1; i < day; i++)
		days += was_done_or_may(p, done, i);
	return days;
}

/* Nothing more is done between today and then. */
static bool is_free(const struct progress *p, const struct done_days *done, long day, int most,
		    bool rest_between)
{
	if (was_done_or_may(p, done, day))
		return false;
	if (rest_between && was_done_or_may(p, done, day - 1))
		return false;
	return days_before(p, done, day) < most;
}

static long next_day(const struct progress *p, const struct done_days *done, int most,
		     bool rest_between)
{
	long day = p->today;
	while (day < p->today + LOOK_AHEAD && !is_free(p, done, day, most, rest_between))
		day++;
	return day;
}

/* Walks count as a day of walking in the main part only. */
static bool is_walk(const struct exercise *exercise)
{
	return exercise->kind == KIND_AEROBIC && exercise->part == PART_MAIN;
}

static void decide(const struct plan *plan, long today, const struct exercise *exercise,
		   struct plan_item *item)
{
	if (item->outlook.left_out) {
		item->row = ROW_X4;
	} else if (exercise->kind == KIND_STRENGTH) {
		item->row = ROW_N2;
		item->due = plan->strength_day == today;
	} else if (is_walk(exercise)) {
		item->row = ROW_N3;
		item->due = plan->walk_day == today;
	} else {
		item->row = exercise->part == PART_MAIN ? ROW_N3 : ROW_N4;
		item->due = true;
	}
}

static uint32_t due_bits(const struct plan *plan)
{
	uint32_t bits = 0;
	for (int i = 0; i < plan->count; i++)
		bits |= plan->item[i].due ? 1U << i : 0;
	return bits;
}

static void look(const struct progress *p, const struct routine *routine, uint32_t due,
		 struct plan *plan)
{
	struct outlook outlook[ROUTINE_EXERCISES];
	progress_today(p, routine->exercise, routine->count, due, outlook);
	for (int i = 0; i < routine->count; i++)
		plan->item[i].outlook = outlook[i];
}

static void add_up(const struct routine *routine, struct plan *plan)
{
	struct dose dose[ROUTINE_EXERCISES] = {{0}}; /* without sets: left out */
	for (int i = 0; i < plan->count; i++) {
		struct plan_item *item = &plan->item[i];
		item->dose = progress_dose(&routine->exercise[i], item->outlook.level);
		if (item->due)
			dose[i] = item->dose;
		plan->due += item->due;
		plan->main_due += item->due && routine->exercise[i].part == PART_MAIN;
	}
	plan->ms = routine_doses_ms(routine, dose, 0);
	plan->too_long = plan->ms > LONG_MS || plan->due > MANY;
}

void plan_today(const struct progress *p, const struct routine *routine, struct plan *plan)
{
	assert(routine->count >= 0 && routine->count <= ROUTINE_EXERCISES);
	memset(plan, 0, sizeof *plan);
	plan->count = routine->count;
	plan->strength_day = next_day(p, &p->strength, STRENGTH_DAYS, true);
	plan->walk_day = next_day(p, &p->walk, WALK_DAYS, false);
	look(p, routine, 0, plan);
	for (int i = 0; i < routine->count; i++)
		decide(plan, p->today, &routine->exercise[i], &plan->item[i]);
	/* Only what is due may step up, and only when that is known who steps is. */
	look(p, routine, due_bits(plan), plan);
	add_up(routine, plan);
}

static bool is_known(const struct outlook *outlook, long today)
{
	return outlook->times >= FULL_TIMES && outlook->done_day != NO_DAY &&
	       today - outlook->done_day <= KNOWN_DAYS;
}

void plan_session(const struct plan *plan, long today, bool tell_all, struct session_plan *out)
{
	memset(out, 0, sizeof *out);
	for (int i = 0; i < plan->count; i++) {
		const struct plan_item *item = &plan->item[i];
		bool briefly = !tell_all && is_known(&item->outlook, today);
		out->exercise[i] = (struct planned){
		    .dose = item->dose,
		    .level = item->outlook.level,
		    .telling = briefly ? TELL_SHORT : TELL_FULL,
		    .left_out = item->due ? ROW_NONE : item->row,
		};
	}
}
