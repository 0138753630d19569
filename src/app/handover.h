/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * handover.h - a live session handed to a fresh process of this program, which goes on with it.
 *
 * After a sound server was restarted, its driver may hang in this process for
 * ever, and only a fresh process can play again. So the program starts itself
 * anew in its place, with the same command line. What the session was goes
 * along as plain values, in memory that only this person's processes can read
 * and that ends with them. It is the same program on the same machine, so that
 * they are the same bytes.
 *
 * The session is lost just then (STATE_LOST): nothing runs and nothing is
 * being said. The fresh process finds the loudspeaker, and the session goes on
 * as after any loss: it says so, and asks for the pain.
 *
 * Threads: main only.
 */
#ifndef APP_HANDOVER_H
#define APP_HANDOVER_H

#include "comfort.h"
#include "opening.h"
#include "scene.h"
#include "scribe.h"
#include "session.h"
#include "setup.h"

#include <stdbool.h>
#include <stdint.h>

/* Large: on the heap. Its pointers hold nothing in the fresh process. */
struct handover {
	char version[16];
	size_t bytes;
	int error_fd; /* the standard error of old */
	struct setup setup;
	bool has_opening;
	struct opening opening;
	struct session_plan plan;
	struct session session;
	struct player player;
	struct scribe scribe;
	struct clock clock;
	struct comfort comfort;
	bool told_of_disk;
	int64_t now_ms; /* session time */
};

/* An empty one, to be filled in; NULL without memory. */
struct handover *handover_new(void);

/*
 * Put it where the fresh process finds it; its descriptor, or -1. error_fd goes
 * along as its standard error.
 */
int handover_put(struct handover *handover, int error_fd);

/* Become that process. Returns only when that failed. */
void handover_go(int file);

/*
 * In the fresh process: is there a session to go on with? Take it, once; NULL
 * where there is none. To be released with free.
 */
bool handover_is_there(void);
struct handover *handover_take(void);

#endif
