/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_monotonic.c - the even clock, and times that lie ahead on it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "monotonic.h"

static int64_t ms_of(const struct timespec *at)
{
	return (int64_t)at->tv_sec * 1000 + at->tv_nsec / 1000000;
}

static void it_never_goes_back(void **state)
{
	(void)state;
	int64_t before = monotonic_ms();
	for (int i = 0; i < 100000; i++) {
		int64_t now = monotonic_ms();
		assert_true(now >= before);
		before = now;
	}
}

/* Whatever the nanoseconds of now are, the sum is a time that waits accept. */
static void what_lies_ahead_is_so_far_ahead(void **state)
{
	static const int spans[] = {0, 1, 50, 999, 1000, 1001, 86400000};
	(void)state;
	for (int round = 0; round < 1000; round++)
		for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
			int64_t before = monotonic_ms();
			struct timespec at = monotonic_in(spans[i]);
			int64_t after = monotonic_ms();
			assert_in_range(at.tv_nsec, 0, 999999999);
			assert_true(ms_of(&at) >= before + spans[i]);
			assert_true(ms_of(&at) <= after + spans[i]);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(it_never_goes_back),
	    cmocka_unit_test(what_lies_ahead_is_so_far_ahead),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
