/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ini_edit.c - what is set is set, and every other byte of the person's file stays.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ini_edit.h"
#include "settings.h"

static const struct ini_change wake = {"sound", "wake", "1600"};

static void expect(const char *before, const struct ini_change *changes, int count,
		   const char *after)
{
	size_t bytes;
	char *text = ini_edit(before, strlen(before), changes, count, &bytes);
	assert_non_null(text);
	assert_string_equal(text, after);
	assert_int_equal(bytes, strlen(after));
	free(text);
}

static void a_value_changes_in_its_place(void **state)
{
	(void)state;
	expect("# mine\n[sound]\n  wake =  0  \n# why\ntones=70\n", &wake, 1,
	       "# mine\n[sound]\n  wake =  1600  \n# why\ntones=70\n");
	expect("[sound]\nwake=0", &wake, 1, "[sound]\nwake=1600");
	expect("[sound]\nwake : 0\n", &wake, 1, "[sound]\nwake : 1600\n");
}

static void an_empty_value_is_filled(void **state)
{
	(void)state;
	expect("[sound]\nwake =\ntones = 1\n", &wake, 1, "[sound]\nwake = 1600\ntones = 1\n");
	expect("[sound]\nwake=\n", &wake, 1, "[sound]\nwake=1600\n");
	expect("[sound]\r\nwake = \r\n", &wake, 1, "[sound]\r\nwake = 1600 \r\n");
}

static void a_value_can_be_emptied(void **state)
{
	(void)state;
	struct ini_change none = {"sound", "output", ""};
	expect("[sound]\noutput = Boom\n[ear]\n", &none, 1, "[sound]\noutput = \n[ear]\n");
}

static void a_comment_or_another_section_is_not_the_key(void **state)
{
	(void)state;
	expect("[ear]\nwake = 7\n[sound]\n# wake = 1\n; wake = 2\nwake = 3\n", &wake, 1,
	       "[ear]\nwake = 7\n[sound]\n# wake = 1\n; wake = 2\nwake = 1600\n");
	expect("[sound]\nwaker = 5\nawake = 6\n", &wake, 1,
	       "[sound]\nwaker = 5\nawake = 6\nwake = 1600\n");
}

static void a_new_key_stands_behind_the_last_of_its_section(void **state)
{
	(void)state;
	expect("[sound]\ntones = 70\n\n# about the ear\n[ear]\near = yes\n", &wake, 1,
	       "[sound]\ntones = 70\nwake = 1600\n\n# about the ear\n[ear]\near = yes\n");
	expect("[sound]\n\n[ear]\n", &wake, 1, "[sound]\nwake = 1600\n\n[ear]\n");
	expect("[sound]\ntones = 70", &wake, 1, "[sound]\ntones = 70\nwake = 1600\n");
}

static void a_new_section_stands_at_the_end(void **state)
{
	(void)state;
	expect("", &wake, 1, "[sound]\nwake = 1600\n");
	expect("[ear]\near = no\n", &wake, 1, "[ear]\near = no\n\n[sound]\nwake = 1600\n");
	expect("[ear]\near = no", &wake, 1, "[ear]\near = no\n\n[sound]\nwake = 1600\n");
}

static void lines_end_as_the_others_do(void **state)
{
	(void)state;
	expect("[sound]\r\nwake = 0\r\n", &wake, 1, "[sound]\r\nwake = 1600\r\n");
	expect("[sound]\r\ntones = 0\r\n", &wake, 1, "[sound]\r\ntones = 0\r\nwake = 1600\r\n");
	expect("[ear]\r\n", &wake, 1, "[ear]\r\n\r\n[sound]\r\nwake = 1600\r\n");
}

static void a_byte_order_mark_hides_no_section(void **state)
{
	(void)state;
	expect("\xEF\xBB\xBF[sound]\nwake = 0\n", &wake, 1, "\xEF\xBB\xBF[sound]\nwake = 1600\n");
}

static void several_changes_are_made_together(void **state)
{
	(void)state;
	static const struct ini_change changes[] = {
	    {"sound", "output", "UE Boom: USB Audio"}, {"ear", "ear", "no"}, {"sound", "wake", "600"}};
	expect("[sound]\noutput =\n", changes, 3,
	       "[sound]\noutput = UE Boom: USB Audio\nwake = 600\n\n[ear]\near = no\n");
}

static void what_is_there_is_known(void **state)
{
	(void)state;
	static const char text[] = "[ear]\nenabled = no\n";
	assert_true(ini_edit_has(text, strlen(text), "ear", "enabled"));
	assert_false(ini_edit_has(text, strlen(text), "ear", "ear"));
	assert_false(ini_edit_has(text, strlen(text), "sound", "enabled"));
}

/* The shipped file, read back by the program's own reader: what was set is there, all else equal. */
static void the_shipped_settings_stay_readable(void **state)
{
	(void)state;
	static const struct ini_change changes[] = {{"sound", "output", "Boom = loud: 2"},
						    {"sound", "wake", "1600"},
						    {"sound", "voice", "80"},
						    {"ear", "ear", "no"}};
	static char text[65536];
	static struct remarks remarks;
	char path[] = "/tmp/ini_edit_XXXXXX";
	size_t out_bytes;
	FILE *file = fopen(SOURCE_DIR "/config/easeback.ini", "rb");
	assert_non_null(file);
	size_t bytes = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	char *out = ini_edit(text, bytes, changes, 4, &out_bytes);
	int fd = mkstemp(path);
	assert_true(out != NULL && fd >= 0);
	file = fdopen(fd, "wb");
	assert_int_equal(fwrite(out, 1, out_bytes, file), out_bytes);
	fclose(file);
	struct settings wanted = settings_default(), read = settings_default();
	snprintf(wanted.output, sizeof wanted.output, "Boom = loud: 2");
	wanted.wake_ms = 1600;
	wanted.voice_percent = 80;
	wanted.ear = false;
	assert_true(settings_read(path, &read, &remarks));
	assert_memory_equal(&read, &wanted, sizeof read);
	/* only these lines differ */
	int lines = 0;
	for (size_t i = 0; i < bytes; i++)
		lines += text[i] == '\n';
	for (size_t i = 0; i < out_bytes; i++)
		lines -= out[i] == '\n';
	assert_int_equal(lines, 0);
	remove(path);
	free(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_value_changes_in_its_place),
	    cmocka_unit_test(an_empty_value_is_filled),
	    cmocka_unit_test(a_value_can_be_emptied),
	    cmocka_unit_test(a_comment_or_another_section_is_not_the_key),
	    cmocka_unit_test(a_new_key_stands_behind_the_last_of_its_section),
	    cmocka_unit_test(a_new_section_stands_at_the_end),
	    cmocka_unit_test(lines_end_as_the_others_do),
	    cmocka_unit_test(a_byte_order_mark_hides_no_section),
	    cmocka_unit_test(several_changes_are_made_together),
	    cmocka_unit_test(what_is_there_is_known),
	    cmocka_unit_test(the_shipped_settings_stay_readable),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
