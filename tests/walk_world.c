/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk_world.c - small routines, several starts, and everything that may happen. */
#include "walk.h"

#include <string.h>

/* A moving exercise, one that waits and has two sides, a gentle one: two sets of each. */
static const struct routine small = {
    .id = "small",
    .count = 3,
    .exercise = {
	{.name = "tilt",
	 .kind = KIND_MOBILISE,
	 .gentle = true,
	 .position_s = 5,
	 .switch_s = 3,
	 .dose = {.sets = 2, .reps = 1, .out_s = 2, .back_s = 2, .rest_s = 5}},
	{.name = "bridge",
	 .kind = KIND_STRENGTH,
	 .sides = SIDES_BOTH,
	 .wait = true,
	 .cautions = CONDITION_KNEE,
	 .position_s = 5,
	 .switch_s = 3,
	 .dose = {.sets = 2, .reps = 1, .out_s = 1, .hold_s = 1, .back_s = 1, .rest_s = 20}},
	{.name = "knee hug",
	 .kind = KIND_STRETCH,
	 .gentle = true,
	 .position_s = 5,
	 .switch_s = 3,
	 .dose = {.sets = 2, .reps = 1, .out_s = 1, .back_s = 1, .rest_s = 5}}}};

/* The beats that the small one lacks: a walk, a long hold, sides in turn, a pause. */
static const struct routine longer = {
    .id = "longer",
    .count = 3,
    .exercise = {
	{.name = "walk",
	 .kind = KIND_AEROBIC,
	 .part = PART_WARM_UP,
	 .gentle = true,
	 .position_s = 5,
	 .switch_s = 3,
	 .dose = {.sets = 1, .reps = 1, .out_s = 1, .back_s = 1, .minutes = 3}},
	{.name = "side plank",
	 .kind = KIND_STRENGTH,
	 .sides = SIDES_BOTH,
	 .position_s = 5,
	 .switch_s = 3,
	 .dose = {.sets = 2, .reps = 1, .out_s = 1, .hold_s = 12, .back_s = 1, .rest_s = 130}},
	{.name = "roll",
	 .kind = KIND_MOBILISE,
	 .sides = SIDES_ALTERNATE,
	 .gentle = true,
	 .wait = true,
	 .position_s = 30,
	 .switch_s = 3,
	 .dose = {.sets = 2, .reps = 1, .out_s = 2, .pause_s = 1, .back_s = 2, .rest_s = 0}}}};

/* One exercise, so that all eleven numbers can be walked. */
static const struct routine single = {
    .id = "single",
    .count = 1,
    .exercise = {{.name = "clam",
		  .kind = KIND_STRENGTH,
		  .gentle = true,
		  .position_s = 5,
		  .switch_s = 3,
		  .dose = {.sets = 2, .reps = 2, .out_s = 1, .back_s = 1, .rest_s = 5}}}};

/*
 * The session reads numbers only through the policy's functions, which
 * test_policy.c checks for all of them. So a few stand for all where there
 * are three exercises; each row of the policy is among what they lead to.
 */
static const struct setting {
	const char *name;
	const struct routine *routine;
	const char *numbers; /* beside the zero that "none" gives; 'x' is ten */
	int last_start_pain;
	bool doubts; /* is it walked what voices and corrections lead to? */
} settings[WORLDS] = {
    {"as always", &small, "567", 2, false},
    {"all numbers, one try", &single, "123456789x", 2, false},
    {"one try, a small rise", &small, "367", 2, false},
    {"strictest settings", &small, "1245", 2, false},
    {"confirm=always", &small, "57", 2, false},
    {"walks, holds, sides in turn", &longer, "57", 2, false},
    {"in a flare", &small, "47", 2, false},
    {"a bad knee", &small, "57", 2, false},
    {"first run and warning signs", &single, "567", PAIN_UNKNOWN, true},
    {"locked", &single, "567", PAIN_UNKNOWN, true},
    {"six last time", &single, "2567", 6, false},
    {"voices and doubts", &small, "7", 2, true},
    {"voices in walks and holds", &longer, "", 2, true},
    {"levels, and a day of rest", &small, "57", 2, false},
    {"advice, a hard morning", &single, "157", 2, true},
    {"cut off", &small, "57", 2, true},
    {"by quota", &single, "3457", 2, true},
    {"one button", &single, "", 6, false},
    {"one button, many questions", &single, "", 2, false},
};

static void add(struct world *world, enum event_kind kind)
{
	world->event[world->events++].kind = kind;
}

static void add_intent(struct world *world, enum intent_kind kind, int value,
		       enum intent_source source, int percent)
{
	struct event *event = &world->event[world->events++];
	event->kind = EVENT_INTENT;
	event->intent.kind = kind;
	event->intent.value = value;
	event->intent.source = source;
	event->intent.percent = percent;
}

static void add_doubts(struct world *world, const char *numbers)
{
	/* Not sure: a yes, a no, and the numbers that would be taken if they were. */
	static const enum intent_kind kinds[] = {INTENT_YES, INTENT_NO, INTENT_NONE};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		add_intent(world, kinds[i], 0, SOURCE_VOICE, SURE_PERCENT - 1);
	for (const char *n = numbers; *n != '\0'; n++)
		if (*n <= '3')
			add_intent(world, INTENT_NUMBER, *n - '0', SOURCE_VOICE, SURE_PERCENT - 1);
}

/* Where one button is all there is to answer with, nobody is heard. */
static void add_events(struct world *world, const char *numbers, bool doubts)
{
	enum intent_source last = world->start.by_count ? SOURCE_KEY : SOURCE_VOICE;
	for (int kind = 0; kind < EVENT_KINDS; kind++)
		if (kind != EVENT_INTENT && (kind != EVENT_VOICE || doubts))
			add(world, (enum event_kind)kind);
	for (int from = SOURCE_KEY; from <= (int)last; from++) {
		for (int kind = 0; kind < INTENT_KINDS; kind++)
			if (kind != INTENT_NUMBER)
				add_intent(world, (enum intent_kind)kind, 0,
					   (enum intent_source)from, INTENT_CERTAIN);
		for (const char *n = numbers; *n != '\0'; n++)
			add_intent(world, INTENT_NUMBER, *n == 'x' ? 10 : *n - '0',
				   (enum intent_source)from, INTENT_CERTAIN);
	}
	if (doubts)
		add_doubts(world, numbers);
}

/* The first rests today; the second, strength, is a step on, and known. */
static void make_levels(struct session_plan *plan)
{
	plan->exercise[0].left_out = ROW_N2;
	plan->exercise[1].dose.reps = 2;
	plan->exercise[1].dose.hold_s = 5;
	plan->exercise[1].level = 1;
	plan->exercise[1].telling = TELL_SHORT;
}

static void make_strictest(struct policy *policy)
{
	policy->safe = 0;
	policy->green = 1;
	policy->skip = 4;
	policy->stop = 5;
	policy->tries = 1;
	policy->answer_ms = 15000;
}

void world_make(struct world *world, int which, bool quick)
{
	const struct setting *setting = &settings[which];
	memset(world, 0, sizeof *world);
	world->name = setting->name;
	world->numbers = quick ? "57" : setting->numbers;
	world->routine = setting->routine;
	world->policy = policy_default();
	world->start.last_start_pain = setting->last_start_pain;
	if (which == 1 || which == 2 || (which >= 11 && which != 14 && which != 18))
		world->policy.tries = 1;
	if (which == 4 || which == 5 || which == 14 || which == 18)
		world->policy.tries = 2;
	if (which == 3)
		make_strictest(&world->policy);
	if (which == 4)
		world->policy.confirm = CONFIRM_ALWAYS;
	session_plan_first(&world->plan, world->routine);
	if (which == 13)
		make_levels(&world->plan);
	world->start.flare = which == 6;
	world->start.conditions = which == 7 ? CONDITION_KNEE : 0;
	world->start.first_run = which == 8;
	world->start.signs_due = which == 8;
	world->start.locked = which == 9;
	if (which == 16)
		world->policy.mode = MODE_QUOTA;
	world->start.by_count = which >= 17;
	if (which == 18)
		world->start.first_run = world->start.signs_due = world->start.locked = true;
	if (which == 14 || which == 18)
		world->start.stopped_twice = world->start.ask_away = world->start.ask_morning =
		    true;
	if (which == 15)
		world->start.cut = (struct session_cut){
		    .there = true, .exercise = 2, .sets = 1, .reached = 3, .ease = 1, .k2 = 1};
	world->doubts = setting->doubts || (quick && !world->start.by_count);
	add_events(world, world->numbers, world->doubts);
}

void event_print(FILE *file, const struct event *event)
{
	static const char *const names[EVENT_KINDS] = {"begin", "tick", "spoken", "intent",
						       "voice", "lost", "mended", "quit"};
	if (event->kind != EVENT_INTENT) {
		fprintf(file, "%s", names[event->kind]);
		return;
	}
	fprintf(file, "%s", intent_name(event->intent.kind));
	if (event->intent.kind == INTENT_NUMBER)
		fprintf(file, " %d", event->intent.value);
	fprintf(file, event->intent.source == SOURCE_KEY ? " by key" : " by voice");
	if (!event_is_sure(event))
		fprintf(file, ", not sure");
}
