/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wyoming_server.h - a small Wyoming server on 127.0.0.1 for tests, with faults on request.
 *
 * It checks what it is asked by reading it byte for byte with a reader of its own.
 * Threads: all functions from the test's thread; the server has its own.
 */
#ifndef TESTS_WYOMING_SERVER_H
#define TESTS_WYOMING_SERVER_H

#include "wyoming_manner.h"

#include <stdbool.h>
#include <stddef.h>

struct server;

/* Starts on any free port; port 0, or this one. Fails the test when it cannot. */
struct server *server_start(int port, const struct server_plan *plan);
int server_port(const struct server *server);

/* From the next question on. The texts must live as long as the server. */
void server_change(struct server *server, const struct server_plan *plan);

/* So far: connections taken, questions heard to their end, samples in the last one and their sum,
 * and whether anything was not as the protocol wants it. */
int server_connections(struct server *server);
int server_questions(struct server *server);
size_t server_samples(struct server *server);
long server_sum(struct server *server);
bool server_is_content(struct server *server);

void server_stop(struct server *server);

#endif
