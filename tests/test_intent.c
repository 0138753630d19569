/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_intent.c - words and keys, and what they mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

static void assert_key(int key, enum intent_kind kind, int value)
{
	struct intent intent = intent_from_key(key);
	assert_int_equal(intent.kind, kind);
	assert_int_equal(intent.value, value);
	assert_int_equal(intent.source, SOURCE_KEY);
}

static void numbers_are_understood_as_words_and_as_digits(void **state)
{
	(void)state;
	static const char *const words[] = {"zero", "one",   "two",   "three", "four", "five",
					    "six",  "seven", "eight", "nine",  "ten"};
	static const char *const digits[] = {"0", "1", "2", "3", "4", "5",
					     "6", "7", "8", "9", "10"};
	for (int n = 0; n <= 10; n++) {
		assert_words(words[n], INTENT_NUMBER, n);
		assert_words(digits[n], INTENT_NUMBER, n);
	}
}

static void every_command_is_understood(void **state)
{
	(void)state;
	assert_words("none", INTENT_NONE, 0);
	assert_words("no pain", INTENT_NONE, 0);
	assert_words("same", INTENT_SAME, 0);
	assert_words("yes", INTENT_YES, 0);
	assert_words("no", INTENT_NO, 0);
	assert_words("ready", INTENT_READY, 0);
	assert_words("resume", INTENT_READY, 0);
	assert_words("pause", INTENT_PAUSE, 0);
	assert_words("repeat", INTENT_REPEAT, 0);
	assert_words("skip", INTENT_SKIP, 0);
	assert_words("easier", INTENT_EASIER, 0);
	assert_words("change", INTENT_CHANGE, 0);
	assert_words("how long", INTENT_HOW_LONG, 0);
	assert_words("louder", INTENT_LOUDER, 0);
	assert_words("quieter", INTENT_QUIETER, 0);
	assert_words("slower", INTENT_SLOWER, 0);
	assert_words("faster", INTENT_FASTER, 0);
	assert_words("sharp", INTENT_SHARP, 0);
	assert_words("leg", INTENT_LEG, 0);
	assert_words("something is wrong", INTENT_LEG, 0);
	assert_words("stop", INTENT_STOP, 0);
	assert_words("emergency", INTENT_EMERGENCY, 0);
	assert_words("help", INTENT_EMERGENCY, 0);
}

static void case_blanks_and_dashes_do_not_matter(void **state)
{
	(void)state;
	assert_words("  Seven\t", INTENT_NUMBER, 7);
	assert_words("HOW   LONG", INTENT_HOW_LONG, 0);
	assert_words("how-long", INTENT_HOW_LONG, 0);
	assert_words("Something\tIs  Wrong\n", INTENT_LEG, 0);
}

static void fine_is_no_answer(void **state)
{
	(void)state;
	assert_no_words("fine");
}

static void what_is_no_command_means_nothing(void **state)
{
	(void)state;
	assert_no_words("");
	assert_no_words("   ");
	assert_no_words("-");
	assert_no_words("11");
	assert_no_words("-1");
	assert_no_words("1-");
	assert_no_words("1-0");
	assert_no_words("07");
	assert_no_words("7.5");
	assert_no_words("seven eight");
	assert_no_words("eleven");
	assert_no_words("stopp");
	assert_no_words("sto");
	assert_no_words("how");
	assert_no_words("\xc3\xa9t\xc3\xa9");
}

static void long_words_are_refused_whole(void **state)
{
	(void)state;
	char words[5000];
	memset(words, 'a', sizeof words - 1);
	words[sizeof words - 1] = '\0';
	assert_no_words(words);
	memcpy(words, "stop ", 5);
	assert_no_words(words);
}

static void digits_and_one_key_for_ten_are_numbers(void **state)
{
	(void)state;
	for (int n = 0; n <= 9; n++)
		assert_key('0' + n, INTENT_NUMBER, n);
	assert_key('*', INTENT_NUMBER, 10);
	assert_key('x', INTENT_NUMBER, 10);
	assert_key('X', INTENT_NUMBER, 10);
}

static void letters_are_commands_in_either_case(void **state)
{
	(void)state;
	static const struct {
		int key;
		enum intent_kind kind;
	} keys[] = {
	    {'y', INTENT_YES},	  {'n', INTENT_NO},	   {'r', INTENT_REPEAT},
	    {'s', INTENT_STOP},	  {'q', INTENT_STOP},	   {'k', INTENT_SKIP},
	    {'e', INTENT_EASIER}, {'h', INTENT_EMERGENCY}, {'l', INTENT_LEG},
	    {'c', INTENT_CHANGE}, {'t', INTENT_HOW_LONG},  {'m', INTENT_SAME},
	    {'o', INTENT_OUCH},	  {'f', INTENT_FASTER},
	};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		assert_key(keys[i].key, keys[i].kind, 0);
		assert_key(keys[i].key - 'a' + 'A', keys[i].kind, 0);
	}
	assert_key('!', INTENT_SHARP, 0);
	assert_key('>', INTENT_LOUDER, 0);
	assert_key('<', INTENT_QUIETER, 0);
	assert_key('_', INTENT_SLOWER, 0);
}

static void the_space_bar_pauses_and_enter_is_ready(void **state)
{
	(void)state;
	assert_key(' ', INTENT_PAUSE, 0);
	assert_key('\n', INTENT_READY, 0);
	assert_key('\r', INTENT_READY, 0);
}

static void other_keys_mean_nothing(void **state)
{
	(void)state;
	static const int keys[] = {-1, 0, 1, 27, 127, 128, 255, 256, 0x20ac, 'z', '#', '='};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		assert_key(keys[i], INTENT_NOTHING, 0);
}

/* The index of a spoken form; -1 when there is none of these words. */
static int form_of(const char *words)
{
	const char *form;
	struct intent intent;
	for (size_t i = 0; intent_spoken_form(i, &form, &intent); i++)
		if (strcmp(form, words) == 0)
			return (int)i;
	return -1;
}

static bool form_fits(const char *words, enum listen_context context)
{
	int i = form_of(words);
	assert_true(i >= 0);
	return intent_form_fits((size_t)i, context);
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

static void numbers_fit_as_they_stand_only_where_a_number_is_asked(void **state)
{
	(void)state;
	for (int i = 0; i < LISTEN_CONTEXTS; i++) {
		enum listen_context context = (enum listen_context)i;
		bool number = context == LISTEN_NUMBER;
		assert_int_equal(form_fits("four", context), number);
		assert_int_equal(form_fits("none", context), number);
		assert_int_equal(form_fits("the same", context), number);
		assert_int_equal(intent_fits(INTENT_SAME, context), number);
	}
}

static void a_number_behind_pain_or_no_fits_elsewhere_too(void **state)
{
	(void)state;
	assert_true(intent_fits(INTENT_NUMBER, LISTEN_ANY));
	assert_true(intent_fits(INTENT_NUMBER, LISTEN_YESNO));
	assert_false(intent_fits(INTENT_NUMBER, LISTEN_READY));
	assert_false(intent_fits(INTENT_NUMBER, LISTEN_OVER));
	assert_heard("pain six", LISTEN_ANY, INTENT_NUMBER, 6);
	assert_heard("pain six", LISTEN_NUMBER, INTENT_NUMBER, 6);
	assert_unheard("pain six", LISTEN_YESNO);
	assert_unheard("six", LISTEN_ANY);
	assert_heard("no four", LISTEN_YESNO, INTENT_NUMBER, 4);
	assert_unheard("no four", LISTEN_NUMBER);
	assert_unheard("four", LISTEN_YESNO);
	assert_unheard("no the same", LISTEN_YESNO);
	assert_heard("no", LISTEN_YESNO, INTENT_NO, 0);
}

static void yes_and_no_fit_only_where_they_are_asked(void **state)
{
	(void)state;
	for (int i = 0; i < LISTEN_CONTEXTS; i++) {
		enum listen_context context = (enum listen_context)i;
		bool asked = context == LISTEN_YESNO;
		assert_int_equal(intent_fits(INTENT_YES, context), asked);
		assert_int_equal(intent_fits(INTENT_NO, context), asked);
	}
}

static bool protects(enum intent_kind kind)
{
	static const enum intent_kind always[] = {INTENT_STOP, INTENT_SHARP,	 INTENT_OUCH,
						  INTENT_LEG,  INTENT_EMERGENCY, INTENT_PAUSE};
	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
		if (always[i] == kind)
			return true;
	return false;
}

static void what_protects_fits_everywhere_and_alone_over_the_coach(void **state)
{
	(void)state;
	for (int kind = 0; kind < INTENT_KINDS; kind++) {
		bool wanted = protects((enum intent_kind)kind);
		assert_int_equal(intent_fits((enum intent_kind)kind, LISTEN_OVER), wanted);
		for (int context = 0; wanted && context < LISTEN_CONTEXTS; context++)
			assert_true(
			    intent_fits((enum intent_kind)kind, (enum listen_context)context));
	}
}

static void short_words_near_a_number_or_a_yes_are_not_listened_for_there(void **state)
{
	(void)state;
	assert_false(form_fits("numb", LISTEN_NUMBER)); /* none */
	assert_false(form_fits("chest", LISTEN_YESNO)); /* yes */
	assert_false(form_fits("ow", LISTEN_NUMBER));	/* oh */
	assert_true(form_fits("numb", LISTEN_OVER));
	assert_true(form_fits("my chest", LISTEN_YESNO));
	assert_true(form_fits("i feel numb", LISTEN_NUMBER));
}

static void how_the_coach_speaks_fits_every_silence_and_not_over_it(void **state)
{
	static const struct {
		const char *words;
		enum intent_kind kind;
	} list[] = {{"louder", INTENT_LOUDER},		{"A bit louder, please.", INTENT_LOUDER},
		    {"quieter", INTENT_QUIETER},	{"volume up", INTENT_LOUDER},
		    {"volume down", INTENT_QUIETER},	{"talk slower", INTENT_SLOWER},
		    {"quieter please", INTENT_QUIETER}, {"slower", INTENT_SLOWER},
		    {"a little slower", INTENT_SLOWER}};
	(void)state;
	for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
		for (int c = 0; c < LISTEN_OVER; c++)
			assert_heard(list[i].words, (enum listen_context)c, list[i].kind, 0);
		assert_unheard(list[i].words, LISTEN_OVER);
		assert_false(intent_fits(list[i].kind, LISTEN_OVER));
	}
	assert_unheard("a bit", LISTEN_ANY);
	assert_unheard("louder and louder", LISTEN_ANY);
	assert_unheard("faster", LISTEN_ANY); /* keyed only: heard as much else */
}

static void nothing_and_unclear_are_never_offered(void **state)
{
	(void)state;
	for (int context = 0; context < LISTEN_CONTEXTS; context++) {
		assert_false(intent_fits(INTENT_NOTHING, (enum listen_context)context));
		assert_false(intent_fits(INTENT_UNCLEAR, (enum listen_context)context));
	}
}

static void every_spoken_form_reads_back_as_itself(void **state)
{
	(void)state;
	const char *words;
	struct intent spoken, read;
	size_t count = 0;
	for (; intent_spoken_form(count, &words, &spoken); count++) {
		assert_int_equal(spoken.source, SOURCE_VOICE);
		assert_true(intent_from_words(words, &read));
		assert_int_equal(read.kind, spoken.kind);
		assert_int_equal(read.value, spoken.value);
	}
	assert_true(count >= 11 + 16); /* the numbers, and each command at least once */
	assert_false(intent_spoken_form(count + 1000, &words, &spoken));
}

static void every_intent_that_may_be_offered_can_be_said(void **state)
{
	(void)state;
	bool can_be_said[INTENT_KINDS] = {false};
	const char *words;
	struct intent spoken;
	for (size_t i = 0; intent_spoken_form(i, &words, &spoken); i++)
		can_be_said[spoken.kind] = true;
	for (int kind = INTENT_NUMBER; kind < INTENT_KINDS; kind++)
		assert_true(can_be_said[kind]);
}

static void contexts_are_read_by_their_names(void **state)
{
	(void)state;
	enum listen_context context;
	for (int i = 0; i < LISTEN_CONTEXTS; i++) {
		assert_true(listen_from_name(listen_name((enum listen_context)i), &context));
		assert_int_equal(context, i);
	}
	assert_string_equal(listen_name(LISTEN_YESNO), "yesno");
	assert_false(listen_from_name("numbers", &context));
	assert_false(listen_from_name("", &context));
}

static void intents_have_names_of_their_own(void **state)
{
	(void)state;
	for (int i = 0; i < INTENT_KINDS; i++)
		for (int j = 0; j < i; j++)
			assert_string_not_equal(intent_name((enum intent_kind)i),
						intent_name((enum intent_kind)j));
	assert_string_equal(intent_name(INTENT_HOW_LONG), "how-long");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_are_understood_as_words_and_as_digits),
	    cmocka_unit_test(every_command_is_understood),
	    cmocka_unit_test(case_blanks_and_dashes_do_not_matter),
	    cmocka_unit_test(fine_is_no_answer),
	    cmocka_unit_test(what_is_no_command_means_nothing),
	    cmocka_unit_test(long_words_are_refused_whole),
	    cmocka_unit_test(digits_and_one_key_for_ten_are_numbers),
	    cmocka_unit_test(letters_are_commands_in_either_case),
	    cmocka_unit_test(the_space_bar_pauses_and_enter_is_ready),
	    cmocka_unit_test(other_keys_mean_nothing),
	    cmocka_unit_test(numbers_fit_as_they_stand_only_where_a_number_is_asked),
	    cmocka_unit_test(a_number_behind_pain_or_no_fits_elsewhere_too),
	    cmocka_unit_test(yes_and_no_fit_only_where_they_are_asked),
	    cmocka_unit_test(what_protects_fits_everywhere_and_alone_over_the_coach),
	    cmocka_unit_test(short_words_near_a_number_or_a_yes_are_not_listened_for_there),
	    cmocka_unit_test(how_the_coach_speaks_fits_every_silence_and_not_over_it),
	    cmocka_unit_test(nothing_and_unclear_are_never_offered),
	    cmocka_unit_test(every_spoken_form_reads_back_as_itself),
	    cmocka_unit_test(every_intent_that_may_be_offered_can_be_said),
	    cmocka_unit_test(contexts_are_read_by_their_names),
	    cmocka_unit_test(intents_have_names_of_their_own),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
