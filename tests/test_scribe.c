/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scribe.c - the lines of a played session, and the rests that wait for them. */
#include "scribe.h"

#include "opening.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "session_support.h"

enum { LINES = 200, LATER_MS = 60000 };

/* A session of the calm routine: three exercises of one set. */
struct desk {
	struct play *play;
	struct opening opening;
	struct scribe scribe;
	int taken; /* effects */
	int count;
	struct line line[LINES];
};

static struct desk desk;

static int setup(void **state)
{
	memset(&desk, 0, sizeof desk);
	desk.play = play_new();
	desk.opening.flare = MARKS;
	*state = &desk;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	play_free(desk.play);
	return 0;
}

static uint64_t keep(void *context, const struct line *line)
{
	(void)context;
	assert_true(desk.count < LINES);
	desk.line[desk.count++] = *line;
	return (uint64_t)desk.count;
}

static void begin(void)
{
	struct play *play = desk.play;
	play_event(play, EVENT_BEGIN);
	scribe_begin(&desk.scribe, &desk.opening, &play->s, &play->plan, keep, NULL);
}

static void take(void)
{
	for (; desk.taken < desk.play->count; desk.taken++)
		scribe_effect(&desk.scribe, &desk.play->trail[desk.taken]);
}

static void start(void)
{
	play_to_question(desk.play, QUESTION_READY);
	play_key(desk.play, "ready");
	play_to_question(desk.play, QUESTION_START);
	play_key(desk.play, "2");
}

static int tally(enum line_kind kind)
{
	int count = 0;
	for (int i = 0; i < desk.count; i++)
		count += desk.line[i].kind == kind;
	return count;
}

/* A stop for pain: S1. */
static void stop_for_pain(void)
{
	start();
	take();
	play_to_question(desk.play, QUESTION_EXERCISE);
	take();
	play_key(desk.play, "8");
	take();
}

static void the_session_comes_first_and_its_end_with_the_last_words(void **state)
{
	(void)state;
	begin();
	assert_int_equal(desk.line[0].kind, LINE_SESSION);
	stop_for_pain();
	assert_int_equal(desk.play->s.state, STATE_CLOSING);
	assert_int_equal(desk.line[desk.count - 1].kind, LINE_END);
	assert_int_equal(desk.line[desk.count - 1].result, RESULT_PAIN);
	play_to(desk.play, STATE_OVER);
	take();
	scribe_lost(&desk.scribe);
	assert_int_equal(tally(LINE_END), 1);
}

/* The start pain and the answer that stopped it, each before what it led to. */
static void an_answer_stands_before_its_decision(void **state)
{
	(void)state;
	begin();
	stop_for_pain();
	int decisions = 0;
	for (int i = 0; i < desk.count; i++) {
		/* the gate and the verdict; P rows say how a number came in */
		if (desk.line[i].kind != LINE_DECISION || desk.line[i].decision.row > ROW_S6)
			continue;
		decisions++;
		int before = i;
		while (before >= 0 && desk.line[before].kind != LINE_CHECKIN)
			before--;
		assert_true(before >= 0);
		assert_int_equal(desk.line[before].checkin.accepted, desk.line[i].decision.pain);
		assert_int_equal(desk.line[before].at_ms, desk.line[i].at_ms);
		assert_int_equal(desk.line[before].checkin.source, BY_KEY);
	}
	assert_int_equal(decisions, 2);
}

static void what_was_planned_and_not_reached_is_told_at_the_end(void **state)
{
	(void)state;
	begin();
	stop_for_pain();
	bool told[3] = {false};
	for (int i = 0; i < desk.count; i++)
		if (desk.line[i].kind == LINE_EXERCISE)
			told[desk.line[i].exercise.place] = true;
	assert_true(told[0] && told[1] && told[2]);
}

static void a_clock_that_was_set_makes_it_doubtful_once(void **state)
{
	(void)state;
	begin();
	struct stamp now = desk.opening.now;
	now.utc_s += 60;
	scribe_time(&desk.scribe, &now);
	assert_int_equal(desk.count, 1);
	now.utc_s += 365 * 86400;
	now.doubtful = true;
	scribe_time(&desk.scribe, &now);
	scribe_time(&desk.scribe, &now);
	assert_int_equal(desk.count, 2);
	assert_int_equal(desk.line[1].kind, LINE_SESSION);
	assert_string_equal(desk.line[1].uid, desk.line[0].uid);
	assert_true(desk.line[1].at.doubtful);
	assert_true(desk.scribe.record.past.doubtful);
}

static void without_a_device_it_is_over_without_its_own_end(void **state)
{
	(void)state;
	begin();
	scribe_lost(&desk.scribe);
	assert_int_equal(desk.line[1].kind, LINE_END);
	assert_int_equal(desk.line[1].result, RESULT_LOST);
}

/* --- the rest waits ---------------------------------------------------------- */

static void a_rest_goes_on_until_all_is_written(void **state)
{
	struct session *s = &((struct desk *)*state)->play->s;
	play_start(desk.play, "2");
	play_to_phase(desk.play, PHASE_SETTLE);
	int64_t until_ms = s->deadline_ms + LATER_MS;
	assert_true(session_hold(s, until_ms));
	assert_int_equal(s->deadline_ms, until_ms);
	/* not shorter */
	assert_true(session_hold(s, until_ms - 1));
	assert_int_equal(s->deadline_ms, until_ms);
	int from = desk.play->count;
	play_to_phase(desk.play, PHASE_COUNTDOWN);
	assert_true(s->now_ms >= until_ms);
	int tone = play_find(desk.play, from, EFFECT_TONE);
	assert_true(desk.play->trail[tone].at_ms >= until_ms);
}

static void nothing_else_is_held_up(void **state)
{
	struct session *s = &((struct desk *)*state)->play->s;
	play_event(desk.play, EVENT_BEGIN);
	assert_false(session_hold(s, LATER_MS));
	start();
	play_to_phase(desk.play, PHASE_COUNTDOWN);
	assert_false(session_hold(s, s->now_ms + LATER_MS));
	play_to(desk.play, STATE_WORK);
	assert_false(session_hold(s, s->now_ms + LATER_MS));
	play_to_question(desk.play, QUESTION_EXERCISE);
	assert_false(session_hold(s, s->now_ms + LATER_MS));
}

static void a_stop_is_never_held_up(void **state)
{
	struct session *s = &((struct desk *)*state)->play->s;
	play_start(desk.play, "2");
	play_to_phase(desk.play, PHASE_SETTLE);
	session_hold(s, s->now_ms + LATER_MS);
	int64_t now_ms = s->now_ms;
	play_key(desk.play, "stop");
	assert_true(s->ended);
	assert_int_equal(s->now_ms, now_ms);
}

static void what_cannot_be_read_is_said_once(void **state)
{
	struct play *play = ((struct desk *)*state)->play;
	play->start.no_history = true;
	play_event(play, EVENT_BEGIN);
	int at = play_find_cue(play, 0, CUE_NO_HISTORY);
	assert_true(at > 0);
	assert_int_equal(play_find_cue(play, at + 1, CUE_NO_HISTORY), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_session_comes_first_and_its_end_with_the_last_words),
	    TEST(an_answer_stands_before_its_decision),
	    TEST(what_was_planned_and_not_reached_is_told_at_the_end),
	    TEST(a_clock_that_was_set_makes_it_doubtful_once),
	    TEST(without_a_device_it_is_over_without_its_own_end),
	    TEST(a_rest_goes_on_until_all_is_written),
	    TEST(nothing_else_is_held_up),
	    TEST(a_stop_is_never_held_up),
	    TEST(what_cannot_be_read_is_said_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
