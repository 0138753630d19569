/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_evaluate_trial.c - which recording is heard where.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evaluate_over.h"
#include "evaluate_trial.h"
#include "manifest.h"

static struct utterance words[] = {
    {.label = "seven", .command = true, .line = 2}, {.label = "stop", .command = true, .line = 3},
    {.label = "yes", .command = true, .line = 4},   {.label = "house", .command = false, .line = 5},
    {.label = "xyzzy", .command = true, .line = 6},
};

static const struct manifest manifest = {.count = 5, .list = words};

static size_t plan(int context, struct trial *list, struct remarks *remarks)
{
	memset(remarks, 0, sizeof *remarks);
	return trials_plan(&manifest, context, list, remarks);
}

/* seven in one context, stop in all five, yes in one, house in all five, xyzzy in none. */
static void words_are_heard_where_they_may_be_said(void **state)
{
	(void)state;
	struct trial list[25];
	struct remarks *remarks = malloc(sizeof *remarks);
	assert_non_null(remarks);
	assert_int_equal(trials_most(&manifest), 25);
	assert_int_equal(plan(-1, list, remarks), 12);
	assert_int_equal(list[0].context, LISTEN_NUMBER);
	assert_int_equal(list[0].meant.value, 7);
	for (int i = 1; i <= 5; i++) {
		assert_int_equal(list[i].meant.kind, INTENT_STOP);
		assert_int_equal(list[i].context, i - 1);
	}
	assert_int_equal(list[6].context, LISTEN_YESNO);
	assert_int_equal(list[11].meant.kind, INTENT_NOTHING);
	assert_int_equal(remarks->count, 1);
	assert_int_equal(remarks->list[0].line, 6);
	assert_int_equal(plan(LISTEN_NUMBER, list, remarks), 3);
	free(remarks);
}

static void a_sample_has_each_word_once_and_spreads_evenly(void **state)
{
	(void)state;
	struct trial list[25], sample[10];
	struct remarks *remarks = malloc(sizeof *remarks);
	assert_non_null(remarks);
	size_t count = plan(-1, list, remarks);
	assert_int_equal(trials_sample(list, count, 10, sample), 3);
	assert_string_equal(sample[0].recording->label, "seven");
	assert_string_equal(sample[1].recording->label, "stop");
	assert_string_equal(sample[2].recording->label, "yes");
	assert_int_equal(trials_sample(list, count, 1, sample), 1);
	free(remarks);
}

/* The coach speaks from second 40 to 42 of 60 only, and could be heard for 30 seconds before. */
static void a_word_is_put_where_the_coach_speaks(void **state)
{
	(void)state;
	enum { HZ = 16000, SECONDS = 60 };
	int16_t *played = calloc(SECONDS * HZ, sizeof *played);
	assert_non_null(played);
	assert_int_equal(over_place(played, 10 * HZ, HZ, 1), -1);
	for (int i = 40 * HZ; i < 42 * HZ; i++)
		played[i] = (int16_t)(i % 16 < 8 ? 4000 : -4000);
	for (uint32_t seed = 1; seed < 20; seed++) {
		long at = over_place(played, SECONDS * HZ, HZ, seed);
		assert_in_range(at, 40 * HZ - HZ / 2, 42 * HZ);
	}
	free(played);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_are_heard_where_they_may_be_said),
	    cmocka_unit_test(a_sample_has_each_word_once_and_spreads_evenly),
	    cmocka_unit_test(a_word_is_put_where_the_coach_speaks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
