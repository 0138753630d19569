/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_support.h - plays a session for its tests: whatever is said takes a second.
 *
 * All effects are kept in the order they came; tests look for them by time
 * and kind. Keys and words are given as the person would type or say them.
 */
#ifndef TESTS_SESSION_SUPPORT_H
#define TESTS_SESSION_SUPPORT_H

#include "session.h"

enum { SPEECH_MS = 1000, TRAIL_MAX = 20000 };

struct play {
	struct routine routine;
	struct policy policy;
	struct session_plan plan;
	bool planned; /* plan is the test's own, else the first one */
	struct session_start start;
	struct session s;
	int64_t now_ms;
	int64_t spoken_ms; /* when all that was said will have been spoken, or SESSION_NEVER */
	int64_t late_ms;   /* every tick comes so late */
	int count;
	struct effect trail[TRAIL_MAX];
};

/* A calm routine: "one", "two" and "three", a set of two reps, all gentle. */
struct play *play_new(void);
void play_free(struct play *play);

/* Hand over one event at the time it is now. */
void play_event(struct play *play, enum event_kind kind);
void play_key(struct play *play, const char *words);
void play_voice(struct play *play, const char *words);
void play_doubtful(struct play *play, const char *words); /* spoken, and just not sure */
void play_unclear(struct play *play);

/* One event of time: what was said has been spoken, or the deadline. */
void play_on(struct play *play);
void play_for(struct play *play, int64_t ms);		   /* let so much time pass */
void play_to(struct play *play, enum session_state state); /* until it is entered */
void play_to_phase(struct play *play, enum rest_phase phase);
void play_to_question(struct play *play, enum question question); /* until its answer is awaited */

/* From the beginning to the rest before the first exercise, by keys. */
void play_start(struct play *play, const char *pain);
/* Until a check-in after an exercise, and answer it by key. */
void play_answer(struct play *play, const char *pain);

/* What came from the effect of this index on. */
int play_find(const struct play *play, int from, enum effect_kind kind); /* its index, or -1 */
int play_find_cue(const struct play *play, int from, enum cue cue);
int play_find_row(const struct play *play, int from, enum row row);
int play_tally(const struct play *play, int from, enum effect_kind kind);

#endif
