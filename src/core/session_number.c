/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_number.c - which numbers are believed, and which asked back (rows P4 to P8).
 *
 * A key is believed. What is spoken is believed when it was heard for sure and
 * has no consequence; else only a yes makes it count, and silence never lowers
 * the value.
 */
#include "session_parts.h"

enum { UNBELIEVED = PAIN_MAX + 1 }; /* nothing but a yes makes it count */

/* What a spoken number is compared with: the last value, or at first that of the last session. */
static int reference(const struct session *s, enum question question)
{
	bool first = question == QUESTION_START && s->last_pain == PAIN_UNKNOWN;
	return first ? s->start.last_start_pain : s->last_pain;
}

static void take_value(struct session *s, struct effects *out, enum question question, int value,
		       enum belief belief)
{
	s->heard = PAIN_UNKNOWN;
	s->question = question;
	judge_pain(s, out, question, value, belief);
}

void number_confirmed(struct session *s, struct effects *out)
{
	take_value(s, out, s->confirming, s->heard, BELIEF_YES);
}

/* Back from a confirmation to the question it stands for; a try of it was spent. */
void number_denied(struct session *s, struct effects *out)
{
	s->heard = PAIN_UNKNOWN;
	s->question = s->confirming;
	s->tries = s->tries_before;
	ask_further(s, out);
}

/* P5: what silence at a confirmation leads to, never a lower value. */
static int unconfirmed_value(const struct session *s)
{
	int last = reference(s, s->confirming);
	int most = s->doubted > s->heard ? s->doubted : s->heard;
	/* With nothing to compare, only a number that stops is believed unconfirmed. */
	if (last == PAIN_UNKNOWN && most < s->policy->stop)
		return UNBELIEVED;
	return policy_unconfirmed(most, last);
}

void number_unconfirmed(struct session *s, struct effects *out)
{
	int value = unconfirmed_value(s);
	if (value == UNBELIEVED) {
		number_denied(s, out);
		return;
	}
	emit_decide(s, out, ROW_P5, value, s->heard);
	take_value(s, out, s->confirming, value, BELIEF_SILENCE);
}

bool number_would_fall(const struct session *s)
{
	return s->heard < unconfirmed_value(s);
}

bool number_is_sure(const struct intent *intent)
{
	return intent->source == SOURCE_KEY || intent->percent >= SURE_PERCENT;
}

/* A correction is compared with the number it corrects as well. */
static bool must_confirm(const struct session *s, enum question question,
			 const struct intent *intent, int value, int corrected)
{
	return policy_must_confirm(s->policy, value, reference(s, question), intent->percent) ||
	       (corrected != PAIN_UNKNOWN &&
		policy_must_confirm(s->policy, value, corrected, intent->percent));
}

bool number_needs_yes(const struct session *s, enum question question, const struct intent *intent)
{
	return intent->source == SOURCE_VOICE &&
	       must_confirm(s, question, intent, intent->value, PAIN_UNKNOWN);
}

static void ask_back(struct session *s, struct effects *out, enum question question, int value)
{
	s->confirming = question;
	s->tries_before = s->tries;
	s->heard = value;
	s->doubted = PAIN_UNKNOWN;
	ask_open(s, out, QUESTION_CONFIRM);
}

void number_counted(struct session *s, struct effects *out, const struct intent *intent)
{
	enum question question = s->question;
	ask_cut(s, out);
	emit_heard(s, out, question, intent, intent->value);
	emit_decide(s, out, ROW_P8, intent->value, intent->value);
	ask_back(s, out, question, intent->value);
}

static void hear(struct session *s, struct effects *out, enum question question,
		 const struct intent *intent, int corrected)
{
	int value = intent->kind == INTENT_SAME ? reference(s, question) : intent->value;
	emit_heard(s, out, question, intent, value);
	if (intent->source == SOURCE_KEY) {
		emit_decide(s, out, ROW_P4, value, value);
		take_value(s, out, question, value, BELIEF_KEY);
	} else if (must_confirm(s, question, intent, value, corrected)) {
		emit_decide(s, out, ROW_P5, value, value);
		bool higher = corrected > value && corrected > reference(s, question);
		ask_back(s, out, question, value);
		s->doubted = higher ? corrected : PAIN_UNKNOWN;
	} else {
		emit_decide(s, out, ROW_P6, value, value);
		take_value(s, out, question, value, BELIEF_ECHO);
	}
}

void number_heard(struct session *s, struct effects *out, enum question question,
		  const struct intent *intent)
{
	hear(s, out, question, intent, PAIN_UNKNOWN);
}

/* "I heard seven. Right?" - "No, four": a no and a number, so it spends a try as a no does. */
static void corrected(struct session *s, struct effects *out, const struct intent *intent)
{
	int before = s->doubted > s->heard ? s->doubted : s->heard;
	ask_cut(s, out);
	if (s->tries_before >= s->policy->tries) {
		number_denied(s, out);
		return;
	}
	s->tries = s->tries_before + 1;
	s->heard = PAIN_UNKNOWN;
	hear(s, out, s->confirming, intent, before);
}

/* Keys take back what was heard; the question behind the confirmation is answered. */
static void keyed_in_confirmation(struct session *s, struct effects *out,
				  const struct intent *intent)
{
	s->tries = s->tries_before;
	s->heard = PAIN_UNKNOWN;
	ask_cut(s, out);
	number_heard(s, out, s->confirming, intent);
}

void number_answered(struct session *s, struct effects *out, const struct intent *intent)
{
	bool confirms = s->question == QUESTION_CONFIRM;
	bool by_voice = intent->source == SOURCE_VOICE;
	if (s->question == QUESTION_GO_ON && intent->kind != INTENT_SAME) {
		rest_correct(s, out, intent);
		return;
	}
	enum question question = confirms ? s->confirming : s->question;
	bool same = intent->kind == INTENT_SAME;
	/* What was heard already, and "same", correct nothing. */
	bool odd = confirms && by_voice && (same || intent->value == s->heard);
	bool possible =
	    question_is_pain(question) && !odd && !(same && reference(s, question) == PAIN_UNKNOWN);
	if (possible && confirms && by_voice) {
		corrected(s, out, intent);
	} else if (possible && confirms) {
		keyed_in_confirmation(s, out, intent);
	} else if (possible) {
		ask_cut(s, out);
		number_heard(s, out, question, intent);
	} else if (by_voice) {
		ask_unanswered(s, out);
	}
}
