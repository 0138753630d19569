/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_voice.c - a voice over the coach's own, and a cry of pain (W8, W9). */
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

/* The event, and what came of it: halted at once, and asked. */
static int speak_over(struct play *play)
{
	int from = play->count;
	play_event(play, EVENT_VOICE);
	return from;
}

static void assert_asked(const struct play *play, int from)
{
	assert_int_equal(play->s.state, STATE_VOICE);
	assert_int_equal(play->trail[from].kind, EFFECT_HUSH);
	assert_int_equal(play->trail[from].at_ms, play->now_ms);
	assert_int_not_equal(play_find_row(play, from, ROW_W8), -1);
	assert_int_not_equal(play_find_cue(play, from, CUE_STOP_ASK), -1);
	assert_int_equal(play_tally(play, from, EFFECT_TONE), 0);
	assert_int_equal(play_tally(play, from, EFFECT_STEP), 0);
}

/* Until the ear is open behind "Stop?". */
static void hear_out(struct play *play)
{
	assert_int_equal(play->s.state, STATE_VOICE);
	play_for(play, SPEECH_MS);
	assert_true(play->s.listening);
	assert_int_equal(play->trail[play->count - 1].kind, EFFECT_LISTEN);
	assert_int_equal(play->trail[play->count - 1].context, LISTEN_YESNO);
}

static void a_voice_in_a_set_halts_it_and_asks(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	assert_asked(play, speak_over(play));
}

static void a_yes_ends_it(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	speak_over(play);
	hear_out(play);
	play_voice(play, "yes");
	assert_int_equal(play->s.state, STATE_CLOSING);
	assert_int_equal(play->s.result, RESULT_STOPPED);
	assert_int_not_equal(play_find_row(play, 0, ROW_W3), -1);
}

static void a_doubtful_yes_and_a_stop_out_of_time_end_it_too(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	speak_over(play);
	struct session halted = play->s;
	play_voice(play, "stop");
	assert_int_equal(play->s.result, RESULT_STOPPED);
	play->s = halted;
	hear_out(play);
	play_doubtful(play, "yes");
	assert_int_equal(play->s.result, RESULT_STOPPED);
}

static void a_short_silence_goes_on_with_the_set_through_a_countdown(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.reps = 4;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_for(play, 5000); /* in the second rep of four */
	assert_int_equal(play->s.rep, 1);
	speak_over(play);
	hear_out(play);
	play_for(play, 3999);
	assert_int_equal(play->s.state, STATE_VOICE);
	int from = play->count;
	play_for(play, 1);
	assert_int_equal(play->s.state, STATE_REST);
	assert_int_equal(play->s.rest, REST_RESUME);
	assert_int_not_equal(play_find_cue(play, from, CUE_RESUMED), -1);
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.rep, 2); /* the rep at hand counts as done */
	assert_int_equal(play_tally(play, from, EFFECT_PAIN), 0);
	int tones = 0;
	for (int i = from; i < play->count; i++)
		tones += play->trail[i].kind == EFFECT_TONE && play->trail[i].tone == TONE_COUNT;
	assert_int_equal(tones, 3);
}

static void a_voice_in_the_last_rep_leads_to_the_question_after_the_set(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_for(play, 5000);
	assert_int_equal(play->s.rep, 1); /* of two */
	speak_over(play);
	hear_out(play);
	play_for(play, 4000);
	assert_int_equal(play->s.state, STATE_ASK);
	assert_int_equal(play->s.question, QUESTION_EXERCISE);
}

static void an_announcement_is_said_anew(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	assert_int_equal(play->s.phase, PHASE_TALK);
	assert_asked(play, speak_over(play));
	hear_out(play);
	int from = play->count;
	play_for(play, 4000);
	assert_int_equal(play->s.state, STATE_REST);
	assert_int_not_equal(play_find_cue(play, from, CUE_FIRST), -1);
	assert_int_not_equal(play_find_cue(play, from, CUE_POSITION), -1);
	play_to(play, STATE_WORK);
}

static void a_countdown_is_counted_anew(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_phase(play, PHASE_COUNTDOWN);
	assert_asked(play, speak_over(play));
	hear_out(play);
	play_voice(play, "no");
	assert_int_equal(play->s.state, STATE_REST);
	assert_true(play->s.talking);
	play_to_phase(play, PHASE_COUNTDOWN);
	play_to(play, STATE_WORK);
}

static void a_question_is_asked_anew_and_no_try_is_spent(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_to(play, STATE_ASK);
	assert_true(play->s.talking);
	int tries = play->s.tries;
	assert_asked(play, speak_over(play));
	hear_out(play);
	int from = play->count;
	play_for(play, 4000);
	assert_int_equal(play->s.state, STATE_ASK);
	assert_int_equal(play->s.question, QUESTION_EXERCISE);
	assert_int_equal(play->s.tries, tries);
	assert_int_not_equal(play_find_cue(play, from, CUE_PAIN_SHORT), -1);
}

static void a_confirmation_keeps_what_was_heard(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_question(play, QUESTION_EXERCISE);
	play_voice(play, "seven");
	assert_int_equal(play->s.question, QUESTION_CONFIRM);
	speak_over(play);
	hear_out(play);
	play_for(play, 4000);
	assert_int_equal(play->s.question, QUESTION_CONFIRM);
	assert_int_equal(play->s.heard, 7);
	play_to(play, STATE_OVER); /* nobody takes the seven back */
	assert_int_equal(play->s.result, RESULT_PAIN);
}

static void where_a_question_is_open_a_voice_is_an_answer(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_question(play, QUESTION_EXERCISE);
	int from = speak_over(play);
	assert_int_equal(play->count, from);
	assert_int_equal(play->s.state, STATE_ASK);
}

static void a_voice_that_goes_on_is_asked_twice_then_it_pauses(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	assert_asked(play, speak_over(play));
	assert_asked(play, speak_over(play));
	int from = speak_over(play);
	assert_int_equal(play->s.state, STATE_PAUSED);
	assert_int_equal(play->trail[from].kind, EFFECT_HUSH);
	assert_int_not_equal(play_find_row(play, from, ROW_W7), -1);
	play_for(play, 9 * 60000);
	assert_int_equal(play->s.state, STATE_PAUSED);
	play_voice(play, "ready");
	assert_int_equal(play->s.question, QUESTION_RESUME);
}

static void an_unclear_answer_counts_as_a_voice(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	speak_over(play);
	hear_out(play);
	play_unclear(play);
	assert_int_equal(play->s.state, STATE_VOICE);
	hear_out(play);
	play_unclear(play);
	assert_int_equal(play->s.state, STATE_PAUSED);
}

static void a_television_does_not_keep_it_talking_for_ever(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	for (int i = 0; i < 2; i++) {
		assert_asked(play, speak_over(play));
		hear_out(play);
		play_for(play, 4000);
		assert_int_equal(play->s.state, STATE_REST);
	}
	speak_over(play);
	assert_int_equal(play->s.state, STATE_PAUSED);
}

static void a_set_that_begins_starts_the_count_anew(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	speak_over(play);
	play_to(play, STATE_REST);
	speak_over(play);
	play_to(play, STATE_WORK);
	assert_asked(play, speak_over(play));
}

static void silence_alone_reaches_the_end_from_there(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	speak_over(play);
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_QUIET);
}

static void a_number_there_is_asked_back_or_taken_as_in_a_pause(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	speak_over(play);
	play_key(play, "7");
	assert_int_equal(play->s.result, RESULT_PAIN);
}

static void a_lost_device_there_goes_on_through_a_number(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	speak_over(play);
	play_event(play, EVENT_LOST);
	play_event(play, EVENT_MENDED);
	assert_int_equal(play->s.state, STATE_ASK);
	assert_int_equal(play->s.question, QUESTION_RESUME);
}

static void easing_there_may_use_up_the_set(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.sets = 2;
	play->routine.exercise[0].dose.reps = 1;
	play_start(play, "5"); /* ease 1: two sets */
	play_to(play, STATE_WORK);
	speak_over(play);
	play_key(play, "easier"); /* ease 2: one set */
	play_for(play, 2 * SPEECH_MS);
	play_for(play, 4000);
	assert_int_equal(play->s.question, QUESTION_EXERCISE);
	assert_int_equal(play->s.state, STATE_ASK);
}

static void the_last_words_are_not_cut_short(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_key(play, "emergency");
	int from = speak_over(play);
	assert_int_equal(play->count, from);
	assert_int_equal(play->s.state, STATE_CLOSING);
}

static void the_questions_after_leg_come_to_their_end(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_key(play, "leg");
	for (int i = 0; i < 3; i++) {
		int from = speak_over(play);
		assert_int_equal(play->trail[from].kind, EFFECT_HUSH);
	}
	assert_int_equal(play->s.state, STATE_CLOSING);
	assert_int_equal(play->s.result, RESULT_LEG);
	assert_int_not_equal(play_find_cue(play, 0, CUE_LEG_READ), -1);
}

static void where_nothing_runs_it_only_falls_silent_and_listens(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_key(play, "pause");
	int from = speak_over(play);
	assert_int_equal(play->s.state, STATE_PAUSED);
	assert_int_equal(play->trail[from].kind, EFFECT_HUSH);
	assert_int_equal(play->trail[from + 1].kind, EFFECT_LISTEN);
	assert_int_equal(play->count, from + 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_voice_in_a_set_halts_it_and_asks, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_yes_ends_it, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_doubtful_yes_and_a_stop_out_of_time_end_it_too, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(
		a_short_silence_goes_on_with_the_set_through_a_countdown, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		a_voice_in_the_last_rep_leads_to_the_question_after_the_set, setup, teardown),
	    cmocka_unit_test_setup_teardown(an_announcement_is_said_anew, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_countdown_is_counted_anew, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_question_is_asked_anew_and_no_try_is_spent, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(a_confirmation_keeps_what_was_heard, setup, teardown),
	    cmocka_unit_test_setup_teardown(where_a_question_is_open_a_voice_is_an_answer, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(a_voice_that_goes_on_is_asked_twice_then_it_pauses,
					    setup, teardown),
	    cmocka_unit_test_setup_teardown(an_unclear_answer_counts_as_a_voice, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_television_does_not_keep_it_talking_for_ever, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(a_set_that_begins_starts_the_count_anew, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(silence_alone_reaches_the_end_from_there, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(a_number_there_is_asked_back_or_taken_as_in_a_pause,
					    setup, teardown),
	    cmocka_unit_test_setup_teardown(a_lost_device_there_goes_on_through_a_number, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(easing_there_may_use_up_the_set, setup, teardown),
	    cmocka_unit_test_setup_teardown(the_last_words_are_not_cut_short, setup, teardown),
	    cmocka_unit_test_setup_teardown(the_questions_after_leg_come_to_their_end, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(where_nothing_runs_it_only_falls_silent_and_listens,
					    setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
