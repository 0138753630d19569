/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_work.c - a set: reps on a tempo, holds, walks.
 *
 * The set is a chain of beats; each is due at a time reckoned from the beat
 * before, so that nothing drifts. Tones mark the beats; words are fitted
 * between them or dropped.
 */
#include "session_parts.h"

#include <assert.h>
#include <string.h>

enum {
	COUNT_AFTER_MS = 220,	 /* the number follows the tone of its rep */
	COUNT_AFTER_GO_MS = 450, /* ... or the longer one of the start */
	HALF_FROM_S = 10,	 /* holds from here on have a half-way tone and word */
	DOWN_FROM_S = 6,	 /* and from here on a count-down of three */
	MINUTES_SAID = 5	 /* a walk says how long every five minutes */
};

static int stop_s(const struct dose *dose)
{
	return dose->hold_s > 0 ? dose->hold_s : dose->pause_s;
}

/* Sides taken in turn double the reps of a set. */
static int all_reps(const struct session *s)
{
	return exercise_at_hand(s)->sides == SIDES_ALTERNATE ? s->dose.reps * 2 : s->dose.reps;
}

static int all_sides(const struct session *s)
{
	return exercise_at_hand(s)->sides == SIDES_BOTH ? 2 : 1;
}

static bool side_done(const struct session *s)
{
	return s->dose.minutes > 0 ? s->minutes_done >= s->dose.minutes : s->rep >= all_reps(s);
}

int work_done_percent(const struct session *s, const struct dose *dose)
{
	bool walk = dose->minutes > 0;
	bool in_turn = exercise_at_hand(s)->sides == SIDES_ALTERNATE;
	int sides = all_sides(s), sets = walk ? 1 : dose->sets;
	int units = walk ? dose->minutes : dose->reps * (in_turn ? 2 : 1);
	int done = (s->set * sides + s->side) * units + (walk ? s->minutes_done : s->rep);
	int all = sets * sides * units;
	return done < all ? done * 100 / all : 100;
}

static int side_of_rep(const struct session *s, int rep)
{
	if (exercise_at_hand(s)->sides == SIDES_ALTERNATE)
		return (rep + s->right_first) % 2;
	return s->side;
}

static void add_work(struct work *work, int side, int reps, int ms)
{
	*(side == 0 ? &work->reps : &work->reps_right) += reps;
	*(side == 0 ? &work->ms : &work->ms_right) += ms;
}

void work_measure(const struct session *s, struct effect *done)
{
	const struct dose *dose = &s->dose;
	int rep_ms = (dose->out_s + stop_s(dose) + dose->back_s) * 1000;
	int64_t until_ms = s->now_ms < s->deadline_ms ? s->now_ms : s->deadline_ms;
	int ms = until_ms > s->step_ms ? (int)(until_ms - s->step_ms) : 0;
	int rep = 0;
	memset(done, 0, sizeof *done);
	done->kind = EFFECT_DONE;
	done->at_ms = s->now_ms;
	done->saying.exercise = s->exercise;
	done->n = s->set;
	done->m = s->side;
	for (; dose->minutes == 0 && ms >= rep_ms; rep++, ms -= rep_ms)
		add_work(&done->work, side_of_rep(s, rep), 1, rep_ms);
	add_work(&done->work, side_of_rep(s, rep), 0, ms);
}

/* Past what is done: to the next side, or out of the set. */
static void advance(struct session *s)
{
	while (s->in_set && side_done(s)) {
		s->rep = 0;
		s->minutes_done = 0;
		if (++s->side < all_sides(s))
			continue;
		s->side = 0;
		s->set++;
		s->in_set = false;
	}
}

void work_interrupt(struct session *s)
{
	if (!s->in_set)
		return;
	if (s->dose.minutes > 0)
		s->minutes_done++;
	else
		s->rep++;
	advance(s);
}

void work_trim(struct session *s)
{
	if (!s->in_set)
		return;
	s->dose = dose_today(s, s->exercise);
	if (s->set >= s->dose.sets)
		s->in_set = false;
	advance(s);
}

/* --- beats ------------------------------------------------------------- */

/* The first movement begins with the countdown's last beep, which is tone enough. */
static void beat_out(struct session *s, struct effects *out, int64_t at_ms, bool after_go)
{
	bool in_turn = exercise_at_hand(s)->sides == SIDES_ALTERNATE;
	int64_t count_ms = at_ms + (after_go ? COUNT_AFTER_GO_MS : COUNT_AFTER_MS);
	s->beat = BEAT_OUT;
	if (!after_go)
		emit_tone(out, TONE_OUT, at_ms);
	if (!in_turn)
		emit_count(out, CUE_NUMBER, s->rep + 1, count_ms);
	else if (s->rep % 2 == 0)
		emit_count(out, CUE_NUMBER, s->rep / 2 + 1, count_ms);
	s->deadline_ms = at_ms + (int64_t)s->dose.out_s * 1000;
}

static void beat_back(struct session *s, struct effects *out, int64_t at_ms)
{
	s->beat = BEAT_BACK;
	emit_tone(out, TONE_BACK, at_ms);
	s->deadline_ms = at_ms + (int64_t)s->dose.back_s * 1000;
}

/* From the half or the start of a hold to its count-down, or to its end. */
static void wait_for_end(struct session *s, enum beat beat, int64_t end_ms)
{
	s->beat = beat;
	s->deadline_ms = s->dose.hold_s >= DOWN_FROM_S ? end_ms - 3000 : end_ms;
}

static void beat_hold(struct session *s, struct effects *out, int64_t at_ms)
{
	int64_t length_ms = (int64_t)stop_s(&s->dose) * 1000;
	emit_tone(out, TONE_HOLD, at_ms);
	if (s->dose.hold_s >= HALF_FROM_S) {
		s->beat = BEAT_HOLD;
		s->deadline_ms = at_ms + length_ms / 2;
	} else {
		wait_for_end(s, BEAT_HALF, at_ms + length_ms);
	}
}

static void beat_half(struct session *s, struct effects *out, int64_t at_ms)
{
	int64_t length_ms = (int64_t)s->dose.hold_s * 1000;
	emit_tone(out, TONE_HALF, at_ms);
	emit_count(out, CUE_HALF_WAY, 0, at_ms + COUNT_AFTER_MS);
	wait_for_end(s, BEAT_HALF, at_ms + length_ms - length_ms / 2);
}

/* The last three seconds of a hold, a number each. */
static void beat_down(struct session *s, struct effects *out, enum beat beat, int64_t at_ms)
{
	emit_count(out, CUE_NUMBER, (int)BEAT_ONE - (int)beat + 1, at_ms);
	s->beat = beat;
	s->deadline_ms = at_ms + 1000;
}

static void walk_minute(struct session *s, struct effects *out, int64_t at_ms)
{
	int left = s->dose.minutes - s->minutes_done;
	bool half = s->minutes_done * 2 == s->dose.minutes;
	emit_tone(out, half ? TONE_HALF : TONE_MINUTE, at_ms);
	if (half)
		emit_count(out, CUE_HALF_WAY, 0, at_ms + COUNT_AFTER_MS);
	else if (left == 1 || left % MINUTES_SAID == 0)
		emit_count(out, CUE_MINUTES_LEFT, left, at_ms + COUNT_AFTER_MS);
}

static void set_done(struct session *s, struct effects *out)
{
	if (s->set < dose_today(s, s->exercise).sets && !s->amber) {
		rest_enter(s, out, REST_SET);
		return;
	}
	emit_say(s, out, CUE_SET_DONE, 0, 0);
	ask_open(s, out, QUESTION_EXERCISE);
}

void work_return(struct session *s, struct effects *out)
{
	work_trim(s);
	s->told_ms = s->now_ms; /* a number said in the set may still be changed in the rest */
	if (s->in_set)
		rest_enter(s, out, REST_RESUME);
	else
		set_done(s, out);
}

static void unit_done(struct session *s, struct effects *out, int64_t at_ms)
{
	int side = s->side;
	bool over = side_done(s);
	if (!over && s->dose.minutes > 0) {
		walk_minute(s, out, at_ms);
		s->deadline_ms = at_ms + 60000;
		return;
	}
	if (!over) {
		beat_out(s, out, at_ms, false);
		return;
	}
	emit_tone(out, TONE_END, at_ms);
	advance(s);
	work_trim(s); /* "easier", said on one side, may leave no set for the other */
	if (s->in_set && s->side != side)
		rest_enter(s, out, REST_SIDE);
	else
		set_done(s, out);
}

static void next_beat(struct session *s, struct effects *out, int64_t at_ms)
{
	switch (s->beat) {
	case BEAT_OUT:
		if (stop_s(&s->dose) > 0)
			beat_hold(s, out, at_ms);
		else
			beat_back(s, out, at_ms);
		break;
	case BEAT_HOLD:
		beat_half(s, out, at_ms);
		break;
	case BEAT_HALF:
		if (s->dose.hold_s >= DOWN_FROM_S)
			beat_down(s, out, BEAT_THREE, at_ms);
		else
			beat_back(s, out, at_ms);
		break;
	case BEAT_THREE:
		beat_down(s, out, BEAT_TWO, at_ms);
		break;
	case BEAT_TWO:
		beat_down(s, out, BEAT_ONE, at_ms);
		break;
	case BEAT_ONE:
		beat_back(s, out, at_ms);
		break;
	case BEAT_BACK:
		s->rep++;
		unit_done(s, out, at_ms);
		break;
	case BEAT_MINUTE:
		s->minutes_done++;
		unit_done(s, out, at_ms);
		break;
	}
}

void work_begin(struct session *s, struct effects *out, int64_t zero_ms)
{
	uint32_t bit = 1u << s->exercise;
	s->state = STATE_WORK;
	s->talking = false;
	s->told = false;
	s->voices = 0;
	s->done = s->exercise;
	s->reached |= bit;
	s->in_set = true;
	s->dose = dose_today(s, s->exercise);
	assert(s->set < s->dose.sets);
	s->step_ms = zero_ms;
	bool in_turn = exercise_at_hand(s)->sides == SIDES_ALTERNATE;
	s->right_first = in_turn && s->rep % 2 != 0;
	struct effect *step = emit(out, EFFECT_STEP, zero_ms);
	step->saying.exercise = s->exercise;
	step->n = s->set;
	step->m = s->side;
	step->ease = s->ease;
	if (s->dose.minutes > 0) {
		s->beat = BEAT_MINUTE;
		s->deadline_ms = zero_ms + 60000;
	} else {
		beat_out(s, out, zero_ms, true);
	}
}

/* It was said in passing: the set goes on. */
static void note_in_work(struct session *s, struct effects *out, const struct intent *intent,
			 enum row row)
{
	bool spoken = intent->source == SOURCE_VOICE;
	if (spoken) {
		emit_heard(s, out, QUESTION_EXERCISE, intent, intent->value);
		emit_decide(s, out, ROW_P6, intent->value, intent->value);
	}
	judge_note(s, QUESTION_EXERCISE, intent->value);
	emit_pain(s, out, QUESTION_EXERCISE, intent->value, spoken ? BELIEF_ECHO : BELIEF_KEY);
	emit_decide(s, out, row, 0, intent->value);
	emit_aside(s, out, CUE_NOTED, intent->value, 0);
}

/* A number during a set: what is green and sure changes nothing, all else halts the set. */
static void number_in_work(struct session *s, struct effects *out, const struct intent *intent)
{
	if (intent->kind == INTENT_SAME)
		return;
	s->changing = false;
	s->tries = 0;
	struct verdict verdict = policy_judge(s->policy, s->start_pain, intent->value);
	if (verdict.k == 0 && !number_needs_yes(s, QUESTION_EXERCISE, intent)) {
		note_in_work(s, out, intent, verdict.row);
		return;
	}
	emit_hush(s, out);
	work_interrupt(s);
	number_heard(s, out, QUESTION_EXERCISE, intent);
}

void work_event(struct session *s, const struct event *event, struct effects *out)
{
	if (event->kind == EVENT_TICK) {
		next_beat(s, out, s->deadline_ms);
	} else if (event->kind == EVENT_INTENT) {
		enum intent_kind kind = event->intent.kind;
		if (kind == INTENT_NUMBER || kind == INTENT_NONE || kind == INTENT_SAME)
			number_in_work(s, out, &event->intent);
	}
}
