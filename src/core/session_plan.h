/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_plan.h - what is meant to be done today, exercise by exercise.
 *
 * Pure values. Whoever knows the history decides them before the session,
 * which borrows them and does not change them. Until its first exercise they may
 * be replaced, when the answer for the morning says how far the levels go; what
 * is left out stays the same.
 */
#ifndef CORE_SESSION_PLAN_H
#define CORE_SESSION_PLAN_H

#include "routine.h"

#include <stdint.h>

/* How much is said of an exercise before it begins. */
enum telling {
	TELL_FULL, /* starting position, dose, movement, breathing */
	TELL_SHORT /* starting position and dose: it is known; "repeat" tells it in full */
};

struct planned {
	struct dose dose; /* at its level, not eased */
	int level;	  /* from 0 */
	enum telling telling;
	enum row left_out; /* the row that leaves it out today, N2 or X4, or ROW_NONE */
};

struct session_plan {
	struct planned exercise[ROUTINE_EXERCISES]; /* as in the routine */
};

/* As for somebody who was never here: level 0, all of it, everything told. */
void session_plan_first(struct session_plan *plan, const struct routine *routine);

/* To learn it: one slow repetition or one minute of each, everything told. */
void session_plan_learn(struct session_plan *plan, const struct routine *routine);

/*
 * How much is told of an exercise that was done so many times, last so many days ago
 * (less than none: it is not known): all of it the first three times, and after four weeks.
 */
enum telling session_plan_telling(int times, long days);

/* How many exercises are left out. */
int session_plan_left_out(const struct session_plan *plan, const struct routine *routine);

/* Estimated milliseconds of it all at this ease, speech included. */
int64_t session_plan_ms(const struct session_plan *plan, const struct routine *routine, int ease);

/* What is planned of it becomes this at an ease of 0 to EASE_MAX. */
struct dose planned_dose(const struct planned *planned, const struct exercise *exercise, int ease);

/* The same of an exercise of the routine, by its index. */
struct dose session_plan_dose(const struct session_plan *plan, const struct routine *routine, int exercise,
		      int ease);

#endif
