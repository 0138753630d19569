/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_progress_level.c - the rows X1 to X14 against the published table, and over all inputs.
 *
 * "All inputs" are the real function's own: of days and trends those at both
 * sides of every border of the table and far beyond, of everything else every
 * value; streaks to 3, levels to 3 on ladders to 3.
 */
#include "progress_support.h"

/* --- the table ------------------------------------------------------------------ */

/* Good in every way: the third session running, a week after the last step. */
static struct level_input good(void)
{
	return (struct level_input){.level = 2,
				    .top = 5,
				    .gap = 2,
				    .morning = MORNING_SETTLED,
				    .complete = true,
				    .streak = 2,
				    .since_step = 7};
}

static void expect(struct level_input in, enum row row, int level, int streak)
{
	struct level_step step = level_next(&in);
	assert_string_equal(row_name(step.row), row_name(row));
	assert_int_equal(step.level, level);
	assert_int_equal(step.streak, streak);
}

static void a_gap_of_more_than_28_days_goes_back_to_the_start(void **state)
{
	(void)state;
	struct level_input in = good();
	in.gap = 29;
	expect(in, ROW_X1, 0, 0);
	in.gap = 5000;
	expect(in, ROW_X1, 0, 0);
}

static void a_gap_of_15_to_28_days_costs_two_levels(void **state)
{
	(void)state;
	struct level_input in = good();
	in.level = 5;
	in.gap = 15;
	expect(in, ROW_X2, 3, 0);
	in.gap = 28;
	expect(in, ROW_X2, 3, 0);
	in.level = 1;
	expect(in, ROW_X2, 0, 0);
}

static void a_gap_of_8_to_14_days_costs_one(void **state)
{
	(void)state;
	struct level_input in = good();
	in.gap = 8;
	expect(in, ROW_X3, 1, 0);
	in.gap = 14;
	expect(in, ROW_X3, 1, 0);
	in.gap = 7;
	expect(in, ROW_X13, 3, 0);
}

static void a_gap_costs_each_of_its_levels_once(void **state)
{
	(void)state;
	struct level_input in = good();
	in.gap = 10;
	in.gap_taken = 1;
	expect(in, ROW_X14, 2, 3); /* no step up over a gap either */
	in.gap = 15;
	expect(in, ROW_X2, 1, 0);
	in.gap_taken = 2;
	in.gap = 29;
	expect(in, ROW_X1, 0, 0);
}

static void too_much_pain_in_it_costs_one(void **state)
{
	(void)state;
	struct level_input in = good();
	in.k = 2;
	expect(in, ROW_X4, 1, 0);
	in.k = 3;
	expect(in, ROW_X4, 1, 0);
	in.k = 0;
	in.sharp = true;
	expect(in, ROW_X4, 1, 0);
	in.k = PAIN_UNKNOWN;
	expect(in, ROW_X4, 1, 0);
	in.level = 0;
	expect(in, ROW_X4, 0, 0);
}

static void a_raised_morning_costs_one(void **state)
{
	(void)state;
	struct level_input in = good();
	in.morning = MORNING_RAISED;
	expect(in, ROW_X5, 1, 0);
}

static void two_points_more_in_a_week_cost_one(void **state)
{
	(void)state;
	struct level_input in = good();
	in.trend = 2 * 2;
	expect(in, ROW_X6, 1, 0);
	in.trend = 2 * 2 - 1;
	expect(in, ROW_X12, 2, 0);
}

static void amber_twice_running_costs_one_and_once_holds(void **state)
{
	(void)state;
	struct level_input in = good();
	in.k = 1;
	expect(in, ROW_X8, 2, 0);
	in.amber_before = true;
	expect(in, ROW_X7, 1, 0);
	in.k = 0;
	expect(in, ROW_X13, 3, 0);
}

static void in_a_flare_the_level_holds(void **state)
{
	(void)state;
	struct level_input in = good();
	in.flare = true;
	expect(in, ROW_X9, 2, 0);
}

static void what_was_not_completed_holds_and_keeps_the_streak(void **state)
{
	(void)state;
	struct level_input in = good();
	in.complete = false;
	expect(in, ROW_X10, 2, 2);
	in.complete = true;
	in.k = PAIN_UNKNOWN;
	expect(in, ROW_X10, 2, 2);
}

static void a_morning_that_is_not_known_holds_and_keeps_the_streak(void **state)
{
	(void)state;
	struct level_input in = good();
	in.morning = MORNING_UNKNOWN;
	expect(in, ROW_X11, 2, 2);
}

static void one_point_more_in_a_week_holds(void **state)
{
	(void)state;
	struct level_input in = good();
	in.trend = 2;
	expect(in, ROW_X12, 2, 0);
	in.trend = 1; /* half a point, of a median between two */
	expect(in, ROW_X13, 3, 0);
}

static void the_third_good_session_a_week_after_the_last_step_goes_up(void **state)
{
	(void)state;
	struct level_input in = good();
	expect(in, ROW_X13, 3, 0);
	in.streak = 7;
	expect(in, ROW_X13, 3, 0);
}

static void any_other_good_session_holds_and_counts(void **state)
{
	(void)state;
	struct level_input in = good();
	in.streak = 1;
	expect(in, ROW_X14, 2, 2);
	in = good();
	in.since_step = 6;
	expect(in, ROW_X14, 2, 3);
	in = good();
	in.level = in.top;
	expect(in, ROW_X14, 5, 3);
}

/* --- all inputs -------------------------------------------------------------------- */

static const int gaps[] = {0, 1, 7, 8, 14, 15, 28, 29, 36500};
static const int taken[] = {0, 1, 2, 32767};
static const int trends[] = {-20, -1, 0, 1, 2, 3, 4, 5, 20};
static const int since[] = {0, 6, 7, 36500};

enum { GAPS = 9, TAKEN = 4, TRENDS = 9, SINCE = 4, LADDER = 4, STREAKS = 4 };

/* Everything but level, top and streak, by its number. */
static bool nth_input(int n, struct level_input *in)
{
	*in = (struct level_input){0};
	in->gap = gaps[n % GAPS];
	n /= GAPS;
	in->gap_taken = taken[n % TAKEN];
	n /= TAKEN;
	in->trend = trends[n % TRENDS];
	n /= TRENDS;
	in->since_step = since[n % SINCE];
	n /= SINCE;
	in->k = n % 5 - 1;
	n /= 5;
	in->morning = (enum morning)(n % 3);
	n /= 3;
	in->sharp = n & 1;
	in->amber_before = n & 2;
	in->flare = n & 4;
	in->complete = n & 8;
	return n < 16;
}

/* Q7 as it is published: all that a step up takes. */
static bool may_rise(const struct level_input *in)
{
	return in->k == 0 && !in->sharp && in->complete && in->morning == MORNING_SETTLED &&
	       in->streak >= 2 && in->since_step >= 7 && in->trend < 2 && !in->flare &&
	       in->gap <= 7 && in->level < in->top;
}

/* Q8: what always steps down. */
static bool must_fall(const struct level_input *in)
{
	return in->k >= 2 || in->sharp || in->morning == MORNING_RAISED || in->trend >= 4;
}

static void check(const struct level_input *in)
{
	struct level_step step = level_next(in);
	bool in_range =
	    step.level >= 0 && step.level <= (in->level > in->top ? in->level : in->top);
	bool rises = step.level > in->level;
	bool fell = step.level < in->level || in->level == 0;
	/* cmocka's asserts are too slow for so many. */
	if (!in_range || rises != (step.row == ROW_X13) || step.level > in->level + 1)
		fail_msg("Q6: level %d of %d became %d", in->level, in->top, step.level);
	if (rises && !may_rise(in))
		fail_msg("Q7: row %s stepped up", row_name(step.row));
	if (must_fall(in) && !fell)
		fail_msg("Q8: row %s did not step down", row_name(step.row));
	if (step.row < ROW_X1 || step.row > ROW_X14)
		fail_msg("row %s decided", row_name(step.row));
}

/* Q9: the same with K or the morning worse is never higher. */
static void check_worse(const struct level_input *in)
{
	int level = level_next(in).level;
	struct level_input worse = *in;
	for (worse.k = in->k < 0 ? 0 : in->k; worse.k <= 3; worse.k++) {
		/* Not known is no better than good, so good may be higher. */
		if (in->k == PAIN_UNKNOWN && worse.k == 0)
			continue;
		if (level_next(&worse).level > level)
			fail_msg("Q9: K %d gives more than K %d", worse.k, in->k);
	}
	worse = *in;
	worse.morning = MORNING_RAISED;
	if (level_next(&worse).level > level)
		fail_msg("Q9: a raised morning gives more");
	worse.morning = MORNING_UNKNOWN;
	if (in->morning == MORNING_SETTLED && level_next(&worse).level > level)
		fail_msg("Q9: an unknown morning gives more than a settled one");
}

static void no_input_breaks_the_rules_q6_to_q9(void **state)
{
	(void)state;
	static bool seen[ROWS];
	long cases = 0;
	struct level_input in;
	for (int n = 0; nth_input(n, &in); n++)
		for (in.level = 0; in.level < LADDER; in.level++)
			for (in.top = 0; in.top < LADDER; in.top++)
				for (in.streak = 0; in.streak < STREAKS; in.streak++, cases++) {
					check(&in);
					check_worse(&in);
					seen[level_next(&in).row] = true;
				}
	assert_int_equal(cases, 9L * 4 * 9 * 4 * 5 * 3 * 16 * 4 * 4 * 4);
	for (int row = ROW_X1; row <= ROW_X14; row++)
		assert_true(seen[row]);
	print_message("%ld inputs\n", cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_gap_of_more_than_28_days_goes_back_to_the_start),
	    cmocka_unit_test(a_gap_of_15_to_28_days_costs_two_levels),
	    cmocka_unit_test(a_gap_of_8_to_14_days_costs_one),
	    cmocka_unit_test(a_gap_costs_each_of_its_levels_once),
	    cmocka_unit_test(too_much_pain_in_it_costs_one),
	    cmocka_unit_test(a_raised_morning_costs_one),
	    cmocka_unit_test(two_points_more_in_a_week_cost_one),
	    cmocka_unit_test(amber_twice_running_costs_one_and_once_holds),
	    cmocka_unit_test(in_a_flare_the_level_holds),
	    cmocka_unit_test(what_was_not_completed_holds_and_keeps_the_streak),
	    cmocka_unit_test(a_morning_that_is_not_known_holds_and_keeps_the_streak),
	    cmocka_unit_test(one_point_more_in_a_week_holds),
	    cmocka_unit_test(the_third_good_session_a_week_after_the_last_step_goes_up),
	    cmocka_unit_test(any_other_good_session_holds_and_counts),
	    cmocka_unit_test(no_input_breaks_the_rules_q6_to_q9),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
