/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * routine_support.h - a desk with the test library, for routines.
 */
#ifndef TESTS_ROUTINE_SUPPORT_H
#define TESTS_ROUTINE_SUPPORT_H

#include "text_support.h"

#include "routine_file.h"

/* The desk comes first, so that the state is a desk too. */
struct bench {
	struct desk desk;
	struct library library;
	struct routine routine;
};

static inline int bench_setup(void **state)
{
	void *made = NULL;
	desk_setup(&made);
	struct bench *bench = calloc(1, sizeof(*bench));
	assert_non_null(bench);
	bench->desk = *(struct desk *)made;
	free(made);
	*state = bench;
	assert_true(library_read(TEST_DATA "/library.ini", &bench->library, &bench->desk.remarks));
	assert_int_equal(bench->desk.remarks.count, 0);
	return 0;
}

static inline bool read_path(struct bench *bench, const char *path)
{
	desk_forget(&bench->desk);
	return routine_read(path, &bench->library, &bench->routine, &bench->desk.remarks);
}

/* Read a routine with a title in lines 1 and 2, and what follows from line 3 on. */
static inline bool read_lines(struct bench *bench, const char *lines)
{
	char text[4000];
	snprintf(text, sizeof(text), "[routine]\ntitle = Test\n%s", lines);
	return read_path(bench, desk_put(&bench->desk, "my-back.ini", text));
}

#define AT_BENCH(test) cmocka_unit_test_setup_teardown(test, bench_setup, desk_teardown)

#endif
