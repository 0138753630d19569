/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c - what the page for the physiotherapist tells, gathered from the journal. */
#include "report.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { WEEK = 7, THURSDAY = 3 /* day 0 was one, counted from Monday */ };

/* --- sessions ---------------------------------------------------------- */

/* Room for one more. */
static bool has_room(struct report *report)
{
	if (report->sessions < report->session_room)
		return true;
	int room = report->session_room * 2 + 64;
	void *session = realloc(report->session, (size_t)room * sizeof *report->session);
	if (session != NULL)
		report->session = session;
	void *place = realloc(report->place, (size_t)room * sizeof *report->place);
	if (place != NULL)
		report->place = place;
	if (session == NULL || place == NULL)
		return false;
	report->session_room = room;
	return true;
}

static struct report_exercise *find_exercise(struct report *report,
					     const struct past_exercise *past)
{
	for (int i = 0; i < report->exercises; i++)
		if (strcmp(report->exercise[i].name, past->name) == 0)
			return &report->exercise[i];
	if (report->exercises == REPORT_EXERCISES)
		return NULL;
	struct report_exercise *exercise = &report->exercise[report->exercises++];
	*exercise = (struct report_exercise){.first = past->level};
	memcpy(exercise->name, past->name, sizeof exercise->name);
	return exercise;
}

static void count_exercise(struct report *report, const struct past_exercise *past)
{
	struct report_exercise *exercise =
	    past->begun || past->left ? find_exercise(report, past) : NULL;
	if (exercise == NULL)
		return;
	exercise->begun += past->begun;
	exercise->complete += past->complete;
	exercise->left += past->left;
}

/* A day that goes back, or lies ahead, cannot be right: the one before is the nearest. */
static bool place_day(struct report *report, const struct past_session *past, long *day)
{
	bool doubtful = past->doubtful || past->day > report->until || past->day < report->newest;
	*day = doubtful && report->newest != NO_DAY ? report->newest : past->day;
	if (*day > report->until)
		*day = report->until;
	if (!doubtful)
		report->newest = past->day;
	return doubtful;
}

static void keep_session(struct report *report, const struct journal_entry *entry, long day,
			 bool doubtful)
{
	const struct past_session *past = &entry->past;
	struct report_session *session = &report->session[report->sessions];
	char(*place)[NAME_BYTES] = report->place[report->sessions++];
	*session = (struct report_session){.day = day,
					   .doubtful = doubtful,
					   .ended = past->ended,
					   .result = past->result,
					   .start = past->start_pain,
					   .during = PAIN_UNKNOWN,
					   .after = PAIN_UNKNOWN,
					   /* Which morning came after an unsure day? */
					   .morning = doubtful ? PAIN_UNKNOWN : past->morning,
					   .count = past->count};
	memcpy(session->uid, entry->uid, sizeof session->uid);
	memset(place, 0, sizeof report->place[0]);
	for (int i = 0; i < past->count; i++) {
		session->begun += past->exercise[i].begun;
		session->complete += past->exercise[i].complete;
		if (entry->place[i] >= 0 && entry->place[i] < ROUTINE_EXERCISES)
			memcpy(place[entry->place[i]], past->exercise[i].name, NAME_BYTES);
		count_exercise(report, &past->exercise[i]);
	}
}

static bool take_session(void *context, const struct journal_entry *entry)
{
	struct report *report = context;
	long day;
	today_session(&report->today, &entry->past);
	bool doubtful = place_day(report, &entry->past, &day);
	/* Once begun, all are kept: days never fall. */
	if (day < report->since && report->sessions == 0)
		return true;
	report->failed = !has_room(report);
	if (!report->failed)
		keep_session(report, entry, day, doubtful);
	return !report->failed;
}

static bool take_mark(void *context, const struct past_mark *mark)
{
	progress_mark(&((struct report *)context)->today.progress, mark);
	return true;
}

/* --- check-ins --------------------------------------------------------- */

/* Move on to the session of a line; lines come in the order of sessions. */
static struct report_session *session_of(struct report *report, const struct line *line)
{
	while (report->at < report->sessions &&
	       strcmp(report->session[report->at].uid, line->uid) != 0)
		report->at++;
	return report->at < report->sessions ? &report->session[report->at] : NULL;
}

/* The most during the exercises; a number that was changed does not count. */
static void note_during(struct report *report, struct report_session *session,
			const struct line_checkin *checkin)
{
	if (!checkin->changes)
		report->before = session->during;
	else
		session->during = report->before;
	if (checkin->accepted > session->during)
		session->during = checkin->accepted;
}

/* Why a week was missed: no pain, so that nothing is accepted. */
static void note_away(struct report *report, int why)
{
	if (why < AWAY_PAIN || why > AWAY_OTHER)
		return;
	report->away[why]++;
	report->away_why = why;
	report->away_session = report->at;
}

static bool take_checkin(void *context, const struct line *line)
{
	struct report *report = context;
	const struct line_checkin *checkin = &line->checkin;
	struct report_session *session = session_of(report, line);
	if (session != NULL && checkin->question == QUESTION_AWAY)
		note_away(report, checkin->heard);
	if (session == NULL || checkin->accepted == PAIN_UNKNOWN)
		return true;
	switch ((int)checkin->question) {
	case QUESTION_EXERCISE:
	case QUESTION_SHARP:
	case QUESTION_RESUME:
		note_during(report, session, checkin);
		break;
	case QUESTION_FINAL:
		session->after = checkin->accepted;
		break;
	default:
		break;
	}
	return true;
}

/* --- decisions --------------------------------------------------------- */

/* Did the coach do less for it, or end the session? */
static bool is_event(const struct line_decision *decision)
{
	enum { STOPS = 3 };
	switch ((int)decision->row) {
	case ROW_W1:
	case ROW_W2:
	case ROW_W7:
	case ROW_P3:
		return decision->value == STOPS;
	case ROW_W3:
	case ROW_W4:
	case ROW_W5:
	case ROW_W6:
	case ROW_P2:
	case ROW_X4:
		return true;
	default:
		return (decision->row >= ROW_G1 && decision->row <= ROW_G8) ||
		       (decision->row >= ROW_S1 && decision->row <= ROW_S5);
	}
}

static struct report_event *new_event(struct report *report)
{
	if (report->events == report->event_room) {
		int room = report->event_room * 2 + 64;
		void *event = realloc(report->event, (size_t)room * sizeof *report->event);
		if (event == NULL)
			return NULL;
		report->event = event;
		report->event_room = room;
	}
	return &report->event[report->events++];
}

static bool take_decision(void *context, const struct line *line)
{
	struct report *report = context;
	const struct line_decision *decision = &line->decision;
	if (!is_event(decision) || session_of(report, line) == NULL)
		return true;
	struct report_event *event = new_event(report);
	report->failed = event == NULL;
	if (report->failed)
		return false;
	*event = (struct report_event){
	    .session = report->at, .row = decision->row, .pain = decision->pain};
	if (decision->exercise >= 0 && decision->exercise < ROUTINE_EXERCISES)
		memcpy(event->name, report->place[report->at][decision->exercise], NAME_BYTES);
	report->rows[decision->row]++;
	return true;
}

/* --- elsewhere --------------------------------------------------------- */

static struct report_activity *find_activity(struct report *report, const char *name)
{
	for (int i = 0; i < report->activities; i++)
		if (strcmp(report->activity[i].name, name) == 0)
			return &report->activity[i];
	if (report->activities == REPORT_ACTIVITIES) {
		/* What is left stands together. */
		struct report_activity *rest = &report->activity[REPORT_ACTIVITIES - 1];
		strcpy(rest->name, "other");
		return rest;
	}
	struct report_activity *fresh = &report->activity[report->activities++];
	memcpy(fresh->name, name, sizeof fresh->name);
	return fresh;
}

static bool take_activity(void *context, const struct line *line)
{
	struct report *report = context;
	long day = line->activity.day;
	bool doubtful = line->at.doubtful || day > report->until;
	if (day < report->since && !doubtful)
		return true;
	struct report_activity *activity = find_activity(report, line->activity.name);
	activity->times++;
	activity->minutes += line->activity.minutes;
	activity->doubtful = activity->doubtful || doubtful;
	if (day > activity->last && !doubtful)
		activity->last = day;
	return true;
}

/* --- all of it --------------------------------------------------------- */

static long monday_of(long day)
{
	return day - (day + THURSDAY) % WEEK;
}

static bool read_sessions(struct report *report, struct journal *journal, struct fault *why)
{
	if (!journal_fold(journal, report->today.now.utc_s, take_session, take_mark, report, why))
		return false;
	if (report->sessions == 0 || report->failed)
		return true;
	const char *first = report->session[0].uid;
	if (!journal_lines_from(journal, LINE_CHECKIN, first, take_checkin, report, why))
		return false;
	report->at = 0;
	return journal_lines_from(journal, LINE_DECISION, first, take_decision, report, why);
}

bool report_read(struct report *report, struct journal *journal, const struct stamp *now,
		 long since, const struct policy *policy, const struct routine *routine,
		 struct fault *why)
{
	memset(report, 0, sizeof *report);
	report->routine = routine;
	report->gnuplot = chart_begin();
	today_begin(&report->today, now, policy);
	report->until = report->today.now.day;
	report->newest = NO_DAY;
	if (since == NO_DAY)
		since = monday_of(report->until) - (long)(REPORT_WEEKS - 1) * WEEK;
	report->since = since < 0 ? 0 : since;
	if (!read_sessions(report, journal, why) ||
	    !journal_other_lines(journal, LINE_ACTIVITY, take_activity, report, why))
		return false;
	if (report->failed)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory for the report");
	/* Nothing is empty but what might have been done. */
	if (report->sessions > 0 && report->today.sessions == report->sessions &&
	    report->session[0].day > report->since)
		report->since = monday_of(report->session[0].day);
	today_end(&report->today, routine);
	return true;
}

void report_free(struct report *report)
{
	free(report->session);
	free(report->event);
	free(report->place);
	chart_drop(&report->gnuplot);
	report->session = NULL;
	report->event = NULL;
	report->place = NULL;
	report->sessions = report->events = 0;
}
