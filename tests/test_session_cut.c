/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_cut.c - going on with a session that was cut off. */
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

static int last_pain(const struct play *play)
{
	int at = -1;
	for (int i = play_find(play, 0, EFFECT_PAIN); i != -1;
	     i = play_find(play, i + 1, EFFECT_PAIN))
		at = i;
	assert_int_not_equal(at, -1);
	return play->trail[at].n;
}

/* Cut off at the third of three exercises. */
static void to_offer(struct play *play, const char *pain)
{
	play->start.cut.there = true;
	play->start.cut.exercise = 2;
	play->start.cut.reached |= 3 & ~play->start.cut.left;
	play_start(play, pain);
	if (!play->s.ended && play->s.state == STATE_ASK)
		play_to_question(play, QUESTION_GO_ON);
}

static void a_yes_goes_on_and_counts_what_was_done(void **state)
{
	struct play *play = *state;
	to_offer(play, "2");
	play_voice(play, "yes");
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.exercise, 2);
	play_answer(play, "2");
	play_to_question(play, QUESTION_FINAL);
	play_key(play, "2");
	assert_int_equal(play->s.result, RESULT_COMPLETED);
	assert_int_equal(session_done(&play->s), 3);
}

/* Whoever has no screen would not know otherwise. */
static void one_that_is_not_gone_on_with_is_said_and_nothing_is_offered(void **state)
{
	struct play *play = *state;
	play->start.cut_ended = true;
	play_start(play, "2");
	int at = play_find_cue(play, 0, CUE_CUT_ENDED);
	assert_int_not_equal(at, -1);
	assert_true(at < play_find(play, 0, EFFECT_LISTEN));
	assert_int_equal(play_find_cue(play, at + 1, CUE_CUT_ENDED), -1);
	assert_int_equal(play_find_cue(play, 0, CUE_CUT_OFF), -1);
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.exercise, 0);
	assert_int_equal(play_find_cue(play, 0, CUE_GO_ON_ASK), -1);
}

static void a_no_begins_again_but_not_with_strength(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].kind = KIND_STRENGTH;
	play->routine.exercise[1].kind = KIND_STRETCH;
	to_offer(play, "2");
	play_voice(play, "no");
	assert_int_not_equal(play_find_cue(play, 0, CUE_BEGIN_AGAIN_LESS), -1);
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.exercise, 1);
	assert_int_equal(session_planned(&play->s), 2);
}

/* Cut off in the third, of three sets, after so many. */
static void to_sets(struct play *play, int done)
{
	play->routine.exercise[2].dose.sets = 3;
	play->start.cut.sets = done;
	to_offer(play, "2");
}

static int first_set(const struct play *play)
{
	int step = play_find(play, 0, EFFECT_STEP);
	assert_int_not_equal(step, -1);
	assert_int_equal(play->trail[step].saying.exercise, 2);
	return play->trail[step].n;
}

static void sets_that_were_done_are_not_done_again(void **state)
{
	struct play *play = *state;
	to_sets(play, 1);
	int asked = play_find_cue(play, 0, CUE_GO_ON_SET);
	assert_int_not_equal(asked, -1);
	assert_int_equal(play->trail[asked].saying.n, 2);
	play_key(play, "yes");
	/* it is told in full, after hours */
	assert_int_not_equal(play_find_cue(play, asked, CUE_MOVE), -1);
	int64_t from_ms = play->now_ms;
	play_to(play, STATE_WORK);
	assert_true(play->now_ms - from_ms >= play->routine.exercise[2].position_s * 1000);
	assert_int_equal(first_set(play), 1);
	play_answer(play, "2");
	assert_int_equal(play_tally(play, 0, EFFECT_STEP), 2);
	play_to_question(play, QUESTION_FINAL);
	play_key(play, "2");
	assert_int_equal(play->s.result, RESULT_COMPLETED);
}

static void behind_the_last_set_it_goes_on_with_what_comes_next(void **state)
{
	struct play *play = *state;
	to_sets(play, 3);
	assert_int_not_equal(play_find_cue(play, 0, CUE_GO_ON_NEXT), -1);
	play_key(play, "yes");
	play_to_question(play, QUESTION_FINAL);
	assert_int_equal(play_tally(play, 0, EFFECT_STEP), 0);
	int went = play_find(play, 0, EFFECT_WENT);
	assert_int_not_equal(went, -1);
	assert_int_equal(play->trail[went].n, 1);
	play_key(play, "2");
	assert_int_equal(play->s.result, RESULT_COMPLETED);
}

/* A second ease drops a set, so that none is left. */
static void easing_may_leave_no_set_of_it(void **state)
{
	struct play *play = *state;
	play->start.cut.ease = 1;
	to_sets(play, 2);
	play_key(play, "yes");
	play_to_phase(play, PHASE_SETTLE);
	play_voice(play, "easier");
	play_to_question(play, QUESTION_EXERCISE);
	assert_int_equal(play_tally(play, 0, EFFECT_STEP), 0);
}

static void of_strength_not_even_a_set_is_done_again(void **state)
{
	struct play *play = *state;
	play->routine.exercise[2].kind = KIND_STRENGTH;
	to_sets(play, 1);
	play_key(play, "no");
	int again = play_find_cue(play, 0, CUE_BEGIN_AGAIN_LESS);
	assert_int_not_equal(again, -1);
	assert_int_equal(play->trail[again].saying.n, 1);
	assert_int_equal(session_planned(&play->s), 2);
}

/* A condition that was added to the profile meanwhile. */
static void what_is_not_for_the_person_any_more_does_not_go_on(void **state)
{
	struct play *play = *state;
	play->routine.exercise[2].cautions = CONDITION_KNEE;
	play->start.conditions = CONDITION_KNEE;
	play->start.cut.reached = 1;
	play->start.cut.sets = 1;
	play->routine.exercise[2].dose.sets = 3;
	play->start.cut.there = true;
	play->start.cut.exercise = 2;
	play_start(play, "2");
	play_to_question(play, QUESTION_GO_ON);
	play_key(play, "yes");
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.exercise, 1);
}

static void nobody_answers_and_nothing_goes_on(void **state)
{
	struct play *play = *state;
	to_offer(play, "2");
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_REFUSED);
	assert_int_equal(play_tally(play, 0, EFFECT_STEP), 0);
}

static void it_is_never_milder_than_it_was(void **state)
{
	struct play *play = *state;
	play->start.cut.ease = 2;
	to_offer(play, "0");
	play_key(play, "yes");
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.ease, 2);
}

/* A start of 5 asks for ease 1 by itself: G8. */
static void the_number_of_now_may_make_it_smaller(void **state)
{
	struct play *play = *state;
	to_offer(play, "5");
	play_key(play, "yes");
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.ease, 1);
}

static void what_was_gentle_stays_gentle(void **state)
{
	struct play *play = *state;
	play->routine.exercise[2].gentle = false;
	play->routine.exercise[1].gentle = false;
	play->start.cut.gentle = true;
	to_offer(play, "2"); /* nothing gentle is left, so it is not offered */
	assert_int_equal(play_find_cue(play, 0, CUE_GO_ON_ASK), -1);
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.exercise, 0);
	assert_int_equal(session_planned(&play->s), 1);
}

static void a_second_leave_stops_even_behind_a_cut(void **state)
{
	struct play *play = *state;
	play->start.cut.k2 = 1;
	play->start.cut.ease = 1;
	to_offer(play, "2");
	play_key(play, "yes");
	play_answer(play, "6"); /* S2, for the second time */
	assert_int_equal(play->s.result, RESULT_PAIN);
}

static void a_number_at_the_offer_takes_the_place_of_the_last(void **state)
{
	struct play *play = *state;
	to_offer(play, "1");
	play_for(play, 500);
	play_key(play, "0"); /* ten */
	assert_int_equal(last_pain(play), 10);
	assert_int_equal(play->s.result, RESULT_REFUSED);
}

static void ouch_at_the_offer_asks_for_the_pain(void **state)
{
	struct play *play = *state;
	to_offer(play, "2");
	play_voice(play, "ouch");
	play_to_question(play, QUESTION_START);
	play_key(play, "6");
	assert_int_equal(play->s.start_pain, 6);
	assert_int_equal(play->s.ease, 2);
}

static void sharp_at_the_offer_asks_before_it_offers_again(void **state)
{
	struct play *play = *state;
	to_offer(play, "2");
	play_voice(play, "sharp");
	play_to_question(play, QUESTION_SHARP);
	play_key(play, "3");
	play_to_question(play, QUESTION_GO_ON);
	assert_int_equal(play_tally(play, 0, EFFECT_STEP), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_yes_goes_on_and_counts_what_was_done),
	    TEST(one_that_is_not_gone_on_with_is_said_and_nothing_is_offered),
	    TEST(a_no_begins_again_but_not_with_strength),
	    TEST(sets_that_were_done_are_not_done_again),
	    TEST(behind_the_last_set_it_goes_on_with_what_comes_next),
	    TEST(easing_may_leave_no_set_of_it),
	    TEST(of_strength_not_even_a_set_is_done_again),
	    TEST(what_is_not_for_the_person_any_more_does_not_go_on),
	    TEST(nobody_answers_and_nothing_goes_on),
	    TEST(it_is_never_milder_than_it_was),
	    TEST(the_number_of_now_may_make_it_smaller),
	    TEST(what_was_gentle_stays_gentle),
	    TEST(a_second_leave_stops_even_behind_a_cut),
	    TEST(a_number_at_the_offer_takes_the_place_of_the_last),
	    TEST(ouch_at_the_offer_asks_for_the_pain),
	    TEST(sharp_at_the_offer_asks_before_it_offers_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
