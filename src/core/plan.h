/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plan.h - what of a routine is due today: rows N1 to N4.
 *
 * Pure. Strength not on consecutive days and on four days in seven at the most
 * (N2); walks on five days in seven (N3), where a warm-up or cool-down walk is
 * no day of walking; stretching and moving every day (N3). "Seven days" are
 * today and the six before. What X4 has left out rests until it is taken up
 * again.
 *
 * A doubtful session (progress.h) counts as late as it can have been: on the
 * first sure day recorded after it, until then on a sure today. A rest is
 * never shorter for it. So that a person who does nothing but strength does
 * not rest for ever, MARK_SEEN is recorded on a sure day when there is nothing
 * due. Without any sure clock the days are taken as it says them.
 */
#ifndef CORE_PLAN_H
#define CORE_PLAN_H

#include "progress.h"
#include "session_plan.h"

struct plan_item {
	bool due;
	enum row row; /* why it rests: N2, N3 or X4; when due, N2, N3 or N4 that asks for it */
	struct outlook outlook;
	struct dose dose; /* at its level today, not eased */
};

struct plan {
	int count;	   /* of the routine */
	int due;	   /* exercises */
	int main_due;	   /* ... that are neither warm-up nor cool-down: 0 is a day of rest */
	long strength_day; /* first day from today on which strength is due; today when it is */
	long walk_day;	   /* the same for walks */
	int64_t ms;	   /* estimated length of what is due, at ease 0 */
	bool too_long;	   /* N1: over 30 minutes; or over 8 exercises */
	struct plan_item item[ROUTINE_EXERCISES]; /* as in the routine */
};

/* What is due on the day that p was asked for. */
void plan_today(const struct progress *p, const struct routine *routine, struct plan *plan);

/*
 * The same for a session on that day. An exercise is told in full the first
 * three times, after four weeks without it, and always with tell_all.
 */
void plan_session(const struct plan *plan, long today, bool tell_all, struct session_plan *out);

#endif
