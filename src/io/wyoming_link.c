/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wyoming_link.c - a connection to a host of the home network, of which no step ever waits. */
#include "wyoming_link.h"

#include "fault.h"
#include "wyoming_name.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void link_init(struct wyoming_link *link, const char *host, int port)
{
	*link = (struct wyoming_link){.port = port, .socket = -1};
	snprintf(link->host, sizeof link->host, "%s", host);
}

static void forget_socket(struct wyoming_link *link)
{
	if (link->socket >= 0)
		close(link->socket);
	link->socket = -1;
}

static void forget_name(struct wyoming_link *link)
{
	name_release(link->name);
	link->name = NULL;
}

void link_shut(struct wyoming_link *link)
{
	/* Nobody opened: the host may have another address by now. */
	if (link->state == LINK_KNOCK)
		forget_name(link);
	forget_socket(link);
	link->state = LINK_DOWN;
	link->tried = 0;
}

void link_end(struct wyoming_link *link)
{
	link_shut(link);
	forget_name(link);
}

static enum link_result break_off(struct wyoming_link *link, struct fault *why, const char *problem)
{
	link_shut(link);
	fault_set(why, FAULT_EAR, "%s", problem);
	return LINK_BROKEN;
}

/* No address is left to try. */
static enum link_result give_up(struct wyoming_link *link, struct fault *why, const char *problem)
{
	fault_set(why, FAULT_EAR, "%s", problem);
	link_end(link);
	return LINK_BROKEN;
}

static bool begin(struct wyoming_link *link, const struct address *address)
{
	const int on = 1;
	link->socket = socket(address->place.ss_family, SOCK_STREAM, 0);
	if (link->socket < 0)
		return false;
	(void)fcntl(link->socket, F_SETFD, FD_CLOEXEC);
	(void)fcntl(link->socket, F_SETFL, O_NONBLOCK);
	(void)setsockopt(link->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	return connect(link->socket, (const struct sockaddr *)&address->place, address->bytes) ==
		   0 ||
	       errno == EINPROGRESS;
}

/* The next address that lets us begin; each gets its turn, also in a later attempt. */
static enum link_result knock(struct wyoming_link *link, struct fault *why)
{
	const struct address *list;
	const char *problem;
	int count = name_addresses(link->name, &list, &problem);
	while (link->tried < count) {
		const struct address *address = &list[link->turn++ % count];
		link->tried++;
		if (begin(link, address)) {
			link->state = LINK_KNOCK;
			return LINK_GOOD;
		}
		problem = strerror(errno);
		forget_socket(link);
	}
	return give_up(link, why, problem);
}

static enum link_result find_address(struct wyoming_link *link, struct fault *why)
{
	if (!name_is_known(link->name))
		return LINK_BUSY;
	return knock(link, why);
}

/* Whether the connection stands now. */
static enum link_result finish(struct wyoming_link *link, struct fault *why)
{
	struct pollfd look = {.fd = link->socket, .events = POLLOUT};
	int error = 0;
	socklen_t bytes = sizeof error;
	if (poll(&look, 1, 0) <= 0)
		return LINK_BUSY;
	if (getsockopt(link->socket, SOL_SOCKET, SO_ERROR, &error, &bytes) != 0)
		error = errno;
	if (error == 0) {
		link->state = LINK_UP;
		return LINK_GOOD;
	}
	forget_socket(link);
	const struct address *list;
	const char *problem;
	if (link->tried >= name_addresses(link->name, &list, &problem))
		return give_up(link, why, strerror(error));
	return knock(link, why);
}

static enum link_result look_up(struct wyoming_link *link, struct fault *why)
{
	if (link->name == NULL)
		link->name = name_look_up(link->host, link->port, why);
	if (link->name == NULL)
		return LINK_BROKEN;
	link->state = LINK_NAME;
	return LINK_GOOD;
}

enum link_result link_connect(struct wyoming_link *link, struct fault *why)
{
	enum link_result result = LINK_GOOD;
	while (result == LINK_GOOD && link->state != LINK_UP) {
		if (link->state == LINK_DOWN)
			result = look_up(link, why);
		else if (link->state == LINK_NAME)
			result = find_address(link, why);
		else
			result = finish(link, why);
	}
	return result;
}

void link_await(const struct wyoming_link *link, bool send, struct pollfd *wait)
{
	*wait = (struct pollfd){.fd = -1};
	if (link->state == LINK_NAME)
		*wait = (struct pollfd){.fd = name_fd(link->name), .events = POLLIN};
	else if (link->state == LINK_KNOCK)
		*wait = (struct pollfd){.fd = link->socket, .events = POLLOUT};
	else if (link->state == LINK_UP)
		*wait = (struct pollfd){.fd = link->socket,
					.events = (short)(POLLIN | (send ? POLLOUT : 0))};
}

bool link_is_fresh(const struct wyoming_link *link)
{
	struct pollfd look = {.fd = link->socket, .events = POLLIN};
	return link->state == LINK_UP && poll(&look, 1, 0) == 0;
}

/* What a failed call to the socket means. */
static enum link_result failed(struct wyoming_link *link, struct fault *why)
{
	int error = errno;
	if (error == EAGAIN || error == EWOULDBLOCK || error == EINTR)
		return LINK_BUSY;
	break_off(link, why, strerror(error));
	return error == EPIPE || error == ECONNRESET ? LINK_ENDED : LINK_BROKEN;
}

enum link_result link_send(struct wyoming_link *link, const char *bytes, size_t count, size_t *done,
			   struct fault *why)
{
	assert(link->state == LINK_UP);
	ssize_t sent = send(link->socket, bytes, count, MSG_NOSIGNAL);
	*done = sent > 0 ? (size_t)sent : 0;
	return sent > 0 ? LINK_GOOD : failed(link, why);
}

enum link_result link_receive(struct wyoming_link *link, char *bytes, size_t count, size_t *done,
			      struct fault *why)
{
	assert(link->state == LINK_UP);
	ssize_t got = recv(link->socket, bytes, count, 0);
	*done = got > 0 ? (size_t)got : 0;
	if (got > 0)
		return LINK_GOOD;
	if (got < 0)
		return failed(link, why);
	break_off(link, why, "it closes the connection without an answer");
	return LINK_ENDED;
}
