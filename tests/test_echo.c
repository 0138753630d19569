/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_echo.c - the coach's own sound is taken out of what the microphone hears.
 *
 * The coach is noise in syllables, coloured as speech is; the room is made of arithmetic.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "echo.h"
#include "fault.h"
#include "room.h"
#include "stage.h"

enum { SECOND = ROOM_HZ, FRAMES_A_SECOND = ROOM_HZ / ECHO_FRAME };

static struct echo *opened(void)
{
	struct fault why;
	struct echo *echo = echo_open(&why);
	assert_non_null(echo);
	return echo;
}

/* Syllables of a fifth of a second, each through a resonance of its own, with pauses now and then.
 */
static int16_t *babble(double seconds, uint32_t seed)
{
	const size_t count = (size_t)(seconds * SECOND);
	int16_t *sound = calloc(count, sizeof *sound);
	assert_non_null(sound);
	for (size_t from = 0; from + SECOND / 5 <= count; from += SECOND / 5) {
		double turn = 2 * cos(6.2831853 * room_between(&seed, 300, 2500) / ROOM_HZ);
		double one = 0, two = 0, size = room_random(&seed) < 0.2 ? 0 : 1200;
		for (size_t i = 0; i < SECOND / 5; i++) {
			double swell = sin(3.1415927 * (double)i / (SECOND / 5));
			double now = room_between(&seed, -1, 1) + 0.88 * turn * one - 0.774 * two;
			two = one, one = now;
			sound[from + i] = (int16_t)lround(size * swell * now);
		}
	}
	return sound;
}

static struct stage_plan plain_plan(void)
{
	return (struct stage_plan){.seed = 5,
				   .echo_db = -30,
				   .noise_db = -75,
				   .delay_ms = 120,
				   .drift_ppm = 0,
				   .drive = 0.3};
}

/* How long the sound takes from the loudspeaker to the microphone of this plan's room. */
static double way_ms(const struct stage_plan *plan)
{
	uint32_t seed = plan->seed;
	struct room room = room_any(&seed);
	double square = 0;
	for (int axis = 0; axis < 3; axis++)
		square += pow(room.speaker_m[axis] - room.microphone_m[axis], 2);
	return sqrt(square) / 343 * 1000;
}

static void set_stage(struct stage *stage, const struct stage_plan *plan, double seconds)
{
	int16_t *coach = babble(seconds, 77);
	stage_set(stage, plan, coach, (size_t)(seconds * SECOND));
	free(coach);
}

static void play(struct stage *stage, size_t chunk)
{
	struct echo *echo = opened();
	stage_mix(stage);
	stage_run(stage, echo, chunk);
	echo_close(echo);
}

/* --- nothing played --- */

static void the_microphone_passes_unchanged_while_nothing_is_played(void **state)
{
	(void)state;
	struct echo *echo = opened();
	const int16_t silence[ECHO_FRAME] = {0};
	uint32_t seed = 1;
	for (int n = 0; n < 500; n++) {
		int16_t heard[ECHO_FRAME], clean[ECHO_FRAME];
		for (int i = 0; i < ECHO_FRAME; i++)
			heard[i] = (int16_t)room_between(&seed, -32768, 32768);
		struct echo_report report;
		echo_played(echo, silence, ECHO_FRAME);
		echo_run(echo, heard, clean, &report);
		assert_memory_equal(heard, clean, sizeof heard);
		assert_false(report.playing);
		assert_false(report.near_voice);
		assert_int_equal(report.delay_ms, -1);
	}
	echo_close(echo);
}

static void it_passes_unchanged_again_soon_after_the_coach_fell_silent(void **state)
{
	(void)state;
	struct stage stage;
	struct stage_plan plan = plain_plan();
	int16_t *coach = babble(6, 3);
	memset(coach + 4 * SECOND, 0, 2 * SECOND * sizeof *coach);
	stage_set(&stage, &plan, coach, 6 * SECOND);
	play(&stage, ECHO_FRAME);
	assert_true(stage.report[3 * FRAMES_A_SECOND].playing);
	assert_false(stage.report[5 * FRAMES_A_SECOND].playing);
	assert_memory_equal(stage.heard + 5 * SECOND, stage.clean + 5 * SECOND,
			    SECOND * sizeof *stage.heard);
	stage_clear(&stage);
	free(coach);
}

/* --- delay and drift --- */

static void the_delay_is_found_within_two_seconds(void **state)
{
	(void)state;
	const double delays_ms[] = {0, 60, 250, 500};
	for (size_t i = 0; i < sizeof delays_ms / sizeof *delays_ms; i++) {
		struct stage stage;
		struct stage_plan plan = plain_plan();
		plan.delay_ms = delays_ms[i];
		set_stage(&stage, &plan, 3 + delays_ms[i] / 1000);
		play(&stage, ECHO_FRAME);
		size_t frame = (size_t)((2 + delays_ms[i] / 1000) * FRAMES_A_SECOND);
		int found = stage.report[frame].delay_ms;
		assert_true(fabs(found - (delays_ms[i] + way_ms(&plan))) <= 4);
		stage_clear(&stage);
	}
}

static void the_drift_is_followed_and_the_echo_stays_away(void **state)
{
	(void)state;
	const double drifts_ppm[] = {-300, -40, 100, 300};
	for (size_t i = 0; i < sizeof drifts_ppm / sizeof *drifts_ppm; i++) {
		struct stage stage;
		struct stage_plan plan = plain_plan();
		plan.drift_ppm = drifts_ppm[i];
		set_stage(&stage, &plan, 15);
		play(&stage, ECHO_FRAME);
		const struct echo_report *last = &stage.report[15 * FRAMES_A_SECOND - 1];
		assert_true(fabs((double)last->drift_ppm - drifts_ppm[i]) < 10);
		double heard = 0, clean = 0;
		for (size_t s = 10 * SECOND; s < 15 * SECOND; s++) {
			heard += (double)stage.heard[s] * stage.heard[s];
			clean += (double)stage.clean[s] * stage.clean[s];
		}
		assert_true(heard > 100 * clean); /* 20 dB */
		stage_clear(&stage);
	}
}

/* The device drops a buffer: from the tenth second on, all is heard 90 ms sooner. */
static void a_jump_of_the_delay_is_recovered_within_three_seconds(void **state)
{
	(void)state;
	const int jumps_ms[] = {-90, 150};
	for (size_t i = 0; i < 2; i++) {
		struct stage stage;
		struct stage_plan plan = plain_plan();
		plan.delay_ms = 200;
		set_stage(&stage, &plan, 14);
		stage_mix(&stage);
		int16_t *heard = stage.heard + 10 * SECOND;
		const size_t moved = (size_t)abs(jumps_ms[i]) * ROOM_HZ / 1000;
		if (jumps_ms[i] < 0)
			memmove(heard, heard + moved, (4 * SECOND - moved) * sizeof *heard);
		else
			memmove(heard + moved, heard, (4 * SECOND - moved) * sizeof *heard);
		struct echo *echo = opened();
		stage_run(&stage, echo, ECHO_FRAME);
		echo_close(echo);
		int found = stage.report[13 * FRAMES_A_SECOND].delay_ms;
		assert_true(fabs(found - (200 + jumps_ms[i] + way_ms(&plan))) <= 4);
		stage_clear(&stage);
	}
}

static void pieces_of_any_size_do(void **state)
{
	(void)state;
	const size_t chunks[] = {1, 97, 480, 2048};
	for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++) {
		struct stage stage;
		struct stage_plan plan = plain_plan();
		set_stage(&stage, &plan, 5);
		play(&stage, chunks[i]);
		double found = stage.report[499].delay_ms, half = (double)chunks[i] / 16;
		assert_true(fabs(found - (120 + way_ms(&plan))) <= 4 + half);
		stage_clear(&stage);
	}
}

static void after_a_reset_the_delay_is_unknown(void **state)
{
	(void)state;
	struct stage stage;
	struct stage_plan plan = plain_plan();
	set_stage(&stage, &plan, 4);
	stage_mix(&stage);
	struct echo *echo = opened();
	stage_run(&stage, echo, ECHO_FRAME);
	assert_true(stage.report[399].delay_ms >= 0);
	echo_reset(echo);
	struct echo_report report;
	echo_run(echo, stage.heard, stage.clean, &report);
	assert_int_equal(report.delay_ms, -1);
	assert_false(report.near_voice);
	echo_close(echo);
	stage_clear(&stage);
}

/* --- bad input --- */

static void feed(struct echo *echo, int16_t (*sound)(uint32_t *seed),
		 int16_t (*room)(uint32_t *seed))
{
	uint32_t seed = 4;
	for (int n = 0; n < 6 * FRAMES_A_SECOND; n++) {
		int16_t played[ECHO_FRAME], heard[ECHO_FRAME];
		for (int i = 0; i < ECHO_FRAME; i++)
			played[i] = sound(&seed), heard[i] = room(&seed);
		struct echo_report report;
		echo_played(echo, played, ECHO_FRAME);
		echo_run(echo, heard, heard, &report);
		assert_true(isfinite(report.near_db) && report.near_db <= 0.1f);
		assert_true(isfinite(report.drift_ppm));
	}
}

static int16_t silence(uint32_t *seed)
{
	(void)seed;
	return 0;
}

static int16_t loudest(uint32_t *seed)
{
	(void)seed;
	return 32767;
}

static int16_t noise(uint32_t *seed)
{
	return room_random(seed) < 0.5 ? -32768 : 32767;
}

static void rubbish_does_no_harm(void **state)
{
	(void)state;
	int16_t (*const kinds[])(uint32_t * seed) = {silence, loudest, noise};
	for (size_t a = 0; a < 3; a++)
		for (size_t b = 0; b < 3; b++) {
			struct echo *echo = opened();
			feed(echo, kinds[a], kinds[b]);
			echo_close(echo);
		}
	echo_close(NULL);
}

static void it_recovers_from_rubbish(void **state)
{
	(void)state;
	struct echo *echo = opened();
	feed(echo, noise, noise);
	feed(echo, loudest, silence);
	struct stage stage;
	struct stage_plan plan = plain_plan();
	set_stage(&stage, &plan, 12);
	stage_mix(&stage);
	stage_run(&stage, echo, ECHO_FRAME);
	double heard = 0, clean = 0;
	for (size_t s = 9 * SECOND; s < 12 * SECOND; s++) {
		heard += (double)stage.heard[s] * stage.heard[s];
		clean += (double)stage.clean[s] * stage.clean[s];
	}
	assert_true(heard > 10 * clean);
	echo_close(echo);
	stage_clear(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_microphone_passes_unchanged_while_nothing_is_played),
	    cmocka_unit_test(it_passes_unchanged_again_soon_after_the_coach_fell_silent),
	    cmocka_unit_test(the_delay_is_found_within_two_seconds),
	    cmocka_unit_test(the_drift_is_followed_and_the_echo_stays_away),
	    cmocka_unit_test(a_jump_of_the_delay_is_recovered_within_three_seconds),
	    cmocka_unit_test(pieces_of_any_size_do),
	    cmocka_unit_test(after_a_reset_the_delay_is_unknown),
	    cmocka_unit_test(rubbish_does_no_harm),
	    cmocka_unit_test(it_recovers_from_rubbish),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
