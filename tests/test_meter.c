/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_meter.c - the level meter, with sounds whose level is known.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "meter.h"

/* A sine and white noise together; returns how many lines that made. */
static int play(struct meter *meter, double seconds, double hz, double sine, double noise)
{
	int lines = 0;
	uint32_t seed = 1;
	for (int i = 0; i < (int)(seconds * 16000.0); i++) {
		seed = seed * 1664525U + 1013904223U;
		double hiss = noise * ((double)(seed >> 8) / (1 << 23) - 1.0);
		double value = sine * sin(6.28318530717958648 * hz * i / 16000.0) + hiss;
		int16_t sample = (int16_t)fmax(-32768.0, fmin(32767.0, round(value)));
		bool line;
		assert_int_equal(meter_feed(meter, &sample, 1, &line), 1);
		lines += line;
	}
	return lines;
}

/* The mean square of a sine is half of its height's: 3 dB less. */
static void a_sine_has_its_level_whatever_the_offset(void **state)
{
	(void)state;
	struct meter meter;
	int16_t offset[METER_BLOCK];
	bool line;
	meter_init(&meter);
	assert_int_equal(play(&meter, 1.0, 1000.0, 3276.8, 0.0), 10);
	assert_float_equal(meter_level_db(&meter), -23.0, 0.05);
	for (int i = 0; i < METER_BLOCK; i++)
		offset[i] = 5000;
	meter_feed(&meter, offset, METER_BLOCK, &line);
	assert_float_equal(meter_level_db(&meter), -90.0, 0.01);
	assert_float_equal(meter_peak_db(&meter), -23.0, 0.05);
	assert_float_equal(meter_floor_db(&meter), -90.0, 0.01);
}

static void a_piece_ends_with_its_block(void **state)
{
	(void)state;
	static const int16_t silence[2 * METER_BLOCK];
	struct meter meter;
	bool line;
	meter_init(&meter);
	assert_int_equal(meter_feed(&meter, silence, 100, &line), 100);
	assert_false(line);
	assert_int_equal(meter_feed(&meter, silence, 2 * METER_BLOCK, &line), METER_BLOCK - 100);
	assert_true(line);
}

static enum meter_advice advice(double hz, double sine, double noise)
{
	struct meter meter;
	meter_init(&meter);
	play(&meter, 2.0, 1000.0, 0.0, 8.0);
	play(&meter, 6.0, hz, sine, noise);
	return meter_advise(&meter);
}

static void what_is_wrong_is_named(void **state)
{
	(void)state;
	struct meter meter;
	assert_int_equal(advice(1000.0, 0.0, 8.0), METER_FINE);
	assert_int_equal(advice(1000.0, 0.0, 0.0), METER_SILENT);
	assert_int_equal(advice(1000.0, 40000.0, 8.0), METER_CLIPPING);
	assert_int_equal(advice(50.0, 300.0, 8.0), METER_HUM);
	assert_int_equal(advice(60.0, 300.0, 8.0), METER_HUM);
	assert_int_equal(advice(440.0, 300.0, 8.0), METER_FINE);
	assert_int_equal(advice(1000.0, 0.0, 2000.0), METER_NOISY);
	meter_init(&meter);
	play(&meter, 2.0, 1000.0, 0.0, 8.0);
	play(&meter, 1.0, 440.0, 150.0, 8.0); /* -50 dB, and the room at -77 */
	assert_int_equal(meter_advise(&meter), METER_QUIET);
	play(&meter, 1.0, 440.0, 3000.0, 8.0);
	assert_int_equal(meter_advise(&meter), METER_FINE);
}

static void a_line_fits_and_says_it(void **state)
{
	(void)state;
	struct meter meter;
	char line[METER_LINE];
	meter_init(&meter);
	meter_line(&meter, line);
	assert_true(strlen(line) < 80);
	play(&meter, 2.0, 1000.0, 40000.0, 0.0);
	meter_line(&meter, line);
	assert_non_null(strstr(line, "clipping"));
	assert_true(strlen(line) < 80);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_sine_has_its_level_whatever_the_offset),
	    cmocka_unit_test(a_piece_ends_with_its_block),
	    cmocka_unit_test(what_is_wrong_is_named),
	    cmocka_unit_test(a_line_fits_and_says_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
