/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session.c - a session's course in time: countdowns, reps, holds, sides, sets, walks. */
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

/* The next effect of a kind; the test fails when there is none. */
static const struct effect *next(const struct play *play, int *from, enum effect_kind kind)
{
	*from = play_find(play, *from, kind);
	assert_int_not_equal(*from, -1);
	return &play->trail[(*from)++];
}

static void assert_tone(const struct play *play, int *from, enum tone tone, int64_t at_ms)
{
	const struct effect *effect = next(play, from, EFFECT_TONE);
	assert_int_equal(effect->tone, tone);
	assert_int_equal(effect->at_ms, at_ms);
}

static void assert_counted(const struct play *play, int *from, int n, int64_t at_ms)
{
	const struct effect *effect = next(play, from, EFFECT_COUNT);
	assert_int_equal(effect->saying.cue, CUE_NUMBER);
	assert_int_equal(effect->saying.n, n);
	assert_int_equal(effect->at_ms, at_ms);
}

/* Play to the first step; its time, and *from set behind it. */
static int64_t to_step(struct play *play, int *from)
{
	play_to(play, STATE_WORK);
	*from = play_find(play, *from, EFFECT_STEP);
	assert_int_not_equal(*from, -1);
	return play->trail[(*from)++].at_ms;
}

/* --- starting ------------------------------------------------------------------ */

static void nothing_happens_before_it_begins(void **state)
{
	struct play *play = *state;
	session_init(&play->s, &play->routine, &play->plan, &play->policy, &play->start);
	play_event(play, EVENT_TICK);
	play_key(play, "stop");
	assert_int_equal(play->s.state, STATE_IDLE);
	assert_int_equal(session_deadline(&play->s), SESSION_NEVER);
	assert_int_equal(play->count, 0);
}

static void the_greeting_comes_first_and_at_once(void **state)
{
	struct play *play = *state;
	play_event(play, EVENT_BEGIN);
	assert_int_equal(play->trail[0].kind, EFFECT_SAY);
	assert_int_equal(play->trail[0].saying.cue, CUE_GREETING);
	assert_int_equal(play->trail[0].at_ms, 0);
}

static void the_countdown_is_even_and_ends_at_the_zero_of_the_set(void **state)
{
	struct play *play = *state;
	int from = 0;
	play_start(play, "2");
	play_to_phase(play, PHASE_COUNTDOWN);
	from = play->count - 5; /* deaf, three beeps and the last one */
	int64_t first_ms = next(play, &from, EFFECT_TONE)->at_ms;
	assert_true(first_ms > play->now_ms);
	assert_tone(play, &from, TONE_COUNT, first_ms + 1000);
	assert_tone(play, &from, TONE_COUNT, first_ms + 2000);
	assert_tone(play, &from, TONE_GO, first_ms + 3000);
	assert_int_equal(to_step(play, &from), first_ms + 3000);
}

static void the_exercise_is_announced_before_its_rest_and_not_after(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_answer(play, "2");
	int next_cue = play_find_cue(play, 0, CUE_NEXT);
	assert_int_not_equal(next_cue, -1);
	assert_int_equal(play->trail[next_cue].saying.exercise, 1);
	assert_int_equal(play->trail[next_cue].at_ms, play->now_ms + SESSION_LEAD_MS);
}

/* --- reps ------------------------------------------------------------------------- */

static void reps_keep_their_tempo_of_2_1_2(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.pause_s = 1;
	play_start(play, "2");
	int from = 0;
	int64_t zero_ms = to_step(play, &from);
	play_to(play, STATE_ASK);
	/* The countdown's last beep is the first rep's own. */
	assert_tone(play, &from, TONE_HOLD, zero_ms + 2000);
	assert_tone(play, &from, TONE_BACK, zero_ms + 3000);
	assert_tone(play, &from, TONE_OUT, zero_ms + 5000);
	assert_tone(play, &from, TONE_HOLD, zero_ms + 7000);
	assert_tone(play, &from, TONE_BACK, zero_ms + 8000);
	assert_tone(play, &from, TONE_END, zero_ms + 10000);
}

static void reps_without_a_pause_have_no_tone_between(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	int from = 0;
	int64_t zero_ms = to_step(play, &from);
	play_to(play, STATE_ASK);
	assert_tone(play, &from, TONE_BACK, zero_ms + 2000);
	assert_tone(play, &from, TONE_OUT, zero_ms + 4000);
	assert_tone(play, &from, TONE_BACK, zero_ms + 6000);
	assert_tone(play, &from, TONE_END, zero_ms + 8000);
}

static void reps_are_counted_aloud_behind_the_beep_of_each(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.reps = 3;
	play_start(play, "2");
	int from = 0;
	int64_t zero_ms = to_step(play, &from);
	play_to(play, STATE_ASK);
	for (int n = 1; n <= 3; n++) {
		const struct effect *count = next(play, &from, EFFECT_COUNT);
		int64_t beep_ms = zero_ms + (n - 1) * 4000;
		assert_int_equal(count->saying.n, n);
		/* The first beep is the countdown's last, 0.4 s long; the others are short. */
		assert_true(count->at_ms >= beep_ms + (n == 1 ? 400 : 150));
		assert_true(count->at_ms < beep_ms + 1000);
	}
	assert_int_equal(play_find(play, from, EFFECT_COUNT), -1);
}

static void late_ticks_do_not_make_the_count_drift(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.reps = 50;
	play_start(play, "2");
	int from = 0;
	int64_t zero_ms = to_step(play, &from);
	play->late_ms = 37;
	play_to(play, STATE_ASK);
	assert_tone(play, &from, TONE_BACK, zero_ms + 2000);
	for (int rep = 1; rep < 50; rep++) {
		assert_tone(play, &from, TONE_OUT, zero_ms + rep * 4000);
		assert_tone(play, &from, TONE_BACK, zero_ms + rep * 4000 + 2000);
	}
	assert_tone(play, &from, TONE_END, zero_ms + 200000);
}

static void an_early_tick_changes_nothing(void **state)
{
	struct play *play = *state;
	play_start(play, "2");
	play_to(play, STATE_WORK);
	int before = play->count;
	int64_t deadline_ms = session_deadline(&play->s);
	play->now_ms += 1999;
	play_event(play, EVENT_TICK);
	assert_int_equal(play->count, before);
	assert_int_equal(session_deadline(&play->s), deadline_ms);
}

/* --- holds ------------------------------------------------------------------------ */

static void hold_for(struct play *play, int hold_s)
{
	play->routine.exercise[0].dose =
	    (struct dose){.sets = 1, .reps = 1, .out_s = 1, .back_s = 1, .hold_s = hold_s};
}

static void a_long_hold_has_a_half_way_word_and_a_count_down(void **state)
{
	struct play *play = *state;
	hold_for(play, 20);
	play_start(play, "2");
	int from = 0;
	int64_t held_ms = to_step(play, &from) + 1000;
	play_to(play, STATE_ASK);
	next(play, &from, EFFECT_COUNT); /* of the rep */
	int tones = from;
	assert_tone(play, &tones, TONE_HOLD, held_ms);
	assert_tone(play, &tones, TONE_HALF, held_ms + 10000);
	const struct effect *half = next(play, &from, EFFECT_COUNT);
	assert_int_equal(half->saying.cue, CUE_HALF_WAY);
	assert_int_equal(half->at_ms, held_ms + 10220); /* behind its tone */
	assert_counted(play, &from, 3, held_ms + 17000);
	assert_counted(play, &from, 2, held_ms + 18000);
	assert_counted(play, &from, 1, held_ms + 19000);
	assert_tone(play, &from, TONE_BACK, held_ms + 20000);
	assert_tone(play, &from, TONE_END, held_ms + 21000);
}

static void a_middling_hold_has_only_the_count_down(void **state)
{
	struct play *play = *state;
	hold_for(play, 6);
	play_start(play, "2");
	int from = 0;
	int64_t held_ms = to_step(play, &from) + 1000;
	play_to(play, STATE_ASK);
	next(play, &from, EFFECT_COUNT);
	assert_counted(play, &from, 3, held_ms + 3000);
	assert_counted(play, &from, 2, held_ms + 4000);
	assert_counted(play, &from, 1, held_ms + 5000);
	assert_tone(play, &from, TONE_BACK, held_ms + 6000);
}

static void a_short_hold_has_only_its_tones(void **state)
{
	struct play *play = *state;
	hold_for(play, 5);
	play_start(play, "2");
	int from = 0;
	int64_t held_ms = to_step(play, &from) + 1000;
	int counts = play_tally(play, 0, EFFECT_COUNT);
	play_to(play, STATE_ASK);
	assert_tone(play, &from, TONE_HOLD, held_ms);
	assert_tone(play, &from, TONE_BACK, held_ms + 5000);
	assert_int_equal(play_tally(play, 0, EFFECT_COUNT), counts);
}

/* --- sides and sets ------------------------------------------------------------------ */

static void both_sides_get_the_full_dose_and_time_to_change(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].sides = SIDES_BOTH;
	play_start(play, "2");
	int from = 0;
	int64_t left_ms = to_step(play, &from);
	play_to(play, STATE_REST);
	assert_int_equal(play->now_ms, left_ms + 8000); /* two reps of four seconds */
	assert_int_not_equal(play_find_cue(play, from, CUE_RIGHT_NOW), -1);
	int64_t right_ms = to_step(play, &from);
	assert_true(right_ms >= left_ms + 8000 + 8000); /* and eight to change sides */
	assert_int_equal(play->trail[from - 1].m, 1);
	play_to(play, STATE_ASK);
	assert_int_equal(play->now_ms, right_ms + 8000);
}

static void sides_in_turn_double_the_reps_and_count_each_pair_once(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].sides = SIDES_ALTERNATE;
	play_start(play, "2");
	int from = 0;
	int64_t zero_ms = to_step(play, &from);
	int counts_from = from;
	play_to(play, STATE_ASK);
	assert_int_equal(play->now_ms, zero_ms + 4 * 4000);
	assert_int_equal(play_tally(play, counts_from, EFFECT_COUNT), 2);
}

static void green_sets_follow_each_other_without_a_question(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.sets = 2;
	play_start(play, "3");
	int from = 0;
	to_step(play, &from);
	play_to(play, STATE_REST);
	int64_t rest_ms = play->now_ms;
	assert_true(to_step(play, &from) >= rest_ms + 15000);
	assert_int_equal(play->trail[from - 1].n, 1);
}

static void after_an_amber_value_each_set_is_asked_about(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.sets = 2;
	play_start(play, "4");
	play_answer(play, "3");
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.exercise, 0);
	assert_int_equal(play->s.set, 1);
}

/* --- walks ------------------------------------------------------------------------ */

static void a_walk_beeps_each_minute_and_says_the_half_and_the_last(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.minutes = 4;
	play_start(play, "2");
	int from = 0;
	int64_t zero_ms = to_step(play, &from);
	play_to(play, STATE_ASK);
	int counts = from;
	for (int minute = 1; minute <= 3; minute++)
		assert_tone(play, &from, minute == 2 ? TONE_HALF : TONE_MINUTE,
			    zero_ms + minute * 60000);
	assert_tone(play, &from, TONE_END, zero_ms + 240000);
	assert_int_equal(next(play, &counts, EFFECT_COUNT)->saying.cue, CUE_HALF_WAY);
	const struct effect *last = next(play, &counts, EFFECT_COUNT);
	assert_int_equal(last->saying.cue, CUE_MINUTES_LEFT);
	assert_int_equal(last->saying.n, 1);
}

/* --- getting ready ------------------------------------------------------------------ */

static void where_it_waits_nothing_starts_until_somebody_is_ready(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].wait = true;
	play_start(play, "2");
	play_to_phase(play, PHASE_READY);
	play_for(play, 20000);
	assert_int_equal(play->s.state, STATE_REST);
	play_voice(play, "ready");
	int from = play->count - 4;
	int64_t go_ms = play->now_ms + SESSION_LEAD_MS + 3000;
	assert_tone(play, &from, TONE_COUNT, go_ms - 3000);
	assert_int_equal(to_step(play, &from), go_ms);
}

static void who_is_never_ready_is_reminded_gently_and_then_left_in_peace(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].wait = true;
	play_start(play, "2");
	play_to(play, STATE_STANDBY);
	assert_int_not_equal(play_find_cue(play, 0, CUE_WAIT_READY), -1);
	int again = play_find_cue(play, 0, CUE_READY_AGAIN);
	assert_int_not_equal(play_find_cue(play, again + 1, CUE_READY_AGAIN), -1);
	assert_int_equal(play_tally(play, 0, EFFECT_STEP), 0);
	play_to(play, STATE_OVER);
	assert_int_equal(play->s.result, RESULT_QUIET);
}

static void the_space_bar_means_ready_where_it_waits(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].wait = true;
	play_start(play, "2");
	play_to_phase(play, PHASE_READY);
	play_key(play, "pause");
	assert_int_equal(play->s.phase, PHASE_COUNTDOWN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(nothing_happens_before_it_begins),
	    TEST(the_greeting_comes_first_and_at_once),
	    TEST(the_countdown_is_even_and_ends_at_the_zero_of_the_set),
	    TEST(the_exercise_is_announced_before_its_rest_and_not_after),
	    TEST(reps_keep_their_tempo_of_2_1_2),
	    TEST(reps_without_a_pause_have_no_tone_between),
	    TEST(reps_are_counted_aloud_behind_the_beep_of_each),
	    TEST(late_ticks_do_not_make_the_count_drift),
	    TEST(an_early_tick_changes_nothing),
	    TEST(a_long_hold_has_a_half_way_word_and_a_count_down),
	    TEST(a_middling_hold_has_only_the_count_down),
	    TEST(a_short_hold_has_only_its_tones),
	    TEST(both_sides_get_the_full_dose_and_time_to_change),
	    TEST(sides_in_turn_double_the_reps_and_count_each_pair_once),
	    TEST(green_sets_follow_each_other_without_a_question),
	    TEST(after_an_amber_value_each_set_is_asked_about),
	    TEST(a_walk_beeps_each_minute_and_says_the_half_and_the_last),
	    TEST(where_it_waits_nothing_starts_until_somebody_is_ready),
	    TEST(who_is_never_ready_is_reminded_gently_and_then_left_in_peace),
	    TEST(the_space_bar_means_ready_where_it_waits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
