/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_rest_voice.c - what may have been a stop, in a rest in which the coach is silent
 * (W8). */
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

/* "I want to stop", not quite understood, while the coach is silent: the exercise does not begin.
 */
static void what_may_have_been_a_stop_halts_a_silent_rest(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_phase(play, PHASE_SETTLE);
	assert_false(play->s.talking);
	int from = play->count;
	play_event(play, EVENT_VOICE);
	assert_int_equal(play->s.state, STATE_VOICE);
	assert_int_equal(play->trail[from].kind, EFFECT_HUSH);
	assert_int_not_equal(play_find_row(play, from, ROW_W8), -1);
	assert_int_not_equal(play_find_cue(play, from, CUE_STOP_ASK), -1);
	play_for(play, SPEECH_MS); /* until the ear is open behind "Stop?" */
	assert_true(play->s.listening);
	play_voice(play, "yes");
	assert_int_equal(play->s.result, RESULT_STOPPED);
}

static void a_rest_goes_on_in_silence_with_time_to_get_ready_anew(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].position_s = 20;
	play_start(play, "2");
	play_to_phase(play, PHASE_SETTLE);
	play_for(play, 15000);
	play_event(play, EVENT_VOICE);
	play_for(play, SPEECH_MS); /* until the ear is open behind "Stop?" */
	assert_true(play->s.listening);
	int from = play->count;
	play_for(play, 4000);
	assert_int_equal(play->s.state, STATE_REST);
	assert_int_equal(play->s.phase, PHASE_SETTLE);
	assert_int_equal(play_tally(play, from, EFFECT_SAY), 0);
	assert_true(play_tally(play, from, EFFECT_LISTEN) == 1);
	play_for(play, 19000);
	assert_int_equal(play->s.phase, PHASE_SETTLE);
	play_to(play, STATE_WORK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(what_may_have_been_a_stop_halts_a_silent_rest, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(a_rest_goes_on_in_silence_with_time_to_get_ready_anew,
					    setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
