/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * coach_inner.h - what the files of coach share; nobody else includes it.
 */
#ifndef APP_COACH_INNER_H
#define APP_COACH_INNER_H

#include "coach.h"
#include "phrase.h"

enum { AGENDA = 64, QUEUE = 64 };

/* A sentence that waits for its turn, or for its sound. */
struct sentence {
	int64_t at_ms; /* not before */
	int ticket;
	struct saying saying;
	char words[WORDS_BYTES];
};

struct coach {
	struct coach_parts parts;
	int64_t now_ms; /* session time */
	/* tones, counts and the like whose time has not come, in order of time */
	struct effect agenda[AGENDA];
	int agenda_count;
	struct sentence queue[QUEUE];
	int queue_first, queue_count;
	int64_t voice_free_ms; /* the last words ordered end here */
	bool no_further;       /* the last wish for another voice changed nothing */
	int64_t silent_to_ms;  /* silence from then on back: no breath needed after it */
	bool speaking;	       /* SPOKEN is owed when the queue is empty and the voice free */

	bool ear_open;
	enum listen_context context;
	int64_t ear_since_ms;

	bool expecting; /* a played person answers at expected.at_ms */
	struct event expected;
	bool ended;
};

/* coach_voice.c */
float coach_voice_gain(const struct coach *coach, int ticket, enum cue cue);
enum cue coach_voice_cue(const struct coach *coach, enum cue cue);
void coach_voice_adjust(struct coach *coach, enum intent_kind kind); /* from the next words on */

#endif
