/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ears.h - microphone and ear of a live session, present or not.
 *
 * Threads: main only; the listener has its own. Without a microphone or a
 * model everything here does nothing, and the keys go on.
 */
#ifndef APP_EARS_H
#define APP_EARS_H

#include "intent.h"
#include "ring.h"

#include <stdbool.h>
#include <stdint.h>

struct audio;
struct audio_in;
struct fault;
struct listener;
struct mailbox;
struct settings;

enum { EARS_ITEMS = 1 << 16 }; /* 1.4 s at 48,000 Hz, 4 s at 16,000 */

struct ears {
	struct audio_in *in;	   /* NULL: no microphone */
	struct listener *listener; /* NULL: deaf */
	struct ring ring;
	int16_t items[EARS_ITEMS];
	bool open;
	enum listen_context context;
};

/* The recogniser's model can be loaded here. */
bool ears_is_possible(const struct settings *settings, struct fault *why);

/* Open the microphone and start the ear; false and *why when there is none. */
bool ears_open(struct ears *ears, struct audio *audio, const struct settings *settings,
	       struct mailbox *mailbox, struct fault *why);

/* Open or shut the ear, if that is a change. */
void ears_set(struct ears *ears, bool open, enum listen_context context);

/* False once the microphone has gone; it is closed then. */
bool ears_tend(struct ears *ears);

void ears_close(struct ears *ears);

#endif
