/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk_button.c - what an onlooker makes of presses; the invariants of answers by one button. */
#include "walk.h"

/* An answer to yes or no is awaited, and the one button may give it. */
static bool awaits_press(const struct session *s)
{
	return s->start.by_count && s->state == STATE_ASK && s->listening &&
	       s->question != QUESTION_READY;
}

static bool is_press(const struct event *event)
{
	return (event_is(event, INTENT_PAUSE) || event_is(event, INTENT_READY)) &&
	       event->intent.source == SOURCE_KEY;
}

struct event walk_meaning(const struct node *before, const struct event *event)
{
	const struct session *s = &before->s;
	struct event meant = *event;
	bool twice = (event_is(event, INTENT_OUCH) || event_is(event, INTENT_NO)) &&
		     event->intent.source == SOURCE_KEY;
	if (!s->start.by_count || s->state != STATE_ASK || s->question == QUESTION_READY)
		return meant;
	if (event->kind == EVENT_TICK && before->g.pressed) {
		meant.kind = EVENT_INTENT;
		meant.intent.kind = INTENT_YES;
	} else if (is_press(event) || twice) {
		bool no = awaits_press(s) && (twice || before->g.pressed);
		meant.intent.kind = no ? INTENT_NO : INTENT_NOTHING;
	}
	return meant;
}

void ghost_watch_button(const struct node *before, const struct event *event, struct node *after,
			const struct effects *out)
{
	struct ghost *g = &after->g;
	if (awaits_press(&before->s) && is_press(event) && !g->pressed)
		g->pressed = true;
	else if (!awaits_press(&after->s))
		g->pressed = false;
	/* Silence is no answer to what was pressed at, so that it is asked again. */
	bool confirms = awaits_press(&before->s) && before->s.question == QUESTION_CONFIRM;
	if (confirms && event->kind == EVENT_TICK && !before->g.pressed &&
	    g->heard < before->s.policy->stop)
		g->heard = PAIN_UNKNOWN;
	if (!after->s.counting || !before->s.counting)
		g->said = PAIN_UNKNOWN;
	for (int i = 0; i < out->count && after->s.state == STATE_ASK; i++)
		if (out->list[i].kind == EFFECT_COUNT)
			g->said = out->list[i].saying.n;
}

static bool counts(const struct session *s)
{
	return s->state == STATE_ASK && s->counting;
}

/* A number that was pressed at is one that was said just then, and counts for nothing yet. */
void rules_check_button(struct rules *r, const struct view *v)
{
	const struct session *s = &v->after->s;
	int said = v->before->g.said;
	if (effects_of(v->out, EFFECT_COUNT) > 0 && v->before->s.state == STATE_ASK)
		rules_want(r, RULE_COUNT, v->event->kind == EVENT_TICK, "a count out of time");
	for (int i = 0; i < v->out->count; i++) {
		const struct effect *effect = &v->out->list[i];
		if (effect->kind != EFFECT_DECIDE || effect->row != ROW_P8)
			continue;
		rules_want(r, RULE_COUNT, counts(&v->before->s), "a number where none is counted");
		rules_want(r, RULE_COUNT,
			   effect->n >= 0 && effect->n <= said && effect->n >= said - 1,
			   "not the number that was said");
		rules_want(r, RULE_COUNT,
			   effects_of(v->out, EFFECT_PAIN) == 0 && s->state == STATE_ASK &&
			       s->question == QUESTION_CONFIRM && s->heard == effect->n,
			   "it is not asked back");
	}
	int pain = PAIN_UNKNOWN;
	for (int i = 0; i < v->out->count; i++)
		if (v->out->list[i].kind == EFFECT_PAIN)
			pain = v->out->list[i].n;
	if (s->start.by_count && pain != PAIN_UNKNOWN && v->event->kind == EVENT_TICK)
		rules_want(r, RULE_COUNT, pain >= s->policy->stop, "silence took a number");
	rules_want(r, RULE_COUNT, !s->pressed || (s->state == STATE_ASK && s->listening),
		   "a press outlives its question");
}
