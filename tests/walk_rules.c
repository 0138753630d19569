/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk_rules.c - the invariants, asked after every step of the walk. */
#include "walk.h"

#include <string.h>

const char *rule_name(enum rule rule)
{
	static const char *const names[RULES] = {
	    [RULE_I1] = "I1 once ended, nothing runs again",
	    [RULE_I2] = "I2 a step starts only out of a rest, after an accepted number",
	    [RULE_I3] = "I3 no step after a number that stops, accepted or heard",
	    [RULE_I4] = "I4 the ease never falls, the dose never exceeds the plan",
	    [RULE_I5] = "I5 an exercise once left is never run again",
	    [RULE_I6] = "I6 stop, leg and emergency end it in one transition",
	    [RULE_I7] = "I7 no more prompts of a question than tries",
	    [RULE_I8] = "I8 an unconfirmed fall is never believed",
	    [RULE_I9] = "I9 sharp leads to a question or the end, the second to the end",
	    [RULE_I10] = "I10 nothing runs without a start value, or with a severe one",
	    [RULE_I11] = "I11 complete only if every exercise was reached",
	    [RULE_I12] = "I12 a second K=2 ends the session",
	    [RULE_I13] = "I13 a set begins only within the eased number of sets",
	    [RULE_I14] = "I14 nothing is pending while exercising",
	    [RULE_I15] = "I15 silence reaches the end from everywhere",
	    [RULE_I16] = "I16 sharp leaves the exercise just done",
	    [RULE_OVER] = "W8 a voice halts it at once, only silence or an answer goes on",
	    [RULE_BOUND] = "W8 asks twice at most, then pauses",
	    [RULE_OUCH] = "W9 ouch rests and asks, and counts as nothing else",
	    [RULE_COUNT] = "P8 a press takes a number that was counted, and asks it back",
	    [RULE_SURE] = "P5 what is not sure clears and lowers nothing",
	    [RULE_WINDOW] = "no step within 10 s of a number",
	    [RULE_DEADLINE] = "every state has a deadline, never one in the past",
	    [RULE_TIMES] = "no effect lies in the past, and they fit their list",
	    [RULE_HUSH] = "what is planned is hushed when it is not wanted any more",
	    [RULE_EAR] = "the ear is shut while the coach speaks",
	    [RULE_QUIET] = "tones and counts only where something runs",
	    [RULE_VOICE] = "a state waits for the voice, the person or the time",
	    [RULE_ADVICE] = "AD1 nothing runs without two explicit yeses to the advice",
	    [RULE_MORNING] = "FL1 a morning is not now, and a hard one makes it gentle",
	    [RULE_GO_ON] = "what was cut off goes on only when asked, and no milder",
	    [RULE_PLAN] = "no more than planned, and nothing that rests today",
	    [RULE_DONE] = "each step is told when it ends, and what was done of it",
	    [RULE_WENT] = "each exercise that was begun is told when it is over",
	    [RULE_KEY] = "what is left out of the key matters to nothing",
	};
	return names[rule];
}

void rules_want(struct rules *rules, enum rule rule, bool holds, const char *why)
{
	rules->checked[rule]++;
	if (holds || rules->broken != NULL)
		return;
	rules->broken = why;
	rules->rule = rule;
}

static bool is_open(enum session_state state)
{
	return state != STATE_IDLE && state != STATE_CLOSING && state != STATE_OVER;
}

static bool is_key(const struct event *event)
{
	return event->kind == EVENT_INTENT && event->intent.source == SOURCE_KEY;
}

static void check_end(struct rules *r, const struct view *v)
{
	const struct session *s = &v->after->s;
	if (v->before->s.state == STATE_OVER)
		rules_want(r, RULE_I1, s->state == STATE_OVER && v->out->count == 0, "it is over");
	if (!v->after->g.ended)
		return;
	bool rests = s->state == STATE_CLOSING || s->state == STATE_OVER ||
		     s->state == STATE_LOST ||
		     (s->state == STATE_ASK && s->question == QUESTION_LEG);
	rules_want(r, RULE_I1, rests, "it has ended, but goes on");
	rules_want(r, RULE_I1, s->ended, "it has ended, but does not know it");
	rules_want(r, RULE_I1, effects_of(v->out, EFFECT_STEP) == 0, "a step after the end");
}

static void check_stops(struct rules *r, const struct view *v)
{
	const struct session *s = &v->before->s;
	if (s->state == STATE_IDLE || s->state == STATE_OVER)
		return;
	bool stops = event_is(v->event, INTENT_STOP) || event_is(v->event, INTENT_LEG) ||
		     event_is(v->event, INTENT_EMERGENCY) || v->event->kind == EVENT_QUIT;
	if (stops)
		rules_want(r, RULE_I6, v->after->s.ended, "a command that ends did not");
	if (stops && is_open(s->state))
		rules_want(r, RULE_HUSH,
			   v->out->count > 0 && v->out->list[0].kind == EFFECT_HUSH &&
			       v->out->list[0].at_ms == v->event->at_ms,
			   "a command that ends did not hush first");
	if (event_is(v->event, INTENT_EMERGENCY))
		rules_want(r, RULE_I6,
			   v->after->s.memo.locked && v->after->s.result == RESULT_EMERGENCY,
			   "an emergency does not lock");
}

static void check_step(struct rules *r, const struct view *v, const struct effect *step)
{
	const struct ghost *g = &v->before->g;
	const struct session *s = &v->after->s;
	int which = step->saying.exercise;
	rules_want(r, RULE_I13, which >= 0 && which < s->routine->count, "no such exercise");
	if (r->broken != NULL)
		return;
	const struct exercise *exercise = &s->routine->exercise[which];
	struct dose eased = walk_dose(s, which);
	rules_want(r, RULE_I2,
		   v->before->s.state == STATE_REST && v->before->s.phase == PHASE_COUNTDOWN &&
		       v->event->kind == EVENT_TICK,
		   "a step starts without its countdown");
	rules_want(r, RULE_I2, g->ticket || which == g->step, "a new exercise without a number");
	rules_want(r, RULE_I2, step->at_ms == v->event->at_ms, "a step beside its zero");
	rules_want(r, RULE_I3, !g->suspect && !g->ended, "a step after a number that stops");
	rules_want(r, RULE_I5, (g->left & (1u << which)) == 0, "a left exercise is run");
	rules_want(r, RULE_I5, (s->barred & (1u << which)) == 0, "a barred exercise is run");
	rules_want(r, RULE_I10, g->base >= 0 && g->base < s->policy->stop, "no proper start value");
	rules_want(r, RULE_I13, step->n >= 0 && step->n < eased.sets, "too many sets");
	rules_want(r, RULE_I13, step->m >= 0 && step->m < (exercise->sides == SIDES_BOTH ? 2 : 1),
		   "no such side");
	rules_want(r, RULE_I4, memcmp(&s->dose, &eased, sizeof eased) == 0, "not the eased dose");
	rules_want(r, RULE_WINDOW,
		   g->since_ms + v->event->at_ms - v->before->s.now_ms >= WALK_WINDOW_MS,
		   "a step too soon after a number");
}

static void check_steps(struct rules *r, const struct view *v)
{
	const struct session *s = &v->after->s;
	for (int i = 0; i < v->out->count; i++)
		if (v->out->list[i].kind == EFFECT_STEP)
			check_step(r, v, &v->out->list[i]);
	bool begins = s->state == STATE_WORK && v->before->s.state != STATE_WORK;
	rules_want(r, RULE_I2, (effects_of(v->out, EFFECT_STEP) == 1) == begins,
		   "work begins with a step and only then");
	if (s->state != STATE_REST || v->before->s.state == STATE_REST)
		return;
	bool in_passing = v->before->s.state == STATE_WORK && v->event->kind == EVENT_TICK &&
			  s->exercise == v->before->s.exercise &&
			  (v->after->g.green || s->rest == REST_SIDE);
	bool returns = v->before->s.state == STATE_VOICE && s->exercise == v->before->s.exercise &&
		       v->before->s.resume_to != STATE_ASK;
	bool offered =
	    v->before->s.state == STATE_ASK && walk_offers(&v->before->s) && v->before->g.ticket;
	rules_want(r, RULE_I2,
		   effects_of(v->out, EFFECT_PAIN) > 0 || in_passing || returns || offered,
		   "a rest without a number");
}

static void check_ease(struct rules *r, const struct view *v)
{
	rules_want(r, RULE_I4, v->after->s.ended || v->after->s.ease >= v->before->s.ease,
		   "the ease fell");
}

static void check_left(struct rules *r, const struct view *v)
{
	unsigned left = v->after->g.left;
	rules_want(r, event_is(v->event, INTENT_SHARP) ? RULE_I16 : RULE_I5,
		   (v->after->s.left & left) == left, "an exercise should have been left");
}

static void check_runs(struct rules *r, const struct view *v)
{
	const struct session *s = &v->after->s;
	const struct ghost *g = &v->after->g;
	if (s->state == STATE_WORK || s->state == STATE_REST) {
		rules_want(r, RULE_I3, !g->suspect, "a number that stops was heard and it runs");
		rules_want(r, RULE_I14, !g->sharp_open, "sharp is not answered and it runs");
		rules_want(r, RULE_I10, g->base != PAIN_UNKNOWN, "no start value and it runs");
	}
	if (s->state == STATE_WORK)
		rules_want(r, RULE_I14, s->heard == PAIN_UNKNOWN && !s->listening && !s->changing,
			   "something is pending in a set");
}

/* P5 in plain words: far from the last value, above green or after such a value. */
static bool needs_yes(const struct view *v, int heard, int last)
{
	const struct policy *policy = v->before->s.policy;
	if (policy->confirm == CONFIRM_ALWAYS || last == PAIN_UNKNOWN || !event_is_sure(v->event))
		return true;
	return heard > policy->green || last > policy->green || heard - last >= 3 ||
	       last - heard >= 3;
}

static void check_belief(struct rules *r, const struct view *v, const struct effect *pain)
{
	const struct policy *policy = v->before->s.policy;
	int last = ghost_reference(v->before, (enum question)pain->m);
	int heard = v->before->g.heard, doubted = v->before->g.doubted;
	if (event_is_number(v->event) && is_key(v->event))
		return;
	bool yes = event_is(v->event, INTENT_YES) || event_is(v->event, INTENT_READY);
	if (effects_of(v->out, EFFECT_HEARD) > 0) {
		int before = doubted > heard ? doubted : heard;
		bool corrects = before != PAIN_UNKNOWN;
		rules_want(r, RULE_I8,
			   !needs_yes(v, pain->n, last) &&
			       !(corrects && needs_yes(v, pain->n, before)),
			   "a spoken number was not asked back");
	} else if (yes && event_is_sure(v->event)) {
		rules_want(r, RULE_I8, pain->n == heard, "not the number that was confirmed");
	} else {
		rules_want(r, yes ? RULE_SURE : RULE_I8,
			   pain->n >= heard && pain->n >= doubted && pain->n >= last,
			   "silence lowered it");
		rules_want(r, RULE_I8, last != PAIN_UNKNOWN || pain->n >= policy->stop,
			   "a start value out of nothing");
	}
}

static void check_numbers(struct rules *r, const struct view *v)
{
	const struct session *s = &v->after->s;
	for (int i = 0; i < v->out->count; i++) {
		const struct effect *effect = &v->out->list[i];
		if (effect->kind != EFFECT_PAIN)
			continue;
		check_belief(r, v, effect);
		rules_want(r, RULE_I3,
			   effect->n < s->policy->stop || s->ended ||
			       effect->m == (int)QUESTION_MORNING,
			   "a number that stops did not");
	}
	rules_want(r, RULE_I12, v->after->g.k2 < 2 || s->ended, "a second K=2 did not end it");
	rules_want(r, RULE_I7,
		   v->after->g.prompts <= s->policy->tries &&
		       v->after->g.confirms <= s->policy->tries,
		   "too many prompts");
}

static void check_sharp(struct rules *r, const struct view *v)
{
	const struct session *s = &v->after->s;
	if (!event_is(v->event, INTENT_SHARP) || !is_open(v->before->s.state) || v->before->s.ended)
		return;
	bool asks = s->state == STATE_ASK && s->question == QUESTION_SHARP;
	rules_want(r, RULE_I9, asks || s->ended, "sharp neither asks nor ends");
	rules_want(r, RULE_I9, v->after->g.sharps < 2 || s->ended, "a second sharp goes on");
	rules_want(r, RULE_HUSH, effects_of(v->out, EFFECT_HUSH) > 0, "sharp does not hush");
}

static bool counts_down(const struct session *s)
{
	return s->state == STATE_REST && s->phase == PHASE_COUNTDOWN;
}

static void check_result(struct rules *r, const struct view *v)
{
	const struct session *s = &v->after->s;
	bool over = s->state == STATE_OVER && v->before->s.state != STATE_OVER;
	rules_want(r, RULE_I11, effects_of(v->out, EFFECT_END) == over, "the end is said once");
	if (!over || s->result != RESULT_COMPLETED)
		return;
	unsigned all = ((1u << s->routine->count) - 1) & ~s->barred;
	rules_want(r, RULE_I11, (v->after->g.reached & all) == all, "not all were reached");
	rules_want(r, RULE_I11, (v->after->g.left & all) == 0, "one was left");
}

static void check_times(struct rules *r, const struct view *v)
{
	const struct session *s = &v->after->s;
	bool waits = s->state != STATE_IDLE && s->state != STATE_OVER;
	rules_want(r, RULE_DEADLINE, waits == (s->deadline_ms != SESSION_NEVER),
		   "a state without a deadline");
	rules_want(r, RULE_DEADLINE, !waits || s->deadline_ms >= s->now_ms, "a deadline long past");
	rules_want(r, RULE_TIMES, v->out->count <= EFFECTS_MAX, "too many effects");
	for (int i = 0; i < v->out->count; i++)
		rules_want(r, RULE_TIMES, v->out->list[i].at_ms >= v->event->at_ms,
			   "an effect in the past");
}

/* Beeps and counts that are planned must not sound into what comes instead. */
static void check_hush(struct rules *r, const struct view *v)
{
	const struct session *a = &v->before->s, *b = &v->after->s;
	if (v->event->kind == EVENT_TICK || v->event->kind == EVENT_SPOKEN)
		return;
	bool left = (a->state == STATE_WORK && b->state != STATE_WORK) ||
		    (counts_down(a) && !(counts_down(b) && b->deadline_ms == a->deadline_ms)) ||
		    (a->state == STATE_ASK && a->listening && !b->listening) ||
		    (a->state == STATE_ASK && a->counting && !b->counting);
	if (left)
		rules_want(r, RULE_HUSH, effects_of(v->out, EFFECT_HUSH) > 0,
			   "a tone that was planned is not wanted any more");
}

static void check_sound(struct rules *r, const struct view *v)
{
	const struct session *s = &v->after->s;
	bool running =
	    s->state == STATE_WORK || s->state == STATE_REST || v->before->s.state == STATE_WORK;
	for (int i = 0; i < v->out->count; i++) {
		const struct effect *effect = &v->out->list[i];
		if (effect->kind == EFFECT_SAY || effect->kind == EFFECT_COUNT)
			rules_want(r, RULE_EAR, !v->after->g.ear_open, "the coach hears itself");
		if (effect->kind == EFFECT_COUNT)
			rules_want(r, RULE_QUIET,
				   s->state == STATE_WORK || (s->state == STATE_ASK && s->counting),
				   "a count outside a set");
		if (effect->kind == EFFECT_TONE && effect->tone != TONE_ASK)
			rules_want(r, RULE_QUIET, running, "a tone where nothing runs");
	}
}

static void check_waiting(struct rules *r, const struct view *v)
{
	const struct session *s = &v->after->s;
	bool asks = s->state == STATE_ASK || s->state == STATE_VOICE;
	if (asks)
		rules_want(r, RULE_VOICE, s->talking + s->listening + s->counting == 1,
			   "a question that is neither said nor listened for");
	if (asks)
		rules_want(r, RULE_VOICE, s->listening == v->after->g.ear_open,
			   "the ear is not as the question wants it");
	if (s->state == STATE_REST && s->phase == PHASE_TALK)
		rules_want(r, RULE_VOICE, s->talking, "an announcement nobody makes");
	if (s->state == STATE_REST && (s->phase == PHASE_SETTLE || s->phase == PHASE_COUNTDOWN))
		rules_want(r, RULE_VOICE, !s->talking,
			   "words meant for the rest are still awaited");
}

void rules_check(struct rules *rules, const struct node *before, const struct event *event,
		 const struct node *after, const struct effects *out)
{
	struct event meant = walk_meaning(before, event);
	struct view view = {before, after, &meant, out};
	/* The more special first: it says best what is wrong. */
	check_stops(rules, &view);
	rules_check_button(rules, &view);
	check_sharp(rules, &view);
	rules_check_voices(rules, &view);
	check_numbers(rules, &view);
	check_runs(rules, &view);
	check_steps(rules, &view);
	check_ease(rules, &view);
	check_left(rules, &view);
	check_end(rules, &view);
	check_result(rules, &view);
	check_times(rules, &view);
	check_hush(rules, &view);
	check_sound(rules, &view);
	check_waiting(rules, &view);
	rules_check_memory(rules, &view);
}
