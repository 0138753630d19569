/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_clock.c - days, dates, and clocks that cannot be trusted. */
#include "text_support.h"

#include "clock.h"

#include <time.h>

/* 2027-01-15 is day 20833. */
enum { DAY_S = 86400, YEAR_S = 365 * DAY_S };
static const int64_t noon = (int64_t)20833 * DAY_S + 12 * 3600;

static void live_in(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

static struct clock_reading reading(int64_t utc_s, int64_t run_s)
{
	return (struct clock_reading){.utc_s = utc_s, .run_ms = run_s * 1000};
}

static void the_day_changes_at_local_midnight(void **state)
{
	(void)state;
	int offset;
	live_in("Europe/Berlin");
	/* 2027-01-15 22:59:59 UTC is 23:59:59 in Berlin */
	int64_t last = (int64_t)20833 * DAY_S + 23 * 3600 - 1;
	assert_int_equal(clock_day(last, &offset), 20833);
	assert_int_equal(offset, 3600);
	assert_int_equal(clock_day(last + 1, NULL), 20834);
}

static void the_night_of_spring_is_an_hour_short(void **state)
{
	(void)state;
	int offset;
	live_in("Europe/Berlin");
	/* 2027-03-28 is day 20905; at 01:00 UTC two o'clock becomes three. */
	int64_t change = (int64_t)20905 * DAY_S + 3600;
	assert_int_equal(clock_day(change - 1, &offset), 20905);
	assert_int_equal(offset, 3600);
	assert_int_equal(clock_day(change, &offset), 20905);
	assert_int_equal(offset, 7200);
	/* that day lasts 23 hours: from 23:00 to 22:00 UTC */
	int64_t begin = (int64_t)20904 * DAY_S + 23 * 3600;
	assert_int_equal(clock_day(begin - 1, NULL), 20904);
	assert_int_equal(clock_day(begin, NULL), 20905);
	assert_int_equal(clock_day(begin + 23 * 3600 - 1, NULL), 20905);
	assert_int_equal(clock_day(begin + 23 * 3600, NULL), 20906);
}

static void the_night_of_autumn_is_an_hour_long(void **state)
{
	(void)state;
	int offset;
	live_in("Europe/Berlin");
	/* 2027-10-31 is day 21122; it lasts from 22:00 UTC for 25 hours. */
	int64_t begin = (int64_t)21121 * DAY_S + 22 * 3600;
	assert_int_equal(clock_day(begin - 1, NULL), 21121);
	assert_int_equal(clock_day(begin, &offset), 21122);
	assert_int_equal(offset, 7200);
	assert_int_equal(clock_day(begin + 25 * 3600 - 1, &offset), 21122);
	assert_int_equal(offset, 3600);
	assert_int_equal(clock_day(begin + 25 * 3600, NULL), 21123);
}

static void days_are_whole_on_both_sides_of_the_world(void **state)
{
	(void)state;
	live_in("Pacific/Kiritimati"); /* UTC+14 */
	assert_int_equal(clock_day(noon, NULL), 20834);
	live_in("Pacific/Pago_Pago"); /* UTC-11 */
	assert_int_equal(clock_day(noon - 2 * 3600, NULL), 20832);
	assert_int_equal(clock_day(0, NULL), -1);
	live_in("UTC");
	assert_int_equal(clock_day(0, NULL), 0);
}

static void a_clock_after_all_that_is_written_is_trusted(void **state)
{
	(void)state;
	struct clock clock;
	struct clock_reading now = reading(noon, 100);
	live_in("Europe/Berlin");
	clock_init(&clock, &now, noon - DAY_S, noon - YEAR_S);
	struct stamp stamp = clock_stamp(&clock, &now);
	assert_false(stamp.doubtful);
	assert_int_equal(stamp.utc_s, noon);
	assert_int_equal(stamp.day, 20833);
	assert_int_equal(stamp.offset_s, 3600);
	assert_null(clock_doubt_text(clock.doubt));
}

static void a_clock_of_1970_is_not_trusted(void **state)
{
	(void)state;
	struct clock clock;
	struct clock_reading now = reading(30, 30);
	clock_init(&clock, &now, 0, noon);
	assert_true(clock_stamp(&clock, &now).doubtful);
	assert_int_equal(clock.doubt, CLOCK_UNBORN);
	assert_non_null(strstr(clock_doubt_text(clock.doubt), "before"));
}

static void a_server_does_not_make_a_clock_right_that_stands_before_the_program(void **state)
{
	(void)state;
	struct clock clock;
	struct clock_reading now = {.utc_s = 30, .synchronised = true};
	clock_init(&clock, &now, 0, noon);
	assert_true(clock_stamp(&clock, &now).doubtful);
}

static void a_clock_behind_the_journal_is_not_trusted(void **state)
{
	(void)state;
	struct clock clock;
	struct clock_reading now = reading(noon, 5);
	clock_init(&clock, &now, noon + 3600, noon - YEAR_S);
	assert_true(clock_stamp(&clock, &now).doubtful);
	assert_int_equal(clock.doubt, CLOCK_BEHIND);
	/* a minute is what a time server takes back every day */
	clock_init(&clock, &now, noon + 60, noon - YEAR_S);
	assert_false(clock_stamp(&clock, &now).doubtful);
	clock_init(&clock, &now, noon + 61, noon - YEAR_S);
	assert_true(clock_stamp(&clock, &now).doubtful);
}

static void a_clock_that_a_server_set_is_believed_more_than_the_journal(void **state)
{
	(void)state;
	struct clock clock;
	struct clock_reading now = {.utc_s = noon, .synchronised = true};
	clock_init(&clock, &now, noon + YEAR_S, noon - YEAR_S);
	assert_false(clock_stamp(&clock, &now).doubtful);
}

static void a_clock_set_back_a_year_in_mid_session_is_noticed(void **state)
{
	(void)state;
	struct clock clock;
	struct clock_reading now = reading(noon, 100);
	clock_init(&clock, &now, 0, 0);
	now = reading(noon + 600, 700);
	assert_false(clock_stamp(&clock, &now).doubtful);
	now = reading(noon + 601 - YEAR_S, 701);
	assert_true(clock_stamp(&clock, &now).doubtful);
	assert_int_equal(clock.doubt, CLOCK_JUMPED);
	/* and stays so, even when it is put right */
	now = reading(noon + 602, 702);
	assert_true(clock_stamp(&clock, &now).doubtful);
}

static void a_clock_that_wakes_up_in_mid_session_is_noticed(void **state)
{
	(void)state;
	struct clock clock;
	struct clock_reading now = reading(noon, 100);
	clock_init(&clock, &now, 0, 0);
	now = reading(noon + 61, 100);
	assert_true(clock_stamp(&clock, &now).doubtful);
}

static void an_hour_of_daylight_saving_is_no_jump(void **state)
{
	(void)state;
	struct clock clock;
	live_in("Europe/Berlin");
	int64_t change = (int64_t)20905 * DAY_S + 3600;
	struct clock_reading now = reading(change - 60, 100);
	clock_init(&clock, &now, 0, 0);
	now = reading(change + 60, 220);
	assert_false(clock_stamp(&clock, &now).doubtful);
}

static void the_real_clock_runs_and_is_past_the_day_of_the_build(void **state)
{
	(void)state;
	struct clock clock;
	struct clock_reading now = clock_read();
	clock_init(&clock, &now, 0, clock_built());
	assert_int_equal(clock.doubt, CLOCK_GOOD);
	assert_true(now.run_ms > 0);
	assert_true(clock_built() > 1700000000);
}

static void a_date_is_read_and_written(void **state)
{
	(void)state;
	char text[DATE_BYTES];
	long day;
	clock_date(20833, text);
	assert_string_equal(text, "2027-01-15");
	assert_true(clock_read_date("2027-01-15", &day));
	assert_int_equal(day, 20833);
	assert_true(clock_read_date("2028-02-29", &day));
	assert_int_equal(day, 21243);
	assert_true(clock_read_date("1970-01-01", &day));
	assert_int_equal(day, 0);
}

static void what_is_no_date_is_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = {"",		  "2027-02-29", "2027-13-01",  "2027-1-1",
					    "1969-12-31", "15.01.2027", "2027-01-15 ", "0000-00-00",
					    "2027-04-31", "yesterday"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		long day;
		assert_false(clock_read_date(wrong[i], &day));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_day_changes_at_local_midnight),
	    cmocka_unit_test(the_night_of_spring_is_an_hour_short),
	    cmocka_unit_test(the_night_of_autumn_is_an_hour_long),
	    cmocka_unit_test(days_are_whole_on_both_sides_of_the_world),
	    cmocka_unit_test(a_clock_after_all_that_is_written_is_trusted),
	    cmocka_unit_test(a_clock_of_1970_is_not_trusted),
	    cmocka_unit_test(a_server_does_not_make_a_clock_right_that_stands_before_the_program),
	    cmocka_unit_test(a_clock_behind_the_journal_is_not_trusted),
	    cmocka_unit_test(a_clock_that_a_server_set_is_believed_more_than_the_journal),
	    cmocka_unit_test(a_clock_set_back_a_year_in_mid_session_is_noticed),
	    cmocka_unit_test(a_clock_that_wakes_up_in_mid_session_is_noticed),
	    cmocka_unit_test(an_hour_of_daylight_saving_is_no_jump),
	    cmocka_unit_test(the_real_clock_runs_and_is_past_the_day_of_the_build),
	    cmocka_unit_test(a_date_is_read_and_written),
	    cmocka_unit_test(what_is_no_date_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
