/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_progress.c - levels from session to session. */
#include "progress_support.h"

static void a_first_session_is_level_zero(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	struct outlook outlook = look_at(&p, "bridge");
	assert_int_equal(outlook.level, 0);
	assert_int_equal(outlook.top, 5);
	assert_int_equal(outlook.row, ROW_NONE);
	assert_int_equal(outlook.sessions, 3);
	assert_int_equal(outlook.times, 0);
	assert_true(progress_questions(&p).first_run);
	/* Whatever a first record says of its level. */
	struct past_session session = a_session(NOW - 1, 2, 2);
	with(&session, "bridge", 0, 4);
	progress_add(&p, &session);
	assert_int_equal(look_at(&p, "bridge").level, 0);
	assert_false(progress_questions(&p).first_run);
}

static void three_good_sessions_and_seven_days_make_a_level(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	good_day(&p, NOW - 7, 0);
	good_day(&p, NOW - 5, 0);
	struct outlook outlook = look_at(&p, "bridge");
	assert_int_equal(outlook.row, ROW_X14);
	assert_int_equal(outlook.sessions, 1);
	assert_int_equal(outlook.days, 0);
	good_day(&p, NOW - 2, 0);
	outlook = look_at(&p, "bridge");
	assert_int_equal(outlook.row, ROW_X13);
	assert_int_equal(outlook.level, 1);
	assert_int_equal(outlook.streak, 0);
	assert_int_equal(outlook.sessions, 3);
	assert_int_equal(outlook.days, 7);
	assert_int_equal(outlook.hindrance, HINDRANCE_NONE);
	assert_int_equal(outlook.times, 3);
	assert_int_equal(outlook.done_day, NOW - 2);
}

static void six_days_are_too_few(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	for (int day = 6; day >= 1; day--)
		good_day(&p, NOW - day, 0);
	struct outlook outlook = look_at(&p, "bridge");
	assert_int_equal(outlook.row, ROW_X14);
	assert_int_equal(outlook.level, 0);
	assert_int_equal(outlook.streak, 6);
	assert_int_equal(outlook.sessions, 0);
	assert_int_equal(outlook.days, 1);
	p.today = NOW + 1;
	assert_int_equal(look_at(&p, "bridge").level, 1);
}

static void the_next_level_takes_three_more_and_another_week(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	/* Stepped on the 8th day, and on the 15th. */
	for (int day = 14; day >= 1; day--)
		good_day(&p, NOW - day, 0);
	assert_int_equal(look_at(&p, "bridge").level, 2);
	p.today = NOW - 1; /* as it was planned that day */
	assert_int_equal(p.known[0].level, 1);
}

static void an_unanswered_morning_is_no_credit_until_it_is_answered(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	good_day(&p, NOW - 8, 0);
	good_day(&p, NOW - 6, 0);
	struct progress asked = p;
	day_with(&p, NOW - 1, 2, PAIN_UNKNOWN, 0);
	struct outlook outlook = look_at(&p, "bridge");
	assert_int_equal(outlook.row, ROW_X11);
	assert_int_equal(outlook.hindrance, HINDRANCE_MORNING);
	assert_int_equal(outlook.level, 0);
	assert_int_equal(outlook.streak, 2);
	assert_int_equal(outlook.sessions, 1);
	good_day(&asked, NOW - 1, 0);
	assert_int_equal(look_at(&asked, "bridge").level, 1);
}

/* Two days later the pain says little about the morning after; only a raised one counts. */
static void a_morning_of_a_later_day_may_take_down_but_is_no_credit(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	good_day(&p, NOW - 8, 0);
	good_day(&p, NOW - 6, 0);
	struct progress raised = p;
	struct past_session late = a_session(NOW - 3, 2, 2);
	late.morning_late = true;
	with(&late, "bridge", 0, 0);
	progress_add(&p, &late);
	assert_int_equal(look_at(&p, "bridge").row, ROW_X11);
	assert_int_equal(look_at(&p, "bridge").streak, 2);
	late.morning = 4;
	progress_add(&raised, &late);
	assert_int_equal(look_at(&raised, "bridge").row, ROW_X5);
}

/* Twelve sessions, a step after each seven days: level 1. */
static struct progress at_level_one(long last)
{
	struct progress p = nothing_yet(last);
	for (long day = last - 11; day <= last; day++)
		good_day(&p, day, 0);
	assert_int_equal(p.known[0].level, 1);
	return p;
}

static struct outlook on_day(struct progress p, long day)
{
	p.today = day;
	return look_at(&p, "bridge");
}

static void a_break_takes_down_by_its_length(void **state)
{
	(void)state;
	struct progress p = at_level_one(NOW);
	assert_int_equal(on_day(p, NOW + 7).row, ROW_X13);
	assert_int_equal(on_day(p, NOW + 8).row, ROW_X3);
	assert_int_equal(on_day(p, NOW + 8).level, 0);
	assert_int_equal(on_day(p, NOW + 15).row, ROW_X2);
	assert_int_equal(on_day(p, NOW + 29).row, ROW_X1);
	p.today = NOW + 28;
	assert_false(progress_questions(&p).first_run);
	p.today = NOW + 29;
	assert_true(progress_questions(&p).first_run);
	assert_true(progress_questions(&p).signs);
}

static void a_break_is_of_the_exercise_not_of_the_person(void **state)
{
	(void)state;
	struct progress p = at_level_one(NOW);
	p.today = NOW + 30;
	for (long day = NOW + 1; day < NOW + 30; day++) {
		struct past_session session = a_session(day, 2, 2);
		with(&session, "knee rolls", 0, 0);
		progress_add(&p, &session);
	}
	assert_int_equal(look_at(&p, "bridge").row, ROW_X1);
	assert_int_equal(look_at(&p, "bridge").level, 0);
	assert_false(progress_questions(&p).first_run);
}

static void too_much_pain_a_raised_morning_and_amber_twice_step_down(void **state)
{
	(void)state;
	static const struct {
		int start, morning, k, k_before;
		enum row row;
		int level;
	} cases[] = {
	    {2, 2, 2, 0, ROW_X4, 0},  {2, 2, 3, 0, ROW_X4, 0}, {2, 4, 0, 0, ROW_X5, 0},
	    {2, 3, 0, 0, ROW_X14, 1}, {5, 6, 0, 0, ROW_X5, 0}, {2, 2, 1, 0, ROW_X8, 1},
	    {2, 2, 1, 1, ROW_X7, 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		/* The step was on the 8th day, six days ago: no other is near. */
		struct progress p = at_level_one(NOW - 2);
		p.today = NOW;
		good_day(&p, NOW - 1, cases[i].k_before);
		day_with(&p, NOW, cases[i].start, cases[i].morning, cases[i].k);
		assert_string_equal(row_name(look_at(&p, "bridge").row), row_name(cases[i].row));
		assert_int_equal(look_at(&p, "bridge").level, cases[i].level);
	}
}

static void sharp_steps_down_and_twice_running_leaves_it_out(void **state)
{
	(void)state;
	struct progress p = at_level_one(NOW - 3);
	p.today = NOW;
	for (int i = 0; i < 2; i++) {
		struct past_session session = a_session(NOW - 2 + i, 2, 2);
		with(&session, "bridge", PAIN_UNKNOWN, 1 - i)->sharp = true;
		assert_false(look_at(&p, "bridge").left_out);
		progress_add(&p, &session);
		assert_int_equal(look_at(&p, "bridge").row, ROW_X4);
	}
	struct outlook outlook = look_at(&p, "bridge");
	assert_true(outlook.left_out);
	assert_int_equal(outlook.hindrance, HINDRANCE_LEFT_OUT);
	assert_true(is_advised(&p, ROW_X4));
	mark(&p, MARK_ACKNOWLEDGED, ROW_X4, NOW);
	assert_false(is_advised(&p, ROW_X4));
	assert_true(look_at(&p, "bridge").left_out);
}

static void what_was_left_out_comes_back_at_level_zero(void **state)
{
	(void)state;
	struct progress p = at_level_one(NOW - 3);
	p.today = NOW;
	good_day(&p, NOW - 2, 2);
	good_day(&p, NOW - 1, 2);
	assert_true(look_at(&p, "bridge").left_out);
	struct progress reviewed = p;
	struct past_mark again = {.kind = MARK_AGAIN, .name = "knee rolls", .day = NOW};
	progress_mark(&p, &again);
	assert_true(look_at(&p, "bridge").left_out);
	memcpy(again.name, "bridge", sizeof "bridge");
	progress_mark(&p, &again);
	assert_false(look_at(&p, "bridge").left_out);
	assert_int_equal(look_at(&p, "bridge").level, 0);
	mark(&reviewed, MARK_REVIEW, ROW_NONE, NOW);
	assert_false(look_at(&reviewed, "bridge").left_out);
}

static void one_good_session_between_two_bad_ones_keeps_it_in(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	good_day(&p, NOW - 5, 2);
	good_day(&p, NOW - 4, 0);
	good_day(&p, NOW - 3, 2);
	assert_false(look_at(&p, "bridge").left_out);
}

static void a_session_cut_off_is_no_credit_but_its_pain_counts(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW), q;
	good_day(&p, NOW - 9, 0);
	good_day(&p, NOW - 8, 0);
	q = p;
	struct past_session session = a_session(NOW - 1, 2, 2);
	session.ended = false;
	struct past_exercise *past = with(&session, "bridge", 0, 0);
	progress_add(&p, &session);
	assert_int_equal(look_at(&p, "bridge").row, ROW_X10);
	assert_int_equal(look_at(&p, "bridge").hindrance, HINDRANCE_INCOMPLETE);
	assert_int_equal(look_at(&p, "bridge").streak, 2);
	past->k = 2;
	progress_add(&q, &session);
	assert_int_equal(look_at(&q, "bridge").row, ROW_X4);
}

static void what_was_not_done_in_full_is_no_credit(void **state)
{
	(void)state;
	for (int part = 0; part < 6; part++) {
		struct progress p = nothing_yet(NOW);
		good_day(&p, NOW - 9, 0);
		good_day(&p, NOW - 8, 0);
		struct past_session session = a_session(NOW - 2, part == 5 ? 4 : 2, 2);
		struct past_exercise *past = with(&session, "bridge", 0, 0);
		if (part == 1)
			session.result = RESULT_PARTLY;
		if (part == 2)
			past->complete = false;
		if (part == 3)
			past->left = true;
		if (part >= 4)
			past->ease =
			    1; /* made easier by the person; from a start of 4 it is the plan */
		progress_add(&p, &session);
		enum row row = part == 0 || part == 5 ? ROW_X13 : ROW_X10;
		assert_string_equal(row_name(look_at(&p, "bridge").row), row_name(row));
	}
}

static void the_trend_of_the_start_pain_takes_down_or_holds(void **state)
{
	(void)state;
	/* Two weeks of four sessions each; the medians are what is asked. */
	for (int now = 1; now <= 4; now++) {
		struct progress p = nothing_yet(NOW);
		for (int day = 13; day >= 1; day -= 2)
			day_with(&p, NOW - day, day >= 7 ? 1 : now, day >= 7 ? 1 : now, 0);
		enum row row = look_at(&p, "bridge").row;
		assert_int_equal(progress_trend(&p, NOW), 2 * (now - 1));
		assert_string_equal(row_name(row), now == 1 ? "X14" : now == 2 ? "X12" : "X6");
	}
}

static void a_trend_needs_two_records_in_each_week(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	day_with(&p, NOW - 8, 0, 0, 0);
	day_with(&p, NOW - 3, 5, 5, 0);
	day_with(&p, NOW - 2, 5, 5, 0);
	assert_int_equal(progress_trend(&p, NOW), 0);
	p = nothing_yet(NOW);
	day_with(&p, NOW - 13, 0, 0, 0);
	day_with(&p, NOW - 7, 1, 1, 0);
	day_with(&p, NOW - 6, 2, 2, 0);
	assert_int_equal(progress_trend(&p, NOW), 0);
	day_with(&p, NOW, 5, 5, 0);
	/* 2 and 5 against 0 and 1: 3.5 against 0.5. */
	assert_int_equal(progress_trend(&p, NOW), 6);
	/* A day later the 13th day is too long ago, and the 6th has changed sides: one record. */
	assert_int_equal(progress_trend(&p, NOW + 1), 0);
}

static void the_top_of_the_ladder_is_the_end(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	for (int day = 0; day < 100; day++) {
		p.today = NOW + day;
		good_day(&p, NOW + day, 0);
	}
	p.today = NOW + 100;
	assert_int_equal(look_at(&p, "bridge").level, 5);
	assert_int_equal(look_at(&p, "bridge").hindrance, HINDRANCE_TOP);
}

static void a_shorter_ladder_elsewhere_neither_lowers_nor_raises(void **state)
{
	(void)state;
	struct progress p = at_level_one(NOW - 3);
	p.today = NOW;
	p.known[0].level = 3;
	struct past_session session = a_session(NOW - 2, 2, 2);
	struct past_exercise *past = with(&session, "bridge", 0, 2);
	past->top = 2;
	progress_add(&p, &session);
	assert_int_equal(p.known[0].level, 3);
	assert_int_equal(look_at(&p, "bridge").row, ROW_X10);
}

static void a_session_planned_lower_sets_the_level_back(void **state)
{
	(void)state;
	struct progress p = at_level_one(NOW - 3);
	p.today = NOW;
	struct past_session session = a_session(NOW - 2, 2, 2);
	with(&session, "bridge", 0, 0);
	progress_add(&p, &session);
	assert_int_equal(look_at(&p, "bridge").level, 0);
	assert_int_equal(look_at(&p, "bridge").streak, 1);
}

static void what_never_began_decides_nothing(void **state)
{
	(void)state;
	struct progress p = at_level_one(NOW - 3);
	p.today = NOW;
	struct progress before = p;
	struct past_session session = a_session(NOW - 2, 2, 2);
	struct past_exercise *past = with(&session, "bridge", PAIN_UNKNOWN, 1);
	past->begun = false;
	session.result = RESULT_STOPPED;
	progress_add(&p, &session);
	assert_memory_equal(&p.known[0], &before.known[0], sizeof p.known[0]);
}

static void the_morning_is_that_of_the_last_session_of_the_day(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	day_with(&p, NOW - 1, 1, PAIN_UNKNOWN, 0);
	assert_int_equal(look_at(&p, "bridge").row, ROW_X11);
	struct past_session evening = a_session(NOW - 1, 1, 3);
	with(&evening, "knee rolls", 0, 0);
	progress_add(&p, &evening);
	assert_int_equal(look_at(&p, "bridge").row, ROW_X5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_first_session_is_level_zero),
	    cmocka_unit_test(three_good_sessions_and_seven_days_make_a_level),
	    cmocka_unit_test(six_days_are_too_few),
	    cmocka_unit_test(the_next_level_takes_three_more_and_another_week),
	    cmocka_unit_test(an_unanswered_morning_is_no_credit_until_it_is_answered),
	    cmocka_unit_test(a_break_takes_down_by_its_length),
	    cmocka_unit_test(a_break_is_of_the_exercise_not_of_the_person),
	    cmocka_unit_test(a_morning_of_a_later_day_may_take_down_but_is_no_credit),
	    cmocka_unit_test(too_much_pain_a_raised_morning_and_amber_twice_step_down),
	    cmocka_unit_test(sharp_steps_down_and_twice_running_leaves_it_out),
	    cmocka_unit_test(what_was_left_out_comes_back_at_level_zero),
	    cmocka_unit_test(one_good_session_between_two_bad_ones_keeps_it_in),
	    cmocka_unit_test(a_session_cut_off_is_no_credit_but_its_pain_counts),
	    cmocka_unit_test(what_was_not_done_in_full_is_no_credit),
	    cmocka_unit_test(the_trend_of_the_start_pain_takes_down_or_holds),
	    cmocka_unit_test(a_trend_needs_two_records_in_each_week),
	    cmocka_unit_test(the_top_of_the_ladder_is_the_end),
	    cmocka_unit_test(a_shorter_ladder_elsewhere_neither_lowers_nor_raises),
	    cmocka_unit_test(a_session_planned_lower_sets_the_level_back),
	    cmocka_unit_test(what_never_began_decides_nothing),
	    cmocka_unit_test(the_morning_is_that_of_the_last_session_of_the_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
