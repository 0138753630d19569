/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_resample.c - changing the rate of sound.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"
#include "resample.h"

static const double pi = 3.14159265358979323846;

static int16_t sine_at(size_t i, int hz, int rate, double level)
{
	return (int16_t)lround(level * sin(2 * pi * hz * (double)i / rate));
}

static int16_t *new_sine(size_t count, int hz, int rate)
{
	int16_t *samples = malloc(count * sizeof *samples);
	assert_non_null(samples);
	for (size_t i = 0; i < count; i++)
		samples[i] = sine_at(i, hz, rate, 10000);
	return samples;
}

static int16_t *resampled(const int16_t *in, size_t count, int from_hz, int to_hz, size_t wanted)
{
	struct fault why;
	size_t out_count;
	int16_t *out = resample_all(in, count, from_hz, to_hz, &out_count, &why);
	assert_non_null(out);
	assert_int_equal(out_count, wanted);
	return out;
}

/* How much of one pitch there is, as the peak of its sine. */
static double strength(const int16_t *samples, size_t count, int hz, int rate)
{
	double a = 0, b = 0;
	for (size_t i = 0; i < count; i++) {
		double turn = 2 * pi * hz * (double)i / rate;
		a += samples[i] * cos(turn);
		b += samples[i] * sin(turn);
	}
	return 2 * sqrt(a * a + b * b) / (double)count;
}

static void a_sine_keeps_its_pitch_level_and_place(void **state)
{
	static const int rates[][2] = {
	    {22050, 48000}, {8000, 48000}, {44100, 16000}, {48000, 44100}, {96000, 48000}};
	(void)state;
	for (size_t r = 0; r < sizeof rates / sizeof rates[0]; r++) {
		int from = rates[r][0], to = rates[r][1];
		int16_t *in = new_sine((size_t)from, 1000, from);
		int16_t *out = resampled(in, (size_t)from, from, to, (size_t)to);
		/* the middle: at the ends the sine breaks off, which rings */
		for (size_t i = (size_t)to / 10; i < (size_t)to * 9 / 10; i++)
			assert_true(abs(out[i] - sine_at(i, 1000, to, 10000)) < 100);
		free(in);
		free(out);
	}
}

static void a_click_stays_at_its_moment_even_near_the_ends(void **state)
{
	static const size_t moments_ms[] = {1, 500, 999};
	(void)state;
	for (size_t m = 0; m < 3; m++) {
		int16_t *in = calloc(22050, sizeof *in);
		size_t loudest = 0;
		assert_non_null(in);
		in[moments_ms[m] * 22050 / 1000] = 20000;
		int16_t *out = resampled(in, 22050, 22050, 48000, 48000);
		for (size_t i = 0; i < 48000; i++)
			if (abs(out[i]) > abs(out[loudest]))
				loudest = i;
		/* a sample of the slower rate is 2.2 of the faster one */
		assert_in_range(loudest, moments_ms[m] * 48 - 3, moments_ms[m] * 48 + 3);
		free(in);
		free(out);
	}
}

static void speech_keeps_its_highs_and_gets_no_images(void **state)
{
	(void)state;
	int16_t *in = new_sine(22050, 9000, 22050);
	int16_t *out = resampled(in, 22050, 22050, 48000, 48000);
	assert_true(strength(out, 48000, 9000, 48000) > 9700);
	/* the image lies at 22050 - 9000; 1 is -80 dB */
	assert_true(strength(out, 48000, 13050, 48000) < 1);
	free(in);
	free(out);
}

static void what_the_lower_rate_cannot_hold_is_gone(void **state)
{
	(void)state;
	int16_t *in = new_sine(48000, 12000, 48000);
	int16_t *out = resampled(in, 48000, 48000, 16000, 16000);
	for (size_t i = 1600; i < 14400; i++)
		assert_true(abs(out[i]) < 20);
	free(in);
	free(out);
}

static void the_same_rate_changes_nothing(void **state)
{
	(void)state;
	int16_t *in = new_sine(1000, 1000, 48000);
	int16_t *out = resampled(in, 1000, 48000, 48000, 1000);
	assert_memory_equal(in, out, 1000 * sizeof *in);
	free(in);
	free(out);
}

static void nothing_becomes_nothing(void **state)
{
	(void)state;
	free(resampled(NULL, 0, 22050, 48000, 0));
	free(resampled(NULL, 0, 48000, 48000, 0));
}

static size_t run_in_lots(const int16_t *in, size_t count, size_t lot, int16_t *out, size_t room)
{
	struct fault why;
	size_t used, made = 0, at = 0;
	struct resampler *resampler = resampler_open(48000, 16000, &why);
	assert_non_null(resampler);
	while (at < count) {
		size_t n = count - at < lot ? count - at : lot;
		made += resampler_run(resampler, in + at, n, &used, out + made, room - made);
		at += used;
	}
	resampler_close(resampler);
	return made;
}

static void a_stream_in_odd_lots_sounds_as_in_one_piece(void **state)
{
	enum { COUNT = 48000, ROOM = 20000 };
	static int16_t whole[ROOM], pieces[ROOM];
	(void)state;
	int16_t *in = new_sine(COUNT, 440, 48000);
	size_t n = run_in_lots(in, COUNT, COUNT, whole, ROOM);
	assert_in_range(n, 15900, 16000);
	assert_int_equal(run_in_lots(in, COUNT, 7, pieces, ROOM), n);
	assert_memory_equal(whole, pieces, n * sizeof *whole);
	free(in);
}

static void impossible_rates_are_refused_with_the_range(void **state)
{
	struct fault why = {0};
	(void)state;
	assert_null(resampler_open(7999, 48000, &why));
	assert_int_equal(why.code, FAULT_INPUT);
	assert_non_null(strstr(why.text, "8000 to 192000"));
	assert_null(resampler_open(48000, 192001, &why));
	assert_null(resampler_open(0, 0, &why));
	resampler_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_sine_keeps_its_pitch_level_and_place),
	    cmocka_unit_test(a_click_stays_at_its_moment_even_near_the_ends),
	    cmocka_unit_test(speech_keeps_its_highs_and_gets_no_images),
	    cmocka_unit_test(what_the_lower_rate_cannot_hold_is_gone),
	    cmocka_unit_test(the_same_rate_changes_nothing),
	    cmocka_unit_test(nothing_becomes_nothing),
	    cmocka_unit_test(a_stream_in_odd_lots_sounds_as_in_one_piece),
	    cmocka_unit_test(impossible_rates_are_refused_with_the_range),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
