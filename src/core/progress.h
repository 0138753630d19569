/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress.h - how the dose moves from session to session: levels, flares, advice.
 *
 * A fold over the history without heap: progress_init, then every session and
 * mark, oldest first, as the journal keeps them. A session is added with the
 * morning that followed it. Then ask what holds on the day given; asking
 * changes nothing. It may be copied by assignment.
 *
 * Rows X1 to X14, FL1 to FL3, AD1 to AD5 of the policy; first match wins. An
 * exercise's row is decided when it is next to be done, from the last session
 * in which it was begun; its gap counts from that day. Where the policy leaves
 * room, the careful reading is taken:
 *   - an exercise counts as done in full (X10) only if the whole session was,
 *     if it was done at the level held, and no smaller than the start pain
 *     asked for: "easier" is no step towards more;
 *   - rows that do not say "keep streak" end the run of good sessions, and so
 *     does a flare for every exercise;
 *   - the seven days of X13 count from the last change up or down, at first
 *     from the first time;
 *   - more than two exercises ready for a step: those go first whose level has
 *     stood longest;
 *   - what was recorded wins where it is lower: a session planned at a lower
 *     level (the journal could not be read) sets the level back to it;
 *   - left out by X4 twice running: until MARK_AGAIN or MARK_REVIEW, then from
 *     level 0.
 *
 * What was only learned, one slow repetition of each, is no session: not to be added.
 *
 * Time that cannot be trusted. A session or mark is doubtful when it says so,
 * lies after today, or before an earlier one that can be trusted. A doubtful
 * session
 *   - takes down (X4 to X7), enters a flare and gives advice as any other;
 *   - is no good session, no settled morning, no end of a run of bad ones, and
 *     no step is taken at its opening or on a doubtful today;
 *   - ends no gap: the gap goes on from the last day that is sure, and takes
 *     each of its levels once;
 *   - counts for the rest of strength (plan.h) as late as it can have been:
 *     until a session or mark of a sure day follows;
 *   - is not in trend, AD3, AD4 and AD5, save that pain in it ends AD5.
 * An acknowledgement counts whatever its day, dated back to the last sure one.
 *
 * Capacity: PROGRESS_NAMES exercises. When more are done, the one not done for
 * longest is forgotten, which means level 0; those left out are kept. Should
 * all of them be left out, a new one stays at level 0.
 */
#ifndef CORE_PROGRESS_H
#define CORE_PROGRESS_H

#include "history.h"
#include "routine.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	PROGRESS_NAMES = 64,
	TREND_DAYS = 14,   /* this week against the one before */
	GOOD_SESSIONS = 3, /* running, for a step: X13 */
	STEP_DAYS = 7,	   /* between two steps of an exercise: X13 */
	STEPS_AT_ONCE = 2, /* exercises, in one session: section 6.6 */
	ADVICES = 7	   /* at most due at a time */
};

/* The morning after against the start: raised from 6, or by two points (section 6.6). */
enum morning { MORNING_UNKNOWN, MORNING_SETTLED, MORNING_RAISED };

/* --- the dose of a level -------------------------------------------------- */

/* The last level of its ladder; 0 where there is nothing to climb. */
int progress_top(const struct exercise *exercise);

/*
 * The dose at a level: x(L) = min(max, x0 + L*ceil(x0/10)), reps first, then
 * holds, then sets; walks in minutes. Level 0 is exercise->dose; from
 * progress_top on it is exercise->top.
 */
struct dose progress_dose(const struct exercise *exercise, int level);

/* --- one step: rows X1 to X14 ----------------------------------------------- */

/* All that the rows look at. */
struct level_input {
	int level, top;
	int gap;       /* days since it was last done */
	int gap_taken; /* levels this gap has cost already, at doubtful openings */
	int k;	       /* 0 to 3, or PAIN_UNKNOWN */
	bool sharp;
	bool amber_before; /* K was 1 the time before, too */
	enum morning morning;
	int trend; /* of the start pain, in half points */
	bool flare;
	bool complete;
	int streak;	/* good sessions running, before this one */
	int since_step; /* days since the level last changed */
};

struct level_step {
	int level;
	int streak;
	enum row row; /* X1 to X14 */
};

/* What becomes of the level; the cap on steps at once is not looked at here. */
struct level_step level_next(const struct level_input *in);

/* The morning after session, against a start pain; on a later day nobody knows how the next was. */
enum morning progress_morning(const struct policy *policy, int start,
			      const struct past_session *session);

/* --- the fold ------------------------------------------------------------------ */

/* What the last session of an exercise says, until it is next to be done. */
struct outcome {
	long day; /* NO_DAY when doubtful */
	int start_pain;
	int k;
	bool sharp, complete, doubtful, amber_before;
	enum morning morning;
};

struct known_exercise {
	char name[NAME_BYTES];
	enum kind kind;
	int level, top; /* top: of the ladder it was last done on */
	int streak;
	enum row row;  /* that decided last; ROW_NONE: it was done once so far */
	long done_day; /* last sure day it was begun, or NO_DAY */
	long step_day; /* the level changed last, or it was first done; NO_DAY: never surely */
	int gap_taken;
	int bad_run;   /* sessions of K >= 2 or sharp running: X4 */
	bool amber;    /* K was 1 in its last session: X7 */
	bool left_out; /* X4 twice running */
	int times;     /* sessions in which it was begun */
	long order;    /* of the last session that began it */
	struct outcome last;
};

/* Start pain by day and value; slot is day % TREND_DAYS. */
struct pain_days {
	long newest;
	uint8_t count[TREND_DAYS][PAIN_MAX + 1];
};

/* Start pain in the first week from a day on: what "better" is measured against. */
struct pain_base {
	long from; /* or NO_DAY */
	uint8_t count[PAIN_MAX + 1];
};

enum flare_cause { FLARE_NONE, FLARE_MORNINGS, FLARE_STOPS, FLARE_SEVERE_MORNING };

struct flare {
	bool on;
	enum row row;		/* FL1 or FL2; ROW_NONE: never one */
	enum flare_cause cause; /* of the last one */
	long since;		/* day of row; NO_DAY: not surely known */
	bool signs_due;		/* entered, and nothing was begun since */
	int raised_run, settled_run, stop_run;
	long raised_day, settled_day; /* of the last mornings that counted: one a day */
	long open_day; /* a morning is missing; breaks the settled run on another day */
};

/* Which days something of a kind was begun; bit i is newest - i. */
struct done_days {
	long newest;
	uint32_t days;
	bool unsure; /* since the last sure day; its own day may be too early */
	bool lost;   /* ... and its own day says nothing */
};

struct progress {
	struct policy policy;
	long today;
	bool doubtful_today;
	long day;	/* newest sure day of a record, or NO_DAY */
	long first_day; /* of the first session; sure */
	long done_day;	/* newest sure day on which anything was begun */
	long said_day;	/* ... the same by the clock of then, sure or not */
	long order;	/* sessions so far */
	struct pain_days pain;
	struct pain_base episode, review; /* AD3, AD4 */
	struct flare flare;
	unsigned due;	 /* advice by event until acknowledged; bits, see progress_advice.c */
	int severe_run;	 /* AD2 */
	long zero_since; /* AD5; NO_DAY: the last pain was not zero */
	bool maintenance_read, episode_read;
	long flare_told;  /* FL3: two weeks count from here */
	long review_read; /* AD4 acknowledged */
	struct done_days strength, walk;
	int count;
	struct known_exercise known[PROGRESS_NAMES];
};

/* today: by the calendar; doubtful: that day itself cannot be trusted. */
void progress_init(struct progress *p, const struct policy *policy, long today, bool doubtful);

/* One more session or mark, in the order in which they happened. */
void progress_add(struct progress *p, const struct past_session *session);
void progress_mark(struct progress *p, const struct past_mark *mark);

/* --- what holds today -------------------------------------------------------- */

/* What stands in the way of the next level. */
enum hindrance {
	HINDRANCE_NONE,	      /* nothing but the sessions and days still needed */
	HINDRANCE_TOP,	      /* there is no next level */
	HINDRANCE_LEFT_OUT,   /* X4 twice running */
	HINDRANCE_FLARE,      /* X9 */
	HINDRANCE_INCOMPLETE, /* X10: the last session was not done in full */
	HINDRANCE_MORNING,    /* X11: nobody said how the morning after was */
	HINDRANCE_TREND,      /* X6, X12 */
	HINDRANCE_CLOCK,      /* the day is not sure */
	HINDRANCE_OTHERS,     /* ready, but two others step today */
	HINDRANCES
};

struct outlook {
	int level, top; /* level to be done today */
	int streak;
	enum row row; /* that decides today; ROW_NONE: never done */
	bool left_out;
	int sessions; /* good ones still needed for the next level */
	int days;     /* that must pass for it at least, from today */
	enum hindrance hindrance;
	int times;     /* it was done so far */
	long done_day; /* last sure day, or NO_DAY */
};

/*
 * out[i] for list[i], each name once; bit i of due: it is to be done today, so
 * that it may step up. At most ROUTINE_EXERCISES.
 */
void progress_today(const struct progress *p, const struct exercise *list, int count, uint32_t due,
		    struct outlook *out);

/* What is asked before the next session beside the usual. */
struct progress_questions {
	bool first_run; /* X1, or nothing was done yet */
	bool signs;	/* X1, or a flare began: the warning signs in full */
};

struct progress_questions progress_questions(const struct progress *p);

struct advice {
	enum row row;	 /* AD1 to AD5, FL3, X4 (an exercise is left out) */
	bool needs_yes;	 /* AD1: an explicit yes before the session */
	bool not_better; /* AD4: ask a professional, not only reassess */
};

/*
 * Advice that is due, the gravest first; returns how many. review_day is that
 * of the routine, or 0. Each is due until a MARK_ACKNOWLEDGED of its row; a new
 * occasion makes it due again.
 */
int progress_advice(const struct progress *p, long review_day, struct advice list[ADVICES]);

/* Start pain this week against the week before, in half points; 0 when too little is known. */
int progress_trend(const struct progress *p, long day);

#endif
