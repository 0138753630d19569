/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ear_comfort.c - "louder", "quieter", "slower": heard where nothing else may be meant.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ear_comfort.h"
#include "ear_grammar.h"
#include "ear_support.h"
#include "spoken.h"

enum { FRAMES = 60 };

/* --- the rule -------------------------------------------------------------- */

/* So far ahead a frame of all that it might be as well. */
static struct decoded ahead(double lead)
{
	double rival = -1000.0 - lead * FRAMES;
	return (struct decoded){.intent = {.kind = INTENT_LOUDER, .percent = 100},
				.frames = FRAMES,
				.grammar = -1000.0,
				.near = rival,
				.others = rival,
				.words = rival,
				.phone_loop = rival,
				.noise = rival};
}

static bool may_be(enum intent_kind kind, float confidence, bool phrase, float halts, float chance)
{
	struct opinion opinion = {.intent = {.kind = kind}, .halts = halts, .chance = chance};
	struct verdict verdict = {
	    .intent = {.kind = kind}, .confidence = confidence, .take = confidence >= 0.4F};
	struct decoded decoded = {.intent = {.kind = kind}, .phrase = phrase};
	return ear_comfort_may_be(&opinion, &verdict, &decoded);
}

static void what_is_taken_stays_what_it_is(void **state)
{
	(void)state;
	assert_true(may_be(INTENT_SKIP, 0.05F, false, 0.02F, 0.01F));
	assert_false(may_be(INTENT_SKIP, 0.5F, false, 0.02F, 0.01F));
	/* a number that was not understood is lost either way */
	assert_true(may_be(INTENT_NUMBER, 0.3F, false, 0.02F, 0.01F));
}

static void a_halt_of_any_note_stays_one(void **state)
{
	(void)state;
	assert_true(may_be(INTENT_STOP, 0.2F, false, 0.2F, 0.05F));
	assert_false(may_be(INTENT_STOP, 0.3F, false, 0.2F, 0.05F));
	assert_true(may_be(INTENT_STOP, 0.3F, false, 0.02F, 0.01F));
	assert_false(may_be(INTENT_STOP, 0.3F, true, 0.02F, 0.01F)); /* "I want to stop" */
	assert_false(may_be(INTENT_NUMBER, 0.1F, false, 0.4F, 0.01F));
}

static void to_the_nets_it_must_be_no_word_of_theirs(void **state)
{
	(void)state;
	assert_true(may_be(INTENT_NUMBER, 0.1F, false, 0.02F, 0.29F));
	assert_false(may_be(INTENT_NUMBER, 0.1F, false, 0.02F, 0.31F));
}

static void it_must_be_ahead_of_each_rival(void **state)
{
	struct decoded decoded = ahead(3.0);
	(void)state;
	struct verdict verdict = ear_comfort_judge(&decoded);
	assert_true(verdict.take);
	assert_int_equal(verdict.intent.kind, INTENT_LOUDER);
	assert_true(verdict.intent.percent <= (int)(verdict.confidence * 100.0F + 0.5F));
	double *rivals[] = {&decoded.near, &decoded.others, &decoded.words};
	for (size_t i = 0; i < sizeof rivals / sizeof rivals[0]; i++) {
		double kept = *rivals[i];
		*rivals[i] = decoded.grammar + 4.0 * FRAMES;
		assert_false(ear_comfort_judge(&decoded).take);
		*rivals[i] = kept;
	}
}

/* A rival that is far behind makes up for none that is level. */
static void a_word_that_sounds_like_it_as_much_is_not_taken(void **state)
{
	struct decoded decoded = ahead(20.0);
	(void)state;
	assert_true(ear_comfort_judge(&decoded).take);
	decoded.near = decoded.grammar;
	decoded.words = decoded.grammar;
	assert_false(ear_comfort_judge(&decoded).take);
}

/* --- the words -------------------------------------------------------------- */

static bool has(const struct grammar *grammar, const char *text)
{
	return strstr(grammar->text, text) != NULL;
}

/* What the nets do not know is no answer in a context of its own. */
static void how_the_coach_speaks_is_looked_for_apart(void **state)
{
	struct grammar *grammar = calloc(1, sizeof *grammar);
	(void)state;
	assert_non_null(grammar);
	for (int c = 0; c < LISTEN_CONTEXTS; c++) {
		grammar_for_context(grammar, (enum listen_context)c);
		assert_false(has(grammar, "louder") || has(grammar, "volume"));
	}
	grammar_of_comfort(grammar);
	assert_true(has(grammar, "([<b>] <x> [<a>] );"));
	assert_true(has(grammar, "<b> = a bit | a little;"));
	assert_true(has(grammar, "louder | volume up |") && has(grammar, "| talk slower;"));
	assert_false(has(grammar, "stop") || has(grammar, "four"));
	grammar_near_comfort(grammar);
	assert_true(has(grammar, "| ladder |") && has(grammar, "| slow |"));
	assert_false(has(grammar, "louder") || has(grammar, "slower"));
	free(grammar);
}

/* One word may be taken for a number; of several some would fit anything. */
static void common_words_are_no_rivals_of_all_else(void **state)
{
	struct grammar *grammar = calloc(1, sizeof *grammar);
	struct intent four = {.kind = INTENT_NUMBER, .value = 4}, louder = {.kind = INTENT_LOUDER};
	(void)state;
	assert_non_null(grammar);
	grammar_without(grammar, &four);
	assert_true(has(grammar, "| louder |"));
	assert_false(has(grammar, "volume"));
	grammar_without(grammar, &louder);
	assert_true(has(grammar, "| volume down |") && has(grammar, "| four |"));
	assert_false(has(grammar, "louder") || has(grammar, "volume up"));
	free(grammar);
}

/* --- spoken ---------------------------------------------------------------- */

static struct hearing hear(struct ear *ear, const char *voice, const char *words,
			   enum listen_context context)
{
	struct sound sound = spoken(voice, words);
	struct hearings heard = {.count = 0};
	ear_forget(ear);
	ear_context(ear, context);
	ear_feed(ear, sound.sample, sound.count, keep_hearing, &heard);
	sound_free(&sound);
	assert_int_equal(heard.count, 1);
	return heard.list[0];
}

static void assert_heard(struct ear *ear, const char *words, enum intent_kind kind)
{
	static const enum listen_context contexts[] = {LISTEN_ANY, LISTEN_NUMBER, LISTEN_YESNO};
	for (size_t i = 0; i < sizeof contexts / sizeof contexts[0]; i++) {
		struct hearing hearing = hear(ear, "rms", words, contexts[i]);
		assert_true(hearing.take);
		assert_int_equal(hearing.intent.kind, kind);
		assert_true(hearing.confidence < 0.9F); /* nothing is learnt from it */
	}
}

static void over_the_coach_only_what_halts_it_counts(void **state)
{
	static const char *const words[] = {"volume up", "volume down", "slower"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		struct hearing hearing = hear(*state, "rms", words[i], LISTEN_OVER);
		assert_false(intent_is_comfort(hearing.intent.kind));
	}
}

static void louder_is_heard_while_the_coach_is_silent(void **state)
{
	assert_heard(*state, "volume up", INTENT_LOUDER);
}

static void quieter_is_heard_while_the_coach_is_silent(void **state)
{
	assert_heard(*state, "volume down", INTENT_QUIETER);
	assert_heard(*state, "quieter", INTENT_QUIETER);
}

static void slower_is_heard_while_the_coach_is_silent(void **state)
{
	assert_heard(*state, "talk slower", INTENT_SLOWER);
	assert_heard(*state, "slower", INTENT_SLOWER);
}

static void a_bit_of_it_is_the_same(void **state)
{
	struct hearing hearing = hear(*state, "rms", "a bit louder", LISTEN_ANY);
	assert_int_equal(hearing.intent.kind, INTENT_LOUDER);
	hearing = hear(*state, "rms", "a bit slower", LISTEN_NUMBER);
	assert_int_equal(hearing.intent.kind, INTENT_SLOWER);
}

static void what_sounds_like_it_is_not_it(void **state)
{
	static const char *const words[] = {"ladder", "later", "lower", "water",
					    "slow",   "quiet", "power", "over"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		struct hearing hearing = hear(*state, "rms", words[i], LISTEN_ANY);
		assert_false(intent_is_comfort(hearing.intent.kind));
	}
}

static void the_words_of_a_session_are_as_they_were(void **state)
{
	static const char *const words[] = {"stop", "pause", "leg", "sharp", "help"};
	struct intent wanted;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		struct hearing hearing = hear(*state, "rms", words[i], LISTEN_NUMBER);
		assert_true(intent_from_words(words[i], &wanted));
		assert_int_equal(hearing.intent.kind, wanted.kind);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_taken_stays_what_it_is),
	    cmocka_unit_test(a_halt_of_any_note_stays_one),
	    cmocka_unit_test(to_the_nets_it_must_be_no_word_of_theirs),
	    cmocka_unit_test(it_must_be_ahead_of_each_rival),
	    cmocka_unit_test(a_word_that_sounds_like_it_as_much_is_not_taken),
	    cmocka_unit_test(how_the_coach_speaks_is_looked_for_apart),
	    cmocka_unit_test(common_words_are_no_rivals_of_all_else),
	    cmocka_unit_test(louder_is_heard_while_the_coach_is_silent),
	    cmocka_unit_test(quieter_is_heard_while_the_coach_is_silent),
	    cmocka_unit_test(slower_is_heard_while_the_coach_is_silent),
	    cmocka_unit_test(over_the_coach_only_what_halts_it_counts),
	    cmocka_unit_test(a_bit_of_it_is_the_same),
	    cmocka_unit_test(what_sounds_like_it_is_not_it),
	    cmocka_unit_test(the_words_of_a_session_are_as_they_were),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
