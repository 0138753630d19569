/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_plan.c - sessions by a plan: levels, days of rest, what is told, learning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "session_support.h"

/* The calm routine, as planned for a first session; the tests change that. */
static int setup(void **state)
{
	struct play *play = play_new();
	session_plan_first(&play->plan, &play->routine);
	play->planned = true;
	*state = play;
	return 0;
}

static int teardown(void **state)
{
	play_free(*state);
	return 0;
}

static int said(const struct play *play, enum cue cue)
{
	int at = play_find_cue(play, 0, cue);
	assert_int_not_equal(at, -1);
	return play->trail[at].saying.n;
}

/* --- levels --------------------------------------------------------------- */

static void the_planned_dose_is_said_and_done(void **state)
{
	struct play *play = *state;
	play->plan.exercise[0].dose.reps = 5;
	play->plan.exercise[0].level = 3;
	play_start(play, "2");
	assert_int_equal(said(play, CUE_DOSE_REPS), 5);
	play_answer(play, "2");
	int done = play_find(play, 0, EFFECT_DONE);
	assert_int_equal(play->trail[done].work.reps, 5);
	assert_int_equal(play->trail[done].work.ms, 20000);
}

/* Ten reps at ease 1 are eight: section 6.3. */
static void it_is_eased_from_the_planned_dose(void **state)
{
	struct play *play = *state;
	play->plan.exercise[0].dose.reps = 10;
	play_start(play, "4");
	assert_int_equal(said(play, CUE_DOSE_REPS), 8);
}

/* Half of the first ten, and not of the twelve it has come to. */
static void strength_loses_its_levels_at_the_second_ease(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].kind = KIND_STRENGTH;
	play->routine.exercise[0].dose.reps = 10;
	play->plan.exercise[0].dose.reps = 12;
	play->plan.exercise[0].level = 2;
	play_start(play, "6");
	assert_int_equal(said(play, CUE_DOSE_REPS), 5);
}

static void a_stretch_keeps_its_level_at_the_second_ease(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].kind = KIND_STRETCH;
	play->routine.exercise[0].dose.reps = 10;
	play->plan.exercise[0].dose.reps = 12;
	play->plan.exercise[0].level = 2;
	play_start(play, "6");
	assert_int_equal(said(play, CUE_DOSE_REPS), 6);
}

static void the_time_left_is_that_of_the_plan(void **state)
{
	struct play *play = *state;
	play_event(play, EVENT_BEGIN);
	int64_t first_ms = session_remaining_ms(&play->s);
	play->plan.exercise[1].dose.reps += 10; /* of four seconds */
	assert_int_equal(session_remaining_ms(&play->s), first_ms + 40000);
	play->plan.exercise[1].dose.reps -= 10;
}

/* --- days of rest ----------------------------------------------------------- */

static void what_rests_today_is_neither_done_nor_counted(void **state)
{
	struct play *play = *state;
	play->plan.exercise[0].left_out = ROW_N2;
	play_start(play, "2");
	assert_int_equal(said(play, CUE_RESTING), 1);
	assert_int_equal(session_planned(&play->s), 2);
	play_answer(play, "2");
	play_answer(play, "2");
	play_to_question(play, QUESTION_FINAL);
	play_key(play, "2");
	assert_int_equal(play->s.result, RESULT_COMPLETED);
	int step = play_find(play, 0, EFFECT_STEP);
	assert_int_equal(play->trail[step].saying.exercise, 1);
}

static void where_all_rests_nothing_is_asked(void **state)
{
	struct play *play = *state;
	for (int i = 0; i < 3; i++)
		play->plan.exercise[i].left_out = ROW_N2;
	play_event(play, EVENT_BEGIN);
	assert_int_equal(play->s.result, RESULT_REFUSED);
	assert_int_not_equal(play_find_cue(play, 0, CUE_REFUSE_RESTING), -1);
	assert_int_equal(play_find_cue(play, 0, CUE_REFUSE_NOTHING_LEFT), -1);
}

/* --- what is told ------------------------------------------------------------- */

static void who_knows_an_exercise_hears_its_name_position_and_dose(void **state)
{
	struct play *play = *state;
	play->plan.exercise[0].telling = TELL_SHORT;
	play_start(play, "2");
	assert_int_not_equal(play_find_cue(play, 0, CUE_FIRST), -1);
	assert_int_not_equal(play_find_cue(play, 0, CUE_SETUP), -1);
	assert_int_not_equal(play_find_cue(play, 0, CUE_DOSE_REPS), -1);
	assert_int_equal(play_find_cue(play, 0, CUE_MOVE), -1);
	assert_int_equal(play_find_cue(play, 0, CUE_BREATHE), -1);
	int from = play->count;
	play_answer(play, "2");
	assert_int_not_equal(play_find_cue(play, from, CUE_MOVE), -1);
}

static void repeat_tells_it_in_full(void **state)
{
	struct play *play = *state;
	play->plan.exercise[0].telling = TELL_SHORT;
	play_start(play, "2");
	play_key(play, "repeat");
	assert_int_not_equal(play_find_cue(play, 0, CUE_MOVE), -1);
	assert_int_not_equal(play_find_cue(play, 0, CUE_BREATHE), -1);
}

static void what_eases_it_is_told_to_everybody(void **state)
{
	struct play *play = *state;
	play->plan.exercise[0].telling = TELL_SHORT;
	play_start(play, "4");
	assert_int_not_equal(play_find_cue(play, 0, CUE_SMALLER), -1);
}

static void it_is_told_in_full_three_times_and_after_four_weeks(void **state)
{
	(void)state;
	assert_int_equal(session_plan_telling(0, -1), TELL_FULL);
	assert_int_equal(session_plan_telling(2, 1), TELL_FULL);
	assert_int_equal(session_plan_telling(3, 1), TELL_SHORT);
	assert_int_equal(session_plan_telling(3, 0), TELL_SHORT);
	assert_int_equal(session_plan_telling(99, 28), TELL_SHORT);
	assert_int_equal(session_plan_telling(99, 29), TELL_FULL);
	assert_int_equal(session_plan_telling(99, -1), TELL_FULL); /* a clock that is not sure */
}

/* --- learning ------------------------------------------------------------------- */

static void learning_is_one_slow_repetition_of_each(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.sets = 3;
	play->routine.exercise[2].dose.minutes = 9;
	session_plan_learn(&play->plan, &play->routine);
	play_start(play, "2");
	play_answer(play, "2");
	play_answer(play, "2");
	play_answer(play, "2");
	int first = play_find(play, 0, EFFECT_DONE);
	int second = play_find(play, first + 1, EFFECT_DONE);
	int third = play_find(play, second + 1, EFFECT_DONE);
	assert_int_equal(play->trail[first].work.reps, 1);
	assert_int_equal(play->trail[first].work.ms, 6000); /* 2-0-2 and a second each way */
	assert_int_equal(play->trail[second].work.reps, 1);
	assert_int_equal(play->trail[third].work.ms, 60000);
	assert_int_equal(play_tally(play, 0, EFFECT_DONE), 3);
}

static void learning_stops_for_pain_as_always(void **state)
{
	struct play *play = *state;
	session_plan_learn(&play->plan, &play->routine);
	play_start(play, "2");
	play_answer(play, "7");
	assert_int_equal(play->s.result, RESULT_PAIN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_planned_dose_is_said_and_done),
	    TEST(it_is_eased_from_the_planned_dose),
	    TEST(strength_loses_its_levels_at_the_second_ease),
	    TEST(a_stretch_keeps_its_level_at_the_second_ease),
	    TEST(the_time_left_is_that_of_the_plan),
	    TEST(what_rests_today_is_neither_done_nor_counted),
	    TEST(where_all_rests_nothing_is_asked),
	    TEST(who_knows_an_exercise_hears_its_name_position_and_dose),
	    TEST(repeat_tells_it_in_full),
	    TEST(what_eases_it_is_told_to_everybody),
	    TEST(it_is_told_in_full_three_times_and_after_four_weeks),
	    TEST(learning_is_one_slow_repetition_of_each),
	    TEST(learning_stops_for_pain_as_always),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
