/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ear_segment.c - where an utterance begins and ends.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ear_segment.h"

enum { HANG = 70, SECOND = 100, SLACK = 3 };

/* What the ear hears: a room, and a sound in it from one frame to another. */
struct scene {
	double room, sound; /* largest sample of the noises */
	double offset, hum; /* of every sample; of 50 Hz */
	int from, to, frames;
};

struct found {
	int count, first, end; /* of the last utterance, from the beginning */
	int told;	       /* the frame at which its end was told */
	int endless;
};

static int set_up(void **state)
{
	struct segmenter *s = malloc(sizeof *s);
	*state = s;
	if (s == NULL)
		return -1;
	segment_init(s, HANG);
	return 0;
}

static int tear_down(void **state)
{
	free(*state);
	return 0;
}

/* White noise that is the same in each run. */
static double noise(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (double)(*seed >> 8) / (1 << 23) - 1.0;
}

static void make_frame(int16_t frame[SEGMENT_FRAME], const struct scene *scene, int at,
		       uint32_t *seed)
{
	double level = at >= scene->from && at < scene->to ? scene->sound : scene->room;
	for (int i = 0; i < SEGMENT_FRAME; i++) {
		double turn = 2.0 * 3.14159265358979 * 50.0 * (at * SEGMENT_FRAME + i) / 16000.0;
		double value = level * noise(seed) + scene->offset + scene->hum * sin(turn);
		frame[i] = (int16_t)(value > 32767.0	? 32767.0
				     : value < -32768.0 ? -32768.0
							: value);
	}
}

static void note(struct found *found, const struct segmenter *s, enum segment_state state, int at)
{
	found->endless += state == SEGMENT_ENDLESS;
	if (state != SEGMENT_ENDED)
		return;
	found->count++;
	found->first = (int)s->dropped + s->first;
	found->end = (int)s->dropped + s->end;
	found->told = at + 1;
}

static struct found play(struct segmenter *s, const struct scene *scene)
{
	struct found found = {.count = 0};
	int16_t frame[SEGMENT_FRAME];
	uint32_t seed = 1;
	for (int at = 0; at < scene->frames; at++) {
		make_frame(frame, scene, at, &seed);
		note(&found, s, segment_push(s, frame), at);
		assert_true(s->frames <= SEGMENT_ROOM);
	}
	return found;
}

static void assert_near(int is, int wanted)
{
	assert_in_range(is + SLACK, wanted, wanted + 2 * SLACK);
}

static struct scene word_in_quiet(void)
{
	return (struct scene){.room = 20.0, .sound = 4000.0, .from = 100, .to = 140, .frames = 300};
}

static void digital_silence_is_no_utterance(void **state)
{
	struct scene scene = {.frames = 20 * SECOND};
	struct found found = play(*state, &scene);
	assert_int_equal(found.count, 0);
	assert_int_equal(found.endless, 0);
}

static void a_quiet_room_is_no_utterance(void **state)
{
	struct scene scene = {.room = 40.0, .frames = 20 * SECOND};
	assert_int_equal(play(*state, &scene).count, 0);
}

static void a_word_is_found_whole(void **state)
{
	struct scene scene = word_in_quiet();
	struct found found = play(*state, &scene);
	assert_int_equal(found.count, 1);
	assert_near(found.first, 100);
	assert_near(found.end, 140);
}

static void a_word_at_the_very_start_is_found_whole(void **state)
{
	struct scene scene = {.room = 20.0, .sound = 4000.0, .from = 0, .to = 40, .frames = 200};
	struct found found = play(*state, &scene);
	assert_int_equal(found.count, 1);
	assert_near(found.first, 0);
	assert_near(found.end, 40);
}

static void its_end_is_told_after_the_hang(void **state)
{
	struct scene scene = word_in_quiet();
	assert_near(play(*state, &scene).told, 140 + HANG);
}

static void a_short_gap_does_not_end_it(void **state)
{
	struct scene first = {.room = 20.0, .sound = 4000.0, .from = 100, .to = 130, .frames = 160};
	struct scene second = {.room = 20.0, .sound = 4000.0, .from = 0, .to = 30, .frames = 200};
	assert_int_equal(play(*state, &first).count, 0);
	struct found found = play(*state, &second);
	assert_int_equal(found.count, 1);
	assert_near(found.first, 100);
	assert_near(found.end, 190);
}

static void a_click_is_no_utterance(void **state)
{
	struct scene scene = {
	    .room = 20.0, .sound = 20000.0, .from = 100, .to = 103, .frames = 300};
	assert_int_equal(play(*state, &scene).count, 0);
}

static void a_click_before_a_word_is_left_out(void **state)
{
	struct scene click = {.room = 20.0, .sound = 4000.0, .from = 100, .to = 102, .frames = 140};
	struct scene word = {.room = 20.0, .sound = 4000.0, .from = 0, .to = 40, .frames = 200};
	play(*state, &click);
	struct found found = play(*state, &word);
	assert_int_equal(found.count, 1);
	assert_near(found.first, 140);
}

static void a_word_stands_out_of_a_noisy_room(void **state)
{
	/* 16 dB above the room */
	struct scene scene = {
	    .room = 630.0, .sound = 4000.0, .from = 200, .to = 240, .frames = 400};
	struct found found = play(*state, &scene);
	assert_int_equal(found.count, 1);
	assert_near(found.first, 200);
	assert_near(found.end, 240);
}

static void a_faint_microphone_finds_the_same(void **state)
{
	struct scene scene = {.room = 1.5, .sound = 126.0, .from = 100, .to = 140, .frames = 300};
	struct found found = play(*state, &scene);
	assert_int_equal(found.count, 1);
	assert_near(found.first, 100);
	assert_near(found.end, 140);
}

static void an_offset_and_hum_do_not_matter(void **state)
{
	struct scene scene = word_in_quiet();
	scene.offset = 3000.0;
	scene.hum = 1000.0;
	struct found found = play(*state, &scene);
	assert_int_equal(found.count, 1);
	assert_near(found.first, 100);
	assert_near(found.end, 140);
}

static void a_noise_that_does_not_end_becomes_the_room(void **state)
{
	struct scene scene = {
	    .room = 20.0, .sound = 4000.0, .from = 200, .to = 60 * SECOND, .frames = 60 * SECOND};
	struct found found = play(*state, &scene);
	struct segmenter *s = *state;
	int16_t frame[SEGMENT_FRAME];
	uint32_t seed = 7;
	assert_true(found.count + found.endless <= 1);
	make_frame(frame, &scene, 300, &seed);
	assert_int_equal(segment_push(s, frame), SEGMENT_SILENCE);
}

static void full_scale_noise_is_no_utterance(void **state)
{
	struct scene scene = {.room = 40000.0, .frames = 30 * SECOND};
	struct found found = play(*state, &scene);
	assert_int_equal(found.count, 0);
	assert_int_equal(found.endless, 0);
}

/* Talk: loud and quiet by turns, so that it cannot be taken for the room. */
static void talk_without_an_end_is_given_up(void **state)
{
	struct found found = {.count = 0};
	int16_t frame[SEGMENT_FRAME];
	uint32_t seed = 3;
	struct scene loud = {.room = 4000.0}, quiet = {.room = 20.0};
	for (int at = 0; at < 13 * SECOND; at++) {
		make_frame(frame, at % 50 < 30 ? &loud : &quiet, at, &seed);
		note(&found, *state, segment_push(*state, frame), at);
	}
	assert_int_equal(found.count, 0);
	assert_int_equal(found.endless, 2);
}

static void a_word_after_minutes_is_found_at_its_time(void **state)
{
	struct scene scene = word_in_quiet();
	scene.from = 200 * SECOND;
	scene.to = scene.from + 40;
	scene.frames = scene.to + 100;
	struct found found = play(*state, &scene);
	assert_int_equal(found.count, 1);
	assert_near(found.first, scene.from);
}

static void flushing_gives_the_word_at_hand(void **state)
{
	struct scene scene = word_in_quiet();
	struct segmenter *s = *state;
	scene.frames = 145;
	assert_int_equal(play(s, &scene).count, 0);
	assert_int_equal(segment_flush(s), SEGMENT_ENDED);
	assert_near(s->first, 100);
	assert_near(s->end, 140);
}

static void flushing_silence_gives_nothing(void **state)
{
	struct scene scene = {.room = 20.0, .frames = 100};
	play(*state, &scene);
	assert_int_equal(segment_flush(*state), SEGMENT_SILENCE);
}

/* A recording cut tight: all of it is the word, so nothing stands out of a room. */
static void a_recording_without_any_room_is_one_word(void **state)
{
	struct scene scene = {.room = 1000.0, .frames = 60};
	struct segmenter *s = *state;
	for (int time = 0; time < 2; time++) {
		assert_int_equal(play(s, &scene).count, 0);
		assert_int_equal(segment_flush(s), SEGMENT_ENDED);
		assert_int_equal(s->first, 0);
		assert_int_equal(s->end, 60);
		segment_reset(s);
	}
}

static void a_long_noise_is_no_word_when_it_is_flushed(void **state)
{
	struct scene scene = {.room = 1000.0, .frames = 4 * SECOND};
	play(*state, &scene);
	assert_int_equal(segment_flush(*state), SEGMENT_SILENCE);
}

static void a_reset_forgets_the_word_at_hand(void **state)
{
	struct scene scene = word_in_quiet();
	struct scene after = {.room = 20.0, .frames = 200};
	scene.frames = 145;
	play(*state, &scene);
	segment_reset(*state);
	assert_int_equal(play(*state, &after).count, 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(digital_silence_is_no_utterance),
	    CASE(a_quiet_room_is_no_utterance),
	    CASE(a_word_is_found_whole),
	    CASE(a_word_at_the_very_start_is_found_whole),
	    CASE(its_end_is_told_after_the_hang),
	    CASE(a_short_gap_does_not_end_it),
	    CASE(a_click_is_no_utterance),
	    CASE(a_click_before_a_word_is_left_out),
	    CASE(a_word_stands_out_of_a_noisy_room),
	    CASE(a_faint_microphone_finds_the_same),
	    CASE(an_offset_and_hum_do_not_matter),
	    CASE(a_noise_that_does_not_end_becomes_the_room),
	    CASE(full_scale_noise_is_no_utterance),
	    CASE(talk_without_an_end_is_given_up),
	    CASE(a_word_after_minutes_is_found_at_its_time),
	    CASE(flushing_gives_the_word_at_hand),
	    CASE(flushing_silence_gives_nothing),
	    CASE(a_recording_without_any_room_is_one_word),
	    CASE(a_long_noise_is_no_word_when_it_is_flushed),
	    CASE(a_reset_forgets_the_word_at_hand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
