/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ear_voiceprint.c - how like something sounds to what a person enrolled. */
/* cmocka.h asks for these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ear_bands.h"
#include "ear_decode.h"
#include "ear_voiceprint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FRAMES = 60 };

/* A sound whose loudest band wanders from one place to another. */
struct glide {
	int frames;
	double from, to, width, loud;
};

static struct sound_view glide_view(const struct glide *g, float *bands)
{
	for (int i = 0; i < g->frames; i++)
		for (int b = 0; b < BANDS; b++) {
			double at = g->from + (g->to - g->from) * i / g->frames;
			double off = (b - at) / g->width;
			bands[i * BANDS + b] = (float)(g->loud + 8.0 * exp(-off * off));
		}
	return (struct sound_view){.frames = g->frames, .bands = bands};
}

static struct take glide_take(const char *word, struct glide g)
{
	float bands[TAKE_FRAMES * BANDS];
	struct take take;
	struct sound_view view = glide_view(&g, bands);
	assert_true(take_make(&take, word, &view, 0, g.frames));
	return take;
}

static const struct glide rising = {FRAMES, 5.0, 30.0, 5.0, 8.0};
static const struct glide falling = {FRAMES, 30.0, 5.0, 5.0, 8.0};

/* Every frame the same: one coefficient at so many units. */
static struct take flat_take(int frames, int units)
{
	struct take take = {.word = "one", .frames = frames};
	for (int i = 0; i < frames; i++)
		take.cepstra[i][3] = (int16_t)(256 * units);
	return take;
}

static void a_take_is_no_distance_from_itself(void **state)
{
	(void)state;
	struct take take = glide_take("one", rising);
	assert_float_equal(take_distance(&take, &take, NULL), 0.0, 1e-6);
}

/* Each frame is 1 apart however it is warped, and the way is as long as both together. */
static void takes_one_unit_apart_are_one_apart_whatever_their_lengths(void **state)
{
	(void)state;
	struct take low = flat_take(10, 0), high = flat_take(10, 1), longer = flat_take(25, 1);
	assert_float_equal(take_distance(&low, &high, NULL), 1.0, 1e-5);
	assert_float_equal(take_distance(&low, &longer, NULL), 1.0, 1e-5);
	assert_float_equal(take_distance(&longer, &low, NULL), 1.0, 1e-5);
}

static void the_same_said_slower_is_nearer_than_something_else(void **state)
{
	(void)state;
	struct glide slow = rising;
	slow.frames = 90;
	struct take a = glide_take("one", rising), b = glide_take("one", slow);
	struct take other = glide_take("two", falling);
	assert_true(take_distance(&a, &b, NULL) * 3.0 < take_distance(&a, &other, NULL));
	assert_float_equal(take_distance(&a, &other, NULL), take_distance(&other, &a, NULL), 1e-4);
}

static void loudness_does_not_matter(void **state)
{
	(void)state;
	struct glide loud = rising;
	loud.loud = 13.0;
	struct take a = glide_take("one", rising), b = glide_take("one", loud);
	assert_float_equal(take_distance(&a, &b, NULL), 0.0, 0.02);
}

static void what_is_too_short_or_too_long_makes_no_take(void **state)
{
	(void)state;
	static float bands[400 * BANDS];
	struct sound_view view = {.frames = 400, .bands = bands};
	struct take take;
	assert_false(take_make(&take, "one", &view, 0, 0));
	assert_false(take_make(&take, "one", &view, 0, 19));
	assert_true(take_make(&take, "one", &view, 0, 20));
	assert_true(take_make(&take, "one", &view, 100, 250));
	assert_int_equal(take.frames, 140);
	assert_false(take_make(&take, "one", &view, 100, 251));
}

static void a_name_has_letters_digits_and_strokes(void **state)
{
	(void)state;
	assert_true(person_name_fits("ann"));
	assert_true(person_name_fits("Ann_2-b"));
	assert_true(person_name_fits("1234567890123456789012345678901"));
	assert_false(person_name_fits("12345678901234567890123456789012"));
	assert_false(person_name_fits(""));
	assert_false(person_name_fits("-ann"));
	assert_false(person_name_fits("../ann"));
	assert_false(person_name_fits("ann.voice"));
	assert_false(person_name_fits("ann b"));
}

static struct person *person_of(const char *name, double bend)
{
	struct person *person = person_new(name);
	assert_non_null(person);
	for (int i = 0; i < 3; i++) {
		struct glide up = rising, down = falling;
		up.to += bend + i;
		down.from += bend - i;
		up.frames += 3 * i;
		struct take one = glide_take("one", up), two = glide_take("two", down);
		assert_true(person_add(person, &one));
		assert_true(person_add(person, &two));
	}
	person_settle(person);
	return person;
}

static struct likeness compare(const struct voiceprint *voiceprint, struct glide g)
{
	float bands[TAKE_FRAMES * BANDS];
	struct likeness likeness;
	struct sound_view view = glide_view(&g, bands);
	assert_true(voiceprint_compare(voiceprint, &view, 0, g.frames, &likeness));
	return likeness;
}

static void the_word_that_was_said_is_the_least_unlike(void **state)
{
	(void)state;
	struct voiceprint *house = voiceprint_new();
	assert_non_null(house);
	assert_true(voiceprint_add(house, person_of("ann", 0.0)));
	struct likeness up = compare(house, rising), down = compare(house, falling);
	assert_int_equal(up.words, 2);
	assert_true(likeness_of(&up, "one") < likeness_of(&up, "two"));
	assert_true(likeness_of(&down, "two") < likeness_of(&down, "one"));
	assert_float_equal(up.least, likeness_of(&up, "one"), 1e-9);
	assert_true(likeness_of(&up, "three") > 1e6);
	voiceprint_free(house);
}

static void of_two_people_the_one_that_fits_better_counts(void **state)
{
	(void)state;
	struct voiceprint *both = voiceprint_new(), *alone = voiceprint_new();
	assert_true(voiceprint_add(both, person_of("ann", 8.0)));
	assert_true(voiceprint_add(both, person_of("bob", 0.0)));
	assert_true(voiceprint_add(alone, person_of("bob", 0.0)));
	struct likeness two = compare(both, rising), one = compare(alone, rising);
	assert_float_equal(likeness_of(&two, "one"), likeness_of(&one, "one"), 1e-9);
	assert_float_equal(likeness_of(&two, "two"), likeness_of(&one, "two"), 1e-9);
	voiceprint_free(both);
	voiceprint_free(alone);
}

static void where_nobody_is_known_nothing_is_compared(void **state)
{
	(void)state;
	float bands[FRAMES * BANDS];
	struct likeness likeness;
	struct sound_view view = glide_view(&rising, bands);
	struct voiceprint *nobody = voiceprint_new();
	assert_false(voiceprint_compare(NULL, &view, 0, FRAMES, &likeness));
	assert_false(voiceprint_compare(nobody, &view, 0, FRAMES, &likeness));
	assert_true(likeness_of(&likeness, "one") > 1e6);
	voiceprint_free(nobody);
	voiceprint_free(NULL);
}

/* The same recording three times would else make everything else infinitely unlike. */
static void takes_that_are_all_the_same_do_not_make_a_measure_of_nothing(void **state)
{
	(void)state;
	struct person *person = person_new("ann");
	struct take take = glide_take("one", rising);
	for (int i = 0; i < 3; i++)
		assert_true(person_add(person, &take));
	person_settle(person);
	assert_true(person->spread > 1.0);
	free(person);
}

static void there_is_no_room_for_more_than_so_many_takes_words_and_people(void **state)
{
	(void)state;
	struct person *person = person_new("ann");
	struct take take = flat_take(10, 1);
	for (int i = 0; i < PERSON_WORDS; i++) {
		take.word[0] = (char)('a' + i % 26);
		take.word[1] = (char)('a' + i / 26);
		assert_true(person_add(person, &take));
	}
	take.word[0] = 'Z';
	assert_false(person_add(person, &take));
	assert_int_equal(person->count, PERSON_WORDS);
	take.word[0] = 'a';
	take.word[1] = 'a';
	while (person->count < PERSON_TAKES)
		assert_true(person_add(person, &take));
	assert_false(person_add(person, &take));
	struct voiceprint *house = voiceprint_new();
	for (int i = 0; i < VOICEPRINT_PEOPLE; i++)
		assert_true(voiceprint_add(house, person_new("bob")));
	assert_false(voiceprint_add(house, person));
	voiceprint_free(house);
	free(person);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_take_is_no_distance_from_itself),
	    cmocka_unit_test(takes_one_unit_apart_are_one_apart_whatever_their_lengths),
	    cmocka_unit_test(the_same_said_slower_is_nearer_than_something_else),
	    cmocka_unit_test(loudness_does_not_matter),
	    cmocka_unit_test(what_is_too_short_or_too_long_makes_no_take),
	    cmocka_unit_test(a_name_has_letters_digits_and_strokes),
	    cmocka_unit_test(the_word_that_was_said_is_the_least_unlike),
	    cmocka_unit_test(of_two_people_the_one_that_fits_better_counts),
	    cmocka_unit_test(where_nobody_is_known_nothing_is_compared),
	    cmocka_unit_test(takes_that_are_all_the_same_do_not_make_a_measure_of_nothing),
	    cmocka_unit_test(there_is_no_room_for_more_than_so_many_takes_words_and_people),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
