/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_murmur.c - silence filled with the faintest noise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "murmur.h"

enum { MANY = 480000, BLOCK = 480 };

static void sound_stays_as_it_is(void **state)
{
	(void)state;
	static const int16_t sound[] = {1, -1, 2, -2, 32767, -32768, 100, -100};
	int16_t samples[sizeof sound / sizeof sound[0]];
	struct murmur murmur;
	murmur_init(&murmur);
	for (int i = 0; i < 1000; i++) {
		memcpy(samples, sound, sizeof samples);
		murmur_fill(&murmur, samples, sizeof sound / sizeof sound[0]);
		assert_memory_equal(samples, sound, sizeof samples);
	}
}

static void silence_is_never_zero_for_long_and_never_louder_than_one(void **state)
{
	(void)state;
	struct murmur murmur;
	int zeros = 0, longest = 0;
	murmur_init(&murmur);
	for (int i = 0; i < MANY; i++) {
		int16_t sample = 0;
		murmur_fill(&murmur, &sample, 1);
		assert_true(abs(sample) <= 1);
		zeros = sample == 0 ? zeros + 1 : 0;
		if (zeros > longest)
			longest = zeros;
	}
	/* half of them are zero: 48 of them in a row would be a matter of centuries */
	assert_true(longest < 48);
}

static void it_pushes_the_cone_neither_out_nor_in(void **state)
{
	(void)state;
	struct murmur murmur;
	long sum = 0, loud = 0;
	murmur_init(&murmur);
	for (int i = 0; i < MANY; i++) {
		int16_t sample = 0;
		murmur_fill(&murmur, &sample, 1);
		sum += sample;
		loud += abs(sample);
	}
	/* the mean of so many has a standard deviation of 490 */
	assert_true(labs(sum) < 4 * 490);
	assert_true(loud > MANY / 2 - 2000 && loud < MANY / 2 + 2000);
}

static void blocks_of_any_length_give_the_same(void **state)
{
	(void)state;
	int16_t whole[BLOCK] = {0}, pieces[BLOCK] = {0};
	struct murmur one, other;
	murmur_init(&one);
	murmur_init(&other);
	murmur_fill(&one, whole, BLOCK);
	for (size_t from = 0, length = 1; from < BLOCK; from += length, length = length % 7 + 1) {
		if (length > BLOCK - from)
			length = BLOCK - from;
		murmur_fill(&other, pieces + from, length);
	}
	assert_memory_equal(whole, pieces, sizeof whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sound_stays_as_it_is),
	    cmocka_unit_test(silence_is_never_zero_for_long_and_never_louder_than_one),
	    cmocka_unit_test(it_pushes_the_cone_neither_out_nor_in),
	    cmocka_unit_test(blocks_of_any_length_give_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
