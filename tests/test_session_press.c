/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_press.c - answers by one button: yes and no, silence, and any time (P8). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "press_support.h"

/* --- confirming --------------------------------------------------------------- */

static void a_press_confirms_when_no_second_one_follows(void **state)
{
	struct play *play = *state;
	begin(play);
	press_at(play, QUESTION_START, 3);
	play_to_question(play, QUESTION_CONFIRM);
	press(play);
	play_for(play, 1499);
	assert_int_equal(play->s.start_pain, PAIN_UNKNOWN);
	play_for(play, 1);
	assert_int_equal(play->s.start_pain, 3);
	int pain = play_find(play, 0, EFFECT_PAIN);
	assert_int_equal(play->trail[pain].belief, BELIEF_YES);
}

static void two_presses_ask_again(void **state)
{
	struct play *play = *state;
	begin(play);
	press_at(play, QUESTION_START, 3);
	play_to_question(play, QUESTION_CONFIRM);
	press_twice(play);
	assert_int_equal(play->s.question, QUESTION_START);
	assert_int_equal(play->s.tries, 2);
	press_at(play, QUESTION_START, 5);
	confirm(play);
	assert_int_equal(play->s.start_pain, 5);
}

static void two_slow_presses_ask_again_as_well(void **state)
{
	struct play *play = *state;
	begin(play);
	press_at(play, QUESTION_START, 3);
	play_to_question(play, QUESTION_CONFIRM);
	press(play);
	play_for(play, 1400);
	press(play);
	assert_int_equal(play->s.start_pain, PAIN_UNKNOWN);
	assert_int_equal(play->s.question, QUESTION_START);
}

static void a_press_into_the_words_that_say_it_back_confirms_nothing(void **state)
{
	struct play *play = *state;
	begin(play);
	press_at(play, QUESTION_START, 3);
	play_for(play, 300);
	press(play);
	play_key(play, "ouch");
	assert_int_equal(play->s.question, QUESTION_CONFIRM);
	assert_int_equal(play->s.heard, 3);
	play_to_question(play, QUESTION_CONFIRM);
	assert_int_equal(play->s.start_pain, PAIN_UNKNOWN);
}

static void a_press_too_early_lowers_nothing_in_silence(void **state)
{
	struct play *play = *state;
	start(play, 3);
	press_at(play, QUESTION_EXERCISE, 2); /* and nobody says that this is right */
	to_word(play, QUESTION_EXERCISE, 0);
	assert_int_equal(play->s.tries, 2);
	play_to(play, STATE_STANDBY);
	assert_int_equal(play->s.last_pain, 3);
}

static void nor_does_a_button_that_something_leans_on_by_and_by(void **state)
{
	struct play *play = *state;
	start(play, 2);
	for (int i = 0; i < 3; i++)
		press_at(play, QUESTION_EXERCISE, 1);
	play_to(play, STATE_STANDBY);
	int before = play->count;
	play_to(play, STATE_OVER);
	assert_int_equal(play_find(play, before, EFFECT_STEP), -1);
	assert_int_equal(play->s.result, RESULT_QUIET);
}

static void a_seven_that_nobody_confirms_stops(void **state)
{
	struct play *play = *state;
	start(play, 2);
	press_at(play, QUESTION_EXERCISE, 7);
	play_to(play, STATE_CLOSING);
	assert_int_equal(play->s.result, RESULT_PAIN);
}

/* --- silence ------------------------------------------------------------------ */

static void no_press_in_three_counts_starts_nothing(void **state)
{
	struct play *play = *state;
	begin(play);
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_REFUSED);
	assert_int_equal(play_tally(play, 0, EFFECT_COUNT), 3 * 11);
	assert_int_equal(play_tally(play, 0, EFFECT_HEARD), 0);
	assert_int_not_equal(play_find_row(play, 0, ROW_G5), -1);
}

static void no_press_later_waits_and_a_press_asks_once_more(void **state)
{
	struct play *play = *state;
	start(play, 2);
	to_word(play, QUESTION_EXERCISE, 0);
	play_to(play, STATE_STANDBY);
	play_for(play, 5000);
	press(play);
	press_at(play, QUESTION_EXERCISE, 1);
	confirm(play);
	assert_int_equal(play->s.last_pain, 1);
	assert_int_equal(play->s.state, STATE_REST);
}

static void no_press_after_a_cry_waits_too_and_then_ends(void **state)
{
	struct play *play = *state;
	start(play, 2);
	play_to(play, STATE_WORK);
	press_twice(play);
	assert_int_not_equal(play_find_row(play, 0, ROW_W9), -1);
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_QUIET);
}

/* --- at any time --------------------------------------------------------------- */

static void holding_the_button_stops_in_a_count(void **state)
{
	struct play *play = *state;
	begin(play);
	to_word(play, QUESTION_START, 6);
	play_for(play, 700);
	hold(play);
	assert_int_equal(play->s.result, RESULT_STOPPED);
	assert_int_equal(play->s.state, STATE_CLOSING);
	int stopped = play_find_cue(play, 0, CUE_STOPPED);
	play_to(play, STATE_OVER);
	assert_int_equal(play_find(play, stopped, EFFECT_COUNT), -1);
}

static void holding_it_to_a_yes_or_no_stops_before_the_yes(void **state)
{
	struct play *play = *state;
	play->start.first_run = true;
	play->start.by_count = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_NOTICE);
	hold(play);
	assert_int_equal(play->s.result, RESULT_STOPPED);
	assert_false(play->s.memo.notice_accepted);
}

static void a_lost_device_in_a_count_counts_anew(void **state)
{
	struct play *play = *state;
	begin(play);
	to_word(play, QUESTION_START, 6);
	play_event(play, EVENT_LOST);
	play_for(play, 5000);
	play_event(play, EVENT_MENDED);
	int from = play->count;
	press_at(play, QUESTION_START, 1);
	assert_int_equal(play->trail[play_find(play, from, EFFECT_COUNT)].saying.n, 0);
	assert_int_equal(play->s.heard, 1);
}

static void a_press_in_a_set_pauses_and_the_next_goes_on_through_a_count(void **state)
{
	struct play *play = *state;
	start(play, 2);
	play_to(play, STATE_WORK);
	press(play);
	assert_int_equal(play->s.state, STATE_PAUSED);
	assert_int_not_equal(play_find_cue(play, 0, CUE_PRESS_PAUSED), -1);
	play_for(play, 4000);
	press(play);
	press_at(play, QUESTION_RESUME, 2);
	confirm(play);
	assert_int_equal(play->s.rest, REST_RESUME);
}

/* --- the other questions --------------------------------------------------------- */

static void twelve_signs_are_denied_by_two_presses_each(void **state)
{
	struct play *play = *state;
	play->start.signs_due = true;
	play->start.by_count = true;
	play_event(play, EVENT_BEGIN);
	for (int sign = 0; sign < 12; sign++) {
		play_to_question(play, QUESTION_SIGN);
		assert_int_equal(play->s.sign, sign);
		press_twice(play);
	}
	play_to_question(play, QUESTION_READY);
	assert_true(play->s.memo.signs_answered);
}

static void one_press_to_a_sign_is_a_yes(void **state)
{
	struct play *play = *state;
	play->start.signs_due = true;
	play->start.by_count = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_SIGN);
	press(play);
	play_for(play, 1500);
	assert_int_equal(play->s.result, RESULT_EMERGENCY);
	assert_true(play->s.memo.locked);
}

static void a_missed_week_is_counted_to_three(void **state)
{
	struct play *play = *state;
	play->start.ask_away = true;
	play->start.by_count = true;
	play_event(play, EVENT_BEGIN);
	to_word(play, QUESTION_AWAY, 1);
	assert_int_equal(play->trail[play_find(play, 0, EFFECT_COUNT)].saying.n, 1);
	press(play); /* nothing has been said yet */
	assert_int_equal(play->s.question, QUESTION_AWAY);
	press_at(play, QUESTION_AWAY, 2);
	int answer = play_find(play, 0, EFFECT_ANSWER);
	assert_int_equal(play->trail[answer].n, AWAY_TIME);
	play_to_question(play, QUESTION_READY);
}

static void a_missed_week_without_a_press_goes_on(void **state)
{
	struct play *play = *state;
	play->start.ask_away = true;
	play->start.by_count = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_READY);
	assert_int_equal(play_tally(play, 0, EFFECT_COUNT), 3 * 3);
}

static void the_morning_after_is_counted_and_confirmed(void **state)
{
	struct play *play = *state;
	play->start.ask_morning = true;
	play->start.by_count = true;
	play_event(play, EVENT_BEGIN);
	press_at(play, QUESTION_MORNING, 4);
	confirm(play);
	int pain = play_find(play, 0, EFFECT_PAIN);
	assert_int_equal(play->trail[pain].n, 4);
	assert_int_equal(play->trail[pain].m, QUESTION_MORNING);
	play_to_question(play, QUESTION_READY);
}

static void two_presses_at_ready_spend_no_try_of_the_next_question(void **state)
{
	struct play *play = *state;
	play->start.by_count = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_READY);
	press_twice(play);
	to_word(play, QUESTION_START, 0);
	assert_int_equal(play->s.tries, 1);
}

static void when_another_means_comes_the_next_question_is_asked_as_always(void **state)
{
	struct play *play = *state;
	start(play, 2);
	session_by_count(&play->s, false);
	play_answer(play, "1");
	assert_int_equal(play->s.last_pain, 1);
	session_by_count(&play->s, true);
	press_at(play, QUESTION_EXERCISE, 2);
	assert_int_equal(play->s.question, QUESTION_CONFIRM);
}

static int set_up(void **state)
{
	*state = play_new();
	return 0;
}

static int tear_down(void **state)
{
	play_free(*state);
	return 0;
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(a_press_confirms_when_no_second_one_follows),
	    CASE(two_presses_ask_again),
	    CASE(two_slow_presses_ask_again_as_well),
	    CASE(a_press_into_the_words_that_say_it_back_confirms_nothing),
	    CASE(a_press_too_early_lowers_nothing_in_silence),
	    CASE(nor_does_a_button_that_something_leans_on_by_and_by),
	    CASE(a_seven_that_nobody_confirms_stops),
	    CASE(no_press_in_three_counts_starts_nothing),
	    CASE(no_press_later_waits_and_a_press_asks_once_more),
	    CASE(no_press_after_a_cry_waits_too_and_then_ends),
	    CASE(holding_the_button_stops_in_a_count),
	    CASE(holding_it_to_a_yes_or_no_stops_before_the_yes),
	    CASE(a_lost_device_in_a_count_counts_anew),
	    CASE(a_press_in_a_set_pauses_and_the_next_goes_on_through_a_count),
	    CASE(twelve_signs_are_denied_by_two_presses_each),
	    CASE(one_press_to_a_sign_is_a_yes),
	    CASE(a_missed_week_is_counted_to_three),
	    CASE(a_missed_week_without_a_press_goes_on),
	    CASE(the_morning_after_is_counted_and_confirmed),
	    CASE(two_presses_at_ready_spend_no_try_of_the_next_question),
	    CASE(when_another_means_comes_the_next_question_is_asked_as_always),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
