/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_remind.c - when a kind word is said, and when not. */
#include "text_support.h"

#include "remind.h"

/* Nothing was done, something is due, at ten in the morning. */
static struct today a_day(void)
{
	struct today today = {.now = {.day = 20000}, .last_day = NO_DAY};
	today.plan.main_due = 3;
	return today;
}

static struct remind_input at_ten(const struct today *today)
{
	return (struct remind_input){
	    .today = today, .quiet = {.from = 21 * 60, .to = 7 * 60}, .minute = 10 * 60};
}

static void somebody_who_did_nothing_yet_is_reminded(void **state)
{
	struct today today = a_day();
	struct remind_input in = at_ten(&today);
	(void)state;
	assert_int_equal(remind_judge(&in), REMIND_NOW);
}

static void nobody_is_reminded_in_the_quiet_hours(void **state)
{
	struct today today = a_day();
	struct remind_input in = at_ten(&today);
	(void)state;
	in.minute = 22 * 60;
	assert_int_equal(remind_judge(&in), REMIND_QUIET);
	in.minute = 6 * 60;
	assert_int_equal(remind_judge(&in), REMIND_QUIET);
	in.minute = 7 * 60;
	assert_int_equal(remind_judge(&in), REMIND_NOW);
}

static void whoever_tried_is_left_in_peace(void **state)
{
	struct today today = a_day();
	struct remind_input in = at_ten(&today);
	(void)state;
	today.tried = 1;
	assert_int_equal(remind_judge(&in), REMIND_DONE);
	today.tried = 0;
	in.elsewhere = true;
	assert_int_equal(remind_judge(&in), REMIND_DONE);
}

static void a_day_of_rest_is_one(void **state)
{
	struct today today = a_day();
	struct remind_input in = at_ten(&today);
	(void)state;
	today.plan.main_due = 0;
	assert_int_equal(remind_judge(&in), REMIND_REST);
}

static void nobody_is_reminded_against_advice(void **state)
{
	struct today today = a_day();
	struct remind_input in = at_ten(&today);
	(void)state;
	in.locked = true;
	assert_int_equal(remind_judge(&in), REMIND_ADVICE);
	in.locked = false;
	today.advices = 2;
	today.advice[0] = (struct advice){.row = ROW_AD4};
	today.advice[1] = (struct advice){.row = ROW_AD1, .needs_yes = true};
	assert_int_equal(remind_judge(&in), REMIND_ADVICE);
	today.advices = 1;
	assert_int_equal(remind_judge(&in), REMIND_NOW);
}

static void on_an_unsure_day_nothing_is_said(void **state)
{
	struct today today = a_day();
	struct remind_input in = at_ten(&today);
	(void)state;
	today.now.doubtful = true;
	assert_int_equal(remind_judge(&in), REMIND_CLOCK);
}

static void there_are_three_times_a_day_two_hours_apart(void **state)
{
	const struct day_hours quiet = {.from = 21 * 60, .to = 7 * 60};
	struct timer_unit timer = {.count = 9};
	(void)state;
	remind_times(9 * 60 + 15, &quiet, &timer);
	assert_int_equal(timer.count, 3);
	assert_int_equal(timer.at[0], 9 * 60 + 15);
	assert_int_equal(timer.at[1], 11 * 60 + 15);
	assert_int_equal(timer.at[2], 13 * 60 + 15);
}

static void no_time_lies_in_the_quiet_hours(void **state)
{
	const struct day_hours quiet = {.from = 21 * 60, .to = 7 * 60}, none = {0, 0};
	struct timer_unit timer;
	(void)state;
	for (int minute = 0; minute < DAY_MINUTES; minute++) {
		remind_times(minute, &quiet, &timer);
		assert_in_range(timer.count, 1, TIMER_TIMES);
		for (int i = 0; i < timer.count; i++)
			assert_in_range(timer.at[i], 7 * 60, 21 * 60 - 1);
	}
	/* Before midnight, and one in the quiet hours goes to their end. */
	remind_times(20 * 60, &quiet, &timer);
	assert_int_equal(timer.count, 1);
	remind_times(6 * 60, &quiet, &timer);
	assert_int_equal(timer.at[0], 7 * 60);
	remind_times(22 * 60 + 30, &none, &timer);
	assert_int_equal(timer.count, 1);
	assert_int_equal(timer.at[0], 22 * 60 + 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(somebody_who_did_nothing_yet_is_reminded),
	    cmocka_unit_test(nobody_is_reminded_in_the_quiet_hours),
	    cmocka_unit_test(whoever_tried_is_left_in_peace),
	    cmocka_unit_test(a_day_of_rest_is_one),
	    cmocka_unit_test(nobody_is_reminded_against_advice),
	    cmocka_unit_test(on_an_unsure_day_nothing_is_said),
	    cmocka_unit_test(there_are_three_times_a_day_two_hours_apart),
	    cmocka_unit_test(no_time_lies_in_the_quiet_hours),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
