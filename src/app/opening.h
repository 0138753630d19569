/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * opening.h - what a session begins with: its plan of today and its questions, from what was
 * before.
 *
 * Two files remember. The memo is the latch: the notice, the warning signs,
 * the lock after an emergency, a start with severe pain; small, replaced
 * whole, and read even where the journal is damaged or set aside. All else is
 * the journal's; the start pain of last time is the memo's only where the
 * journal knows none.
 *
 * Reads only, from main before a session starts. A journal that cannot be read
 * is told, and everything is at level 0; so is one that is gone, which the memo knows.
 */
#ifndef APP_OPENING_H
#define APP_OPENING_H

#include "cut_off.h"
#include "journal.h"
#include "plan.h"
#include "session.h"

#include <stdbool.h>

struct setup;

enum opening_choice {
	OPENING_DUE,  /* what is due today */
	OPENING_ALL,  /* everything, at its level; what X4 left out stays out */
	OPENING_LEARN /* one slow repetition of each; nothing of it is remembered */
};

/* Plain values, about 50 KB. */
struct opening {
	enum opening_choice choice;
	struct fault trouble; /* why the journal cannot be read; FAULT_NONE: it can */
	struct clock clock;
	struct stamp now;
	struct session_start start;
	struct session_plan plan;
	/* the same once the morning that is asked about is known: only with ask_morning */
	struct session_plan plan_after[PAIN_MAX + 1];
	int top[ROUTINE_EXERCISES]; /* the last level of each ladder */
	bool rest_day;		    /* nothing of the main part is due: all of it rests */
	long next_day;		    /* ... until then */
	struct cut_off cut;
	long morning_day;     /* the morning that is asked about */
	enum mark_kind flare; /* to be marked: a flare began or went; else MARKS */
	bool flare_marked;    /* while it is read: the last mark was of a beginning */
};

/* setup has the routine and its settings; clock and now are those of reading. */
void opening_read(struct opening *opening, const struct setup *setup, enum opening_choice choice,
		  const struct clock_reading *reading);

/* Is the session written down? Not to learn it, nor a day of rest. */
bool opening_is_recorded(const struct opening *opening);

/* The routine of the newest session in the journal, or "" where there is none. */
void opening_last_routine(const char *journal, char name[NAME_BYTES]);

#endif
