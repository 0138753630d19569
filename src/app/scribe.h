/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scribe.h - what happens in a session, made into lines of the journal.
 *
 * It writes nothing itself: the lines go to whoever takes them, in the order
 * in which they must be on disk.
 *
 * Threads: main only.
 */
#ifndef APP_SCRIBE_H
#define APP_SCRIBE_H

#include "journal_line.h"
#include "record.h"
#include "session.h"

#include <stdbool.h>
#include <stdint.h>

struct opening;

/* Takes a copy of the line; its number, from 1 on, or 0 when it is lost. */
typedef uint64_t scribe_write_fn(void *context, const struct line *line);

/* Open, so that it can stand in others; others use the functions below. */
struct scribe {
	scribe_write_fn *write;
	void *context;
	const struct opening *opening; /* borrowed */
	const struct session *session; /* borrowed */
	struct session_plan *plan;     /* of it; borrowed */
	struct record record;
	struct line head; /* the line of the session, sent again when it changes */
	struct stamp now;
	int64_t begin_ms; /* what the lines before a cut have used */
	uint64_t number;  /* of the newest line */
	bool ended;
};

/*
 * The session is set up and not begun. Sends its first lines. plan is the
 * session's, and is replaced when a morning becomes known.
 */
void scribe_begin(struct scribe *scribe, const struct opening *opening,
		  const struct session *session, struct session_plan *plan, scribe_write_fn *write,
		  void *context);

/* Instead of that: go on as the one before did, which was in another process. */
void scribe_take_over(struct scribe *scribe, const struct scribe *before,
		      const struct opening *opening, const struct session *session,
		      struct session_plan *plan, scribe_write_fn *write, void *context);

/* What time it is; a clock that was set makes the session doubtful. */
void scribe_time(struct scribe *scribe, const struct stamp *now);

/* Each effect in its order, right after the step of the session that led to it. */
void scribe_effect(struct scribe *scribe, const struct effect *effect);

/* It is over without an end of its own, such as without a sound device; nothing where it ended. */
void scribe_lost(struct scribe *scribe);

/* A day on which nothing is due, and that is sure: it bounds a doubtful one before. */
void scribe_seen(const struct opening *opening, struct line *line);

#endif
