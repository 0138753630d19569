/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wyoming_link.h - a connection to a host of the home network, of which no step ever waits.
 *
 * Threads: one.
 */
#ifndef IO_WYOMING_LINK_H
#define IO_WYOMING_LINK_H

#include <stdbool.h>
#include <stddef.h>

struct fault;
struct name;
struct pollfd;

enum link_state {
	LINK_DOWN,
	LINK_NAME,  /* its address is looked up */
	LINK_KNOCK, /* the connection is being made */
	LINK_UP
};

enum link_result {
	LINK_GOOD,   /* done, or some of it */
	LINK_BUSY,   /* nothing can be done before the descriptor is ready */
	LINK_BROKEN, /* *why says what happened; the link is down */
	LINK_ENDED   /* the other side has closed it; the link is down */
};

struct wyoming_link {
	char host[256];
	int port;
	enum link_state state;
	struct name *name; /* NULL: to be looked up at the next attempt */
	int turn;	   /* the address to try */
	int tried;	   /* in this attempt */
	int socket;	   /* -1: none */
};

/* Nothing is connected yet. */
void link_init(struct wyoming_link *link, const char *host, int port);

/* Go on with connecting, from wherever it stands; LINK_GOOD once it is up. */
enum link_result link_connect(struct wyoming_link *link, struct fault *why);

/* What must be awaited, as poll() wants it; send: there is something to be sent. */
void link_await(const struct wyoming_link *link, bool send, struct pollfd *wait);

/* Of an idle link: it is up, and the other side has neither closed it nor said anything. */
bool link_is_fresh(const struct wyoming_link *link);

/* Only when up. *done bytes were sent or received; LINK_GOOD with at least one. */
enum link_result link_send(struct wyoming_link *link, const char *bytes, size_t count, size_t *done,
			   struct fault *why);
enum link_result link_receive(struct wyoming_link *link, char *bytes, size_t count, size_t *done,
			      struct fault *why);

/* Down, wherever it stands. A lookup under way goes on for the next attempt. */
void link_shut(struct wyoming_link *link);

/* link_shut, and the address is forgotten. */
void link_end(struct wyoming_link *link);

#endif
