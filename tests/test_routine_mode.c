/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_routine_mode.c - mode = quota in a routine file, and the day of the review. */
#include "routine_support.h"

/* A routine with these lines in [routine], from line 3 on. */
static bool read_head(struct bench *bench, const char *head)
{
	char lines[300];
	snprintf(lines, sizeof lines, "%s[bridge]\n", head);
	return read_lines(bench, lines);
}

static void a_routine_goes_by_pain_unless_it_says_otherwise(void **state)
{
	struct bench *bench = *state;
	assert_true(read_head(bench, ""));
	assert_int_equal(bench->routine.mode, MODE_NORMAL);
	assert_true(read_head(bench, "mode = normal\n"));
	assert_int_equal(bench->routine.mode, MODE_NORMAL);
}

static void quota_is_taken_from_somebody_who_prescribed_it(void **state)
{
	struct bench *bench = *state;
	assert_true(read_head(bench, "mode = quota\nprescribed_by = the clinic\n"));
	assert_int_equal(bench->routine.mode, MODE_QUOTA);
	assert_true(read_head(bench, "prescribed_by = the clinic\nmode = quota\n"));
	assert_int_equal(bench->routine.mode, MODE_QUOTA);
}

static void quota_is_refused_when_nobody_prescribed_it(void **state)
{
	struct bench *bench = *state;
	assert_false(read_head(bench, "mode = quota\n"));
	assert_error(&bench->desk, 3, "mode = quota needs prescribed_by");
	assert_int_equal(bench->routine.mode, MODE_NORMAL);
	assert_false(read_head(bench, "prescribed_by =\nmode = quota\n"));
	assert_error(&bench->desk, 4, "mode = quota needs prescribed_by");
}

static void another_mode_is_refused(void **state)
{
	struct bench *bench = *state;
	assert_false(read_head(bench, "mode = quoat\nprescribed_by = the clinic\n"));
	assert_error(&bench->desk, 3, "quota");
}

static void the_day_of_the_review_is_counted(void **state)
{
	struct bench *bench = *state;
	assert_true(read_head(bench, ""));
	assert_int_equal(bench->routine.review_day, 0);
	assert_true(read_head(bench, "review_date = 1970-03-01\n"));
	assert_int_equal(bench->routine.review_day, 31 + 28);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    AT_BENCH(a_routine_goes_by_pain_unless_it_says_otherwise),
	    AT_BENCH(quota_is_taken_from_somebody_who_prescribed_it),
	    AT_BENCH(quota_is_refused_when_nobody_prescribed_it),
	    AT_BENCH(another_mode_is_refused),
	    AT_BENCH(the_day_of_the_review_is_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
