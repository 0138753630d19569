/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_listener_consult.c - the ear's thread with a speech server beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "ear_engine.h"
#include "fault.h"
#include "mailbox.h"
#include "ring.h"
#include "spoken.h"
#include "wyoming_ports.h"
#include "wyoming_support.h"

enum { RING_ITEMS = 1 << 18, WAIT_MS = 60000, PIECE = 320 };

struct stage {
	struct ring ring;
	struct mailbox *mailbox;
	struct listener *listener;
	int16_t items[RING_ITEMS];
};

static struct stage *open_stage(int port)
{
	struct fault why;
	struct stage *stage = calloc(1, sizeof *stage);
	struct engine *engine = engine_open("127.0.0.1", port, &why);
	assert_non_null(stage);
	assert_non_null(engine);
	ring_init(&stage->ring, stage->items, sizeof stage->items[0], RING_ITEMS);
	stage->mailbox = mailbox_open(&why);
	assert_non_null(stage->mailbox);
	stage->listener = listener_start(NULL, &stage->ring, EAR_HZ, NULL, stage->mailbox, &why);
	assert_non_null(stage->listener);
	listener_consult(stage->listener, engine);
	return stage;
}

static void close_stage(struct stage *stage)
{
	listener_stop(stage->listener);
	mailbox_close(stage->mailbox);
	free(stage);
}

/* A microphone always gives something, here the quiet behind the words, in real time. */
static bool give_room(struct stage *stage)
{
	static int16_t room[PIECE];
	const struct timespec nap = {.tv_nsec = 20000000};
	for (int i = 0; i < PIECE; i++)
		room[i] = (int16_t)(rand() % 21 - 10);
	nanosleep(&nap, NULL);
	return ring_count(&stage->ring) > RING_ITEMS / 2 ||
	       ring_write_many(&stage->ring, room, PIECE) == PIECE;
}

/* The ear's thread has its model once it takes what the microphone gives. */
static void wait_until_ready(struct stage *stage)
{
	for (int i = 0; i < 20; i++)
		assert_true(give_room(stage));
	for (int64_t start = now_ms(); ring_count(&stage->ring) > 0;) {
		const struct timespec nap = {.tv_nsec = 5000000};
		nanosleep(&nap, NULL);
		assert_true(now_ms() - start < WAIT_MS);
	}
}

static void say(struct stage *stage, const char *words)
{
	struct sound sound = spoken("rms", words);
	assert_int_equal(ring_write_many(&stage->ring, sound.sample, sound.count), sound.count);
	sound_free(&sound);
}

/* The next letter of this kind. */
static struct letter letter_of(struct stage *stage, enum letter_kind kind)
{
	struct letter letter = {.kind = kind};
	int64_t start = now_ms();
	while (now_ms() - start < WAIT_MS) {
		if (mailbox_take(stage->mailbox, &letter) && letter.kind == kind)
			return letter;
		assert_true(give_room(stage));
	}
	fail_msg("no letter came");
	return letter;
}

static void an_answer_comes_with_the_servers_word_in_it(void **state)
{
	struct server *server = serve(SERVER_WELL, "Three.");
	struct stage *stage = open_stage(server_port(server));
	(void)state;
	wait_until_ready(stage);
	listener_hear(stage->listener, LISTEN_NUMBER);
	say(stage, "three");
	struct letter letter = letter_of(stage, LETTER_HEARD);
	assert_int_equal(letter.intent.kind, INTENT_NUMBER);
	assert_int_equal(letter.intent.value, 3);
	assert_int_equal(server_questions(server), 1);
	change(server, SERVER_WELL, "Two.");
	say(stage, "three");
	assert_int_equal(letter_of(stage, LETTER_HEARD).intent.kind, INTENT_UNCLEAR);
	close_stage(stage);
	server_stop(server);
}

static void without_the_server_the_answer_comes_all_the_same(void **state)
{
	struct stage *stage = open_stage(closed_port());
	(void)state;
	wait_until_ready(stage);
	listener_hear(stage->listener, LISTEN_NUMBER);
	say(stage, "three");
	assert_int_equal(letter_of(stage, LETTER_HEARD).intent.value, 3);
	assert_non_null(strstr(letter_of(stage, LETTER_EAR).text, "goes on alone"));
	close_stage(stage);
}

static void closing_does_not_wait_for_the_server(void **state)
{
	struct server *server = serve(SERVER_MUTE, "");
	struct stage *stage = open_stage(server_port(server));
	(void)state;
	wait_until_ready(stage);
	listener_hear(stage->listener, LISTEN_NUMBER);
	say(stage, "three");
	for (int64_t start = now_ms(); server_questions(server) == 0;) {
		assert_true(give_room(stage));
		assert_true(now_ms() - start < WAIT_MS);
	}
	close_stage(stage);
	server_stop(server);
}

static void it_closes_before_it_has_begun(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++)
		close_stage(open_stage(closed_port()));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_answer_comes_with_the_servers_word_in_it),
	    cmocka_unit_test(without_the_server_the_answer_comes_all_the_same),
	    cmocka_unit_test(closing_does_not_wait_for_the_server),
	    cmocka_unit_test(it_closes_before_it_has_begun),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
