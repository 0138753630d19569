/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_wyoming.c - a speech server that answers, that is late, that talks nonsense. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include <cmocka.h>

#include "wyoming_ports.h"
#include "wyoming_support.h"

/* --- a good server ----------------------------------------------------- */

static void it_answers_and_the_sound_arrives_whole(void **state)
{
	struct server *server = serve(SERVER_WELL, "seven");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	assert_understands(client, "seven");
	assert_int_equal(server_samples(server), 2 * SECOND);
	assert_int_equal(server_sum(server), hum_sum);
	assert_true(server_is_content(server));
	wyoming_close(client);
	server_stop(server);
}

static void the_connection_is_kept_between_answers(void **state)
{
	struct server *server = serve(SERVER_WELL, "two");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	for (int i = 0; i < 5; i++)
		assert_understands(client, "two");
	assert_int_equal(server_connections(server), 1);
	assert_int_equal(server_questions(server), 5);
	assert_true(server_is_content(server));
	wyoming_close(client);
	server_stop(server);
}

static void a_server_that_closes_after_each_answer_is_no_fault(void **state)
{
	struct server *server = serve(SERVER_CLOSES_AFTER, "three");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	for (int i = 0; i < 5; i++)
		assert_understands(client, "three");
	assert_int_equal(server_connections(server), 5);
	wyoming_close(client);
	server_stop(server);
}

static void bytes_one_by_one_make_the_same_answer(void **state)
{
	struct server *server = serve(SERVER_BYTEWISE, "nine");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	assert_understands(client, "nine");
	assert_understands(client, "nine");
	wyoming_close(client);
	server_stop(server);
}

static void other_events_are_passed_over(void **state)
{
	struct server *server = serve(SERVER_CHATTY, "six");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	for (int i = 0; i < 3; i++)
		assert_understands(client, "six");
	wyoming_close(client);
	server_stop(server);
}

static void the_question_does_not_wait_for_the_answer(void **state)
{
	char text[WYOMING_TEXT];
	struct server *server = serve(SERVER_LATE, "four");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	int64_t start = now_ms();
	int looks = 0;
	(void)state;
	assert_true(wyoming_ask(client, hum, 2 * SECOND, PATIENT_MS));
	assert_true(now_ms() - start < 30 + SLACK_MS);
	assert_int_equal(wyoming_poll(client, 0, text), WYOMING_WAITING);
	while (wyoming_poll(client, 10, text) == WYOMING_WAITING)
		looks++;
	assert_string_equal(text, "four");
	assert_true(looks > 3);
	wyoming_close(client);
	server_stop(server);
}

static void it_tells_its_name(void **state)
{
	char name[WYOMING_TEXT];
	struct server *server = serve(SERVER_WELL, "one");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	assert_int_equal(wyoming_describe(client, PATIENT_MS, name), WYOMING_HEARD);
	assert_string_equal(name, "test-hearer");
	assert_understands(client, "one");
	wyoming_close(client);
	server_stop(server);
}

static void a_name_is_plain_on_a_terminal(void **state)
{
	char name[WYOMING_TEXT];
	struct server *server = serve(
	    SERVER_RAW, "{\"type\":\"info\",\"data\":{\"asr\":[{\"name\":\"a\\u001b[2Jb\"}]}}\n");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	assert_int_equal(wyoming_describe(client, PATIENT_MS, name), WYOMING_HEARD);
	assert_string_equal(name, "a?[2Jb");
	wyoming_close(client);
	server_stop(server);
}

static void a_server_that_cannot_hear_has_no_name(void **state)
{
	char name[WYOMING_TEXT];
	struct server *server =
	    serve(SERVER_RAW, "{\"type\":\"info\",\"data\":{\"tts\":[{\"name\":\"mouth\"}]}}\n");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	assert_int_equal(wyoming_describe(client, PATIENT_MS, name), WYOMING_HEARD);
	assert_string_equal(name, "");
	wyoming_close(client);
	server_stop(server);
}

static void a_host_by_name_is_found(void **state)
{
	struct server *server = serve(SERVER_WELL, "ten");
	struct wyoming *client = open_client("localhost", server_port(server));
	(void)state;
	assert_understands(client, "ten");
	wyoming_close(client);
	server_stop(server);
}

/* --- no answer in time ------------------------------------------------- */

static void whoever_does_not_answer_in_time_is_late(void **state)
{
	static const enum server_manner slow[] = {SERVER_MUTE,	    SERVER_STUCK, SERVER_HALF_LINE,
						  SERVER_HALF_DATA, SERVER_LATE,  SERVER_INFO,
						  SERVER_FLOOD};
	(void)state;
	for (size_t i = 0; i < sizeof slow / sizeof slow[0]; i++) {
		struct server *server = serve(slow[i], "four");
		struct wyoming *client = open_client("127.0.0.1", server_port(server));
		assert_gives_up(client, WYOMING_LATE);
		assert_string_equal(wyoming_why(client), "it takes too long");
		wyoming_close(client);
		server_stop(server);
	}
}

static void a_connection_that_hangs_is_given_up(void **state)
{
	struct wall *wall = wall_build();
	struct wyoming *client = open_client("127.0.0.1", wall_port(wall));
	(void)state;
	assert_gives_up(client, WYOMING_FAULT);
	assert_string_equal(wyoming_why(client), "nobody answers at its address");
	wyoming_close(client);
	wall_raze(wall);
}

/* The next question must not get the answer of the last one. */
static void an_answer_that_came_too_late_is_nobodys(void **state)
{
	struct server *server = serve(SERVER_LATE, "eight");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	assert_gives_up(client, WYOMING_LATE);
	change(server, SERVER_WELL, "two");
	assert_understands(client, "two");
	wyoming_close(client);
	server_stop(server);
}

static void a_dropped_question_leaves_nothing_behind(void **state)
{
	char text[WYOMING_TEXT];
	struct server *server = serve(SERVER_LATE, "eight");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_true(wyoming_ask(client, hum, SECOND, PATIENT_MS));
		assert_int_equal(wyoming_poll(client, 20, text), WYOMING_WAITING);
		wyoming_drop(client);
	}
	change(server, SERVER_WELL, "two");
	assert_understands(client, "two");
	wyoming_close(client);
	server_stop(server);
}

/* --- a network that takes little at a time ----------------------------- */

ssize_t __real_send(int s, const void *bytes, size_t count, int flags);
ssize_t __wrap_send(int s, const void *bytes, size_t count, int flags);

enum { TRICKLE = 777 };

static int sends_left = -1; /* of the client, until nothing is taken any more; -1: no end */
static int sends;	    /* every other one is refused */
static bool trickles;

/* The linker puts this in the place of the system's; the server's own are those with DONTWAIT. */
ssize_t __wrap_send(int s, const void *bytes, size_t count, int flags)
{
	if (!trickles || (flags & MSG_DONTWAIT) != 0)
		return __real_send(s, bytes, count, flags);
	if (sends_left == 0 || ++sends % 2 == 0) {
		errno = EAGAIN;
		return -1;
	}
	sends_left -= sends_left > 0;
	return __real_send(s, bytes, count < TRICKLE ? count : TRICKLE, flags);
}

static void a_question_in_small_pieces_arrives_whole(void **state)
{
	struct server *server = serve(SERVER_WELL, "six");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	trickles = true;
	assert_understands(client, "six");
	trickles = false;
	assert_int_equal(server_samples(server), 2 * SECOND);
	assert_int_equal(server_sum(server), hum_sum);
	assert_true(server_is_content(server));
	wyoming_close(client);
	server_stop(server);
}

static void an_answer_before_the_question_is_a_fault(void **state)
{
	char text[WYOMING_TEXT];
	struct server *server = serve(SERVER_EAGER, "nine");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	trickles = true;
	sends_left = 3;
	assert_int_equal(ask(client, PATIENT_MS, text), WYOMING_FAULT);
	trickles = false;
	sends_left = -1;
	assert_string_equal(wyoming_why(client), "it answers before it was asked");
	wyoming_close(client);
	server_stop(server);
}

static void what_was_not_asked_is_no_answer(void **state)
{
	const struct timespec until_it_is_there = {.tv_nsec = 3 * SHORT_MS * 1000000L};
	struct server *server = serve(SERVER_TWICE, "nine");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	assert_understands(client, "nine");
	nanosleep(&until_it_is_there, NULL);
	change(server, SERVER_WELL, "one");
	assert_understands(client, "one");
	wyoming_close(client);
	server_stop(server);
}

/* --- nonsense ---------------------------------------------------------- */

static void nonsense_is_a_fault_at_once(void **state)
{
	static const char *const nonsense[] = {
	    "HTTP/1.1 400 Bad Request\r\n\r\n",
	    "\x16\x03\x01\x02\n",
	    "{\"type\":\"transcript\",\"data_length\":2147483648}\n",
	    "{\"type\":\"transcript\",\"payload_length\":2000000000}\n",
	    "{\"type\":\"transcript\",\"data_length\":-5}\n",
	    "{\"type\":\"transcript\",\"data_length\":4}\nfour",
	    "{\"type\":\"error\",\"data\":{\"text\":\"out of memory\"}}\n",
	};
	(void)state;
	for (size_t i = 0; i < sizeof nonsense / sizeof nonsense[0]; i++) {
		struct server *server = serve(SERVER_RAW, nonsense[i]);
		struct wyoming *client = open_client("127.0.0.1", server_port(server));
		assert_fault_at_once(client, nonsense[i]);
		wyoming_close(client);
		server_stop(server);
	}
}

static void an_end_instead_of_an_answer_is_a_fault(void **state)
{
	static const enum server_manner ends[] = {SERVER_CLOSES_EARLY, SERVER_CLOSES_MIDLINE};
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct server *server = serve(ends[i], "four");
		struct wyoming *client = open_client("127.0.0.1", server_port(server));
		assert_fault_at_once(client, "closes");
		wyoming_close(client);
		server_stop(server);
	}
}

static void a_line_without_an_end_is_a_fault(void **state)
{
	char *line = malloc(20001);
	assert_non_null(line);
	memset(line, 'x', 20000);
	line[20000] = '\0';
	struct server *server = serve(SERVER_RAW, line);
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	assert_fault_at_once(client, "no end");
	wyoming_close(client);
	server_stop(server);
	free(line);
}

static void nobody_there_is_a_fault_at_once(void **state)
{
	struct wyoming *client = open_client("127.0.0.1", closed_port());
	(void)state;
	assert_fault_at_once(client, "nobody");
	assert_string_equal(wyoming_why(client), "Connection refused");
	wyoming_close(client);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(it_answers_and_the_sound_arrives_whole),
	    cmocka_unit_test(the_connection_is_kept_between_answers),
	    cmocka_unit_test(a_server_that_closes_after_each_answer_is_no_fault),
	    cmocka_unit_test(bytes_one_by_one_make_the_same_answer),
	    cmocka_unit_test(other_events_are_passed_over),
	    cmocka_unit_test(the_question_does_not_wait_for_the_answer),
	    cmocka_unit_test(it_tells_its_name),
	    cmocka_unit_test(a_name_is_plain_on_a_terminal),
	    cmocka_unit_test(a_server_that_cannot_hear_has_no_name),
	    cmocka_unit_test(a_host_by_name_is_found),
	    cmocka_unit_test(whoever_does_not_answer_in_time_is_late),
	    cmocka_unit_test(a_connection_that_hangs_is_given_up),
	    cmocka_unit_test(an_answer_that_came_too_late_is_nobodys),
	    cmocka_unit_test(a_dropped_question_leaves_nothing_behind),
	    cmocka_unit_test(a_question_in_small_pieces_arrives_whole),
	    cmocka_unit_test(an_answer_before_the_question_is_a_fault),
	    cmocka_unit_test(what_was_not_asked_is_no_answer),
	    cmocka_unit_test(nonsense_is_a_fault_at_once),
	    cmocka_unit_test(an_end_instead_of_an_answer_is_a_fault),
	    cmocka_unit_test(a_line_without_an_end_is_a_fault),
	    cmocka_unit_test(nobody_there_is_a_fault_at_once),
	};
	return cmocka_run_group_tests(tests, make_hum, NULL);
}
