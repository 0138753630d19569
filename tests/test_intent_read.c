/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_intent_read.c - what people say, and what it is read as. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "intent.h"

static void assert_words(const char *words, enum intent_kind kind, int value)
{
	struct intent intent;
	assert_true(intent_from_words(words, &intent));
	assert_int_equal(intent.kind, kind);
	assert_int_equal(intent.value, value);
	assert_int_equal(intent.source, SOURCE_KEY);
}

static void assert_no_words(const char *words)
{
	struct intent intent;
	assert_false(intent_from_words(words, &intent));
	assert_int_equal(intent.kind, INTENT_NOTHING);
	assert_int_equal(intent.value, 0);
}

static void assert_heard(const char *words, enum listen_context context, enum intent_kind kind,
			 int value)
{
	struct intent intent;
	assert_true(intent_from_speech(words, context, &intent));
	assert_int_equal(intent.kind, kind);
	assert_int_equal(intent.value, value);
	assert_int_equal(intent.source, SOURCE_VOICE);
}

static void assert_unheard(const char *words, enum listen_context context)
{
	struct intent intent;
	assert_false(intent_from_speech(words, context, &intent));
	assert_int_equal(intent.kind, INTENT_NOTHING);
}

static void numbers_are_understood_as_people_say_them(void **state)
{
	(void)state;
	static const struct {
		const char *words;
		int value;
	} said[] = {
	    {"about a four", 4},
	    {"four out of ten", 4},
	    {"I'd say three", 3},
	    {"I would say a two", 2},
	    {"it's a seven", 7},
	    {"it is seven", 7},
	    {"maybe six", 6},
	    {"I think it's about a five", 5},
	    {"a two", 2},
	    {"oh", 0},
	    {"oh, about a four", 4},
	    {"oh four", 4},
	    {"pain six", 6},
	    {"my pain is a six", 6},
	    {"four or five", 5},
	    {"five or four", 5},
	    {"between four and five", 5},
	    {"three to four", 4},
	    {"a three or maybe a four", 4},
	    {"four out of ten I think", 4},
	    {"still a four", 4},
	    {"ten out of ten", 10},
	    {"well, um, an eight", 8},
	    {"about 7", 7},
	    {"It\xe2\x80\x99s a 4.", 4},
	    {"4/10", 4},
	    {"10 out of 10!", 10},
	    {"no, it's four", 4},
	    {"no, four", 4},
	    {"No. I said a two.", 2},
	    {"pain is between 3 and 4", 4},
	    {"zero", 0},
	};
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
		assert_words(said[i].words, INTENT_NUMBER, said[i].value);
}

static void no_pain_is_understood_as_people_say_it(void **state)
{
	(void)state;
	assert_words("nothing", INTENT_NONE, 0);
	assert_words("no pain at all", INTENT_NONE, 0);
	assert_words("I have no pain now", INTENT_NONE, 0);
	assert_words("nothing at the moment", INTENT_NONE, 0);
	assert_words("no, no pain", INTENT_NONE, 0);
	assert_words("about the same", INTENT_SAME, 0);
	assert_words("still the same", INTENT_SAME, 0);
}

static void a_phrase_that_is_not_whole_means_nothing(void **state)
{
	(void)state;
	static const char *const said[] = {
	    "about",
	    "four or",
	    "or four",
	    "between four",
	    "four five",
	    "less than four",
	    "not four",
	    "four out of five",
	    "4/5",
	    "out of ten",
	    "pain",
	    "my pain is",
	    "no pain six",
	    "four and",
	    "more than a four",
	    "four none",
	    "none or two",
	    "no no",
	    "four.5",
	    "4.5",
	    "I think so",
	    "maybe",
	    "four,five,six",
	    "4 to",
	    "no five to",
	};
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
		assert_no_words(said[i]);
}

static void oh_is_a_zero_that_is_never_sure(void **state)
{
	(void)state;
	struct intent intent;
	assert_true(intent_from_words("oh", &intent));
	assert_true(intent.percent < 90);
	assert_true(intent_from_words("zero or oh", &intent));
	assert_true(intent.percent < 90);
	assert_true(intent_from_words("zero", &intent));
	assert_int_equal(intent.percent, INTENT_CERTAIN);
	intent = intent_from_key('4');
	assert_int_equal(intent.percent, INTENT_CERTAIN);
}

static void emergencies_and_cries_are_understood(void **state)
{
	(void)state;
	static const char *const said[] = {"chest",
					   "my chest",
					   "chest pain",
					   "can't breathe",
					   "I can\xe2\x80\x99t breathe!",
					   "I cannot breathe",
					   "faint",
					   "I feel faint",
					   "numb",
					   "numb saddle",
					   "help me"};
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
		assert_words(said[i], INTENT_EMERGENCY, 0);
	assert_words("ouch", INTENT_OUCH, 0);
	assert_words("Ow!", INTENT_OUCH, 0);
	assert_words("something's wrong", INTENT_LEG, 0);
}

static void texts_mean_what_the_listed_forms_mean(void **state)
{
	(void)state;
	assert_heard("Yeah.", LISTEN_YESNO, INTENT_YES, 0);
	assert_heard("Please stop!", LISTEN_OVER, INTENT_STOP, 0);
	assert_unheard("Yeah.", LISTEN_ANY);
	assert_unheard("carry on", LISTEN_OVER);
	assert_heard("carry on", LISTEN_ANY, INTENT_READY, 0);
}

static void halts_are_understood_inside_a_sentence(void **state)
{
	(void)state;
	static const char *const stops[] = {
	    "I want to stop", "I need to stop",	  "okay, stop",	     "please stop",    "Stop it!",
	    "stop now",	      "stop, stop, stop", "no, stop it now", "let's stop here"};
	for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
		for (int c = 0; c < LISTEN_CONTEXTS; c++)
			assert_heard(stops[i], (enum listen_context)c, INTENT_STOP, 0);
	assert_heard("please pause", LISTEN_ANY, INTENT_PAUSE, 0);
	assert_heard("I need a pause now", LISTEN_NUMBER, INTENT_PAUSE, 0);
	assert_unheard("I want to", LISTEN_ANY);
	assert_unheard("the bus stop", LISTEN_ANY);
	assert_unheard("stop at the shop", LISTEN_ANY);
	assert_unheard("do not stop", LISTEN_ANY);
	assert_unheard("stop four", LISTEN_NUMBER);
}

/* What the ear's grammar makes of the lists must read back. */
static void every_word_around_a_value_is_read(void **state)
{
	(void)state;
	char words[100];
	const char *word;
	for (size_t i = 0; (word = intent_filler_before(i)) != NULL; i++) {
		snprintf(words, sizeof words, "%s three and four", word);
		assert_heard(words, LISTEN_NUMBER, INTENT_NUMBER, 4);
	}
	for (size_t i = 0; (word = intent_filler_after(i)) != NULL; i++) {
		snprintf(words, sizeof words, "three %s", word);
		assert_heard(words, LISTEN_NUMBER, INTENT_NUMBER, 3);
	}
	for (size_t i = 0; (word = intent_joiner(i)) != NULL; i++) {
		snprintf(words, sizeof words, "three %s five", word);
		assert_heard(words, LISTEN_NUMBER, INTENT_NUMBER, 5);
	}
	for (size_t i = 0; (word = intent_halt_before(i)) != NULL; i++) {
		snprintf(words, sizeof words, "%s stop", word);
		assert_heard(words, LISTEN_ANY, INTENT_STOP, 0);
	}
	for (size_t i = 0; (word = intent_halt_after(i)) != NULL; i++) {
		snprintf(words, sizeof words, "pause %s", word);
		assert_heard(words, LISTEN_READY, INTENT_PAUSE, 0);
	}
	for (int context = 0; context < LISTEN_CONTEXTS; context++)
		for (size_t i = 0; (word = intent_opening(i, (enum listen_context)context)); i++) {
			snprintf(words, sizeof words, "%s about nine", word);
			assert_heard(words, (enum listen_context)context, INTENT_NUMBER, 9);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_are_understood_as_people_say_them),
	    cmocka_unit_test(no_pain_is_understood_as_people_say_it),
	    cmocka_unit_test(a_phrase_that_is_not_whole_means_nothing),
	    cmocka_unit_test(oh_is_a_zero_that_is_never_sure),
	    cmocka_unit_test(emergencies_and_cries_are_understood),
	    cmocka_unit_test(texts_mean_what_the_listed_forms_mean),
	    cmocka_unit_test(halts_are_understood_inside_a_sentence),
	    cmocka_unit_test(every_word_around_a_value_is_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
