/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk_memory.c - the invariants of what is remembered of a session. */
#include "walk.h"

static const struct effect *find(const struct effects *out, enum effect_kind kind, int exercise)
{
	for (int i = 0; i < out->count; i++)
		if (out->list[i].kind == kind && out->list[i].saying.exercise == exercise)
			return &out->list[i];
	return NULL;
}

/* Section 6.3 in plain words: strength loses its levels at the second ease. */
struct dose walk_dose(const struct session *s, int exercise)
{
	const struct exercise *known = &s->routine->exercise[exercise];
	const struct planned *planned = &s->plan->exercise[exercise];
	bool anew = known->kind == KIND_STRENGTH && s->ease == 2 && planned->level != 0;
	return policy_ease(anew ? &known->dose : &planned->dose, s->ease);
}

/* All reps of a side, or of both where they take turns. */
static int reps_of(const struct session *s)
{
	bool in_turn = s->routine->exercise[s->exercise].sides == SIDES_ALTERNATE;
	return in_turn ? 2 * s->dose.reps : s->dose.reps;
}

static void check_work(struct rules *r, const struct view *v, const struct effect *done)
{
	const struct session *s = &v->before->s;
	const struct work *work = &done->work;
	int reps = work->reps + work->reps_right, ms = work->ms + work->ms_right;
	bool both = s->routine->exercise[s->exercise].sides != SIDES_ONE;
	rules_want(r, RULE_DONE, done->n == s->set && done->m == s->side, "another set or side");
	rules_want(r, RULE_DONE,
		   work->reps >= 0 && work->reps_right >= 0 && work->ms >= 0 && work->ms_right >= 0,
		   "less than nothing was done");
	rules_want(r, RULE_DONE, both || work->reps_right + work->ms_right == 0, "no such side");
	if (s->dose.minutes > 0) {
		rules_want(r, RULE_DONE, reps == 0 && ms <= s->dose.minutes * 60000,
			   "a walk longer than its minutes");
		return;
	}
	bool whole = v->event->kind == EVENT_TICK;
	rules_want(r, RULE_DONE, reps == s->rep + whole - v->before->g.first_rep,
		   "not the reps since it began");
	rules_want(r, RULE_DONE, s->rep + whole <= reps_of(s), "too many reps");
	rules_want(r, RULE_DONE, !whole || reps > 0, "a whole set without a rep");
	rules_want(r, RULE_DONE, ms >= reps * 1000, "reps without time");
}

static void check_done(struct rules *r, const struct view *v)
{
	const struct session *s = &v->before->s;
	bool ends = s->state == STATE_WORK && v->after->s.state != STATE_WORK;
	rules_want(r, RULE_DONE, effects_of(v->out, EFFECT_DONE) == (ends ? 1 : 0),
		   "the end of a step is told once");
	const struct effect *done = ends ? find(v->out, EFFECT_DONE, s->exercise) : NULL;
	rules_want(r, RULE_DONE, !ends || done != NULL, "the end of another step is told");
	if (done != NULL)
		check_work(r, v, done);
}

/* Begun, and neither left nor behind us. */
static bool is_at_hand(const struct node *node, int exercise)
{
	return node->s.exercise == exercise && !node->g.ended && !node->s.ended &&
	       ((node->g.reached & ~node->g.left) & (1u << exercise)) != 0;
}

static void check_went(struct rules *r, const struct view *v)
{
	const struct session *a = &v->before->s;
	bool told = effects_of(v->out, EFFECT_WENT) > 0;
	for (int i = 0; i < a->routine->count; i++) {
		const struct effect *went = told ? find(v->out, EFFECT_WENT, i) : NULL;
		bool over = is_at_hand(v->before, i) && !is_at_hand(v->after, i);
		bool left = (v->after->g.left & ~v->before->g.left & (1u << i)) != 0;
		rules_want(r, RULE_WENT, went != NULL || (!over && !left),
			   "the end of an exercise is not told");
		if (went == NULL)
			continue;
		struct dose eased = walk_dose(&v->after->s, i);
		rules_want(r, RULE_WENT, !is_at_hand(v->after, i), "it is not over");
		rules_want(r, RULE_WENT, went->m == ((v->after->s.left & (1u << i)) != 0),
			   "it was left, or not");
		/* What a number interrupts counts as done, and easing may have dropped the rest. */
		int sets = a->start.cut.there ? a->start.cut.sets : a->set;
		int most = sets + (a->state == STATE_WORK || a->in_set);
		rules_want(r, RULE_WENT, went->n == 0 || (went->m == 0 && most >= eased.sets),
			   "it was not complete");
		rules_want(r, RULE_WENT, went->n == 1 || went->m == 1 || sets < eased.sets,
			   "it was complete");
	}
}

static void check_plan(struct rules *r, const struct view *v)
{
	const struct effect *step = find(v->out, EFFECT_STEP, v->after->s.exercise);
	if (step == NULL)
		return;
	const struct planned *planned = &v->after->s.plan->exercise[step->saying.exercise];
	const struct dose *dose = &v->after->s.dose, *most = &planned->dose;
	rules_want(r, RULE_PLAN, planned->left_out == ROW_NONE, "it rests today");
	rules_want(r, RULE_PLAN,
		   dose->sets <= most->sets && dose->reps <= most->reps &&
		       dose->hold_s <= most->hold_s && dose->minutes <= most->minutes &&
		       dose_work_s(dose) <= dose_work_s(most) && dose->rest_s >= most->rest_s,
		   "more than planned");
}

static void check_before(struct rules *r, const struct view *v)
{
	const struct session *a = &v->before->s, *b = &v->after->s;
	const struct ghost *g = &v->before->g;
	const struct effect *step = find(v->out, EFFECT_STEP, b->exercise);
	for (int i = 0; i < v->out->count; i++) {
		const struct effect *effect = &v->out->list[i];
		if (effect->kind == EFFECT_PAIN && effect->m == (int)QUESTION_MORNING)
			rules_want(r, RULE_MORNING,
				   b->start_pain == PAIN_UNKNOWN && b->last_pain == PAIN_UNKNOWN &&
				       !b->told,
				   "a morning's number counts as that of now");
	}
	if (step == NULL)
		return;
	const struct exercise *exercise = &a->routine->exercise[step->saying.exercise];
	rules_want(r, RULE_ADVICE, g->yeses == 0, "the advice was not taken in");
	rules_want(r, RULE_MORNING,
		   !g->hard_morning ||
		       (exercise->gentle && b->ease == EASE_MAX && b->memo.signs_answered),
		   "after a hard morning");
}

static void check_cut(struct rules *r, const struct view *v)
{
	const struct session *b = &v->after->s;
	const struct session_cut *cut = &b->start.cut;
	const struct effect *step = find(v->out, EFFECT_STEP, b->exercise);
	if (v->after->g.cut == CUT_NONE)
		return;
	const struct session *a = &v->before->s;
	bool halted =
	    a->state == STATE_PAUSED || a->state == STATE_LOST || event_is(v->event, INTENT_OUCH);
	rules_want(
	    r, RULE_GO_ON,
	    !(halted && walk_offers(a) && b->state == STATE_ASK && b->question == QUESTION_GO_ON),
	    "an old number is enough to go on");
	rules_want(r, RULE_GO_ON, b->ended || (b->ease >= cut->ease && b->k2 >= cut->k2),
		   "it became milder");
	if (step == NULL)
		return;
	unsigned bit = 1u << step->saying.exercise;
	const struct exercise *exercise = &b->routine->exercise[step->saying.exercise];
	bool again = v->after->g.cut == CUT_AGAIN;
	rules_want(r, RULE_GO_ON, v->after->g.cut != CUT_OPEN, "nobody said where");
	rules_want(r, RULE_GO_ON, (cut->left & bit) == 0, "what was left before the cut");
	rules_want(r, RULE_GO_ON,
		   (cut->reached & bit) == 0 || (again && exercise->kind != KIND_STRENGTH),
		   "what was done before the cut");
	rules_want(r, RULE_GO_ON,
		   again || step->saying.exercise != cut->exercise || step->n >= cut->sets,
		   "a set that was done before the cut");
	rules_want(r, RULE_GO_ON, !cut->gentle || exercise->gentle, "not gentle any more");
}

void rules_check_memory(struct rules *r, const struct view *v)
{
	check_before(r, v);
	check_cut(r, v);
	check_plan(r, v);
	check_done(r, v);
	check_went(r, v);
}
