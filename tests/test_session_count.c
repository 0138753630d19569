/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_count.c - answers by one button: the count (P8). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "press_support.h"

/* --- the count --------------------------------------------------------------- */

static void numbers_are_counted_evenly_from_zero_to_ten(void **state)
{
	struct play *play = *state;
	begin(play);
	to_word(play, QUESTION_START, 10);
	int at = play_find(play, 0, EFFECT_COUNT);
	int64_t before_ms = play->trail[at].at_ms;
	for (int number = 0; number <= 10; number++) {
		const struct effect *word = &play->trail[at];
		assert_int_equal(word->saying.cue, CUE_NUMBER);
		assert_int_equal(word->saying.n, number);
		if (number > 0)
			assert_int_equal(word->at_ms - before_ms, 2000);
		before_ms = word->at_ms;
		at = play_find(play, at + 1, EFFECT_COUNT);
	}
	assert_int_equal(at, -1);
}

static void late_ticks_do_not_make_the_count_drift(void **state)
{
	struct play *play = *state;
	play->late_ms = 90;
	begin(play);
	to_word(play, QUESTION_START, 0);
	int first = play_find(play, 0, EFFECT_COUNT);
	to_word(play, QUESTION_START, 10);
	assert_int_equal(play->trail[play->count - 1].kind, EFFECT_COUNT);
	assert_int_equal(play->trail[play->count - 1].at_ms - play->trail[first].at_ms, 20000);
}

static void a_press_takes_each_number_and_it_is_said_back(void **state)
{
	struct play *play = *state;
	for (int number = 0; number <= 10; number++) {
		play->count = 0;
		play->now_ms = 0;
		play->spoken_ms = SESSION_NEVER;
		begin(play);
		press_at(play, QUESTION_START, number);
		assert_int_equal(play->s.question, QUESTION_CONFIRM);
		int back = play_find_cue(play, 0, CUE_COUNTED);
		assert_int_not_equal(back, -1);
		assert_int_equal(play->trail[back].saying.n, number);
		assert_int_equal(play->s.start_pain, PAIN_UNKNOWN);
		int row = play_find_row(play, 0, ROW_P8);
		assert_int_not_equal(row, -1);
		assert_int_equal(play->trail[row].n, number);
	}
}

static void a_press_just_after_a_word_began_belongs_to_the_number_before(void **state)
{
	struct play *play = *state;
	begin(play);
	to_word(play, QUESTION_START, 4);
	play_for(play, 349);
	press(play);
	assert_int_equal(play->s.heard, 3);
}

static void from_then_on_it_belongs_to_its_own_number(void **state)
{
	struct play *play = *state;
	begin(play);
	to_word(play, QUESTION_START, 4);
	play_for(play, 350);
	press(play);
	assert_int_equal(play->s.heard, 4);
}

static void a_press_before_zero_is_no_zero(void **state)
{
	struct play *play = *state;
	begin(play);
	play_for(play, 100); /* into the question */
	press(play);
	assert_int_equal(play->s.question, QUESTION_START);
	to_word(play, QUESTION_START, 0);
	press(play);
	assert_int_equal(play->s.question, QUESTION_START);
	assert_true(play->s.counting);
	assert_int_equal(play_find(play, 0, EFFECT_HEARD), -1);
}

static void ten_may_be_pressed_as_long_as_any_other(void **state)
{
	struct play *play = *state;
	begin(play);
	to_word(play, QUESTION_START, 10);
	play_for(play, 2000 + 349);
	press(play);
	assert_int_equal(play->s.heard, 10);
}

static void ten_confirmed_leads_to_no_session(void **state)
{
	struct play *play = *state;
	begin(play);
	press_at(play, QUESTION_START, 10);
	confirm(play);
	assert_int_equal(play->s.result, RESULT_REFUSED);
	assert_true(play->s.memo.severe);
}

static void a_press_silences_the_word_at_once(void **state)
{
	struct play *play = *state;
	begin(play);
	to_word(play, QUESTION_START, 7);
	play_for(play, 400);
	int before = play->count;
	press(play);
	assert_int_equal(play->trail[before].kind, EFFECT_HUSH);
	assert_int_equal(play->trail[before].at_ms, play->now_ms);
}

static void the_ear_is_shut_while_the_coach_counts(void **state)
{
	struct play *play = *state;
	begin(play);
	to_word(play, QUESTION_START, 2);
	int before = play->count;
	play_voice(play, "two");
	assert_int_equal(play->count, before);
	assert_false(play->s.listening);
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
	    CASE(numbers_are_counted_evenly_from_zero_to_ten),
	    CASE(late_ticks_do_not_make_the_count_drift),
	    CASE(a_press_takes_each_number_and_it_is_said_back),
	    CASE(a_press_just_after_a_word_began_belongs_to_the_number_before),
	    CASE(from_then_on_it_belongs_to_its_own_number),
	    CASE(a_press_before_zero_is_no_zero),
	    CASE(ten_may_be_pressed_as_long_as_any_other),
	    CASE(ten_confirmed_leads_to_no_session),
	    CASE(a_press_silences_the_word_at_once),
	    CASE(the_ear_is_shut_while_the_coach_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
