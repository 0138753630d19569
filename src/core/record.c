/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record.c - what a session's effects say, as history keeps it.
 *
 * The worst answer of an exercise is that of its own questions, of a pause in
 * it, and of the last question of all; a number that was changed does not count.
 */
#include "record.h"

#include <assert.h>
#include <string.h>

static void plan_of(struct past_exercise *past, const struct exercise *exercise,
		    const struct planned *planned)
{
	memcpy(past->name, exercise->name, sizeof past->name);
	past->kind = exercise->kind;
	past->part = exercise->part;
	past->level = planned->level;
	past->planned = planned->dose;
	past->k = PAIN_UNKNOWN;
	past->left = planned->left_out != ROW_NONE;
}

void record_init(struct record *record, const struct session *s, const int top[], long day,
		 bool doubtful)
{
	memset(record, 0, sizeof *record);
	struct past_session *past = &record->past;
	past->day = day;
	past->doubtful = doubtful;
	past->start_pain = PAIN_UNKNOWN;
	past->morning = PAIN_UNKNOWN;
	past->count = s->routine->count;
	for (int i = 0; i < past->count; i++) {
		plan_of(&past->exercise[i], &s->routine->exercise[i], &s->plan->exercise[i]);
		past->exercise[i].top = top[i];
		record->k_before[i] = PAIN_UNKNOWN;
	}
	record->hearing.value = PAIN_UNKNOWN;
	record->exercise = -1;
	record->set = -1;
}

void record_plan(struct record *record, const struct session *s)
{
	for (int i = 0; i < record->past.count; i++) {
		record->past.exercise[i].level = s->plan->exercise[i].level;
		record->past.exercise[i].planned = s->plan->exercise[i].dose;
	}
}

void record_resume(struct record *record, const struct past_session *past)
{
	assert(past->count == record->past.count);
	record->past = *past;
	record->past.ended = false;
	for (int i = 0; i < past->count; i++) {
		record->ms[i] = past->exercise[i].seconds * 1000;
		record->ms_right[i] = past->exercise[i].seconds_right * 1000;
		record->k_before[i] = past->exercise[i].k;
	}
}

bool record_has_begun(const struct past_session *past)
{
	for (int i = 0; i < past->count; i++)
		if (past->exercise[i].begun)
			return true;
	return false;
}

/* --- effects ------------------------------------------------------------- */

static uint32_t take_step(struct record *record, const struct effect *step)
{
	struct past_exercise *past = &record->past.exercise[step->saying.exercise];
	record->exercise = step->saying.exercise;
	record->set = step->n;
	past->begun = true;
	past->ease = step->ease;
	return 1u << record->exercise;
}

static uint32_t take_done(struct record *record, const struct effect *done)
{
	int which = done->saying.exercise;
	struct past_exercise *past = &record->past.exercise[which];
	record->ms[which] += done->work.ms;
	record->ms_right[which] += done->work.ms_right;
	past->reps += done->work.reps;
	past->reps_right += done->work.reps_right;
	past->seconds = record->ms[which] / 1000;
	past->seconds_right = record->ms_right[which] / 1000;
	return 1u << which;
}

static uint32_t take_went(struct record *record, const struct effect *went)
{
	struct past_exercise *past = &record->past.exercise[went->saying.exercise];
	past->complete = went->n != 0;
	past->left = went->m != 0;
	return 1u << went->saying.exercise;
}

static void take_heard(struct record *record, const struct effect *heard)
{
	record->hearing = (struct record_hearing){
	    .value = heard->n, .source = (enum intent_source)heard->m, .percent = heard->percent};
}

/* Numbers keyed in a set are accepted without being told as heard. */
static void take_pain(struct record *record, const struct effect *pain)
{
	record->changes = pain->changes;
	if (pain->belief == BELIEF_KEY)
		record->hearing = (struct record_hearing){
		    .value = pain->n, .source = SOURCE_KEY, .percent = INTENT_CERTAIN};
	if (pain->m == (int)QUESTION_START)
		record->past.start_pain = pain->n;
}

static uint32_t take_verdict(struct record *record, const struct effect *decide)
{
	int which = decide->saying.exercise;
	bool verdict = decide->row >= ROW_S1 && decide->row <= ROW_S6;
	bool sharp = decide->row == ROW_W4;
	if (which < 0 || (!verdict && !sharp))
		return 0;
	struct past_exercise *past = &record->past.exercise[which];
	past->sharp |= sharp;
	if (sharp || !record->changes)
		record->k_before[which] = past->k;
	past->k = decide->n > record->k_before[which] ? decide->n : record->k_before[which];
	record->changes = false;
	return 1u << which;
}

/* Before the first step, and when nothing more is to come, some are barred. */
static uint32_t take_bars(struct record *record, const struct session *s)
{
	uint32_t changed = 0;
	for (int i = 0; i < record->past.count; i++) {
		struct past_exercise *past = &record->past.exercise[i];
		if ((s->barred & (1u << i)) == 0 || past->begun || past->left)
			continue;
		past->left = true;
		changed |= 1u << i;
	}
	return changed;
}

uint32_t record_effect(struct record *record, const struct effect *effect, const struct session *s)
{
	uint32_t changed = take_bars(record, s);
	if (effect->kind == EFFECT_STEP)
		changed |= take_step(record, effect);
	else if (effect->kind == EFFECT_DONE)
		changed |= take_done(record, effect);
	else if (effect->kind == EFFECT_WENT)
		changed |= take_went(record, effect);
	else if (effect->kind == EFFECT_HEARD)
		take_heard(record, effect);
	else if (effect->kind == EFFECT_PAIN)
		take_pain(record, effect);
	else if (effect->kind == EFFECT_DECIDE)
		changed |= take_verdict(record, effect);
	if (effect->kind == EFFECT_END) {
		record->past.ended = true;
		record->past.result = (enum session_result)effect->n;
	}
	return changed;
}
