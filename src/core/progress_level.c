/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress_level.c - the rows X1 to X14, and the dose of a level.
 *
 * Steps of a tenth, about once a week, follow the consensus on graded exercise;
 * what is lost by a break follows the detraining of weeks. That it takes three
 * good sessions is our own choice, the stricter one.
 */
#include "progress_parts.h"

#include <assert.h>

enum {
	GAP_WEEK = 7,	    /* X3: beyond it one level */
	GAP_FORTNIGHT = 14, /* X2: beyond it two */
	GAP_MOST = 28,	    /* X1: beyond it all */
	GAP_ALL = 1000,	    /* more levels than any ladder has */
	HALVES = 2,	    /* trend is counted in half points */
	TREND_REAL = 2,	    /* X6: two points are a real change */
	TREND_NOISE = 1	    /* X12 */
};

/* --- ladders ----------------------------------------------------------------- */

/* A tenth of the start, rounded up. */
static int rung(int from)
{
	return (from + 9) / 10;
}

/* Levels from the start of a quantity to its end; nothing can be climbed from nothing. */
static int rungs(int from, int to)
{
	return from <= 0 || to <= from ? 0 : (to - from + rung(from) - 1) / rung(from);
}

/* Climbs as far as *level reaches, and takes what was climbed off it. */
static int climb(int from, int to, int *level)
{
	int all = rungs(from, to);
	int done = *level < all ? *level : all;
	*level -= done;
	if (done == all)
		return from <= 0 || to <= from ? from : to;
	return from + done * rung(from);
}

int progress_top(const struct exercise *exercise)
{
	const struct dose *from = &exercise->dose, *to = &exercise->top;
	if (from->minutes > 0)
		return rungs(from->minutes, to->minutes);
	return rungs(from->reps, to->reps) + rungs(from->hold_s, to->hold_s) +
	       rungs(from->sets, to->sets);
}

struct dose progress_dose(const struct exercise *exercise, int level)
{
	assert(level >= 0);
	struct dose dose = exercise->dose;
	const struct dose *top = &exercise->top;
	if (dose.minutes > 0) {
		dose.minutes = climb(dose.minutes, top->minutes, &level);
		return dose;
	}
	dose.reps = climb(dose.reps, top->reps, &level);
	dose.hold_s = climb(dose.hold_s, top->hold_s, &level);
	dose.sets = climb(dose.sets, top->sets, &level);
	return dose;
}

/* --- the rows ------------------------------------------------------------------ */

static int gap_cost(int gap)
{
	if (gap > GAP_MOST)
		return GAP_ALL;
	if (gap > GAP_FORTNIGHT)
		return 2;
	return gap > GAP_WEEK ? 1 : 0;
}

/* X1 to X3, as far as this gap has not cost it already. */
static enum row gap_row(const struct level_input *in)
{
	int cost = gap_cost(in->gap);
	if (cost <= in->gap_taken)
		return ROW_NONE;
	return cost == GAP_ALL ? ROW_X1 : cost == 2 ? ROW_X2 : ROW_X3;
}

/* X4 to X7: a step down for what was felt. */
static enum row pain_row(const struct level_input *in)
{
	if (in->k >= 2 || in->sharp)
		return ROW_X4;
	if (in->morning == MORNING_RAISED)
		return ROW_X5;
	if (in->trend >= TREND_REAL * HALVES)
		return ROW_X6;
	return in->k == 1 && in->amber_before ? ROW_X7 : ROW_NONE;
}

/* X8 to X14. */
static enum row other_row(const struct level_input *in)
{
	if (in->k == 1)
		return ROW_X8;
	if (in->flare)
		return ROW_X9;
	if (!in->complete || in->k == PAIN_UNKNOWN)
		return ROW_X10;
	if (in->morning == MORNING_UNKNOWN)
		return ROW_X11;
	if (in->trend >= TREND_NOISE * HALVES)
		return ROW_X12;
	bool ready = in->streak + 1 >= GOOD_SESSIONS && in->since_step >= STEP_DAYS;
	/* A gap that has cost its levels already is still a gap. */
	return ready && in->gap <= GAP_WEEK && in->level < in->top ? ROW_X13 : ROW_X14;
}

static int lowered(int level, int by)
{
	return level > by ? level - by : 0;
}

static int level_after(const struct level_input *in, enum row row)
{
	if (row == ROW_X1)
		return 0;
	if (row == ROW_X2 || row == ROW_X3)
		return lowered(in->level, gap_cost(in->gap) - in->gap_taken);
	if (row >= ROW_X4 && row <= ROW_X7)
		return lowered(in->level, 1);
	return row == ROW_X13 ? in->level + 1 : in->level;
}

struct level_step level_next(const struct level_input *in)
{
	assert(in->level >= 0 && in->k >= PAIN_UNKNOWN && in->k <= 3);
	enum row row = gap_row(in);
	if (row == ROW_NONE)
		row = pain_row(in);
	if (row == ROW_NONE)
		row = other_row(in);
	struct level_step step = {level_after(in, row), 0, row};
	if (row == ROW_X10 || row == ROW_X11)
		step.streak = in->streak;
	if (row == ROW_X14)
		step.streak = in->streak + 1;
	return step;
}

bool level_is_step(const struct level_step *step)
{
	return step->row == ROW_X13;
}

struct level_step level_wait(const struct level_input *in)
{
	return (struct level_step){in->level, in->streak + 1, ROW_X14};
}

/* Which of those that are ready has stood longest; the first of several, -1 for none. */
static int longest(const struct level_step step[], const bool taken[], const long stood_since[],
		   int count)
{
	int best = -1;
	for (int i = 0; i < count; i++)
		if (level_is_step(&step[i]) && !taken[i] &&
		    (best < 0 || stood_since[i] < stood_since[best]))
			best = i;
	return best;
}

void level_choose(const struct level_input in[], struct level_step step[], const long stood_since[],
		  int count)
{
	assert(count <= ROUTINE_EXERCISES);
	bool taken[ROUTINE_EXERCISES] = {false};
	for (int n = 0; n < STEPS_AT_ONCE; n++) {
		int best = longest(step, taken, stood_since, count);
		if (best >= 0)
			taken[best] = true;
	}
	for (int i = 0; i < count; i++)
		if (level_is_step(&step[i]) && !taken[i])
			step[i] = level_wait(&in[i]);
}
