/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_barge.c - somebody speaks over the coach: quieter at once, silent when it goes on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "barge.h"

/* What came of so many equal frames: how often, and in which frame it came first (-1: never). */
struct tally {
	int near, speaks, gone;
	int first_near, first_speaks, first_gone;
};

static void note(int *times, int *first, int frame)
{
	if ((*times)++ == 0)
		*first = frame;
}

static struct tally run(struct barge *barge, int frames, bool playing, bool voice)
{
	struct tally tally = {0, 0, 0, -1, -1, -1};
	for (int i = 0; i < frames; i++) {
		enum barge_news news = barge_frame(barge, playing, voice);
		if (news == BARGE_NEAR)
			note(&tally.near, &tally.first_near, i);
		else if (news == BARGE_SPEAKS)
			note(&tally.speaks, &tally.first_speaks, i);
		else if (news == BARGE_GONE)
			note(&tally.gone, &tally.first_gone, i);
	}
	return tally;
}

static int set_up(void **state)
{
	static struct barge barge;
	barge_init(&barge);
	*state = &barge;
	return 0;
}

static void the_first_frame_of_a_voice_is_told(void **state)
{
	assert_int_equal(run(*state, 100, true, false).near, 0);
	assert_int_equal(barge_frame(*state, true, true), BARGE_NEAR);
}

static void a_voice_that_goes_on_is_told_within_a_quarter_of_a_second(void **state)
{
	struct tally tally = run(*state, 25, true, true);
	assert_int_equal(tally.near, 1);
	assert_int_equal(tally.speaks, 1);
	assert_int_equal(tally.first_near, 0);
	assert_int_equal(tally.first_speaks, BARGE_VOICE - 1);
}

static void a_cough_only_lowers_the_coach(void **state)
{
	struct tally cough = run(*state, 20, true, true);
	struct tally after = run(*state, 100, true, false);
	assert_int_equal(cough.near, 1);
	assert_int_equal(cough.speaks + after.speaks, 0);
	assert_int_equal(after.gone, 1);
	assert_int_equal(after.first_gone, BARGE_PAUSE - 1);
}

static void gaps_within_a_word_do_not_matter(void **state)
{
	int speaks = 0, gone = 0;
	for (int i = 0; i < 4; i++) {
		struct tally voice = run(*state, 7, true, true);
		struct tally gap = run(*state, 3, true, false);
		speaks += voice.speaks;
		gone += gap.gone;
	}
	assert_int_equal(speaks, 1);
	assert_int_equal(gone, 0);
}

static void single_frames_here_and_there_never_silence_it(void **state)
{
	int speaks = 0;
	for (int i = 0; i < 200; i++) {
		speaks += run(*state, 1, true, true).speaks;
		speaks += run(*state, 2, true, false).speaks;
	}
	assert_int_equal(speaks, 0);
}

static void a_voice_while_the_coach_is_silent_is_no_news(void **state)
{
	struct tally tally = run(*state, 500, false, true);
	assert_int_equal(tally.near + tally.speaks + tally.gone, 0);
}

static void a_voice_that_outlasts_the_coach_silences_nothing(void **state)
{
	run(*state, 15, true, true);
	struct tally alone = run(*state, 100, false, true);
	assert_int_equal(alone.speaks, 0);
	/* and is over only when it ends itself */
	assert_int_equal(alone.gone, 0);
	assert_int_equal(run(*state, BARGE_PAUSE, false, false).gone, 1);
}

/* Else the question that is asked then would count as spoken over once more. */
static void one_voice_is_told_once_though_the_coach_asks_into_it(void **state)
{
	int speaks = run(*state, 40, true, true).speaks;
	speaks += run(*state, 100, false, true).speaks;
	struct tally asked = run(*state, 60, true, true);
	assert_int_equal(speaks, 1);
	assert_int_equal(asked.near + asked.speaks, 0);
}

static void it_is_told_again_when_it_speaks_on_and_on(void **state)
{
	struct tally first = run(*state, BARGE_VOICE, true, true);
	assert_int_equal(first.speaks, 1);
	struct tally next = run(*state, BARGE_AGAIN + BARGE_VOICE, true, true);
	assert_int_equal(next.speaks, 1);
	assert_int_equal(next.first_speaks, BARGE_AGAIN + BARGE_VOICE - 1);
	assert_int_equal(first.near + next.near, 1);
}

static void after_a_pause_it_begins_anew(void **state)
{
	run(*state, 60, true, true);
	assert_int_equal(run(*state, BARGE_PAUSE, false, false).gone, 1);
	assert_int_equal(barge_frame(*state, true, true), BARGE_NEAR);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup(name, set_up)
	const struct CMUnitTest tests[] = {
	    CASE(the_first_frame_of_a_voice_is_told),
	    CASE(a_voice_that_goes_on_is_told_within_a_quarter_of_a_second),
	    CASE(a_cough_only_lowers_the_coach),
	    CASE(gaps_within_a_word_do_not_matter),
	    CASE(single_frames_here_and_there_never_silence_it),
	    CASE(a_voice_while_the_coach_is_silent_is_no_news),
	    CASE(a_voice_that_outlasts_the_coach_silences_nothing),
	    CASE(one_voice_is_told_once_though_the_coach_asks_into_it),
	    CASE(it_is_told_again_when_it_speaks_on_and_on),
	    CASE(after_a_pause_it_begins_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
