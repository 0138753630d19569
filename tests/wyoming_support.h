/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wyoming_support.h - a client, a server and a sound for the tests of the speech server.
 *
 * Times are those of the monotonic clock. A bound from below is exact; one
 * from above has SLACK_MS to spare, for a machine that is busy.
 */
#ifndef TESTS_WYOMING_SUPPORT_H
#define TESTS_WYOMING_SUPPORT_H

#include "wyoming.h"
#include "wyoming_server.h"

#include <stdint.h>

enum { SECOND = 16000, PATIENT_MS = 5000, SHORT_MS = 200, SLACK_MS = 600, NOTHING_MS = 40 };

/* A hum to be understood as something; its sum tells that it came over whole. */
extern int16_t hum[2 * SECOND];
extern long hum_sum;

/* For cmocka's group setup. */
int make_hum(void **state);

int64_t now_ms(void);

struct wyoming *open_client(const char *host, int port);

/* A server of 127.0.0.1; its text from the next question on. */
struct server *serve(enum server_manner manner, const char *text);
void change(struct server *server, enum server_manner manner, const char *text);

/* Ask about the sound. */
enum wyoming_result ask(struct wyoming *client, int timeout_ms, char text[WYOMING_TEXT]);

void assert_understands(struct wyoming *client, const char *expected);

/* The result, and that it came after SHORT_MS and not much later. */
void assert_gives_up(struct wyoming *client, enum wyoming_result expected);

void assert_fault_at_once(struct wyoming *client, const char *about);

#endif
