/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * coach.h - carries out what the session asks for; the same live and rendered.
 *
 * It runs the session a little ahead of the frames made, so that each order
 * reaches the mixer before its frame. Everything with a time waits in its
 * agenda until that time has come; a hush empties the agenda. Words follow
 * one another; counts sound at their time or not at all.
 *
 * Threads: main only. Ownership: everything in the parts is borrowed.
 * Units: ms of session time, frames / 48.
 */
#ifndef APP_COACH_H
#define APP_COACH_H

#include "comfort.h"
#include "event.h"
#include "session.h"

#include <stdbool.h>
#include <stdint.h>

struct coach;
struct fault;
struct mixer;
struct shelf;
struct transcript;

enum {
	COACH_AHEAD_MS = 120, /* more than a nap of main and a block of the sound card together */
	SENTENCE_GAP_MS = 180 /* a breath between two sentences */
};

/* Looks on, and may hold up a rest. */
struct coach_watch {
	void (*effect)(void *context, const struct effect *effect);
	bool (*holds)(void *context); /* what was done is not written down yet */
	void *context;
};

struct coach_parts {
	struct coach_watch watch; /* its functions may be NULL */
	struct session *session;  /* set up, not begun */
	struct mixer *mixer;
	struct shelf *shelf;
	struct transcript *transcript;
	struct comfort comfort;
	int ahead_ms; /* how far the session runs ahead of the frames made */
};

struct coach *coach_open(const struct coach_parts *parts, struct fault *why);

/* Begin the session, at time 0. */
void coach_begin(struct coach *coach);

/* Instead of that: one that was begun before, in another process, up to this time, and spoke so. */
void coach_go_on(struct coach *coach, int64_t now_ms, const struct comfort *comfort);

/* How it speaks now. */
const struct comfort *coach_comfort(const struct coach *coach);

/* A loudspeaker was opened, that swallows sound while it wakes up: no sentence for so long. */
void coach_wake(struct coach *coach, int wake_ms);

/* Have the counts made, so that they are ready to the millisecond; after coach_begin. */
void coach_prepare(struct coach *coach);

/* Run everything that is due, up to ahead_ms beyond the frames made. */
void coach_run(struct coach *coach);

/*
 * Say something that the session knows nothing of. Only behind what the coach
 * says in a rest or at the end is there room for it; false otherwise.
 */
bool coach_add(struct coach *coach, enum cue cue);

/* Something happened outside; it takes effect at once. */
void coach_event(struct coach *coach, enum event_kind kind, const struct intent *intent);

/* The same at a time to come; forgotten when the ear is shut or opened anew before. For played
 * persons. */
void coach_expect(struct coach *coach, int64_t at_ms, const struct intent *intent);

/* Since when the session wants to listen; false when it does not. */
bool coach_waits(const struct coach *coach, int64_t *since_ms);

/*
 * What may be heard, by now, at this frame of the sound: LISTEN_OVER while the
 * coach itself can be heard, else what the session asks for, else LISTEN_ANY.
 * True when the session waits for it.
 */
bool coach_listens(const struct coach *coach, int64_t heard_ms, enum listen_context *context);

/*
 * Is there something to fall silent for, when somebody speaks over the coach
 * at this frame? Not when the question that is being answered is just out.
 */
bool coach_is_cut(const struct coach *coach, int64_t heard_ms);

/* Where the session is: the time up to which it has run. */
int64_t coach_now_ms(const struct coach *coach);

/* The session is over and everything said has been played. */
bool coach_is_over(const struct coach *coach);

void coach_close(struct coach *coach);

#endif
