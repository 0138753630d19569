/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal_line.h - one line of the journal, as it is written, exported and imported.
 *
 * The journal is the sum of its lines. Plain values without pointers; they
 * may be copied. Texts are UTF-8.
 *
 * Units: _ms session time, pain as in history.h.
 */
#ifndef IO_JOURNAL_LINE_H
#define IO_JOURNAL_LINE_H

#include "clock.h"
#include "history.h"

#include <stdbool.h>
#include <stdint.h>

struct fault;

enum { UID_BYTES = 33, VERSION_BYTES = 24, SETTING_BYTES = 160, MINUTES_MAX = 24 * 60 };

enum line_kind {
	LINE_SESSION,  /* a session begins; written again, a start pain and a doubt are added */
	LINE_EXERCISE, /* how far one exercise of it is; written again, it is replaced */
	LINE_CHECKIN,  /* a question was answered, or was not */
	LINE_DECISION, /* a row of the policy decided */
	LINE_RESUME,   /* it goes on after it was cut off */
	LINE_END,
	LINE_MORNING, /* next-day pain; said again on the same day, it is replaced */
	LINE_ACTIVITY,
	LINE_MARK,
	LINE_SETTING, /* written again, it is replaced */
	LINE_KINDS
};

/* Who answered. */
enum line_source { BY_KEY, BY_VOICE, BY_FILE, LINE_SOURCES };

struct line_session {
	char routine[NAME_BYTES], title[NAME_BYTES];
	char version[VERSION_BYTES]; /* of the program */
	int start_pain;		     /* or PAIN_UNKNOWN */
};

struct line_exercise {
	int place; /* in the routine, from 0 */
	struct past_exercise done;
};

struct line_checkin {
	enum question question;
	int exercise;	    /* its place, or -1 */
	int set;	    /* from 0 */
	int heard;	    /* or PAIN_UNKNOWN: no answer, or none with a number */
	int accepted;	    /* or PAIN_UNKNOWN */
	enum belief belief; /* why it counts, when accepted */
	bool changes;	    /* it takes the place of the value accepted before */
	enum line_source source;
	int percent; /* how far the hearing may be believed */
};

struct line_decision {
	enum row row;
	int exercise; /* its place, or -1 */
	int value;    /* K, or the ease it led to */
	int pain;     /* or PAIN_UNKNOWN */
};

struct line {
	enum line_kind kind;
	char uid[UID_BYTES]; /* of the session, activity or mark; else empty */
	struct stamp at;     /* not of EXERCISE, CHECKIN and DECISION */
	int64_t order_s;     /* of SESSION and MARK: sorts them, whatever the clock said. 0: now */
	int64_t at_ms;	     /* of EXERCISE, CHECKIN and DECISION */
	union {
		struct line_session session;
		struct line_exercise exercise;
		struct line_checkin checkin;
		struct line_decision decision;
		int goes_on; /* RESUME: at the place of this exercise */
		enum session_result result;
		struct {
			long day; /* the morning it is about */
			int pain;
		} morning;
		struct {
			long day;
			char name[NAME_BYTES];
			int minutes;
		} activity;
		struct {
			enum mark_kind kind;
			enum row row;
			char name[NAME_BYTES]; /* or empty */
		} mark;
		struct {
			char key[NAME_BYTES], value[SETTING_BYTES];
		} setting;
	};
};

/* A new name for a session, an activity or a mark: 32 hexadecimal digits that nobody else has. */
void uid_make(char uid[UID_BYTES]);

/* True when every value is within its bounds; else *why names the one that is not. */
bool line_check(const struct line *line, struct fault *why);

/* True for the kinds whose uid is that of a session. */
bool line_is_of_session(enum line_kind kind);

/* Stable lower-case names: "check-in", "voice", "flare-over". */
const char *line_kind_name(enum line_kind kind);
const char *line_source_name(enum line_source source);
const char *line_belief_name(enum belief belief);
const char *mark_kind_name(enum mark_kind kind);

/* Values by their stable names; false when there is none of that name. */
bool line_kind_from(const char *name, enum line_kind *kind);
bool line_source_from(const char *name, enum line_source *source);
bool mark_kind_from(const char *name, enum mark_kind *kind);
bool line_belief_from(const char *name, enum belief *belief);
bool part_from(const char *name, enum part *part);
bool kind_from(const char *name, enum kind *kind);
bool row_from(const char *name, enum row *row);
bool question_from(const char *name, enum question *question);
bool session_result_from(const char *name, enum session_result *result);

#endif
