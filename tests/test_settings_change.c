/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_settings_change.c - the person's file is changed whole, kept as it was beside it, or not
 * touched.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "fault.h"
#include "settings.h"
#include "settings_change.h"

static char folder[32], path[80];

static const struct ini_change wake = {"sound", "wake", "1600"};

static int begin(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/settings_change_XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof path, "%s/config/easeback.ini", folder);
	return 0;
}

static int end(void **state)
{
	char command[256];
	(void)state;
	snprintf(command, sizeof command, "chmod -R u+w %s && rm -r %s", folder, folder);
	return system(command);
}

static void write_to(const char *name, const char *text)
{
	FILE *file = fopen(name, "wb");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void expect(const char *name, const char *wanted)
{
	char text[4096] = "";
	FILE *file = fopen(name, "rb");
	if (file == NULL)
		fail_msg("%s is not there", name);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(text, wanted);
}

/* Nothing half-made lies about. */
static void expect_files(int wanted)
{
	char command[256];
	int count = -1;
	snprintf(command, sizeof command, "ls -A %s/config | wc -l", folder);
	FILE *list = popen(command, "r");
	assert_non_null(list);
	assert_int_equal(fscanf(list, "%d", &count), 1);
	pclose(list);
	assert_int_equal(count, wanted);
}

static void begin_with(const char *text)
{
	char config[128];
	snprintf(config, sizeof config, "%s/config", folder);
	assert_int_equal(mkdir(config, 0700), 0);
	write_to(path, text);
}

static void a_new_file_is_made_with_its_folder(void **state)
{
	(void)state;
	static struct remarks remarks;
	struct fault why;
	struct settings settings = settings_default();
	assert_true(settings_change(path, &wake, 1, &why));
	assert_true(settings_read(path, &settings, &remarks));
	assert_int_equal(settings.wake_ms, 1600);
	assert_int_equal(remarks.count, 0);
	expect_files(1);
}

static void the_old_file_is_kept_beside_the_new_one(void **state)
{
	(void)state;
	struct fault why;
	char before[300];
	struct stat old;
	begin_with("# mine\n[sound]\nwake = 0\n");
	chmod(path, 0640);
	assert_true(settings_change(path, &wake, 1, &why));
	expect(path, "# mine\n[sound]\nwake = 1600\n");
	snprintf(before, sizeof before, "%s.before", path);
	expect(before, "# mine\n[sound]\nwake = 0\n");
	expect_files(2);
	assert_int_equal(stat(path, &old), 0);
	assert_int_equal(old.st_mode & 0777, 0640);
}

static void a_file_with_a_mistake_is_not_touched(void **state)
{
	(void)state;
	struct fault why;
	begin_with("[sound]\nwake = soon\ntones = loud\n");
	assert_false(settings_change(path, &wake, 1, &why));
	assert_non_null(strstr(why.text, "line 3"));
	expect(path, "[sound]\nwake = soon\ntones = loud\n");
	expect_files(1);
}

static void a_value_that_no_session_could_read_is_not_written(void **state)
{
	(void)state;
	static const struct ini_change bad[] = {{"sound", "wake", "4000"},
						{"sound", "wake", "1\nvoice = 3"},
						{"sound", "waker", "1"},
						{"policy", "stop", "9"}};
	struct fault why;
	begin_with("[sound]\nvoice = 50\n");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		assert_false(settings_change(path, &bad[i], 1, &why));
		expect(path, "[sound]\nvoice = 50\n");
		expect_files(1);
	}
}

static void the_older_name_of_ear_is_kept(void **state)
{
	(void)state;
	struct fault why;
	static const struct ini_change no = {"ear", "ear", "no"};
	begin_with("[ear]\nenabled = yes\n");
	assert_true(settings_change(path, &no, 1, &why));
	expect(path, "[ear]\nenabled = no\n");
}

static void a_link_stays_one(void **state)
{
	(void)state;
	struct fault why;
	struct stat link;
	char real[300];
	begin_with("");
	snprintf(real, sizeof real, "%s/real.ini", folder);
	write_to(real, "[sound]\nwake = 0\n");
	unlink(path);
	assert_int_equal(symlink(real, path), 0);
	assert_true(settings_change(path, &wake, 1, &why));
	assert_int_equal(lstat(path, &link), 0);
	assert_true(S_ISLNK(link.st_mode));
	expect(real, "[sound]\nwake = 1600\n");
}

/* A folder stands where the copy of the old file would go. */
static void without_a_copy_of_the_old_file_nothing_is_written(void **state)
{
	(void)state;
	struct fault why;
	char before[300];
	begin_with("[sound]\nwake = 0\n");
	snprintf(before, sizeof before, "%s.before", path);
	assert_int_equal(mkdir(before, 0700), 0);
	assert_false(settings_change(path, &wake, 1, &why));
	expect(path, "[sound]\nwake = 0\n");
	expect_files(2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_new_file_is_made_with_its_folder, begin, end),
	    cmocka_unit_test_setup_teardown(the_old_file_is_kept_beside_the_new_one, begin, end),
	    cmocka_unit_test_setup_teardown(a_file_with_a_mistake_is_not_touched, begin, end),
	    cmocka_unit_test_setup_teardown(a_value_that_no_session_could_read_is_not_written,
					    begin, end),
	    cmocka_unit_test_setup_teardown(the_older_name_of_ear_is_kept, begin, end),
	    cmocka_unit_test_setup_teardown(a_link_stays_one, begin, end),
	    cmocka_unit_test_setup_teardown(without_a_copy_of_the_old_file_nothing_is_written,
					    begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
