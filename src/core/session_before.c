/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_before.c - what was before today: advice, a missed week, the morning after, a cut.
 *
 * Only the advice after two pain stops needs an answer. What was missed, and
 * the morning after, may stay unknown; that is never counted as good (X11).
 * A session that was cut off goes on no milder than it was.
 */
#include "session_parts.h"

static enum cue advice_cue(const struct session *s, enum row row)
{
	switch ((int)row) {
	case ROW_FL3:
		return CUE_ADVICE_FLARE;
	case ROW_AD2:
		return CUE_ADVICE_SEVERE;
	case ROW_AD3:
		return CUE_ADVICE_SAME;
	case ROW_AD4:
		return s->start.not_better ? CUE_ADVICE_REVIEW_SAME : CUE_ADVICE_REVIEW;
	case ROW_AD5:
		return CUE_ADVICE_KEEP;
	default:
		return CUE_ADVICE_LEFT_OUT;
	}
}

void before_say(struct session *s, struct effects *out)
{
	if (s->start.cut.there) {
		emit_say(s, out, CUE_CUT_OFF, 0, 0);
		out->list[out->count - 1].saying.exercise = s->start.cut.exercise;
	} else if (s->start.cut_ended) {
		emit_say(s, out, CUE_CUT_ENDED, 0, 0);
	}
	for (int i = 0; i < ADVICE_MOST; i++) {
		enum row row = s->start.advice[i];
		if (row == ROW_NONE)
			continue;
		emit_decide(s, out, row, 0, PAIN_UNKNOWN);
		emit_say(s, out, advice_cue(s, row), 0, 0);
	}
}

bool before_ask(struct session *s, struct effects *out)
{
	if (s->start.stopped_twice)
		ask_open(s, out, QUESTION_ADVICE);
	else if (s->start.ask_away)
		ask_open(s, out, QUESTION_AWAY);
	else if (s->start.ask_morning)
		ask_open(s, out, QUESTION_MORNING);
	else
		return false;
	return true;
}

void before_advice(struct session *s, struct effects *out)
{
	if (s->question == QUESTION_ADVICE) {
		ask_open(s, out, QUESTION_ADVICE_SURE);
		return;
	}
	emit_decide(s, out, ROW_AD1, 0, PAIN_UNKNOWN);
	s->start.stopped_twice = false;
	open_next(s, out);
}

/* --- what may stay unknown -------------------------------------------------- */

void before_away(struct session *s, struct effects *out, const struct intent *intent)
{
	bool said = intent->kind == INTENT_NUMBER && intent->value >= AWAY_PAIN &&
		    intent->value <= AWAY_OTHER;
	if (!said) {
		if (intent->source == SOURCE_VOICE)
			ask_unanswered(s, out);
		return;
	}
	ask_cut(s, out);
	emit_answer(s, out, intent->value, intent);
	s->start.ask_away = false;
	emit_say(s, out, CUE_AWAY_THANKS, 0, 0);
	open_next(s, out);
}

/* It never stands for the pain of now; a severe one begins a flare at once (FL1). */
void before_morning(struct session *s, struct effects *out, int value)
{
	bool severe = value >= s->policy->stop;
	s->start.ask_morning = false;
	s->one_that_morning = value == 1;
	s->told_ms = s->now_ms;
	if (severe) {
		emit_decide(s, out, ROW_FL1, 0, value);
		s->start.signs_due |= !s->start.flare;
		s->start.flare = true;
	}
	emit_say(s, out, severe ? CUE_MORNING_HIGH : CUE_NOTED, value, 0);
	open_next(s, out);
}

bool before_pass(struct session *s, struct effects *out)
{
	if (s->question == QUESTION_MORNING) {
		s->start.ask_morning = false;
		emit_decide(s, out, ROW_X11, 0, PAIN_UNKNOWN);
		emit_say(s, out, CUE_MORNING_UNKNOWN, 0, 0);
	} else if (s->question == QUESTION_AWAY) {
		s->start.ask_away = false;
	} else {
		return false;
	}
	open_next(s, out);
	return true;
}

/* Ten on the keys is taken for one until its nought comes, when another question is open. */
bool before_is_ten(const struct session *s, const struct event *event)
{
	bool asks = s->state == STATE_ASK &&
		    (s->question == QUESTION_SIGN || s->question == QUESTION_READY);
	return s->one_that_morning && asks && event->kind == EVENT_INTENT &&
	       event->intent.kind == INTENT_NUMBER && event->intent.source == SOURCE_KEY &&
	       event->intent.value == 0 && s->now_ms - s->told_ms <= TEN_MS;
}

/* --- where it was cut off ------------------------------------------------------ */

static uint32_t all_of_it(const struct session *s)
{
	return (1u << s->routine->count) - 1;
}

static uint32_t strength_of(const struct session *s)
{
	uint32_t bits = 0;
	for (int i = 0; i < s->routine->count; i++)
		if (s->routine->exercise[i].kind == KIND_STRENGTH)
			bits |= 1u << i;
	return bits;
}

/* Of the exercise in hand some sets were done. */
static uint32_t half_done(const struct session_cut *cut)
{
	return cut->sets > 0 ? 1u << cut->exercise : 0;
}

/* Strength is not done twice a day (N2), nor what was left. */
static void begin_again(struct session *s, struct effects *out)
{
	const struct session_cut *cut = &s->start.cut;
	uint32_t twice = (cut->reached | half_done(cut)) & strength_of(s) & ~s->barred;
	int strength = 0;
	for (uint32_t bits = twice; bits != 0; bits &= bits - 1)
		strength++;
	s->barred |= twice | cut->left;
	s->left |= s->barred;
	if (s->gentle_only)
		judge_bar_all_but_gentle(s);
	if (session_planned(s) == 0) {
		emit_say(s, out, CUE_REFUSE_NOTHING_LEFT, 0, 0);
		close_with(s, out, RESULT_REFUSED);
		return;
	}
	emit_say(s, out, strength > 0 ? CUE_BEGIN_AGAIN_LESS : CUE_BEGIN_AGAIN, strength, 0);
	rest_go_on(s, out);
}

/* At the set behind those that were done, where today asks for another one. */
static void take_in_hand(struct session *s)
{
	const struct session_cut *cut = &s->start.cut;
	rest_move_to(s, cut->exercise);
	s->done = cut->exercise;
	s->reached |= 1u << cut->exercise;
	s->set = cut->sets;
	s->in_set = s->set < dose_today(s, s->exercise).sets;
}

void before_go_on(struct session *s, struct effects *out, bool yes)
{
	const struct session_cut *cut = &s->start.cut;
	s->start.cut.there = false;
	if (!yes) {
		begin_again(s, out);
		return;
	}
	s->reached |= cut->reached & ~s->barred;
	s->left |= cut->left;
	if ((half_done(cut) & ~s->left) != 0)
		take_in_hand(s);
	if (s->in_set)
		rest_enter(s, out, REST_CUT);
	else
		rest_go_on(s, out);
}

enum cue before_offer_cue(const struct session *s)
{
	const struct session_cut *cut = &s->start.cut;
	if (cut->sets == 0)
		return CUE_GO_ON_ASK;
	return cut->sets < dose_today(s, cut->exercise).sets ? CUE_GO_ON_SET : CUE_GO_ON_NEXT;
}

bool before_offer(struct session *s, struct effects *out)
{
	const struct session_cut *cut = &s->start.cut;
	if (!cut->there)
		return false;
	if ((all_of_it(s) & ~(s->left | cut->left | cut->reached)) != 0)
		ask_open(s, out, QUESTION_GO_ON);
	else
		before_go_on(s, out, false);
	return true;
}
