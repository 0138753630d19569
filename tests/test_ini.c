/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ini.c - text files with every kind of damage. */
#include "text_support.h"

#include <fcntl.h>
#include <time.h>

static bool read_text(struct desk *desk, const char *text, struct ini *ini)
{
	desk_forget(desk);
	return ini_read(desk_put(desk, "a.ini", text), ini, &desk->remarks);
}

static bool read_bytes(struct desk *desk, const char *bytes, size_t count, struct ini *ini)
{
	desk_forget(desk);
	return ini_read(desk_put_bytes(desk, "a.ini", bytes, count), ini, &desk->remarks);
}

static void assert_line(const struct ini_line *line, const char *section, const char *key,
			const char *value, int number)
{
	assert_string_equal(line->section, section);
	assert_string_equal(line->key, key);
	assert_string_equal(line->value, value);
	assert_int_equal(line->line, number);
}

static void a_key_has_its_section_value_and_line(void **state)
{
	struct ini ini;
	assert_true(
	    read_text(*state, "# head\n\n[child's pose]\n  reps = 5 to 12  \nname=x\n", &ini));

	assert_errors(*state, 0);
	assert_int_equal(ini.count, 3);
	assert_string_equal(ini.list[0].section, "child's pose");
	assert_null(ini.list[0].key);
	assert_int_equal(ini.list[0].line, 3);
	assert_line(&ini.list[1], "child's pose", "reps", "5 to 12", 4);
	assert_line(&ini.list[2], "child's pose", "name", "x", 5);
	ini_free(&ini);
}

static void an_empty_file_holds_nothing_and_is_no_mistake(void **state)
{
	struct ini ini;
	assert_true(read_text(*state, "", &ini));
	assert_int_equal(ini.count, 0);
	assert_errors(*state, 0);
	ini_free(&ini);
}

static void a_missing_file_is_told(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	assert_false(ini_read(desk_path(desk, "none.ini"), &ini, &desk->remarks));
	assert_errors(desk, 1);
	assert_error(desk, 0, "No such file");
	ini_free(&ini);
}

static void a_folder_is_told(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	assert_false(ini_read(desk->folder, &ini, &desk->remarks));
	assert_errors(desk, 1);
	assert_error(desk, 0, "is a folder");
}

static void a_named_pipe_is_not_waited_for(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	assert_int_equal(mkfifo(desk_path(desk, "pipe"), 0600), 0);
	assert_false(ini_read(desk->path, &ini, &desk->remarks));
	assert_error(desk, 0, "no ordinary file");
}

static void an_unreadable_file_is_told(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	if (geteuid() == 0) {
		print_message("skipped: root may read every file\n");
		skip();
	}
	desk_put(desk, "secret.ini", "[a]\n");
	assert_int_equal(chmod(desk->path, 0), 0);
	assert_false(ini_read(desk->path, &ini, &desk->remarks));
	assert_error(desk, 0, "Permission denied");
}

static void a_hundred_megabytes_are_refused_unread(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	desk_put(desk, "huge.ini", "[routine]\n");
	assert_int_equal(truncate(desk->path, 100L * 1024 * 1024), 0);
	clock_t before = clock();

	assert_false(ini_read(desk->path, &ini, &desk->remarks));

	/* Processor time: reading and checking them would take more than this. */
	assert_true(clock() - before < CLOCKS_PER_SEC / 20);
	assert_errors(desk, 1);
	assert_error(desk, 0, "too large (104857600 bytes)");
}

static void a_file_may_be_as_large_as_promised_and_not_a_byte_larger(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	char *text = malloc(INI_FILE_BYTES + 1);
	assert_non_null(text);
	memset(text, '\n', INI_FILE_BYTES + 1);
	memcpy(text, "[a]\nb = c\n", 10);

	assert_true(read_bytes(desk, text, INI_FILE_BYTES, &ini));
	assert_int_equal(ini.count, 2);
	ini_free(&ini);
	assert_false(read_bytes(desk, text, INI_FILE_BYTES + 1, &ini));
	assert_error(desk, 0, "too large");
	free(text);
}

static void one_line_of_a_megabyte_is_refused_and_the_next_one_read(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	char *text = malloc(INI_FILE_BYTES);
	assert_non_null(text);
	memset(text, 'x', INI_FILE_BYTES);
	memcpy(text, "[a]\nb = ", 8);
	memcpy(text + INI_FILE_BYTES - 7, "\nc = d\n", 7);

	assert_true(read_bytes(desk, text, INI_FILE_BYTES, &ini));

	assert_errors(desk, 1);
	assert_error(desk, 2, "this line has 1048565 bytes; at most 1000");
	assert_int_equal(ini.count, 2);
	assert_line(&ini.list[1], "a", "c", "d", 3);
	ini_free(&ini);
	free(text);
}

static void a_line_of_a_thousand_bytes_is_kept_whole(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	char text[1200] = "[a]\nb = ";
	memset(text + 8, 'x', 996);
	assert_true(read_text(desk, text, &ini));
	assert_errors(desk, 0);
	assert_int_equal(strlen(ini.list[1].value), 996);
	ini_free(&ini);

	strcat(text, "x");
	assert_true(read_text(desk, text, &ini));
	assert_error(desk, 2, "1001 bytes");
	assert_int_equal(ini.count, 1);
	ini_free(&ini);
}

static void nul_bytes_are_told_with_their_place(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	assert_true(read_bytes(desk, "[a]\nb = x\0y\nc = d\n", 18, &ini));
	assert_errors(desk, 1);
	assert_error(desk, 2, "byte 6 is NUL");
	assert_int_equal(ini.count, 2);
	assert_line(&ini.list[1], "a", "c", "d", 3);
	ini_free(&ini);
}

static void control_characters_are_told(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	/* Escape, delete, a carriage return inside, and a C1 character in UTF-8. */
	assert_true(read_text(desk, "[a]\nb = \033[2J\nc = \177\nd = x\ry\ne = \xc2\x9b\n", &ini));
	for (int line = 2; line <= 5; line++)
		assert_error(desk, line, "control character");
	assert_int_equal(ini.count, 1);
	ini_free(&ini);
}

static void bad_utf8_is_told_and_good_utf8_kept(void **state)
{
	struct desk *desk = *state;
	/* A lone tail, overlong, cut, surrogate, beyond the last, never used. */
	static const char *const bad[] = {
	    "\x80",
	    "\xc0\xaf",
	    "\xc3",
	    "\xe2\x82",
	    "\xe0\x80\xaf",
	    "\xed\xa0\x80",
	    "\xf0\x80\x80\xaf",
	    "\xf4\x90\x80\x80",
	    "\xf8\x88\x80\x80\x80",
	    "\xff",
	};
	struct ini ini;
	char text[64];
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), "[a]\nb = x%s", bad[i]);
		assert_true(read_text(desk, text, &ini));
		assert_errors(desk, 1);
		assert_error(desk, 2, "byte 6 is no UTF-8");
		ini_free(&ini);
	}
	assert_true(read_text(desk, "[a]\nb = \xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80", &ini));
	assert_errors(desk, 0);
	assert_string_equal(ini.list[1].value, "\xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80");
	ini_free(&ini);
}

static void a_byte_order_mark_and_crlf_do_no_harm(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	assert_true(read_text(desk, "\xef\xbb\xbf[a]\r\nb = c\r\n\r\nd = e\r\n", &ini));
	assert_errors(desk, 0);
	assert_int_equal(ini.count, 3);
	assert_line(&ini.list[1], "a", "b", "c", 2);
	assert_line(&ini.list[2], "a", "d", "e", 4);
	ini_free(&ini);
}

static void utf16_is_told_by_name(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	assert_false(read_bytes(desk, "\xff\xfe[\0a\0]\0", 8, &ini));
	assert_errors(desk, 1);
	assert_error(desk, 0, "UTF-16");
}

static void semicolons_and_hashes_in_a_value_are_text(void **state)
{
	struct ini ini;
	assert_true(
	    read_text(*state, "[a]\nb = Breathe out; lift # slowly ; so\n;c = d\n#e = f\n", &ini));
	assert_errors(*state, 0);
	assert_int_equal(ini.count, 2);
	assert_string_equal(ini.list[1].value, "Breathe out; lift # slowly ; so");
	ini_free(&ini);
}

static void an_indented_line_continues_nothing(void **state)
{
	struct ini ini;
	assert_true(read_text(*state, "[a]\nb = one\n  two\n  c = three\n", &ini));
	assert_errors(*state, 1);
	assert_error(*state, 3, "no \"=\"");
	assert_int_equal(ini.count, 3);
	assert_line(&ini.list[1], "a", "b", "one", 2);
	assert_line(&ini.list[2], "a", "c", "three", 4);
	ini_free(&ini);
}

static void a_last_line_needs_no_line_end(void **state)
{
	struct ini ini;
	assert_true(read_text(*state, "[a]\nb = c\nrubbish", &ini));
	assert_errors(*state, 1);
	assert_error(*state, 3, "no \"=\"");
	assert_int_equal(ini.count, 2);
	ini_free(&ini);
}

static void a_repeated_key_is_told_with_both_lines(void **state)
{
	struct ini ini;
	assert_true(read_text(*state, "[a]\nb = 1\nc = 2\nb = 3\n[d]\nb = 4\n", &ini));
	assert_errors(*state, 1);
	assert_error(*state, 4, "b is here a second time; the first is in line 2");
	ini_free(&ini);
}

static void a_repeated_section_is_told_with_both_lines(void **state)
{
	struct ini ini;
	assert_true(read_text(*state, "[a]\nb = 1\n[c]\n[ a ]\nb = 2\n", &ini));
	assert_errors(*state, 1);
	assert_error(*state, 4, "[a] is here a second time; the first is in line 1");
	ini_free(&ini);
}

static void a_key_before_the_first_section_is_told(void **state)
{
	struct ini ini;
	assert_true(read_text(*state, "title = x\n[a]\nb = c\n", &ini));
	assert_errors(*state, 1);
	assert_error(*state, 1, "\"title\" stands before the first [section]");
	assert_int_equal(ini.count, 2);
	ini_free(&ini);
}

static void section_names_are_never_cut(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	/* 47 bytes fit; inih alone would cut after 49 and say nothing. */
	assert_true(read_text(desk, "[12345678901234567890123456789012345678901234567]\n", &ini));
	assert_errors(desk, 0);
	assert_int_equal(strlen(ini.list[0].section), 47);
	ini_free(&ini);
	assert_true(
	    read_text(desk, "[123456789012345678901234567890123456789012345678]\nb = c\n", &ini));
	assert_errors(desk, 1);
	assert_error(desk, 1, "1 to 47 bytes, this one 48");
	assert_int_equal(ini.count, 0);
	ini_free(&ini);
}

static void crooked_section_heads_are_told(void **state)
{
	struct ini ini;
	assert_true(read_text(*state, "[a\n[]\n[  ]\n[b] c\n[d] # e\n= f\n", &ini));
	assert_error(*state, 1, "written [name]");
	assert_error(*state, 2, "1 to 47 bytes");
	assert_error(*state, 3, "1 to 47 bytes");
	assert_error(*state, 4, "nothing behind it");
	assert_error(*state, 5, "nothing behind it");
	assert_error(*state, 6, "no key before");
	assert_errors(*state, 6);
	assert_int_equal(ini.count, 0);
	ini_free(&ini);
}

static void a_file_of_very_many_lines_is_broken_off(void **state)
{
	struct desk *desk = *state;
	struct ini ini;
	char *text = malloc(100000);
	assert_non_null(text);
	size_t used = (size_t)sprintf(text, "[a]\n");
	for (int i = 0; i < INI_LINES + 5; i++)
		used += (size_t)sprintf(text + used, "k%d = %d\n", i, i);
	assert_true(read_text(desk, text, &ini));
	assert_errors(desk, 1);
	assert_error(desk, INI_LINES + 1, "more than 4000 lines");
	assert_int_equal(ini.count, INI_LINES);
	ini_free(&ini);
	free(text);
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    AT_DESK(a_key_has_its_section_value_and_line),
	    AT_DESK(an_empty_file_holds_nothing_and_is_no_mistake),
	    AT_DESK(a_missing_file_is_told),
	    AT_DESK(a_folder_is_told),
	    AT_DESK(a_named_pipe_is_not_waited_for),
	    AT_DESK(an_unreadable_file_is_told),
	    AT_DESK(a_hundred_megabytes_are_refused_unread),
	    AT_DESK(a_file_may_be_as_large_as_promised_and_not_a_byte_larger),
	    AT_DESK(one_line_of_a_megabyte_is_refused_and_the_next_one_read),
	    AT_DESK(a_line_of_a_thousand_bytes_is_kept_whole),
	    AT_DESK(nul_bytes_are_told_with_their_place),
	    AT_DESK(control_characters_are_told),
	    AT_DESK(bad_utf8_is_told_and_good_utf8_kept),
	    AT_DESK(a_byte_order_mark_and_crlf_do_no_harm),
	    AT_DESK(utf16_is_told_by_name),
	    AT_DESK(semicolons_and_hashes_in_a_value_are_text),
	    AT_DESK(an_indented_line_continues_nothing),
	    AT_DESK(a_last_line_needs_no_line_end),
	    AT_DESK(a_repeated_key_is_told_with_both_lines),
	    AT_DESK(a_repeated_section_is_told_with_both_lines),
	    AT_DESK(a_key_before_the_first_section_is_told),
	    AT_DESK(section_names_are_never_cut),
	    AT_DESK(crooked_section_heads_are_told),
	    AT_DESK(a_file_of_very_many_lines_is_broken_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
