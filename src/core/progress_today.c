/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress_today.c - what holds today: levels, and what would move them up. */
#include "progress_parts.h"

#include <assert.h>
#include <string.h>

static const struct known_exercise *find(const struct progress *p, const char *name)
{
	for (int i = 0; i < p->count; i++)
		if (strcmp(p->known[i].name, name) == 0)
			return &p->known[i];
	return NULL;
}

static enum hindrance hindrance_of_row(const struct level_input *in, const struct outcome *last,
				       enum row row)
{
	switch ((int)row) {
	case ROW_X6:
	case ROW_X12:
		return HINDRANCE_TREND;
	case ROW_X9:
		return HINDRANCE_FLARE;
	case ROW_X10:
		return HINDRANCE_INCOMPLETE;
	case ROW_X11:
		return last->doubtful ? HINDRANCE_CLOCK : HINDRANCE_MORNING;
	default:
		return in->flare ? HINDRANCE_FLARE : HINDRANCE_NONE;
	}
}

/* level_next's answer against what is done of it: a step that had to wait, a day not sure. */
static enum hindrance hindrance_of(const struct progress *p, const struct known_exercise *known,
				   const struct level_input *in, const struct level_step *step)
{
	if (known->left_out)
		return HINDRANCE_LEFT_OUT;
	if (step->level >= in->top)
		return HINDRANCE_TOP;
	if (in->flare)
		return HINDRANCE_FLARE;
	if (p->doubtful_today)
		return HINDRANCE_CLOCK;
	struct level_step alone = level_next(in);
	if (level_is_step(&alone) && !level_is_step(step))
		return HINDRANCE_OTHERS;
	return hindrance_of_row(in, &known->last, step->row);
}

static int at_least(int low, int value)
{
	return value < low ? low : value;
}

/* Good sessions still needed; the last one, where it counts, is in the streak by now. */
static int sessions_needed(const struct level_step *step)
{
	int left = GOOD_SESSIONS - step->streak;
	return step->row == ROW_X14 ? at_least(0, left) : at_least(1, left);
}

static int days_needed(const struct level_input *in, const struct level_step *step)
{
	return step->level != in->level ? STEP_DAYS : at_least(0, STEP_DAYS - in->since_step);
}

static struct outlook never_done(const struct exercise *exercise)
{
	int top = progress_top(exercise);
	return (struct outlook){.top = top,
				.sessions = GOOD_SESSIONS,
				.days = STEP_DAYS,
				.hindrance = top == 0 ? HINDRANCE_TOP : HINDRANCE_NONE,
				.done_day = NO_DAY};
}

static struct outlook outlook_of(const struct progress *p, const struct known_exercise *known,
				 const struct level_input *in, const struct level_step *step)
{
	return (struct outlook){
	    .level = step->level < in->top ? step->level : in->top,
	    .top = in->top,
	    .streak = step->streak,
	    .row = step->row,
	    .left_out = known->left_out,
	    .sessions = sessions_needed(step),
	    .days = days_needed(in, step),
	    .hindrance = hindrance_of(p, known, in, step),
	    .times = known->times,
	    .done_day = known->done_day,
	};
}

void progress_today(const struct progress *p, const struct exercise *list, int count, uint32_t due,
		    struct outlook *out)
{
	assert(count >= 0 && count <= ROUTINE_EXERCISES);
	struct opened at = {
	    .sure = !p->doubtful_today, .day = p->today, .trend = progress_trend(p, p->today)};
	struct level_input in[ROUTINE_EXERCISES] = {{0}};
	struct level_step step[ROUTINE_EXERCISES] = {{0}};
	const struct known_exercise *known[ROUTINE_EXERCISES];
	long stood_since[ROUTINE_EXERCISES] = {0};
	for (int i = 0; i < count; i++) {
		known[i] = find(p, list[i].name);
		if (known[i] == NULL)
			continue;
		in[i] = known_input(p, known[i], &at, progress_top(&list[i]));
		step[i] = level_next(&in[i]);
		stood_since[i] = known[i]->step_day;
		if (level_is_step(&step[i]) && (known[i]->left_out || !(due & 1U << i)))
			step[i] = level_wait(&in[i]);
	}
	level_choose(in, step, stood_since, count);
	for (int i = 0; i < count; i++)
		out[i] =
		    known[i] ? outlook_of(p, known[i], &in[i], &step[i]) : never_done(&list[i]);
}
