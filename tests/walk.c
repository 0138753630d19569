/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * walk.c - walks the real session breadth first through every state it can reach.
 *
 * Usage: walk [--quick] [WORLD]   all worlds, or the one of that number; quickly: with
 *                                 few numbers, and a small world if none is named.
 * Leaves with 0 when all invariants hold everywhere, with 1 and the events
 * that lead there at the first that does not.
 */
#include "walk.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	TWIN_EVERY = 8, /* for each so manieth state: node_scramble */
	QUICK_WORLD = 2,
	MILLION = 1000000
};

struct walk {
	struct world world;
	struct store store;
	struct rules rules;
	uint64_t transitions, all_states, all_transitions;
	bool decided[ROWS]; /* rows of the policy that did */
};

static void root(const struct world *world, struct node *node)
{
	memset(node, 0, sizeof *node);
	session_init(&node->s, world->routine, &world->plan, &world->policy, &world->start);
	node->s.now_ms = WALK_NOW_MS;
	ghost_init(&node->g, &world->start);
	node_settle(node);
}

/* "I heard seven. Right?" - "No, four": what it leads to multiplies, so not every world has it. */
static bool is_correction(const struct node *node, const struct event *event)
{
	return node->s.question == QUESTION_CONFIRM && node->s.state == STATE_ASK &&
	       event_is_number(event) && event->intent.source == SOURCE_VOICE;
}

/* The event as it happens in this state; false where it cannot. */
static bool event_in(const struct world *world, const struct node *node,
		     const struct event *pattern, struct event *event)
{
	*event = *pattern;
	event->at_ms = node->s.now_ms;
	if (event->kind == EVENT_SPOKEN)
		return node->g.speaking;
	if (!world->doubts && is_correction(node, event))
		return false;
	if (event->kind == EVENT_TICK && session_deadline(&node->s) != SESSION_NEVER)
		event->at_ms = session_deadline(&node->s);
	return true;
}

static void take(const struct node *before, const struct event *event, struct node *after,
		 struct effects *out)
{
	memcpy(after, before, sizeof *after);
	session_step(&after->s, event, out);
	ghost_watch(before, event, after, out);
}

/* --- telling ------------------------------------------------------------ */

static void print_effects(const struct effects *out)
{
	static const char *const names[] = {"say",  "count",  "tone",	"hush",	 "listen",
					    "deaf", "step",   "done",	"went",	 "heard",
					    "pain", "answer", "decide", "voice", "state", "end"};
	_Static_assert(sizeof names / sizeof names[0] == EFFECT_END + 1, "a name for each effect");
	for (int i = 0; i < out->count; i++) {
		const struct effect *effect = &out->list[i];
		printf(" %s", names[effect->kind]);
		if (effect->kind == EFFECT_SAY || effect->kind == EFFECT_COUNT)
			printf(":%s", cue_name(effect->saying.cue));
		else if (effect->kind == EFFECT_DECIDE)
			printf(":%s", row_name(effect->row));
		else if (effect->kind == EFFECT_PAIN || effect->kind == EFFECT_HEARD)
			printf(":%d", effect->n);
	}
	printf("\n");
}

static void print_step(int64_t *clock_ms, const struct node *before, const struct event *event,
		       const struct node *after, const struct effects *out)
{
	*clock_ms += event->at_ms - before->s.now_ms;
	printf("%9.3f s  ", (double)*clock_ms / 1000.0);
	event_print(stdout, event);
	printf(" -> %s", session_state_name(after->s.state));
	if (after->s.state == STATE_ASK)
		printf(" (%s)", question_name(after->s.question));
	printf(" b=%d last=%d ease=%d k2=%d exercise=%d set=%d side=%d rep=%d left=%x;",
	       after->s.start_pain, after->s.last_pain, after->s.ease, after->s.k2,
	       after->s.exercise, after->s.set, after->s.side, after->s.rep, after->s.left);
	print_effects(out);
}

static void print_path(const struct walk *walk, uint32_t index, uint8_t last)
{
	static uint8_t path[10000];
	int length = 0;
	int64_t clock_ms = 0;
	path[length++] = last;
	for (; index != 0 && length < (int)sizeof path; index = walk->store.seen[index].parent)
		path[length++] = walk->store.seen[index].event;
	struct node node, after;
	root(&walk->world, &node);
	while (length-- > 0) {
		struct event event;
		struct effects out;
		event_in(&walk->world, &node, &walk->world.event[path[length]], &event);
		take(&node, &event, &after, &out);
		print_step(&clock_ms, &node, &event, &after, &out);
		node_settle(&after);
		memcpy(&node, &after, sizeof node);
	}
}

static void fail(const struct walk *walk, uint32_t index, uint8_t event)
{
	printf("violation of %s: %s\nin \"%s\", by these events:\n", rule_name(walk->rules.rule),
	       walk->rules.broken, walk->world.name);
	print_path(walk, index, event);
	exit(1);
}

/* --- walking ------------------------------------------------------------ */

static bool same_effects(const struct effects *a, const struct effects *b)
{
	return a->count == b->count &&
	       memcmp(a->list, b->list, (size_t)a->count * sizeof a->list[0]) == 0;
}

/* The twin differs only in what is said not to matter. */
static void check_twin(struct walk *walk, const struct node *node, const struct event *event,
		       const struct node *settled, const struct effects *out, uint32_t index)
{
	struct node twin, after;
	struct effects effects;
	memcpy(&twin, node, sizeof twin);
	node_scramble(&twin, index);
	take(&twin, event, &after, &effects);
	node_settle(&after);
	rules_want(&walk->rules, RULE_KEY, same_effects(out, &effects), "other effects");
	rules_want(&walk->rules, RULE_KEY, memcmp(settled, &after, sizeof after) == 0,
		   "another state");
}

static uint32_t arrive(struct walk *walk, uint32_t from, uint8_t event, const struct node *node)
{
	bool is_new;
	uint32_t index = store_add(&walk->store, node, &is_new);
	if (is_new) {
		walk->store.seen[index].parent = from;
		walk->store.seen[index].event = event;
	}
	return index;
}

static void note_rows(struct walk *walk, const struct effects *out)
{
	for (int i = 0; i < out->count; i++)
		if (out->list[i].kind == EFFECT_DECIDE)
			walk->decided[out->list[i].row] = true;
}

static void step(struct walk *walk, uint32_t index, const struct node *node, uint8_t which)
{
	struct event event;
	struct node after;
	struct effects out;
	if (!event_in(&walk->world, node, &walk->world.event[which], &event))
		return;
	take(node, &event, &after, &out);
	walk->transitions++;
	note_rows(walk, &out);
	rules_check(&walk->rules, node, &event, &after, &out);
	node_settle(&after);
	if (index % TWIN_EVERY == 0)
		check_twin(walk, node, &event, &after, &out, index);
	if (walk->rules.broken != NULL)
		fail(walk, index, which);
	/* Most events change nothing. */
	bool same = memcmp(&after, node, sizeof after) == 0;
	uint32_t to = same ? index : arrive(walk, index, which, &after);
	struct seen *seen = &walk->store.seen[index];
	if (event.kind == EVENT_TICK) {
		seen->after_tick = to;
		seen->wait_ms = (uint32_t)(event.at_ms - node->s.now_ms);
		if (!node->g.speaking)
			seen->after_quiet = to;
	} else if (event.kind == EVENT_SPOKEN) {
		seen->after_quiet = to;
	}
}

/* --- silence reaches the end -------------------------------------------- */

struct silence {
	uint32_t events;
	double seconds;
};

/*
 * Each state has one follower in silence, so they form chains; a chain that
 * bites its own tail never ends. depth holds 0: not known, 1: on this chain,
 * else the number of events to the end, plus 2.
 */
static uint32_t follower(const struct seen *seen, bool spoken)
{
	return spoken ? seen->after_quiet : seen->after_tick;
}

static bool follow(const struct store *store, uint32_t from, bool spoken, uint32_t *depth,
		   uint32_t *chain)
{
	uint32_t length = 0, at = from;
	while (depth[at] == 0 && !store->seen[at].over) {
		depth[at] = 1;
		chain[length++] = at;
		at = follower(&store->seen[at], spoken);
	}
	bool ends = depth[at] != 1;
	uint32_t below = store->seen[at].over ? 2 : depth[at];
	while (length > 0)
		depth[chain[--length]] = ++below;
	return ends;
}

static uint32_t check_silence(struct walk *walk, bool spoken)
{
	uint32_t count = walk->store.count, longest = 0;
	uint32_t *depth = calloc(count, sizeof *depth);
	uint32_t *chain = calloc(count, sizeof *chain);
	if (depth == NULL || chain == NULL)
		exit(2);
	for (uint32_t i = 1; i < count; i++) { /* 0 has not begun */
		bool ends = follow(&walk->store, i, spoken, depth, chain);
		rules_want(&walk->rules, RULE_I15, ends, "silence never ends it");
		if (walk->rules.broken != NULL)
			fail(walk, i, 1);
		if (depth[i] > longest)
			longest = depth[i];
	}
	free(depth);
	free(chain);
	return longest < 2 ? 0 : longest - 2;
}

/* --- worlds ------------------------------------------------------------- */

static void walk_world(struct walk *walk, int which, bool quick)
{
	struct node node;
	clock_t began = clock();
	world_make(&walk->world, which, quick);
	store_init(&walk->store);
	walk->transitions = 0;
	root(&walk->world, &node);
	arrive(walk, 0, 0, &node);
	for (uint32_t i = 0; i < walk->store.count; i++) {
		store_next(&walk->store, &node);
		if (i % MILLION == MILLION - 1 && isatty(STDERR_FILENO))
			fprintf(stderr, "%u million states, %u waiting\r", i / MILLION + 1,
				walk->store.waiting);
		for (int e = 0; e < walk->world.events; e++)
			step(walk, i, &node, (uint8_t)e);
	}
	uint32_t by_ticks = check_silence(walk, false);
	uint32_t by_words = check_silence(walk, true);
	printf("%-28s %-12s %9u %12llu %5u %5u %7.1f\n", walk->world.name, walk->world.numbers,
	       walk->store.count, (unsigned long long)walk->transitions, by_ticks, by_words,
	       (double)(clock() - began) / CLOCKS_PER_SEC);
	fflush(stdout);
	walk->all_states += walk->store.count;
	walk->all_transitions += walk->transitions;
	store_finish(&walk->store);
}

/*
 * A walk that misses a row of the policy proves nothing of it. P7 only reads words; from X1 on
 * it is between the sessions.
 */
static int missing_rows(const struct walk *walk)
{
	int missing = 0;
	for (int row = ROW_NONE + 1; row < ROW_X1; row++)
		if (!walk->decided[row] && row != ROW_P7) {
			printf("no decision by row %s\n", row_name((enum row)row));
			missing++;
		}
	return missing;
}

/* All worlds; quickly: one small world, which is enough to catch a fault. */
int main(int argc, char **argv)
{
	static struct walk walk;
	bool quick = argc > 1 && strcmp(argv[1], "--quick") == 0;
	const char *named = argc > 1 + quick ? argv[1 + quick] : NULL;
	int one = named != NULL ? atoi(named) : quick ? QUICK_WORLD : -1;
	printf("%-28s %-12s %9s %12s %5s %5s %7s\n", "start", "numbers", "states", "transitions",
	       "quiet", "heard", "s");
	for (int i = 0; i < WORLDS; i++)
		if (one < 0 || one == i)
			walk_world(&walk, i, quick);
	printf("%-41s %9llu %12llu\n", "in all", (unsigned long long)walk.all_states,
	       (unsigned long long)walk.all_transitions);
	printf(
	    "quiet: events to the end at most if nobody answers; heard: if the coach speaks\n\n");
	for (int rule = 0; rule < RULES; rule++)
		printf("%13llu  %s\n", (unsigned long long)walk.rules.checked[rule],
		       rule_name((enum rule)rule));
	return one < 0 && missing_rows(&walk) > 0 ? 1 : 0;
}
