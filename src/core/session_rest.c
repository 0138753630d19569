/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_rest.c - the time between steps: what comes next, getting there, the countdown.
 *
 * A rest is entered after an accepted number, between green sets of one
 * exercise, or to change sides; a step begins only out of it. The next
 * exercise is announced at its beginning, so that the person has the whole
 * rest to get into position.
 */
#include "session_parts.h"

/* --- what comes next --------------------------------------------------- */

static bool is_candidate(const struct session *s, int i)
{
	uint32_t bit = 1u << i;
	return ((s->reached | s->left) & bit) == 0;
}

/* The next exercise, or -1. At the second ease gentle ones go first among the main part. */
static int choose_next(const struct session *s)
{
	int first = -1;
	for (int i = 0; i < s->routine->count; i++) {
		const struct exercise *exercise = &s->routine->exercise[i];
		if (!is_candidate(s, i))
			continue;
		if (first < 0)
			first = i;
		if (s->ease < EASE_MAX || s->routine->exercise[first].part != PART_MAIN)
			break;
		if (exercise->part == PART_MAIN && exercise->gentle)
			return i;
	}
	return first;
}

void rest_move_to(struct session *s, int exercise)
{
	s->exercise = exercise;
	s->set = 0;
	s->side = 0;
	s->rep = 0;
	s->minutes_done = 0;
	s->in_set = false;
	s->drop_sets = false;
}

enum session_result rest_result(const struct session *s)
{
	uint32_t planned =
	    ((s->routine->count == 32 ? 0 : 1u << s->routine->count) - 1) & ~s->barred;
	bool all = (s->reached & planned) == planned && (s->left & planned) == 0;
	return all ? RESULT_COMPLETED : RESULT_PARTLY;
}

bool rest_has_more(const struct session *s)
{
	bool begun = s->exercise >= 0 && (s->reached & (1u << s->exercise)) != 0;
	if (has_exercise(s) && !begun)
		return true;
	if (has_exercise(s) && !s->drop_sets &&
	    (s->in_set || s->set < dose_today(s, s->exercise).sets))
		return true;
	return choose_next(s) >= 0;
}

/* Whatever ended it: where one was left, that has been told. */
void rest_went(struct session *s, struct effects *out)
{
	if (!has_exercise(s) || (s->reached & (1u << s->exercise)) == 0)
		return;
	struct effect *went = emit(out, EFFECT_WENT, s->now_ms);
	went->saying.exercise = s->exercise;
	went->n = s->set >= dose_today(s, s->exercise).sets;
}

void rest_go_on(struct session *s, struct effects *out)
{
	if (before_offer(s, out))
		return;
	bool begun = s->exercise >= 0 && (s->reached & (1u << s->exercise)) != 0;
	if (has_exercise(s) && !begun) {
		s->drop_sets = false; /* of the exercise before */
		rest_enter(s, out, s->reached == 0 ? REST_FIRST : REST_NEXT);
		return;
	}
	if (has_exercise(s) && !s->drop_sets) {
		work_trim(s);
		if (s->in_set) {
			rest_enter(s, out, REST_RESUME);
			return;
		}
		if (s->set < dose_today(s, s->exercise).sets) {
			rest_enter(s, out, REST_SET);
			return;
		}
	}
	int next = choose_next(s);
	rest_went(s, out);
	rest_move_to(s, next);
	if (next < 0)
		rest_enter(s, out, REST_FINAL);
	else
		rest_enter(s, out, s->reached == 0 ? REST_FIRST : REST_NEXT);
}

/* --- coming and going ---------------------------------------------------- */

/* Something else is said meanwhile; the beeps of a countdown begin anew after it. */
void rest_aside(struct session *s, struct effects *out, enum cue cue, int n)
{
	if (s->phase == PHASE_COUNTDOWN)
		emit_hush(s, out);
	if (s->phase != PHASE_READY)
		s->phase = PHASE_TALK;
	emit_say(s, out, cue, n, 0);
}

/* Easing may have used up what was to come of the set or the exercise. */
static bool eased_away(struct session *s)
{
	bool over = false;
	if (s->rest == REST_SIDE || s->rest == REST_RESUME || s->rest == REST_CUT) {
		work_trim(s);
		over = !s->in_set;
	} else if (s->rest == REST_SET) {
		over = s->set >= dose_today(s, s->exercise).sets;
	}
	return over;
}

void rest_eased(struct session *s, struct effects *out)
{
	if (eased_away(s))
		ask_open(s, out, QUESTION_EXERCISE);
}

/* --- how long ---------------------------------------------------------- */

static int64_t rest_length_ms(const struct session *s)
{
	switch (s->rest) {
	case REST_NEXT:
		return s->done < 0 ? 0 : (int64_t)dose_today(s, s->done).rest_s * 1000;
	case REST_SET:
		return (int64_t)dose_today(s, s->exercise).rest_s * 1000;
	case REST_SIDE:
		return (int64_t)exercise_at_hand(s)->switch_s * 1000;
	case REST_FINAL:
		return FINAL_REST_MS;
	case REST_FIRST:
	case REST_RESUME:
	case REST_CUT:
		break;
	}
	return 0;
}

void rest_enter(struct session *s, struct effects *out, enum rest_kind kind)
{
	s->state = STATE_REST;
	s->rest = kind;
	s->wait_prompts = 0;
	ask_shut(s);
	s->rest_until_ms = s->now_ms + rest_length_ms(s);
	if (s->told && s->rest_until_ms < s->told_ms + CHANGE_MS)
		s->rest_until_ms = s->told_ms + CHANGE_MS;
	tell_rest(s, out, s->exercise < 0 ? TELL_FULL : s->plan->exercise[s->exercise].telling);
}

static bool must_get_there(const struct session *s)
{
	return s->rest == REST_FIRST || s->rest == REST_NEXT || s->rest == REST_RESUME ||
	       s->rest == REST_CUT;
}

/* After the announcement: the rest that is left, and at least the time to get there. */
static void settle(struct session *s, struct effects *out)
{
	bool must_move = must_get_there(s);
	int64_t until_ms = s->now_ms;
	if (must_move)
		until_ms += (int64_t)exercise_at_hand(s)->position_s * 1000;
	/* P6: a number that was misheard can be taken back by voice, too. */
	if (s->told && until_ms < s->now_ms + CHANGE_OPEN_MS)
		until_ms = s->now_ms + CHANGE_OPEN_MS;
	s->phase = PHASE_SETTLE;
	s->deadline_ms = until_ms > s->rest_until_ms ? until_ms : s->rest_until_ms;
	emit_listen(s, out, LISTEN_ANY);
}

static enum cue ready_cue(const struct session *s)
{
	if (s->start.by_count)
		return CUE_PRESS_READY;
	return s->wait_prompts == 1 ? CUE_WAIT_READY : CUE_READY_AGAIN;
}

/* What was being said is said anew; a countdown is counted anew; who was getting ready has as long
 * again. */
void rest_return(struct session *s, struct effects *out)
{
	s->state = STATE_REST;
	s->told_ms = s->now_ms;
	if (eased_away(s)) {
		ask_open(s, out, QUESTION_EXERCISE);
	} else if (s->phase == PHASE_COUNTDOWN) {
		s->phase = PHASE_TALK;
		emit_say(s, out, CUE_RESUMED, 0, 0);
	} else if (s->phase == PHASE_READY) {
		emit_say(s, out, ready_cue(s), 0, 0);
	} else if (s->phase == PHASE_SETTLE) {
		settle(s, out);
	} else {
		rest_enter(s, out, s->rest);
	}
}

/* Three even beeps, and a longer, higher one exactly at zero. */
static void countdown(struct session *s, struct effects *out, int64_t first_ms)
{
	s->phase = PHASE_COUNTDOWN;
	emit(out, EFFECT_DEAF, s->now_ms);
	for (int i = 0; i < BEEPS; i++)
		emit_tone(out, TONE_COUNT, first_ms + i * BEEP_MS);
	s->deadline_ms = first_ms + BEEPS * BEEP_MS;
	emit_tone(out, TONE_GO, s->deadline_ms);
}

static void wait_for_ready(struct session *s, struct effects *out)
{
	s->phase = PHASE_READY;
	if (s->wait_prompts++ < s->policy->tries) {
		emit(out, EFFECT_DEAF, s->now_ms);
		emit_say(s, out, ready_cue(s), 0, 0);
	} else {
		s->question = QUESTION_RESUME;
		standby_enter(s, out);
	}
}

static void settled(struct session *s, struct effects *out)
{
	bool waits = must_get_there(s);
	if (s->rest == REST_FINAL)
		ask_open(s, out, QUESTION_FINAL);
	else if (waits && exercise_at_hand(s)->wait)
		wait_for_ready(s, out);
	else
		countdown(s, out, s->deadline_ms + SESSION_LEAD_MS);
}

bool session_hold(struct session *s, int64_t until_ms)
{
	if (s->state != STATE_REST || s->phase != PHASE_SETTLE)
		return false;
	if (s->deadline_ms < until_ms)
		s->deadline_ms = until_ms;
	return true;
}

/* --- events ------------------------------------------------------------ */

static void spoken(struct session *s, struct effects *out)
{
	if (s->phase == PHASE_TALK) {
		settle(s, out);
	} else if (s->phase == PHASE_READY) {
		emit_listen(s, out, LISTEN_READY);
		s->deadline_ms = s->now_ms + READY_ANSWER_MS;
	}
}

static void due(struct session *s, struct effects *out)
{
	if (s->phase == PHASE_SETTLE)
		settled(s, out);
	else if (s->phase == PHASE_READY)
		wait_for_ready(s, out);
	else if (s->phase == PHASE_COUNTDOWN)
		work_begin(s, out, s->deadline_ms);
}

/* P6: the rest is the window to correct a number; where work came after it, it is a new one. */
void rest_correct(struct session *s, struct effects *out, const struct intent *intent)
{
	if (intent->kind == INTENT_SAME)
		return;
	emit_hush(s, out);
	s->changing = s->told;
	s->tries = 0;
	number_heard(s, out, s->told ? s->last_question : QUESTION_EXERCISE, intent);
}

void rest_change(struct session *s, struct effects *out)
{
	s->changing = s->told;
	ask_open(s, out, s->told ? s->last_question : QUESTION_EXERCISE);
}

static void change(struct session *s, struct effects *out)
{
	emit_hush(s, out);
	emit_say(s, out, CUE_CHANGE_OK, 0, 0);
	rest_change(s, out);
}

static void ready(struct session *s, struct effects *out)
{
	if (s->phase != PHASE_READY)
		return;
	if (s->talking)
		emit_hush(s, out);
	countdown(s, out, s->now_ms + SESSION_LEAD_MS);
}

void rest_event(struct session *s, const struct event *event, struct effects *out)
{
	if (event->kind == EVENT_SPOKEN) {
		spoken(s, out);
	} else if (event->kind == EVENT_TICK) {
		due(s, out);
	} else if (event->kind == EVENT_INTENT) {
		enum intent_kind kind = event->intent.kind;
		/* What is heard in the coach's own words was not said to them. */
		bool own = event->intent.source == SOURCE_VOICE && s->talking;
		if (own)
			return;
		if (kind == INTENT_NUMBER || kind == INTENT_NONE || kind == INTENT_SAME)
			rest_correct(s, out, &event->intent);
		else if (kind == INTENT_CHANGE)
			change(s, out);
		else if (kind == INTENT_READY || kind == INTENT_YES)
			ready(s, out);
	}
}
