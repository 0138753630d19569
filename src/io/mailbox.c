/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mailbox.c - letters from the workers to main: a bounded queue with a wake-up descriptor.
 */
#include "mailbox.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LETTERS = 256 };

/* One byte lies in the pipe for each letter in the queue. */
struct mailbox {
	pthread_mutex_t lock;
	int wake_read, wake_write;
	size_t first, count;
	struct letter letter[LETTERS];
};

static bool open_pipe(struct mailbox *mailbox)
{
	int ends[2];
	if (pipe(ends) != 0)
		return false;
	mailbox->wake_read = ends[0];
	mailbox->wake_write = ends[1];
	for (int i = 0; i < 2; i++) {
		(void)fcntl(ends[i], F_SETFD, FD_CLOEXEC);
		(void)fcntl(ends[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

struct mailbox *mailbox_open(struct fault *why)
{
	struct mailbox *mailbox = calloc(1, sizeof *mailbox);
	if (mailbox == NULL || !open_pipe(mailbox)) {
		fault_set(why, FAULT_SYSTEM, "cannot make the mailbox: %s", strerror(errno));
		free(mailbox);
		return NULL;
	}
	pthread_mutex_init(&mailbox->lock, NULL);
	return mailbox;
}

static void wake(const struct mailbox *mailbox)
{
	ssize_t n;
	do
		n = write(mailbox->wake_write, "", 1);
	while (n < 0 && errno == EINTR);
	/* a pipe holds far more bytes than the queue holds letters */
	assert(n == 1);
}

static void calm(const struct mailbox *mailbox)
{
	char byte;
	ssize_t n;
	do
		n = read(mailbox->wake_read, &byte, 1);
	while (n < 0 && errno == EINTR);
	assert(n == 1);
}

bool mailbox_post(struct mailbox *mailbox, const struct letter *letter)
{
	pthread_mutex_lock(&mailbox->lock);
	bool fits = mailbox->count < LETTERS;
	if (fits) {
		mailbox->letter[(mailbox->first + mailbox->count) % LETTERS] = *letter;
		mailbox->count++;
		wake(mailbox);
	}
	pthread_mutex_unlock(&mailbox->lock);
	return fits;
}

bool mailbox_take(struct mailbox *mailbox, struct letter *letter)
{
	pthread_mutex_lock(&mailbox->lock);
	bool any = mailbox->count > 0;
	if (any) {
		*letter = mailbox->letter[mailbox->first];
		mailbox->first = (mailbox->first + 1) % LETTERS;
		mailbox->count--;
		calm(mailbox);
	}
	pthread_mutex_unlock(&mailbox->lock);
	return any;
}

int mailbox_fd(const struct mailbox *mailbox)
{
	return mailbox->wake_read;
}

void mailbox_close(struct mailbox *mailbox)
{
	struct letter letter;
	if (mailbox == NULL)
		return;
	while (mailbox_take(mailbox, &letter))
		free(letter.clip);
	pthread_mutex_destroy(&mailbox->lock);
	close(mailbox->wake_read);
	close(mailbox->wake_write);
	free(mailbox);
}
