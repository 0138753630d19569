/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_listener.c - the ear's thread: ring in, letters out.
 */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "fault.h"
#include "listener.h"
#include "mailbox.h"
#include "resample.h"
#include "ring.h"
#include "spoken.h"

enum { RING_ITEMS = 1 << 18, PATIENCE_MS = 60000, QUIET_MS = 1500 };

/* A microphone, its listener and main's mailbox. */
struct stage {
	struct ring ring;
	struct mailbox *mailbox;
	struct listener *listener;
	int16_t items[RING_ITEMS];
};

static struct stage *open_stage(const char *model, int hz)
{
	struct fault why;
	struct stage *stage = calloc(1, sizeof *stage);
	assert_non_null(stage);
	ring_init(&stage->ring, stage->items, sizeof stage->items[0], RING_ITEMS);
	stage->mailbox = mailbox_open(&why);
	assert_non_null(stage->mailbox);
	stage->listener = listener_start(model, &stage->ring, hz, NULL, stage->mailbox, &why);
	assert_non_null(stage->listener);
	return stage;
}

static void close_stage(struct stage *stage)
{
	listener_stop(stage->listener);
	mailbox_close(stage->mailbox);
	free(stage);
}

static int set_up(void **state)
{
	*state = open_stage(NULL, EAR_HZ);
	return 0;
}

static int tear_down(void **state)
{
	close_stage(*state);
	return 0;
}

/* True when a letter came in time. */
static bool letter_within(struct stage *stage, int ms, struct letter *letter)
{
	struct pollfd wait = {.fd = mailbox_fd(stage->mailbox), .events = POLLIN};
	return poll(&wait, 1, ms) == 1 && mailbox_take(stage->mailbox, letter);
}

static void put(struct stage *stage, const struct sound *sound)
{
	assert_int_equal(ring_write_many(&stage->ring, sound->sample, sound->count), sound->count);
}

static void say(struct stage *stage, const char *words)
{
	struct sound sound = spoken("rms", words);
	put(stage, &sound);
	sound_free(&sound);
}

static void say_nothing(struct stage *stage, double seconds)
{
	struct sound silence = {.count = (size_t)(seconds * EAR_HZ)};
	silence.sample = calloc(silence.count, sizeof *silence.sample);
	assert_non_null(silence.sample);
	put(stage, &silence);
	sound_free(&silence);
}

/* "stop" is told in every context: once it is, the ear has heard all that came before. */
static void wait_until_heard(struct stage *stage)
{
	struct letter letter;
	say(stage, "stop");
	assert_true(letter_within(stage, PATIENCE_MS, &letter));
	assert_int_equal(letter.kind, LETTER_HEARD);
	assert_int_equal(letter.intent.kind, INTENT_STOP);
}

static void ask(struct stage *stage, enum listen_context context)
{
	listener_hear(stage->listener, context);
}

static void assert_number(const struct letter *letter, int value)
{
	assert_int_equal(letter->kind, LETTER_HEARD);
	assert_int_equal(letter->intent.kind, INTENT_NUMBER);
	assert_int_equal(letter->intent.value, value);
	assert_int_equal(letter->intent.source, SOURCE_VOICE);
}

static void a_spoken_number_comes_as_a_letter(void **state)
{
	struct letter letter;
	ask(*state, LISTEN_NUMBER);
	say(*state, "seven");
	assert_true(letter_within(*state, PATIENCE_MS, &letter));
	assert_number(&letter, 7);
	assert_true(letter.confidence > 0.0F && letter.confidence <= 1.0F);
	assert_false(letter_within(*state, QUIET_MS, &letter));
}

static void a_microphone_of_another_rate_is_heard(void **state)
{
	struct fault why;
	struct letter letter;
	size_t count = 0;
	struct stage *stage = open_stage(NULL, 48000);
	struct sound sound = spoken("rms", "three");
	(void)state;
	listener_hear(stage->listener, LISTEN_NUMBER);
	struct sound fast = {
	    .sample = resample_all(sound.sample, sound.count, EAR_HZ, 48000, &count, &why)};
	fast.count = count;
	assert_non_null(fast.sample);
	put(stage, &fast);
	assert_true(letter_within(stage, PATIENCE_MS, &letter));
	assert_number(&letter, 3);
	sound_free(&sound);
	sound_free(&fast);
	close_stage(stage);
}

static void it_starts_with_what_halts_only(void **state)
{
	struct letter letter;
	say(*state, "seven");
	wait_until_heard(*state);
	assert_false(letter_within(*state, QUIET_MS, &letter));
}

static void an_answer_just_before_its_question_is_heard(void **state)
{
	struct letter letter;
	wait_until_heard(*state);
	/* the question opens while the number is on its way to the ear */
	say(*state, "seven");
	ask(*state, LISTEN_NUMBER);
	assert_true(letter_within(*state, PATIENCE_MS, &letter));
	assert_number(&letter, 7);
}

static void what_was_said_long_before_the_question_is_no_answer(void **state)
{
	struct letter letter;
	say(*state, "seven");
	wait_until_heard(*state);
	say_nothing(*state, 1.5);
	ask(*state, LISTEN_NUMBER);
	say(*state, "two");
	assert_true(letter_within(*state, PATIENCE_MS, &letter));
	assert_number(&letter, 2);
	assert_false(letter_within(*state, QUIET_MS, &letter));
}

static void no_number_is_taken_once_its_question_is_closed(void **state)
{
	struct letter letter;
	ask(*state, LISTEN_NUMBER);
	wait_until_heard(*state);
	ask(*state, LISTEN_OVER);
	say(*state, "seven");
	wait_until_heard(*state);
	assert_false(letter_within(*state, QUIET_MS, &letter));
}

static void a_doubt_without_a_question_is_not_told(void **state)
{
	struct letter letter;
	ask(*state, LISTEN_ANY);
	say(*state, "three");
	wait_until_heard(*state);
	assert_false(letter_within(*state, QUIET_MS, &letter));
}

static void the_context_changes_with_the_question(void **state)
{
	struct letter letter;
	ask(*state, LISTEN_NUMBER);
	ask(*state, LISTEN_YESNO);
	say(*state, "yes");
	assert_true(letter_within(*state, PATIENCE_MS, &letter));
	assert_int_equal(letter.intent.kind, INTENT_YES);
}

static void a_doubt_comes_as_unclear(void **state)
{
	struct letter letter;
	ask(*state, LISTEN_YESNO);
	say(*state, "three");
	assert_true(letter_within(*state, PATIENCE_MS, &letter));
	assert_int_equal(letter.kind, LETTER_HEARD);
	assert_int_equal(letter.intent.kind, INTENT_UNCLEAR);
}

static void a_missing_model_is_told_by_one_letter(void **state)
{
	struct letter letter;
	struct stage *stage = open_stage("/nowhere", EAR_HZ);
	(void)state;
	assert_true(letter_within(stage, PATIENCE_MS, &letter));
	assert_int_equal(letter.kind, LETTER_EAR);
	assert_non_null(strstr(letter.text, "pocketsphinx-en-us"));
	/* a listener without an ear can be spoken to all the same */
	listener_hear(stage->listener, LISTEN_NUMBER);
	assert_false(letter_within(stage, 200, &letter));
	close_stage(stage);
}

static void a_rate_that_no_microphone_has_is_refused(void **state)
{
	struct fault why;
	struct stage *stage = *state;
	assert_null(listener_start(NULL, &stage->ring, 7, NULL, stage->mailbox, &why));
	assert_int_equal(why.code, FAULT_INPUT);
}

static void it_stops_at_any_time(void **state)
{
	(void)state;
	for (int i = 0; i < 6; i++) {
		struct stage *stage = open_stage(NULL, EAR_HZ);
		if (i >= 2)
			listener_hear(stage->listener, LISTEN_ANY);
		if (i >= 4)
			say(stage, "stop");
		close_stage(stage);
	}
}

static void stopping_nothing_is_no_mistake(void **state)
{
	(void)state;
	listener_stop(NULL);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(a_spoken_number_comes_as_a_letter),
	    cmocka_unit_test(a_microphone_of_another_rate_is_heard),
	    CASE(it_starts_with_what_halts_only),
	    CASE(an_answer_just_before_its_question_is_heard),
	    CASE(what_was_said_long_before_the_question_is_no_answer),
	    CASE(no_number_is_taken_once_its_question_is_closed),
	    CASE(a_doubt_without_a_question_is_not_told),
	    CASE(the_context_changes_with_the_question),
	    CASE(a_doubt_comes_as_unclear),
	    cmocka_unit_test(a_missing_model_is_told_by_one_letter),
	    CASE(a_rate_that_no_microphone_has_is_refused),
	    cmocka_unit_test(it_stops_at_any_time),
	    cmocka_unit_test(stopping_nothing_is_no_mistake),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
