/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_ouch.c - a cry of pain (W9). */
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

static void ouch_in_a_set_rests_and_asks_for_the_pain(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	int from = play->count;
	play_voice(play, "ouch");
	assert_int_equal(play->trail[from].kind, EFFECT_HUSH);
	assert_int_equal(play->trail[from].at_ms, play->now_ms);
	assert_int_not_equal(play_find_row(play, from, ROW_W9), -1);
	assert_int_not_equal(play_find_cue(play, from, CUE_OUCH), -1);
	assert_int_equal(play->s.question, QUESTION_RESUME);
	assert_int_equal(play->s.sharps, 0);
	assert_int_equal(play->s.ease, 0);
	assert_int_equal(play->s.left, 0);
	play_to_question(play, QUESTION_RESUME);
	play_key(play, "2");
	assert_int_equal(play->s.state, STATE_REST);
}

static void ouch_and_no_answer_lets_nothing_run(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_voice(play, "ouch");
	int from = play->count;
	play_to(play, STATE_STANDBY);
	play_to(play, STATE_OVER);
	assert_int_equal(play_tally(play, from, EFFECT_STEP), 0);
	assert_int_equal(play->s.result, RESULT_QUIET);
}

static void ouch_before_the_first_number_is_no_answer(void **state)
{
	struct play *play = *state;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_READY);
	play_voice(play, "ouch");
	assert_int_equal(play->s.question, QUESTION_READY);
	assert_int_equal(play->s.tries, 2);
}

static void ouch_at_a_confirmation_forgets_nothing(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_question(play, QUESTION_EXERCISE);
	play_voice(play, "seven");
	play_voice(play, "ouch");
	assert_int_equal(play->s.question, QUESTION_CONFIRM);
	assert_int_equal(play->s.heard, 7);
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_PAIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(ouch_in_a_set_rests_and_asks_for_the_pain, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(ouch_and_no_answer_lets_nothing_run, setup, teardown),
	    cmocka_unit_test_setup_teardown(ouch_before_the_first_number_is_no_answer, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(ouch_at_a_confirmation_forgets_nothing, setup,
					    teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
