/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_commands.c - stop, sharp, easier, pause and the like. */
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

/* --- commands
 * -------------------------------------------------------------------------------------- */

static void stop_hushes_at_once_and_nothing_follows(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_for(play, 1234);
	int before = play->count;
	play_voice(play, "stop");
	assert_int_equal(play->trail[before].kind, EFFECT_HUSH);
	assert_int_equal(play->trail[before].at_ms, play->now_ms);
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_STOPPED);
	assert_int_equal(play_find(play, before, EFFECT_TONE), -1);
}

static void an_emergency_is_said_twice_and_locks(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_key(play, "emergency");
	int first = play_find_cue(play, 0, CUE_EMERGENCY);
	assert_int_not_equal(play_find_cue(play, first + 1, CUE_EMERGENCY), -1);
	assert_true(play->s.memo.locked);
	assert_int_equal(play->s.result, RESULT_EMERGENCY);
}

static void leg_stops_and_asks_three_signs_and_silence_reads_them(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_voice(play, "leg");
	assert_true(play->s.ended);
	play_to_question(play, QUESTION_LEG);
	play_voice(play, "no");
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_LEG);
	assert_int_not_equal(play_find_cue(play, 0, CUE_LEG_READ), -1);
}

static void a_yes_after_leg_is_an_emergency(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_voice(play, "leg");
	play_to_question(play, QUESTION_LEG);
	play_voice(play, "yes");
	assert_int_equal(play->s.result, RESULT_EMERGENCY);
	assert_true(play->s.memo.locked);
}

static void sharp_in_a_set_leaves_it_and_asks(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_voice(play, "sharp");
	assert_int_equal(play->s.ease, 1);
	play_to_question(play, QUESTION_SHARP);
	play_key(play, "3");
	assert_int_equal(play->s.exercise, 1);
	assert_int_equal(play->s.left, 1u << 0);
}

static void sharp_in_the_rest_after_an_exercise_leaves_the_one_just_done(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_answer(play, "2");
	assert_int_equal(play->s.exercise, 1);
	play_voice(play, "sharp");
	assert_int_equal(play->s.left, 1u << 0);
}

static void silence_after_sharp_ends_it(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_voice(play, "sharp");
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_PAIN);
}

static void a_second_sharp_ends_it_at_once(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_voice(play, "sharp");
	play_to_question(play, QUESTION_SHARP);
	play_voice(play, "sharp");
	assert_int_equal(play->s.result, RESULT_PAIN);
}

static void easier_counts_from_the_next_set_and_may_leave_it_out(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.sets = 2;
	play_start(play, "4");
	play_to(play, STATE_WORK);
	play_key(play, "easier");
	assert_int_equal(play->s.dose.sets, 2); /* the set at hand goes on as it was */
	play_answer(play, "3");
	assert_int_equal(play->s.exercise, 1); /* at ease 2 there is no second set */
}

static void easier_in_the_rest_before_a_second_set_asks_instead(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.sets = 2;
	play_start(play, "3");
	play_to(play, STATE_WORK);
	play_to_phase(play, PHASE_SETTLE);
	play_key(play, "easier");
	play_to_phase(play, PHASE_SETTLE);
	play_key(play, "easier");
	assert_int_equal(play->s.ease, 2);
	assert_int_equal(play->s.question, QUESTION_EXERCISE);
	assert_int_equal(play->s.state, STATE_ASK);
}

static void easier_on_the_first_side_may_leave_out_the_other_side_of_a_second_set(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].sides = SIDES_BOTH;
	play->routine.exercise[0].dose.sets = 2;
	play_start(play, "3");
	for (int step = 0; step < 3; step++) {
		play_to(play, STATE_WORK);
		if (step < 2)
			play_to(play, STATE_REST);
	}
	play_key(play, "easier");
	play_key(play, "easier");
	play_to(play, STATE_ASK);
	assert_int_equal(play_tally(play, 0, EFFECT_STEP), 3);
}

static void skip_leaves_the_exercise_asks_and_is_not_complete(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_key(play, "skip");
	play_answer(play, "2");
	assert_int_equal(play->s.exercise, 1);
	play_answer(play, "2");
	play_answer(play, "2");
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_PARTLY);
}

static void a_pause_in_a_set_never_repeats_the_reps_done(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.reps = 5;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_for(play, 9000); /* in the third rep */
	play_key(play, "pause");
	assert_int_equal(play->s.state, STATE_PAUSED);
	play_for(play, 300000);
	assert_int_equal(play->s.state, STATE_PAUSED);
	play_key(play, "ready");
	play_to_question(play, QUESTION_RESUME);
	play_key(play, "2");
	int before = play->count;
	play_to(play, STATE_WORK);
	play_to(play, STATE_ASK);
	int count = play_find(play, before, EFFECT_COUNT);
	assert_int_equal(play->trail[count].saying.n, 4);
	assert_int_equal(play_tally(play, before, EFFECT_COUNT), 2);
}

static void a_pause_of_ten_minutes_ends_it(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_key(play, "pause");
	play_for(play, SPEECH_MS + 600000);
	assert_int_equal(play->s.result, RESULT_QUIET);
}

static void a_lost_device_halts_and_goes_on_where_it_was(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.reps = 5;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	play_for(play, 9000);
	play_event(play, EVENT_LOST);
	assert_int_equal(play->s.state, STATE_LOST);
	play_for(play, 20000);
	play_event(play, EVENT_MENDED);
	play_to_question(play, QUESTION_RESUME);
	play_key(play, "2");
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.rep, 3);
}

static void how_long_is_answered_and_the_question_stays(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_question(play, QUESTION_EXERCISE);
	play_key(play, "how long");
	int said = play_find_cue(play, 0, CUE_HOW_LONG);
	assert_int_not_equal(said, -1);
	assert_true(play->trail[said].saying.n >= 1);
	play_to_question(play, QUESTION_EXERCISE);
	assert_int_equal(play->s.tries, 1);
}

static void louder_is_for_the_coach_alone_and_the_question_stays(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_question(play, QUESTION_EXERCISE);
	int before = play->count;
	play_key(play, "louder");
	int at = play_find(play, before, EFFECT_VOICE);
	assert_int_not_equal(at, -1);
	assert_int_equal(play->trail[at].n, INTENT_LOUDER);
	assert_int_not_equal(play_find_cue(play, at, CUE_LOUDER), -1);
	play_to_question(play, QUESTION_EXERCISE);
	assert_int_equal(play->s.tries, 1);
}

static void quieter_in_a_rest_leads_back_to_it_and_begins_no_countdown_anew(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_answer(play, "2");
	play_to_phase(play, PHASE_SETTLE);
	int64_t until_ms = play->s.deadline_ms;
	int before = play->count;
	play_key(play, "quieter");
	assert_int_not_equal(play_find_cue(play, before, CUE_QUIETER), -1);
	play_to_phase(play, PHASE_SETTLE);
	assert_true(play->s.deadline_ms >= until_ms); /* no rest gets shorter */
	play_to_phase(play, PHASE_COUNTDOWN);
	until_ms = play->s.deadline_ms;
	before = play->count;
	play_key(play, "slower");
	assert_int_equal(play->s.phase, PHASE_COUNTDOWN);
	assert_int_equal(play->s.deadline_ms, until_ms);
	assert_int_equal(play->trail[before].kind, EFFECT_VOICE);
	assert_int_equal(play->count, before + 1);
}

static void the_last_words_can_be_made_louder(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_key(play, "emergency");
	assert_int_equal(play->s.state, STATE_CLOSING);
	int before = play->count;
	play_key(play, "louder");
	assert_int_not_equal(play_find(play, before, EFFECT_VOICE), -1);
	assert_int_equal(play_find(play, before, EFFECT_SAY), -1);
	assert_int_equal(play->s.state, STATE_CLOSING);
	assert_int_equal(play->s.result, RESULT_EMERGENCY);
}

static void repeat_says_the_question_again_and_spends_no_try(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to_question(play, QUESTION_EXERCISE);
	int before = play->count;
	play_key(play, "repeat");
	assert_int_not_equal(play_find_cue(play, before, CUE_PAIN_SHORT), -1);
	assert_int_equal(play->s.tries, 1);
}

static void closing_the_program_ends_it_with_its_summary(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_answer(play, "2");
	play_event(play, EVENT_QUIT);
	assert_int_equal(play->s.state, STATE_CLOSING);
	assert_int_not_equal(play_find_cue(play, 0, CUE_SUMMARY_SOME), -1);
	play_event(play, EVENT_QUIT);
	assert_int_equal(play->s.state, STATE_OVER);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(stop_hushes_at_once_and_nothing_follows),
	    TEST(an_emergency_is_said_twice_and_locks),
	    TEST(leg_stops_and_asks_three_signs_and_silence_reads_them),
	    TEST(a_yes_after_leg_is_an_emergency),
	    TEST(sharp_in_a_set_leaves_it_and_asks),
	    TEST(sharp_in_the_rest_after_an_exercise_leaves_the_one_just_done),
	    TEST(silence_after_sharp_ends_it),
	    TEST(a_second_sharp_ends_it_at_once),
	    TEST(easier_counts_from_the_next_set_and_may_leave_it_out),
	    TEST(easier_in_the_rest_before_a_second_set_asks_instead),
	    TEST(easier_on_the_first_side_may_leave_out_the_other_side_of_a_second_set),
	    TEST(skip_leaves_the_exercise_asks_and_is_not_complete),
	    TEST(a_pause_in_a_set_never_repeats_the_reps_done),
	    TEST(a_pause_of_ten_minutes_ends_it),
	    TEST(a_lost_device_halts_and_goes_on_where_it_was),
	    TEST(how_long_is_answered_and_the_question_stays),
	    TEST(louder_is_for_the_coach_alone_and_the_question_stays),
	    TEST(quieter_in_a_rest_leads_back_to_it_and_begins_no_countdown_anew),
	    TEST(the_last_words_can_be_made_louder),
	    TEST(repeat_says_the_question_again_and_spends_no_try),
	    TEST(closing_the_program_ends_it_with_its_summary),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
