/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_progress_flare.c - when a flare begins and ends (FL1 to FL3), and the advice AD1 and AD2. */
#include "progress_support.h"

static void two_raised_mornings_running_begin_a_flare(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	day_with(&p, NOW - 5, 2, 4, 0);
	assert_false(p.flare.on);
	day_with(&p, NOW - 4, 2, 4, 0);
	assert_true(p.flare.on);
	assert_int_equal(p.flare.row, ROW_FL1);
	assert_int_equal(p.flare.cause, FLARE_MORNINGS);
	assert_int_equal(p.flare.since, NOW - 3);
	assert_true(progress_questions(&p).signs);
	assert_false(progress_questions(&p).first_run);
	assert_false(is_advised(&p, ROW_FL3));
}

static void a_settled_morning_between_them_begins_none(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	day_with(&p, NOW - 5, 2, 4, 0);
	day_with(&p, NOW - 4, 2, 3, 0);
	day_with(&p, NOW - 3, 2, 4, 0);
	assert_false(p.flare.on);
}

static void an_unknown_morning_between_them_does_not_help(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	day_with(&p, NOW - 5, 2, 4, 0);
	day_with(&p, NOW - 4, 2, PAIN_UNKNOWN, 0);
	day_with(&p, NOW - 3, 2, 4, 0);
	assert_true(p.flare.on);
}

static void one_bad_morning_told_by_two_sessions_is_one(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	day_with(&p, NOW - 5, 2, 4, 0);
	day_with(&p, NOW - 5, 2, 4, 0);
	assert_false(p.flare.on);
}

static void two_pain_stops_running_begin_a_flare_and_ask_for_help(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	stopped_day(&p, NOW - 5, 2);
	assert_false(p.flare.on);
	assert_false(is_advised(&p, ROW_AD1));
	stopped_day(&p, NOW - 3, PAIN_UNKNOWN);
	assert_true(p.flare.on);
	assert_int_equal(p.flare.cause, FLARE_STOPS);
	assert_int_equal(p.flare.since, NOW - 3);
	struct advice list[ADVICES];
	int count = progress_advice(&p, 0, list);
	assert_true(count >= 2);
	assert_int_equal(list[0].row, ROW_AD1);
	assert_true(list[0].needs_yes);
	assert_int_equal(list[1].row, ROW_FL3);
	assert_false(list[1].needs_yes);
}

static void a_completed_session_between_two_stops_begins_none(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	stopped_day(&p, NOW - 5, 2);
	good_day(&p, NOW - 4, 0);
	stopped_day(&p, NOW - 3, 2);
	assert_false(p.flare.on);
	assert_false(is_advised(&p, ROW_AD1));
}

static void a_session_that_says_nothing_between_two_stops_does_not_help(void **state)
{
	(void)state;
	static const enum session_result results[] = {RESULT_REFUSED, RESULT_STOPPED, RESULT_QUIET,
						      RESULT_LOST};
	for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
		struct progress p = nothing_yet(NOW);
		stopped_day(&p, NOW - 5, 2);
		struct past_session session = a_session(NOW - 4, 2, 2);
		session.result = results[i];
		progress_add(&p, &session);
		stopped_day(&p, NOW - 3, 2);
		assert_true(p.flare.on);
	}
}

static void a_very_bad_morning_begins_a_flare_at_once(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	day_with(&p, NOW - 5, 5, 6, 0);
	assert_false(p.flare.on);
	p = nothing_yet(NOW);
	day_with(&p, NOW - 5, 6, 7, 0);
	assert_true(p.flare.on);
	assert_int_equal(p.flare.cause, FLARE_SEVERE_MORNING);
	assert_true(is_advised(&p, ROW_FL3));
}

static struct progress in_a_flare(long from)
{
	struct progress p = nothing_yet(from + 40);
	day_with(&p, from - 1, 2, 4, 0);
	day_with(&p, from, 2, 4, 0);
	assert_true(p.flare.on);
	return p;
}

static void two_settled_mornings_running_end_it(void **state)
{
	(void)state;
	struct progress p = in_a_flare(NOW);
	day_with(&p, NOW + 2, 2, 2, 0);
	assert_true(p.flare.on);
	assert_int_equal(look_at(&p, "bridge").hindrance, HINDRANCE_FLARE);
	day_with(&p, NOW + 3, 2, 3, 0);
	assert_false(p.flare.on);
	assert_int_equal(p.flare.row, ROW_FL2);
	assert_int_equal(p.flare.since, NOW + 4);
}

static void nothing_less_than_two_settled_mornings_running_ends_it(void **state)
{
	(void)state;
	/* What lies between the settled ones: a raised, an unknown one, a pain stop, a refusal. */
	for (int between = 0; between < 5; between++) {
		struct progress p = in_a_flare(NOW);
		day_with(&p, NOW + 2, 2, 2, 0);
		struct past_session session = a_session(NOW + 3, 2, PAIN_UNKNOWN);
		if (between == 0)
			session.morning = 4;
		if (between == 2)
			session.result = RESULT_PAIN;
		if (between == 3)
			session.result = RESULT_REFUSED, session.start_pain = 8;
		if (between == 4)
			session.day = NOW + 2; /* the second of that day: the morning is known */
		progress_add(&p, &session);
		day_with(&p, NOW + 5, 2, 2, 0);
		assert_int_equal(p.flare.on, between != 4);
		day_with(&p, NOW + 6, 2, 2, 0);
		assert_false(p.flare.on);
	}
}

static void a_settled_morning_after_a_pain_stop_does_not_count(void **state)
{
	(void)state;
	struct progress p = in_a_flare(NOW);
	day_with(&p, NOW + 2, 2, 2, 0);
	stopped_day(&p, NOW + 3, 2);
	assert_true(p.flare.on);
	assert_true(is_advised(&p, ROW_FL3));
	day_with(&p, NOW + 4, 2, 2, 0);
	assert_true(p.flare.on);
	day_with(&p, NOW + 5, 2, 2, 0);
	assert_false(p.flare.on);
}

static void one_settled_morning_told_by_two_sessions_is_one(void **state)
{
	(void)state;
	struct progress p = in_a_flare(NOW);
	day_with(&p, NOW + 2, 2, 2, 0);
	day_with(&p, NOW + 2, 2, 2, 0);
	assert_true(p.flare.on);
}

static void a_flare_ends_every_run_of_good_sessions(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 20);
	for (int day = 0; day < 6; day++) {
		struct past_session session = a_session(NOW + day, 2, 2);
		with(&session, "knee rolls", 0, 0);
		progress_add(&p, &session);
	}
	p.today = NOW + 6;
	assert_int_equal(look_at(&p, "knee rolls").streak, 6);
	p.today = NOW + 20;
	day_with(&p, NOW + 6, 2, 4, 0);
	day_with(&p, NOW + 7, 2, 4, 0);
	day_with(&p, NOW + 8, 2, 2, 0);
	day_with(&p, NOW + 9, 2, 2, 0);
	assert_false(p.flare.on);
	p.today = NOW + 10;
	assert_int_equal(look_at(&p, "knee rolls").streak, 1);
	assert_int_equal(look_at(&p, "knee rolls").level, 0);
}

static void the_signs_are_due_until_something_is_done_again(void **state)
{
	(void)state;
	struct progress p = in_a_flare(NOW);
	p.today = NOW + 3;
	assert_true(progress_questions(&p).signs);
	struct past_session session = a_session(NOW + 1, 8, PAIN_UNKNOWN);
	session.result = RESULT_REFUSED;
	progress_add(&p, &session);
	assert_true(progress_questions(&p).signs);
	day_with(&p, NOW + 2, 2, 2, 0);
	assert_false(progress_questions(&p).signs);
}

static void fourteen_days_in_a_flare_ask_for_help_until_it_is_read(void **state)
{
	(void)state;
	struct progress p = in_a_flare(NOW); /* since the morning of NOW + 1 */
	p.today = NOW + 14;
	assert_false(is_advised(&p, ROW_FL3));
	p.today = NOW + 15;
	assert_true(is_advised(&p, ROW_FL3));
	p.today = NOW + 40;
	assert_true(is_advised(&p, ROW_FL3));
	mark(&p, MARK_ACKNOWLEDGED, ROW_AD1, NOW + 20);
	assert_true(is_advised(&p, ROW_FL3));
	mark(&p, MARK_ACKNOWLEDGED, ROW_FL3, NOW + 20);
	p.today = NOW + 33;
	assert_false(is_advised(&p, ROW_FL3));
	p.today = NOW + 34; /* two weeks more */
	assert_true(is_advised(&p, ROW_FL3));
}

static void advice_on_pain_stops_is_due_until_read_and_again_after_the_next(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	stopped_day(&p, NOW - 9, 2);
	stopped_day(&p, NOW - 8, 2);
	good_day(&p, NOW - 7, 0);
	assert_true(is_advised(&p, ROW_AD1));
	mark(&p, MARK_ACKNOWLEDGED, ROW_AD1, NOW - 6);
	assert_false(is_advised(&p, ROW_AD1));
	stopped_day(&p, NOW - 5, 2);
	assert_false(is_advised(&p, ROW_AD1));
	stopped_day(&p, NOW - 4, 2);
	assert_true(is_advised(&p, ROW_AD1));
	mark(&p, MARK_ACKNOWLEDGED, ROW_AD1, NOW - 4);
	stopped_day(&p, NOW - 3, 2);
	assert_true(is_advised(&p, ROW_AD1));
}

static void refuse(struct progress *p, long day, int pain)
{
	struct past_session session = a_session(day, pain, PAIN_UNKNOWN);
	session.result = RESULT_REFUSED;
	progress_add(p, &session);
}

static void severe_pain_at_the_start_twice_running_asks_for_help(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	refuse(&p, NOW - 9, 7);
	assert_false(is_advised(&p, ROW_AD2));
	good_day(&p, NOW - 8, 0);
	refuse(&p, NOW - 7, 7);
	assert_false(is_advised(&p, ROW_AD2));
	refuse(&p, NOW - 6, PAIN_UNKNOWN);
	assert_false(is_advised(&p, ROW_AD2));
	refuse(&p, NOW - 5, 8);
	assert_true(is_advised(&p, ROW_AD2));
	mark(&p, MARK_ACKNOWLEDGED, ROW_AD2, NOW - 5);
	assert_false(is_advised(&p, ROW_AD2));
	refuse(&p, NOW - 4, 8);
	assert_true(is_advised(&p, ROW_AD2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(two_raised_mornings_running_begin_a_flare),
	    cmocka_unit_test(a_settled_morning_between_them_begins_none),
	    cmocka_unit_test(an_unknown_morning_between_them_does_not_help),
	    cmocka_unit_test(one_bad_morning_told_by_two_sessions_is_one),
	    cmocka_unit_test(two_pain_stops_running_begin_a_flare_and_ask_for_help),
	    cmocka_unit_test(a_completed_session_between_two_stops_begins_none),
	    cmocka_unit_test(a_session_that_says_nothing_between_two_stops_does_not_help),
	    cmocka_unit_test(a_very_bad_morning_begins_a_flare_at_once),
	    cmocka_unit_test(two_settled_mornings_running_end_it),
	    cmocka_unit_test(nothing_less_than_two_settled_mornings_running_ends_it),
	    cmocka_unit_test(a_settled_morning_after_a_pain_stop_does_not_count),
	    cmocka_unit_test(one_settled_morning_told_by_two_sessions_is_one),
	    cmocka_unit_test(a_flare_ends_every_run_of_good_sessions),
	    cmocka_unit_test(the_signs_are_due_until_something_is_done_again),
	    cmocka_unit_test(fourteen_days_in_a_flare_ask_for_help_until_it_is_read),
	    cmocka_unit_test(advice_on_pain_stops_is_due_until_read_and_again_after_the_next),
	    cmocka_unit_test(severe_pain_at_the_start_twice_running_asks_for_help),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
