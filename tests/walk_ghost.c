/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * walk_ghost.c - what an onlooker remembers who sees only events and effects.
 *
 * It keeps the promises of the policy in its own words, so that a mistake in
 * the session's own bookkeeping shows as a difference.
 */
#include "walk.h"

#include <string.h>

void ghost_init(struct ghost *ghost, const struct session_start *start)
{
	memset(ghost, 0, sizeof *ghost);
	ghost->base = PAIN_UNKNOWN;
	ghost->last = PAIN_UNKNOWN;
	ghost->heard = PAIN_UNKNOWN;
	ghost->doubted = PAIN_UNKNOWN;
	ghost->step = -1;
	ghost->said = PAIN_UNKNOWN;
	ghost->since_ms = WALK_WINDOW_MS;
	ghost->yeses = start->stopped_twice ? 2 : 0;
	if (!start->cut.there)
		return;
	ghost->cut = CUT_OPEN;
	ghost->k2 = start->cut.k2;
	ghost->sharps = start->cut.sharps;
}

int effects_of(const struct effects *out, enum effect_kind kind)
{
	int count = 0;
	for (int i = 0; i < out->count; i++)
		count += out->list[i].kind == kind;
	return count;
}

bool event_is(const struct event *event, enum intent_kind kind)
{
	return event->kind == EVENT_INTENT && event->intent.kind == kind;
}

bool event_is_number(const struct event *event)
{
	return event_is(event, INTENT_NUMBER) || event_is(event, INTENT_NONE) ||
	       event_is(event, INTENT_SAME);
}

bool event_is_sure(const struct event *event)
{
	return event->intent.source == SOURCE_KEY || event->intent.percent >= SURE_PERCENT;
}

bool event_is_yes(const struct event *event)
{
	return event_is(event, INTENT_YES) || event_is(event, INTENT_READY);
}

bool walk_offers(const struct session *s)
{
	bool asks = (walk_is_halted(s) ? s->resume_to : s->state) == STATE_ASK;
	return asks && s->question == QUESTION_GO_ON;
}

bool walk_is_halted(const struct session *s)
{
	return s->state == STATE_PAUSED || s->state == STATE_LOST || s->state == STATE_VOICE;
}

int ghost_reference(const struct node *node, enum question question)
{
	if (question == QUESTION_MORNING)
		return PAIN_UNKNOWN;
	return question == QUESTION_START && node->g.last == PAIN_UNKNOWN
		   ? node->s.start.last_start_pain
		   : node->g.last;
}

static bool is_open(const struct session *s)
{
	return s->state != STATE_IDLE && s->state != STATE_CLOSING && s->state != STATE_OVER;
}

static bool at_confirmation(const struct session *s)
{
	return s->state == STATE_ASK && s->question == QUESTION_CONFIRM;
}

/* A question is open, if only behind a pause. */
static bool is_asking(const struct session *s)
{
	return (walk_is_halted(s) ? s->resume_to : s->state) == STATE_ASK;
}

/* The question itself, also while its answer is being confirmed. */
static enum question base_question(const struct session *s)
{
	return s->question == QUESTION_CONFIRM ? s->confirming : s->question;
}

static bool begins_again(const struct session *a, const struct event *event,
			 const struct session *b)
{
	bool another = base_question(a) != base_question(b) || a->sign != b->sign;
	return !is_asking(a) || another || event_is(event, INTENT_LEG);
}

static bool is_prompt(enum cue cue)
{
	return (cue >= CUE_LOCKED && cue <= CUE_HEARD && cue != CUE_SIGNS_INTRO);
}

/* Said again because the person wished it, not because nothing was understood. */
static bool is_wished(const struct session *before, const struct event *event)
{
	return walk_is_halted(before) || event_is(event, INTENT_REPEAT) ||
	       event_is(event, INTENT_SKIP) || event_is(event, INTENT_OUCH);
}

static void count_prompts(const struct session *before, const struct event *event,
			  struct node *after, const struct effects *out)
{
	struct ghost *g = &after->g;
	const struct session *s = &after->s;
	bool confirms = is_asking(s) && s->question == QUESTION_CONFIRM;
	bool again = begins_again(before, event, s), asked = false;
	if (!is_asking(s) || again)
		g->prompts = 0;
	if (!confirms || effects_of(out, EFFECT_HEARD) > 0)
		g->confirms = 0;
	for (int i = 0; i < out->count; i++)
		asked |= out->list[i].kind == EFFECT_SAY && is_prompt(out->list[i].saying.cue);
	if (!asked || (is_wished(before, event) && !again && effects_of(out, EFFECT_HEARD) == 0))
		return;
	bool corrected = confirms && at_confirmation(before) && effects_of(out, EFFECT_HEARD) > 0;
	/* A correction is a no and a number: it spends a try, as the prompt after a no does. */
	if (confirms)
		g->confirms++;
	if (!confirms || corrected)
		g->prompts++;
}

static void watch_intent(const struct node *before, const struct event *event, struct ghost *g)
{
	const struct session *s = &before->s;
	bool known = g->base != PAIN_UNKNOWN;
	if (event_is(event, INTENT_SHARP) && is_open(s) && !g->ended) {
		g->sharps++;
		g->k2++;
		g->correcting = false;
		g->ticket = false;
		g->heard = PAIN_UNKNOWN; /* a new question; a seven stays suspect */
		g->sharp_open = true;
		if (g->step >= 0)
			g->left |= 1u << g->step;
		g->ended = !known || g->sharps >= 2 || g->k2 >= 2;
	}
	if ((event_is(event, INTENT_STOP) || event_is(event, INTENT_LEG) ||
	     event_is(event, INTENT_EMERGENCY)) &&
	    s->state != STATE_IDLE)
		g->ended = true;
	bool by_key = event->intent.source == SOURCE_KEY;
	/* Only a no to "I heard N. Right?" takes a spoken number back, and a yes to another one. */
	if (event_is(event, INTENT_NO) && at_confirmation(s) && (s->listening || by_key)) {
		g->suspect = false;
		g->heard = PAIN_UNKNOWN;
	}
	bool own = !by_key && s->talking; /* the coach's own voice */
	bool offers = s->state == STATE_ASK && s->question == QUESTION_GO_ON;
	bool corrects = event_is(event, INTENT_CHANGE) ||
			(event_is_number(event) && !event_is(event, INTENT_SAME));
	if (corrects && !own && (s->state == STATE_REST || (offers && (s->listening || by_key))) &&
	    g->ticket)
		g->correcting = true;
}

static void watch_verdict(const struct node *before, const struct effect *pain, struct ghost *g)
{
	int k = policy_judge(before->s.policy, g->base, pain->n).k;
	enum question question = (enum question)pain->m;
	g->green = k == 0;
	if (k == 3)
		g->ended = true;
	/* "Sharp" has counted already; before getting up there is nothing to leave. */
	if (question == QUESTION_SHARP || question == QUESTION_FINAL)
		return;
	if (k == 2 && g->step >= 0)
		g->left |= 1u << g->step;
	if (k == 2 && !(g->correcting && g->counted))
		g->k2++;
	g->counted = k == 2 || (g->correcting && g->counted);
	if (g->k2 >= 2)
		g->ended = true;
}

static void watch_pain(const struct node *before, const struct event *event,
		       const struct effect *pain, struct ghost *g)
{
	int stop = before->s.policy->stop;
	if (pain->m == (int)QUESTION_MORNING) {
		g->hard_morning |= pain->n >= stop;
		g->heard = PAIN_UNKNOWN;
		g->prompts = 0;
		return;
	}
	if (pain->m == (int)QUESTION_START) {
		g->base = pain->n;
		g->green = pain->n <= before->s.policy->green;
		g->ended |= pain->n >= stop;
	} else if (g->base != PAIN_UNKNOWN) {
		watch_verdict(before, pain, g);
	}
	bool keyed = event_is_number(event) && event->intent.source == SOURCE_KEY;
	if (keyed || event_is(event, INTENT_YES) || event_is(event, INTENT_READY))
		g->suspect = false;
	g->last = pain->n;
	g->heard = PAIN_UNKNOWN;
	g->voices = 0;
	g->ticket = true;
	g->correcting = false;
	g->sharp_open = false;
	g->prompts = 0;
	g->since_ms = 0;
}

/* What is keyed as a number counts at once; what is spoken or pressed at may be asked back. */
static void watch_heard(const struct node *before, const struct event *event,
			const struct effect *heard, struct ghost *g)
{
	if (heard->m != (int)SOURCE_VOICE && event_is_number(event))
		return;
	/* A correction does not make the number before it forgotten. */
	if (g->heard > g->doubted)
		g->doubted = g->heard;
	g->heard = heard->n;
	g->suspect |= heard->n >= before->s.policy->stop && heard->question != QUESTION_MORNING;
}

static void watch_sound(const struct effect *effect, struct ghost *g)
{
	if (effect->kind == EFFECT_SAY)
		g->speaking = true;
	else if (effect->kind == EFFECT_HUSH)
		g->speaking = false;
	else if (effect->kind == EFFECT_LISTEN)
		g->ear_open = true;
	else if (effect->kind == EFFECT_DEAF)
		g->ear_open = false;
}

static void watch_answer(const struct node *before, const struct event *event,
			 const struct effect *answer, struct ghost *g)
{
	const struct session_cut *cut = &before->s.start.cut;
	enum question question = answer->question;
	bool advice = question == QUESTION_ADVICE || question == QUESTION_ADVICE_SURE;
	if (advice && event_is(event, INTENT_YES) && event_is_sure(event) && before->s.listening)
		g->yeses--;
	if (question != QUESTION_GO_ON)
		return;
	g->cut = event_is_yes(event) ? CUT_ON : CUT_AGAIN;
	g->left |= cut->left;
	if (g->cut != CUT_ON)
		return;
	g->reached |= cut->reached;
	if (cut->sets > 0 && ((before->s.left | cut->left) & (1u << cut->exercise)) == 0)
		g->reached |= 1u << cut->exercise;
}

static void watch_effect(const struct node *before, const struct event *event,
			 const struct effect *effect, struct ghost *g)
{
	watch_sound(effect, g);
	if (effect->kind == EFFECT_HEARD)
		watch_heard(before, event, effect, g);
	if (effect->kind == EFFECT_PAIN)
		watch_pain(before, event, effect, g);
	if (effect->kind == EFFECT_ANSWER)
		watch_answer(before, event, effect, g);
	if (effect->kind == EFFECT_DECIDE && effect->row == ROW_W6) {
		g->left |= 1u << before->s.exercise;
		g->correcting = false;
	}
	if (effect->kind == EFFECT_DECIDE && effect->row >= ROW_G1 && effect->row <= ROW_G6)
		g->ended = true;
	if (effect->kind == EFFECT_STEP) {
		g->ticket = false;
		g->counted = false;
		g->step = effect->saying.exercise;
		g->first_rep = before->s.rep;
		g->reached |= 1u << g->step;
		g->voices = 0;
	}
	if (effect->kind == EFFECT_DECIDE && effect->row == ROW_X11)
		g->heard = PAIN_UNKNOWN; /* it stays unknown */
	if (effect->kind == EFFECT_DECIDE && effect->row == ROW_W8)
		g->voices++;
	if (effect->kind == EFFECT_DECIDE && effect->row == ROW_W9)
		g->voices = 0;
	g->ended |= effect->kind == EFFECT_END;
}

/* "Stop?" was answered, or something else asks and waits. */
static void watch_voices(const struct node *before, const struct event *event, struct node *after)
{
	const struct session *a = &before->s, *b = &after->s;
	bool open = a->listening || event->intent.source == SOURCE_KEY;
	bool answered = a->state == STATE_VOICE && open &&
			(event_is(event, INTENT_NO) || event_is(event, INTENT_READY));
	bool waits = b->state == STATE_PAUSED || b->state == STATE_LOST ||
		     b->state == STATE_STANDBY ||
		     (b->state == STATE_ASK && (b->listening || b->counting));
	if (answered || waits)
		after->g.voices = 0;
}

/* "No, four": where no try is left it is heard as its no alone. */
static void watch_correction(const struct node *before, const struct event *event,
			     struct node *after, const struct effects *out)
{
	const struct session *s = &before->s;
	bool corrects = event_is_number(event) && event->intent.source == SOURCE_VOICE &&
			at_confirmation(s) && s->listening &&
			event->intent.value != before->g.heard;
	if (!corrects || effects_of(out, EFFECT_HEARD) > 0 || at_confirmation(&after->s))
		return;
	after->g.suspect = false;
	after->g.heard = PAIN_UNKNOWN;
}

/* Only a higher number than the one being confirmed, and than the last one, is still in doubt. */
static void forget_doubt(struct node *after)
{
	struct ghost *g = &after->g;
	if (g->heard == PAIN_UNKNOWN || g->doubted <= g->heard ||
	    g->doubted <= ghost_reference(after, after->s.confirming))
		g->doubted = PAIN_UNKNOWN;
}

void ghost_watch(const struct node *before, const struct event *raw, struct node *after,
		 const struct effects *out)
{
	struct event meant = walk_meaning(before, raw);
	const struct event *event = &meant;
	struct ghost *g = &after->g;
	ghost_watch_button(before, raw, after, out);
	g->since_ms += event->at_ms - before->s.now_ms;
	if (g->since_ms > WALK_WINDOW_MS)
		g->since_ms = WALK_WINDOW_MS;
	/* A SPOKEN that was given up does not come later. */
	if (event->kind == EVENT_SPOKEN || (before->s.talking && event->kind == EVENT_TICK))
		g->speaking = false;
	if (event->kind == EVENT_QUIT && before->s.state != STATE_IDLE)
		g->ended = true;
	watch_intent(before, event, g);
	for (int i = 0; i < out->count; i++)
		watch_effect(before, event, &out->list[i], g);
	/* While "Stop?" is open the time to take a number back begins anew. */
	if (after->s.state == STATE_VOICE && g->since_ms < WALK_WINDOW_MS)
		g->since_ms = 0;
	watch_voices(before, event, after);
	watch_correction(before, event, after, out);
	forget_doubt(after);
	count_prompts(&before->s, event, after, out);
}
