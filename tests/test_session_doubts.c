/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_doubts.c - spoken answers that are not sure, corrections, numbers nobody asked for.
 */
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

static void hear(struct play *play, const char *words)
{
	play_to_question(play, QUESTION_EXERCISE);
	play_voice(play, words);
}

/* Until "I heard N. Right?" may be answered. */
static void assert_asked_back(struct play *play, int value)
{
	assert_int_equal(play->s.question, QUESTION_CONFIRM);
	assert_int_equal(play->s.heard, value);
	play_to_question(play, QUESTION_CONFIRM);
}

static void a_sure_small_number_is_echoed_and_an_unsure_one_asked_back(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	hear(play, "two");
	assert_int_not_equal(play_find_row(play, 0, ROW_P6), -1);
	assert_int_equal(play->s.state, STATE_REST);
	play_to_question(play, QUESTION_EXERCISE);
	int from = play->count;
	play_doubtful(play, "two");
	assert_int_equal(play_find(play, from, EFFECT_PAIN), -1);
	assert_int_not_equal(play_find_row(play, from, ROW_P5), -1);
	assert_asked_back(play, 2);
	play_voice(play, "yes");
	assert_int_equal(play->s.last_pain, 2);
	assert_int_equal(play->s.state, STATE_REST);
}

static void an_unsure_none_or_same_is_asked_back_too(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_question(play, QUESTION_EXERCISE);
	play_doubtful(play, "same");
	assert_asked_back(play, 2);
	play_voice(play, "no");
	play_to_question(play, QUESTION_EXERCISE);
	play_doubtful(play, "none");
	assert_asked_back(play, 0);
}

static void an_unsure_yes_does_not_lower_the_number(void **state)
{
	struct play *play = *state;
	play_start(play, "5");
	hear(play, "one");
	assert_asked_back(play, 1);
	play_doubtful(play, "yes");
	assert_int_equal(play->s.question, QUESTION_CONFIRM);
	assert_int_equal(play->s.tries, 2);
	play_to_question(play, QUESTION_CONFIRM);
	play_voice(play, "yes");
	assert_int_equal(play->s.last_pain, 1);
}

static void an_unsure_yes_is_enough_for_a_higher_number(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	hear(play, "six");
	assert_asked_back(play, 6);
	play_doubtful(play, "yes");
	assert_int_equal(play->s.last_pain, 6);
}

static void an_unsure_yes_starts_nothing_without_a_number_to_compare(void **state)
{
	struct play *play = *state;
	play->start.last_start_pain = PAIN_UNKNOWN;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_READY);
	play_doubtful(play, "ready"); /* leads to the question only */
	play_to_question(play, QUESTION_START);
	play_voice(play, "two");
	for (int i = 0; i < 3; i++) {
		assert_asked_back(play, 2);
		play_doubtful(play, "yes");
		assert_int_equal(play->s.start_pain, PAIN_UNKNOWN);
	}
	assert_int_equal(play->s.question, QUESTION_START); /* and its second try */
}

static void an_unsure_yes_clears_no_lock(void **state)
{
	struct play *play = *state;
	play->start.locked = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_LOCK);
	play_doubtful(play, "yes");
	assert_int_equal(play->s.question, QUESTION_LOCK);
	play_to_question(play, QUESTION_LOCK);
	play_voice(play, "yes");
	play_to_question(play, QUESTION_LOCK_SURE);
	for (int i = 0; i < 3; i++) {
		play_to_question(play, QUESTION_LOCK_SURE);
		play_doubtful(play, "yes");
	}
	assert_true(play->s.memo.locked);
	assert_int_equal(play->s.result, RESULT_REFUSED);
}

static void an_unsure_no_refuses_and_an_unsure_yes_to_a_sign_too(void **state)
{
	struct play *play = *state;
	play->start.signs_due = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_SIGN);
	play_doubtful(play, "no"); /* asked back with all others at the end */
	assert_int_equal(play->s.sign, 1);
	play_to_question(play, QUESTION_SIGN);
	play_doubtful(play, "yes");
	assert_true(play->s.ended);
	assert_true(play->s.memo.locked);
}

static void unsure_noes_need_a_sure_yes_in_the_end(void **state)
{
	struct play *play = *state;
	play->start.signs_due = true;
	play_event(play, EVENT_BEGIN);
	for (int i = 0; i < 12; i++) {
		play_to_question(play, QUESTION_SIGN);
		play_doubtful(play, "no");
	}
	play_to_question(play, QUESTION_SIGNS_SURE);
	play_doubtful(play, "yes");
	assert_false(play->s.memo.signs_answered);
	play_to_question(play, QUESTION_SIGNS_SURE);
	play_voice(play, "yes");
	assert_true(play->s.memo.signs_answered);
}

static void an_unsure_no_after_leg_is_asked_again(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_voice(play, "leg");
	play_to_question(play, QUESTION_LEG);
	play_doubtful(play, "no");
	assert_int_equal(play->s.sign, 0);
	assert_int_equal(play->s.tries, 2);
	play_to_question(play, QUESTION_LEG);
	play_doubtful(play, "yes");
	assert_int_equal(play->s.result, RESULT_EMERGENCY);
}

static void what_halts_or_ends_needs_not_be_sure(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	struct session working = play->s;
	play_doubtful(play, "stop");
	assert_int_equal(play->s.result, RESULT_STOPPED);
	play->s = working;
	play_doubtful(play, "pause");
	assert_int_equal(play->s.state, STATE_PAUSED);
	play->s = working;
	play_doubtful(play, "sharp");
	assert_int_equal(play->s.question, QUESTION_SHARP);
	play->s = working;
	play_doubtful(play, "help");
	assert_int_equal(play->s.result, RESULT_EMERGENCY);
	play->s = working;
	play_doubtful(play, "ouch");
	assert_int_equal(play->s.question, QUESTION_RESUME);
}

/* --- "no, four" ------------------------------------------------------------------ */

static void a_correction_takes_the_place_of_what_was_heard(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	hear(play, "seven");
	assert_asked_back(play, 7);
	int from = play->count;
	play_voice(play, "no, four");
	assert_int_equal(play_find(play, from, EFFECT_PAIN), -1);
	assert_asked_back(play, 4); /* above three, so it is asked back as well */
	play_voice(play, "yes");
	assert_int_equal(play->s.last_pain, 4);
	assert_int_equal(play->s.ease, 1);
}

static void a_small_correction_of_a_severe_number_is_asked_back(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	hear(play, "seven");
	assert_asked_back(play, 7);
	play_voice(play, "no, two");
	assert_asked_back(play, 2);
	play_to(play, STATE_OVER); /* silence: the seven was taken back by nobody for sure */
	assert_int_equal(play->s.result, RESULT_PAIN);
	assert_int_equal(play->s.last_pain, 7);
}

static void a_small_correction_of_a_small_number_is_echoed(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_question(play, QUESTION_EXERCISE);
	play_doubtful(play, "three");
	assert_asked_back(play, 3);
	int from = play->count;
	play_voice(play, "no it's two");
	assert_int_not_equal(play_find_row(play, from, ROW_P6), -1);
	assert_int_equal(play->s.last_pain, 2);
	assert_int_equal(play->s.state, STATE_REST);
}

static void an_unsure_correction_is_asked_back(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_question(play, QUESTION_EXERCISE);
	play_doubtful(play, "three");
	assert_asked_back(play, 3);
	play_doubtful(play, "no two");
	assert_asked_back(play, 2);
}

static void the_same_number_again_corrects_nothing(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	hear(play, "four");
	assert_asked_back(play, 4);
	play_voice(play, "no four");
	assert_int_equal(play->s.question, QUESTION_CONFIRM);
	assert_int_equal(play->s.heard, 4);
	assert_int_equal(play->s.tries, 2);
}

static void corrections_come_to_an_end(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	hear(play, "seven");
	assert_asked_back(play, 7); /* the first of three tries */
	play_voice(play, "no, six");
	assert_asked_back(play, 6);
	play_voice(play, "no, five");
	assert_asked_back(play, 5);
	play_voice(play, "no, four");
	assert_int_equal(play->s.state, STATE_STANDBY);
}

static void a_no_to_a_corrected_number_asks_again(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	hear(play, "seven");
	assert_asked_back(play, 7);
	play_voice(play, "no, four");
	assert_asked_back(play, 4);
	play_voice(play, "no");
	assert_int_equal(play->s.question, QUESTION_EXERCISE);
	assert_int_equal(play->s.tries, 3);
	play_to_question(play, QUESTION_EXERCISE);
	play_voice(play, "two");
	assert_int_equal(play->s.last_pain, 2);
}

static void sharp_at_a_corrected_seven_ends_it(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	hear(play, "seven");
	assert_asked_back(play, 7);
	play_voice(play, "no, two");
	play_voice(play, "sharp");
	assert_int_equal(play->s.result, RESULT_PAIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		a_sure_small_number_is_echoed_and_an_unsure_one_asked_back, setup, teardown),
	    cmocka_unit_test_setup_teardown(an_unsure_none_or_same_is_asked_back_too, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(an_unsure_yes_does_not_lower_the_number, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(an_unsure_yes_is_enough_for_a_higher_number, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(
		an_unsure_yes_starts_nothing_without_a_number_to_compare, setup, teardown),
	    cmocka_unit_test_setup_teardown(an_unsure_yes_clears_no_lock, setup, teardown),
	    cmocka_unit_test_setup_teardown(an_unsure_no_refuses_and_an_unsure_yes_to_a_sign_too,
					    setup, teardown),
	    cmocka_unit_test_setup_teardown(unsure_noes_need_a_sure_yes_in_the_end, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(an_unsure_no_after_leg_is_asked_again, setup, teardown),
	    cmocka_unit_test_setup_teardown(what_halts_or_ends_needs_not_be_sure, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_correction_takes_the_place_of_what_was_heard, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(a_small_correction_of_a_severe_number_is_asked_back,
					    setup, teardown),
	    cmocka_unit_test_setup_teardown(a_small_correction_of_a_small_number_is_echoed, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(an_unsure_correction_is_asked_back, setup, teardown),
	    cmocka_unit_test_setup_teardown(the_same_number_again_corrects_nothing, setup,
					    teardown),
	    cmocka_unit_test_setup_teardown(corrections_come_to_an_end, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_no_to_a_corrected_number_asks_again, setup, teardown),
	    cmocka_unit_test_setup_teardown(sharp_at_a_corrected_seven_ends_it, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
