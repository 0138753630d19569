/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * buttons.c - number pads, presenters, remotes, pedals and buttons, found by name and read.
 *
 * Looking each second needs no permission, no folder that exists already and no order in which the
 * system makes a device and lets somebody read it; it costs some small reads of /sys.
 */
#include "buttons.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "button_list.h"
#include "fault.h"
#include "mailbox.h"
#include "monotonic.h"
#include "press_decode.h"

enum { DEVICES = 8, LOOK_MS = 1000, FULL_MS = 20, NAMES_BYTES = 256 };

struct buttons {
	char names[NAMES_BYTES];
	struct buttons_wish wish;
	struct mailbox *mailbox;
	pthread_t thread;
	int end_read, end_write; /* a pipe; closing its end ends the thread */
	int count;
	struct button_device *device[DEVICES];
	bool numbers;	   /* could be keyed at the beginning */
	bool press;	   /* ... and one could press and stop */
	struct fault told; /* FAULT_NONE: there is one */
	bool denied;	   /* at the last look */
	struct button_node list[BUTTON_NODES];
};

/* --- looking for them --------------------------------------------------- */

static bool is_open(const struct buttons *b, int number)
{
	for (int i = 0; i < b->count; i++)
		if (button_device_number(b->device[i]) == number)
			return true;
	return false;
}

static void explain_denied(const struct button_node *node, struct fault *why)
{
	const char *user = getenv("USER");
	fault_set(why, FAULT_READ_ONLY,
		  "you may not read \"%s\"; this lets you, after the next login: sudo usermod -aG "
		  "input %s",
		  node->name, user != NULL && user[0] != '\0' ? user : "$(id -un)");
}

/* Open what fits and is not open yet; *why is what kept the last one from it. */
static void look(struct buttons *b, struct fault *why)
{
	int count = button_list("", b->list);
	fault_set(why, FAULT_DEVICE,
		  "no device with keys has \"%s\" in its name; it is looked for all the time "
		  "(\"easeback doctor\" lists them)",
		  b->names);
	for (int i = 0; i < count && b->count < DEVICES; i++) {
		const struct button_node *node = &b->list[i];
		if (!button_name_fits(b->names, node->name) || is_open(b, node->number))
			continue;
		if (!node->readable) {
			explain_denied(node, why);
			continue;
		}
		struct button_device *device =
		    button_device_open(node, b->wish.one_button, b->wish.grab, why);
		if (device != NULL)
			b->device[b->count++] = device;
	}
	if (b->count > 0)
		*why = (struct fault){.code = FAULT_NONE};
}

/* --- telling main ------------------------------------------------------- */

/* A full mailbox means that main is behind; a stop must not be lost for that. */
static void post(struct buttons *b, const struct letter *letter)
{
	struct pollfd end = {.fd = b->end_read, .events = POLLIN};
	while (!mailbox_post(b->mailbox, letter))
		if (poll(&end, 1, FULL_MS) > 0)
			return;
}

static void tell(struct buttons *b, const struct fault *now)
{
	struct letter letter = {.kind = LETTER_BUTTONS, .on = now->code == FAULT_NONE};
	if (letter.on)
		snprintf(letter.text, sizeof letter.text, "the buttons are there: %.120s",
			 button_device_name(b->device[0]));
	else if (b->told.code == FAULT_NONE && now->code == FAULT_DEVICE)
		snprintf(letter.text, sizeof letter.text,
			 "the buttons are gone; they count again when they are back");
	else
		snprintf(letter.text, sizeof letter.text, "%.199s", now->text);
	b->told = *now;
	post(b, &letter);
}

/*
 * A device that has just come may not be read until the system has said who may: that is told
 * only when it stays so.
 */
static void look_again(struct buttons *b)
{
	struct fault now;
	look(b, &now);
	bool denied = now.code == FAULT_READ_ONLY;
	if (now.code != b->told.code && (!denied || b->denied))
		tell(b, &now);
	b->denied = denied;
}

/* --- the thread --------------------------------------------------------- */

static void drop(struct buttons *b, int i)
{
	button_device_close(b->device[i]);
	memmove(&b->device[i], &b->device[i + 1], (size_t)(b->count - i - 1) * sizeof b->device[0]);
	b->count--;
}

static void read_all(struct buttons *b)
{
	for (int i = b->count - 1; i >= 0; i--) {
		int key;
		while ((key = button_device_next(b->device[i], monotonic_ms())) > BUTTON_NONE)
			post(b, &(struct letter){.kind = LETTER_KEY, .id = key});
		if (key == BUTTON_GONE)
			drop(b, i);
	}
}

/* Until something is to be read, a button has been held long enough, or the next look. */
static bool wait_for_any(const struct buttons *b, int64_t look_ms)
{
	struct pollfd fds[DEVICES + 1] = {{.fd = b->end_read, .events = POLLIN}};
	int64_t until = look_ms;
	for (int i = 0; i < b->count; i++) {
		int64_t due = button_device_due_ms(b->device[i]);
		fds[i + 1] =
		    (struct pollfd){.fd = button_device_fd(b->device[i]), .events = POLLIN};
		if (due != PRESS_NEVER && due < until)
			until = due;
	}
	int64_t left = until - monotonic_ms();
	poll(fds, (nfds_t)b->count + 1, left > 0 ? (int)left : 0);
	return fds[0].revents == 0;
}

static void *work(void *context)
{
	struct buttons *b = context;
	int64_t look_ms = monotonic_ms() + LOOK_MS;
	while (wait_for_any(b, look_ms)) {
		int before = b->count;
		read_all(b);
		if (monotonic_ms() < look_ms && b->count == before)
			continue;
		look_again(b);
		look_ms = monotonic_ms() + LOOK_MS;
	}
	return NULL;
}

/* --- opening ------------------------------------------------------------ */

static void free_all(struct buttons *b)
{
	while (b->count > 0)
		drop(b, b->count - 1);
	if (b->end_read >= 0)
		close(b->end_read);
	if (b->end_write >= 0)
		close(b->end_write);
	free(b);
}

static bool start(struct buttons *b, struct fault *why)
{
	sigset_t all, before;
	int ends[2];
	if (pipe(ends) != 0)
		return fault_set(why, FAULT_SYSTEM, "cannot watch the buttons: %s",
				 strerror(errno));
	b->end_read = ends[0];
	b->end_write = ends[1];
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	/* signals are main's business */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int error = pthread_create(&b->thread, NULL, work, b);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (error != 0)
		return fault_set(why, FAULT_SYSTEM, "cannot watch the buttons: %s",
				 strerror(error));
	return true;
}

struct buttons *buttons_open(const struct buttons_wish *wish, struct mailbox *mailbox,
			     struct fault *why)
{
	assert(wish->names[0] != '\0');
	struct buttons *b = calloc(1, sizeof *b);
	if (b == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the buttons");
		return NULL;
	}
	snprintf(b->names, sizeof b->names, "%s", wish->names);
	b->wish = *wish;
	b->wish.names = b->names;
	b->mailbox = mailbox;
	b->end_read = b->end_write = -1;
	/* What is there counts from the first question on. */
	look(b, why);
	for (int i = 0; i < b->count; i++) {
		b->numbers |= button_device_has_numbers(b->device[i]);
		b->press |= button_device_can_press(b->device[i]);
	}
	b->told = *why;
	b->denied = why->code == FAULT_READ_ONLY;
	if (start(b, why))
		return b;
	free_all(b);
	return NULL;
}

bool buttons_had_numbers(const struct buttons *b)
{
	return b->numbers;
}

bool buttons_had_press(const struct buttons *b)
{
	return b->press;
}

void buttons_close(struct buttons *b)
{
	if (b == NULL)
		return;
	close(b->end_write);
	b->end_write = -1;
	pthread_join(b->thread, NULL);
	free_all(b);
}
