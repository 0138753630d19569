/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wyoming_server.c - a small Wyoming server on 127.0.0.1 for tests, with faults on request. */
#include "wyoming_server.h"

#include "wyoming_ports.h"

#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LINE = 1024, CHUNK_MOST = 1 << 16 };

struct server {
	int listener, port;
	int stop[2];
	pthread_t thread;

	pthread_mutex_t lock; /* guards what follows */
	struct server_plan plan;
	int connections, questions;
	size_t samples;
	long sum;
	bool content;

	size_t counted; /* of the thread only: of the question under way */
	long added;
	bool started;
};

/* --- bytes ------------------------------------------------------------- */

/* False when the server is to stop, or after ms without anything (-1: for ever). */
static bool ready(struct server *server, int s, int ms)
{
	struct pollfd wait[2] = {{.fd = s, .events = POLLIN},
				 {.fd = server->stop[0], .events = POLLIN}};
	return poll(wait, 2, ms) > 0 && wait[1].revents == 0;
}

static bool read_bytes(struct server *server, int s, char *bytes, size_t count)
{
	for (size_t done = 0; done < count;) {
		if (!ready(server, s, -1))
			return false;
		ssize_t got = recv(s, bytes + done, count - done, 0);
		if (got <= 0)
			return false;
		done += (size_t)got;
	}
	return true;
}

static bool read_line(struct server *server, int s, char line[LINE])
{
	for (size_t n = 0; n + 1 < LINE; n++) {
		if (!read_bytes(server, s, line + n, 1))
			return false;
		if (line[n] == '\n') {
			line[n] = '\0';
			return true;
		}
	}
	return false;
}

/* --- questions --------------------------------------------------------- */

static void complain(struct server *server, const char *about)
{
	fprintf(stderr, "the server is not content: %s\n", about);
	pthread_mutex_lock(&server->lock);
	server->content = false;
	pthread_mutex_unlock(&server->lock);
}

static struct server_plan plan_of(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	struct server_plan plan = server->plan;
	pthread_mutex_unlock(&server->lock);
	return plan;
}

static void begin_question(struct server *server, const char *line)
{
	if (strstr(line, "\"rate\":16000") == NULL || strstr(line, "\"width\":2") == NULL ||
	    strstr(line, "\"channels\":1") == NULL)
		complain(server, line);
	server->started = true;
	server->counted = 0;
	server->added = 0;
}

static bool take_chunk(struct server *server, int s, const char *line)
{
	static const char key[] = "\"payload_length\":";
	unsigned char bytes[CHUNK_MOST];
	const char *length = strstr(line, key);
	long count = length != NULL ? strtol(length + strlen(key), NULL, 10) : -1;
	if (!server->started || count <= 0 || count > CHUNK_MOST || count % 2 != 0) {
		complain(server, line);
		return false;
	}
	if (!read_bytes(server, s, (char *)bytes, (size_t)count))
		return false;
	server->counted += (size_t)count / 2;
	for (long i = 0; i < count; i += 2) {
		int sample = bytes[i] | bytes[i + 1] << 8;
		server->added += sample < 0x8000 ? sample : sample - 0x10000;
	}
	return true;
}

static bool end_question(struct server *server, int s)
{
	struct server_plan plan = plan_of(server);
	if (!server->started)
		complain(server, "an end without a beginning");
	server->started = false;
	pthread_mutex_lock(&server->lock);
	server->questions++;
	server->samples = server->counted;
	server->sum = server->added;
	pthread_mutex_unlock(&server->lock);
	return server_answer(server->stop[0], s, &plan);
}

static bool has_type(const char *line, const char *type)
{
	char wanted[64];
	snprintf(wanted, sizeof wanted, "\"type\":\"%s\"", type);
	return strstr(line, wanted) != NULL;
}

static bool take_event(struct server *server, int s, const char *line)
{
	if (has_type(line, "describe")) {
		struct server_plan plan = plan_of(server);
		return plan.manner == SERVER_WELL ? server_send_info(server->stop[0], s)
						  : server_answer(server->stop[0], s, &plan);
	}
	if (has_type(line, "transcribe")) {
		if (strstr(line, "\"language\":\"en\"") == NULL)
			complain(server, line);
		return true;
	}
	if (has_type(line, "audio-start"))
		begin_question(server, line);
	else if (has_type(line, "audio-chunk"))
		return take_chunk(server, s, line);
	else if (has_type(line, "audio-stop"))
		return end_question(server, s);
	else
		complain(server, line);
	return true;
}

static void serve(struct server *server, int s)
{
	char line[LINE];
	struct server_plan plan = plan_of(server);
	bool open = true;
	server->started = false;
	if (plan.manner == SERVER_EAGER)
		open = server_answer(server->stop[0], s, &plan);
	if (plan.manner == SERVER_STUCK)
		open = server_pause(server->stop[0], -1);
	while (open && read_line(server, s, line))
		open = take_event(server, s, line);
}

static void *work(void *context)
{
	struct server *server = context;
	while (ready(server, server->listener, -1)) {
		int s = accept(server->listener, NULL, NULL);
		if (s < 0)
			continue;
		pthread_mutex_lock(&server->lock);
		server->connections++;
		pthread_mutex_unlock(&server->lock);
		serve(server, s);
		close(s);
	}
	return NULL;
}

struct server *server_start(int port, const struct server_plan *plan)
{
	struct server *server = calloc(1, sizeof *server);
	if (server == NULL || pipe(server->stop) != 0)
		die("server");
	server->listener = open_listener(port, 16);
	server->port = port_of(server->listener);
	server->plan = *plan;
	server->content = true;
	pthread_mutex_init(&server->lock, NULL);
	if (pthread_create(&server->thread, NULL, work, server) != 0)
		die("thread");
	return server;
}

int server_port(const struct server *server)
{
	return server->port;
}

void server_change(struct server *server, const struct server_plan *plan)
{
	pthread_mutex_lock(&server->lock);
	server->plan = *plan;
	pthread_mutex_unlock(&server->lock);
}

int server_connections(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	int connections = server->connections;
	pthread_mutex_unlock(&server->lock);
	return connections;
}

int server_questions(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	int questions = server->questions;
	pthread_mutex_unlock(&server->lock);
	return questions;
}

size_t server_samples(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	size_t samples = server->samples;
	pthread_mutex_unlock(&server->lock);
	return samples;
}

long server_sum(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	long sum = server->sum;
	pthread_mutex_unlock(&server->lock);
	return sum;
}

bool server_is_content(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	bool content = server->content;
	pthread_mutex_unlock(&server->lock);
	return content;
}

void server_stop(struct server *server)
{
	if (write(server->stop[1], "", 1) != 1)
		die("stop");
	pthread_join(server->thread, NULL);
	close(server->listener);
	close(server->stop[0]);
	close(server->stop[1]);
	pthread_mutex_destroy(&server->lock);
	free(server);
}
