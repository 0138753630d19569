/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_progress_cost.c - how long ten years take. */
#include "progress_support.h"

#include <time.h>

enum { DAYS = 3650, EXERCISES = 7 };

static double fold_ms(const struct past_session *session, int sessions)
{
	struct progress p = nothing_yet(NOW + sessions);
	clock_t began = clock();
	for (int i = 0; i < sessions; i++) {
		struct past_session one = *session;
		one.day = NOW + i;
		one.start_pain = i % 4;
		progress_add(&p, &one);
	}
	return (double)(clock() - began) * 1000 / CLOCKS_PER_SEC;
}

static void ten_years_are_folded_in_milliseconds_and_eight_times_as_many_in_eight(void **state)
{
	(void)state;
	struct past_session session = a_session(NOW, 1, 1);
	char name[NAME_BYTES];
	for (int i = 0; i < EXERCISES; i++) {
		snprintf(name, sizeof name, "exercise %d", i);
		with(&session, name, 0, 1);
	}
	double once = fold_ms(&session, DAYS), more = fold_ms(&session, 8 * DAYS);
	print_message("%d sessions of %d exercises: %.1f ms; eight times as many: %.1f ms\n", DAYS,
		      EXERCISES, once, more);
	/* Far above what it takes, so that a busy machine fails nothing; a square would. */
	assert_true(once < 500);
	assert_true(more < 30 * once + 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ten_years_are_folded_in_milliseconds_and_eight_times_as_many_in_eight),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
