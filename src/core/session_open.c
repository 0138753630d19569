/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_open.c - the questions before anything moves, and those after "leg".
 *
 * Greeting, lock, notice, what was before, warning signs, ready, pain: each leads
 * to the next, and only an explicit answer leads on. A yes to a warning sign
 * refuses at once; spoken noes are asked back together before they count.
 */
#include "session_parts.h"

struct sign {
	enum cue cue;
	bool emergency; /* EM: emergency services; else UR: a doctor first */
};

/* The warning signs, emergencies first; "leg" asks the first LEG_SIGNS of them. */
static const struct sign signs[] = {
    {CUE_SIGN_SADDLE, true}, {CUE_SIGN_BLADDER, true}, {CUE_SIGN_LEGS, true},
    {CUE_SIGN_CHEST, true},  {CUE_SIGN_STROKE, true},  {CUE_SIGN_ACCIDENT, true},
    {CUE_SIGN_ILL, false},   {CUE_SIGN_WEIGHT, false}, {CUE_SIGN_HISTORY, false},
    {CUE_SIGN_NIGHT, false}, {CUE_SIGN_LEG, false},    {CUE_SIGN_HEART, false},
};

enum { SIGNS = sizeof signs / sizeof signs[0], LEG_SIGNS = 3 };

enum cue open_sign_cue(int sign)
{
	return signs[sign].cue;
}

/* What is not meant for this person, or for today. */
static void bar_beforehand(struct session *s, struct effects *out)
{
	enum { SAID_MOST = 3 };
	unsigned blocked = CONDITION_SURGERY | CONDITION_INJURY;
	bool all = s->routine->shipped && (s->start.conditions & blocked) != 0;
	int said = 0;
	for (int i = 0; i < s->routine->count; i++) {
		bool rests = s->plan->exercise[i].left_out != ROW_NONE;
		if (!rests && !all && (s->routine->exercise[i].cautions & s->start.conditions) == 0)
			continue;
		s->barred |= 1u << i;
		if (!rests && !all && said++ < SAID_MOST) {
			emit_say(s, out, CUE_LEFT_OUT, 0, 0);
			out->list[out->count - 1].saying.exercise = i;
		}
	}
	s->left = s->barred;
}

static void ask_signs(struct session *s, struct effects *out)
{
	s->sign = 0;
	s->sign_by_voice = false;
	emit_say(s, out, CUE_SIGNS_INTRO, SIGNS, 0);
	ask_open(s, out, QUESTION_SIGN);
}

/* Each question takes back what made it due. */
void open_next(struct session *s, struct effects *out)
{
	if (s->start.locked) {
		ask_open(s, out, QUESTION_LOCK);
	} else if (s->start.first_run) {
		ask_open(s, out, QUESTION_NOTICE);
	} else if (before_ask(s, out)) {
		return;
	} else if (s->start.signs_due) {
		ask_signs(s, out);
	} else {
		emit_say(s, out, s->start.by_count ? CUE_PRESS_HELP : CUE_HELP_LINE, 0, 0);
		ask_open(s, out, QUESTION_READY);
	}
}

void open_begin(struct session *s, struct effects *out)
{
	int64_t minutes = (session_plan_ms(s->plan, s->routine, 0) + 30000) / 60000;
	int resting = session_plan_left_out(s->plan, s->routine);
	emit_say(s, out, CUE_GREETING, minutes > 0 ? (int)minutes : 1, 0);
	if (s->start.no_history)
		emit_say(s, out, CUE_NO_HISTORY, 0, 0);
	bar_beforehand(s, out);
	if (resting > 0 && session_planned(s) > 0)
		emit_say(s, out, CUE_RESTING, resting, 0);
	if (session_planned(s) == 0) {
		bool all = resting == s->routine->count;
		emit_say(s, out, all ? CUE_REFUSE_RESTING : CUE_REFUSE_NOTHING_LEFT, 0, 0);
		close_with(s, out, RESULT_REFUSED);
	} else {
		before_say(s, out);
		open_next(s, out);
	}
}

static void signs_are_clear(struct session *s, struct effects *out)
{
	s->memo.signs_answered = true;
	s->start.signs_due = false;
	open_next(s, out);
}

static void sign_answered(struct session *s, struct effects *out, bool yes, enum intent_source by)
{
	if (yes) {
		struct gate_input in = {.emergency_sign = signs[s->sign].emergency,
					.urgent_sign = !signs[s->sign].emergency,
					.pain = PAIN_UNKNOWN};
		judge_start(s, out, &in);
		return;
	}
	s->sign_by_voice |= by == SOURCE_VOICE;
	if (++s->sign < SIGNS)
		ask_open(s, out, QUESTION_SIGN);
	else if (s->sign_by_voice)
		ask_open(s, out, QUESTION_SIGNS_SURE);
	else
		signs_are_clear(s, out);
}

static void leg_answered(struct session *s, struct effects *out, bool yes)
{
	if (yes) {
		s->memo.locked = true;
		emit_decide(s, out, ROW_W1, 0, 0);
		close_with(s, out, RESULT_EMERGENCY);
	} else if (++s->sign < LEG_SIGNS) {
		ask_open(s, out, QUESTION_LEG);
	} else {
		emit_say(s, out, CUE_LEG_CLEAR, 0, 0);
		close_with(s, out, RESULT_LEG);
	}
}

static enum cue unanswered_cue(enum question question)
{
	if (question == QUESTION_NOTICE)
		return CUE_REFUSE_NOTICE;
	bool advice = question == QUESTION_ADVICE || question == QUESTION_ADVICE_SURE;
	return advice ? CUE_REFUSE_ADVICE : CUE_REFUSE_UNKNOWN;
}

void open_refused(struct session *s, struct effects *out, enum question question)
{
	emit_decide(s, out, ROW_P2, 0, PAIN_UNKNOWN);
	if (question == QUESTION_NOTICE || question == QUESTION_READY ||
	    question == QUESTION_ADVICE || question == QUESTION_ADVICE_SURE ||
	    question == QUESTION_GO_ON) {
		emit_say(s, out, unanswered_cue(question), 0, 0);
		close_with(s, out, RESULT_REFUSED);
		return;
	}
	bool lock = question == QUESTION_LOCK || question == QUESTION_LOCK_SURE;
	struct gate_input in = {
	    .locked = lock, .unanswered = question != QUESTION_START, .pain = PAIN_UNKNOWN};
	judge_start(s, out, &in);
}

static void lock_answered(struct session *s, struct effects *out, bool yes)
{
	if (!yes) {
		open_refused(s, out, s->question);
	} else if (s->question == QUESTION_LOCK) {
		ask_open(s, out, QUESTION_LOCK_SURE);
	} else {
		s->memo.locked = false;
		s->start.locked = false;
		s->start.signs_due = true;
		open_next(s, out);
	}
}

static void notice_answered(struct session *s, struct effects *out, bool yes)
{
	if (!yes) {
		open_refused(s, out, s->question);
		return;
	}
	s->memo.notice_accepted = true;
	s->start.first_run = false;
	open_next(s, out);
}

static void advice_answered(struct session *s, struct effects *out, bool yes)
{
	if (yes)
		before_advice(s, out);
	else
		open_refused(s, out, s->question);
}

void open_answered(struct session *s, struct effects *out, bool yes, const struct intent *intent)
{
	if (s->question != QUESTION_READY)
		emit_answer(s, out, yes, intent);
	switch (s->question) {
	case QUESTION_LOCK:
	case QUESTION_LOCK_SURE:
		lock_answered(s, out, yes);
		break;
	case QUESTION_NOTICE:
		notice_answered(s, out, yes);
		break;
	case QUESTION_SIGN:
		sign_answered(s, out, yes, intent->source);
		break;
	case QUESTION_SIGNS_SURE:
		if (yes)
			signs_are_clear(s, out);
		else
			open_next(s, out);
		break;
	case QUESTION_LEG:
		leg_answered(s, out, yes);
		break;
	case QUESTION_READY:
		ask_open(s, out, QUESTION_START);
		break;
	case QUESTION_ADVICE:
	case QUESTION_ADVICE_SURE:
		advice_answered(s, out, yes);
		break;
	case QUESTION_GO_ON:
		before_go_on(s, out, yes);
		break;
	case QUESTION_CONFIRM:
	case QUESTION_AWAY:
	case QUESTION_MORNING:
	case QUESTION_START:
	case QUESTION_EXERCISE:
	case QUESTION_SHARP:
	case QUESTION_RESUME:
	case QUESTION_FINAL:
	case QUESTIONS:
		break;
	}
}
