/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_whole_file.c - a file that is whole or not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "whole_file.h"

struct desk {
	char folder[64], path[96];
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);
	assert_non_null(desk);
	snprintf(desk->folder, sizeof desk->folder, "/tmp/whole.XXXXXX");
	assert_non_null(mkdtemp(desk->folder));
	snprintf(desk->path, sizeof desk->path, "%s/file", desk->folder);
	*state = desk;
	return 0;
}

static int clear_up(void **state)
{
	struct desk *desk = *state;
	unlink(desk->path);
	rmdir(desk->folder);
	free(desk);
	return 0;
}

static bool write_words(void *context, FILE *file, struct fault *why)
{
	(void)why;
	return fputs(context, file) >= 0;
}

static bool write_half(void *context, FILE *file, struct fault *why)
{
	fputs(context, file);
	return fault_set(why, FAULT_SYSTEM, "enough of it");
}

static void expect(const char *path, const char *words)
{
	char line[64] = "";
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	fclose(file);
	assert_string_equal(line, words);
}

static void a_file_is_written_for_this_person_only(void **state)
{
	struct desk *desk = *state;
	struct fault why;
	struct stat about;
	assert_true(whole_file_write(desk->path, write_words, "all of it", &why));
	expect(desk->path, "all of it");
	assert_int_equal(stat(desk->path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
}

static void half_a_file_leaves_what_was_there(void **state)
{
	struct desk *desk = *state;
	struct fault why;
	assert_true(whole_file_write(desk->path, write_words, "before", &why));
	assert_false(whole_file_write(desk->path, write_half, "after", &why));
	assert_non_null(strstr(why.text, "enough of it"));
	expect(desk->path, "before");
}

static void a_link_stays_one_and_its_file_is_written(void **state)
{
	struct desk *desk = *state;
	char other[112];
	struct fault why;
	struct stat about;
	snprintf(other, sizeof other, "%s.other", desk->path);
	assert_int_equal(symlink(other, desk->path), 0);
	assert_true(whole_file_write(desk->path, write_words, "through it", &why));
	expect(other, "through it");
	assert_int_equal(lstat(desk->path, &about), 0);
	assert_true(S_ISLNK(about.st_mode));
	unlink(other);
}

/* As root it would be gone for everybody. */
static void a_device_stays_a_device(void **state)
{
	(void)state;
	struct fault why;
	struct stat about;
	char link[] = "/tmp/whole.XXXXXX";
	int file = mkstemp(link);
	assert_true(file >= 0);
	close(file);
	unlink(link);
	assert_int_equal(symlink("/dev/null", link), 0);
	assert_true(whole_file_write(link, write_words, "nothing", &why));
	unlink(link);
	assert_int_equal(stat("/dev/null", &about), 0);
	assert_true(S_ISCHR(about.st_mode));
}

static void a_full_device_is_told(void **state)
{
	(void)state;
	struct fault why;
	assert_false(whole_file_write("/dev/full", write_words, "too much", &why));
	assert_non_null(strstr(why.text, "/dev/full: not written: No space left"));
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, set_up, clear_up)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    AT_DESK(a_file_is_written_for_this_person_only),
	    AT_DESK(half_a_file_leaves_what_was_there),
	    AT_DESK(a_link_stays_one_and_its_file_is_written),
	    cmocka_unit_test(a_device_stays_a_device),
	    cmocka_unit_test(a_full_device_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
