/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_progress_dose.c - the dose of a level, on every ladder. */
#include "progress_support.h"

static void a_ladder_of_reps_climbs_as_published(void **state)
{
	(void)state;
	struct exercise exercise = an_exercise("bridge", KIND_STRENGTH);
	exercise.top.reps = 12;
	assert_int_equal(progress_top(&exercise), 7);
	for (int level = 0; level <= 7; level++)
		assert_int_equal(progress_dose(&exercise, level).reps, 5 + level);
	assert_int_equal(progress_dose(&exercise, 8).reps, 12);
	assert_int_equal(progress_dose(&exercise, 100).reps, 12);
	exercise.dose.reps = 10;
	exercise.top.reps = 15;
	assert_int_equal(progress_top(&exercise), 5);
	assert_int_equal(progress_dose(&exercise, 1).reps, 11);
}

static void a_ladder_of_holds_climbs_as_published(void **state)
{
	(void)state;
	struct exercise exercise = an_exercise("plank", KIND_STRENGTH);
	exercise.dose.reps = exercise.top.reps = 1;
	exercise.dose.hold_s = 20;
	exercise.top.hold_s = 30;
	assert_int_equal(progress_top(&exercise), 5);
	static const int holds[] = {20, 22, 24, 26, 28, 30, 30};
	for (int level = 0; level <= 6; level++)
		assert_int_equal(progress_dose(&exercise, level).hold_s, holds[level]);
	exercise.top.hold_s = 29; /* the last rung is a short one */
	assert_int_equal(progress_top(&exercise), 5);
	assert_int_equal(progress_dose(&exercise, 4).hold_s, 28);
	assert_int_equal(progress_dose(&exercise, 5).hold_s, 29);
}

static void reps_climb_first_then_holds_then_sets(void **state)
{
	(void)state;
	struct exercise exercise = an_exercise("bird dog", KIND_STRENGTH);
	exercise.top.reps = 7;
	exercise.dose.hold_s = 5;
	exercise.top.hold_s = 6;
	exercise.top.sets = 3;
	static const int want[][3] = {{5, 5, 1}, {6, 5, 1}, {7, 5, 1}, {7, 6, 1},
				      {7, 6, 2}, {7, 6, 3}, {7, 6, 3}};
	assert_int_equal(progress_top(&exercise), 5);
	for (int level = 0; level < 7; level++) {
		struct dose dose = progress_dose(&exercise, level);
		assert_int_equal(dose.reps, want[level][0]);
		assert_int_equal(dose.hold_s, want[level][1]);
		assert_int_equal(dose.sets, want[level][2]);
		assert_int_equal(dose.out_s, 2);
		assert_int_equal(dose.rest_s, 30);
	}
}

static void a_walk_climbs_in_minutes(void **state)
{
	(void)state;
	struct exercise walk = {.kind = KIND_AEROBIC};
	walk.dose = (struct dose){.sets = 1, .reps = 1, .out_s = 2, .back_s = 2, .minutes = 10};
	walk.top = walk.dose;
	walk.top.minutes = 30;
	assert_int_equal(progress_top(&walk), 20);
	assert_int_equal(progress_dose(&walk, 1).minutes, 11);
	assert_int_equal(progress_dose(&walk, 20).minutes, 30);
	assert_int_equal(progress_dose(&walk, 21).minutes, 30);
}

/* Q10, for every ladder that a routine file can hold in one quantity. */
static void every_step_is_a_tenth_of_the_start_rounded_up_at_most(void **state)
{
	(void)state;
	struct exercise exercise = an_exercise("any", KIND_STRENGTH);
	for (int from = 1; from <= 120; from++)
		for (int to = from; to <= 120; to++) {
			exercise.dose.reps = from;
			exercise.top.reps = to;
			int top = progress_top(&exercise), most = from / 10 + (from % 10 != 0);
			assert_int_equal(progress_dose(&exercise, 0).reps, from);
			assert_int_equal(progress_dose(&exercise, top).reps, to);
			for (int level = 0; level < top; level++) {
				int step = progress_dose(&exercise, level + 1).reps -
					   progress_dose(&exercise, level).reps;
				if (step < 1 || step > most)
					fail_msg("Q10: %d to %d steps by %d", from, to, step);
			}
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_ladder_of_reps_climbs_as_published),
	    cmocka_unit_test(a_ladder_of_holds_climbs_as_published),
	    cmocka_unit_test(reps_climb_first_then_holds_then_sets),
	    cmocka_unit_test(a_walk_climbs_in_minutes),
	    cmocka_unit_test(every_step_is_a_tenth_of_the_start_rounded_up_at_most),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
