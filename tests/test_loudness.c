/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_loudness.c - clips made equally loud to people.
 *
 * What a sine must read stands in EBU Tech 3341: 1 kHz at -20 dB in one
 * channel is -23 LUFS.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "clip.h"
#include "limiter.h"
#include "loudness.h"

static const double pi = 3.14159265358979323846;
static const struct loudness wanted = {.lufs = -23.0, .peak_db = -9.0};

static struct clip *new_clip(size_t frames)
{
	struct clip *clip = calloc(1, clip_bytes(frames));
	assert_non_null(clip);
	clip->frames = frames;
	return clip;
}

/* A sine of so many dB below full scale, from ... to. */
static void add_sine(struct clip *clip, size_t from, size_t to, double hz, double db)
{
	double peak = 32768.0 * pow(10.0, db / 20.0);
	for (size_t i = from; i < to; i++)
		clip->sample[i] = (int16_t)lround(peak * sin(2.0 * pi * hz * (double)i / SOUND_HZ));
}

static struct loudness measured(const struct clip *clip)
{
	struct loudness loudness;
	assert_true(loudness_measure(clip, &loudness));
	return loudness;
}

static int peak(const struct clip *clip)
{
	int most = 0;
	for (size_t i = 0; i < clip->frames; i++)
		most = abs(clip->sample[i]) > most ? abs(clip->sample[i]) : most;
	return most;
}

static void a_sine_reads_what_the_standard_says(void **state)
{
	(void)state;
	struct clip *clip = new_clip(3 * SOUND_HZ);
	add_sine(clip, 0, clip->frames, 1000.0, -20.0);
	assert_float_equal(measured(clip).lufs, -23.0, 0.1);
	assert_float_equal(measured(clip).peak_db, -20.0, 0.1);
	free(clip);
}

static void a_peak_between_two_samples_is_seen(void **state)
{
	(void)state;
	struct clip *clip = new_clip(SOUND_HZ);
	/* a quarter of the rate, an eighth of a wave off: each sample is 3 dB below the peak */
	for (size_t i = 0; i < clip->frames; i++)
		clip->sample[i] = (int16_t)lround(16384.0 * sin(pi / 2.0 * (double)i + pi / 4.0));
	assert_in_range(peak(clip), 11580, 11590);
	assert_float_equal(measured(clip).peak_db, -6.02, 0.4);
	free(clip);
}

static void what_is_shorter_than_a_block_counts_as_if_silence_followed(void **state)
{
	(void)state;
	struct clip *clip = new_clip(SOUND_HZ / 10);
	add_sine(clip, 0, clip->frames, 1000.0, -20.0);
	/* a quarter of 400 ms: 6 dB less */
	assert_float_equal(measured(clip).lufs, -29.0, 0.2);
	free(clip);
}

static void quiet_and_loud_clips_come_out_alike(void **state)
{
	(void)state;
	for (int db = -46; db <= -4; db += 21) {
		struct clip *clip = new_clip(2 * SOUND_HZ);
		add_sine(clip, 0, clip->frames, 500.0, db);
		assert_true(loudness_level(clip, &wanted));
		assert_float_equal(measured(clip).lufs, -23.0, 0.2);
		free(clip);
	}
}

static void pauses_do_not_make_the_words_louder(void **state)
{
	(void)state;
	struct clip *clip = new_clip(4 * SOUND_HZ);
	add_sine(clip, 0, SOUND_HZ, 1000.0, -30.0);
	add_sine(clip, 3 * SOUND_HZ, 4 * SOUND_HZ, 1000.0, -30.0);
	assert_true(loudness_level(clip, &wanted));
	struct clip *word = new_clip(SOUND_HZ / 2);
	memcpy(word->sample, clip->sample + SOUND_HZ / 4, word->frames * sizeof(int16_t));
	/* the blocks at the edges of a pause are half empty and count, the pause does not */
	assert_float_equal(measured(word).lufs, -23.0, 1.0);
	free(word);
	free(clip);
}

static void no_peak_comes_above_the_limit_and_the_rest_is_still_loud_enough(void **state)
{
	(void)state;
	struct clip *clip = new_clip(2 * SOUND_HZ);
	add_sine(clip, 0, clip->frames, 300.0, -30.0);
	for (size_t i = 4800; i < clip->frames; i += 9600)
		add_sine(clip, i, i + 480, 900.0, -6.0);
	assert_true(loudness_level(clip, &wanted));
	struct loudness after = measured(clip);
	assert_true(after.peak_db <= -8.95);
	assert_float_equal(after.lufs, -23.0, 0.3);
	free(clip);
}

static void hiss_is_not_raised_to_speech(void **state)
{
	(void)state;
	struct clip *clip = new_clip(SOUND_HZ);
	add_sine(clip, 0, clip->frames, 1000.0, -66.0);
	int before = peak(clip);
	assert_true(loudness_level(clip, &wanted));
	/* 30 dB is 31.6 times */
	assert_in_range(peak(clip), before * 30, before * 32);
	free(clip);
}

static void silence_stays_silence(void **state)
{
	(void)state;
	struct clip *clip = new_clip(4800), *empty = new_clip(0);
	assert_true(loudness_level(clip, &wanted));
	assert_true(loudness_level(empty, &wanted));
	assert_int_equal(peak(clip), 0);
	free(clip);
	free(empty);
}

static void the_same_clip_comes_out_the_same_each_time(void **state)
{
	(void)state;
	struct clip *one = new_clip(SOUND_HZ), *other = new_clip(SOUND_HZ);
	add_sine(one, 0, SOUND_HZ, 440.0, -3.0);
	add_sine(other, 0, SOUND_HZ, 440.0, -3.0);
	assert_true(loudness_level(one, &wanted));
	assert_true(loudness_level(other, &wanted));
	assert_memory_equal(one->sample, other->sample, SOUND_HZ * sizeof(int16_t));
	free(one);
	free(other);
}

/* --- the limiter ------------------------------------------------------------ */

enum { COUNT = 24000 };

static void make_burst(float sample[COUNT])
{
	for (int i = 0; i < COUNT; i++) {
		float part = i > 9600 && i < 12000 ? 0.9F : 0.2F;
		sample[i] = part * (float)sin(2.0 * pi * 440.0 * i / SOUND_HZ);
	}
}

static void the_limiter_leaves_alone_what_is_below(void **state)
{
	(void)state;
	static float before[COUNT], after[COUNT];
	make_burst(before);
	memcpy(after, before, sizeof after);
	assert_true(limiter_run(after, COUNT, 0.95F));
	assert_memory_equal(before, after, sizeof after);
	assert_true(limiter_run(after, COUNT, 0.35F));
	/* 10 ms before the burst nothing has changed yet, nor 10 ms after it any more */
	assert_memory_equal(before, after, 9000 * sizeof(float));
	assert_memory_equal(before + 12600, after + 12600, (COUNT - 12600) * sizeof(float));
}

static void the_limiter_lets_nothing_through_and_makes_no_step(void **state)
{
	(void)state;
	static float before[COUNT], after[COUNT];
	float last = 1.0F;
	make_burst(before);
	memcpy(after, before, sizeof after);
	assert_true(limiter_run(after, COUNT, 0.35F));
	for (int i = 0; i < COUNT; i++) {
		assert_true(fabsf(after[i]) <= 0.35F + 1e-6F);
		if (fabsf(before[i]) < 0.01F)
			continue;
		float gain = after[i] / before[i];
		/* from 1 to a third in 10 ms: no faster than a hundredth a sample anywhere */
		assert_true(fabsf(gain - last) < 0.02F);
		last = gain;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_sine_reads_what_the_standard_says),
	    cmocka_unit_test(a_peak_between_two_samples_is_seen),
	    cmocka_unit_test(what_is_shorter_than_a_block_counts_as_if_silence_followed),
	    cmocka_unit_test(quiet_and_loud_clips_come_out_alike),
	    cmocka_unit_test(pauses_do_not_make_the_words_louder),
	    cmocka_unit_test(no_peak_comes_above_the_limit_and_the_rest_is_still_loud_enough),
	    cmocka_unit_test(hiss_is_not_raised_to_speech),
	    cmocka_unit_test(silence_stays_silence),
	    cmocka_unit_test(the_same_clip_comes_out_the_same_each_time),
	    cmocka_unit_test(the_limiter_leaves_alone_what_is_below),
	    cmocka_unit_test(the_limiter_lets_nothing_through_and_makes_no_step),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
