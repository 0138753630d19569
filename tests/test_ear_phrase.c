/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ear_phrase.c - the words that begin a session, and those that do not.
 *
 * flite speaks: test clips of people saying a phrase of one's own are not to be had.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ear_lookup.h"
#include "ear_phrase.h"
#include "fault.h"
#include "spoken.h"

struct count {
	int utterances, woken;
};

static void note(void *context, const struct wake_hearing *hearing)
{
	struct count *count = context;
	assert_true(hearing->start_s < hearing->end_s);
	count->utterances++;
	count->woken += hearing->woken;
}

static int set_up(void **state)
{
	struct fault why;
	*state = wake_open(NULL, "Coach, start!", &why);
	if (*state == NULL)
		print_message("%s\n", why.text);
	return *state != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	wake_close(*state);
	return 0;
}

static struct count play(struct wake *wake, struct sound sound)
{
	struct count count = {0};
	wake_reset(wake);
	wake_feed(wake, sound.sample, sound.count, note, &count);
	sound_free(&sound);
	return count;
}

static void the_phrase_wakes(void **state)
{
	assert_int_equal(play(*state, spoken("rms", "coach start")).woken, 1);
	assert_int_equal(play(*state, spoken("slt", "coach start")).woken, 1);
	assert_int_equal(play(*state, spoken("rms", "Coach, start.")).woken, 1);
}

static void a_part_of_it_or_more_than_it_does_not(void **state)
{
	assert_int_equal(play(*state, spoken("rms", "coach")).woken, 0);
	assert_int_equal(play(*state, spoken("slt", "start")).woken, 0);
	assert_int_equal(play(*state, spoken("slt", "the coach starts at nine")).woken, 0);
}

static void talk_does_not_wake(void **state)
{
	static const char *const talk[] = {"good morning everybody",
					   "would you like some tea",
					   "please stop",
					   "call mother",
					   "seven",
					   "yes"};
	for (size_t i = 0; i < sizeof talk / sizeof talk[0]; i++) {
		assert_int_equal(play(*state, spoken("rms", talk[i])).woken, 0);
		assert_int_equal(play(*state, spoken("slt", talk[i])).woken, 0);
	}
}

static void noise_and_beeps_are_not_even_looked_at(void **state)
{
	assert_int_equal(play(*state, hiss(3.0, 3000)).utterances, 0);
	assert_int_equal(play(*state, beep(50, 800, 9000)).woken, 0);
}

static void a_word_that_nobody_knows_is_told(void **state)
{
	(void)state;
	struct fault why = {.code = FAULT_NONE};
	assert_null(wake_open(NULL, "coach xyzzyq", &why));
	assert_int_equal(why.code, FAULT_INPUT);
	assert_non_null(strstr(why.text, "xyzzyq"));
	assert_null(wake_open(NULL, " , ", &why));
	assert_int_equal(why.code, FAULT_INPUT);
	assert_null(wake_open("/nowhere", "coach start", &why));
	assert_int_equal(why.code, FAULT_EAR);
}

/* K OW CH, S T AA R T: of a dictionary that has each once. */
static void words_are_looked_up_whatever_their_marks(void **state)
{
	(void)state;
	struct lookup lookup;
	char missing[LOOKUP_BYTES];
	assert_int_equal(lookup_words(&lookup, NULL, " Coach,  START! ", missing), LOOKUP_FOUND);
	assert_string_equal(lookup.words, "coach start");
	assert_int_equal(lookup_phones(&lookup), 8);
	assert_int_equal(lookup_words(&lookup, NULL, "one two three four five six seven", missing),
			 LOOKUP_SHAPE);
	assert_int_equal(lookup_words(&lookup, "/nowhere", "coach", missing), LOOKUP_NO_DICTIONARY);
	assert_int_equal(lookup_words(&lookup, NULL, "coach starq", missing), LOOKUP_UNKNOWN);
	assert_string_equal(missing, "starq");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(the_phrase_wakes),
	    CASE(a_part_of_it_or_more_than_it_does_not),
	    CASE(talk_does_not_wake),
	    CASE(noise_and_beeps_are_not_even_looked_at),
	    cmocka_unit_test(a_word_that_nobody_knows_is_told),
	    cmocka_unit_test(words_are_looked_up_whatever_their_marks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
