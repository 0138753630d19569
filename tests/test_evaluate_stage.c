/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_evaluate_stage.c - rooms, noises and microphones, measured.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "evaluate_stage.h"

enum { HZ = 16000, CLIP = HZ, FROM = 4800, TO = 11200, LEVEL = 6000, BEFORE = HZ + HZ / 2 };

/* A clip of a second, silent but for a sine from 0.3 to 0.7 s. */
static int16_t *make_clip(void)
{
	int16_t *clip = calloc(CLIP, sizeof *clip);
	assert_non_null(clip);
	for (int i = FROM; i < TO; i++)
		clip[i] = (int16_t)(LEVEL * sin(6.283185307 * 300.0 * i / HZ));
	return clip;
}

static struct staged stage(enum condition_kind kind, enum noise noise, int amount)
{
	struct condition condition = {kind, noise, amount};
	int16_t *clip = make_clip();
	struct staged sound;
	assert_true(stage_make(&sound, clip, CLIP, &condition, 7, NULL));
	free(clip);
	return sound;
}

static double power(const int16_t *sample, size_t from, size_t to)
{
	double sum = 0.0;
	for (size_t i = from; i < to; i++)
		sum += (double)sample[i] * sample[i];
	return sum / (double)(to - from);
}

static double db(double ratio)
{
	return 10.0 * log10(ratio);
}

static void the_word_is_found_by_its_level(void **state)
{
	(void)state;
	size_t start, end;
	int16_t *clip = make_clip();
	stage_find_word(clip, CLIP, &start, &end);
	assert_int_equal(start, FROM);
	assert_int_equal(end, TO);
	/* a sine of 6,000 has half its square */
	assert_float_equal(db(stage_power(clip, CLIP) / (LEVEL * LEVEL / 2.0)), 0.0, 0.05);
	free(clip);
}

static void silence_has_no_word_and_no_power(void **state)
{
	(void)state;
	size_t start = 1, end = 1;
	int16_t *clip = calloc(CLIP, sizeof *clip);
	assert_float_equal(stage_power(clip, CLIP), 0.0, 1e-9);
	stage_find_word(clip, 0, &start, &end);
	assert_int_equal(end, 0);
	free(clip);
}

static void a_clean_clip_stands_in_a_quiet_room(void **state)
{
	(void)state;
	struct staged sound = stage(CONDITION_CLEAN, NOISE_ROOM, 0);
	double room = power(sound.sample, 0, BEFORE);
	assert_int_equal(sound.word_start, BEFORE + FROM);
	assert_int_equal(sound.word_end, BEFORE + TO);
	assert_float_equal(db(room / (32768.0 * 32768.0)), -72.0, 0.5);
	assert_float_equal(db(power(sound.sample, sound.count - HZ, sound.count) / room), 0.0, 0.5);
	assert_float_equal(
	    db(power(sound.sample, sound.word_start, sound.word_end) / (LEVEL * LEVEL / 2.0)), 0.0,
	    0.05);
	staged_free(&sound);
}

static void each_noise_is_as_loud_as_asked(void **state)
{
	(void)state;
	for (int noise = NOISE_BIKE; noise < NOISE_TALK; noise++) {
		struct staged sound = stage(CONDITION_NOISE, (enum noise)noise, 10);
		double level = power(sound.sample, 0, BEFORE);
		double below = db(LEVEL * LEVEL / 2.0 / level);
		/* a cat is silent for more than half of the time */
		assert_in_range((int)lround(below), 8, noise == NOISE_CAT ? 17 : 12);
		staged_free(&sound);
	}
}

static void the_same_seed_makes_the_same_noise(void **state)
{
	(void)state;
	float one[2000], same[2000], other[2000];
	for (int noise = NOISE_ROOM; noise < NOISE_TALK; noise++) {
		noise_make((enum noise)noise, 5, NULL, one, 2000);
		noise_make((enum noise)noise, 5, NULL, same, 2000);
		noise_make((enum noise)noise, 6, NULL, other, 2000);
		assert_memory_equal(one, same, sizeof one);
		if (noise != NOISE_CAT) /* it may be silent in both */
			assert_memory_not_equal(one, other, sizeof one);
	}
}

static void talk_is_made_of_the_recordings_given(void **state)
{
	(void)state;
	static const int16_t word[4] = {100, 100, 100, 100};
	const int16_t *const words[] = {word};
	const size_t lengths[] = {4};
	struct chatter chatter = {1, words, lengths};
	float talk[32000];
	double sum = 0.0;
	noise_make(NOISE_TALK, 3, &chatter, talk, 32000);
	for (int i = 0; i < 32000; i++) {
		assert_float_equal(fmod((double)talk[i], 100.0), 0.0, 1e-6);
		sum += (double)talk[i];
	}
	assert_true(sum > 0.0);
	noise_make(NOISE_TALK, 3, NULL, talk, 32000);
	assert_float_equal(talk[31999], 0.0, 1e-9);
}

/* After half a second the sound of the room has lost 60 dB. */
static void an_echo_dies_away_in_its_time(void **state)
{
	(void)state;
	struct staged dry = stage(CONDITION_CLEAN, NOISE_ROOM, 0);
	struct staged wet = stage(CONDITION_ECHO, NOISE_ROOM, 5);
	size_t end = wet.word_end;
	double soon = power(wet.sample, end + 320, end + 1600);
	double late = power(wet.sample, end + 320 + 3200, end + 1600 + 3200);
	assert_true(soon > 100.0 * power(dry.sample, end + 320, end + 1600));
	/* 0.2 s later: 24 dB less */
	assert_float_equal(db(soon / late), 24.0, 4.0);
	staged_free(&dry);
	staged_free(&wet);
}

static void a_microphone_set_too_loud_clips(void **state)
{
	(void)state;
	struct staged sound = stage(CONDITION_GAIN, NOISE_ROOM, 24);
	int full = 0;
	for (size_t i = sound.word_start; i < sound.word_end; i++)
		full += sound.sample[i] == INT16_MAX || sound.sample[i] == INT16_MIN;
	assert_true(full > 1000);
	staged_free(&sound);
	sound = stage(CONDITION_GAIN, NOISE_ROOM, -30);
	double level = power(sound.sample, sound.word_start, sound.word_end);
	assert_float_equal(db(LEVEL * LEVEL / 2.0 / level), 30.0, 0.1);
	staged_free(&sound);
}

static void an_offset_moves_every_sample(void **state)
{
	(void)state;
	struct staged sound = stage(CONDITION_OFFSET, NOISE_ROOM, 100);
	double sum = 0.0;
	for (size_t i = 0; i < BEFORE; i++)
		sum += sound.sample[i];
	assert_float_equal(sum / BEFORE, 3276.8, 5.0);
	staged_free(&sound);
}

static void another_rate_keeps_length_and_level(void **state)
{
	(void)state;
	struct staged before = stage(CONDITION_CLEAN, NOISE_ROOM, 0);
	struct staged sound = stage(CONDITION_RATE, NOISE_ROOM, 44100);
	assert_in_range(sound.count, before.count - 2, before.count + 2);
	assert_float_equal(db(power(sound.sample, sound.word_start, sound.word_end) /
			      power(before.sample, before.word_start, before.word_end)),
			   0.0, 0.1);
	staged_free(&before);
	staged_free(&sound);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_word_is_found_by_its_level),
	    cmocka_unit_test(silence_has_no_word_and_no_power),
	    cmocka_unit_test(a_clean_clip_stands_in_a_quiet_room),
	    cmocka_unit_test(each_noise_is_as_loud_as_asked),
	    cmocka_unit_test(the_same_seed_makes_the_same_noise),
	    cmocka_unit_test(talk_is_made_of_the_recordings_given),
	    cmocka_unit_test(an_echo_dies_away_in_its_time),
	    cmocka_unit_test(a_microphone_set_too_loud_clips),
	    cmocka_unit_test(an_offset_moves_every_sample),
	    cmocka_unit_test(another_rate_keeps_length_and_level),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
