/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_wyoming_away.c - a speech server that is away, comes back, has a name that hangs; the end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <netdb.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "wyoming_ports.h"
#include "wyoming_support.h"

/* --- being left alone, and coming back --------------------------------- */

static void assert_left_alone(struct wyoming *client)
{
	char text[WYOMING_TEXT];
	int64_t start = now_ms();
	for (int i = 0; i < 20; i++)
		assert_int_equal(ask(client, PATIENT_MS, text), WYOMING_FAULT);
	assert_true(now_ms() - start < 20 * NOTHING_MS);
}

static void a_dead_server_costs_nothing_and_is_found_when_it_is_back(void **state)
{
	const struct timespec nap = {.tv_nsec = 20000000};
	struct server_plan plan = {.manner = SERVER_WELL, .text = "five"};
	int port = closed_port();
	struct wyoming *client = open_client("127.0.0.1", port);
	char text[WYOMING_TEXT];
	int64_t start = now_ms();
	(void)state;
	assert_fault_at_once(client, "nobody");
	assert_left_alone(client);
	struct server *server = server_start(port, &plan);
	while (ask(client, PATIENT_MS, text) != WYOMING_HEARD) {
		assert_true(now_ms() - start < WYOMING_REST_MS + SLACK_MS);
		nanosleep(&nap, NULL);
	}
	assert_true(now_ms() - start >= WYOMING_REST_MS);
	assert_string_equal(text, "five");
	wyoming_close(client);
	server_stop(server);
}

static void a_server_that_is_late_twice_is_left_alone(void **state)
{
	struct server *server = serve(SERVER_MUTE, "");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	assert_gives_up(client, WYOMING_LATE);
	change(server, SERVER_WELL, "one");
	assert_understands(client, "one");
	change(server, SERVER_MUTE, "");
	assert_gives_up(client, WYOMING_LATE);
	assert_gives_up(client, WYOMING_LATE);
	assert_left_alone(client);
	wyoming_close(client);
	server_stop(server);
}

/* It was restarted: the old connection ends, a new one is made within the same question. */
static void a_restarted_server_costs_no_answer(void **state)
{
	struct server_plan plan = {.manner = SERVER_WELL, .text = "four"};
	struct server *server = server_start(0, &plan);
	int port = server_port(server);
	struct wyoming *client = open_client("127.0.0.1", port);
	(void)state;
	assert_understands(client, "four");
	server_stop(server);
	server = server_start(port, &plan);
	assert_understands(client, "four");
	wyoming_close(client);
	server_stop(server);
}

/* The kept connection ends only after the question was sent. */
static void an_old_connection_that_ends_is_tried_anew(void **state)
{
	struct server *server = serve(SERVER_WELL, "four");
	struct wyoming *client = open_client("127.0.0.1", server_port(server));
	(void)state;
	assert_understands(client, "four");
	change(server, SERVER_CLOSES_EARLY, "");
	assert_fault_at_once(client, "closes twice");
	assert_int_equal(server_connections(server), 2);
	assert_int_equal(server_questions(server), 3);
	wyoming_close(client);
	server_stop(server);
}

/* --- names that hang --------------------------------------------------- */

int __real_getaddrinfo(const char *host, const char *port, const struct addrinfo *wanted,
		       struct addrinfo **found);
int __wrap_getaddrinfo(const char *host, const char *port, const struct addrinfo *wanted,
		       struct addrinfo **found);

static pthread_mutex_t resolver = PTHREAD_MUTEX_INITIALIZER; /* held: "slow.test" hangs */
static int lookups_over, lookups_begun;			     /* under a lock of their own */
static pthread_mutex_t counts = PTHREAD_MUTEX_INITIALIZER;

static void count_up(int *what)
{
	pthread_mutex_lock(&counts);
	(*what)++;
	pthread_mutex_unlock(&counts);
}

static int count_of(const int *what)
{
	pthread_mutex_lock(&counts);
	int count = *what;
	pthread_mutex_unlock(&counts);
	return count;
}

/* The linker puts this in the place of the system's. */
int __wrap_getaddrinfo(const char *host, const char *port, const struct addrinfo *wanted,
		       struct addrinfo **found)
{
	if (strcmp(host, "slow.test") != 0 || (wanted->ai_flags & AI_NUMERICHOST) != 0)
		return __real_getaddrinfo(host, port, wanted, found);
	count_up(&lookups_begun);
	pthread_mutex_lock(&resolver);
	pthread_mutex_unlock(&resolver);
	int error = __real_getaddrinfo("127.0.0.1", port, wanted, found);
	count_up(&lookups_over);
	return error;
}

static void wait_for_lookups(int count)
{
	const struct timespec nap = {.tv_nsec = 2000000};
	int64_t start = now_ms();
	while (count_of(&lookups_over) < count) {
		assert_true(now_ms() - start < PATIENT_MS);
		nanosleep(&nap, NULL);
	}
}

static void a_name_that_hangs_holds_up_nothing(void **state)
{
	const struct timespec nap = {.tv_nsec = 20000000};
	char text[WYOMING_TEXT];
	struct server *server = serve(SERVER_WELL, "five");
	struct wyoming *client = open_client("slow.test", server_port(server));
	(void)state;
	lookups_begun = lookups_over = 0;
	pthread_mutex_lock(&resolver);
	int64_t start = now_ms();
	assert_gives_up(client, WYOMING_FAULT);
	assert_string_equal(wyoming_why(client), "its name takes too long to look up");
	/* the answer that comes after all serves the next question */
	pthread_mutex_unlock(&resolver);
	while (ask(client, PATIENT_MS, text) != WYOMING_HEARD) {
		assert_true(now_ms() - start < SHORT_MS + WYOMING_REST_MS + 2 * SLACK_MS);
		nanosleep(&nap, NULL);
	}
	assert_string_equal(text, "five");
	assert_int_equal(count_of(&lookups_begun), 1);
	wyoming_close(client);
	server_stop(server);
}

static void closing_does_not_wait_for_a_name(void **state)
{
	struct wyoming *client = open_client("slow.test", 1);
	(void)state;
	lookups_begun = lookups_over = 0;
	pthread_mutex_lock(&resolver);
	assert_true(wyoming_ask(client, hum, SECOND, PATIENT_MS));
	int64_t start = now_ms();
	wyoming_close(client);
	assert_true(now_ms() - start < SLACK_MS);
	pthread_mutex_unlock(&resolver);
	wait_for_lookups(1);
}

static void a_name_that_does_not_exist_is_a_fault(void **state)
{
	char text[WYOMING_TEXT];
	struct wyoming *client = open_client("no such name", 1);
	(void)state;
	assert_int_equal(ask(client, PATIENT_MS, text), WYOMING_FAULT);
	assert_true(strlen(wyoming_why(client)) > 5);
	wyoming_close(client);
}

/* --- the end ----------------------------------------------------------- */

struct canceller {
	struct wyoming *client;
	int after_ms;
};

static void *cancel(void *context)
{
	struct canceller *c = context;
	const struct timespec nap = {.tv_nsec = c->after_ms * 1000000L};
	nanosleep(&nap, NULL);
	wyoming_cancel(c->client);
	return NULL;
}

static void cancelling_ends_a_wait_at_once(void **state)
{
	char text[WYOMING_TEXT];
	struct wall *wall = wall_build();
	struct server *server = serve(SERVER_MUTE, "");
	int ports[] = {wall_port(wall), server_port(server)};
	(void)state;
	for (int i = 0; i < 6; i++) {
		pthread_t thread;
		struct canceller c = {open_client("127.0.0.1", ports[i % 2]), i * 20};
		int64_t start = now_ms();
		assert_int_equal(pthread_create(&thread, NULL, cancel, &c), 0);
		assert_int_equal(ask(c.client, PATIENT_MS, text), WYOMING_FAULT);
		assert_true(now_ms() - start < i * 20 + SLACK_MS);
		assert_int_equal(ask(c.client, PATIENT_MS, text), WYOMING_FAULT);
		pthread_join(thread, NULL);
		wyoming_close(c.client);
	}
	server_stop(server);
	wall_raze(wall);
}

static void closing_nothing_is_no_mistake(void **state)
{
	(void)state;
	wyoming_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_dead_server_costs_nothing_and_is_found_when_it_is_back),
	    cmocka_unit_test(a_server_that_is_late_twice_is_left_alone),
	    cmocka_unit_test(a_restarted_server_costs_no_answer),
	    cmocka_unit_test(an_old_connection_that_ends_is_tried_anew),
	    cmocka_unit_test(a_name_that_hangs_holds_up_nothing),
	    cmocka_unit_test(closing_does_not_wait_for_a_name),
	    cmocka_unit_test(a_name_that_does_not_exist_is_a_fault),
	    cmocka_unit_test(cancelling_ends_a_wait_at_once),
	    cmocka_unit_test(closing_nothing_is_no_mistake),
	};
	return cmocka_run_group_tests(tests, make_hum, NULL);
}
