/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_listener_trust.c - whose words these were, and which question they may answer.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "listener.h"
#include "listener_trust.h"

static int set_up(void **state)
{
	static struct trust trust;
	trust_init(&trust);
	*state = &trust;
	return 0;
}

/* So many hundredths of a second of one kind. */
static void quiet(struct trust *trust, int frames)
{
	for (int i = 0; i < frames; i++)
		trust_frame(trust, false, false);
}

static void coach(struct trust *trust, int frames)
{
	for (int i = 0; i < frames; i++)
		trust_frame(trust, true, false);
}

static void both(struct trust *trust, int frames)
{
	for (int i = 0; i < frames; i++)
		trust_frame(trust, true, true);
}

/* Is this let through, when it was heard in these frames? */
static bool heard(const struct trust *trust, int from, int to, enum intent_kind kind)
{
	struct hearing hearing = {.start_s = from / 100.0, .end_s = to / 100.0, .take = true};
	hearing.intent.kind = kind;
	hearing.intent.source = SOURCE_VOICE;
	return trust_accepts(trust, &hearing);
}

static void an_answer_to_an_open_question_counts(void **state)
{
	struct trust *trust = *state;
	quiet(trust, 200);
	trust_context(trust, LISTEN_NUMBER);
	quiet(trust, 200);
	assert_true(heard(trust, 250, 300, INTENT_NUMBER));
	assert_true(heard(trust, 250, 300, INTENT_UNCLEAR));
	assert_false(heard(trust, 250, 300, INTENT_YES));
}

static void an_answer_may_begin_a_second_before_its_question(void **state)
{
	struct trust *trust = *state;
	quiet(trust, 200);
	trust_context(trust, LISTEN_YESNO);
	quiet(trust, 200);
	assert_true(heard(trust, 100, 150, INTENT_YES));
	assert_false(heard(trust, 99, 150, INTENT_YES));
	assert_false(heard(trust, 99, 150, INTENT_UNCLEAR));
}

static void the_answer_to_a_closed_question_is_none_to_the_next(void **state)
{
	struct trust *trust = *state;
	trust_context(trust, LISTEN_NUMBER);
	quiet(trust, 300);
	trust_context(trust, LISTEN_OVER);
	quiet(trust, 150);
	trust_context(trust, LISTEN_NUMBER);
	quiet(trust, 100);
	assert_false(heard(trust, 250, 310, INTENT_NUMBER));
	assert_true(heard(trust, 460, 510, INTENT_NUMBER));
}

static void what_halts_counts_at_any_time(void **state)
{
	static const enum intent_kind halts[] = {INTENT_STOP, INTENT_PAUSE,	INTENT_SHARP,
						 INTENT_LEG,  INTENT_EMERGENCY, INTENT_OUCH};
	struct trust *trust = *state;
	quiet(trust, 500);
	trust_context(trust, LISTEN_NUMBER);
	for (size_t i = 0; i < sizeof halts / sizeof halts[0]; i++) {
		assert_true(heard(trust, 10, 60, halts[i]));
		assert_true(heard(trust, 400, 450, halts[i]));
	}
}

static void the_coachs_own_words_are_never_taken(void **state)
{
	struct trust *trust = *state;
	coach(trust, 300);
	trust_context(trust, LISTEN_NUMBER);
	quiet(trust, 100);
	assert_false(heard(trust, 250, 300, INTENT_NUMBER));
	assert_false(heard(trust, 250, 300, INTENT_STOP));
	assert_false(heard(trust, 250, 300, INTENT_UNCLEAR));
}

static void a_voice_over_the_coach_is_somebodys(void **state)
{
	struct trust *trust = *state;
	trust_context(trust, LISTEN_ANY);
	coach(trust, 100);
	both(trust, 30);
	coach(trust, 30);
	assert_true(heard(trust, 100, 150, INTENT_STOP));
	/* other commands are not believed there */
	assert_false(heard(trust, 100, 150, INTENT_SKIP));
}

static void a_few_frames_do_not_make_a_voice(void **state)
{
	struct trust *trust = *state;
	coach(trust, 100);
	both(trust, TRUST_VOICE - 1);
	coach(trust, 40);
	assert_false(heard(trust, 100, 140, INTENT_STOP));
}

static void the_tone_that_invites_does_not_spoil_the_answer(void **state)
{
	struct trust *trust = *state;
	trust_context(trust, LISTEN_NUMBER);
	coach(trust, 30);
	quiet(trust, 100);
	assert_true(heard(trust, 10, 60, INTENT_NUMBER));
	assert_true(heard(trust, 10, 60, INTENT_UNCLEAR));
}

static void a_number_is_volunteered_between_the_beeps_of_a_set(void **state)
{
	struct trust *trust = *state;
	trust_context(trust, LISTEN_ANY);
	coach(trust, 30);
	quiet(trust, 70);
	trust_context(trust, LISTEN_OVER);
	coach(trust, 30);
	quiet(trust, 70);
	assert_int_equal(trust_grammar(trust), LISTEN_ANY);
	assert_true(heard(trust, 60, 150, INTENT_NUMBER));
	assert_false(heard(trust, 60, 150, INTENT_YES));
	assert_false(heard(trust, 60, 150, INTENT_UNCLEAR));
}

static void over_the_coach_only_halts_are_looked_for(void **state)
{
	struct trust *trust = *state;
	assert_int_equal(trust_grammar(trust), LISTEN_ANY);
	coach(trust, 300);
	assert_int_equal(trust_grammar(trust), LISTEN_OVER);
	/* what ended half a second ago was still spoken over it */
	quiet(trust, 50);
	assert_int_equal(trust_grammar(trust), LISTEN_OVER);
	quiet(trust, 100);
	assert_int_equal(trust_grammar(trust), LISTEN_ANY);
}

static void a_question_keeps_its_words_whatever_sounded_before(void **state)
{
	struct trust *trust = *state;
	coach(trust, 300);
	trust_context(trust, LISTEN_READY);
	assert_int_equal(trust_grammar(trust), LISTEN_READY);
}

static void a_day_of_frames_is_no_trouble(void **state)
{
	struct trust *trust = *state;
	for (int i = 0; i < 100; i++)
		quiet(trust, 10000);
	trust_context(trust, LISTEN_NUMBER);
	both(trust, 100);
	assert_true(heard(trust, 1000000, 1000100, INTENT_NUMBER));
	assert_false(heard(trust, 10, 60, INTENT_NUMBER));
}

/* Not sure, and perhaps this: does it halt? */
static bool doubted(const struct trust *trust, int from, int to, enum intent_kind guess,
		    float confidence)
{
	struct hearing hearing = {
	    .start_s = from / 100.0, .end_s = to / 100.0, .confidence = confidence};
	hearing.intent.kind = INTENT_UNCLEAR;
	hearing.guess.kind = guess;
	return trust_doubts_halt(trust, &hearing);
}

static void what_may_be_a_halt_is_asked_about_where_no_question_is_open(void **state)
{
	struct trust *trust = *state;
	quiet(trust, 300);
	assert_true(doubted(trust, 200, 280, INTENT_STOP, 0.30F));
	assert_true(doubted(trust, 200, 280, INTENT_SHARP, 0.25F));
	assert_false(doubted(trust, 200, 280, INTENT_STOP, 0.20F));
	assert_false(doubted(trust, 200, 280, INTENT_NUMBER, 0.30F));
	trust_context(trust, LISTEN_NUMBER);
	quiet(trust, 300);
	assert_false(doubted(trust, 500, 580, INTENT_STOP, 0.30F));
}

static void what_is_left_of_the_coach_is_no_doubtful_halt(void **state)
{
	struct trust *trust = *state;
	coach(trust, 300);
	assert_false(doubted(trust, 200, 280, INTENT_STOP, 0.30F));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup(name, set_up)
	const struct CMUnitTest tests[] = {
	    CASE(an_answer_to_an_open_question_counts),
	    CASE(an_answer_may_begin_a_second_before_its_question),
	    CASE(the_answer_to_a_closed_question_is_none_to_the_next),
	    CASE(what_halts_counts_at_any_time),
	    CASE(the_coachs_own_words_are_never_taken),
	    CASE(a_voice_over_the_coach_is_somebodys),
	    CASE(a_few_frames_do_not_make_a_voice),
	    CASE(the_tone_that_invites_does_not_spoil_the_answer),
	    CASE(a_number_is_volunteered_between_the_beeps_of_a_set),
	    CASE(over_the_coach_only_halts_are_looked_for),
	    CASE(a_question_keeps_its_words_whatever_sounded_before),
	    CASE(a_day_of_frames_is_no_trouble),
	    CASE(what_may_be_a_halt_is_asked_about_where_no_question_is_open),
	    CASE(what_is_left_of_the_coach_is_no_doubtful_halt),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
