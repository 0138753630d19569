/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_policy_row.c - the rows of the policy by their published names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "policy.h"

static void rows_are_called_by_their_published_names(void **state)
{
	(void)state;
	static const char *const names[] = {
	    "-",   "G1",  "G2",	 "G3",	"G4",  "G5",  "G6",  "G7",  "G8",  "G9",  "S1",	 "S2",
	    "S3",  "S4",  "S5",	 "S6",	"W1",  "W2",  "W3",  "W4",  "W5",  "W6",  "W7",	 "W8",
	    "W9",  "P1",  "P2",	 "P3",	"P4",  "P5",  "P6",  "P7",  "P8",  "X1",  "X2",  "X3",	 "X4",
	    "X5",  "X6",  "X7",	 "X8",	"X9",  "X10", "X11", "X12", "X13", "X14", "FL1", "FL2",
	    "FL3", "AD1", "AD2", "AD3", "AD4", "AD5", "N1",  "N2",  "N3",  "N4"};
	assert_int_equal(ROWS, sizeof names / sizeof names[0]);
	for (int row = 0; row < ROWS; row++)
		assert_string_equal(row_name((enum row)row), names[row]);
}

static void a_row_is_found_by_its_name_in_any_case(void **state)
{
	(void)state;
	assert_int_equal(row_of_name("X13"), ROW_X13);
	assert_int_equal(row_of_name("x13"), ROW_X13);
	assert_int_equal(row_of_name("x1"), ROW_X1);
	assert_int_equal(row_of_name("aD5"), ROW_AD5);
	static const char *const none[] = {"", "-", "X", "X15", "X130", "S1 ", "13"};
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		assert_int_equal(row_of_name(none[i]), ROW_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_are_called_by_their_published_names),
	    cmocka_unit_test(a_row_is_found_by_its_name_in_any_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
