/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_numbers.c - what numbers lead to, and how a session ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "session_support.h"

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

/* --- the end ------------------------------------------------------------------------ */

static void a_green_session_is_completed(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	for (int i = 0; i < 3; i++)
		play_answer(play, "2");
	play_to_question(play, QUESTION_FINAL);
	play_key(play, "1");
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_COMPLETED);
	assert_int_equal(play_tally(play, 0, EFFECT_STEP), 3);
	assert_int_not_equal(play_find_cue(play, 0, CUE_SUMMARY_ALL), -1);
	assert_int_not_equal(play_find_cue(play, 0, CUE_GET_UP), -1);
	assert_int_equal(play_tally(play, 0, EFFECT_END), 1);
}

static void a_last_number_before_getting_up_that_stops_is_a_pain_stop(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	for (int i = 0; i < 3; i++)
		play_answer(play, "2");
	play_to_question(play, QUESTION_FINAL);
	play_key(play, "7");
	assert_int_equal(play->s.result, RESULT_PAIN);
}

static void silence_before_getting_up_still_ends_it_kindly(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	for (int i = 0; i < 3; i++)
		play_answer(play, "2");
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_COMPLETED);
	assert_int_not_equal(play_find_cue(play, 0, CUE_GOODBYE), -1);
}

static void what_is_left_to_do_only_shrinks(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	int64_t left_ms = session_remaining_ms(&play->s);
	for (int i = 0; i < 3; i++) {
		play_answer(play, "2");
		assert_true(session_remaining_ms(&play->s) < left_ms);
		left_ms = session_remaining_ms(&play->s);
	}
	play_key(play, "stop");
	assert_int_equal(session_remaining_ms(&play->s), 0);
}

/* --- what a number leads to --------------------------------------------------------------------
 */

static void amber_eases_and_says_why(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_answer(play, "4");
	assert_int_equal(play->s.ease, 1);
	assert_int_not_equal(play_find_row(play, 0, ROW_S4), -1);
	assert_int_not_equal(play_find_cue(play, 0, CUE_EASE), -1);
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.dose.reps, 1); /* 2 x 4/5 */
}

static void amber_at_the_second_ease_drops_the_sets_that_are_left(void **state)
{
	struct play *play = *state;
	play->routine.exercise[1].dose.sets = 3;
	play_start(play, "5");
	play_answer(play, "5"); /* ease 2 from here on: one set of each */
	play_answer(play, "5");
	assert_int_not_equal(play_find_cue(play, 0, CUE_EASE_REST), -1);
	assert_int_equal(play->s.exercise, 2);
}

static void red_leaves_the_exercise_and_the_second_red_ends_it(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.sets = 2;
	play_start(play, "4");
	play_answer(play, "6");
	assert_int_equal(play->s.exercise, 1);
	play_answer(play, "6");
	assert_int_equal(play->s.result, RESULT_PAIN);
	assert_int_not_equal(play_find_cue(play, 0, CUE_STOP_SECOND), -1);
}

static void seven_stops_and_only_breathing_is_left(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_answer(play, "7");
	assert_int_equal(play->s.result, RESULT_PAIN);
	assert_int_not_equal(play_find_cue(play, 0, CUE_BREATHE_CALM), -1);
	play_to(play, STATE_OVER);
	assert_int_equal(play_tally(play, 0, EFFECT_STEP), 1);
}

static void red_before_the_first_exercise_leaves_that_one_out(void **state)
{
	struct play *play = *state;
	play_start(play, "0");
	play_key(play, "pause");
	play_key(play, "5");
	assert_int_equal(play->s.left, 1u << 0);
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.exercise, 1);
}

static void no_step_comes_within_ten_seconds_of_a_number(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.rest_s = 0;
	play_start(play, "2");
	play_answer(play, "2");
	int64_t told_ms = play->now_ms;
	play_to(play, STATE_WORK);
	assert_true(play->now_ms >= told_ms + 10000);
}

/* --- change -------------------------------------------------------------------------------------
 */

static void change_opens_the_last_question_again(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_answer(play, "2");
	play_to_phase(play, PHASE_SETTLE);
	play_voice(play, "change");
	play_to_question(play, QUESTION_EXERCISE);
	play_key(play, "7");
	assert_int_equal(play->s.result, RESULT_PAIN);
}

static void change_to_a_lower_number_takes_no_easing_back(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_answer(play, "6");
	play_key(play, "change");
	play_to_question(play, QUESTION_EXERCISE);
	play_key(play, "1");
	assert_int_equal(play->s.ease, 1);
	assert_int_equal(play->s.k2, 1);
	assert_int_equal(play->s.exercise, 1);
}

static void the_same_red_number_given_twice_counts_once(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_answer(play, "6");
	play_key(play, "6");
	assert_int_equal(play->s.k2, 1);
	assert_false(play->s.ended);
}

static void a_number_between_green_sets_is_a_new_one(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.sets = 2;
	play_start(play, "0");
	play_to(play, STATE_WORK);
	play_to(play, STATE_REST);
	play_key(play, "5");
	assert_int_equal(play->s.start_pain, 0);
	assert_int_equal(play->s.k2, 1);
	assert_int_equal(play->s.exercise, 1);
}

/* A steady five does not ease what was prescribed, a clear rise does: section 6.7. */
static void by_quota_a_steady_five_goes_on(void **state)
{
	struct play *play = *state;
	play->policy.mode = MODE_QUOTA;
	play_start(play, "5");
	play_answer(play, "5");
	assert_int_equal(play->s.ease, 1); /* of the start: G8 */
	assert_int_not_equal(play_find_cue(play, 0, CUE_GO_ON_QUOTA), -1);
	assert_int_equal(play_find_cue(play, 0, CUE_GO_ON), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_green_session_is_completed),
	    TEST(a_last_number_before_getting_up_that_stops_is_a_pain_stop),
	    TEST(silence_before_getting_up_still_ends_it_kindly),
	    TEST(what_is_left_to_do_only_shrinks),
	    TEST(amber_eases_and_says_why),
	    TEST(amber_at_the_second_ease_drops_the_sets_that_are_left),
	    TEST(red_leaves_the_exercise_and_the_second_red_ends_it),
	    TEST(seven_stops_and_only_breathing_is_left),
	    TEST(red_before_the_first_exercise_leaves_that_one_out),
	    TEST(no_step_comes_within_ten_seconds_of_a_number),
	    TEST(change_opens_the_last_question_again),
	    TEST(change_to_a_lower_number_takes_no_easing_back),
	    TEST(the_same_red_number_given_twice_counts_once),
	    TEST(a_number_between_green_sets_is_a_new_one),
	    TEST(by_quota_a_steady_five_goes_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
