/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_day_time.c - times and days as people write them. */
#include "text_support.h"

#include "day_time.h"

static void a_time_has_hours_and_two_digits_of_minutes(void **state)
{
	static const struct {
		const char *text;
		int minute; /* -1: none */
	} cases[] = {{"07:30", 450}, {"7:30", 450},  {"00:00", 0},   {"23:59", 1439},
		     {"24:00", -1},  {"7:60", -1},   {"7:3", -1},    {"730", -1},
		     {"", -1},	     {"07:30x", -1}, {":30", -1},    {"-1:30", -1},
		     {"007:30", -1}, {"07:300", -1}, {" 07:30", -1}, {"7.30", -1}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int minute = -1;
		bool good = day_time_read(cases[i].text, &minute);
		assert_int_equal(good, cases[i].minute >= 0);
		if (good)
			assert_int_equal(minute, cases[i].minute);
	}
}

static void a_time_is_written_with_two_digits_each(void **state)
{
	char text[TIME_TEXT_BYTES];
	(void)state;
	day_time_text(7 * 60 + 5, text);
	assert_string_equal(text, "07:05");
	day_time_text(23 * 60 + 59, text);
	assert_string_equal(text, "23:59");
}

static void hours_may_go_past_midnight(void **state)
{
	struct day_hours hours;
	(void)state;
	assert_true(day_hours_read("21:00-07:00", &hours));
	assert_true(day_hours_hold(&hours, 21 * 60));
	assert_true(day_hours_hold(&hours, 0));
	assert_true(day_hours_hold(&hours, 6 * 60 + 59));
	assert_false(day_hours_hold(&hours, 7 * 60));
	assert_false(day_hours_hold(&hours, 20 * 60 + 59));
	assert_true(day_hours_read("13:00-15:00", &hours));
	assert_true(day_hours_hold(&hours, 13 * 60));
	assert_false(day_hours_hold(&hours, 15 * 60));
	assert_false(day_hours_hold(&hours, 0));
}

static void hours_may_be_never_and_nothing_else_is_taken(void **state)
{
	static const char *const wrong[] = {"21:00",	   "21:00-", "-07:00",
					    "21:00-25:00", "night",  "21:00 - 07:00"};
	struct day_hours hours = {1, 2};
	(void)state;
	assert_true(day_hours_read("", &hours));
	for (int minute = 0; minute < DAY_MINUTES; minute++)
		assert_false(day_hours_hold(&hours, minute));
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(day_hours_read(wrong[i], &hours));
}

static void days_are_named_in_many_ways(void **state)
{
	/* bit 0 is Monday */
	static const struct {
		const char *text;
		unsigned days; /* 0: none */
	} cases[] = {{"mon", 0x01},	    {"Mon,WED,friday", 0x15},
		     {"mon-fri", 0x1f},	    {"weekdays", 0x1f},
		     {"weekend", 0x60},	    {"daily", 0x7f},
		     {"sat-tue", 0x63},	    {"sun-sun", 0x40},
		     {"mon-wed,sat", 0x27}, {"mo", 0},
		     {"monk", 0},	    {"mon,", 0},
		     {",mon", 0},	    {"", 0},
		     {"mon-", 0},	    {"mon-fri-sun", 0},
		     {"someday", 0}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		unsigned days = 0;
		bool good = weekdays_read(cases[i].text, &days);
		if (good != (cases[i].days != 0) || (good && days != cases[i].days))
			fail_msg("%s: %#x", cases[i].text, days);
	}
}

static void days_are_written_as_they_are_read(void **state)
{
	char text[DAYS_TEXT_BYTES];
	(void)state;
	for (unsigned days = 1; days <= EVERY_DAY; days++) {
		unsigned back = 0;
		weekdays_text(days, text);
		assert_true(weekdays_read(text, &back));
		assert_int_equal(back, days);
	}
	weekdays_text(0x15, text);
	assert_string_equal(text, "mon,wed,fri");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_time_has_hours_and_two_digits_of_minutes),
	    cmocka_unit_test(a_time_is_written_with_two_digits_each),
	    cmocka_unit_test(hours_may_go_past_midnight),
	    cmocka_unit_test(hours_may_be_never_and_nothing_else_is_taken),
	    cmocka_unit_test(days_are_named_in_many_ways),
	    cmocka_unit_test(days_are_written_as_they_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
