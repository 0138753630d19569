/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_session_before.c - advice, a missed week, the morning after. */
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

/* --- the morning after ------------------------------------------------------ */

static void to_morning(struct play *play)
{
	play->start.ask_morning = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_MORNING);
}

static void the_morning_is_never_the_pain_of_now(void **state)
{
	struct play *play = *state;
	to_morning(play);
	play_key(play, "6");
	assert_int_equal(last_pain(play), 6);
	assert_int_equal(play->s.start_pain, PAIN_UNKNOWN);
	assert_int_equal(play->s.memo.start_pain, PAIN_UNKNOWN);
	assert_false(play->s.start.flare);
	play_to_question(play, QUESTION_READY);
	play_key(play, "ready");
	play_to_question(play, QUESTION_START);
	play_key(play, "2");
	assert_int_equal(play->s.ease, 0);
}

static void a_hard_morning_asks_the_signs_and_is_gentle(void **state)
{
	struct play *play = *state;
	play->routine.exercise[0].gentle = false;
	to_morning(play);
	play_key(play, "7");
	for (int sign = 0; sign < 12; sign++) {
		play_to_question(play, QUESTION_SIGN);
		play_key(play, "no");
	}
	play_to_question(play, QUESTION_READY);
	play_key(play, "ready");
	play_to_question(play, QUESTION_START);
	play_key(play, "1");
	play_to(play, STATE_WORK);
	assert_int_equal(play->s.exercise, 1);
	assert_int_equal(play->s.ease, 2);
}

/* In a flare that began before, the signs were asked when it did. */
static void a_hard_morning_in_a_flare_asks_no_signs(void **state)
{
	struct play *play = *state;
	play->start.flare = true;
	to_morning(play);
	play_key(play, "8");
	play_to_question(play, QUESTION_READY);
}

static void a_spoken_morning_is_always_asked_back(void **state)
{
	struct play *play = *state;
	to_morning(play);
	play_voice(play, "2");
	play_to_question(play, QUESTION_CONFIRM);
	play_voice(play, "yes");
	assert_int_equal(last_pain(play), 2);
	assert_int_equal(play->s.question, QUESTION_READY);
}

static void silence_believes_only_a_hard_morning(void **state)
{
	struct play *play = *state;
	to_morning(play);
	play_voice(play, "4");
	play_to_question(play, QUESTION_CONFIRM);
	play_to_question(play, QUESTION_MORNING);
	assert_int_equal(play_tally(play, 0, EFFECT_PAIN), 0);
	play_voice(play, "8");
	play_to_question(play, QUESTION_CONFIRM);
	play_to_question(play, QUESTION_SIGN);
	assert_int_equal(last_pain(play), 8);
	assert_true(play->s.start.flare);
}

static void ten_in_two_keys_is_no_one(void **state)
{
	struct play *play = *state;
	to_morning(play);
	play_key(play, "1");
	play_for(play, 600);
	play_key(play, "0");
	assert_int_equal(last_pain(play), 10);
	assert_true(play->s.start.flare);
	int second = play_find(play, play_find(play, 0, EFFECT_PAIN) + 1, EFFECT_PAIN);
	assert_true(play->trail[second].changes);
}

static void a_nought_long_after_is_no_ten(void **state)
{
	struct play *play = *state;
	to_morning(play);
	play_key(play, "1");
	play_for(play, 1600);
	play_key(play, "0");
	assert_int_equal(last_pain(play), 1);
	assert_false(play->s.start.flare);
}

static void skip_leaves_the_morning_unknown(void **state)
{
	struct play *play = *state;
	to_morning(play);
	play_voice(play, "skip");
	assert_int_equal(play->s.question, QUESTION_READY);
	assert_int_not_equal(play_find_row(play, 0, ROW_X11), -1);
	assert_int_equal(play_tally(play, 0, EFFECT_PAIN), 0);
}

/* --- advice ------------------------------------------------------------------- */

static void to_advice(struct play *play)
{
	play->start.stopped_twice = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_ADVICE);
}

static void only_two_sure_yeses_take_advice_in(void **state)
{
	struct play *play = *state;
	to_advice(play);
	play_key(play, "ready"); /* Enter is no yes here */
	assert_int_equal(play->s.question, QUESTION_ADVICE);
	play_doubtful(play, "yes");
	play_to_question(play, QUESTION_ADVICE);
	play_voice(play, "yes");
	assert_int_equal(play->s.question, QUESTION_ADVICE_SURE);
	play_key(play, "yes"); /* a held key: it is not said yet */
	assert_int_equal(play->s.question, QUESTION_ADVICE_SURE);
	play_to_question(play, QUESTION_ADVICE_SURE);
	play_key(play, "yes");
	assert_int_equal(play->s.question, QUESTION_READY);
	assert_int_not_equal(play_find_row(play, 0, ROW_AD1), -1);
}

static void a_no_to_the_advice_starts_nothing(void **state)
{
	struct play *play = *state;
	to_advice(play);
	play_key(play, "no");
	assert_int_equal(play->s.result, RESULT_REFUSED);
	assert_int_not_equal(play_find_cue(play, 0, CUE_REFUSE_ADVICE), -1);
	assert_int_equal(play_find_row(play, 0, ROW_AD1), -1);
}

static void each_row_of_advice_has_its_line(void **state)
{
	(void)state;
	static const struct {
		enum row row;
		bool not_better;
		enum cue cue;
	} lines[] = {
	    {ROW_FL3, false, CUE_ADVICE_FLARE},	     {ROW_AD2, false, CUE_ADVICE_SEVERE},
	    {ROW_AD3, false, CUE_ADVICE_SAME},	     {ROW_AD4, false, CUE_ADVICE_REVIEW},
	    {ROW_AD5, false, CUE_ADVICE_KEEP},	     {ROW_X4, false, CUE_ADVICE_LEFT_OUT},
	    {ROW_AD4, true, CUE_ADVICE_REVIEW_SAME},
	};
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct play *play = play_new();
		play->start.advice[1] = lines[i].row;
		play->start.not_better = lines[i].not_better;
		play_event(play, EVENT_BEGIN);
		assert_int_not_equal(play_find_cue(play, 0, lines[i].cue), -1);
		assert_int_not_equal(play_find_row(play, 0, lines[i].row), -1);
		assert_int_equal(play->s.question, QUESTION_READY);
		play_free(play);
	}
}

/* --- a missed week -------------------------------------------------------------- */

static void to_away(struct play *play)
{
	play->start.ask_away = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_AWAY);
}

static void the_reason_is_told_and_changes_nothing(void **state)
{
	struct play *play = *state;
	to_away(play);
	play_voice(play, "1");
	int answer = play_find(play, 0, EFFECT_ANSWER);
	assert_int_not_equal(answer, -1);
	assert_int_equal(play->trail[answer].n, AWAY_PAIN);
	assert_int_equal(play->trail[answer].m, SOURCE_VOICE);
	assert_int_equal(play->s.question, QUESTION_READY);
	assert_int_equal(play->s.start_pain, PAIN_UNKNOWN);
}

static void other_numbers_are_no_reason(void **state)
{
	struct play *play = *state;
	to_away(play);
	play_key(play, "7");
	play_key(play, "0");
	play_key(play, "yes");
	assert_int_equal(play->s.question, QUESTION_AWAY);
	play_voice(play, "4");
	assert_int_equal(play->s.tries, 2);
	assert_int_equal(play_tally(play, 0, EFFECT_ANSWER), 0);
	assert_int_equal(play_tally(play, 0, EFFECT_PAIN), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_morning_is_never_the_pain_of_now),
	    TEST(a_hard_morning_asks_the_signs_and_is_gentle),
	    TEST(a_hard_morning_in_a_flare_asks_no_signs),
	    TEST(a_spoken_morning_is_always_asked_back),
	    TEST(silence_believes_only_a_hard_morning),
	    TEST(ten_in_two_keys_is_no_one),
	    TEST(a_nought_long_after_is_no_ten),
	    TEST(skip_leaves_the_morning_unknown),
	    TEST(only_two_sure_yeses_take_advice_in),
	    TEST(a_no_to_the_advice_starts_nothing),
	    TEST(each_row_of_advice_has_its_line),
	    TEST(the_reason_is_told_and_changes_nothing),
	    TEST(other_numbers_are_no_reason),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
