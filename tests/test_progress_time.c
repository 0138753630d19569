/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_progress_time.c - what days that cannot be trusted may and may not do. */
#include "progress_support.h"

/* The ways in which a session can be doubtful, with NOW as the day of the last sure one. */
static struct past_session doubtful(int way, int start_pain, int morning, int k)
{
	static const long days[] = {NOW + 1, NOW + 5000, NOW - 1, 0};
	struct past_session session = a_session(days[way], start_pain, morning);
	session.doubtful = way == 0;
	with(&session, "bridge", k, 0);
	return session;
}

enum { WAYS = 4 };

/* Two good sessions, the last one on NOW, and today is a week later. */
static struct progress two_good(void)
{
	struct progress p = nothing_yet(NOW + 7);
	good_day(&p, NOW - 1, 0);
	good_day(&p, NOW, 0);
	return p;
}

static void a_doubtful_session_is_no_third_good_one(void **state)
{
	(void)state;
	for (int way = 0; way < WAYS; way++) {
		struct progress p = two_good();
		for (int i = 0; i < 10; i++) {
			struct past_session session = doubtful(way, 2, 2, 0);
			progress_add(&p, &session);
		}
		assert_int_equal(look_at(&p, "bridge").level, 0);
		assert_int_equal(look_at(&p, "bridge").row, ROW_X11);
		assert_int_equal(look_at(&p, "bridge").hindrance, HINDRANCE_CLOCK);
		assert_int_equal(p.day, NOW);
	}
}

static void a_history_from_the_future_is_level_zero(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	for (int day = 1; day < 100; day++) {
		struct past_session session = a_session(NOW + day, 2, 2);
		with(&session, "bridge", 0, day / 10);
		progress_add(&p, &session);
	}
	assert_int_equal(look_at(&p, "bridge").level, 0);
	assert_int_equal(p.day, NO_DAY);
}

static void a_doubtful_session_steps_down_as_any_other(void **state)
{
	(void)state;
	for (int way = 0; way < WAYS; way++)
		for (int bad = 0; bad < 2; bad++) {
			struct progress p = two_good();
			p.known[0].level = 3;
			struct past_session session = doubtful(way, 2, bad ? 4 : 2, bad ? 0 : 2);
			session.exercise[0].level = 3;
			progress_add(&p, &session);
			assert_int_equal(look_at(&p, "bridge").row, bad ? ROW_X5 : ROW_X4);
			assert_int_equal(look_at(&p, "bridge").level, 2);
		}
}

static void a_doubtful_session_ends_no_run_of_bad_ones(void **state)
{
	(void)state;
	for (int way = 0; way < WAYS; way++) {
		struct progress p = two_good();
		p.day = NOW - 1;
		good_day(&p, NOW, 2);
		struct past_session session = doubtful(way, 2, 2, 0);
		progress_add(&p, &session);
		session = doubtful(way, 2, 2, 2);
		progress_add(&p, &session);
		assert_true(look_at(&p, "bridge").left_out);
	}
}

static void a_doubtful_today_takes_no_step(void **state)
{
	(void)state;
	struct progress p = two_good();
	good_day(&p, NOW + 1, 0);
	p.today = NOW + 8;
	assert_int_equal(look_at(&p, "bridge").row, ROW_X13);
	p.doubtful_today = true;
	assert_int_equal(look_at(&p, "bridge").row, ROW_X14);
	assert_int_equal(look_at(&p, "bridge").hindrance, HINDRANCE_CLOCK);
	/* ... nor does a session that was planned to. */
	p.doubtful_today = false;
	struct past_session session = doubtful(0, 2, 2, 0);
	session.exercise[0].level = 1;
	progress_add(&p, &session);
	assert_int_equal(p.known[0].level, 0);
}

static void doubtful_sessions_end_no_gap_and_cost_it_once(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 40);
	good_day(&p, NOW - 1, 0);
	good_day(&p, NOW, 0);
	p.known[0].level = 5;
	static const int want[] = {4, 4, 3, 3, 0};
	static const int days[] = {8, 12, 15, 20, 30};
	for (int i = 0; i < 5; i++) {
		struct past_session session = a_session(NOW + days[i], 2, 2);
		session.doubtful = true;
		with(&session, "bridge", 0, want[i]);
		progress_add(&p, &session);
		assert_int_equal(p.known[0].level, want[i]);
		assert_int_equal(p.known[0].done_day, NOW);
	}
	assert_true(progress_questions(&p).first_run);
}

static void a_clock_in_the_far_future_does_not_cost_all_levels(void **state)
{
	(void)state;
	struct progress p = two_good();
	p.known[0].level = 5;
	struct past_session session = doubtful(1, 2, 2, 0);
	session.exercise[0].level = 5;
	progress_add(&p, &session);
	assert_int_equal(p.known[0].level, 5);
	p.today = NOW + 8; /* the gap itself is counted on */
	assert_int_equal(look_at(&p, "bridge").row, ROW_X3);
}

static void doubtful_sessions_end_no_flare_but_begin_one(void **state)
{
	(void)state;
	for (int way = 0; way < WAYS; way++) {
		struct progress p = two_good();
		for (int i = 0; i < 2; i++) {
			struct past_session session = doubtful(way, 2, 4, 0);
			progress_add(&p, &session);
		}
		assert_true(p.flare.on);
		for (int i = 0; i < 5; i++) {
			struct past_session session = doubtful(way, 2, 2, 0);
			progress_add(&p, &session);
		}
		assert_true(p.flare.on);
		day_with(&p, NOW + 2, 2, 2, 0);
		struct past_session session = doubtful(way, 2, 2, 0);
		progress_add(&p, &session);
		day_with(&p, NOW + 3, 2, 2, 0);
		assert_true(p.flare.on);
		day_with(&p, NOW + 4, 2, 2, 0);
		assert_false(p.flare.on);
	}
}

static void doubtful_stops_and_starts_give_advice(void **state)
{
	(void)state;
	for (int way = 0; way < WAYS; way++) {
		struct progress p = two_good();
		for (int i = 0; i < 2; i++) {
			struct past_session session = doubtful(way, 7, 7, 3);
			session.result = RESULT_PAIN;
			progress_add(&p, &session);
		}
		assert_true(is_advised(&p, ROW_AD1));
		assert_true(is_advised(&p, ROW_AD2));
		assert_true(is_advised(&p, ROW_FL3));
	}
}

static void a_doubtful_acknowledgement_is_dated_back(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 30);
	day_with(&p, NOW - 1, 2, 4, 0);
	day_with(&p, NOW, 2, 4, 0);
	struct past_mark read = {
	    .kind = MARK_ACKNOWLEDGED, .row = ROW_FL3, .day = NOW + 9000, .doubtful = true};
	progress_mark(&p, &read);
	p.today = NOW + 13;
	assert_false(is_advised(&p, ROW_FL3));
	p.today = NOW + 14; /* from NOW, the last sure day */
	assert_true(is_advised(&p, ROW_FL3));
}

static void a_doubtful_review_does_not_put_the_next_one_off(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 50);
	good_day(&p, NOW, 0);
	struct past_mark review = {.kind = MARK_REVIEW, .day = NOW + 9000};
	progress_mark(&p, &review);
	p.today = NOW + 42;
	assert_true(is_advised(&p, ROW_AD4));
}

static void doubtful_start_pain_is_in_no_trend_but_ends_a_painless_time(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 14);
	for (long day = NOW; day < NOW + 14; day++)
		day_with(&p, day, 0, 0, 0);
	assert_true(is_advised(&p, ROW_AD5));
	for (int i = 0; i < 20; i++) {
		struct past_session session = a_session(NOW + 13, 5, 5);
		session.doubtful = true;
		progress_add(&p, &session);
	}
	assert_int_equal(progress_trend(&p, NOW + 14), 0);
	assert_false(is_advised(&p, ROW_AD5));
}

static void without_any_sure_day_nothing_steps_up_and_little_is_asked(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	p.doubtful_today = true;
	for (int day = 60; day >= 1; day--) {
		struct past_session session = a_session(NOW - day, 2, 2);
		session.doubtful = true;
		with(&session, "bridge", 0, 0);
		progress_add(&p, &session);
	}
	assert_int_equal(look_at(&p, "bridge").level, 0);
	assert_false(progress_questions(&p).first_run);
	p.today = NOW + 28;
	assert_true(progress_questions(&p).first_run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_doubtful_session_is_no_third_good_one),
	    cmocka_unit_test(a_history_from_the_future_is_level_zero),
	    cmocka_unit_test(a_doubtful_session_steps_down_as_any_other),
	    cmocka_unit_test(a_doubtful_session_ends_no_run_of_bad_ones),
	    cmocka_unit_test(a_doubtful_today_takes_no_step),
	    cmocka_unit_test(doubtful_sessions_end_no_gap_and_cost_it_once),
	    cmocka_unit_test(a_clock_in_the_far_future_does_not_cost_all_levels),
	    cmocka_unit_test(doubtful_sessions_end_no_flare_but_begin_one),
	    cmocka_unit_test(doubtful_stops_and_starts_give_advice),
	    cmocka_unit_test(a_doubtful_acknowledgement_is_dated_back),
	    cmocka_unit_test(a_doubtful_review_does_not_put_the_next_one_off),
	    cmocka_unit_test(doubtful_start_pain_is_in_no_trend_but_ends_a_painless_time),
	    cmocka_unit_test(without_any_sure_day_nothing_steps_up_and_little_is_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
