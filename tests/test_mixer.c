/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_mixer.c - clips at their frame, notes of their end, hushes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mixer.h"

enum { OUT_FRAMES = 20000 };

struct desk {
	struct mixer mixer;
	float out[OUT_FRAMES];
	size_t made;
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);
	if (desk == NULL)
		return -1;
	mixer_init(&desk->mixer);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	free(*state);
	return 0;
}

/* All samples at one level, so that a place's sum tells who sounds there. */
static struct clip *flat_clip(size_t frames, int16_t level)
{
	struct clip *clip = malloc(clip_bytes(frames));
	assert_non_null(clip);
	clip->frames = frames;
	for (size_t i = 0; i < frames; i++)
		clip->sample[i] = level;
	return clip;
}

static void play_at(struct desk *desk, const struct clip *clip, int64_t frame)
{
	struct order order = {.kind = ORDER_PLAY, .clip = clip, .at_frame = frame, .gain = 1.0F};
	assert_true(mixer_order(&desk->mixer, &order));
}

static void hush(struct desk *desk)
{
	struct order order = {.kind = ORDER_HUSH};
	assert_true(mixer_order(&desk->mixer, &order));
}

static void pull(struct desk *desk, size_t count)
{
	assert_true(desk->made + count <= OUT_FRAMES);
	mixer_pull(&desk->mixer, desk->out + desk->made, count);
	desk->made += count;
}

static void expect_note(struct desk *desk, const struct clip *clip, int64_t start, int64_t end)
{
	struct note note;
	assert_true(mixer_note(&desk->mixer, &note));
	assert_ptr_equal(note.clip, clip);
	assert_int_equal(note.start_frame, start);
	assert_int_equal(note.end_frame, end);
}

static void expect_no_note(struct desk *desk)
{
	struct note note;
	assert_false(mixer_note(&desk->mixer, &note));
}

/* Everything from ... to is exactly this level. */
static void expect_level(const struct desk *desk, size_t from, size_t to, float level)
{
	for (size_t i = from; i < to; i++)
		if (desk->out[i] != level)
			fail_msg("frame %zu is %g and not %g", i, (double)desk->out[i],
				 (double)level);
}

static void a_clip_begins_exactly_at_its_frame_whatever_the_blocks(void **state)
{
	static const size_t blocks[] = {1, 7, 64, 480, 999, 1000, 1001, 1024, 4000};
	struct clip *clip = flat_clip(300, 16384);
	(void)state;
	for (size_t b = 0; b < sizeof blocks / sizeof blocks[0]; b++) {
		void *place = NULL;
		assert_int_equal(set_up(&place), 0);
		struct desk *desk = place;
		play_at(desk, clip, 1000);
		while (desk->made < 4000)
			pull(desk, blocks[b]);
		expect_level(desk, 0, 1000, 0.0F);
		expect_level(desk, 1000, 1300, 0.5F);
		expect_level(desk, 1300, 4000, 0.0F);
		expect_note(desk, clip, 1000, 1300);
		expect_no_note(desk);
		tear_down(&place);
	}
	free(clip);
}

static void a_late_order_starts_at_once(void **state)
{
	struct desk *desk = *state;
	struct clip *clip = flat_clip(10, 16384);
	pull(desk, 500);
	play_at(desk, clip, 100);
	pull(desk, 500);
	expect_level(desk, 0, 500, 0.0F);
	expect_level(desk, 500, 510, 0.5F);
	expect_level(desk, 510, 1000, 0.0F);
	expect_note(desk, clip, 500, 510);
	free(clip);
}

static void clips_that_overlap_are_added(void **state)
{
	struct desk *desk = *state;
	struct clip *one = flat_clip(100, 8192), *two = flat_clip(100, 4096);
	play_at(desk, one, 0);
	play_at(desk, two, 50);
	pull(desk, 200);
	expect_level(desk, 0, 50, 0.25F);
	expect_level(desk, 50, 100, 0.375F);
	expect_level(desk, 100, 150, 0.125F);
	free(one);
	free(two);
}

static void too_loud_a_sum_is_clamped(void **state)
{
	struct desk *desk = *state;
	struct clip *high = flat_clip(10, 30000), *low = flat_clip(10, -30000);
	play_at(desk, high, 0);
	play_at(desk, high, 0);
	play_at(desk, low, 10);
	play_at(desk, low, 10);
	pull(desk, 20);
	expect_level(desk, 0, 10, 1.0F);
	expect_level(desk, 10, 20, -1.0F);
	free(high);
	free(low);
}

static void the_gain_of_an_order_scales_its_clip(void **state)
{
	struct desk *desk = *state;
	struct clip *clip = flat_clip(10, 16384);
	struct order order = {.kind = ORDER_PLAY, .clip = clip, .at_frame = 0, .gain = 0.25F};
	assert_true(mixer_order(&desk->mixer, &order));
	pull(desk, 10);
	expect_level(desk, 0, 10, 0.125F);
	free(clip);
}

static void an_empty_clip_gets_its_note_at_its_frame(void **state)
{
	struct desk *desk = *state;
	struct clip *clip = flat_clip(0, 0);
	play_at(desk, clip, 150);
	pull(desk, 100);
	expect_no_note(desk);
	pull(desk, 100);
	expect_note(desk, clip, 150, 150);
	free(clip);
}

static void a_hush_fades_out_and_then_there_is_silence(void **state)
{
	struct desk *desk = *state;
	struct clip *clip = flat_clip(5000, 16384);
	play_at(desk, clip, 0);
	pull(desk, 1000);
	hush(desk);
	pull(desk, 1000);
	expect_level(desk, 0, 1000, 0.5F);
	for (size_t i = 1001; i < 1240; i++)
		assert_true(desk->out[i] < desk->out[i - 1] && desk->out[i] > 0.0F);
	expect_level(desk, 1240, 2000, 0.0F);
	expect_note(desk, clip, 0, 1240);
	expect_no_note(desk);
	assert_int_equal(atomic_load(&desk->mixer.hushed_frame), 1000);
	free(clip);
}

static void a_hush_drops_what_waits_with_a_note_for_each(void **state)
{
	struct desk *desk = *state;
	struct clip *one = flat_clip(10, 1000), *two = flat_clip(10, 1000);
	play_at(desk, one, 5000);
	pull(desk, 100);
	play_at(desk, two, 6000);
	hush(desk);
	pull(desk, 7000);
	expect_level(desk, 0, 7100, 0.0F);
	expect_note(desk, one, -1, 100);
	expect_note(desk, two, -1, 100);
	expect_no_note(desk);
	free(one);
	free(two);
}

static void an_order_after_a_hush_is_honoured(void **state)
{
	struct desk *desk = *state;
	struct clip *before = flat_clip(3000, 16384), *after = flat_clip(10, 8192);
	play_at(desk, before, 0);
	pull(desk, 10);
	hush(desk);
	play_at(desk, after, 1000);
	pull(desk, 2000);
	expect_level(desk, 250, 1000, 0.0F);
	expect_level(desk, 1000, 1010, 0.25F);
	expect_note(desk, before, 0, 250);
	expect_note(desk, after, 1000, 1010);
	free(before);
	free(after);
}

static void a_second_hush_does_not_lengthen_the_fade(void **state)
{
	struct desk *desk = *state;
	struct clip *clip = flat_clip(5000, 16384);
	play_at(desk, clip, 0);
	pull(desk, 10);
	hush(desk);
	pull(desk, 100);
	hush(desk);
	pull(desk, 1000);
	expect_note(desk, clip, 0, 250);
	free(clip);
}

static void a_clip_that_ends_in_a_fade_is_noted_once(void **state)
{
	struct desk *desk = *state;
	struct clip *clip = flat_clip(100, 16384);
	play_at(desk, clip, 0);
	pull(desk, 50);
	hush(desk);
	pull(desk, 1000);
	expect_note(desk, clip, 0, 100);
	expect_no_note(desk);
	free(clip);
}

static void an_order_waits_in_the_ring_while_every_voice_is_taken(void **state)
{
	struct desk *desk = *state;
	struct clip *clip = flat_clip(10, 100), *last = flat_clip(10, 16384);
	for (int i = 0; i < MIXER_VOICES; i++)
		play_at(desk, clip, 1000);
	pull(desk, 10);
	play_at(desk, last, 2000);
	pull(desk, 10);
	assert_int_equal(ring_count(&desk->mixer.orders), 1);
	pull(desk, 3000);
	pull(desk, 10);
	for (int i = 0; i < MIXER_VOICES; i++)
		expect_note(desk, clip, 1000, 1010);
	/* its time was over when a voice became free: late, but not lost */
	expect_note(desk, last, 3020, 3030);
	free(clip);
	free(last);
}

static void a_hush_is_seen_behind_orders_that_do_not_fit(void **state)
{
	struct desk *desk = *state;
	struct clip *clip = flat_clip(10, 100), *more = flat_clip(10, 16384);
	struct note note;
	int notes = 0;
	for (int i = 0; i < MIXER_VOICES; i++)
		play_at(desk, clip, 10000);
	pull(desk, 10);
	play_at(desk, more, 20);
	hush(desk);
	pull(desk, 1000);
	expect_level(desk, 0, 1010, 0.0F);
	while (mixer_note(&desk->mixer, &note)) {
		assert_int_equal(note.start_frame, -1);
		notes++;
	}
	assert_int_equal(notes, MIXER_VOICES + 1);
	free(clip);
	free(more);
}

static void no_note_is_ever_lost_however_late_they_are_read(void **state)
{
	struct desk *desk = *state;
	struct clip *clip = flat_clip(1, 100);
	struct order order = {.kind = ORDER_PLAY, .clip = clip, .gain = 1.0F};
	struct order silence = {.kind = ORDER_HUSH};
	struct note note;
	int ordered = 0, noted = 0;
	for (int i = 0; i < 1000; i++) {
		ordered += mixer_order(&desk->mixer, &order);
		if (i % 50 == 49)
			(void)mixer_order(&desk->mixer, &silence); /* no room once nothing moves */
		pull(desk, 3);
	}
	assert_true(ordered >= MIXER_NOTES);
	for (int i = 0; i < 10; i++) {
		while (mixer_note(&desk->mixer, &note))
			noted++;
		pull(desk, 3);
	}
	assert_int_equal(noted, ordered);
	free(clip);
}

static void the_frame_counter_counts_what_was_made(void **state)
{
	struct desk *desk = *state;
	pull(desk, 480);
	pull(desk, 1);
	assert_int_equal(mixer_frames(&desk->mixer), 481);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_clip_begins_exactly_at_its_frame_whatever_the_blocks),
	    cmocka_unit_test_setup_teardown(a_late_order_starts_at_once, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(clips_that_overlap_are_added, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(too_loud_a_sum_is_clamped, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(the_gain_of_an_order_scales_its_clip, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(an_empty_clip_gets_its_note_at_its_frame, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(a_hush_fades_out_and_then_there_is_silence, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(a_hush_drops_what_waits_with_a_note_for_each, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(an_order_after_a_hush_is_honoured, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_second_hush_does_not_lengthen_the_fade, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(a_clip_that_ends_in_a_fade_is_noted_once, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(an_order_waits_in_the_ring_while_every_voice_is_taken,
					    set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_hush_is_seen_behind_orders_that_do_not_fit, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(no_note_is_ever_lost_however_late_they_are_read, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(the_frame_counter_counts_what_was_made, set_up,
					    tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
