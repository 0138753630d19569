/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * buttons.h - number pads, presenters, remotes, pedals and buttons, found by name and read.
 *
 * A thread of its own reads them, since opening one takes the kernel 50 ms and more. Each key is
 * posted as a LETTER_KEY; what comes and goes as a LETTER_BUTTONS: on says whether there is any
 * now, text what happened. One that went is looked for each second.
 *
 * Threads: main only. Ownership: buttons_close ends it; the mailbox must outlive it.
 * Errors: NULL only when there is no memory or no thread; no device yet is no error.
 */
#ifndef IO_BUTTONS_H
#define IO_BUTTONS_H

#include "button_device.h"

#include <stdbool.h>

struct buttons;
struct fault;
struct mailbox;

struct buttons_wish {
	const char *names; /* parts of names with commas between, not empty */
	enum one_button one_button;
	enum button_grab grab;
};

/* The names are copied. *why is FAULT_NONE when at least one is there, and else what is missing. */
struct buttons *buttons_open(const struct buttons_wish *wish, struct mailbox *mailbox,
			     struct fault *why);

/* Of those that were there when it was opened: a number can be keyed on one; one can press and stop. */
bool buttons_had_numbers(const struct buttons *buttons);
bool buttons_had_press(const struct buttons *buttons);

/* Accepts NULL. */
void buttons_close(struct buttons *buttons);

#endif
