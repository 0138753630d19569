/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wait.h - waits for the words that begin a session, or for a key.
 *
 * The loudspeaker is not open meanwhile. While the room is quiet only its
 * level is looked at. While another process of this person leads a session or
 * says a reminder nothing that is heard counts, so that no coach calls another,
 * and a key waits until it has ended.
 * Threads: main only.
 */
#ifndef APP_WAIT_H
#define APP_WAIT_H

#include <stdbool.h>

struct fault;
struct setup;

enum wait_end {
	WAIT_BEGIN,  /* somebody wants a session */
	WAIT_QUIT,   /* SIGINT, SIGTERM or SIGHUP */
	WAIT_NOBODY, /* neither a microphone nor a keyboard, or as a service the microphone went:
			*why says what is missing */
};

/* silent: use no sound device, so that only a key begins. */
enum wait_end wait_for_start(const struct setup *setup, bool silent, struct fault *why);

#endif
