/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wyoming_name.c - the addresses behind a host's name, looked up without making anybody wait. */
#include "wyoming_name.h"

#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* On the heap, since either side may be the last to need it. */
struct name {
	char host[256], port[8];
	int wake[2]; /* gets one byte when the answer is there */

	pthread_mutex_t lock; /* guards what follows */
	int users;
	bool known;
	int error; /* of getaddrinfo */
	int count;
	struct address list[NAME_ADDRESSES];
};

static void destroy(struct name *name)
{
	pthread_mutex_destroy(&name->lock);
	close(name->wake[0]);
	close(name->wake[1]);
	free(name);
}

void name_release(struct name *name)
{
	if (name == NULL)
		return;
	pthread_mutex_lock(&name->lock);
	bool last = --name->users == 0;
	pthread_mutex_unlock(&name->lock);
	if (last)
		destroy(name);
}

static int ask(const struct name *name, int flags, struct addrinfo **found)
{
	struct addrinfo wanted = {
	    .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV | flags};
	*found = NULL;
	return getaddrinfo(name->host, name->port, &wanted, found);
}

static void take(struct name *name, int error, struct addrinfo *found)
{
	pthread_mutex_lock(&name->lock);
	name->error = error;
	for (const struct addrinfo *a = found; a != NULL && name->count < NAME_ADDRESSES;
	     a = a->ai_next) {
		struct address *address = &name->list[name->count];
		if (a->ai_addrlen > sizeof address->place)
			continue;
		memcpy(&address->place, a->ai_addr, a->ai_addrlen);
		address->bytes = a->ai_addrlen;
		name->count++;
	}
	name->known = true;
	ssize_t written = write(name->wake[1], "", 1);
	(void)written; /* an empty pipe takes a byte */
	pthread_mutex_unlock(&name->lock);
	if (found != NULL)
		freeaddrinfo(found);
}

static void *look(void *context)
{
	struct name *name = context;
	struct addrinfo *found;
	int error = ask(name, 0, &found);
	take(name, error, found);
	name_release(name);
	return NULL;
}

/* Signals are main's business. */
static bool start_thread(struct name *name)
{
	pthread_t thread;
	pthread_attr_t alone;
	sigset_t all, before;
	pthread_attr_init(&alone);
	pthread_attr_setdetachstate(&alone, PTHREAD_CREATE_DETACHED);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	name->users = 2;
	bool good = pthread_create(&thread, &alone, look, name) == 0;
	if (!good)
		name->users = 1;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&alone);
	return good;
}

static struct name *name_new(const char *host, int port)
{
	struct name *name = calloc(1, sizeof *name);
	if (name == NULL || pipe(name->wake) != 0) {
		free(name);
		return NULL;
	}
	for (int i = 0; i < 2; i++)
		(void)fcntl(name->wake[i], F_SETFD, FD_CLOEXEC);
	pthread_mutex_init(&name->lock, NULL);
	name->users = 1;
	snprintf(name->host, sizeof name->host, "%s", host);
	snprintf(name->port, sizeof name->port, "%d", port);
	return name;
}

struct name *name_look_up(const char *host, int port, struct fault *why)
{
	struct addrinfo *found;
	struct name *name = name_new(host, port);
	if (name == NULL) {
		fault_set(why, FAULT_SYSTEM, "cannot look up \"%.200s\": %s", host,
			  strerror(errno));
		return NULL;
	}
	if (ask(name, AI_NUMERICHOST, &found) == 0) {
		take(name, 0, found);
	} else if (!start_thread(name)) {
		name_release(name);
		fault_set(why, FAULT_SYSTEM, "cannot look up \"%.200s\": no thread is free", host);
		return NULL;
	}
	return name;
}

int name_fd(const struct name *name)
{
	return name->wake[0];
}

bool name_is_known(struct name *name)
{
	pthread_mutex_lock(&name->lock);
	bool known = name->known;
	pthread_mutex_unlock(&name->lock);
	return known;
}

int name_addresses(struct name *name, const struct address **list, const char **problem)
{
	pthread_mutex_lock(&name->lock);
	int count = name->known ? name->count : 0;
	int error = name->error;
	pthread_mutex_unlock(&name->lock);
	*list = name->list;
	*problem = error != 0 ? gai_strerror(error) : "it has no address";
	return count;
}
