/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_clip.c - pieces of sound and tones.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "clip.h"

static struct clip *new_clip(size_t frames)
{
	struct clip *clip = calloc(1, clip_bytes(frames));
	assert_non_null(clip);
	clip->frames = frames;
	return clip;
}

static struct clip *new_tone(int from_hz, int to_hz, int length_ms, int level_db)
{
	struct tone_shape shape = {
	    .from_hz = from_hz, .to_hz = to_hz, .length_ms = length_ms, .level_db = level_db};
	struct clip *clip = new_clip(clip_tone_frames(&shape));
	clip_tone(clip, &shape);
	return clip;
}

static int peak(const struct clip *clip, size_t from, size_t to)
{
	int most = 0;
	for (size_t i = from; i < to; i++)
		if (abs(clip->sample[i]) > most)
			most = abs(clip->sample[i]);
	return most;
}

static int crossings(const struct clip *clip, size_t from, size_t to)
{
	int count = 0;
	for (size_t i = from + 1; i < to; i++)
		count += (clip->sample[i - 1] < 0) != (clip->sample[i] < 0);
	return count;
}

/* Every fourth sample of a 12 kHz wave sits on its peak: rms is level / sqrt(2). */
static void fill(struct clip *clip, size_t from, size_t to, int16_t level)
{
	static const int wave[] = {0, 1, 0, -1};
	for (size_t i = from; i < to; i++)
		clip->sample[i] = (int16_t)(level * wave[i % 4]);
}

static void a_tone_lasts_as_long_as_asked(void **state)
{
	(void)state;
	struct tone_shape shape = {.from_hz = 440, .to_hz = 440, .length_ms = 120, .level_db = -6};
	assert_int_equal(clip_tone_frames(&shape), 5760);
}

static void a_tone_has_the_pitch_asked_for(void **state)
{
	(void)state;
	struct clip *clip = new_tone(440, 440, 1000, -6);
	/* two crossings a wave */
	assert_in_range(crossings(clip, 0, clip->frames), 878, 881);
	free(clip);
}

static void a_glide_begins_low_and_ends_high(void **state)
{
	(void)state;
	struct clip *clip = new_tone(400, 800, 1000, -6);
	/* in the first tenth the pitch goes from 400 to 440, in the last from 760 to 800 */
	assert_in_range(crossings(clip, 0, 4800), 82, 86);
	assert_in_range(crossings(clip, 43200, 48000), 154, 158);
	free(clip);
}

static void a_tone_reaches_its_level_and_not_more(void **state)
{
	(void)state;
	struct clip *clip = new_tone(1000, 1000, 200, -20);
	/* a tenth of full scale */
	assert_in_range(peak(clip, 0, clip->frames), 3270, 3277);
	free(clip);
}

static void a_tone_begins_and_ends_softly(void **state)
{
	(void)state;
	struct clip *clip = new_tone(1000, 1000, 200, 0);
	size_t ms = FRAMES_PER_MS, end = clip->frames;
	assert_int_equal(clip->sample[0], 0);
	assert_in_range(peak(clip, 0, ms), 1, 32767 / 10);
	assert_in_range(peak(clip, end - ms, end), 1, 32767 / 10);
	assert_true(peak(clip, 0, 5 * ms) < 32767 * 9 / 10);
	assert_true(peak(clip, end - 5 * ms, end) < 32767 * 9 / 10);
	free(clip);
}

static void no_tone_jumps_between_two_samples(void **state)
{
	(void)state;
	struct clip *clip = new_tone(440, 880, 20, 0);
	/* a full sine of 880 Hz rises by 2 pi 880 / 48000 of its peak a sample; the edge adds a
	 * little */
	for (size_t i = 1; i < clip->frames; i++)
		assert_true(abs(clip->sample[i] - clip->sample[i - 1]) < 32767 / 6);
	free(clip);
}

static void softened_speech_fades_in_and_out(void **state)
{
	(void)state;
	struct clip *clip = new_clip(4800);
	fill(clip, 0, 4800, 3000);
	clip_soften(clip);
	int full = peak(clip, 480, 4320);
	assert_true(peak(clip, 0, 24) < full / 20);
	assert_true(peak(clip, 0, 120) < full * 55 / 100);
	assert_true(peak(clip, 4680, 4800) < full * 55 / 100);
	assert_true(peak(clip, 4776, 4800) < full / 20);
	free(clip);
}

static void frames_become_samples_without_wrapping_round(void **state)
{
	(void)state;
	assert_int_equal(clip_sample(0.0F), 0);
	assert_int_equal(clip_sample(0.5F), 16384);
	assert_int_equal(clip_sample(-0.5F), -16384);
	assert_int_equal(clip_sample(1.0F), 32767);
	assert_int_equal(clip_sample(-1.0F), -32768);
	assert_int_equal(clip_sample(3.0F), 32767);
	assert_int_equal(clip_sample(-INFINITY), -32768);
	assert_int_equal(clip_sample(0.99999F), 32767);
	(void)clip_sample(NAN);
	for (int i = -32768; i < 32768; i++)
		assert_int_equal(clip_sample((float)i / 32768.0F), i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_tone_lasts_as_long_as_asked),
	    cmocka_unit_test(a_tone_has_the_pitch_asked_for),
	    cmocka_unit_test(a_glide_begins_low_and_ends_high),
	    cmocka_unit_test(a_tone_reaches_its_level_and_not_more),
	    cmocka_unit_test(a_tone_begins_and_ends_softly),
	    cmocka_unit_test(no_tone_jumps_between_two_samples),
	    cmocka_unit_test(softened_speech_fades_in_and_out),
	    cmocka_unit_test(frames_become_samples_without_wrapping_round),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
