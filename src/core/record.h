/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record.h - what a session's effects say, as history keeps it.
 *
 * Pure. Hand over each effect of a session in its order, right after the step
 * that led to it; what has changed is told, so that it can be written at once.
 */
#ifndef CORE_RECORD_H
#define CORE_RECORD_H

#include "history.h"
#include "session.h"

#include <stdbool.h>
#include <stdint.h>

/* The last number that was heard, keyed or spoken; with EFFECT_PAIN the one behind it. */
struct record_hearing {
	int value; /* or PAIN_UNKNOWN */
	enum intent_source source;
	int percent;
};

struct record {
	struct past_session past;
	struct record_hearing hearing;
	int exercise, set; /* of the last step; -1 before the first */
	/* sums that past rounds down to seconds, and answers that a change takes back */
	int ms[ROUTINE_EXERCISES], ms_right[ROUTINE_EXERCISES];
	int k_before[ROUTINE_EXERCISES];
	bool changes;
};

/* Of a session that has not begun; top is the last level of each exercise's ladder. */
void record_init(struct record *record, const struct session *s, const int top[], long day,
		 bool doubtful);

/* The plan of s has changed before anything was begun: a morning became known, say. */
void record_plan(struct record *record, const struct session *s);

/* Of one that goes on after a cut: what was recorded until then stays and is added to. */
void record_resume(struct record *record, const struct past_session *past);

/* Did the first step of any exercise sound? */
bool record_has_begun(const struct past_session *past);

/* Take one effect in. Bit i of the answer: past.exercise[i] has changed. */
uint32_t record_effect(struct record *record, const struct effect *effect, const struct session *s);

#endif
