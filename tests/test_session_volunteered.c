/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_volunteered.c - "pain six": numbers nobody asked for. */
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

static void assert_asked_back(struct play *play, int value)
{
	assert_int_equal(play->s.question, QUESTION_CONFIRM);
	assert_int_equal(play->s.heard, value);
	play_to_question(play, QUESTION_CONFIRM);
}

static void a_green_number_said_in_a_set_is_noted_and_the_set_goes_on(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	int from = play->count;
	play_voice(play, "pain two");
	assert_int_equal(play->s.state, STATE_WORK);
	assert_int_not_equal(play_find_cue(play, from, CUE_NOTED), -1);
	assert_int_not_equal(play_find_row(play, from, ROW_P6), -1);
	assert_int_equal(play_find(play, from, EFFECT_HUSH), -1);
	assert_int_not_equal(play_find(play, from, EFFECT_PAIN), -1);
}

static void an_unsure_number_said_in_a_set_halts_it(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	int from = play->count;
	play_doubtful(play, "pain two");
	assert_int_equal(play->trail[from].kind, EFFECT_HUSH);
	assert_asked_back(play, 2);
	play_voice(play, "yes");
	assert_int_equal(play->s.state, STATE_REST);
	assert_int_equal(play->s.rest, REST_RESUME);
}

static void a_high_number_said_in_a_set_halts_it_and_is_asked_back(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	int from = play->count;
	play_voice(play, "pain six");
	assert_int_equal(play->trail[from].kind, EFFECT_HUSH);
	assert_asked_back(play, 6);
	play_voice(play, "yes");
	assert_int_not_equal(play_find_row(play, from, ROW_S2), -1);
	assert_true((play->s.left & 1u) != 0);
}

static void a_number_said_while_the_coach_speaks_in_a_rest_is_its_own(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	assert_true(play->s.talking);
	int from = play->count;
	play_voice(play, "pain six");
	assert_int_equal(play->count, from);
	play_to_phase(play, PHASE_SETTLE);
	play_voice(play, "pain six");
	assert_asked_back(play, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		a_green_number_said_in_a_set_is_noted_and_the_set_goes_on, setup, teardown),
	    cmocka_unit_test_setup_teardown(an_unsure_number_said_in_a_set_halts_it, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(a_high_number_said_in_a_set_halts_it_and_is_asked_back,
					    setup, teardown),
	    cmocka_unit_test_setup_teardown(
		a_number_said_while_the_coach_speaks_in_a_rest_is_its_own, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
