/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_phrase.c - cues, their names, and the words made of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "phrase.h"

struct stage {
	struct wording wording;
	struct routine routine;
	struct phrase_facts facts;
	char words[WORDS_BYTES];
};

static int set_stage(void **state)
{
	struct stage *stage = calloc(1, sizeof(*stage));
	assert_non_null(stage);
	stage->routine.count = 2;
	strcpy(stage->routine.title, "Gentle start");
	strcpy(stage->routine.exercise[0].name, "bridge");
	strcpy(stage->routine.exercise[1].name, "child's pose");
	strcpy(stage->routine.exercise[1].setup, "Kneel down. Rest your head.");
	strcpy(stage->routine.exercise[1].cue, "Sink back.");
	strcpy(stage->routine.exercise[1].easier, "Put a cushion under you.");
	stage->facts.routine = &stage->routine;
	strcpy(stage->facts.emergency, "9 9 9");
	strcpy(stage->facts.urgent, "1 1 1");
	strcpy(stage->facts.call, "coach start");
	*state = stage;
	return 0;
}

static int clear_stage(void **state)
{
	free(*state);
	return 0;
}

static const char *say(struct stage *stage, enum cue cue, const char *text, int exercise, int n,
		       int m)
{
	struct saying saying = {cue, exercise, n, m};
	if (text)
		strcpy(stage->wording.text[cue], text);
	size_t bytes = phrase_words(&stage->wording, &stage->facts, &saying, stage->words);
	assert_int_equal(bytes, strlen(stage->words));
	return stage->words;
}

static void numbers_are_written_as_digits(void **state)
{
	assert_string_equal(say(*state, CUE_SET_OF, "Set {n} of {m}.", -1, 2, 10), "Set 2 of 10.");
}

static void a_word_fits_its_number(void **state)
{
	const char *text = "{n} {n|minute|minutes} and {m} {m|second|seconds}";

	assert_string_equal(say(*state, CUE_REST, text, -1, 1, 1), "1 minute and 1 second");
	assert_string_equal(say(*state, CUE_REST, text, -1, 0, 2), "0 minutes and 2 seconds");
	assert_string_equal(say(*state, CUE_REST, text, -1, 21, 1), "21 minutes and 1 second");
}

static void one_of_the_two_words_may_be_empty(void **state)
{
	assert_null(phrase_check("{n} time{n||s}"));
	assert_string_equal(say(*state, CUE_REST, "{n} time{n||s}", -1, 1, 0), "1 time");
	assert_string_equal(say(*state, CUE_REST, "{n} time{n||s}", -1, 3, 0), "3 times");
}

static void names_and_telephone_numbers_are_put_in(void **state)
{
	assert_string_equal(say(*state, CUE_NEXT, "Next: {name}.", 1, 0, 0), "Next: child's pose.");
	assert_string_equal(say(*state, CUE_GREETING, "This is {title}.", -1, 0, 0),
			    "This is Gentle start.");
	assert_string_equal(say(*state, CUE_EMERGENCY, "Call {emergency}, or {urgent}.", -1, 0, 0),
			    "Call 9 9 9, or 1 1 1.");
	assert_string_equal(say(*state, CUE_REMIND_CALL, "Say {call} to begin.", -1, 0, 0),
			    "Say coach start to begin.");
}

static void a_name_without_an_exercise_is_still_a_sentence(void **state)
{
	assert_string_equal(say(*state, CUE_REST, "Rest after {name}.", -1, 0, 0),
			    "Rest after this exercise.");
}

static void exercise_texts_are_the_exercise_s_own_words(void **state)
{
	assert_string_equal(say(*state, CUE_SETUP, NULL, 1, 0, 0), "Kneel down. Rest your head.");
	assert_string_equal(say(*state, CUE_MOVE, NULL, 1, 0, 0), "Sink back.");
	assert_string_equal(say(*state, CUE_EASIER_WAY, NULL, 1, 0, 0), "Put a cushion under you.");
}

static void an_exercise_without_a_breathing_sentence_says_nothing(void **state)
{
	assert_string_equal(say(*state, CUE_BREATHE, NULL, 1, 0, 0), "");
}

static void braces_in_an_exercise_s_words_are_plain_text(void **state)
{
	struct stage *stage = *state;
	strcpy(stage->routine.exercise[0].setup, "Lie {n} down.");

	assert_string_equal(say(stage, CUE_SETUP, NULL, 0, 7, 0), "Lie {n} down.");
}

static void no_text_that_passes_the_check_is_ever_cut(void **state)
{
	struct stage *stage = *state;
	char text[TEXT_BYTES] = "";
	/* 13 names of 47 bytes and a dot are 624 bytes, and 15 more fill the 639. */
	for (int i = 0; i < 13; i++)
		strcat(text, "{name}.");
	strcat(text, "123456789012345");
	memset(stage->routine.exercise[0].name, 'x', NAME_BYTES - 1);

	assert_null(phrase_check(text));
	assert_int_equal(strlen(say(stage, CUE_NEXT, text, 0, 0, 0)), 639);

	strcat(text, "6");
	assert_non_null(phrase_check(text));
	assert_int_equal(strlen(say(stage, CUE_NEXT, text, 0, 0, 0)), 639);
}

static void the_smallest_number_has_room(void **state)
{
	assert_string_equal(say(*state, CUE_NUMBER, "{n}", -1, INT32_MIN, 0), "-2147483648");
}

static void wrong_placeholders_are_found(void **state)
{
	(void)state;
	static const char *const wrong[] = {
	    "{x}",	    "{}",	  "{n",		"n}",	     "{ n}",   "{N}",
	    "{n|one}",	    "{n|a|b|c}",  "{name|a|b}", "{nn}",	     "{n{m}}", "{|a|b}",
	    "ok {n} and {", "{title|x|}", "}{",		"{n|{m}|b}",
	};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		if (!phrase_check(wrong[i]))
			fail_msg("%s was taken", wrong[i]);
	}
}

static void right_placeholders_are_taken(void **state)
{
	(void)state;
	assert_null(phrase_check(""));
	assert_null(phrase_check("No placeholder at all."));
	assert_null(phrase_check("{n} {m} {n|one|many} {m|one|many} {name} {title} {emergency} "
				 "{urgent} {call}"));
}

static void only_numbers_and_names_make_words_vary(void **state)
{
	(void)state;
	assert_true(phrase_varies("{n}"));
	assert_true(phrase_varies("Go {m|on|off}."));
	assert_true(phrase_varies("Next: {name}."));
	assert_false(phrase_varies("And rest."));
	assert_false(phrase_varies("Call {emergency} or {urgent}."));
	assert_false(phrase_varies("This is {title}."));
}

static void each_cue_has_one_name_that_leads_back_to_it(void **state)
{
	(void)state;
	for (unsigned i = 0; i < CUES; i++) {
		enum cue back = CUES;
		assert_true(cue_from_name(cue_name((enum cue)i), &back));
		assert_int_equal(back, i);
	}
	assert_string_equal(cue_name(CUE_START_GREEN), "start-green");
}

static void an_unknown_name_is_no_cue(void **state)
{
	(void)state;
	enum cue cue;
	assert_false(cue_from_name("start_green", &cue));
	assert_false(cue_from_name("", &cue));
	assert_false(cue_from_name("greetin", &cue));
}

static void four_cues_speak_the_exercise_s_text(void **state)
{
	(void)state;
	int found = 0;
	for (unsigned i = 0; i < CUES; i++)
		found += cue_is_exercise_text((enum cue)i);
	assert_int_equal(found, 4);
	assert_true(cue_is_exercise_text(CUE_SETUP));
	assert_true(cue_is_exercise_text(CUE_MOVE));
	assert_true(cue_is_exercise_text(CUE_BREATHE));
	assert_true(cue_is_exercise_text(CUE_EASIER_WAY));
}

#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, set_stage, clear_stage)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_STAGE(numbers_are_written_as_digits),
	    ON_STAGE(a_word_fits_its_number),
	    ON_STAGE(one_of_the_two_words_may_be_empty),
	    ON_STAGE(names_and_telephone_numbers_are_put_in),
	    ON_STAGE(a_name_without_an_exercise_is_still_a_sentence),
	    ON_STAGE(exercise_texts_are_the_exercise_s_own_words),
	    ON_STAGE(an_exercise_without_a_breathing_sentence_says_nothing),
	    ON_STAGE(braces_in_an_exercise_s_words_are_plain_text),
	    ON_STAGE(no_text_that_passes_the_check_is_ever_cut),
	    ON_STAGE(the_smallest_number_has_room),
	    cmocka_unit_test(wrong_placeholders_are_found),
	    cmocka_unit_test(right_placeholders_are_taken),
	    cmocka_unit_test(only_numbers_and_names_make_words_vary),
	    cmocka_unit_test(each_cue_has_one_name_that_leads_back_to_it),
	    cmocka_unit_test(an_unknown_name_is_no_cue),
	    cmocka_unit_test(four_cues_speak_the_exercise_s_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
