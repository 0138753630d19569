/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_tones.c - the tones: low, soft, apart from each other, below the voice.
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
#include "loudness.h"
#include "tones.h"

enum { VOICE_LUFS = -23, STEP_HZ = 10 };

static const double pi = 3.14159265358979323846;

static struct clip *make(enum timbre timbre, enum tone tone)
{
	struct tone_style style = {.timbre = timbre};
	struct clip *clip = tones_make(&style, tone, VOICE_LUFS);
	assert_non_null(clip);
	return clip;
}

/* The power near a frequency, by the sum of the wave with a sine and a cosine of it. */
static double power_at(const struct clip *clip, double hz)
{
	double re = 0, im = 0;
	for (size_t i = 0; i < clip->frames; i++) {
		double angle = 2.0 * pi * hz * (double)i / SOUND_HZ;
		re += clip->sample[i] * cos(angle);
		im += clip->sample[i] * sin(angle);
	}
	return re * re + im * im;
}

static double power_between(const struct clip *clip, int from_hz, int to_hz)
{
	double sum = 0;
	for (int hz = from_hz; hz < to_hz; hz += STEP_HZ)
		sum += power_at(clip, hz);
	return sum;
}

static void nothing_of_a_tone_is_shrill(void **state)
{
	(void)state;
	for (int timbre = TIMBRE_SOFT; timbre < TIMBRES; timbre++)
		for (int tone = 0; tone < TONES; tone++) {
			struct clip *clip = make((enum timbre)timbre, (enum tone)tone);
			double low = power_between(clip, 100, 2000);
			double high = power_between(clip, 2000, 12000);
			assert_true(10.0 * log10(high / low) <= -30.0);
			free(clip);
		}
}

/* What a small loudspeaker plays and an old ear hears. */
static void every_tone_has_a_part_between_300_and_2000_hertz(void **state)
{
	(void)state;
	for (int tone = 0; tone < TONES; tone++) {
		struct clip *clip = make(TIMBRE_SOFT, (enum tone)tone);
		double middle = power_between(clip, 300, 2000);
		assert_true(middle > 0.9 * power_between(clip, 50, 4000));
		free(clip);
	}
}

static void a_tone_is_as_far_below_the_voice_as_stated_and_has_no_peak(void **state)
{
	(void)state;
	for (int timbre = TIMBRE_SOFT; timbre < TIMBRES; timbre++)
		for (int tone = 0; tone < TONES; tone++) {
			struct clip *clip = make((enum timbre)timbre, (enum tone)tone);
			struct loudness loudness;
			assert_true(loudness_measure(clip, &loudness));
			assert_in_range(tones_under((enum tone)tone), 3, 10);
			assert_float_equal(loudness.lufs,
					   (float)(VOICE_LUFS - tones_under((enum tone)tone)), 0.5);
			assert_true(loudness.peak_db < -8.9);
			free(clip);
		}
}

static void a_tone_begins_and_ends_without_a_click(void **state)
{
	(void)state;
	for (int timbre = TIMBRE_SOFT; timbre < TIMBRES; timbre++)
		for (int tone = 0; tone < TONES; tone++) {
			struct clip *clip = make((enum timbre)timbre, (enum tone)tone);
			int most = 0, edge = 0;
			for (size_t i = 0; i < clip->frames; i++) {
				bool outer = i < FRAMES_PER_MS || i >= clip->frames - FRAMES_PER_MS;
				int amount = abs(clip->sample[i]);
				most = amount > most ? amount : most;
				edge = outer && amount > edge ? amount : edge;
			}
			assert_int_equal(clip->sample[0], 0);
			assert_true(edge * 10 < most);
			free(clip);
		}
}

static void no_two_tones_sound_the_same(void **state)
{
	(void)state;
	for (int a = 0; a < TONES; a++)
		for (int b = 0; b < a; b++) {
			struct clip *one = make(TIMBRE_SOFT, (enum tone)a);
			struct clip *other = make(TIMBRE_SOFT, (enum tone)b);
			size_t bytes = one->frames * sizeof(int16_t);
			assert_true(one->frames != other->frames ||
				    memcmp(one->sample, other->sample, bytes) != 0);
			/* of one length they differ in pitch: less than half is the same wave */
			double both = 0, first = 0, second = 0;
			for (size_t i = 0; one->frames == other->frames && i < one->frames; i++) {
				both += (double)one->sample[i] * other->sample[i];
				first += (double)one->sample[i] * one->sample[i];
				second += (double)other->sample[i] * other->sample[i];
			}
			if (one->frames == other->frames)
				assert_true(fabs(both) < 0.5 * sqrt(first * second));
			free(one);
			free(other);
		}
}

static void a_pitch_of_ones_own_moves_the_tone_and_keeps_its_interval(void **state)
{
	(void)state;
	struct tone_style style = {.timbre = TIMBRE_PURE};
	style.hz[TONE_GO] = 300;
	style.hz[TONE_ASK] = 1500;
	struct clip *go = tones_make(&style, TONE_GO, VOICE_LUFS);
	struct clip *ask = tones_make(&style, TONE_ASK, VOICE_LUFS);
	assert_non_null(go);
	assert_non_null(ask);
	assert_true(power_between(go, 290, 311) > 20 * power_between(go, 510, 531));
	/* no glide leads out of what may be set */
	assert_true(power_between(ask, 1400, 1600) > 20 * power_between(ask, 1700, 2300));
	free(go);
	free(ask);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_of_a_tone_is_shrill),
	    cmocka_unit_test(every_tone_has_a_part_between_300_and_2000_hertz),
	    cmocka_unit_test(a_tone_is_as_far_below_the_voice_as_stated_and_has_no_peak),
	    cmocka_unit_test(a_tone_begins_and_ends_without_a_click),
	    cmocka_unit_test(no_two_tones_sound_the_same),
	    cmocka_unit_test(a_pitch_of_ones_own_moves_the_tone_and_keeps_its_interval),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
