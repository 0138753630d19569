/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_answers.c - spoken and keyed answers, silence. */
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

/* From the start to the check-in after the first exercise. */
static void to_check_in(struct play *play, const char *start)
{
	play_start(play, start);
	play_to_question(play, QUESTION_EXERCISE);
}

/* --- hearing ----------------------------------------------------------------------------- */

static void the_ear_opens_before_the_tone_that_invites(void **state)
{
	struct play *play = *state;
	to_check_in(play, "2");
	int listen = play->count - 2;
	assert_int_equal(play->trail[listen].kind, EFFECT_LISTEN);
	assert_int_equal(play->trail[listen].context, LISTEN_NUMBER);
	assert_int_equal(play->trail[listen + 1].tone, TONE_ASK);
	assert_true(play->trail[listen].at_ms < play->trail[listen + 1].at_ms);
}

static void a_key_in_the_middle_of_a_question_silences_it_and_is_taken(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_ASK);
	play_for(play, 300);
	int before = play->count;
	play_key(play, "3");
	assert_int_equal(play->trail[before].kind, EFFECT_HUSH);
	assert_int_equal(play->trail[before].at_ms, play->now_ms);
	assert_int_equal(play->s.last_pain, 3);
}

static void a_voice_while_the_ear_is_shut_is_nobodys(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_ASK);
	int before = play->count;
	play_voice(play, "nine");
	assert_int_equal(play->count, before);
	assert_int_equal(play->s.last_pain, 2);
}

static void stop_is_heard_even_then(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_ASK);
	play_voice(play, "stop");
	assert_int_equal(play->s.result, RESULT_STOPPED);
}

static void a_small_spoken_number_is_believed_and_said_back(void **state)
{
	struct play *play = *state;
	to_check_in(play, "2");
	int before = play->count;
	play_voice(play, "one");
	assert_int_not_equal(play_find_row(play, before, ROW_P6), -1);
	int echo = play_find_cue(play, before, CUE_GO_ON);
	assert_int_not_equal(echo, -1);
	assert_int_equal(play->trail[echo].saying.n, 1);
}

static void a_spoken_five_is_asked_back_and_a_yes_takes_it(void **state)
{
	struct play *play = *state;
	to_check_in(play, "2");
	play_voice(play, "five");
	play_to_question(play, QUESTION_CONFIRM);
	assert_int_equal(play->s.last_pain, 2);
	play_voice(play, "yes");
	assert_int_equal(play->s.last_pain, 5);
	assert_int_equal(play->s.ease, 1);
}

static void a_no_to_what_was_heard_asks_again(void **state)
{
	struct play *play = *state;
	to_check_in(play, "2");
	play_voice(play, "seven");
	play_to_question(play, QUESTION_CONFIRM);
	play_voice(play, "no");
	play_to_question(play, QUESTION_EXERCISE);
	play_voice(play, "two");
	assert_int_equal(play->s.last_pain, 2);
	assert_false(play->s.ended);
}

static void silence_after_a_spoken_seven_stops(void **state)
{
	struct play *play = *state;
	to_check_in(play, "2");
	play_voice(play, "seven");
	play_to(play, STATE_CLOSING);
	assert_int_equal(play->s.result, RESULT_PAIN);
	assert_int_equal(play->s.last_pain, 7);
}

static void silence_after_a_spoken_fall_keeps_the_higher_value(void **state)
{
	struct play *play = *state;
	play_start(play, "3");
	play_answer(play, "5");
	play_to_question(play, QUESTION_EXERCISE);
	play_voice(play, "one");
	play_to_question(play, QUESTION_CONFIRM);
	play_to(play, STATE_REST);
	assert_int_equal(play->s.last_pain, 5);
}

static void another_spoken_number_alone_takes_nothing_back(void **state)
{
	struct play *play = *state;
	to_check_in(play, "2");
	play_voice(play, "seven");
	for (int i = 0; i < 3; i++) {
		play_to_question(play, QUESTION_CONFIRM);
		play_voice(play, "two");
	}
	play_to(play, STATE_OVER); /* no yes was said to the two */
	assert_int_equal(play->s.result, RESULT_PAIN);
	assert_int_equal(play->s.last_pain, 7);
}

static void a_key_takes_back_what_was_heard(void **state)
{
	struct play *play = *state;
	to_check_in(play, "2");
	play_voice(play, "seven");
	play_to_question(play, QUESTION_CONFIRM);
	play_key(play, "2");
	assert_false(play->s.ended);
	assert_int_equal(play->s.last_pain, 2);
}

static void same_means_the_last_value_and_none_means_zero(void **state)
{
	struct play *play = *state;
	to_check_in(play, "3");
	play_key(play, "same");
	assert_int_equal(play->s.last_pain, 3);
	play_to_question(play, QUESTION_EXERCISE);
	play_key(play, "none");
	assert_int_equal(play->s.last_pain, 0);
}

/* --- asking again ---------------------------------------------------------------------------- */

static void silence_and_unclear_words_share_three_prompts(void **state)
{
	struct play *play = *state;
	to_check_in(play, "2");
	play_unclear(play);
	assert_int_not_equal(play_find_cue(play, 0, CUE_PAIN_AGAIN), -1);
	play_to_question(play, QUESTION_EXERCISE);
	play_for(play, 8000);
	assert_int_not_equal(play_find_cue(play, 0, CUE_PAIN_LAST), -1);
	play_to_question(play, QUESTION_EXERCISE);
	play_unclear(play);
	assert_int_equal(play->s.state, STATE_STANDBY);
}

static void an_answer_has_seven_seconds_after_its_tone(void **state)
{
	struct play *play = *state;
	to_check_in(play, "2");
	const struct effect *tone = &play->trail[play->count - 1];
	play_for(play, tone->at_ms - play->now_ms + 7000);
	assert_true(play->s.listening);
	play_for(play, 200);
	assert_false(play->s.listening);
}

static void standby_waits_a_minute_and_a_number_resumes(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_STANDBY);
	play_for(play, SPEECH_MS + 59000);
	assert_int_equal(play->s.state, STATE_STANDBY);
	play_key(play, "2");
	assert_int_equal(play->s.state, STATE_REST);
}

static void standby_ends_kindly_after_a_minute_of_silence(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_STANDBY);
	play_for(play, SPEECH_MS + 60000);
	assert_int_equal(play->s.state, STATE_CLOSING);
	assert_int_equal(play->s.result, RESULT_QUIET);
	assert_int_not_equal(play_find_cue(play, 0, CUE_STANDBY_END), -1);
}

static void a_lost_report_of_spoken_words_hangs_nothing(void **state)
{
	struct play *play = *state;
	to_check_in(play, "2");
	play_unclear(play);
	play->spoken_ms = SESSION_NEVER;
	play_on(play);
	assert_true(play->s.listening);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_ear_opens_before_the_tone_that_invites),
	    TEST(a_key_in_the_middle_of_a_question_silences_it_and_is_taken),
	    TEST(a_voice_while_the_ear_is_shut_is_nobodys),
	    TEST(stop_is_heard_even_then),
	    TEST(a_small_spoken_number_is_believed_and_said_back),
	    TEST(a_spoken_five_is_asked_back_and_a_yes_takes_it),
	    TEST(a_no_to_what_was_heard_asks_again),
	    TEST(silence_after_a_spoken_seven_stops),
	    TEST(silence_after_a_spoken_fall_keeps_the_higher_value),
	    TEST(another_spoken_number_alone_takes_nothing_back),
	    TEST(a_key_takes_back_what_was_heard),
	    TEST(same_means_the_last_value_and_none_means_zero),
	    TEST(silence_and_unclear_words_share_three_prompts),
	    TEST(an_answer_has_seven_seconds_after_its_tone),
	    TEST(standby_waits_a_minute_and_a_number_resumes),
	    TEST(standby_ends_kindly_after_a_minute_of_silence),
	    TEST(a_lost_report_of_spoken_words_hangs_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
