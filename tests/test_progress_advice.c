/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_progress_advice.c - a new episode, the review, maintenance: AD3 to AD5. */
#include "progress_support.h"

/* A session every day of a week, all with this pain at the start. */
static void a_week(struct progress *p, long from, int pain)
{
	for (long day = from; day < from + 7; day++)
		day_with(p, day, pain, pain, 0);
}

static void an_episode_that_is_no_better_after_two_weeks_asks_for_help(void **state)
{
	(void)state;
	static const struct {
		int then, now;
		bool advised;
	} cases[] = {
	    {5, 5, true},  {5, 4, true},  {5, 3, false}, /* two points */
	    {3, 2, false}, {4, 3, true},		 /* 33 and 25 per cent */
	    {2, 1, false}, {1, 0, false}, {0, 0, false}, {3, 5, true},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct progress p = nothing_yet(NOW + 14);
		mark(&p, MARK_EPISODE, ROW_NONE, NOW);
		a_week(&p, NOW, cases[i].then);
		a_week(&p, NOW + 7, cases[i].now);
		p.today = NOW + 13;
		assert_false(is_advised(&p, ROW_AD3));
		p.today = NOW + 14;
		assert_int_equal(is_advised(&p, ROW_AD3), cases[i].advised);
		mark(&p, MARK_ACKNOWLEDGED, ROW_AD3, NOW + 14);
		assert_false(is_advised(&p, ROW_AD3));
	}
}

static void an_episode_of_which_nothing_more_is_known_asks_for_help(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 14);
	mark(&p, MARK_EPISODE, ROW_NONE, NOW);
	assert_true(is_advised(&p, ROW_AD3));
	a_week(&p, NOW, 5);
	assert_true(is_advised(&p, ROW_AD3));
	mark(&p, MARK_ACKNOWLEDGED, ROW_AD3, NOW + 14);
	mark(&p, MARK_EPISODE, ROW_NONE, NOW + 14);
	assert_false(is_advised(&p, ROW_AD3));
	p.today = NOW + 28;
	assert_true(is_advised(&p, ROW_AD3));
}

static void without_an_episode_there_is_no_such_advice(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 14);
	a_week(&p, NOW, 5);
	assert_false(is_advised(&p, ROW_AD3));
}

static void six_weeks_after_the_first_session_it_is_time_to_reassess(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 100);
	a_week(&p, NOW, 3);
	p.today = NOW + 41;
	assert_false(is_advised(&p, ROW_AD4));
	p.today = NOW + 42;
	assert_true(is_advised(&p, ROW_AD4));
	p.today = NOW + 100;
	mark(&p, MARK_REVIEW, ROW_NONE, NOW + 50);
	p.today = NOW + 91;
	assert_false(is_advised(&p, ROW_AD4));
	p.today = NOW + 92;
	assert_true(is_advised(&p, ROW_AD4));
}

static void reading_it_is_good_for_six_weeks_more(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 100);
	a_week(&p, NOW, 3);
	mark(&p, MARK_ACKNOWLEDGED, ROW_AD4, NOW + 45);
	p.today = NOW + 86;
	assert_false(is_advised(&p, ROW_AD4));
	p.today = NOW + 87;
	assert_true(is_advised(&p, ROW_AD4));
}

static void who_is_no_better_by_then_is_told_to_ask(void **state)
{
	(void)state;
	for (int now = 2; now <= 4; now++) {
		struct progress p = nothing_yet(NOW + 42);
		struct advice list[ADVICES];
		a_week(&p, NOW, 4);
		a_week(&p, NOW + 36, now);
		assert_int_equal(progress_advice(&p, 0, list), 1);
		assert_int_equal(list[0].row, ROW_AD4);
		assert_int_equal(list[0].not_better, now > 2);
	}
}

static bool asks_for_review(const struct progress *p, long review_day)
{
	struct advice list[ADVICES];
	int count = progress_advice(p, review_day, list);
	return count > 0 && list[0].row == ROW_AD4;
}

static void the_day_of_the_routine_for_a_review_counts_too(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW);
	assert_false(asks_for_review(&p, 0));
	assert_false(asks_for_review(&p, NOW));
	assert_true(asks_for_review(&p, NOW - 1));
	struct progress reviewed = p;
	mark(&p, MARK_ACKNOWLEDGED, ROW_AD4, NOW);
	assert_false(asks_for_review(&p, NOW - 1));
	mark(&reviewed, MARK_REVIEW, ROW_NONE, NOW - 1);
	assert_false(asks_for_review(&reviewed, NOW - 1));
	/* One before that day was another review. */
	reviewed = nothing_yet(NOW);
	mark(&reviewed, MARK_REVIEW, ROW_NONE, NOW - 2);
	assert_true(asks_for_review(&reviewed, NOW - 1));
}

static void two_weeks_without_pain_offer_maintenance(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 40);
	day_with(&p, NOW - 1, 1, 1, 0);
	a_week(&p, NOW, 0);
	a_week(&p, NOW + 7, 0);
	p.today = NOW + 13;
	assert_false(is_advised(&p, ROW_AD5));
	p.today = NOW + 14;
	assert_true(is_advised(&p, ROW_AD5));
	mark(&p, MARK_ACKNOWLEDGED, ROW_AD5, NOW + 14);
	assert_false(is_advised(&p, ROW_AD5));
	p.today = NOW + 40;
	day_with(&p, NOW + 15, 0, 1, 0); /* one point in the morning ends it */
	p.today = NOW + 16;
	assert_false(is_advised(&p, ROW_AD5));
	p.today = NOW + 40;
	a_week(&p, NOW + 16, 0);
	a_week(&p, NOW + 23, 0);
	p.today = NOW + 29;
	assert_false(is_advised(&p, ROW_AD5));
	p.today = NOW + 30;
	assert_true(is_advised(&p, ROW_AD5));
}

static void too_little_known_is_no_maintenance(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 14);
	day_with(&p, NOW, 0, 0, 0);
	a_week(&p, NOW + 7, 0);
	p.today = NOW + 14;
	assert_false(is_advised(&p, ROW_AD5));
}

static void all_advice_at_once_is_listed_with_the_gravest_first(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 60);
	struct advice list[ADVICES];
	static const enum row rows[] = {ROW_AD1, ROW_FL3, ROW_AD2, ROW_X4, ROW_AD3, ROW_AD4};
	mark(&p, MARK_EPISODE, ROW_NONE, NOW);
	for (int i = 0; i < 2; i++)
		stopped_day(&p, NOW + i, 8);
	for (int i = 2; i < 4; i++) {
		struct past_session session = a_session(NOW + i, 8, 8);
		session.result = RESULT_REFUSED;
		progress_add(&p, &session);
	}
	assert_int_equal(progress_advice(&p, 0, list), 6);
	for (int i = 0; i < 6; i++)
		assert_string_equal(row_name(list[i].row), row_name(rows[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_episode_that_is_no_better_after_two_weeks_asks_for_help),
	    cmocka_unit_test(an_episode_of_which_nothing_more_is_known_asks_for_help),
	    cmocka_unit_test(without_an_episode_there_is_no_such_advice),
	    cmocka_unit_test(six_weeks_after_the_first_session_it_is_time_to_reassess),
	    cmocka_unit_test(reading_it_is_good_for_six_weeks_more),
	    cmocka_unit_test(who_is_no_better_by_then_is_told_to_ask),
	    cmocka_unit_test(the_day_of_the_routine_for_a_review_counts_too),
	    cmocka_unit_test(two_weeks_without_pain_offer_maintenance),
	    cmocka_unit_test(too_little_known_is_no_maintenance),
	    cmocka_unit_test(all_advice_at_once_is_listed_with_the_gravest_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
