/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_record.c - sessions that are played, and what history keeps of them. */
#include "record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "session_support.h"

enum { TODAY = 20000 };

/* The session of the calm routine: an exercise is a set of two reps of four seconds. */
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

/* All effects so far; bars and ease are those of now, so it is asked after each part. */
static void take(struct record *record, const struct play *play, int *from)
{
	for (; *from < play->count; (*from)++)
		record_effect(record, &play->trail[*from], &play->s);
}

static struct record begun(struct play *play)
{
	static const int top[ROUTINE_EXERCISES] = {5, 6, 7};
	struct record record;
	play_event(play, EVENT_BEGIN);
	record_init(&record, &play->s, top, TODAY, false);
	return record;
}

static void start(struct play *play, const char *pain)
{
	play_to_question(play, QUESTION_READY);
	play_key(play, "ready");
	play_to_question(play, QUESTION_START);
	play_key(play, pain);
}

static void a_whole_session_is_kept(void **state)
{
	struct play *play = *state;
	play->routine.exercise[1].sides = SIDES_BOTH;
	struct record record = begun(play);
	int from = 0;
	start(play, "2");
	for (int i = 0; i < 3; i++)
		play_answer(play, i == 1 ? "3" : "2");
	play_to_question(play, QUESTION_FINAL);
	play_key(play, "1");
	play_to(play, STATE_OVER);
	take(&record, play, &from);
	const struct past_session *past = &record.past;
	assert_int_equal(past->day, TODAY);
	assert_true(past->ended);
	assert_int_equal(past->result, RESULT_COMPLETED);
	assert_int_equal(past->start_pain, 2);
	assert_int_equal(past->morning, PAIN_UNKNOWN);
	assert_int_equal(past->count, 3);
	assert_string_equal(past->exercise[1].name, "two");
	assert_int_equal(past->exercise[1].top, 6);
	assert_true(past->exercise[1].begun && past->exercise[1].complete);
	assert_int_equal(past->exercise[1].reps, 2);
	assert_int_equal(past->exercise[1].reps_right, 2);
	assert_int_equal(past->exercise[1].seconds, 8);
	assert_int_equal(past->exercise[1].seconds_right, 8);
	assert_int_equal(past->exercise[1].k, 0);
	assert_int_equal(past->exercise[0].reps_right, 0);
}

static void what_was_not_begun_was_not_asked(void **state)
{
	struct play *play = *state;
	struct record record = begun(play);
	int from = 0;
	start(play, "2");
	play_answer(play, "7");
	play_to(play, STATE_OVER);
	take(&record, play, &from);
	assert_int_equal(record.past.result, RESULT_PAIN);
	assert_int_equal(record.past.exercise[0].k, 3);
	assert_false(record.past.exercise[1].begun);
	assert_int_equal(record.past.exercise[1].k, PAIN_UNKNOWN);
}

/* S2 (6 from 2) is K = 2; changed to 3 it is none. */
static void a_number_that_was_changed_does_not_count(void **state)
{
	struct play *play = *state;
	struct record record = begun(play);
	int from = 0;
	start(play, "2");
	play_answer(play, "6");
	take(&record, play, &from);
	assert_int_equal(record.past.exercise[0].k, 2);
	assert_true(record.past.exercise[0].left);
	play_key(play, "3");
	take(&record, play, &from);
	assert_int_equal(record.past.exercise[0].k, 0);
}

static void the_worst_answer_of_an_exercise_is_kept(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].dose.sets = 3;
	struct record record = begun(play);
	int from = 0;
	start(play, "4"); /* eased: asked after each set */
	play_answer(play, "4");
	play_answer(play, "3");
	take(&record, play, &from);
	assert_int_equal(record.past.exercise[0].k, 1);
	assert_int_equal(record.past.exercise[0].ease, 1);
}

static void sharp_is_kept_and_counts_two(void **state)
{
	struct play *play = *state;
	struct record record = begun(play);
	int from = 0;
	start(play, "2");
	play_answer(play, "2");
	play_key(play, "sharp");
	take(&record, play, &from);
	assert_true(record.past.exercise[0].sharp);
	assert_true(record.past.exercise[0].left);
	assert_false(record.past.exercise[0].complete);
	assert_int_equal(record.past.exercise[0].k, 2);
	assert_false(record.past.exercise[1].sharp);
}

static void what_is_barred_was_left(void **state)
{
	struct play *play = *state;
	play->routine.exercise[1].gentle = false;
	struct record record = begun(play);
	int from = 0;
	start(play, "6");
	take(&record, play, &from);
	assert_true(record.past.exercise[1].left);
	assert_false(record.past.exercise[0].left);
}

static void a_cut_session_is_added_to(void **state)
{
	struct play *play = *state;
	struct record record = begun(play);
	struct past_session before = record.past;
	int from = 0;
	before.exercise[0].reps = 7;
	before.exercise[0].seconds = 28;
	before.exercise[0].k = 1;
	before.start_pain = 4;
	record_resume(&record, &before);
	start(play, "2");
	play_answer(play, "2");
	take(&record, play, &from);
	assert_int_equal(record.past.exercise[0].reps, 9);
	assert_int_equal(record.past.exercise[0].seconds, 36);
	assert_int_equal(record.past.exercise[0].k, 1);
	assert_int_equal(record.past.start_pain, 2);
}

static void the_number_behind_a_pain_is_kept(void **state)
{
	struct play *play = *state;
	struct record record = begun(play);
	int from = 0;
	start(play, "2");
	play_to_question(play, QUESTION_EXERCISE);
	play_voice(play, "4"); /* nobody confirms it: it counts */
	play_to(play, STATE_REST);
	take(&record, play, &from);
	assert_int_equal(record.hearing.value, 4);
	assert_int_equal(record.hearing.source, SOURCE_VOICE);
	play_to(play, STATE_WORK);
	play_key(play, "1");
	take(&record, play, &from);
	assert_int_equal(record.hearing.value, 1);
	assert_int_equal(record.hearing.source, SOURCE_KEY);
	assert_int_equal(record.exercise, 1);
	assert_int_equal(record.set, 0);
}

/* What a writer has to write: the exercise that stepped, and nothing when words are said. */
static void it_tells_what_has_changed(void **state)
{
	struct play *play = *state;
	struct record record = begun(play);
	start(play, "2");
	play_to(play, STATE_WORK);
	int step = play_find(play, 0, EFFECT_STEP), say = play_find(play, 0, EFFECT_SAY);
	assert_int_equal(record_effect(&record, &play->trail[say], &play->s), 0);
	assert_int_equal(record_effect(&record, &play->trail[step], &play->s), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_whole_session_is_kept),
	    TEST(what_was_not_begun_was_not_asked),
	    TEST(a_number_that_was_changed_does_not_count),
	    TEST(the_worst_answer_of_an_exercise_is_kept),
	    TEST(sharp_is_kept_and_counts_two),
	    TEST(what_is_barred_was_left),
	    TEST(a_cut_session_is_added_to),
	    TEST(the_number_behind_a_pain_is_kept),
	    TEST(it_tells_what_has_changed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
