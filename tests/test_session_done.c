/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_done.c - what a session tells of what was done, for the journal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "session_support.h"

/* The calm routine: an exercise is a set of two reps of 2 s out and 2 s back. */
static int setup(void **state)
{
	*state = play_new();
	return 0;
}

static int teardown(void **state)
{
	play_free(*state);
	return 0;
}

static const struct effect *nth(const struct play *play, int n, enum effect_kind kind)
{
	int at = -1;
	for (int i = 0; i <= n; i++) {
		at = play_find(play, at + 1, kind);
		assert_int_not_equal(at, -1);
	}
	return &play->trail[at];
}

static void assert_work(const struct effect *done, int reps, int ms, int reps_right, int ms_right)
{
	assert_int_equal(done->work.reps, reps);
	assert_int_equal(done->work.ms, ms);
	assert_int_equal(done->work.reps_right, reps_right);
	assert_int_equal(done->work.ms_right, ms_right);
}

static void to_work(struct play *play)
{
	play_start(play, "2");
	play_to(play, STATE_WORK);
}

/* --- sets ---------------------------------------------------------------- */

static void a_set_is_told_with_its_reps_and_time(void **state)
{
	struct play *play = *state;
	to_work(play);
	play_to(play, STATE_ASK);
	assert_int_equal(play_tally(play, 0, EFFECT_DONE), 1);
	assert_work(nth(play, 0, EFFECT_DONE), 2, 8000, 0, 0);
	assert_int_equal(nth(play, 0, EFFECT_DONE)->saying.exercise, 0);
}

static void each_side_is_told_for_itself(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].sides = SIDES_BOTH;
	play->routine.exercise[0].dose.hold_s = 3;
	to_work(play);
	play_to(play, STATE_ASK);
	assert_int_equal(nth(play, 0, EFFECT_DONE)->m, 0);
	assert_work(nth(play, 0, EFFECT_DONE), 2, 14000, 0, 0);
	assert_int_equal(nth(play, 1, EFFECT_DONE)->m, 1);
	assert_work(nth(play, 1, EFFECT_DONE), 0, 0, 2, 14000);
}

static void sides_in_turn_share_the_reps(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].sides = SIDES_ALTERNATE;
	to_work(play);
	play_to(play, STATE_ASK);
	assert_work(nth(play, 0, EFFECT_DONE), 2, 8000, 2, 8000);
}

/* Interrupted in the first rep, which was to the left, it goes on with one to the right. */
static void sides_in_turn_go_on_where_they_were(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].sides = SIDES_ALTERNATE;
	to_work(play);
	play_key(play, "pause");
	play_key(play, "ready");
	play_to_question(play, QUESTION_RESUME);
	play_key(play, "2");
	play_to(play, STATE_WORK);
	play_to(play, STATE_ASK);
	assert_work(nth(play, 0, EFFECT_DONE), 0, 0, 0, 0);
	assert_work(nth(play, 1, EFFECT_DONE), 1, 4000, 2, 8000);
}

static void a_walk_is_told_by_its_time(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.minutes = 3;
	to_work(play);
	play_for(play, 90000);
	play_key(play, "stop");
	assert_work(nth(play, 0, EFFECT_DONE), 0, 90000, 0, 0);
}

static void a_stop_tells_what_was_done_until_then(void **state)
{
	struct play *play = *state;
	to_work(play);
	play_for(play, 5500);
	play_key(play, "stop");
	assert_work(nth(play, 0, EFFECT_DONE), 1, 5500, 0, 0);
}

static void every_way_out_of_a_set_tells_it_once(void **state)
{
	static const char *const words[] = {"stop",  "emergency", "leg", "sharp", "skip",
					    "pause", "ouch",	  "7",	 "5"};
	struct play *play = *state;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		struct play *one = play_new();
		to_work(one);
		play_for(one, 1000);
		play_key(one, words[i]);
		assert_int_equal(play_tally(one, 0, EFFECT_DONE), 1);
		assert_work(nth(one, 0, EFFECT_DONE), 0, 1000, 0, 0);
		play_free(one);
	}
	to_work(play);
	play_event(play, EVENT_LOST);
	assert_int_equal(play_tally(play, 0, EFFECT_DONE), 1);
}

static void a_late_tick_makes_no_set_longer(void **state)
{
	struct play *play = *state;
	play->late_ms = 700;
	to_work(play);
	play_to(play, STATE_ASK);
	assert_work(nth(play, 0, EFFECT_DONE), 2, 8000, 0, 0);
}

/* --- exercises ------------------------------------------------------------- */

static void assert_went(const struct effect *went, int exercise, bool complete, bool left)
{
	assert_int_equal(went->saying.exercise, exercise);
	assert_int_equal(went->n, complete);
	assert_int_equal(went->m, left);
}

static void each_exercise_is_told_when_it_is_over(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	for (int i = 0; i < 3; i++) {
		assert_int_equal(play_tally(play, 0, EFFECT_WENT), i);
		play_answer(play, "2");
		assert_went(nth(play, i, EFFECT_WENT), i, true, false);
	}
	play_to(play, STATE_OVER);
	assert_int_equal(play_tally(play, 0, EFFECT_WENT), 3);
}

static void one_that_a_stop_cuts_short_is_not_complete(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.sets = 2;
	to_work(play);
	play_to(play, STATE_REST);
	play_key(play, "stop");
	assert_went(nth(play, 0, EFFECT_WENT), 0, false, false);
}

static void one_that_is_skipped_was_left(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_key(play, "skip");
	assert_went(nth(play, 0, EFFECT_WENT), 0, false, true);
}

static void sharp_in_the_rest_after_it_takes_complete_back(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_answer(play, "2");
	assert_went(nth(play, 0, EFFECT_WENT), 0, true, false);
	play_key(play, "sharp");
	assert_went(nth(play, 1, EFFECT_WENT), 0, false, true);
}

/* --- numbers ---------------------------------------------------------------- */

static void a_keyed_number_is_told_with_its_question(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	assert_int_equal(nth(play, 0, EFFECT_HEARD)->question, QUESTION_START);
	assert_int_equal(nth(play, 0, EFFECT_HEARD)->percent, 100);
	assert_int_equal(nth(play, 0, EFFECT_PAIN)->belief, BELIEF_KEY);
	assert_int_equal(nth(play, 0, EFFECT_PAIN)->saying.exercise, -1);
	play_answer(play, "3");
	assert_int_equal(nth(play, 1, EFFECT_PAIN)->m, QUESTION_EXERCISE);
	assert_int_equal(nth(play, 1, EFFECT_PAIN)->saying.exercise, 0);
}

static void a_spoken_number_tells_how_it_came_to_count(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_question(play, QUESTION_EXERCISE);
	play_doubtful(play, "3");
	assert_int_equal(nth(play, 1, EFFECT_HEARD)->percent, 89);
	play_to_question(play, QUESTION_CONFIRM);
	play_voice(play, "yes");
	assert_int_equal(nth(play, 1, EFFECT_HEARD)->question, QUESTION_EXERCISE);
	assert_int_equal(nth(play, 1, EFFECT_PAIN)->belief, BELIEF_YES);
	play_to_question(play, QUESTION_EXERCISE);
	play_voice(play, "2");
	assert_int_equal(nth(play, 2, EFFECT_PAIN)->belief, BELIEF_ECHO);
	play_to_question(play, QUESTION_EXERCISE);
	play_voice(play, "4");
	play_to(play, STATE_REST);
	assert_int_equal(nth(play, 3, EFFECT_PAIN)->belief, BELIEF_SILENCE);
}

static void a_changed_number_says_that_it_replaces_one(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_answer(play, "5");
	play_key(play, "3");
	assert_false(nth(play, 1, EFFECT_PAIN)->changes);
	assert_true(nth(play, 2, EFFECT_PAIN)->changes);
	assert_int_equal(nth(play, 2, EFFECT_PAIN)->saying.exercise, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_set_is_told_with_its_reps_and_time),
	    TEST(each_side_is_told_for_itself),
	    TEST(sides_in_turn_share_the_reps),
	    TEST(sides_in_turn_go_on_where_they_were),
	    TEST(a_walk_is_told_by_its_time),
	    TEST(a_stop_tells_what_was_done_until_then),
	    TEST(every_way_out_of_a_set_tells_it_once),
	    TEST(a_late_tick_makes_no_set_longer),
	    TEST(each_exercise_is_told_when_it_is_over),
	    TEST(one_that_a_stop_cuts_short_is_not_complete),
	    TEST(one_that_is_skipped_was_left),
	    TEST(sharp_in_the_rest_after_it_takes_complete_back),
	    TEST(a_keyed_number_is_told_with_its_question),
	    TEST(a_spoken_number_tells_how_it_came_to_count),
	    TEST(a_changed_number_says_that_it_replaces_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
