/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ear_offset.c - the constant that some microphones add to all they hear. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ear_offset.h"

enum { HZ = 16000, SECOND = HZ };

static int16_t sample[SECOND];

static void tone(double hz, double level, int constant)
{
	for (int i = 0; i < SECOND; i++)
		sample[i] = (int16_t)lrint(
		    constant + level * sin(2.0 * 3.14159265358979 * hz * i / (double)HZ));
}

/* Root mean square and mean of what is left, behind the first fifth. */
static double level_of(double *mean)
{
	double sum = 0.0, squares = 0.0;
	int from = SECOND / 5; /* whole turns of all tones are left */
	for (int i = from; i < SECOND; i++) {
		sum += sample[i];
		squares += (double)sample[i] * sample[i];
	}
	*mean = sum / (SECOND - from);
	return sqrt(squares / (SECOND - from));
}

static void a_constant_is_gone_from_the_first_sample_on(void **state)
{
	struct offset offset = {.begun = false};
	(void)state;
	tone(0.0, 0.0, 1638); /* a twentieth of full scale */
	offset_take_off(&offset, sample, SECOND);
	for (int i = 0; i < SECOND; i++)
		assert_int_equal(sample[i], 0);
}

static void a_voice_and_hum_stay_as_loud_as_they_are(void **state)
{
	static const double tones[] = {50.0, 120.0, 1000.0, 4000.0};
	(void)state;
	for (size_t i = 0; i < sizeof tones / sizeof tones[0]; i++) {
		struct offset offset = {.begun = false};
		double mean;
		tone(tones[i], 1000.0, -1638);
		offset_take_off(&offset, sample, SECOND);
		double level = level_of(&mean);
		assert_true(fabs(mean) < 5.0);
		/* 50 Hz loses 0.65 dB */
		assert_true(level > 707.1 * 0.92 && level < 707.1 * 1.01);
	}
}

static void it_does_not_matter_in_which_pieces_it_comes(void **state)
{
	static int16_t whole[SECOND];
	struct offset first = {.begun = false}, second = {.begun = false};
	(void)state;
	tone(440.0, 3000.0, 900);
	offset_take_off(&first, sample, SECOND);
	for (int i = 0; i < SECOND; i++)
		whole[i] = sample[i];
	tone(440.0, 3000.0, 900);
	offset_take_off(&second, sample, 0);
	for (size_t at = 0; at < SECOND; at += 77)
		offset_take_off(&second, sample + at, SECOND - at < 77 ? SECOND - at : 77);
	assert_memory_equal(sample, whole, sizeof whole);
}

static void what_was_at_full_scale_is_cut_and_does_not_wrap(void **state)
{
	struct offset offset = {.begun = true, .mean = -3000.0F};
	int16_t loud[] = {INT16_MAX, INT16_MAX, INT16_MIN};
	(void)state;
	offset_take_off(&offset, loud, 3);
	assert_int_equal(loud[0], INT16_MAX);
	assert_int_equal(loud[1], INT16_MAX);
	assert_true(loud[2] < -29000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_constant_is_gone_from_the_first_sample_on),
	    cmocka_unit_test(a_voice_and_hum_stay_as_loud_as_they_are),
	    cmocka_unit_test(it_does_not_matter_in_which_pieces_it_comes),
	    cmocka_unit_test(what_was_at_full_scale_is_cut_and_does_not_wrap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
