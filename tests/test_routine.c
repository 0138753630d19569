/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_routine.c - what routine_check finds, and how long things take. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "routine.h"

static void add(struct routine *routine, const char *name, enum kind kind, enum part part)
{
	struct exercise *exercise = &routine->exercise[routine->count++];
	strcpy(exercise->name, name);
	strcpy(exercise->setup, "Lie down.");
	exercise->kind = kind;
	exercise->part = part;
	exercise->gentle = true;
	exercise->position_s = 15;
	exercise->switch_s = 8;
	exercise->dose =
	    (struct dose){.sets = 1, .reps = 10, .out_s = 2, .back_s = 2, .rest_s = 30};
	exercise->top = exercise->dose;
}

/* A routine that nothing is to be said about. */
static int make_routine(void **state)
{
	struct routine *routine = calloc(1, sizeof(*routine));
	assert_non_null(routine);
	add(routine, "pelvic tilt", KIND_MOBILISE, PART_WARM_UP);
	add(routine, "bridge", KIND_STRENGTH, PART_MAIN);
	routine->exercise[1].tags = TAG_CORE | TAG_GLUTE;
	add(routine, "child's pose", KIND_STRETCH, PART_COOL_DOWN);
	*state = routine;
	return 0;
}

static int free_routine(void **state)
{
	free(*state);
	return 0;
}

/* The one finding there has to be. */
static void assert_only(const struct routine *routine, enum routine_flaw flaw, int exercise)
{
	struct finding found[8] = {{FLAW_NONE, -2}};
	assert_int_equal(routine_check(routine, found, 8), 1);
	assert_int_equal(found[0].flaw, flaw);
	assert_int_equal(found[0].exercise, exercise);
}

static void a_balanced_routine_has_no_flaw(void **state)
{
	struct finding found[8];
	assert_int_equal(routine_check(*state, found, 8), 0);
}

static void a_routine_without_exercises_is_empty_and_nothing_else(void **state)
{
	struct routine *routine = *state;
	routine->count = 0;
	assert_only(routine, FLAW_EMPTY, -1);
}

static void a_ladder_may_not_fall_anywhere(void **state)
{
	struct routine *routine = *state;
	struct exercise *bridge = &routine->exercise[1];
	const struct dose level = bridge->dose;

	bridge->top.reps = 9;
	assert_only(routine, FLAW_LADDER_FALLS, 1);
	bridge->top = level;
	bridge->dose.hold_s = 5;
	assert_only(routine, FLAW_LADDER_FALLS, 1);
	bridge->dose = level;
	bridge->dose.sets = 2;
	assert_only(routine, FLAW_LADDER_FALLS, 1);
	bridge->dose = level;
	bridge->dose.minutes = 1;
	assert_only(routine, FLAW_LADDER_FALLS, 1);
}

static void missing_parts_and_kinds_are_found(void **state)
{
	struct routine *routine = *state;

	routine->exercise[0].part = PART_MAIN;
	assert_only(routine, FLAW_NO_WARM_UP, -1);
	routine->exercise[0].part = PART_WARM_UP;
	routine->exercise[2].part = PART_MAIN;
	assert_only(routine, FLAW_NO_COOL_DOWN, -1);
	routine->exercise[2].part = PART_COOL_DOWN;
	routine->exercise[2].kind = KIND_MOBILISE;
	assert_only(routine, FLAW_NO_STRETCH, -1);
}

static void strength_needs_trunk_and_seat(void **state)
{
	struct routine *routine = *state;

	routine->exercise[1].tags = TAG_CORE;
	assert_only(routine, FLAW_NO_GLUTE, -1);
	routine->exercise[1].tags = TAG_GLUTE;
	assert_only(routine, FLAW_NO_CORE, -1);
	routine->exercise[1].tags = 0;
	routine->exercise[1].kind = KIND_MOBILISE;
	struct finding found[8];
	assert_int_equal(routine_check(routine, found, 8), 0);
}

static void a_walk_alone_needs_no_company(void **state)
{
	struct routine *routine = *state;
	routine->count = 0;
	memset(routine->exercise, 0, sizeof(routine->exercise));
	add(routine, "walk", KIND_AEROBIC, PART_MAIN);
	routine->exercise[0].dose.minutes = routine->exercise[0].top.minutes = 10;

	struct finding found[8];
	assert_int_equal(routine_check(routine, found, 8), 0);
}

static void parts_out_of_order_are_found(void **state)
{
	struct routine *routine = *state;
	add(routine, "late warm-up", KIND_MOBILISE, PART_WARM_UP);
	assert_only(routine, FLAW_WARM_UP_LATE, 3);
	routine->exercise[3].part = PART_MAIN;
	/* Now the cool-down, the third, comes before a main exercise. */
	assert_only(routine, FLAW_WARM_UP_LATE, 2);
}

static void a_missing_setup_is_found(void **state)
{
	struct routine *routine = *state;
	routine->exercise[2].setup[0] = '\0';
	assert_only(routine, FLAW_NO_SETUP, 2);
}

static void fast_movements_are_found_but_not_in_walks(void **state)
{
	struct routine *routine = *state;
	routine->exercise[1].dose.back_s = 1;
	assert_only(routine, FLAW_FAST, 1);
	routine->exercise[1].dose.back_s = 2;
	routine->exercise[1].dose.out_s = 1;
	assert_only(routine, FLAW_FAST, 1);
	routine->exercise[1].dose.minutes = routine->exercise[1].top.minutes = 5;
	struct finding found[8];
	assert_int_equal(routine_check(routine, found, 8), 0);
}

static void a_routine_with_nothing_gentle_is_found(void **state)
{
	struct routine *routine = *state;
	for (int i = 0; i < routine->count; i++)
		routine->exercise[i].gentle = false;
	assert_only(routine, FLAW_NOTHING_GENTLE, -1);
}

static void more_than_thirty_minutes_is_too_long(void **state)
{
	struct routine *routine = *state;
	struct exercise *tilt = &routine->exercise[0];
	tilt->dose.minutes = tilt->top.minutes = 30;
	assert_only(routine, FLAW_TOO_LONG, -1);
}

static void the_ninth_exercise_is_one_too_many(void **state)
{
	struct routine *routine = *state;
	routine->count = 2;
	while (routine->count < 8)
		add(routine, "stretch", KIND_STRETCH, PART_COOL_DOWN);
	struct finding found[8];
	assert_int_equal(routine_check(routine, found, 8), 0);

	add(routine, "ninth", KIND_STRETCH, PART_COOL_DOWN);
	assert_only(routine, FLAW_TOO_MANY, -1);
}

static void findings_beyond_the_room_are_counted_not_written(void **state)
{
	struct routine *routine = *state;
	for (int i = 0; i < 3; i++)
		routine->exercise[i].setup[0] = '\0';
	struct finding found[2] = {{FLAW_NONE, -2}, {FLAW_NONE, -2}};

	assert_int_equal(routine_check(routine, found, 1), 3);
	assert_int_equal(found[0].flaw, FLAW_NO_SETUP);
	assert_int_equal(found[1].exercise, -2);
}

static void only_two_flaws_are_errors(void **state)
{
	(void)state;
	int errors = 0;
	for (int i = FLAW_EMPTY; i <= FLAW_NOTHING_GENTLE; i++)
		errors += !flaw_is_warning((enum routine_flaw)i);
	assert_int_equal(errors, 2);
	assert_false(flaw_is_warning(FLAW_EMPTY));
	assert_false(flaw_is_warning(FLAW_LADDER_FALLS));
}

static void the_work_of_an_exercise_is_reckoned_to_the_millisecond(void **state)
{
	(void)state;
	struct exercise bird_dog = {.sides = SIDES_ONE, .switch_s = 8};
	struct dose dose = {
	    .sets = 3, .reps = 10, .out_s = 2, .hold_s = 6, .back_s = 2, .rest_s = 30};

	/* 3 sets of 10 times 10 s, two rests of 30 s between them. */
	assert_int_equal(exercise_ms(&bird_dog, &dose), 360000);
	/* Both sides: twice the reps, and a change of 8 s in each set. */
	bird_dog.sides = SIDES_BOTH;
	assert_int_equal(exercise_ms(&bird_dog, &dose), 684000);
	/* In turn: twice the reps, no change to wait for. */
	bird_dog.sides = SIDES_ALTERNATE;
	assert_int_equal(exercise_ms(&bird_dog, &dose), 660000);
	/* Minutes count alone. */
	dose.minutes = 20;
	assert_int_equal(exercise_ms(&bird_dog, &dose), 1200000);
}

static void the_whole_takes_longer_than_its_work_but_not_by_much(void **state)
{
	/* Three times 10 reps of 4 s, positions of 15 s and countdowns of 4 s. */
	int64_t least = 3 * (40000 + 15000 + 4000);
	int64_t whole = routine_ms(*state, 0);

	assert_true(whole > least);
	/* Talk, questions, opening and end together are no more than four minutes here. */
	assert_true(whole < least + 240000);
}

static void fewer_reps_make_an_eased_routine_shorter(void **state)
{
	struct routine *routine = *state;
	for (int i = 0; i < routine->count; i++)
		routine->exercise[i].dose.rest_s = 0;

	/* 8 instead of 10 reps of 4 s, three times. */
	assert_int_equal(routine_ms(routine, 0) - routine_ms(routine, 1), 24000);
}

static void a_long_rest_counts_where_it_is_longer_than_getting_ready(void **state)
{
	struct routine *routine = *state;
	routine->exercise[1].dose.rest_s = 200;
	int64_t before = routine_ms(routine, 0);

	routine->exercise[1].dose.rest_s = 300;

	assert_int_equal(routine_ms(routine, 0) - before, 100000);

	/* Getting into position takes 15 s anyway. */
	routine->exercise[1].dose.rest_s = 5;
	before = routine_ms(routine, 0);
	routine->exercise[1].dose.rest_s = 10;
	assert_int_equal(routine_ms(routine, 0), before);
}

static void names_are_those_of_routine_files(void **state)
{
	(void)state;
	assert_string_equal(kind_name(KIND_MOBILISE), "mobilise");
	assert_string_equal(kind_name(KIND_AEROBIC), "aerobic");
	assert_string_equal(part_name(PART_WARM_UP), "warm-up");
	assert_string_equal(part_name(PART_COOL_DOWN), "cool-down");
	assert_string_equal(sides_name(SIDES_ONE), "one");
	assert_string_equal(sides_name(SIDES_ALTERNATE), "alternate");
}

#define ROUTINE(test) cmocka_unit_test_setup_teardown(test, make_routine, free_routine)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ROUTINE(a_balanced_routine_has_no_flaw),
	    ROUTINE(a_routine_without_exercises_is_empty_and_nothing_else),
	    ROUTINE(a_ladder_may_not_fall_anywhere),
	    ROUTINE(missing_parts_and_kinds_are_found),
	    ROUTINE(strength_needs_trunk_and_seat),
	    ROUTINE(a_walk_alone_needs_no_company),
	    ROUTINE(parts_out_of_order_are_found),
	    ROUTINE(a_missing_setup_is_found),
	    ROUTINE(fast_movements_are_found_but_not_in_walks),
	    ROUTINE(a_routine_with_nothing_gentle_is_found),
	    ROUTINE(more_than_thirty_minutes_is_too_long),
	    ROUTINE(the_ninth_exercise_is_one_too_many),
	    ROUTINE(findings_beyond_the_room_are_counted_not_written),
	    cmocka_unit_test(only_two_flaws_are_errors),
	    cmocka_unit_test(the_work_of_an_exercise_is_reckoned_to_the_millisecond),
	    ROUTINE(the_whole_takes_longer_than_its_work_but_not_by_much),
	    ROUTINE(fewer_reps_make_an_eased_routine_shorter),
	    ROUTINE(a_long_rest_counts_where_it_is_longer_than_getting_ready),
	    cmocka_unit_test(names_are_those_of_routine_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
