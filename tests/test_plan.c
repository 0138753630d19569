/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_plan.c - what is due today: rows N1 to N4. */
#include "progress_support.h"

enum { WARM_UP, BRIDGE, STRETCH, WALK, COOL_DOWN, EXERCISES };

static struct routine a_routine(void)
{
	static const struct {
		const char *name;
		enum kind kind;
		enum part part;
	} all[EXERCISES] = {
	    {"warm-up walk", KIND_AEROBIC, PART_WARM_UP},   {"bridge", KIND_STRENGTH, PART_MAIN},
	    {"hamstring stretch", KIND_STRETCH, PART_MAIN}, {"walk", KIND_AEROBIC, PART_MAIN},
	    {"cool-down", KIND_MOBILISE, PART_COOL_DOWN},
	};
	struct routine routine = {.count = EXERCISES};
	for (int i = 0; i < EXERCISES; i++) {
		routine.exercise[i] = an_exercise(all[i].name, all[i].kind);
		routine.exercise[i].part = all[i].part;
	}
	return routine;
}

static struct plan plan_of(const struct progress *p)
{
	struct routine routine = a_routine();
	struct plan plan;
	plan_today(p, &routine, &plan);
	return plan;
}

/* Does what is due on a day; which: bits of what the person takes part in. */
static struct past_session done_on(long day, unsigned which)
{
	struct routine routine = a_routine();
	struct past_session session = a_session(day, 1, 1);
	for (int i = 0; i < EXERCISES; i++)
		if (which & 1U << i) {
			struct past_exercise *past = with(&session, routine.exercise[i].name, 0, 0);
			past->kind = routine.exercise[i].kind;
			past->part = routine.exercise[i].part;
		}
	return session;
}

static void do_on(struct progress *p, long day, unsigned which)
{
	struct past_session session = done_on(day, which);
	progress_add(p, &session);
}

static bool is_due(const struct progress *p, long today, int exercise)
{
	struct progress then = *p;
	then.today = today;
	return plan_of(&then).item[exercise].due;
}

static void at_first_all_is_due(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	struct plan plan = plan_of(&p);
	static const enum row rows[] = {ROW_N4, ROW_N2, ROW_N3, ROW_N3, ROW_N4};
	assert_int_equal(plan.due, EXERCISES);
	assert_int_equal(plan.main_due, 3);
	assert_int_equal(plan.strength_day, NOW);
	for (int i = 0; i < EXERCISES; i++) {
		assert_true(plan.item[i].due);
		assert_int_equal(plan.item[i].row, rows[i]);
		assert_int_equal(plan.item[i].dose.reps, 5);
	}
}

static void strength_rests_the_day_after(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 3);
	do_on(&p, NOW, 31);
	assert_false(is_due(&p, NOW, BRIDGE)); /* today it was done */
	assert_false(is_due(&p, NOW + 1, BRIDGE));
	assert_true(is_due(&p, NOW + 2, BRIDGE));
	p.today = NOW + 1;
	struct plan plan = plan_of(&p);
	assert_int_equal(plan.item[BRIDGE].row, ROW_N2);
	assert_int_equal(plan.strength_day, NOW + 2);
	assert_int_equal(plan.due, 4);
	assert_int_equal(plan.main_due, 2);
}

static void strength_is_due_on_four_days_in_seven_at_the_most(void **state)
{
	(void)state;
	/* Every other day is four in seven; nobody can do more, and nobody is kept from that. */
	struct progress p = nothing_yet(NOW + 100);
	for (int day = 0; day < 50; day++) {
		assert_int_equal(is_due(&p, NOW + day, BRIDGE), day % 2 == 0);
		if (day % 2 == 0)
			do_on(&p, NOW + day, 1U << BRIDGE);
	}
	/* Somebody who did it on days in a row nevertheless rests until four are left. */
	p = nothing_yet(NOW + 100);
	for (int day = 0; day < 5; day++)
		do_on(&p, NOW + day, 1U << BRIDGE);
	assert_false(is_due(&p, NOW + 5, BRIDGE));
	assert_false(is_due(&p, NOW + 6, BRIDGE)); /* days 0 to 4 are five */
	assert_false(is_due(&p, NOW + 7, BRIDGE)); /* days 1 to 4, and this would be the fifth */
	assert_true(is_due(&p, NOW + 8, BRIDGE));
}

static void stretching_and_moving_are_due_every_day(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 30);
	for (int day = 0; day < 20; day++) {
		assert_true(is_due(&p, NOW + day, STRETCH));
		assert_true(is_due(&p, NOW + day, WARM_UP));
		assert_true(is_due(&p, NOW + day, COOL_DOWN));
		do_on(&p, NOW + day, 31);
	}
}

static void walks_are_due_on_five_days_in_seven(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 30);
	for (int day = 0; day < 21; day++) {
		bool due = is_due(&p, NOW + day, WALK);
		assert_int_equal(due, day % 7 < 5);
		if (due)
			do_on(&p, NOW + day, 1U << WALK);
	}
}

static void a_warm_up_walk_is_no_day_of_walking(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 10);
	for (int day = 0; day < 7; day++)
		do_on(&p, NOW + day, 1U << WARM_UP);
	assert_true(is_due(&p, NOW + 7, WALK));
}

static void what_did_not_begin_was_not_done(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 1);
	struct past_session session = done_on(NOW, 31);
	session.exercise[BRIDGE].begun = false;
	progress_add(&p, &session);
	assert_true(is_due(&p, NOW + 1, BRIDGE));
}

static void what_was_left_out_for_pain_rests(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 9);
	for (int day = 0; day < 2; day++) {
		struct past_session session = done_on(NOW + 2 * day, 1U << STRETCH);
		session.exercise[0].k = 2;
		progress_add(&p, &session);
	}
	struct plan plan = plan_of(&p);
	assert_false(plan.item[STRETCH].due);
	assert_int_equal(plan.item[STRETCH].row, ROW_X4);
}

static void a_doubtful_day_shortens_no_rest(void **state)
{
	(void)state;
	/* Said to be years ago, in the future, or a few days ago by a clock not trusted. */
	static const long days[] = {NOW - 1000, NOW + 1000, NOW + 2};
	for (int i = 0; i < 3; i++) {
		struct progress p = nothing_yet(NOW + 40);
		do_on(&p, NOW, 1U << STRETCH);
		struct past_session session = done_on(days[i], 1U << BRIDGE);
		session.doubtful = i == 2;
		progress_add(&p, &session);
		/* It may have been today or yesterday, for all that is known. */
		assert_false(is_due(&p, NOW + 6, BRIDGE));
		assert_false(is_due(&p, NOW + 20, BRIDGE));
		/* Seen on a sure day: it was then at the latest. */
		mark(&p, MARK_SEEN, ROW_NONE, NOW + 20);
		assert_false(is_due(&p, NOW + 21, BRIDGE));
		assert_true(is_due(&p, NOW + 22, BRIDGE));
	}
}

static void a_sure_session_bounds_a_doubtful_one_too(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 40);
	struct past_session session = done_on(NOW + 900, 1U << BRIDGE);
	progress_add(&p, &session);
	do_on(&p, NOW + 10, 1U << STRETCH);
	assert_false(is_due(&p, NOW + 11, BRIDGE));
	assert_true(is_due(&p, NOW + 12, BRIDGE));
}

static void without_a_sure_clock_its_own_days_count(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 40);
	p.doubtful_today = true;
	struct past_session session = done_on(NOW, 1U << BRIDGE);
	session.doubtful = true;
	progress_add(&p, &session);
	assert_false(is_due(&p, NOW + 1, BRIDGE));
	assert_true(is_due(&p, NOW + 2, BRIDGE));
	session.day = 3;
	progress_add(&p, &session);
	session.day = NOW + 5000;
	progress_add(&p, &session);
	assert_false(is_due(&p, NOW + 4, BRIDGE));
}

static void only_what_is_due_steps_up(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 30);
	for (int day = 0; day < 8; day += 2)
		do_on(&p, NOW + day, 31);
	p.today = NOW + 7; /* a day of rest for strength */
	struct plan plan = plan_of(&p);
	assert_int_equal(plan.item[WARM_UP].outlook.level, 1);
	assert_int_equal(plan.item[BRIDGE].outlook.level, 0);
	assert_int_equal(plan.item[STRETCH].outlook.level, 1);
	assert_int_equal(plan.item[WALK].outlook.level, 0);
	assert_int_equal(plan.item[WARM_UP].dose.reps, 6);
}

static void a_session_of_more_than_30_minutes_or_8_exercises_is_called_long(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	struct routine routine = a_routine();
	struct plan plan;
	plan_today(&p, &routine, &plan);
	assert_false(plan.too_long);
	routine.exercise[WALK].dose.minutes = routine.exercise[WALK].top.minutes = 30;
	plan_today(&p, &routine, &plan);
	assert_true(plan.too_long);
	routine = a_routine();
	for (int i = EXERCISES; i < 9; i++, routine.count++)
		routine.exercise[i] = an_exercise("another", KIND_STRETCH);
	plan_today(&p, &routine, &plan);
	assert_true(plan.too_long);
	routine.count = 8;
	plan_today(&p, &routine, &plan);
	assert_false(plan.too_long);
}

static enum telling telling_on(const struct progress *p, long today, bool tell_all)
{
	struct progress then = *p;
	struct session_plan session;
	then.today = today;
	struct plan plan = plan_of(&then);
	plan_session(&plan, today, tell_all, &session);
	return session.exercise[STRETCH].telling;
}

static void an_exercise_is_told_in_full_three_times_and_after_four_weeks(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 90);
	for (int day = 0; day < 3; day++) {
		assert_int_equal(telling_on(&p, NOW + day, false), TELL_FULL);
		do_on(&p, NOW + day, 31);
	}
	assert_int_equal(telling_on(&p, NOW + 3, false), TELL_SHORT);
	assert_int_equal(telling_on(&p, NOW + 3, true), TELL_FULL);
	assert_int_equal(telling_on(&p, NOW + 2 + 28, false), TELL_SHORT);
	assert_int_equal(telling_on(&p, NOW + 2 + 29, false), TELL_FULL);
}

static void a_session_gets_doses_levels_and_what_rests(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 30);
	struct session_plan session;
	for (int day = 0; day < 8; day += 2)
		do_on(&p, NOW + day, 31);
	p.today = NOW + 7;
	struct plan plan = plan_of(&p);
	plan_session(&plan, p.today, false, &session);
	assert_int_equal(session.exercise[STRETCH].level, 1);
	assert_int_equal(session.exercise[STRETCH].dose.reps, 6);
	assert_int_equal(session.exercise[STRETCH].left_out, ROW_NONE);
	assert_int_equal(session.exercise[BRIDGE].level, 0);
	assert_int_equal(session.exercise[BRIDGE].left_out, ROW_N2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(at_first_all_is_due),
	    cmocka_unit_test(strength_rests_the_day_after),
	    cmocka_unit_test(strength_is_due_on_four_days_in_seven_at_the_most),
	    cmocka_unit_test(stretching_and_moving_are_due_every_day),
	    cmocka_unit_test(walks_are_due_on_five_days_in_seven),
	    cmocka_unit_test(a_warm_up_walk_is_no_day_of_walking),
	    cmocka_unit_test(what_did_not_begin_was_not_done),
	    cmocka_unit_test(what_was_left_out_for_pain_rests),
	    cmocka_unit_test(a_doubtful_day_shortens_no_rest),
	    cmocka_unit_test(a_sure_session_bounds_a_doubtful_one_too),
	    cmocka_unit_test(without_a_sure_clock_its_own_days_count),
	    cmocka_unit_test(only_what_is_due_steps_up),
	    cmocka_unit_test(an_exercise_is_told_in_full_three_times_and_after_four_weeks),
	    cmocka_unit_test(a_session_gets_doses_levels_and_what_rests),
	    cmocka_unit_test(a_session_of_more_than_30_minutes_or_8_exercises_is_called_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
