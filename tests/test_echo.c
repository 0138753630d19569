/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_echo.c - the coach's own sound is taken out, and a person over it is noticed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "echo.h"
#include "fault.h"

static void the_microphone_passes_unchanged_while_nothing_is_played(void **state)
{
	(void)state;
	struct fault why;
	struct echo *echo = echo_open(&why);
	assert_non_null(echo);
	const int16_t silence[ECHO_FRAME] = {0};
	uint32_t seed = 1;
	for (int n = 0; n < 500; n++) {
		int16_t heard[ECHO_FRAME], clean[ECHO_FRAME];
		for (int i = 0; i < ECHO_FRAME; i++) {
			seed = seed * 1664525u + 1013904223u;
			heard[i] = (int16_t)((int)(seed >> 16) - 32768);
		}
		struct echo_report report;
		echo_played(echo, silence, ECHO_FRAME);
		echo_run(echo, heard, clean, &report);
		assert_memory_equal(heard, clean, sizeof heard);
		assert_false(report.playing);
		assert_false(report.near_voice);
	}
	echo_close(echo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_microphone_passes_unchanged_while_nothing_is_played),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
