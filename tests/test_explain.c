/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_explain.c - every row has its sentence, and the answers agree with the policy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "explain.h"

static void every_row_has_one_sentence_of_its_own(void **state)
{
	(void)state;
	assert_string_equal(explain_row(ROW_NONE), "");
	for (int row = ROW_NONE + 1; row < ROWS; row++) {
		const char *text = explain_row((enum row)row);
		assert_non_null(text);
		assert_true(strlen(text) >= 15 && strlen(text) <= 160);
		assert_true(text[strlen(text) - 1] != '.');
		for (int other = ROW_NONE + 1; other < row; other++)
			assert_string_not_equal(text, explain_row((enum row)other));
	}
}

static void no_sentence_speaks_of_damage_or_healing(void **state)
{
	(void)state;
	static const char *const words[] = {"damage", "wear", "heal", "cure", "injur", "weak"};
	for (int row = ROW_NONE + 1; row < ROWS; row++)
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
			assert_null(strstr(explain_row((enum row)row), words[i]));
}

static char *pair(bool quota, int start, int pain)
{
	struct policy policy = policy_default();
	char *text = NULL;
	size_t bytes = 0;
	FILE *out = open_memstream(&text, &bytes);
	policy.mode = quota ? MODE_QUOTA : MODE_NORMAL;
	assert_non_null(out);
	explain_pair(&policy, start, pain, NULL, out);
	fclose(out);
	return text;
}

static void by_quota_a_steady_five_goes_on(void **state)
{
	(void)state;
	char *normal = pair(false, 4, 5), *quota = pair(true, 4, 5);
	assert_non_null(strstr(normal, "row S4 (K=1, ease)"));
	assert_non_null(strstr(quota, "row S4 (K=0, go on)"));
	assert_non_null(strstr(quota, "by quota the dose stays"));
	assert_null(strstr(quota, "gets smaller"));
	free(normal);
	free(quota);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_row_has_one_sentence_of_its_own),
	    cmocka_unit_test(no_sentence_speaks_of_damage_or_healing),
	    cmocka_unit_test(by_quota_a_steady_five_goes_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
