/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_mixer_duck.c - all that sounds is lowered and raised; what was made is told to a reader.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mixer.h"

enum { OUT_FRAMES = 30000, FALL_FRAMES = 960, RISE_FRAMES = 9600 };

struct desk {
	struct mixer mixer;
	float out[OUT_FRAMES];
	int16_t told[OUT_FRAMES];
	size_t made;
	struct clip *clip;
};

/* A clip at half of full scale sounds from the first frame to the last. */
static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);
	struct clip *clip = malloc(clip_bytes(OUT_FRAMES));
	if (desk == NULL || clip == NULL)
		return -1;
	clip->frames = OUT_FRAMES;
	for (size_t i = 0; i < OUT_FRAMES; i++)
		clip->sample[i] = 16384;
	desk->clip = clip;
	mixer_init(&desk->mixer);
	struct order order = {.kind = ORDER_PLAY, .clip = clip, .gain = 1.0F};
	*state = desk;
	return mixer_order(&desk->mixer, &order) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	free(desk->clip);
	free(desk);
	return 0;
}

static void duck(struct desk *desk, float gain)
{
	struct order order = {.kind = ORDER_DUCK, .gain = gain};
	assert_true(mixer_order(&desk->mixer, &order));
}

static void pull(struct desk *desk, size_t count)
{
	assert_true(desk->made + count <= OUT_FRAMES);
	mixer_pull(&desk->mixer, desk->out + desk->made, count);
	desk->made += count;
}

static void pull_in_blocks(struct desk *desk, size_t count, size_t block)
{
	for (; count >= block; count -= block)
		pull(desk, block);
	pull(desk, count);
}

static void expect_level(const struct desk *desk, size_t from, size_t to, float level)
{
	for (size_t i = from; i < to; i++)
		if (desk->out[i] != level)
			fail_msg("frame %zu is %g and not %g", i, (double)desk->out[i],
				 (double)level);
}

/* --- ducking --- */

static void silence_is_reached_in_twenty_milliseconds_and_not_before(void **state)
{
	struct desk *desk = *state;
	pull(desk, 1000);
	duck(desk, 0.0F);
	pull(desk, 3000);
	expect_level(desk, 0, 1000, 0.5F);
	/* each frame takes a 960th off */
	assert_true(fabsf(desk->out[1000] - 0.5F * 959.0F / 960.0F) < 1e-6F);
	assert_true(fabsf(desk->out[1479] - 0.25F) < 1e-6F);
	assert_true(desk->out[1000 + FALL_FRAMES - 2] > 0.0F);
	expect_level(desk, 1000 + FALL_FRAMES - 1, 4000, 0.0F);
}

static void a_quarter_is_reached_in_fifteen_milliseconds_and_kept(void **state)
{
	struct desk *desk = *state;
	duck(desk, 0.25F);
	pull_in_blocks(desk, 5000, 37);
	assert_true(desk->out[718] > 0.125F);
	expect_level(desk, 719, 5000, 0.125F);
}

static void full_loudness_is_back_after_two_hundred_milliseconds_exactly(void **state)
{
	struct desk *desk = *state;
	duck(desk, 0.0F);
	pull(desk, 1000);
	duck(desk, 1.0F);
	pull_in_blocks(desk, 20000, 480);
	assert_true(fabsf(desk->out[1000] - 0.5F / 9600.0F) < 1e-9F);
	assert_true(fabsf(desk->out[1000 + RISE_FRAMES / 2 - 1] - 0.25F) < 1e-6F);
	assert_true(desk->out[1000 + RISE_FRAMES - 2] < 0.5F);
	expect_level(desk, 1000 + RISE_FRAMES - 1, 21000, 0.5F);
}

static void a_rise_turns_into_a_fall_where_it_stands(void **state)
{
	struct desk *desk = *state;
	duck(desk, 0.0F);
	pull(desk, 1000);
	duck(desk, 1.0F);
	pull(desk, 4800);
	duck(desk, 0.0F);
	pull(desk, 1000);
	assert_true(fabsf(desk->out[5799] - 0.25F) < 1e-6F);
	/* half of the way down takes half of the time */
	assert_true(desk->out[5800 + 478] > 0.0F);
	expect_level(desk, 5800 + 479, 6800, 0.0F);
}

static void the_pace_does_not_hang_on_the_blocks(void **state)
{
	static const size_t blocks[] = {1, 7, 64, 480, 1001};
	struct desk *whole = *state;
	duck(whole, 0.178F);
	pull(whole, 8000);
	for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
		void *place;
		assert_int_equal(set_up(&place), 0);
		struct desk *desk = place;
		duck(desk, 0.178F);
		pull_in_blocks(desk, 8000, blocks[i]);
		assert_memory_equal(desk->out, whole->out, 8000 * sizeof desk->out[0]);
		tear_down(&place);
	}
}

static void a_duck_takes_hold_though_every_voice_is_taken(void **state)
{
	struct desk *desk = *state;
	struct order later = {
	    .kind = ORDER_PLAY, .clip = desk->clip, .at_frame = 1000000, .gain = 1.0F};
	pull(desk, 10);
	for (int i = 0; i < MIXER_VOICES - 1; i++)
		assert_true(mixer_order(&desk->mixer, &later));
	pull(desk, 10);
	assert_true(mixer_order(&desk->mixer, &later));
	duck(desk, 0.0F);
	pull(desk, 2000);
	expect_level(desk, 0, 20, 0.5F);
	expect_level(desk, 1000, 2020, 0.0F);
}

static void a_duck_to_full_loudness_changes_nothing(void **state)
{
	struct desk *desk = *state;
	duck(desk, 1.0F);
	pull(desk, 5000);
	expect_level(desk, 0, 5000, 0.5F);
}

/* --- the tap --- */

static size_t read_tap(struct desk *desk)
{
	return mixer_tapped(&desk->mixer, desk->told, OUT_FRAMES);
}

static void the_tap_tells_every_sample_that_was_made(void **state)
{
	struct desk *desk = *state;
	mixer_tap(&desk->mixer);
	pull(desk, 1000);
	duck(desk, 0.25F);
	pull_in_blocks(desk, 2000, 77);
	assert_int_equal(read_tap(desk), 3000);
	for (size_t i = 0; i < 3000; i++)
		assert_int_equal(desk->told[i], clip_sample(desk->out[i]));
	assert_int_equal(desk->told[0], 16384);
	assert_int_equal(desk->told[2999], 4096);
}

static void nothing_is_kept_while_nobody_wants_it(void **state)
{
	struct desk *desk = *state;
	pull(desk, 1000);
	assert_int_equal(read_tap(desk), 0);
	mixer_tap(&desk->mixer);
	pull(desk, 10);
	mixer_untap(&desk->mixer);
	pull(desk, 1000);
	assert_int_equal(read_tap(desk), 10);
}

static void a_new_reader_hears_nothing_of_the_past(void **state)
{
	struct desk *desk = *state;
	mixer_tap(&desk->mixer);
	pull(desk, 1000);
	mixer_untap(&desk->mixer);
	pull(desk, 1000);
	mixer_tap(&desk->mixer);
	assert_int_equal(read_tap(desk), 0);
	pull(desk, 5);
	assert_int_equal(read_tap(desk), 5);
}

/* A reader that sleeps misses sound, but never its count. */
static void what_a_late_reader_missed_is_made_up_by_silence(void **state)
{
	enum { SLEPT = 80000, KEPT = MIXER_TAP_ITEMS };
	struct desk *desk = *state;
	struct order again = {.kind = ORDER_PLAY, .clip = desk->clip, .gain = 1.0F};
	static int16_t told[SLEPT + 2000];
	float out[1000];
	mixer_tap(&desk->mixer);
	for (int i = 0; i < SLEPT / 1000; i++) {
		if (i % 30 == 0 && i > 0)
			assert_true(mixer_order(&desk->mixer, &again));
		mixer_pull(&desk->mixer, out, 1000);
	}
	size_t count = mixer_tapped(&desk->mixer, told, SLEPT);
	assert_int_equal(count, KEPT);
	mixer_pull(&desk->mixer, out, 1000);
	count += mixer_tapped(&desk->mixer, told + count, SLEPT);
	mixer_pull(&desk->mixer, out, 1000);
	count += mixer_tapped(&desk->mixer, told + count, SLEPT);
	assert_int_equal(count, SLEPT + 2000);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(told[i], i < KEPT || i >= SLEPT ? 16384 : 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(silence_is_reached_in_twenty_milliseconds_and_not_before),
	    CASE(a_quarter_is_reached_in_fifteen_milliseconds_and_kept),
	    CASE(full_loudness_is_back_after_two_hundred_milliseconds_exactly),
	    CASE(a_rise_turns_into_a_fall_where_it_stands),
	    CASE(the_pace_does_not_hang_on_the_blocks),
	    CASE(a_duck_takes_hold_though_every_voice_is_taken),
	    CASE(a_duck_to_full_loudness_changes_nothing),
	    CASE(the_tap_tells_every_sample_that_was_made),
	    CASE(nothing_is_kept_while_nobody_wants_it),
	    CASE(a_new_reader_hears_nothing_of_the_past),
	    CASE(what_a_late_reader_missed_is_made_up_by_silence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
