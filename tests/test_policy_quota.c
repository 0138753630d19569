/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_policy_quota.c - mode = quota, section 6.7: a steady 4 or 5 does not change the dose. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "policy.h"

static struct policy policy_in(enum policy_mode mode)
{
	struct policy policy = policy_default();
	policy.mode = mode;
	return policy;
}

static void the_whole_table_is_the_published_one_with_s4_kept_up_to_a_point(void **state)
{
	(void)state;
	/* As published, but for p = 4, 5 or 6 no more than a point above b: 0. */
	static const char *const rows[7] = {"00012223333", "00011223333", "00001123333",
					    "00000123333", "00000023333", "00000023333",
					    "00000003333"};
	struct policy policy = policy_in(MODE_QUOTA);
	for (int start = 0; start < 7; start++)
		for (int now = 0; now <= PAIN_MAX; now++)
			assert_int_equal(policy_judge(&policy, start, now).k,
					 rows[start][now] - '0');
}

static void only_s4_differs_and_keeps_its_name(void **state)
{
	(void)state;
	struct policy normal = policy_in(MODE_NORMAL), quota = policy_in(MODE_QUOTA);
	int differ = 0;
	for (int start = 0; start <= PAIN_MAX; start++)
		for (int now = 0; now <= PAIN_MAX; now++) {
			struct verdict by_pain = policy_judge(&normal, start, now);
			struct verdict by_quota = policy_judge(&quota, start, now);
			assert_int_equal(by_pain.row, by_quota.row);
			if (by_pain.k == by_quota.k)
				continue;
			assert_int_equal(by_pain.row, ROW_S4);
			assert_int_equal(by_quota.k, 0);
			assert_true(now - start <= 1);
			differ++;
		}
	/* From a start of 3 the 4; of 4 and 5 both 4 and 5; of 6 to 10 the 4, 5 and 6. */
	assert_int_equal(differ, 1 + 2 + 2 + 5 * 3);
}

static void the_gate_and_asking_back_are_the_same(void **state)
{
	(void)state;
	struct policy normal = policy_in(MODE_NORMAL), quota = policy_in(MODE_QUOTA);
	for (int pain = PAIN_UNKNOWN; pain <= PAIN_MAX; pain++) {
		struct gate_input in = {.pain = pain};
		assert_int_equal(policy_gate(&normal, &in).row, policy_gate(&quota, &in).row);
		assert_int_equal(policy_gate(&normal, &in).ease, policy_gate(&quota, &in).ease);
		for (int heard = 0; heard <= PAIN_MAX; heard++)
			assert_int_equal(policy_must_confirm(&normal, heard, pain, 100),
					 policy_must_confirm(&quota, heard, pain, 100));
	}
}

static void the_published_policy_is_not_by_quota(void **state)
{
	(void)state;
	assert_int_equal(policy_default().mode, MODE_NORMAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_whole_table_is_the_published_one_with_s4_kept_up_to_a_point),
	    cmocka_unit_test(only_s4_differs_and_keeps_its_name),
	    cmocka_unit_test(the_gate_and_asking_back_are_the_same),
	    cmocka_unit_test(the_published_policy_is_not_by_quota),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
