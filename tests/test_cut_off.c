/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_cut_off.c - the power goes after each line of a session in turn, and it goes on there. */
#include "past_support.h"

#include "policy.h"

#include <stdio.h>
#include <string.h>

/* What the lines up to the cut say, worked out without the module. */
struct expected {
	int lines, most;
	int in_hand;	     /* -1: none */
	uint32_t over, left; /* bits */
	bool begun, ended;
	int ease;
};

static bool look(void *context, const struct line *line)
{
	struct expected *e = context;
	if (line->kind == LINE_END)
		e->ended = true;
	if (line->kind != LINE_EXERCISE)
		return true;
	const struct past_exercise *past = &line->exercise.done;
	uint32_t bit = 1u << line->exercise.place;
	e->begun |= past->begun;
	e->left |= past->left ? bit : 0;
	if (past->begun && past->complete)
		e->over |= bit;
	if (past->begun && !past->complete && !past->left)
		e->in_hand = line->exercise.place;
	return true;
}

static struct expected what_is_expected(struct person *person)
{
	struct fault why;
	struct expected expected = {.in_hand = -1};
	struct journal_entry newest = person_newest(person);
	struct journal *journal = journal_open(person->setup->places.journal, JOURNAL_READ, &why);
	assert_non_null(journal);
	assert_true(journal_session_lines(journal, newest.uid, look, &expected, &why));
	journal_close(journal);
	return expected;
}

static void forget_all(struct person *person)
{
	struct fault why;
	struct journal_forgotten gone;
	struct journal *journal = journal_open(person->setup->places.journal, JOURNAL_WRITE, &why);
	assert_non_null(journal);
	assert_true(journal_forget_all(journal, &gone, &why));
	journal_close(journal);
}

/* A whole session tells how many lines it writes; the next one loses its last eight. */
static void cut_near_the_end(struct person *person, const struct clock_reading *noon)
{
	person->power_lines = EVERY_LINE;
	person_live(person, noon, NULL);
	forget_all(person);
	person->power_lines = person->lines - 8;
	person_live(person, noon, NULL);
}

static struct clock_reading later(int minutes)
{
	struct clock_reading reading = person_noon(0);
	reading.utc_s += minutes * 60;
	reading.run_ms += (int64_t)minutes * 60000;
	return reading;
}

/* In one session, with one start of it; where something was begun and something is left. */
static void check_offer(struct person *person, const struct expected *expected, int lines)
{
	const struct cut_off *cut = &person->opening.cut;
	uint32_t all = (1u << person->setup->routine.count) - 1;
	bool more = (all & ~(expected->over | expected->left)) != 0;
	bool there = expected->begun && !expected->ended && more;
	if (cut->there != there)
		fail_msg("after %d lines: %s is offered", lines, there ? "nothing" : "something");
	if (!there)
		return;
	assert_int_equal(cut->cut.reached, expected->over & ~expected->left);
	assert_int_equal(cut->cut.left, expected->left);
	int first = 0;
	while (((expected->over | expected->left) & (1u << first)) != 0)
		first++;
	if (expected->in_hand >= 0)
		assert_int_equal(cut->cut.exercise, expected->in_hand);
	else if (cut->cut.ease < EASE_MAX)
		assert_int_equal(cut->cut.exercise, first);
}

/* Both parts of the session together; a walk is begun anew, as nothing is written in it. */
static void check_no_more_than_meant(const struct exercise *exercise,
				     const struct past_exercise *past)
{
	const struct dose *dose = &past->planned;
	int meant = dose->sets * dose->reps * (exercise->sides == SIDES_ONE ? 1 : 2);
	if (dose->minutes == 0 && past->reps + past->reps_right > meant)
		fail_msg("%s: %d reps, %d were meant", past->name, past->reps + past->reps_right,
			 meant);
}

static void check_whole(struct person *person, const struct expected *before)
{
	struct journal_entry newest = person_newest(person);
	const struct routine *routine = &person->setup->routine;
	assert_true(newest.past.ended);
	assert_int_equal(newest.resumes, person->opening.cut.there);
	if (person->opening.cut.there)
		assert_string_equal(newest.uid, person->opening.cut.uid);
	/* after all of it the next one is a session of its own, and strength rests */
	assert_int_equal(newest.past.count,
			 routine->count - session_plan_left_out(&person->opening.plan, routine));
	for (int i = 0; i < newest.past.count; i++)
		if ((before->left & (1u << i)) == 0)
			assert_true(newest.past.exercise[i].complete);
	for (int i = 0; i < newest.past.count; i++)
		check_no_more_than_meant(&routine->exercise[newest.place[i]],
					 &newest.past.exercise[i]);
}

/* The answers until the cut; after it everything is answered with 2. */
static void cut_after_each_line(struct person *person, const char *answers)
{
	struct clock_reading noon = later(0), soon = later(30);
	person->power_lines = EVERY_LINE;
	person_live(person, &noon, answers);
	int all = person->lines;
	assert_true(all > 20);
	for (int lines = 1; lines <= all; lines++) {
		forget_all(person);
		person->power_lines = lines;
		person_live(person, &noon, answers);
		struct expected expected = what_is_expected(person);
		person_open(person, &soon, OPENING_DUE);
		check_offer(person, &expected, lines);
		person->power_lines = EVERY_LINE;
		person_live(person, &soon, NULL);
		if (!expected.ended)
			check_whole(person, &expected);
	}
}

static void a_good_session_goes_on_after_each_line(void **state)
{
	cut_after_each_line(*state, NULL);
}

/* S4 eases after the first exercise, S2 leaves the third (6 from 2). */
static void an_eased_one_goes_on_after_each_line(void **state)
{
	cut_after_each_line(*state, "2 4 2 6 2 2 2 2 2 2");
}

/* How the session stood when the power went, against how it goes on. */
static void expect_cut(struct person *person, const char *answers, int ease, int k2, bool gentle)
{
	struct clock_reading noon = later(0), soon = later(30);
	struct session_cut cut = {.there = false};
	person->power_lines = EVERY_LINE;
	person_live(person, &noon, answers);
	for (int lines = person->lines; lines > 0 && !cut.there; lines--) {
		forget_all(person);
		person->power_lines = lines;
		person_live(person, &noon, answers);
		person_open(person, &soon, OPENING_DUE);
		cut = person->opening.start.cut;
	}
	assert_true(cut.there);
	assert_int_equal(cut.ease, ease);
	assert_int_equal(cut.k2, k2);
	assert_int_equal(cut.gentle, gentle);
}

/* Two and more sets of an exercise, and both sides. */
static void no_set_is_done_twice(void **state)
{
	person_routine(*state, "core-strength");
	cut_after_each_line(*state, NULL);
}

static void nothing_gets_milder_for_a_cut(void **state)
{
	struct person *person = *state;
	/* S4: 4 is over green, one easing; then all is well */
	expect_cut(person, "2 4 2 2 2 2 2 2 2 2", 1, 0, false);
	/* S2: 6 leaves the exercise, eases, and uses up the second chance */
	expect_cut(person, "2 6 2 2 2 2 2 2 2 2", 1, 1, false);
	/* G7: a start of 6 is gentle only, at ease 2 */
	expect_cut(person, "6 6 6 6 6 6 6 6 6 6", 2, 0, true);
}

static void after_twelve_hours_it_counts_as_ended(void **state)
{
	struct person *person = *state;
	struct clock_reading noon = later(0);
	cut_near_the_end(person, &noon);
	struct clock_reading soon = later(11 * 60);
	person_open(person, &soon, OPENING_DUE);
	assert_true(person->opening.cut.there);
	assert_false(person->opening.start.cut_ended);
	soon = later(13 * 60);
	person_open(person, &soon, OPENING_DUE);
	assert_false(person->opening.cut.there);
	/* which is said, until there is a newer one */
	assert_true(person->opening.start.cut_ended);
	assert_string_equal(person->opening.cut.title, "Gentle start");
	person->power_lines = EVERY_LINE;
	person_live(person, &soon, NULL);
	soon = later(14 * 60);
	person_open(person, &soon, OPENING_DUE);
	assert_false(person->opening.start.cut_ended);
}

/* The power goes in the greeting: nobody misses anything. */
static void one_in_which_nothing_was_begun_is_not_spoken_of(void **state)
{
	struct person *person = *state;
	struct clock_reading noon = later(0), soon = later(13 * 60);
	person->power_lines = 1;
	person_live(person, &noon, NULL);
	assert_false(person_newest(person).past.ended);
	person_open(person, &soon, OPENING_DUE);
	assert_false(person->opening.start.cut_ended);
}

static void another_routine_does_not_go_on_with_it(void **state)
{
	struct person *person = *state;
	struct clock_reading noon = later(0), soon = later(30);
	cut_near_the_end(person, &noon);
	person_routine(person, "full-back");
	person_open(person, &soon, OPENING_DUE);
	assert_false(person->opening.cut.there);
	/* which is said; to learn it leaves it as it is */
	assert_true(person->opening.start.cut_ended);
	assert_string_equal(person->opening.cut.title, "Gentle start");
	person_open(person, &soon, OPENING_LEARN);
	assert_false(person->opening.start.cut_ended);
}

static void nor_does_all_of_the_same_routine(void **state)
{
	struct person *person = *state;
	struct clock_reading noon = later(0), soon = later(30);
	cut_near_the_end(person, &noon);
	person_open(person, &soon, OPENING_ALL);
	assert_false(person->opening.cut.there);
	assert_false(person->opening.start.cut.there);
	assert_true(person->opening.start.cut_ended);
	soon = later(13 * 60);
	person_open(person, &soon, OPENING_ALL);
	assert_true(person->opening.start.cut_ended);
}

/* N2: the strength of a session that was cut off is no reason to rest from the rest of it. */
static void the_plan_is_that_of_the_session_that_was_cut_off(void **state)
{
	struct person *person = *state;
	struct clock_reading noon = later(0), soon = later(30);
	person_routine(person, "full-back");
	person->power_lines = EVERY_LINE;
	person_live(person, &noon, NULL);
	forget_all(person);
	person->power_lines = person->lines - 10;
	person_live(person, &noon, NULL);
	person_open(person, &soon, OPENING_DUE);
	assert_true(person->opening.cut.there);
	for (int i = 0; i < person->setup->routine.count; i++)
		assert_int_equal(person->opening.plan.exercise[i].left_out, ROW_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    AT_HOME(a_good_session_goes_on_after_each_line),
	    AT_HOME(an_eased_one_goes_on_after_each_line),
	    AT_HOME(no_set_is_done_twice),
	    AT_HOME(nothing_gets_milder_for_a_cut),
	    AT_HOME(after_twelve_hours_it_counts_as_ended),
	    AT_HOME(one_in_which_nothing_was_begun_is_not_spoken_of),
	    AT_HOME(another_routine_does_not_go_on_with_it),
	    AT_HOME(nor_does_all_of_the_same_routine),
	    AT_HOME(the_plan_is_that_of_the_session_that_was_cut_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
