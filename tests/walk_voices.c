/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk_voices.c - the invariants of voices over the coach, of cries, and of what is not sure. */
#include "walk.h"

static bool is_open(enum session_state state)
{
	return state != STATE_IDLE && state != STATE_CLOSING && state != STATE_OVER;
}

static bool is_key(const struct event *event)
{
	return event->kind == EVENT_INTENT && event->intent.source == SOURCE_KEY;
}

static bool runs(const struct session *s)
{
	return s->state == STATE_WORK || s->state == STATE_REST;
}

/* Words, or something that goes on by itself, as an onlooker hears it. */
static bool is_heard(const struct node *node)
{
	return node->g.speaking || runs(&node->s);
}

static void check_voice(struct rules *r, const struct view *v)
{
	const struct session *s = &v->after->s;
	bool hushed = v->out->count > 0 && v->out->list[0].kind == EFFECT_HUSH &&
		      v->out->list[0].at_ms == v->event->at_ms;
	if (v->event->kind != EVENT_VOICE || !is_open(v->before->s.state) ||
	    v->before->s.state == STATE_LOST)
		return;
	/* A voice into the open ear of a question is an answer to come. */
	if (!is_heard(v->before) || (v->before->g.ear_open && !runs(&v->before->s))) {
		rules_want(r, RULE_OVER, v->out->count == 0 || hushed, "a voice changed something");
		return;
	}
	rules_want(r, RULE_OVER, hushed, "a voice over the coach did not hush");
	rules_want(r, RULE_OVER, s->state != STATE_WORK && s->state != STATE_REST,
		   "it runs on over a voice");
	rules_want(r, RULE_OVER,
		   effects_of(v->out, EFFECT_STEP) + effects_of(v->out, EFFECT_COUNT) +
			   effects_of(v->out, EFFECT_TONE) + effects_of(v->out, EFFECT_PAIN) ==
		       0,
		   "a voice led to more than a question");
}

/* Out of "Stop?" into what runs: by silence, no, ready, or a number that was accepted. */
static void check_going_on(struct rules *r, const struct view *v)
{
	const struct session *a = &v->before->s, *b = &v->after->s;
	rules_want(r, RULE_BOUND, v->after->g.voices <= 2, "it asks again and again");
	if (a->state != STATE_VOICE)
		return;
	bool open = a->listening || is_key(v->event);
	bool silence = v->event->kind == EVENT_TICK && a->listening;
	bool answer = open && (event_is(v->event, INTENT_NO) || event_is(v->event, INTENT_READY));
	if (b->state == STATE_REST || b->state == STATE_WORK)
		rules_want(r, RULE_OVER, silence || answer || effects_of(v->out, EFFECT_PAIN) > 0,
			   "it went on without silence or an answer");
	if (event_is(v->event, INTENT_YES) && open)
		rules_want(r, RULE_OVER, b->ended && b->result == RESULT_STOPPED,
			   "a yes to \"Stop?\" did not stop");
	if (event_is(v->event, INTENT_UNCLEAR) && open)
		rules_want(r, RULE_OVER, b->state == STATE_VOICE || b->state == STATE_PAUSED,
			   "what was not understood went on");
}

static void check_ouch(struct rules *r, const struct view *v)
{
	const struct session *a = &v->before->s, *b = &v->after->s;
	/* Before the first number and after the end it is only not understood. */
	if (!event_is(v->event, INTENT_OUCH) || !is_open(a->state) || a->state == STATE_LOST ||
	    a->ended || v->before->g.base == PAIN_UNKNOWN)
		return;
	rules_want(r, RULE_OUCH,
		   b->ease == a->ease && b->k2 == a->k2 && b->sharps == a->sharps &&
		       b->left == a->left,
		   "ouch counts as something");
	rules_want(r, RULE_OUCH, b->state == STATE_ASK && b->talking, "ouch does not ask");
	rules_want(r, RULE_OUCH, v->out->list[0].kind == EFFECT_HUSH, "ouch does not hush");
	rules_want(r, RULE_OUCH, effects_of(v->out, EFFECT_STEP) == 0, "ouch leads to a step");
}

/* Answers that clear the way; a no to one warning sign is asked back with the others. */
static void check_sure(struct rules *r, const struct view *v)
{
	const struct session *a = &v->before->s, *b = &v->after->s;
	if (v->event->kind != EVENT_INTENT || event_is_sure(v->event))
		return;
	rules_want(r, RULE_SURE, b->memo.locked || !a->memo.locked, "the lock was cleared");
	rules_want(r, RULE_SURE, !b->memo.notice_accepted || a->memo.notice_accepted,
		   "the notice was accepted");
	rules_want(r, RULE_SURE, !b->memo.signs_answered || a->memo.signs_answered,
		   "the signs were answered");
	if (a->state == STATE_ASK && (a->question == QUESTION_LEG || a->question == QUESTION_LOCK))
		rules_want(r, RULE_SURE, b->question == a->question || b->state == STATE_CLOSING,
			   "another question was reached");
}

void rules_check_voices(struct rules *r, const struct view *v)
{
	check_voice(r, v);
	check_going_on(r, v);
	check_ouch(r, v);
	check_sure(r, v);
}
