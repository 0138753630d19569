/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_ask.c - questions: prompts, tries and answers (rows P1 to P3).
 *
 * A question is prompted, then listened for. No answer and an unclear one
 * share one count of tries. Silence is never an answer to anything.
 */
#include "session_parts.h"

static enum listen_context context_of(enum question question)
{
	if (question_is_pain(question) || question == QUESTION_AWAY)
		return LISTEN_NUMBER;
	return question == QUESTION_READY ? LISTEN_READY : LISTEN_YESNO;
}

static int answer_ms(const struct session *s)
{
	return s->question == QUESTION_READY ? READY_ANSWER_MS : s->policy->answer_ms;
}

void ask_shut(struct session *s)
{
	s->listening = false;
	s->counting = false;
	s->pressed = false;
}

bool ask_wants_number(const struct session *s)
{
	return context_of(s->question) == LISTEN_NUMBER;
}

void ask_cut(struct session *s, struct effects *out)
{
	int64_t tone_over_ms = s->deadline_ms - answer_ms(s);
	if (s->talking || s->counting || s->pressed || (s->listening && s->now_ms < tone_over_ms))
		emit_hush(s, out);
}

static enum cue first_prompt(const struct session *s)
{
	switch (s->question) {
	case QUESTION_LOCK:
		return CUE_LOCKED;
	case QUESTION_LOCK_SURE:
		return CUE_LOCKED_SURE;
	case QUESTION_NOTICE:
		return CUE_NOTICE;
	case QUESTION_ADVICE:
		return CUE_ADVICE_STOPS;
	case QUESTION_ADVICE_SURE:
		return CUE_ADVICE_SURE;
	case QUESTION_AWAY:
		return CUE_AWAY;
	case QUESTION_MORNING:
		return CUE_MORNING;
	case QUESTION_GO_ON:
		return before_offer_cue(s);
	case QUESTION_SIGN:
	case QUESTION_LEG:
		return open_sign_cue(s->sign);
	case QUESTION_SIGNS_SURE:
		return CUE_SIGNS_SURE;
	case QUESTION_READY:
		return CUE_READY_ASK;
	case QUESTION_START:
		return CUE_PAIN_FULL;
	case QUESTION_SHARP:
		return CUE_PAIN_SHARP;
	case QUESTION_FINAL:
		return CUE_PAIN_FINAL;
	case QUESTION_CONFIRM:
		return s->start.by_count ? CUE_COUNTED : CUE_HEARD;
	case QUESTION_EXERCISE:
	case QUESTION_RESUME:
	case QUESTIONS:
		break;
	}
	return CUE_PAIN_SHORT;
}

/* The button is named with every question, since nothing else can answer it. */
static enum cue reprompt_by_count(const struct session *s)
{
	if (ask_wants_number(s))
		return CUE_COUNT_AGAIN;
	return s->question == QUESTION_READY ? CUE_PRESS_READY : CUE_PRESS_YES;
}

/* Each reprompt says more and names the other way to answer. */
static enum cue reprompt(const struct session *s)
{
	if (s->start.by_count)
		return reprompt_by_count(s);
	if (s->question == QUESTION_MORNING)
		return CUE_MORNING_AGAIN;
	if (s->question == QUESTION_AWAY)
		return CUE_AWAY_AGAIN;
	switch (context_of(s->question)) {
	case LISTEN_NUMBER:
		return s->tries == 2 ? CUE_PAIN_AGAIN : CUE_PAIN_LAST;
	case LISTEN_READY:
		return s->tries == 2 ? CUE_READY_AGAIN : CUE_READY_LAST;
	case LISTEN_YESNO:
	case LISTEN_ANY:
	case LISTEN_OVER:
	case LISTEN_CONTEXTS:
		break;
	}
	return s->tries == 2 ? CUE_YESNO_AGAIN : CUE_YESNO_LAST;
}

static void say_question(struct session *s, struct effects *out)
{
	emit_say(s, out, s->prompt, s->question == QUESTION_CONFIRM ? s->heard : 0, 0);
	if (s->question != QUESTION_GO_ON)
		return;
	out->list[out->count - 1].saying.exercise = s->start.cut.exercise;
	out->list[out->count - 1].saying.n = s->start.cut.sets + 1;
}

/* How one button answers; of a list of questions it is said with the first. */
static void say_how(struct session *s, struct effects *out)
{
	bool signs = s->question == QUESTION_SIGN || s->question == QUESTION_LEG;
	if (s->question == QUESTION_READY)
		emit_say(s, out, CUE_PRESS_READY, 0, 0);
	else if (s->question == QUESTION_AWAY)
		emit_say(s, out, CUE_COUNT_FEW, 0, 0);
	else if (s->question == QUESTION_START || s->question == QUESTION_MORNING)
		emit_say(s, out, CUE_COUNT_FIRST, 0, 0);
	else if (ask_wants_number(s))
		emit_say(s, out, CUE_COUNT, 0, 0);
	else if (s->question != QUESTION_CONFIRM && !(signs && s->sign > 0))
		emit_say(s, out, CUE_PRESS_YES, 0, 0);
}

static void say_prompt(struct session *s, struct effects *out)
{
	/* Numbers are asked by the reprompt itself; a yes or no is only clear with its question. */
	bool anew =
	    context_of(s->question) == LISTEN_YESNO || (s->start.by_count && ask_wants_number(s));
	emit(out, EFFECT_DEAF, s->now_ms);
	if (s->tries > 1)
		emit_say(s, out, reprompt(s), 0, 0);
	if (s->tries == 1 || anew)
		say_question(s, out);
	if (s->tries == 1 && s->start.by_count)
		say_how(s, out);
	ask_shut(s);
}

static void prompt(struct session *s, struct effects *out)
{
	s->tries++;
	s->state = STATE_ASK;
	s->prompt = first_prompt(s);
	say_prompt(s, out);
}

void ask_repeat(struct session *s, struct effects *out)
{
	s->state = STATE_ASK;
	ask_shut(s);
	emit(out, EFFECT_DEAF, s->now_ms);
	say_question(s, out);
}

void ask_open(struct session *s, struct effects *out, enum question question)
{
	s->question = question;
	s->tries = 0;
	prompt(s, out);
}

/* All tries are used up. */
static void exhausted(struct session *s, struct effects *out)
{
	switch (s->question) {
	case QUESTION_CONFIRM:
		number_unconfirmed(s, out);
		break;
	case QUESTION_EXERCISE:
	case QUESTION_RESUME:
		standby_enter(s, out);
		break;
	case QUESTION_FINAL:
		emit_decide(s, out, ROW_P3, 0, PAIN_UNKNOWN);
		close_with(s, out, rest_result(s));
		break;
	case QUESTION_SHARP:
		emit_decide(s, out, ROW_W4, 3, PAIN_UNKNOWN);
		emit_say(s, out, CUE_STOP_SHARP, 0, 0);
		close_with(s, out, RESULT_PAIN);
		break;
	case QUESTION_LEG:
		emit_say(s, out, CUE_LEG_READ, 0, 0);
		close_with(s, out, RESULT_LEG);
		break;
	case QUESTION_MORNING:
	case QUESTION_AWAY:
		before_pass(s, out);
		break;
	case QUESTION_LOCK:
	case QUESTION_LOCK_SURE:
	case QUESTION_NOTICE:
	case QUESTION_ADVICE:
	case QUESTION_ADVICE_SURE:
	case QUESTION_SIGN:
	case QUESTION_SIGNS_SURE:
	case QUESTION_READY:
	case QUESTION_START:
	case QUESTION_GO_ON:
	case QUESTIONS:
		open_refused(s, out, s->question);
		break;
	}
}

void ask_further(struct session *s, struct effects *out)
{
	if (s->tries < s->policy->tries)
		prompt(s, out);
	else
		exhausted(s, out);
}

/* P1: no answer and no match share one count. */
void ask_unanswered(struct session *s, struct effects *out)
{
	ask_cut(s, out);
	emit_decide(s, out, ROW_P1, s->tries, PAIN_UNKNOWN);
	ask_further(s, out);
}

static void silence(struct session *s, struct effects *out)
{
	if (s->question == QUESTION_CONFIRM && !count_doubts(s))
		number_unconfirmed(s, out);
	else if (s->question == QUESTION_CONFIRM)
		number_denied(s, out);
	else
		ask_unanswered(s, out);
}

/* An answer that clears the way, to a question that must have been heard. */
static bool clears_the_way(enum question question, bool yes)
{
	if (question == QUESTION_SIGN || question == QUESTION_LEG)
		return !yes;
	return yes && (question == QUESTION_LOCK || question == QUESTION_LOCK_SURE ||
		       question == QUESTION_NOTICE || question == QUESTION_SIGNS_SURE ||
		       question == QUESTION_ADVICE || question == QUESTION_ADVICE_SURE);
}

/*
 * Where an answer that was not heard for sure is asked again. A spoken no to one
 * warning sign is not among them: all of them are asked back together.
 */
static bool needs_sure(const struct session *s, bool yes)
{
	if (s->question == QUESTION_CONFIRM)
		return yes && number_would_fall(s);
	return s->question != QUESTION_SIGN && clears_the_way(s->question, yes);
}

static void yes_no_event(struct session *s, struct effects *out, bool yes,
			 const struct intent *intent)
{
	/* Not an answer to a number, nor does a no make anybody more ready. */
	bool answers =
	    context_of(s->question) == LISTEN_YESNO || (s->question == QUESTION_READY && yes);
	if (!answers || (needs_sure(s, yes) && !number_is_sure(intent))) {
		if (intent->source == SOURCE_VOICE)
			ask_unanswered(s, out);
		return;
	}
	/* A held or bounced key must not answer what has not been said yet. */
	if (!s->listening && (clears_the_way(s->question, yes) || s->question == QUESTION_GO_ON))
		return;
	ask_cut(s, out);
	if (s->question != QUESTION_CONFIRM)
		open_answered(s, out, yes, intent);
	else if (yes)
		number_confirmed(s, out);
	else
		number_denied(s, out);
}

void ask_answered(struct session *s, struct effects *out, const struct intent *intent)
{
	yes_no_event(s, out, intent->kind == INTENT_YES, intent);
}

static void intent_event(struct session *s, struct effects *out, const struct intent *intent)
{
	/* A voice outside the open ear is the coach's own, or meant for somebody else. */
	if ((intent->source == SOURCE_VOICE && !s->listening) || count_intent(s, out, intent))
		return;
	switch (intent->kind) {
	case INTENT_NUMBER:
	case INTENT_NONE:
	case INTENT_SAME:
		if (s->question == QUESTION_AWAY)
			before_away(s, out, intent);
		else
			number_answered(s, out, intent);
		break;
	case INTENT_YES:
	case INTENT_NO:
		ask_answered(s, out, intent);
		break;
	case INTENT_READY:
		/* Enter means yes only where a yes is harmless; a spoken "go on" confirms nothing.
		 */
		if (s->question == QUESTION_READY || s->question == QUESTION_GO_ON ||
		    (s->question == QUESTION_CONFIRM && intent->source == SOURCE_KEY))
			yes_no_event(s, out, true, intent);
		break;
	case INTENT_UNCLEAR:
	case INTENT_OUCH: /* before the first number, or after the end */
		ask_unanswered(s, out);
		break;
	case INTENT_CHANGE:
		if (s->question != QUESTION_GO_ON)
			break;
		emit_hush(s, out);
		emit_say(s, out, CUE_CHANGE_OK, 0, 0);
		rest_change(s, out);
		break;
	case INTENT_NOTHING:
	case INTENT_PAUSE:
	case INTENT_REPEAT:
	case INTENT_SKIP:
	case INTENT_EASIER:
	case INTENT_HOW_LONG:
	case INTENT_SHARP:
	case INTENT_LEG:
	case INTENT_STOP:
	case INTENT_EMERGENCY:
	case INTENT_LOUDER:
	case INTENT_QUIETER:
	case INTENT_SLOWER:
	case INTENT_FASTER:
	case INTENT_KINDS:
		break; /* commands were taken before */
	}
}

static void start_listening(struct session *s, struct effects *out)
{
	s->listening = true;
	s->voices = 0;
	/* The ear opens before the tone: an answer on the tone is heard whole. */
	emit_listen(s, out, context_of(s->question));
	emit_tone(out, TONE_ASK, s->now_ms + ASK_TONE_MS);
	s->deadline_ms = s->now_ms + ASK_TONE_MS + ASK_TONE_LENGTH_MS + answer_ms(s);
}

void ask_event(struct session *s, const struct event *event, struct effects *out)
{
	if (event->kind == EVENT_SPOKEN && s->start.by_count && ask_wants_number(s))
		count_begin(s, out);
	else if (event->kind == EVENT_SPOKEN)
		start_listening(s, out);
	else if (event->kind == EVENT_TICK && !count_tick(s, out))
		silence(s, out);
	else if (event->kind == EVENT_INTENT)
		intent_event(s, out, &event->intent);
}
