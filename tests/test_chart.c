/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_chart.c - the program that draws charts is ended, and nobody else. */
#include "text_support.h"

#include "chart.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void drop_none(void)
{
	struct chart_process none = {.child = 0};
	chart_drop(&none);
	chart_drop(&none);
	_exit(read(STDIN_FILENO, &none, 0) == 0 ? 7 : 8); /* standard input is still open */
}

/* In a group of its own, so that a mistake does not end the other tests as well. */
static void dropping_one_that_was_never_begun_ends_nobody(void **state)
{
	int status = 0;
	(void)state;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		setpgid(0, 0);
		drop_none();
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 7);
}

static void one_that_is_not_needed_is_ended_and_waited_for(void **state)
{
	(void)state;
	setenv("EASEBACK_GNUPLOT", "cat", 1);
	struct chart_process process = chart_begin();
	pid_t child = process.child;
	assert_true(child > 0);
	chart_drop(&process);
	assert_int_equal(process.child, 0);
	assert_int_equal(kill(child, 0), -1);
	assert_int_equal(errno, ESRCH);
}

static void one_that_is_missing_is_named(void **state)
{
	struct fault why;
	(void)state;
	setenv("EASEBACK_GNUPLOT", SOURCE_DIR "/tests/data/no_such_gnuplot", 1);
	struct chart_process process = chart_begin();
	assert_null(chart_end(&process, "print 1\n", &why));
	assert_non_null(strstr(why.text, "gnuplot is missing"));
	assert_int_equal(process.child, 0);
	assert_null(chart_end(&process, "print 1\n", &why));
	assert_non_null(strstr(why.text, "could not be started"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(dropping_one_that_was_never_begun_ends_nobody),
	    cmocka_unit_test(one_that_is_not_needed_is_ended_and_waited_for),
	    cmocka_unit_test(one_that_is_missing_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
