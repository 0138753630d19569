/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * today.h - what the journal says of today: how far the person is, and what of a routine is due.
 *
 * Reads only, and decides nothing itself: core/progress and core/plan do.
 */
#ifndef APP_TODAY_H
#define APP_TODAY_H

#include "journal.h"
#include "plan.h"
#include "progress.h"

#include <stdbool.h>
#include <stddef.h>

/* Plain values, about 30 KB. */
struct today {
	struct stamp now;
	struct progress progress; /* the whole history, folded */
	struct plan plan;	  /* of the routine */
	int advices;
	struct advice advice[ADVICES]; /* due, the gravest first */
	int sessions;		       /* in the journal */
	int done;		       /* ... of today, in which anything was begun */
	int tried;		       /* ... of today, begun or not */
	long last_day;		       /* of the newest one with a sure day, or NO_DAY */
};

/*
 * Read the journal and plan the routine, which passed routine_check. policy
 * has the mode of the routine. False and *why when the journal cannot be read.
 */
bool today_read(struct today *today, struct journal *journal, const struct stamp *now,
		const struct policy *policy, const struct routine *routine, struct fault *why);

/* The same in parts, for who looks at the sessions besides: begin, every session and mark, end. */
void today_begin(struct today *today, const struct stamp *now, const struct policy *policy);
void today_session(struct today *today, const struct past_session *past);
void today_end(struct today *today, const struct routine *routine);

enum { ADVICE_TEXT_BYTES = 200 };

/* An advice as a sentence for the person. */
void today_advice_text(const struct advice *advice, char text[ADVICE_TEXT_BYTES]);

enum { MOVE_TEXT_BYTES = 120 };

/* What would move an exercise to its next level: "2 good sessions more, in 3 days at the earliest".
 */
void today_move_text(const struct outlook *outlook, char text[MOVE_TEXT_BYTES]);

#endif
