/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * walk_key.c - when two states count as the same one.
 *
 * All times are taken relative to now. Members that nothing reads in a state
 * before they are set again are put to zero, so that the past does not
 * multiply the states. That they are not read is itself walked: a twin whose
 * such members are disturbed must answer every event with the same effects
 * and come to the same state (node_scramble, RULE_KEY).
 */
#include "walk.h"

#include <string.h>

/* What is done with the members that do not matter: zero, or something odd. */
struct broom {
	bool scramble;
	unsigned seed;
};

static int odd(struct broom *broom, int limit)
{
	if (!broom->scramble)
		return 0;
	broom->seed = broom->seed * 1103515245u + 12345u;
	return (int)((broom->seed >> 16) % (unsigned)limit);
}

/* The state, or the one that a pause or a lost device will lead back to. */
static enum session_state state_behind(const struct session *s)
{
	return walk_is_halted(s) ? s->resume_to : s->state;
}

static void sweep_question(struct session *s, struct broom *broom)
{
	bool asking = state_behind(s) == STATE_ASK;
	if (!asking && state_behind(s) != STATE_STANDBY)
		s->question = (enum question)odd(broom, QUESTIONS);
	if (!asking) {
		s->prompt = (enum cue)odd(broom, CUES);
		s->tries = odd(broom, 4);
	}
	if (!asking || s->question != QUESTION_CONFIRM) {
		s->confirming = (enum question)odd(broom, QUESTIONS);
		s->tries_before = odd(broom, 4);
		s->doubted = odd(broom, 11);
	}
	if (!s->counting) {
		s->count_said = odd(broom, 11);
		s->count_means = odd(broom, 11);
	}
	bool sign = s->question == QUESTION_SIGN || s->question == QUESTION_LEG;
	if (!asking || !sign)
		s->sign = odd(broom, 3);
	if (!asking || (s->question != QUESTION_SIGN && s->question != QUESTION_SIGNS_SURE))
		s->sign_by_voice = odd(broom, 2);
}

/* What a voice halted goes on from where it was. */
static bool goes_on(const struct session *s, enum session_state state)
{
	return s->state == state || (s->state == STATE_VOICE && s->resume_to == state);
}

static void sweep_rest(struct session *s, struct broom *broom)
{
	if (!goes_on(s, STATE_REST)) {
		s->rest = (enum rest_kind)odd(broom, REST_FINAL + 1);
		s->phase = (enum rest_phase)odd(broom, PHASE_COUNTDOWN + 1);
		s->wait_prompts = odd(broom, 4);
	}
	/* A rest that a voice halted is rested anew, but behind its last beeps there is none. */
	if (s->state != STATE_REST && !(goes_on(s, STATE_REST) && s->phase != PHASE_TALK))
		s->rest_until_ms = s->now_ms + odd(broom, 30000);
	if (s->state != STATE_WORK) {
		s->step_ms = s->now_ms - odd(broom, 5000);
		s->right_first = odd(broom, 2);
		s->beat = (enum beat)odd(broom, BEAT_MINUTE + 1);
		int sets = 1 + odd(broom, 2);
		s->dose = (struct dose){0};
		if (broom->scramble)
			s->dose = (struct dose){.sets = sets, .reps = 2, .out_s = 7, .back_s = 9};
	}
	if (!walk_is_halted(s))
		s->resume_to = (enum session_state)odd(broom, SESSION_STATES);
	else if (s->state != STATE_VOICE && s->resume_to != STATE_ASK &&
		 s->resume_to != STATE_STANDBY)
		s->resume_to = odd(broom, 2) ? STATE_WORK : STATE_IDLE;
}

/* Where nothing more of the exercise at hand is to be done. */
static void sweep_place(struct session *s, struct broom *broom)
{
	bool left = s->exercise < 0 || (s->left & (1u << s->exercise)) != 0;
	if (!left && !s->ended)
		return;
	s->set = odd(broom, 2);
	s->side = odd(broom, 2);
	s->rep = odd(broom, 2);
	s->minutes_done = odd(broom, 2);
}

/* No number matters any more. */
static void sweep_ended(struct session *s, struct broom *broom)
{
	if (!s->ended)
		return;
	s->last_pain = odd(broom, 11);
	s->ease_before = odd(broom, 3);
	s->k2_before = odd(broom, 2);
	s->last_question = QUESTION_LOCK;
	s->changing = odd(broom, 2);
	s->amber = odd(broom, 2);
	s->ease = odd(broom, 3);
	s->k2 = odd(broom, 3);
	s->sharps = odd(broom, 3);
	s->voices = odd(broom, 3);
}

static void sweep_judged(struct session *s, struct broom *broom)
{
	/* Numbers may be taken back while it is asked where to go on. */
	bool runs = goes_on(s, STATE_REST) || goes_on(s, STATE_WORK) || walk_offers(s);
	s->one_that_morning = odd(broom, 2); /* nothing is ever keyed as nought here */
	if (!runs) {
		s->told = odd(broom, 2);
		s->amber = odd(broom, 2);
	}
	if ((s->state != STATE_WORK || !s->told) && !walk_offers(s))
		s->told_ms = s->now_ms - odd(broom, 9000);
	if (!s->changing && !(runs && s->told)) {
		s->ease_before = odd(broom, 3);
		s->k2_before = odd(broom, 2);
		s->last_question = odd(broom, 2) ? QUESTION_EXERCISE : QUESTION_LOCK;
	}
}

static void sweep(struct session *s, struct broom *broom)
{
	sweep_question(s, broom);
	sweep_rest(s, broom);
	sweep_place(s, broom);
	sweep_judged(s, broom);
	sweep_ended(s, broom);
}

static void move_to_now(struct session *s)
{
	int64_t by_ms = WALK_NOW_MS - s->now_ms;
	s->now_ms += by_ms;
	if (s->deadline_ms != SESSION_NEVER)
		s->deadline_ms += by_ms;
	s->rest_until_ms += by_ms;
	if (s->rest_until_ms < WALK_NOW_MS)
		s->rest_until_ms = WALK_NOW_MS;
	s->step_ms += by_ms;
	s->told_ms += by_ms;
	if (s->told_ms < WALK_NOW_MS - WALK_LONG_MS)
		s->told_ms = WALK_NOW_MS - WALK_LONG_MS;
}

/* An accepted number sets all of this anew before a step, which comes only out of a rest. */
static void settle_ghost_outside(struct ghost *g)
{
	g->ticket = g->green = false;
	g->since_ms = WALK_WINDOW_MS;
	if (!g->correcting)
		g->counted = false;
}

static void settle_ghost(struct node *node)
{
	struct ghost *g = &node->g;
	if (!node->s.counting)
		g->said = PAIN_UNKNOWN;
	bool runs =
	    goes_on(&node->s, STATE_REST) || goes_on(&node->s, STATE_WORK) || walk_offers(&node->s);
	if (!runs)
		settle_ghost_outside(g);
	if (node->s.state != STATE_WORK)
		g->first_rep = 0;
	if (!g->ended)
		return;
	/* Only that it ended, and what is said of it, still counts. */
	g->suspect = g->ticket = g->green = g->correcting = g->counted = g->sharp_open = false;
	g->last = g->heard = g->doubted = PAIN_UNKNOWN;
	g->voices = 0;
	g->k2 = g->sharps = 0;
	g->since_ms = WALK_WINDOW_MS;
}

void node_settle(struct node *node)
{
	struct broom broom = {.scramble = false, .seed = 0};
	move_to_now(&node->s);
	sweep(&node->s, &broom);
	settle_ghost(node);
}

void node_scramble(struct node *node, unsigned seed)
{
	struct broom broom = {.scramble = true, .seed = seed};
	sweep(&node->s, &broom);
}

static uint64_t mixed(uint64_t hash, uint64_t word, uint64_t by)
{
	hash = (hash ^ word) * by;
	return hash ^ (hash >> 29);
}

/* Two digests of 64 bits, each in two lanes, since one chain of products would be slow. */
struct key node_key(const struct node *node)
{
	enum { WORDS = sizeof(struct node) / 8 };
	struct node copy;
	uint64_t word[WORDS + 1] = {0};
	memcpy(&copy, node, sizeof copy);
	copy.s.routine = NULL;
	copy.s.plan = NULL;
	copy.s.policy = NULL;
	memcpy(word, &copy, sizeof copy);
	uint64_t a = 1, b = 2, c = 3, d = 4;
	for (int i = 0; i < WORDS; i += 2) {
		a = mixed(a, word[i], 0xff51afd7ed558ccdu);
		b = mixed(b, word[i + 1], 0xff51afd7ed558ccdu);
		c = mixed(c, word[i], 0xc4ceb9fe1a85ec53u);
		d = mixed(d, word[i + 1], 0xc4ceb9fe1a85ec53u);
	}
	struct key key = {{mixed(a, b, 0x9e3779b97f4a7c15u), mixed(c, d, 0xbf58476d1ce4e5b9u)}};
	return key;
}

_Static_assert(sizeof(struct node) % 8 == 0, "the key takes whole words");
