/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report.h - a page for the physiotherapist: what was done, how it hurt, what was decided.
 *
 * Read from the journal into plain values, which the other files write down.
 * Units: pain 0 to PAIN_MAX, or PAIN_UNKNOWN.
 */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "chart.h"
#include "today.h"

#include <stdbool.h>
#include <stdio.h>

/* A session. */
struct report_session {
	char uid[UID_BYTES];
	long day;      /* where it stands: of a doubtful one, that of the sure one before */
	bool doubtful; /* its day, not what was done */
	bool ended;
	enum session_result result;
	int start, during, after, morning; /* pain; during: the most */
	int count, begun, complete;	   /* exercises */
};

/* The coach did less, or ended it. */
struct report_event {
	int session; /* its index */
	enum row row;
	int pain;
	char name[NAME_BYTES]; /* of the exercise, or empty */
};

/* What was done elsewhere, by name. */
struct report_activity {
	char name[NAME_BYTES];
	int times, minutes;
	long last; /* day */
	bool doubtful;
};

/* An exercise over the time of the report. */
struct report_exercise {
	char name[NAME_BYTES];
	int first; /* its level when it was first done in this time */
	int begun, complete, left;
};

enum { REPORT_EXERCISES = PROGRESS_NAMES, REPORT_ACTIVITIES = 40 };

/* Large: allocate it with calloc. */
struct report {
	const struct routine *routine; /* of the settings; borrowed */
	struct today today;
	long since, until; /* days, both included */
	long newest;	   /* sure day so far, while it is read */
	bool failed;	   /* out of memory */
	int sessions, session_room, events, event_room;
	struct report_session *session; /* days never fall */
	struct report_event *event;
	char (*place)[ROUTINE_EXERCISES][NAME_BYTES]; /* names by session and place */
	int exercises;
	struct report_exercise exercise[REPORT_EXERCISES];
	int activities;
	struct report_activity activity[REPORT_ACTIVITIES];
	int rows[ROWS];		      /* how often each is among the events */
	struct chart_process gnuplot; /* starts while the journal is read */
	/* weeks missed, by enum away; the newest answer, and its session */
	int away[AWAY_OTHER + 1], away_why, away_session;
	/* while check-ins are read */
	int at, before;
};

enum { REPORT_WEEKS = 8 }; /* when nobody says since when */

/*
 * Read everything from the day since on (NO_DAY: REPORT_WEEKS weeks), up to
 * now. routine and policy as for today_read. False and *why when the journal
 * cannot be read. report_free releases what is inside, also then.
 */
bool report_read(struct report *report, struct journal *journal, const struct stamp *now,
		 long since, const struct policy *policy, const struct routine *routine,
		 struct fault *why);
void report_free(struct report *report);

/* Draw the charts and write the page; where they cannot be drawn, it says so and why. */
void report_write(struct report *report, FILE *out);

#endif
