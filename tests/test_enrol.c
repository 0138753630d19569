/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_enrol.c - the asking for words, with a person made up; and what is checked about takes. */
/* cmocka.h asks for these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "enrol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SPOKEN_BYTES = 1 << 16 };

/* A person made up: what goes wrong at which saying. */
struct played {
	struct person *person;
	int said;    /* sayings so far */
	int flaw_at; /* this one and the next flaw_for - 1 have a flaw */
	int flaw_for;
	enum enrol_flaw flaw;
	int end_at; /* this saying ends it instead; -1: none */
	enum enrol_news end;
	bool agrees; /* keeps what there is, when asked */
	int confirmed;
	int odd_at;	 /* this saying sounds like nothing else */
	int silent_from; /* says nothing from here on; -1 */
	char spoken[SPOKEN_BYTES];
};

/* Each word is a level of its own, 20 units from the next. */
static struct take take_of(const char *word, int level)
{
	struct take take = {.frames = 30};
	memcpy(take.word, word, strlen(word));
	for (int i = 0; i < take.frames; i++)
		take.cepstra[i][2] = (int16_t)(256 * level);
	return take;
}

static int level_of(const char *word)
{
	int takes;
	const char *known;
	for (size_t i = 0; (known = enrol_word(i, &takes)) != NULL; i++)
		if (strcmp(known, word) == 0)
			return (int)i * 5 - 55;
	fail_msg("\"%s\" was never to be said", word);
	return 0;
}

static enum enrol_news hear_words(void *context, const char *words, bool tone)
{
	struct played *p = context;
	(void)tone;
	strncat(p->spoken, words, SPOKEN_BYTES - strlen(p->spoken) - 2);
	strncat(p->spoken, "\n", SPOKEN_BYTES - strlen(p->spoken) - 1);
	return ENROL_HEARD;
}

static void make_flaw(struct enrol_saying *saying, enum enrol_flaw flaw)
{
	saying->clipped = flaw == ENROL_CLIPPED ? 100 : 0;
	saying->level_db = flaw == ENROL_QUIET ? -70.0 : -30.0;
	saying->makes_take = flaw != ENROL_LENGTH;
	if (flaw == ENROL_OTHER) {
		saying->guess = (struct intent){.kind = INTENT_SKIP};
		saying->confidence = 0.99F;
	}
}

static enum enrol_news say_word(void *context, const char *word, struct enrol_saying *saying)
{
	struct played *p = context;
	int n = p->said++;
	if (n == p->end_at)
		return p->end;
	if (p->silent_from >= 0 && n >= p->silent_from)
		return ENROL_SILENCE;
	*saying = (struct enrol_saying){.makes_take = true, .level_db = -30.0};
	saying->take = take_of(word, n == p->odd_at ? 100 : level_of(word));
	if (p->flaw != ENROL_FINE && n >= p->flaw_at && n < p->flaw_at + p->flaw_for)
		make_flaw(saying, p->flaw);
	return ENROL_HEARD;
}

static enum enrol_news agree(void *context, const char *question)
{
	struct played *p = context;
	(void)question;
	p->confirmed++;
	return p->agrees ? ENROL_HEARD : ENROL_SILENCE;
}

static void show_nothing(void *context, const char *text)
{
	(void)context;
	(void)text;
}

static int setup(void **state)
{
	struct played *p = calloc(1, sizeof *p);
	assert_non_null(p);
	*p = (struct played){.end_at = -1, .odd_at = -1, .silent_from = -1};
	p->person = person_new("ann");
	*state = p;
	return p->person != NULL ? 0 : -1;
}

static int teardown(void **state)
{
	struct played *p = *state;
	free(p->person);
	free(p);
	return 0;
}

static bool play(struct played *p)
{
	struct enrol_partner partner = {.context = p,
					.say = hear_words,
					.hear = say_word,
					.confirm = agree,
					.show = show_nothing};
	return enrol_ask(&partner, p->person);
}

static int takes_of(const struct played *p, const char *word)
{
	int takes = 0;
	for (int i = 0; i < p->person->count; i++)
		takes += strcmp(p->person->take[i].word, word) == 0;
	return takes;
}

/* 11 numbers three times and 11 commands twice. */
enum { ALL = 11 * 3 + 11 * 2 };

static void who_says_all_words_is_kept_without_a_question(void **state)
{
	struct played *p = *state;
	assert_true(play(p));
	assert_int_equal(p->person->count, ALL);
	assert_int_equal(p->said, ALL);
	assert_int_equal(p->confirmed, 0);
	assert_int_equal(takes_of(p, "zero"), 3);
	assert_int_equal(takes_of(p, "ten"), 3);
	assert_int_equal(takes_of(p, "stop"), 2);
	assert_int_equal(takes_of(p, "ouch"), 2);
}

static void every_word_to_say_has_a_meaning_and_is_asked_for(void **state)
{
	struct played *p = *state;
	const char *word;
	struct intent intent;
	int takes;
	assert_true(play(p));
	for (size_t i = 0; (word = enrol_word(i, &takes)) != NULL; i++) {
		char asked[40];
		snprintf(asked, sizeof asked, "\n%s.\n", word);
		assert_true(intent_from_words(word, &intent));
		assert_non_null(strstr(p->spoken, asked));
	}
}

static void a_flaw_is_told_and_asked_for_again(void **state)
{
	struct played *p = *state;
	p->flaw = ENROL_QUIET;
	p->flaw_at = 1;
	p->flaw_for = 1;
	assert_true(play(p));
	assert_non_null(strstr(p->spoken, "rather quiet"));
	assert_non_null(strstr(p->spoken, "Please say zero twice."));
	assert_int_equal(p->said, ALL + 1);
	assert_int_equal(p->person->count, ALL);
}

static void a_flaw_that_stays_costs_a_take_and_nothing_else(void **state)
{
	struct played *p = *state;
	p->flaw = ENROL_CLIPPED;
	p->flaw_at = 0;
	p->flaw_for = 3;
	assert_true(play(p));
	assert_int_equal(takes_of(p, "zero"), 2);
	assert_int_equal(takes_of(p, "one"), 3);
}

/* Who always says a word so that it sounds like another shall be understood all the more. */
static void what_always_sounds_like_another_word_is_taken_in_the_end(void **state)
{
	struct played *p = *state;
	p->flaw = ENROL_OTHER;
	p->flaw_at = 0;
	p->flaw_for = 1000;
	assert_true(play(p));
	assert_int_equal(takes_of(p, "zero"), 3);
	assert_int_equal(p->person->count, ALL);
}

static void a_take_unlike_the_others_is_asked_for_again(void **state)
{
	struct played *p = *state;
	p->odd_at = 0;
	assert_true(play(p));
	assert_non_null(strstr(p->spoken, "sounded different"));
	assert_int_equal(takes_of(p, "zero"), 3);
	for (int i = 0; i < 3; i++)
		assert_int_equal(p->person->take[i].cepstra[0][2], 256 * level_of("zero"));
}

static void who_ends_early_is_asked_and_a_yes_keeps_the_whole_words(void **state)
{
	struct played *p = *state;
	p->end_at = 7;
	p->end = ENROL_END;
	p->agrees = true;
	assert_true(play(p));
	assert_int_equal(p->confirmed, 1);
	assert_int_equal(p->person->count, 6);
	assert_int_equal(takes_of(p, "two"), 0);
}

static void who_ends_early_and_does_not_say_yes_is_not_kept(void **state)
{
	struct played *p = *state;
	p->end_at = 7;
	p->end = ENROL_END;
	assert_false(play(p));
	assert_int_equal(p->confirmed, 1);
}

static void control_c_keeps_nothing_and_asks_nothing(void **state)
{
	struct played *p = *state;
	p->end_at = 40;
	p->end = ENROL_BROKEN;
	p->agrees = true;
	assert_false(play(p));
	assert_int_equal(p->confirmed, 0);
}

static void who_ends_at_once_is_asked_nothing(void **state)
{
	struct played *p = *state;
	p->end_at = 0;
	p->end = ENROL_END;
	p->agrees = true;
	assert_false(play(p));
	assert_int_equal(p->confirmed, 0);
}

static void when_nobody_is_there_it_ends(void **state)
{
	struct played *p = *state;
	p->silent_from = 3;
	assert_false(play(p));
	assert_non_null(strstr(p->spoken, "I did not hear you."));
	assert_int_equal(p->confirmed, 1);
	assert_true(p->said < 15);
}

static void a_word_that_another_form_says_as_well_is_no_other_word(void **state)
{
	(void)state;
	struct enrol_saying saying = {.makes_take = true, .level_db = -30.0, .confidence = 0.99F};
	saying.guess = (struct intent){.kind = INTENT_NUMBER, .value = 4};
	assert_int_equal(enrol_check("four", &saying), ENROL_FINE);
	assert_int_equal(enrol_check("five", &saying), ENROL_OTHER);
	saying.confidence = 0.5F;
	assert_int_equal(enrol_check("five", &saying), ENROL_FINE);
	saying.guess = (struct intent){.kind = INTENT_EMERGENCY};
	saying.confidence = 0.99F;
	assert_int_equal(enrol_check("help", &saying), ENROL_FINE);
}

/* Root mean square of a square wave is its height: 3277 of 32768 is -20 dB. */
static void the_level_is_that_of_the_loudest_fifth(void **state)
{
	(void)state;
	static int16_t sound[16000];
	for (int i = 0; i < 16000; i++)
		sound[i] = (int16_t)(i < 4000 ? (i % 2 ? 3277 : -3277) : 10);
	assert_float_equal(enrol_level_db(sound, 16000), -20.0, 0.1);
	assert_true(enrol_level_db(sound, 0) < -100.0);
}

static void samples_at_full_scale_are_counted_on_both_sides(void **state)
{
	(void)state;
	const int16_t sound[] = {0, 32767, -32768, 32000, -32767, 5};
	assert_int_equal(enrol_clipped(sound, 6), 3);
}

static void one_take_or_two_alike_are_not_odd(void **state)
{
	(void)state;
	struct take takes[3] = {take_of("one", 0), take_of("one", 1), take_of("one", 50)};
	assert_int_equal(enrol_odd(takes, 0), -1);
	assert_int_equal(enrol_odd(takes, 1), -1);
	assert_int_equal(enrol_odd(takes, 2), -1);
	assert_int_equal(enrol_odd(takes, 3), 2);
}

#define PLAY_TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    PLAY_TEST(who_says_all_words_is_kept_without_a_question),
	    PLAY_TEST(every_word_to_say_has_a_meaning_and_is_asked_for),
	    PLAY_TEST(a_flaw_is_told_and_asked_for_again),
	    PLAY_TEST(a_flaw_that_stays_costs_a_take_and_nothing_else),
	    PLAY_TEST(what_always_sounds_like_another_word_is_taken_in_the_end),
	    PLAY_TEST(a_take_unlike_the_others_is_asked_for_again),
	    PLAY_TEST(who_ends_early_is_asked_and_a_yes_keeps_the_whole_words),
	    PLAY_TEST(who_ends_early_and_does_not_say_yes_is_not_kept),
	    PLAY_TEST(control_c_keeps_nothing_and_asks_nothing),
	    PLAY_TEST(who_ends_at_once_is_asked_nothing),
	    PLAY_TEST(when_nobody_is_there_it_ends),
	    cmocka_unit_test(a_word_that_another_form_says_as_well_is_no_other_word),
	    cmocka_unit_test(the_level_is_that_of_the_loudest_fifth),
	    cmocka_unit_test(samples_at_full_scale_are_counted_on_both_sides),
	    cmocka_unit_test(one_take_or_two_alike_are_not_odd),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
