/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ini_value.c - the values of an INI file, right and wrong. */
#include "text_support.h"

static bool number(struct desk *desk, const char *value, int low, int high, int *found)
{
	struct ini_line line = {"a", "reps", value, 7};
	desk_forget(desk);
	return ini_number(&line, low, high, found, &desk->remarks);
}

static void numbers_are_taken_up_to_both_ends(void **state)
{
	int found = -1;
	assert_true(number(*state, "1", 1, 50, &found));
	assert_int_equal(found, 1);
	assert_true(number(*state, "50", 1, 50, &found));
	assert_int_equal(found, 50);
	assert_true(number(*state, "-40", -40, -10, &found));
	assert_int_equal(found, -40);
	assert_errors(*state, 0);
}

static void wrong_numbers_are_told_and_change_nothing(void **state)
{
	static const char *const wrong[] = {
	    "0",    "51",  "-5",  "",	 "3O",	"5 6", "0x5",  "1e3",	   "+5",
	    "five", "5.0", "5,0", "- 5", "--5", "5 x", "5\t6", "\xd9\xa5", "99999999999999999999"};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		int found = 33;
		if (number(*state, wrong[i], 1, 50, &found))
			fail_msg("\"%s\" was taken", wrong[i]);
		assert_int_equal(found, 33);
		assert_error(*state, 7, "reps must be a whole number from 1 to 50, not \"");
		assert_error(*state, 7, wrong[i]);
	}
}

static void a_comment_behind_a_number_gets_a_hint(void **state)
{
	int found;
	assert_false(number(*state, "5 ; for now", 1, 50, &found));
	assert_error(*state, 7, "a comment stands on a line of its own");
}

static bool range(struct desk *desk, const char *value, int *from, int *to)
{
	struct ini_line line = {"a", "reps", value, 7};
	desk_forget(desk);
	return ini_range(&line, 1, 50, from, to, &desk->remarks);
}

static void a_ladder_has_two_numbers_or_one(void **state)
{
	int from, to;
	assert_true(range(*state, "5 to 12", &from, &to));
	assert_int_equal(from, 5);
	assert_int_equal(to, 12);
	assert_true(range(*state, "8", &from, &to));
	assert_int_equal(from, 8);
	assert_int_equal(to, 8);
	assert_true(range(*state, "1  to \t50", &from, &to));
	assert_int_equal(to, 50);
	assert_true(range(*state, "7 to 7", &from, &to));
}

static void wrong_ladders_are_told(void **state)
{
	static const char *const wrong[] = {"5 to",    "to 5",	  "5 to 51",  "0 to 5",	     "5to6",
					    "5 to6",   "5-12",	  "5 to 6 7", "5 to 6 to 7", "",
					    "5 bis 6", "5 To 12", "5 to -6"};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		int from = 33, to = 34;
		if (range(*state, wrong[i], &from, &to))
			fail_msg("\"%s\" was taken", wrong[i]);
		assert_int_equal(from, 33);
		assert_int_equal(to, 34);
		assert_error(*state, 7, "from 1 to 50, or a ladder");
	}
}

static void a_falling_ladder_is_told_as_such(void **state)
{
	int from, to;
	assert_false(range(*state, "12 to 5", &from, &to));
	assert_error(*state, 7, "falls from 12 to 5; a ladder rises: \"5 to 12\"");
}

static void only_yes_and_no_are_answers(void **state)
{
	struct desk *desk = *state;
	struct ini_line line = {"a", "gentle", "yes", 7};
	bool yes = false;
	assert_true(ini_bool(&line, &yes, &desk->remarks));
	assert_true(yes);
	line.value = "no";
	assert_true(ini_bool(&line, &yes, &desk->remarks));
	assert_false(yes);
	line.value = "Yes";
	assert_false(ini_bool(&line, &yes, &desk->remarks));
	assert_error(desk, 7, "did you mean \"yes\"?");
	line.value = "true";
	assert_false(ini_bool(&line, &yes, &desk->remarks));
	assert_error(desk, 7, "one of no, yes");
	assert_false(yes);
}

static void a_text_fits_whole_or_is_refused(void **state)
{
	struct desk *desk = *state;
	struct ini_line line = {"a", "title", "12345", 7};
	char text[6] = "old";
	assert_true(ini_text(&line, text, 6, &desk->remarks));
	assert_string_equal(text, "12345");
	line.value = "123456";
	assert_false(ini_text(&line, text, 6, &desk->remarks));
	assert_string_equal(text, "12345");
	assert_error(desk, 7, "title has 6 bytes; at most 5 fit");
}

static void a_list_of_names_sets_their_bits(void **state)
{
	static const char *const names[] = {"core", "glute", "low-back"};
	struct desk *desk = *state;
	struct ini_line line = {"a", "tags", "low-back ,core", 7};
	unsigned bits = 0;
	assert_true(ini_bits(&line, names, 3, &bits, &desk->remarks));
	assert_int_equal(bits, 1 | 4);
	line.value = "";
	assert_true(ini_bits(&line, names, 3, &bits, &desk->remarks));
	assert_int_equal(bits, 0);
}

static void each_wrong_name_of_a_list_is_told(void **state)
{
	static const char *const names[] = {"core", "glute", "low-back"};
	struct desk *desk = *state;
	struct ini_line line = {"a", "tags", "gluet, core, lowback", 7};
	unsigned bits = 2;
	assert_false(ini_bits(&line, names, 3, &bits, &desk->remarks));
	assert_errors(desk, 2);
	assert_error(desk, 7, "did you mean \"glute\"?");
	assert_error(desk, 7, "did you mean \"low-back\"?");
	assert_int_equal(bits, 2);
	line.value = "core,";
	assert_false(ini_bits(&line, names, 3, &bits, &desk->remarks));
}

static void real_days_are_counted_from_1970(void **state)
{
	struct desk *desk = *state;
	/* Known: 2000-03-01 is day 11017, 2027-01-15 day 20833, 2024-02-29 day 19782. */
	static const struct {
		const char *text;
		long day;
	} known[] = {{"1970-01-01", 0},
		     {"1970-12-31", 364},
		     {"2000-03-01", 11017},
		     {"2024-02-29", 19782},
		     {"2027-01-15", 20833}};
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct ini_line line = {"a", "review_date", known[i].text, 7};
		long day = -1;
		assert_true(ini_date(&line, &day, &desk->remarks));
		assert_int_equal(day, known[i].day);
	}
}

static void days_that_never_were_are_told(void **state)
{
	struct desk *desk = *state;
	static const char *const wrong[] = {"2023-02-29", "1900-02-29", "2100-02-29",  "2024-13-01",
					    "2024-00-10", "2024-01-00", "2024-04-31",  "2024-1-1",
					    "24-01-01",	  "2024/01/01", "2024-01-011", "",
					    "1969-12-31", "2024-01-1x", "20240-1-01",  "tomorrow"};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct ini_line line = {"a", "review_date", wrong[i], 7};
		long day = -1;
		desk_forget(desk);
		if (ini_date(&line, &day, &desk->remarks))
			fail_msg("\"%s\" was taken", wrong[i]);
		assert_error(desk, 7, "review_date must be a day such as 2027-01-15");
	}
}

static void the_nearest_name_is_near(void **state)
{
	(void)state;
	static const char *const names[] = {"reps", "tempo", "prescribed_by", "sets", "rest"};
	assert_string_equal(ini_nearest("rep", names, 5), "reps");
	assert_string_equal(ini_nearest("tmepo", names, 5), "tempo");
	assert_string_equal(ini_nearest("REPS", names, 5), "reps");
	assert_string_equal(ini_nearest("perscribed-by", names, 5), "prescribed_by");
	assert_string_equal(ini_nearest("set", names, 5), "sets");
	assert_null(ini_nearest("breathing", names, 5));
	assert_null(ini_nearest("", names, 5));
	assert_null(ini_nearest("x", names, 5));
	assert_null(ini_nearest("xy", names, 5));
	assert_null(ini_nearest("reps", names, 0));
	char long_word[200];
	memset(long_word, 'r', 199);
	long_word[199] = '\0';
	assert_null(ini_nearest(long_word, names, 5));
}

static void remarks_beyond_the_room_are_counted(void **state)
{
	struct desk *desk = *state;
	for (int i = 1; i <= REMARKS_MAX + 50; i++)
		remark_error(&desk->remarks, i, "wrong %d", i);
	remark_warning(&desk->remarks, 1, "hm");
	assert_int_equal(desk->remarks.count, REMARKS_MAX + 51);
	assert_int_equal(desk->remarks.errors, REMARKS_MAX + 50);
	assert_string_equal(desk->remarks.list[REMARKS_MAX - 1].text, "wrong 200");
}

static void a_remark_is_never_cut_inside_a_character(void **state)
{
	struct desk *desk = *state;
	char text[400];
	for (int shift = 0; shift < 3; shift++) {
		memset(text, 'x', sizeof(text));
		for (size_t i = (size_t)shift; i + 3 <= 396; i += 3)
			memcpy(text + i, "\xe2\x82\xac", 3);
		text[396] = '\0';
		desk_forget(desk);
		remark_error(&desk->remarks, 1, "%s", text);
		size_t bytes = strlen(desk->remarks.list[0].text);
		assert_true(bytes >= 316 && bytes <= 319);
		assert_int_equal((bytes - (size_t)shift) % 3, 0);
		bytes = strlen(ini_show(text).text);
		assert_int_equal((bytes - 3 - (size_t)shift) % 3, 0);
	}
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    AT_DESK(numbers_are_taken_up_to_both_ends),
	    AT_DESK(wrong_numbers_are_told_and_change_nothing),
	    AT_DESK(a_comment_behind_a_number_gets_a_hint),
	    AT_DESK(a_ladder_has_two_numbers_or_one),
	    AT_DESK(wrong_ladders_are_told),
	    AT_DESK(a_falling_ladder_is_told_as_such),
	    AT_DESK(only_yes_and_no_are_answers),
	    AT_DESK(a_text_fits_whole_or_is_refused),
	    AT_DESK(a_list_of_names_sets_their_bits),
	    AT_DESK(each_wrong_name_of_a_list_is_told),
	    AT_DESK(real_days_are_counted_from_1970),
	    AT_DESK(days_that_never_were_are_told),
	    cmocka_unit_test(the_nearest_name_is_near),
	    AT_DESK(remarks_beyond_the_room_are_counted),
	    AT_DESK(a_remark_is_never_cut_inside_a_character),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
