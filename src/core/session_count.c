/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_count.c - answers by one button (row P8): numbers are counted aloud, a press takes one.
 *
 * A press means the number whose word began a little before it: nobody has
 * heard a word within REACH_MS of its beginning, and a hand follows the ear by
 * another third of a second. So a press that comes late is a number too high at the
 * worst. One that comes too early is too low; every number is said back, and
 * counts only when a press confirms it. Silence asks again, but for a number
 * that stops.
 *
 * Nothing is taken before the first word has begun: who presses into the
 * question has not said zero. While it is counted the ear is shut, since what
 * it would hear is the coach.
 */
#include "session_parts.h"

enum {
	FIRST_MS = 900,	 /* from the tone to the first number: a breath */
	EACH_MS = 2000,	 /* from number to number; a hand that hurts takes a second and more */
	REACH_MS = 350,	 /* a number counts from then on, and until the next one does */
	SECOND_MS = 1500 /* two presses are a no: longer than it takes to hold one for a stop */
};

static int first_number(const struct session *s)
{
	return s->question == QUESTION_AWAY ? AWAY_PAIN : 0;
}

static int last_number(const struct session *s)
{
	return s->question == QUESTION_AWAY ? AWAY_OTHER : PAIN_MAX;
}

void count_begin(struct session *s, struct effects *out)
{
	s->counting = true;
	s->voices = 0;
	s->count_said = s->count_means = first_number(s) - 1;
	emit_tone(out, TONE_ASK, s->now_ms + ASK_TONE_MS);
	s->deadline_ms = s->now_ms + ASK_TONE_MS + ASK_TONE_LENGTH_MS + FIRST_MS;
}

/* From the last number on there is as long as for any other. */
static void count_due(struct session *s, struct effects *out)
{
	int64_t at_ms = s->deadline_ms;
	if (s->count_means < s->count_said) {
		bool last = s->count_said == last_number(s);
		s->count_means = s->count_said;
		s->deadline_ms = at_ms + (last ? EACH_MS : EACH_MS - REACH_MS);
	} else if (s->count_said < last_number(s)) {
		s->count_said++;
		emit_count(out, CUE_NUMBER, s->count_said, at_ms);
		s->deadline_ms = at_ms + REACH_MS;
	} else {
		ask_unanswered(s, out);
	}
}

bool count_tick(struct session *s, struct effects *out)
{
	struct intent yes = {.kind = INTENT_YES, .percent = INTENT_CERTAIN};
	if (s->counting)
		count_due(s, out);
	else if (s->pressed)
		ask_answered(s, out, &yes);
	else
		return false;
	return true;
}

static void take(struct session *s, struct effects *out)
{
	struct intent number = {
	    .kind = INTENT_NUMBER, .value = s->count_means, .percent = INTENT_CERTAIN};
	if (s->count_means < first_number(s))
		return;
	if (s->question == QUESTION_AWAY)
		before_away(s, out, &number);
	else
		number_counted(s, out, &number);
}

/* Slow hands press twice in more than the half second that a button itself waits. */
static void press(struct session *s, struct effects *out)
{
	struct intent no = {.kind = INTENT_NO, .percent = INTENT_CERTAIN};
	if (s->pressed) {
		ask_answered(s, out, &no);
		return;
	}
	s->pressed = true;
	s->deadline_ms = s->now_ms + SECOND_MS;
}

bool count_intent(struct session *s, struct effects *out, const struct intent *intent)
{
	bool twice = intent->kind == INTENT_NO;
	bool presses = intent->source == SOURCE_KEY && (twice || intent->kind == INTENT_READY);
	if (!s->start.by_count || s->question == QUESTION_READY || !presses)
		return false;
	if (s->counting && !twice)
		take(s, out);
	else if (s->listening && twice)
		ask_answered(s, out, intent);
	else if (s->listening && !ask_wants_number(s))
		press(s, out);
	return true;
}

/* In a question nothing runs that could be paused, and one button has but presses to answer. */
enum intent_kind count_meaning(const struct session *s, const struct intent *intent)
{
	bool asks = s->state == STATE_ASK, waits = asks || s->state == STATE_STANDBY;
	if (!s->start.by_count || intent->source != SOURCE_KEY)
		return intent->kind;
	if (intent->kind == INTENT_PAUSE && waits)
		return INTENT_READY;
	return intent->kind == INTENT_OUCH && asks ? INTENT_NO : intent->kind;
}

/* A voice has spoken, at least; a button is also pressed by a cat. Only what stops is believed so.
 */
bool count_doubts(const struct session *s)
{
	return s->start.by_count && s->heard < s->policy->stop;
}

enum cue count_paused_cue(const struct session *s)
{
	return s->start.by_count ? CUE_PRESS_PAUSED : CUE_PAUSED;
}

void session_by_count(struct session *s, bool on)
{
	s->start.by_count = on;
}
