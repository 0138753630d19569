/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * history.h - what is remembered of a session, as plain values.
 *
 * The journal keeps them, progress reads them; neither knows the other.
 *
 * Units: days are numbered from 1970-01-01 by the calendar of where the person
 * lives; pain is 0 to PAIN_MAX, or PAIN_UNKNOWN.
 */
#ifndef CORE_HISTORY_H
#define CORE_HISTORY_H

#include "policy.h"
#include "routine.h"
#include "session.h"

#include <stdbool.h>

enum { NO_DAY = -1 };

/* What was really done of one exercise. */
struct past_exercise {
	char name[NAME_BYTES]; /* which exercise it is, in any routine */
	enum kind kind;
	enum part part;	     /* a warm-up walk is no day of walking: N3 */
	int level;	     /* it was planned at, from 0 */
	int top;	     /* the last level of its ladder, as the routine stood then */
	struct dose planned; /* at that level, not eased */
	int ease;	     /* 0 to EASE_MAX, when its last set began */
	int k;		     /* the worst answer it met, 0 to 3; PAIN_UNKNOWN: nobody asked */
	bool begun;	     /* its first step sounded */
	bool complete;	     /* all that was asked of it was done */
	bool left;	     /* skipped, left for pain, or barred */
	bool sharp;	     /* "sharp" was said of it */
	/* done in all sets; on the right, where there are sides */
	int reps, reps_right;
	int seconds, seconds_right; /* under tension */
};

struct past_session {
	long day;
	bool doubtful; /* the clock could not be trusted: never credit */
	bool ended;    /* false: cut off by a power cut or the like; result says nothing */
	enum session_result result;
	int start_pain; /* b */
	int morning;	/* m, of the day after */
	bool morning_late; /* ... or of a later one: it may take down, but is no credit */
	int count;	/* exercises */
	struct past_exercise exercise[ROUTINE_EXERCISES];
};

/* What happened beside the exercises. */
enum mark_kind {
	MARK_REVIEW,	   /* somebody who knows looked at it all: AD4 counts from here */
	MARK_EPISODE,	   /* the pain began anew: AD3 counts from here */
	MARK_FLARE,	   /* a flare began: FL1 */
	MARK_FLARE_OVER,   /* FL2 */
	MARK_ADVICE,	   /* row was said */
	MARK_ACKNOWLEDGED, /* ... and the person said yes to it */
	MARK_AGAIN,	   /* an exercise left out by X4 is taken up again; name says which */
	MARK_SEEN,	   /* nothing was done, but the day is sure: bounds a doubtful one before */
	MARKS
};

struct past_mark {
	enum mark_kind kind;
	enum row row;	       /* which led to it, or ROW_NONE */
	char name[NAME_BYTES]; /* of MARK_AGAIN, else empty */
	long day;
	bool doubtful; /* as of a session */
};

#endif
