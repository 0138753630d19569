/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_comfort_file.c - what the person wanted last time is there again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "comfort_file.h"

struct desk {
	char folder[64], path[96];
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);
	assert_non_null(desk);
	snprintf(desk->folder, sizeof desk->folder, "/tmp/easeback-test-comfort.XXXXXX");
	assert_non_null(mkdtemp(desk->folder));
	snprintf(desk->path, sizeof desk->path, "%s/comfort.ini", desk->folder);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	unlink(desk->path);
	assert_int_equal(rmdir(desk->folder), 0);
	free(desk);
	return 0;
}

static struct comfort recalled(const struct desk *desk)
{
	struct comfort comfort = {.person_db = 0};
	comfort_recall(desk->path, &comfort);
	return comfort;
}

static void keep(const struct desk *desk, int night_db, int person_db, int slower)
{
	struct fault why;
	struct comfort comfort = {.night_db = night_db, .person_db = person_db, .slower = slower};
	assert_true(comfort_keep(desk->path, &comfort, &why));
}

static void write_text(const struct desk *desk, const char *text)
{
	FILE *file = fopen(desk->path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void what_was_wanted_is_there_again(void **state)
{
	keep(*state, 0, 6, 2);
	assert_int_equal(recalled(*state).person_db, 6);
	assert_int_equal(recalled(*state).slower, 2);
	keep(*state, 0, 0, 0);
	assert_int_equal(recalled(*state).person_db, 0);
	assert_int_equal(recalled(*state).slower, 0);
}

static void nothing_said_writes_nothing(void **state)
{
	struct desk *desk = *state;
	keep(desk, 0, 0, 0);
	assert_int_equal(access(desk->path, F_OK), -1);
}

static void a_session_that_was_made_very_quiet_is_heard_to_begin_again(void **state)
{
	keep(*state, 0, -18, 0);
	assert_int_equal(recalled(*state).person_db, -6);
}

static void a_quiet_night_makes_no_quiet_day_but_a_slow_one(void **state)
{
	keep(*state, 0, 3, 0);
	keep(*state, -8, -9, 1);
	assert_int_equal(recalled(*state).person_db, 3);
	assert_int_equal(recalled(*state).slower, 1);
}

static void a_damaged_file_is_as_if_nothing_had_been_said(void **state)
{
	write_text(*state, "[comfort]\nlevel = loud\nslower = 99\n\1\2");
	assert_int_equal(recalled(*state).person_db, 0);
	assert_int_equal(recalled(*state).slower, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(what_was_wanted_is_there_again, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(nothing_said_writes_nothing, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		a_session_that_was_made_very_quiet_is_heard_to_begin_again, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_quiet_night_makes_no_quiet_day_but_a_slow_one, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(a_damaged_file_is_as_if_nothing_had_been_said, set_up,
					    tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
