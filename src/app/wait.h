/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wait.h - waits for the words that begin a session, or for a key.
 *
 * The loudspeaker is not open meanwhile. While the room is quiet only its
 * level is looked at.
 * Threads: main only.
 */
#ifndef APP_WAIT_H
#define APP_WAIT_H

#include <stdbool.h>

struct fault;
struct settings;

enum wait_end {
	WAIT_BEGIN,  /* somebody wants a session */
	WAIT_QUIT,   /* SIGINT, SIGTERM or SIGHUP */
	WAIT_NOBODY, /* neither a microphone nor a keyboard, or as a service the microphone went:
			*why says what is missing */
};

/* silent: use no sound device, so that only a key begins. */
enum wait_end wait_for_start(const struct settings *settings, bool silent, struct fault *why);

#endif
