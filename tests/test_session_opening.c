/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_opening.c - what is asked before anything moves. */
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

/* --- before anything moves ------------------------------------------------------------ */

static void the_first_run_asks_for_a_yes_to_the_notice_and_all_signs(void **state)
{
	struct play *play = *state;
	play->start.first_run = true;
	play->start.signs_due = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_NOTICE);
	play_key(play, "yes");
	for (int sign = 0; sign < 12; sign++) {
		play_to_question(play, QUESTION_SIGN);
		assert_int_equal(play->s.sign, sign);
		play_key(play, "no");
	}
	assert_true(play->s.memo.notice_accepted);
	assert_true(play->s.memo.signs_answered);
	play_to_question(play, QUESTION_READY);
}

static void spoken_noes_are_asked_back_together(void **state)
{
	struct play *play = *state;
	play->start.signs_due = true;
	play_event(play, EVENT_BEGIN);
	for (int sign = 0; sign < 12; sign++) {
		play_to_question(play, QUESTION_SIGN);
		play_voice(play, "no");
	}
	play_to_question(play, QUESTION_SIGNS_SURE);
	assert_false(play->s.memo.signs_answered);
	play_voice(play, "yes");
	assert_true(play->s.memo.signs_answered);
}

static void a_yes_to_an_emergency_sign_locks(void **state)
{
	struct play *play = *state;
	play->start.signs_due = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_SIGN);
	play_voice(play, "yes");
	assert_int_equal(play->s.result, RESULT_EMERGENCY);
	assert_true(play->s.memo.locked);
	assert_int_not_equal(play_find_row(play, 0, ROW_G2), -1);
	assert_int_not_equal(play_find_cue(play, 0, CUE_EMERGENCY), -1);
}

static void a_sign_that_nobody_answers_refuses(void **state)
{
	struct play *play = *state;
	play->start.signs_due = true;
	play_event(play, EVENT_BEGIN);
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_REFUSED);
	assert_int_not_equal(play_find_row(play, 0, ROW_G4), -1);
}

static void a_lock_opens_only_by_two_explicit_yeses(void **state)
{
	struct play *play = *state;
	play->start.locked = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_LOCK);
	play_key(play, "ready"); /* Enter is no yes here */
	assert_int_equal(play->s.question, QUESTION_LOCK);
	play_key(play, "yes");
	assert_true(play->s.memo.locked);
	play_to_question(play, QUESTION_LOCK_SURE);
	play_key(play, "yes");
	play_to_question(play, QUESTION_SIGN);
}

static void a_no_at_the_lock_refuses_and_stays_locked(void **state)
{
	struct play *play = *state;
	play->start.locked = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_LOCK);
	play_key(play, "no");
	assert_int_equal(play->s.result, RESULT_REFUSED);
	assert_true(play->s.memo.locked);
}

static void a_severe_start_is_refused_and_remembered(void **state)
{
	struct play *play = *state;
	play_start(play, "7");
	assert_int_equal(play->s.result, RESULT_REFUSED);
	assert_true(play->s.memo.severe);
	assert_int_equal(play->s.memo.start_pain, 7);
	assert_int_not_equal(play_find_cue(play, 0, CUE_REFUSE_SEVERE), -1);
	play_to(play, STATE_OVER);
	assert_int_equal(play_tally(play, 0, EFFECT_STEP), 0);
}

static void no_number_at_the_start_means_no_session(void **state)
{
	struct play *play = *state;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_READY);
	play_key(play, "ready");
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_REFUSED);
	assert_int_not_equal(play_find_row(play, 0, ROW_G5), -1);
	assert_int_equal(play->s.memo.start_pain, PAIN_UNKNOWN);
}

static void a_start_of_six_leaves_out_what_is_not_gentle(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].gentle = false;
	play_start(play, "6");
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.exercise, 1);
	assert_int_equal(play->s.ease, 2);
	assert_int_equal(session_planned(&play->s), 2);
}

static void a_condition_leaves_out_what_it_forbids(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].cautions = CONDITION_KNEE;
	play->start.conditions = CONDITION_KNEE;
	play_start(play, "2");
	int said = play_find_cue(play, 0, CUE_LEFT_OUT);
	assert_int_not_equal(said, -1);
	assert_int_equal(play->trail[said].saying.exercise, 0);
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.exercise, 1);
}

static void where_nothing_is_allowed_nothing_is_asked(void **state)
{
	struct play *play = *state;
	play->routine.shipped = true;
	play->start.conditions = CONDITION_SURGERY;
	play_event(play, EVENT_BEGIN);
	assert_int_equal(play->s.result, RESULT_REFUSED);
	assert_int_not_equal(play_find_cue(play, 0, CUE_REFUSE_NOTHING_LEFT), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_first_run_asks_for_a_yes_to_the_notice_and_all_signs),
	    TEST(spoken_noes_are_asked_back_together),
	    TEST(a_yes_to_an_emergency_sign_locks),
	    TEST(a_sign_that_nobody_answers_refuses),
	    TEST(a_lock_opens_only_by_two_explicit_yeses),
	    TEST(a_no_at_the_lock_refuses_and_stays_locked),
	    TEST(a_severe_start_is_refused_and_remembered),
	    TEST(no_number_at_the_start_means_no_session),
	    TEST(a_start_of_six_leaves_out_what_is_not_gentle),
	    TEST(a_condition_leaves_out_what_it_forbids),
	    TEST(where_nothing_is_allowed_nothing_is_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
