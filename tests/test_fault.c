/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_fault.c - faults carry a code and a sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"

static void a_fault_has_its_code_and_sentence(void **state)
{
	(void)state;
	struct fault why = {0};

	bool answer = fault_set(&why, FAULT_DEVICE, "no device named %s (%d known)", "usb", 3);

	assert_false(answer);
	assert_int_equal(why.code, FAULT_DEVICE);
	assert_string_equal(why.text, "no device named usb (3 known)");
}

static void a_sentence_that_is_too_long_is_cut_and_ends(void **state)
{
	(void)state;
	struct fault why;
	char *long_name = malloc(1001);
	memset(&why, 'x', sizeof(why));
	memset(long_name, 'a', 1000);
	long_name[1000] = '\0';

	fault_set(&why, FAULT_INPUT, "%s", long_name);

	assert_int_equal(strlen(why.text), sizeof(why.text) - 1);
	free(long_name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_fault_has_its_code_and_sentence),
	    cmocka_unit_test(a_sentence_that_is_too_long_is_cut_and_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
