/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_opening.c - what a session begins with, after real sessions and a real journal. */
#include "past_support.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int at_level(const struct person *person, int level)
{
	int count = 0;
	for (int i = 0; i < person->setup->routine.count; i++)
		count += person->opening.plan.exercise[i].level == level;
	return count;
}

/* As it was done and written down, when the morning was known, too. */
static int done_at_level(struct person *person, int level)
{
	struct journal_entry newest = person_newest(person);
	int count = 0;
	for (int i = 0; i < newest.past.count; i++)
		count += newest.past.exercise[i].level == level;
	return count;
}

static int left_out(const struct person *person, enum row row)
{
	int count = 0;
	for (int i = 0; i < person->setup->routine.count; i++)
		count += person->opening.plan.exercise[i].left_out == row;
	return count;
}

/* X13: the third good session, seven days after the first time; two exercises at once. */
static void levels_rise_after_a_week_of_good_sessions(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	for (int day = 0; day < 7; day++) {
		struct clock_reading noon = person_noon(day);
		person_live(person, &noon, NULL);
		assert_int_equal(person->result, RESULT_COMPLETED);
		assert_int_equal(done_at_level(person, 0), 5);
		assert_int_equal(person->opening.start.ask_morning, day > 0);
	}
	struct clock_reading noon = person_noon(7);
	person_live(person, &noon, NULL);
	assert_int_equal(done_at_level(person, 1), 2);
	noon = person_noon(8);
	person_live(person, &noon, NULL);
	assert_int_equal(done_at_level(person, 1), 4);
}

/* X11: nobody knows how the morning was, so that nothing moves up. */
static void without_its_morning_no_session_is_good(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	for (int day = 0; day < 9; day++) {
		struct clock_reading noon = person_noon(day);
		person_live(person, &noon, day == 0 ? NULL : "- 2 2 2 2 2 2 2 2");
		assert_int_equal(person->result, RESULT_COMPLETED);
		assert_int_equal(done_at_level(person, 0), 5);
	}
}

/* X5: two points over the start, or six. */
static void a_raised_morning_takes_a_level_back(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	for (int day = 0; day < 9; day++) {
		struct clock_reading noon = person_noon(day);
		person_live(person, &noon, NULL);
	}
	assert_int_equal(done_at_level(person, 1), 4);
	struct clock_reading noon = person_noon(9);
	person_live(person, &noon, "4 2 2 2 2 2 2 2 2 2 2");
	assert_int_equal(done_at_level(person, 0), 5);
}

/* Told in full three times: 6.6's third good session is also the last that is told in full. */
static void words_fade_after_three_times(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	for (int day = 0; day < 4; day++) {
		struct clock_reading noon = person_noon(day);
		person_live(person, &noon, NULL);
		assert_int_equal(person->opening.plan.exercise[0].telling,
				 day < 3 ? TELL_FULL : TELL_SHORT);
	}
	person->setup->settings.explain_always = true;
	struct clock_reading noon = person_noon(4);
	person_open(person, &noon, OPENING_DUE);
	assert_int_equal(person->opening.plan.exercise[0].telling, TELL_FULL);
}

static void strength_rests_on_the_next_day_but_not_with_all(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	person_routine(person, "full-back");
	struct clock_reading noon = person_noon(0);
	person_live(person, &noon, NULL);
	int strength = 0;
	for (int i = 0; i < person->setup->routine.count; i++)
		strength += person->setup->routine.exercise[i].kind == KIND_STRENGTH;
	assert_true(strength > 0);
	noon = person_noon(1);
	person_open(person, &noon, OPENING_DUE);
	assert_int_equal(left_out(person, ROW_N2), strength);
	assert_false(person->opening.rest_day);
	person_open(person, &noon, OPENING_ALL);
	assert_int_equal(left_out(person, ROW_N2), 0);
	noon = person_noon(2);
	person_open(person, &noon, OPENING_DUE);
	assert_int_equal(left_out(person, ROW_N2), 0);
}

static void the_morning_is_asked_once_and_noted_for_the_day_after(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	struct clock_reading noon = person_noon(0);
	person_live(person, &noon, NULL);
	person_open(person, &noon, OPENING_DUE);
	assert_false(person->opening.start.ask_morning);
	noon = person_noon(3);
	person_live(person, &noon, "6 2 2 2 2 2 2 2 2 2 2");
	assert_int_equal(person->opening.morning_day, person_noon(1).utc_s / 86400);
	noon = person_noon(3);
	noon.utc_s += 3600;
	noon.run_ms += 3600000;
	person_open(person, &noon, OPENING_DUE);
	assert_false(person->opening.start.ask_morning);
	/* X5: a raised morning takes a step down, but below 0 there is none; the streak is gone */
	assert_int_equal(at_level(person, 0), 5);
}

static void a_week_without_anything_is_asked_about_unless_done_elsewhere(void **state)
{
	struct person *person = *state;
	struct fault why;
	person->power_lines = EVERY_LINE;
	struct clock_reading noon = person_noon(0);
	person_live(person, &noon, NULL);
	noon = person_noon(7);
	person_open(person, &noon, OPENING_DUE);
	assert_false(person->opening.start.ask_away);
	noon = person_noon(8);
	person_open(person, &noon, OPENING_DUE);
	assert_true(person->opening.start.ask_away);
	struct journal *journal = journal_open(person->setup->places.journal, JOURNAL_WRITE, &why);
	struct line swim = {.kind = LINE_ACTIVITY, .at = person->opening.now};
	uid_make(swim.uid);
	swim.activity.day = person->opening.now.day - 2;
	strcpy(swim.activity.name, "swim");
	swim.activity.minutes = 30;
	assert_true(journal_write(journal, &swim, &why));
	journal_close(journal);
	person_open(person, &noon, OPENING_DUE);
	assert_false(person->opening.start.ask_away);
}

/* AD1 and FL1: two pain stops running. */
static void two_pain_stops_need_a_yes_and_begin_a_flare(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	for (int day = 0; day < 2; day++) {
		struct clock_reading noon = person_noon(day);
		person_live(person, &noon, day == 0 ? "2 8" : "2 2 8");
		assert_int_equal(person->result, RESULT_PAIN);
	}
	struct clock_reading noon = person_noon(2);
	person_live(person, &noon, NULL);
	assert_true(person->opening.start.stopped_twice);
	assert_true(person->opening.start.flare);
	assert_true(person->opening.start.signs_due);
	assert_int_equal(person->opening.start.advice[0], ROW_FL3);
	assert_int_equal(person->opening.flare, MARK_FLARE);
	noon = person_noon(3);
	person_open(person, &noon, OPENING_DUE);
	assert_false(person->opening.start.stopped_twice); /* acknowledged */
	assert_true(person->opening.start.flare);
	assert_int_equal(person->opening.flare, MARKS); /* marked once */
}

static void after_four_weeks_everything_is_asked_as_at_first(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	struct clock_reading noon = person_noon(0);
	person_live(person, &noon, NULL);
	noon = person_noon(28);
	person_open(person, &noon, OPENING_DUE);
	assert_false(person->opening.start.first_run);
	noon = person_noon(29);
	person_open(person, &noon, OPENING_DUE);
	assert_true(person->opening.start.first_run);
	assert_true(person->opening.start.signs_due);
}

static void to_learn_leaves_nothing_out_and_asks_nothing_of_before(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	person_routine(person, "full-back");
	struct clock_reading noon = person_noon(0);
	person_live(person, &noon, NULL);
	noon = person_noon(1);
	person_open(person, &noon, OPENING_LEARN);
	assert_int_equal(left_out(person, ROW_NONE), person->setup->routine.count);
	assert_false(person->opening.start.ask_morning);
	assert_true(person->opening.plan.exercise[0].dose.reps <= 1);
}

/* --- what cannot be trusted, or read -------------------------------------- */

static void a_clock_from_1970_is_doubtful_and_moves_nothing_up(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	for (int day = 0; day < 7; day++) {
		struct clock_reading noon = person_noon(day);
		person_live(person, &noon, NULL);
	}
	struct clock_reading boot = {.utc_s = 100, .run_ms = 100000};
	person_live(person, &boot, NULL);
	assert_int_equal(at_level(person, 0), 5);
	struct journal_entry newest = person_newest(person);
	assert_true(newest.past.doubtful);
	/* X13 on the next sure day; the session of 1970 is the newest, and gives no credit */
	struct clock_reading noon = person_noon(8);
	person_open(person, &noon, OPENING_DUE);
	assert_false(person->opening.now.doubtful);
}

static void a_damaged_journal_means_level_0_and_it_is_said(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	for (int day = 0; day < 8; day++) {
		struct clock_reading noon = person_noon(day);
		person_live(person, &noon, NULL);
	}
	FILE *file = fopen(person->setup->places.journal, "r+");
	assert_non_null(file);
	fputs("this is not a journal any more, whatever it was before", file);
	fclose(file);
	struct clock_reading noon = person_noon(8);
	person_open(person, &noon, OPENING_DUE);
	assert_int_equal(person->opening.trouble.code, FAULT_CORRUPT);
	assert_true(person->opening.start.no_history);
	assert_int_equal(at_level(person, 0), 5);
	/* the session of that day is in a new journal, and the next one knows it */
	person_live(person, &noon, NULL);
	assert_int_equal(person->result, RESULT_COMPLETED);
	noon = person_noon(9);
	person_open(person, &noon, OPENING_DUE);
	assert_int_equal(person->opening.trouble.code, FAULT_NONE);
	assert_false(person->opening.start.no_history);
	assert_true(person->opening.start.ask_morning);
}

/* The memo knows that there was one; person_setup's does not, as on the first day. */
static void a_journal_that_is_gone_means_level_0_and_it_is_said(void **state)
{
	struct person *person = *state;
	const char *memo = person->setup->places.memo;
	struct clock_reading noon = person_noon(0);
	person_open(person, &noon, OPENING_DUE);
	assert_false(person->opening.start.no_history);
	FILE *file = fopen(memo, "a");
	assert_non_null(file);
	fputs("recorded = yes\n", file);
	fclose(file);
	person_open(person, &noon, OPENING_LEARN);
	assert_false(person->opening.start.no_history);
	person_open(person, &noon, OPENING_DUE);
	assert_int_equal(person->opening.trouble.code, FAULT_INPUT);
	assert_non_null(strstr(person->opening.trouble.text, "is gone"));
	assert_true(person->opening.start.no_history);
	assert_int_equal(at_level(person, 0), 5);
	/* once: then there is a new one */
	person->power_lines = EVERY_LINE;
	person_live(person, &noon, NULL);
	noon = person_noon(1);
	person_open(person, &noon, OPENING_DUE);
	assert_int_equal(person->opening.trouble.code, FAULT_NONE);
	assert_false(person->opening.start.no_history);
}

/* What a file system may leave of it where the power failed. */
static void a_journal_without_a_byte_is_gone_as_well(void **state)
{
	struct person *person = *state;
	struct clock_reading noon = person_noon(0);
	person->power_lines = EVERY_LINE;
	person_live(person, &noon, NULL);
	FILE *memo = fopen(person->setup->places.memo, "a");
	assert_non_null(memo);
	fputs("recorded = yes\n", memo);
	fclose(memo);
	noon = person_noon(1);
	person_open(person, &noon, OPENING_DUE);
	assert_false(person->opening.start.no_history);
	assert_int_equal(truncate(person->setup->places.journal, 0), 0);
	person_open(person, &noon, OPENING_DUE);
	assert_non_null(strstr(person->opening.trouble.text, "is gone"));
	assert_true(person->opening.start.no_history);
}

static void note_morning(const struct person *person, int day, int pain)
{
	struct fault why;
	struct clock_reading noon = person_noon(day);
	struct line line = {.kind = LINE_MORNING};
	line.at = (struct stamp){.utc_s = noon.utc_s, .day = noon.utc_s / 86400};
	line.morning.day = line.at.day;
	line.morning.pain = pain;
	struct journal *journal = journal_open(person->setup->places.journal, JOURNAL_WRITE, &why);
	assert_non_null(journal);
	assert_true(journal_write(journal, &line, &why));
	journal_close(journal);
}

/* Three days later it is none of the morning after, unless it is raised. */
static void a_morning_that_was_noted_late_is_asked_for_all_the_same(void **state)
{
	struct person *person = *state;
	struct clock_reading noon = person_noon(0), later = person_noon(3);
	person->power_lines = EVERY_LINE;
	person_live(person, &noon, NULL);
	note_morning(person, 3, 2);
	person_open(person, &later, OPENING_DUE);
	assert_true(person->opening.start.ask_morning);
	assert_int_equal(person->opening.morning_day, noon.utc_s / 86400 + 1);
	note_morning(person, 3, 6);
	person_open(person, &later, OPENING_DUE);
	assert_false(person->opening.start.ask_morning);
	note_morning(person, 1, 2);
	person_open(person, &later, OPENING_DUE);
	assert_false(person->opening.start.ask_morning);
}

static void the_routine_done_last_is_the_one_of_last(void **state)
{
	struct person *person = *state;
	person->power_lines = EVERY_LINE;
	assert_true(setup_routine(person->setup, NULL));
	assert_string_equal(person->setup->routine.id, "gentle-start");
	person_routine(person, "full-back");
	struct clock_reading noon = person_noon(0);
	person_live(person, &noon, NULL);
	strcpy(person->setup->settings.routine, "last");
	assert_true(setup_routine(person->setup, NULL));
	assert_string_equal(person->setup->routine.id, "full-back");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    AT_HOME(levels_rise_after_a_week_of_good_sessions),
	    AT_HOME(without_its_morning_no_session_is_good),
	    AT_HOME(a_raised_morning_takes_a_level_back),
	    AT_HOME(words_fade_after_three_times),
	    AT_HOME(strength_rests_on_the_next_day_but_not_with_all),
	    AT_HOME(the_morning_is_asked_once_and_noted_for_the_day_after),
	    AT_HOME(a_week_without_anything_is_asked_about_unless_done_elsewhere),
	    AT_HOME(two_pain_stops_need_a_yes_and_begin_a_flare),
	    AT_HOME(after_four_weeks_everything_is_asked_as_at_first),
	    AT_HOME(to_learn_leaves_nothing_out_and_asks_nothing_of_before),
	    AT_HOME(a_clock_from_1970_is_doubtful_and_moves_nothing_up),
	    AT_HOME(a_damaged_journal_means_level_0_and_it_is_said),
	    AT_HOME(a_journal_that_is_gone_means_level_0_and_it_is_said),
	    AT_HOME(a_morning_that_was_noted_late_is_asked_for_all_the_same),
	    AT_HOME(a_journal_without_a_byte_is_gone_as_well),
	    AT_HOME(the_routine_done_last_is_the_one_of_last),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
