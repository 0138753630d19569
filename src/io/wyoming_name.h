/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wyoming_name.h - the addresses behind a host's name, looked up without making anybody wait.
 *
 * The system's resolver may take half a minute and cannot be hurried. So a
 * name is looked up in a thread of its own, which is left behind when nobody
 * wants its answer any more. Addresses in digits need no thread.
 *
 * Threads: all functions from one thread, the asker's.
 */
#ifndef IO_WYOMING_NAME_H
#define IO_WYOMING_NAME_H

#include <stdbool.h>
#include <sys/socket.h>

enum { NAME_ADDRESSES = 4 };

struct fault;
struct name;

struct address {
	struct sockaddr_storage place;
	socklen_t bytes;
};

/* Begin to look. NULL and *why when not even that can be done. */
struct name *name_look_up(const char *host, int port, struct fault *why);

/* Readable for poll() once the answer is there. */
int name_fd(const struct name *name);

bool name_is_known(struct name *name);

/* How many addresses there are, once known; 0: there is no such name, and *problem says so. */
int name_addresses(struct name *name, const struct address **list, const char **problem);

/* Nobody waits for it any more. NULL is nothing. */
void name_release(struct name *name);

#endif
