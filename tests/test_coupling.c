/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_coupling.c - does the microphone hear the loudspeaker at all?
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "coupling.h"
#include "echo.h"

enum { ROOM_DB = -60, SPEECH_DB = -25 };

static int set_up(void **state)
{
	static struct coupling coupling;
	coupling_init(&coupling);
	*state = &coupling;
	return 0;
}

/* Two thirds words, one third gaps; true when the coach was held to be audible at the end. */
static bool speech(struct coupling *c, int frames, bool sounding, bool heard)
{
	bool audible = false;
	for (int i = 0; i < frames; i++)
		audible = coupling_frame(c, sounding, false,
					 (float)(heard && i % 30 < 20 ? SPEECH_DB : ROOM_DB));
	return audible;
}

static void at_first_the_coach_counts_as_audible(void **state)
{
	assert_true(speech(*state, 100, true, false));
}

static void headphones_are_known_after_three_seconds(void **state)
{
	assert_false(speech(*state, 300, true, false));
	assert_false(speech(*state, 1000, true, false));
}

static void a_coach_in_the_microphone_stays_audible_though_it_was_never_lined_up(void **state)
{
	for (int i = 0; i < 60; i++)
		assert_true(speech(*state, 100, true, true));
}

static void what_was_found_is_audible_at_once(void **state)
{
	assert_false(speech(*state, 500, true, false));
	assert_true(coupling_frame(*state, true, true, (float)ROOM_DB));
}

static void a_silent_coach_is_not_heard_whoever_else_speaks(void **state)
{
	assert_false(speech(*state, 500, false, true));
	/* and teaches nothing about the loudspeaker */
	assert_true(speech(*state, 100, true, false));
}

static void somebody_who_speaks_now_and_then_does_not_make_the_coach_audible(void **state)
{
	struct coupling *c = *state;
	speech(c, 500, true, false);
	for (int i = 0; i < 10; i++) {
		assert_false(speech(c, 50, true, true));
		assert_false(speech(c, 300, true, false));
	}
}

static void a_voice_stands_out_within_fifty_milliseconds(void **state)
{
	struct coupling *c = *state;
	speech(c, 300, true, false);
	assert_false(coupling_voice(c));
	for (int i = 0; i < 5; i++)
		coupling_frame(c, true, false, (float)SPEECH_DB);
	assert_true(coupling_voice(c));
	coupling_frame(c, true, false, (float)ROOM_DB);
	assert_false(coupling_voice(c));
}

static void even_noise_is_no_voice_after_three_seconds(void **state)
{
	struct coupling *c = *state;
	speech(c, 300, true, false);
	for (int i = 0; i < 2 * COUPLING_WINDOW; i++)
		coupling_frame(c, true, false, (float)SPEECH_DB);
	coupling_frame(c, true, false, (float)SPEECH_DB);
	assert_false(coupling_voice(c));
}

static bool steady(struct coupling *c, int frames, int delay_ms)
{
	bool good = false;
	for (int i = 0; i < frames; i++)
		good = coupling_steady(c, delay_ms);
	return good;
}

static void a_place_just_found_is_not_believed_yet(void **state)
{
	steady(*state, 50, -1);
	assert_false(steady(*state, COUPLING_SETTLE - 1, 120));
	assert_true(steady(*state, 1, 120));
}

static void a_lost_buffer_is_waited_out(void **state)
{
	steady(*state, 1000, 120);
	assert_true(steady(*state, 1, 120));
	assert_false(steady(*state, 1, 160));
	assert_false(steady(*state, COUPLING_SETTLE - 2, 160));
	assert_true(steady(*state, 1, 160));
}

static void drift_is_no_jump(void **state)
{
	steady(*state, 1000, 120);
	for (int ms = 121; ms < 400; ms++)
		assert_true(steady(*state, 100, ms));
}

/* The canceller's report as a whole: its voice counts where the coach is, and has stood still. */
static void a_voice_beside_a_coach_that_just_moved_is_not_believed(void **state)
{
	struct echo_report report = {
	    .playing = true, .near_voice = true, .near_db = ROOM_DB, .delay_ms = 120};
	bool playing = false, voice = true;
	for (int i = 0; i < COUPLING_SETTLE - 1; i++)
		coupling_take(*state, &report, &playing, &voice);
	assert_true(playing);
	assert_false(voice);
	coupling_take(*state, &report, &playing, &voice);
	assert_true(voice);
	report.delay_ms = 200;
	coupling_take(*state, &report, &playing, &voice);
	assert_true(playing);
	assert_false(voice);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup(name, set_up)
	const struct CMUnitTest tests[] = {
	    CASE(at_first_the_coach_counts_as_audible),
	    CASE(headphones_are_known_after_three_seconds),
	    CASE(a_coach_in_the_microphone_stays_audible_though_it_was_never_lined_up),
	    CASE(what_was_found_is_audible_at_once),
	    CASE(a_silent_coach_is_not_heard_whoever_else_speaks),
	    CASE(somebody_who_speaks_now_and_then_does_not_make_the_coach_audible),
	    CASE(a_voice_stands_out_within_fifty_milliseconds),
	    CASE(even_noise_is_no_voice_after_three_seconds),
	    CASE(a_place_just_found_is_not_believed_yet),
	    CASE(a_lost_buffer_is_waited_out),
	    CASE(drift_is_no_jump),
	    CASE(a_voice_beside_a_coach_that_just_moved_is_not_believed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
