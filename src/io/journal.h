/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal.h - what is remembered of all sessions, on disk, with SQLite.
 *
 * A line is on disk, whatever happens afterwards, when journal_write has
 * returned true. No sound is ever kept.
 *
 * Threads: one at a time for a journal; several journals may be open on one
 *          file, also in several processes.
 * Ownership: what a callback is given lasts until it returns.
 * Errors: FAULT_READ_ONLY, FAULT_FULL, FAULT_BUSY, FAULT_CORRUPT and
 *         FAULT_NEWER tell what is wrong with the file; FAULT_INPUT: a value
 *         or the file is no such thing.
 */
#ifndef IO_JOURNAL_H
#define IO_JOURNAL_H

#include "fault.h"
#include "journal_line.h"

#include <stdbool.h>
#include <stdint.h>

struct journal;

enum { JOURNAL_PATH_BYTES = 600, RESUME_S = 12 * 60 * 60 };

enum journal_mode {
	JOURNAL_READ,  /* nothing is changed; where there is no file, it is an empty journal */
	JOURNAL_WRITE, /* made when it is missing, brought to this version when it is older */
	JOURNAL_RENEW  /* the same; a damaged one is set aside under a new name, and a new one
			* begun: only for who holds the lock of the sessions */
};

/*
 * Open it. NULL and *why when that cannot be; then the file is as it was.
 * With JOURNAL_RENEW also a journal and FAULT_CORRUPT in *why: the damaged
 * file was set aside, *why says where. Otherwise why->code is FAULT_NONE.
 */
struct journal *journal_open(const char *path, enum journal_mode mode, struct fault *why);

/* Accepts NULL. */
void journal_close(struct journal *journal);

/* Write one line, which line_check must find good. */
bool journal_write(struct journal *journal, const struct line *line, struct fault *why);

/* Look through all of it for damage, as opening it for writing does. */
bool journal_check(struct journal *journal, struct fault *why);

/* --- reading ----------------------------------------------------------- */

/* A session, with what progress does not need. */
struct journal_entry {
	char uid[UID_BYTES];
	struct stamp began;
	int64_t ended_s; /* 0: it runs, or was cut off */
	struct line_session about;
	int resumes;		      /* how often it went on after it was cut off */
	int place[ROUTINE_EXERCISES]; /* of each of past.exercise, in the routine */
	struct past_session past;
};

/* False ends the reading early. */
typedef bool journal_entry_fn(void *context, const struct journal_entry *entry);
typedef bool journal_mark_fn(void *context, const struct past_mark *mark);
typedef bool journal_line_fn(void *context, const struct line *line);

/*
 * All sessions, the oldest first, and the marks at their place between them
 * (either may be NULL). What lies after now_s is doubtful. Sessions on a
 * doubtful clock stand where they were written, not where their date would be.
 */
bool journal_fold(struct journal *journal, int64_t now_s, journal_entry_fn *session,
		  journal_mark_fn *mark, void *context, struct fault *why);

/* Sessions, the newest first, at most limit (0: all), none of a day before since. */
bool journal_recent(struct journal *journal, int64_t now_s, int limit, long since,
		    journal_entry_fn *session, void *context, struct fault *why);

/* Everything there is of one session, as it happened. */
bool journal_session_lines(struct journal *journal, const char *uid, journal_line_fn *line,
			   void *context, struct fault *why);

/* All lines of this kind of the session uid and of those after it, in their order; kind is
 * LINE_CHECKIN, of which only the question and its answer are read, or LINE_DECISION, but those to
 * go on as planned (S6, G9). */
bool journal_lines_from(struct journal *journal, enum line_kind kind, const char *uid,
			journal_line_fn *line, void *context, struct fault *why);

/* All lines of this kind that belong to no session, by day: mornings, activities, marks, settings.
 */
bool journal_other_lines(struct journal *journal, enum line_kind kind, journal_line_fn *line,
			 void *context, struct fault *why);

/* The newest time that was written on a clock that could be trusted, or 0. */
bool journal_newest(struct journal *journal, int64_t *newest_s, struct fault *why);

/* The value of a setting; false when there is none, or it cannot be read. */
bool journal_setting(struct journal *journal, const char *key, char value[SETTING_BYTES]);

struct journal_cut {
	struct journal_entry entry;
	int in_hand;	/* index in entry.past.exercise of the one it stopped at, or -1 */
	int64_t last_s; /* its newest line */
};

/*
 * The session that was cut off, if it is the newest of all and its end is no
 * further than RESUME_S from now. Not before now alone: a clock that woke up
 * a little in the past is common after a power cut. *found tells.
 */
bool journal_cut_off(struct journal *journal, int64_t now_s, bool *found, struct journal_cut *cut,
		     struct fault *why);

/*
 * Is nothing there? Where the power fails at a bad moment a file can be left without a byte, which
 * would open as a new journal.
 */
bool journal_is_gone(const char *path);

/* --- the whole --------------------------------------------------------- */

/* Every line, in the order in which journal_import wants them. */
bool journal_export(struct journal *journal, journal_line_fn *line, void *context,
		    struct fault *why);

struct journal_counts {
	int sessions, others; /* taken in */
	int known;	      /* were there already, and stay as they are */
};

/* Gives the next line; false at the end or when something is wrong, with why->code set. */
typedef bool journal_source_fn(void *context, struct line *line, struct fault *why);

/* Take in all lines that source gives, or none. Sessions that are known by their uid are left out.
 */
bool journal_import(struct journal *journal, journal_source_fn *source, void *context,
		    struct journal_counts *counts, struct fault *why);

struct journal_forgotten {
	int sessions, exercises, others;
};

/* Delete, and leave no trace of it in the file. Days are those of the records; both ends count. */
bool journal_forget_all(struct journal *journal, struct journal_forgotten *gone, struct fault *why);
bool journal_forget_days(struct journal *journal, long first, long last,
			 struct journal_forgotten *gone, struct fault *why);
/* ... and what was set aside of damaged journals. */
bool journal_forget_damaged(const char *path, struct fault *why);
bool journal_forget_exercise(struct journal *journal, const char *name,
			     struct journal_forgotten *gone, struct fault *why);

#endif
