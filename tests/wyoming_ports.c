/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wyoming_ports.c - ports of 127.0.0.1 for tests: that listen, that hang, that are closed. */
#include "wyoming_ports.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { WALL_MOST = 64 };

void die(const char *what)
{
	perror(what);
	abort();
}

int open_listener(int port, int backlog)
{
	struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	const int on = 1;
	int s = socket(AF_INET, SOCK_STREAM, 0);
	place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (s < 0)
		die("socket");
	setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(s, (struct sockaddr *)&place, sizeof place) != 0 || listen(s, backlog) != 0)
		die("bind");
	return s;
}

int port_of(int s)
{
	struct sockaddr_in place;
	socklen_t bytes = sizeof place;
	if (getsockname(s, (struct sockaddr *)&place, &bytes) != 0)
		die("getsockname");
	return ntohs(place.sin_port);
}

struct wall {
	int listener, count;
	int stones[WALL_MOST];
};

static int knock(int port)
{
	struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	int s = socket(AF_INET, SOCK_STREAM, 0);
	place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (s < 0 || fcntl(s, F_SETFL, O_NONBLOCK) != 0)
		die("socket");
	if (connect(s, (struct sockaddr *)&place, sizeof place) != 0 && errno != EINPROGRESS)
		die("connect");
	return s;
}

struct wall *wall_build(void)
{
	struct wall *wall = calloc(1, sizeof *wall);
	bool full = false;
	if (wall == NULL)
		die("wall");
	wall->listener = open_listener(0, 0);
	while (!full) {
		int s = knock(wall_port(wall));
		struct pollfd wait = {.fd = s, .events = POLLOUT};
		full = poll(&wait, 1, 100) == 0;
		wall->stones[wall->count++] = s;
		if (wall->count == WALL_MOST)
			die("the wall is never full");
	}
	return wall;
}

int wall_port(const struct wall *wall)
{
	return port_of(wall->listener);
}

void wall_raze(struct wall *wall)
{
	for (int i = 0; i < wall->count; i++)
		close(wall->stones[i]);
	close(wall->listener);
	free(wall);
}

int closed_port(void)
{
	int s = open_listener(0, 1);
	int port = port_of(s);
	close(s);
	return port;
}
