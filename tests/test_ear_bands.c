/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ear_bands.c - loudness in bands, against what the mel scale says of pure tones. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ear_bands.h"

enum { HZ = 16000, SECOND = HZ, MAX_FRAMES = 120, WINDOW = 410, STEP = 160, MIDDLE = 40 };

static int set_up(void **state)
{
	*state = bands_open();
	return *state != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	bands_close(*state);
	return 0;
}

static void sine(int16_t *samples, size_t count, double hz, double level)
{
	for (size_t i = 0; i < count; i++)
		samples[i] =
		    (int16_t)lround(level * sin(2.0 * acos(-1.0) * hz * (double)i / (double)HZ));
}

static void noise(int16_t *samples, size_t count, int level)
{
	uint32_t seed = 5;
	for (size_t i = 0; i < count; i++) {
		seed = seed * 1664525U + 1013904223U;
		samples[i] = (int16_t)((int)(seed >> 16) % (2 * level + 1) - level);
	}
}

static double mel(double hz)
{
	return 2595.0 * log10(1.0 + hz / 700.0);
}

static double hz_of_mel(double mels)
{
	return 700.0 * (pow(10.0, mels / 2595.0) - 1.0);
}

/* The middle of a band: 40 triangles, evenly spaced on the mel scale from 100 to 7,600 Hz. */
static double middle_hz(int band)
{
	return hz_of_mel(mel(100.0) + (band + 1) * (mel(7600.0) - mel(100.0)) / (BANDS + 1));
}

static int loudest(const float *frame)
{
	int best = 0;
	for (int i = 1; i < BANDS; i++)
		best = frame[i] > frame[best] ? i : best;
	return best;
}

static void a_sine_is_loudest_in_the_band_around_it(void **state)
{
	int16_t samples[SECOND];
	float out[MAX_FRAMES * BANDS];
	for (int band = 0; band < BANDS; band++) {
		sine(samples, SECOND, middle_hz(band), 5000.0);
		bands_run(*state, samples, SECOND, out, MAX_FRAMES);
		int found = loudest(out + MIDDLE * BANDS);
		/* low bands are but two points of the spectrum wide, their edges are rounded */
		if (middle_hz(band) < 1000.0)
			assert_in_range(found + 1, band, band + 2);
		else
			assert_int_equal(found, band);
	}
}

static void other_bands_are_far_below_a_sine(void **state)
{
	int16_t samples[SECOND];
	float out[MAX_FRAMES * BANDS];
	sine(samples, SECOND, middle_hz(20), 5000.0);
	bands_run(*state, samples, SECOND, out, MAX_FRAMES);
	const float *frame = out + MIDDLE * BANDS;
	/* 20 dB of power are 4.6 */
	for (int i = 0; i < BANDS; i++)
		if (abs(i - 20) > 2)
			assert_true(frame[i] < frame[20] - 4.6F);
}

/* Power goes with the square: 2 ln 2. */
static void twice_the_amplitude_adds_ln_4(void **state)
{
	int16_t samples[SECOND];
	float soft[MAX_FRAMES * BANDS], loud[MAX_FRAMES * BANDS];
	noise(samples, SECOND, 8000);
	int frames = bands_run(*state, samples, SECOND, soft, MAX_FRAMES);
	for (size_t i = 0; i < SECOND; i++)
		samples[i] = (int16_t)(2 * samples[i]);
	assert_int_equal(bands_run(*state, samples, SECOND, loud, MAX_FRAMES), frames);
	for (int i = 0; i < frames * BANDS; i++)
		assert_true(fabs((double)loud[i] - (double)soft[i] - log(4.0)) < 1e-3);
}

/* Each step of 10 ms for which there is a whole window of ten or more, and one for what is left. */
static void there_is_a_frame_for_each_step(void **state)
{
	static const size_t counts[] = {WINDOW + 9 * STEP,  WINDOW + 10 * STEP - 1,
					WINDOW + 10 * STEP, 8000,
					SECOND - 1,	    SECOND};
	int16_t samples[SECOND];
	float out[MAX_FRAMES * BANDS];
	noise(samples, SECOND, 1000);
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		int whole = (int)((counts[i] - WINDOW) / STEP) + 1;
		assert_int_equal(bands_run(*state, samples, counts[i], out, MAX_FRAMES), whole + 1);
	}
}

static void a_click_is_hardly_a_frame(void **state)
{
	int16_t samples[WINDOW + 9 * STEP] = {0};
	float out[MAX_FRAMES * BANDS];
	for (size_t count = 0; count < WINDOW + 9 * STEP; count += 53)
		assert_in_range(bands_run(*state, samples, count, out, MAX_FRAMES), 0, 1);
}

/* Whatever does not fit is left out, and nothing behind the room is touched. */
static void never_more_frames_than_there_is_room_for(void **state)
{
	int16_t samples[SECOND];
	float out[12 * BANDS];
	noise(samples, SECOND, 1000);
	for (int i = 0; i < 12 * BANDS; i++)
		out[i] = -777.0F;
	int frames = bands_run(*state, samples, SECOND, out, 10);
	assert_in_range(frames, 1, 10);
	for (int i = 10 * BANDS; i < 12 * BANDS; i++)
		assert_true(out[i] == -777.0F);
}

/* A frame looks at its own 26 ms only: a tone that begins later is not in it. */
static void a_frame_shows_its_own_time(void **state)
{
	int16_t samples[SECOND] = {0};
	float out[MAX_FRAMES * BANDS];
	sine(samples + SECOND / 2, SECOND / 2, middle_hz(20), 5000.0);
	bands_run(*state, samples, SECOND, out, MAX_FRAMES);
	assert_true(out[45 * BANDS + 20] < out[55 * BANDS + 20] - 10.0F);
	assert_int_equal(loudest(out + 55 * BANDS), 20);
}

static void the_sound_before_is_forgotten(void **state)
{
	int16_t quiet[SECOND], loud[SECOND];
	float first[MAX_FRAMES * BANDS], second[MAX_FRAMES * BANDS];
	noise(quiet, SECOND, 100);
	noise(loud, SECOND, 30000);
	int frames = bands_run(*state, quiet, SECOND, first, MAX_FRAMES);
	bands_run(*state, loud, 7777, second, MAX_FRAMES);
	bands_run(*state, quiet, SECOND, second, MAX_FRAMES);
	assert_memory_equal(first, second, (size_t)frames * BANDS * sizeof(float));
}

static void silence_and_full_scale_are_numbers(void **state)
{
	int16_t samples[SECOND] = {0};
	float out[MAX_FRAMES * BANDS];
	int frames = bands_run(*state, samples, SECOND, out, MAX_FRAMES);
	for (int i = 0; i < frames * BANDS; i++)
		assert_true(isfinite(out[i]));
	for (size_t i = 0; i < SECOND; i++)
		samples[i] = i % 2 == 0 ? INT16_MAX : INT16_MIN;
	frames = bands_run(*state, samples, SECOND, out, MAX_FRAMES);
	for (int i = 0; i < frames * BANDS; i++)
		assert_true(isfinite(out[i]));
}

static void nothing_to_close_does_no_harm(void **state)
{
	(void)state;
	bands_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_sine_is_loudest_in_the_band_around_it),
	    cmocka_unit_test(other_bands_are_far_below_a_sine),
	    cmocka_unit_test(twice_the_amplitude_adds_ln_4),
	    cmocka_unit_test(there_is_a_frame_for_each_step),
	    cmocka_unit_test(a_click_is_hardly_a_frame),
	    cmocka_unit_test(never_more_frames_than_there_is_room_for),
	    cmocka_unit_test(a_frame_shows_its_own_time),
	    cmocka_unit_test(the_sound_before_is_forgotten),
	    cmocka_unit_test(silence_and_full_scale_are_numbers),
	    cmocka_unit_test(nothing_to_close_does_no_harm),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
