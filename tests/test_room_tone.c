/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_room_tone.c - the ear is given the room instead of what is left of the coach.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "room_tone.h"

enum { ROOM = 10, REST_OF_COACH = 500, VOICE = 8000 };

static int set_up(void **state)
{
	static struct room_tone room;
	room_init(&room);
	*state = &room;
	return 0;
}

static struct clean frame(int level, bool playing, bool voice)
{
	struct clean frame = {.playing = playing, .near_voice = voice};
	for (int i = 0; i < ECHO_FRAME; i++)
		frame.sample[i] = (int16_t)(i % 2 == 0 ? level : -level);
	return frame;
}

/* What comes out: the level of each frame, in order. */
struct heard {
	int count;
	int level[200];
};

static void put(struct room_tone *room, struct heard *heard, int times, int level, bool playing,
		bool voice)
{
	struct clean in = frame(level, playing, voice), out;
	for (int i = 0; i < times; i++) {
		room_put(room, &in);
		while (room_get(room, &out))
			heard->level[heard->count++] = out.sample[0];
	}
}

static void assert_levels(const struct heard *heard, int from, int to, int level)
{
	for (int i = from; i < to; i++)
		assert_int_equal(heard->level[i], level);
}

static void a_silent_coach_holds_up_nothing(void **state)
{
	struct heard heard = {0};
	put(*state, &heard, 10, ROOM, false, false);
	assert_int_equal(heard.count, 10);
	put(*state, &heard, 10, VOICE, false, false);
	assert_int_equal(heard.count, 20);
	assert_levels(&heard, 10, 20, VOICE);
}

static void what_is_left_of_the_coach_is_not_heard(void **state)
{
	struct heard heard = {0};
	put(*state, &heard, 10, ROOM, false, false);
	put(*state, &heard, 50, REST_OF_COACH, true, false);
	put(*state, &heard, ROOM_AHEAD, ROOM, false, false);
	assert_int_equal(heard.count, 60 + ROOM_AHEAD);
	assert_levels(&heard, 0, heard.count, ROOM);
}

static void a_voice_over_the_coach_is_heard_from_before_it_was_noticed(void **state)
{
	struct heard heard = {0};
	put(*state, &heard, 10, ROOM, false, false);
	put(*state, &heard, 30, REST_OF_COACH, true, false);
	put(*state, &heard, 6, VOICE, true, false);
	put(*state, &heard, 20, VOICE, true, true);
	put(*state, &heard, 60, REST_OF_COACH, true, false);
	put(*state, &heard, ROOM_AHEAD, ROOM, false, false);
	assert_int_equal(heard.count, 126 + ROOM_AHEAD);
	/* noticed in the 47th frame, whose place is 46 */
	assert_levels(&heard, 0, 46 - ROOM_AHEAD + 1, ROOM);
	assert_levels(&heard, 40, 66, VOICE);
	assert_levels(&heard, 66 + ROOM_BEHIND, heard.count, ROOM);
}

static void the_order_is_kept_when_the_coach_falls_silent(void **state)
{
	struct heard heard = {0};
	put(*state, &heard, 40, ROOM, false, false);
	put(*state, &heard, 5, REST_OF_COACH, true, false);
	assert_int_equal(heard.count, 40);
	/* what comes next waits behind them, and for no longer than they do */
	put(*state, &heard, ROOM_AHEAD - 1, VOICE, false, false);
	assert_int_equal(heard.count, 40 + 5 + ROOM_AHEAD - 1);
	assert_levels(&heard, 40, 45, ROOM);
	assert_levels(&heard, 45, heard.count, VOICE);
}

static void without_a_room_there_is_silence(void **state)
{
	struct heard heard = {0};
	put(*state, &heard, 40, REST_OF_COACH, true, false);
	assert_true(heard.count > 0);
	assert_levels(&heard, 0, heard.count, 0);
}

static void the_room_is_its_quietest_moment(void **state)
{
	struct heard heard = {0};
	put(*state, &heard, 40, VOICE, false, false);
	put(*state, &heard, 40, ROOM, false, false);
	put(*state, &heard, 40, VOICE, false, false);
	put(*state, &heard, 60, REST_OF_COACH, true, false);
	assert_levels(&heard, 120, heard.count, ROOM);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup(name, set_up)
	const struct CMUnitTest tests[] = {
	    CASE(a_silent_coach_holds_up_nothing),
	    CASE(what_is_left_of_the_coach_is_not_heard),
	    CASE(a_voice_over_the_coach_is_heard_from_before_it_was_noticed),
	    CASE(the_order_is_kept_when_the_coach_falls_silent),
	    CASE(without_a_room_there_is_silence),
	    CASE(the_room_is_its_quietest_moment),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
