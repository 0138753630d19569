/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ear_dictionary.c - which pronunciations the ear takes from the dictionary.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "ear_dictionary.h"
#include "fault.h"

#define GOOD_DICTIONARY "/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict"

static int set_up(void **state)
{
	struct dictionary *dictionary = calloc(1, sizeof *dictionary);
	struct fault why;
	*state = dictionary;
	return dictionary != NULL && dictionary_open(dictionary, GOOD_DICTIONARY, &why) ? 0 : -1;
}

static int tear_down(void **state)
{
	dictionary_close(*state);
	free(*state);
	return 0;
}

static const struct pronunciation *find(const struct dictionary *dictionary, const char *word)
{
	for (size_t i = 0; i < dictionary->count; i++)
		if (strcmp(dictionary->list[i].word, word) == 0)
			return &dictionary->list[i];
	return NULL;
}

static void the_vocabulary_is_there_and_no_rival(void **state)
{
	static const char *const words[] = {"seven", "four", "stop", "pain", "emergency"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		const struct pronunciation *found = find(*state, words[i]);
		assert_non_null(found);
		assert_false(found->rival);
	}
}

static void common_words_are_rivals(void **state)
{
	static const char *const words[] = {"house", "left", "water"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		const struct pronunciation *found = find(*state, words[i]);
		assert_non_null(found);
		assert_true(found->rival);
	}
}

static void a_rival_that_sounds_like_a_form_is_left_out(void **state)
{
	/* both are among the common words: "two" and "pause" */
	assert_null(find(*state, "too"));
	assert_null(find(*state, "paws"));
}

/* They would change what all other words are weighed against. */
static void words_near_louder_are_there_and_no_rivals_of_the_rest(void **state)
{
	const struct pronunciation *found = find(*state, "chowder");
	assert_non_null(found);
	assert_false(found->rival);
	/* also a common word: that it stays */
	found = find(*state, "water");
	assert_non_null(found);
	assert_true(found->rival);
}

static void every_way_to_say_a_word_is_taken(void **state)
{
	/* "the": DH AH and DH IY */
	const struct dictionary *dictionary = *state;
	int ways = 0;
	for (size_t i = 0; i < dictionary->count; i++)
		ways += strcmp(dictionary->list[i].word, "the") == 0;
	assert_true(ways >= 2);
}

static void only_what_is_needed_is_taken(void **state)
{
	const struct dictionary *dictionary = *state;
	assert_true(dictionary->count > 1000 && dictionary->count < 3000);
	assert_null(find(dictionary, "aardvark"));
}

static void the_sounds_of_a_form_are_counted(void **state)
{
	/* S EH V AH N; N OW, P EY N */
	assert_int_equal(dictionary_phones(*state, "seven"), 5);
	assert_int_equal(dictionary_phones(*state, "no pain"), 5);
}

static void a_file_without_a_word_is_named(void **state)
{
	static const char two_words[] = "zero Z IY R OW\r\none W AH N\r\n";
	char path[] = "/tmp/easeback-words-XXXXXX";
	struct dictionary dictionary;
	struct fault why;
	int file = mkstemp(path);
	(void)state;
	assert_true(file >= 0);
	assert_int_equal(write(file, two_words, sizeof two_words - 1), sizeof two_words - 1);
	close(file);
	assert_false(dictionary_open(&dictionary, path, &why));
	unlink(path);
	assert_int_equal(why.code, FAULT_EAR);
	assert_non_null(strstr(why.text, path));
	assert_non_null(strstr(why.text, "has no word \""));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(the_vocabulary_is_there_and_no_rival),
	    CASE(common_words_are_rivals),
	    CASE(a_rival_that_sounds_like_a_form_is_left_out),
	    CASE(words_near_louder_are_there_and_no_rivals_of_the_rest),
	    CASE(every_way_to_say_a_word_is_taken),
	    CASE(only_what_is_needed_is_taken),
	    CASE(the_sounds_of_a_form_are_counted),
	    cmocka_unit_test(a_file_without_a_word_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
