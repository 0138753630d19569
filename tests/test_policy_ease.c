/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_policy_ease.c - what a planned dose becomes when it is eased. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "policy.h"

static void a_bridge_is_eased_as_published(void **state)
{
	(void)state;
	struct dose plan = {.sets = 2, .reps = 10, .out_s = 2, .back_s = 2, .rest_s = 30};
	struct dose once = policy_ease(&plan, 1), twice = policy_ease(&plan, 2);
	struct dose want_once = {.sets = 2, .reps = 8, .out_s = 2, .back_s = 2, .rest_s = 45};
	struct dose want_twice = {.sets = 1, .reps = 5, .out_s = 3, .back_s = 3, .rest_s = 60};
	assert_memory_equal(&once, &want_once, sizeof once);
	assert_memory_equal(&twice, &want_twice, sizeof twice);
	assert_int_equal(dose_work_s(&plan), 80);
	assert_int_equal(dose_work_s(&once), 64);
	assert_int_equal(dose_work_s(&twice), 30);
}

static void a_bird_dog_is_eased_as_published(void **state)
{
	(void)state;
	struct dose plan = {
	    .sets = 2, .reps = 5, .out_s = 1, .hold_s = 10, .back_s = 1, .rest_s = 30};
	struct dose once = policy_ease(&plan, 1), twice = policy_ease(&plan, 2);
	assert_int_equal(once.reps, 4);
	assert_int_equal(once.hold_s, 8);
	assert_int_equal(twice.reps, 2);
	assert_int_equal(twice.hold_s, 5);
}

static void a_walk_becomes_shorter(void **state)
{
	(void)state;
	struct dose plan = {.sets = 1, .reps = 1, .out_s = 1, .back_s = 1, .minutes = 10};
	assert_int_equal(policy_ease(&plan, 1).minutes, 8);
	assert_int_equal(policy_ease(&plan, 2).minutes, 5);
	plan.minutes = 1;
	assert_int_equal(policy_ease(&plan, 2).minutes, 1);
}

static void short_holds_keep_two_seconds(void **state)
{
	(void)state;
	struct dose plan = {.sets = 1, .reps = 1, .out_s = 1, .back_s = 1, .hold_s = 3};
	assert_int_equal(policy_ease(&plan, 1).hold_s, 2);
	assert_int_equal(policy_ease(&plan, 2).hold_s, 2);
	plan.hold_s = 1;
	assert_int_equal(policy_ease(&plan, 2).hold_s, 1);
}

static void rests_grow_to_two_minutes_and_longer_ones_stay(void **state)
{
	(void)state;
	struct dose plan = {.sets = 2, .reps = 1, .out_s = 1, .back_s = 1, .rest_s = 90};
	assert_int_equal(policy_ease(&plan, 1).rest_s, 120);
	assert_int_equal(policy_ease(&plan, 2).rest_s, 120);
	plan.rest_s = 300;
	assert_int_equal(policy_ease(&plan, 2).rest_s, 300);
}

static void a_slower_tempo_that_would_be_more_work_is_left_out(void **state)
{
	(void)state;
	/* One rep of 4 s cannot be halved; slower it would take 6 s. */
	struct dose plan = {.sets = 1, .reps = 1, .out_s = 2, .back_s = 2};
	struct dose twice = policy_ease(&plan, 2);
	assert_int_equal(twice.out_s, 2);
	assert_int_equal(dose_work_s(&twice), 4);
}

static void assert_eased(const struct dose *from, const struct dose *to)
{
	assert_true(to->reps <= from->reps && to->reps >= 1);
	assert_true(to->hold_s <= from->hold_s && (to->hold_s >= 2 || to->hold_s == from->hold_s));
	assert_true(to->sets <= from->sets && to->sets >= 1);
	assert_true(to->minutes <= from->minutes && (to->minutes >= 1 || from->minutes == 0));
	assert_true(to->rest_s >= from->rest_s);
	assert_true(dose_work_s(to) <= dose_work_s(from));
}

static void assert_all_eases(const struct dose *plan)
{
	struct dose none = policy_ease(plan, 0), once = policy_ease(plan, 1);
	struct dose twice = policy_ease(plan, 2);
	assert_memory_equal(&none, plan, sizeof none);
	assert_eased(plan, &once);
	assert_eased(&once, &twice);
}

static void easing_never_adds_work_over_the_whole_grid_of_doses(void **state)
{
	(void)state;
	static const int rests[] = {0, 1, 30, 60, 80, 90, 119, 120, 121, 300};
	static const int holds[] = {0, 1, 2, 3, 4, 5, 9, 10, 29, 120};
	static const int tempos[] = {1, 2, 5, 30};
	for (int reps = 1; reps <= 50; reps++)
		for (int sets = 1; sets <= 10; sets++)
			for (int mix = 0; mix < 10 * 4 * 4 * 3; mix++) {
				struct dose plan = {.sets = sets,
						    .reps = reps,
						    .out_s = tempos[mix / 10 % 4],
						    .pause_s = mix / 160 == 2 ? 30 : mix / 160,
						    .hold_s = holds[mix % 10],
						    .back_s = tempos[mix / 40 % 4],
						    .rest_s = rests[(mix + reps) % 10]};
				assert_all_eases(&plan);
			}
}

static void easing_never_lengthens_a_walk(void **state)
{
	(void)state;
	for (int minutes = 1; minutes <= 60; minutes++)
		for (int sets = 1; sets <= 10; sets++) {
			struct dose plan = {.sets = sets,
					    .reps = 1,
					    .out_s = 1,
					    .back_s = 1,
					    .rest_s = 30,
					    .minutes = minutes};
			assert_all_eases(&plan);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_bridge_is_eased_as_published),
	    cmocka_unit_test(a_bird_dog_is_eased_as_published),
	    cmocka_unit_test(a_walk_becomes_shorter),
	    cmocka_unit_test(short_holds_keep_two_seconds),
	    cmocka_unit_test(rests_grow_to_two_minutes_and_longer_ones_stay),
	    cmocka_unit_test(a_slower_tempo_that_would_be_more_work_is_left_out),
	    cmocka_unit_test(easing_never_adds_work_over_the_whole_grid_of_doses),
	    cmocka_unit_test(easing_never_lengthens_a_walk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
