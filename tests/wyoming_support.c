/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wyoming_support.c - a client, a server and a sound for the tests of the speech server. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "fault.h"
#include "wyoming_support.h"

int16_t hum[2 * SECOND];
long hum_sum;

int make_hum(void **state)
{
	(void)state;
	for (int i = 0; i < 2 * SECOND; i++) {
		hum[i] = (int16_t)(i % 641 * 101 - 32000);
		hum_sum += hum[i];
	}
	return 0;
}

int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct wyoming *open_client(const char *host, int port)
{
	struct fault why;
	struct wyoming *client = wyoming_open(host, port, &why);
	assert_non_null(client);
	return client;
}

enum wyoming_result ask(struct wyoming *client, int timeout_ms, char text[WYOMING_TEXT])
{
	return wyoming_transcribe(client, hum, 2 * SECOND, timeout_ms, text);
}

void assert_understands(struct wyoming *client, const char *expected)
{
	char text[WYOMING_TEXT];
	enum wyoming_result result = ask(client, PATIENT_MS, text);
	if (result != WYOMING_HEARD)
		fail_msg("\"%s\" was not understood: %s", expected, wyoming_why(client));
	assert_string_equal(text, expected);
}

struct server *serve(enum server_manner manner, const char *text)
{
	struct server_plan plan = {.manner = manner, .text = text, .late_ms = 2 * SHORT_MS};
	return server_start(0, &plan);
}

void change(struct server *server, enum server_manner manner, const char *text)
{
	struct server_plan plan = {.manner = manner, .text = text, .late_ms = 2 * SHORT_MS};
	server_change(server, &plan);
}

/* The result, and that it came after timeout_ms and not much later. */
void assert_gives_up(struct wyoming *client, enum wyoming_result expected)
{
	char text[WYOMING_TEXT] = "nine";
	int64_t start = now_ms();
	enum wyoming_result result = ask(client, SHORT_MS, text);
	int64_t took = now_ms() - start;
	if (result != expected)
		fail_msg("result %d instead of %d: %s", (int)result, (int)expected,
			 wyoming_why(client));
	assert_true(took >= SHORT_MS);
	assert_true(took < SHORT_MS + SLACK_MS);
	assert_string_equal(text, "");
}

void assert_fault_at_once(struct wyoming *client, const char *about)
{
	char text[WYOMING_TEXT] = "nine";
	int64_t start = now_ms();
	enum wyoming_result result = ask(client, PATIENT_MS, text);
	if (result != WYOMING_FAULT)
		fail_msg("%s: result %d", about, (int)result);
	assert_true(now_ms() - start < SLACK_MS);
	assert_string_equal(text, "");
	assert_true(strlen(wyoming_why(client)) > 10);
}
