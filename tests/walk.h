/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * walk.h - the walk through every state that the session can reach.
 *
 * walk.c         the starts, the walk itself, the report
 * walk_world.c   the routines and what may happen
 * walk_key.c     when two states count as the same one
 * walk_store.c   the states seen
 * walk_ghost.c   what an onlooker remembers who sees only events and effects
 * walk_rules.c   the invariants
 * walk_voices.c  ... of voices over the coach, of cries, and of what is not sure
 * walk_button.c  ... of answers by one button, and what an onlooker makes of presses
 * walk_memory.c  ... of what is remembered of a session, and of what was before
 */
#ifndef TESTS_WALK_H
#define TESTS_WALK_H

#include "session.h"

#include <stdio.h>

enum {
	WALK_NOW_MS = 1000000,	/* every state is moved to this time */
	WALK_WINDOW_MS = 10000, /* from a number to the next step */
	WALK_LONG_MS = 60000,	/* ago: too long for any window */
	WALK_EVENTS = 80
};

/* The invariants; the names stand in walk_rules.c. */
enum rule {
	RULE_I1,
	RULE_I2,
	RULE_I3,
	RULE_I4,
	RULE_I5,
	RULE_I6,
	RULE_I7,
	RULE_I8,
	RULE_I9,
	RULE_I10,
	RULE_I11,
	RULE_I12,
	RULE_I13,
	RULE_I14,
	RULE_I15,
	RULE_I16,
	RULE_OVER,
	RULE_BOUND,
	RULE_OUCH,
	RULE_COUNT,
	RULE_SURE,
	RULE_WINDOW,
	RULE_DEADLINE,
	RULE_TIMES,
	RULE_HUSH,
	RULE_EAR,
	RULE_QUIET,
	RULE_VOICE,
	RULE_ADVICE,
	RULE_MORNING,
	RULE_GO_ON,
	RULE_PLAN,
	RULE_DONE,
	RULE_WENT,
	RULE_KEY,
	RULES
};

/* What an onlooker knows from events and effects alone. Padding is kept zero. */
struct ghost {
	bool ended;	 /* something happened after which no step may start */
	bool suspect;	 /* a spoken number that stops was heard and not taken back */
	bool ticket;	 /* a number was accepted since the last step */
	bool green;	 /* ... and the last one meant: go on */
	bool correcting; /* the next number replaces the last one */
	bool counted;	 /* the last number was a K = 2 */
	bool sharp_open; /* the question after "sharp" is not answered */
	bool ear_open;
	bool speaking; /* SPOKEN may come */
	bool pressed;  /* the one button, once, in answer to yes or no */
	int said;      /* the number whose word was the last, or PAIN_UNKNOWN */
	int base;      /* pain at the start, or PAIN_UNKNOWN */
	int last;      /* last accepted number, or PAIN_UNKNOWN */
	int heard;     /* a spoken number that is being confirmed, or PAIN_UNKNOWN */
	int doubted;   /* the highest number that it stands for: "no, four" */
	int voices;    /* how often "Stop?" was asked since anything else came through */
	int k2, sharps;
	int yeses;		 /* explicit ones to advice that are still wanted */
	bool hard_morning;	 /* a number that stops was accepted of it */
	enum { CUT_NONE, CUT_OPEN, CUT_ON, CUT_AGAIN } cut; /* go on where it was cut off? */
	int prompts, confirms; /* of the question at hand */
	int step;	       /* exercise of the last step, or -1 */
	int first_rep;	       /* it began with, in a set */
	unsigned reached, left;
	int64_t since_ms; /* since the last accepted number, at most WALK_WINDOW_MS */
};

struct node {
	struct session s;
	struct ghost g;
};

struct world {
	const char *name, *numbers;
	const struct routine *routine;
	struct session_plan plan;
	struct policy policy;
	struct session_start start;
	bool doubts; /* voices over the coach, what is not sure, "no, four" */
	int events;
	struct event event[WALK_EVENTS]; /* at_ms is filled in when it happens */
};

struct rules {
	uint64_t checked[RULES];
	const char *broken; /* why, or NULL */
	enum rule rule;
};

/* walk_world.c */
enum { WORLDS = 19 };
void world_make(struct world *world, int which, bool quick);
void event_print(FILE *file, const struct event *event);

/* walk_key.c */
struct key {
	uint64_t half[2];
};
void node_settle(struct node *node); /* move it to WALK_NOW_MS, forget what cannot matter */
void node_scramble(struct node *node, unsigned seed); /* disturb what is said not to matter */
struct key node_key(const struct node *node);	      /* of a settled one */

/* walk_store.c */
struct seen {
	struct key key;
	uint32_t parent; /* index; its own for the first */
	uint32_t after_tick, after_quiet;
	uint32_t wait_ms; /* until the tick */
	uint8_t event;	  /* that led here */
	bool over;
};

struct store {
	struct seen *seen;
	uint32_t count, room;
	uint32_t *slot;
	uint32_t slots;
	struct node *queue; /* those not yet walked from, a ring */
	uint32_t first, waiting, ring;
};

void store_init(struct store *store);
void store_finish(struct store *store);
/* The index of the state; *is_new when it had not been seen. */
uint32_t store_add(struct store *store, const struct node *node, bool *is_new);
void store_next(struct store *store, struct node *node); /* take the first of the queue */

/* walk_ghost.c */
void ghost_init(struct ghost *ghost, const struct session_start *start);
/* What the onlooker knows after the event and its effects. */
void ghost_watch(const struct node *before, const struct event *event, struct node *after,
		 const struct effects *out);
int ghost_reference(const struct node *node, enum question question);

/* walk_rules.c */
const char *rule_name(enum rule rule);
void rules_want(struct rules *rules, enum rule rule, bool holds, const char *why);
void rules_check(struct rules *rules, const struct node *before, const struct event *event,
		 const struct node *after, const struct effects *out);

/* One transition, as the checks see it. */
struct view {
	const struct node *before, *after;
	const struct event *event;
	const struct effects *out;
};

/* walk_voices.c */
void rules_check_voices(struct rules *rules, const struct view *view);

/* walk_button.c */
/* Presses of the one button, as an onlooker understands them: yes, no, or nothing. */
struct event walk_meaning(const struct node *before, const struct event *event);
void ghost_watch_button(const struct node *before, const struct event *event, struct node *after,
			const struct effects *out);
void rules_check_button(struct rules *rules, const struct view *view);

/* walk_memory.c */
struct dose walk_dose(const struct session *s, int exercise); /* that an exercise may have now */
void rules_check_memory(struct rules *rules, const struct view *view);

/* The number of effects of a kind. */
int effects_of(const struct effects *out, enum effect_kind kind);
bool event_is(const struct event *event, enum intent_kind kind);
bool event_is_number(const struct event *event);
bool event_is_sure(const struct event *event);
bool event_is_yes(const struct event *event); /* also "go on" and Enter, where they are one */
bool walk_offers(const struct session *s); /* "Shall we go on there?" is open, if only behind a halt */

/* A state that leads back to what was there before. */
bool walk_is_halted(const struct session *s);

#endif
