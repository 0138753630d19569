/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ears.h - microphone and ear of a live session, present or not.
 *
 * Threads: main only; the listener has its own. The microphone is opened in
 * one of its own as well, since a driver that hangs would hang main with it.
 * Without a microphone or a model everything here does nothing, and the keys
 * go on.
 */
#ifndef APP_EARS_H
#define APP_EARS_H

#include "intent.h"

#include <stdbool.h>

struct audio;
struct fault;
struct listener;
struct mailbox;
struct microphone;
struct mixer;
struct settings;
struct voiceprint;

struct ears {
	struct microphone *microphone;	 /* NULL: none; open, or being opened */
	struct listener *listener;	 /* NULL: deaf */
	const struct voiceprint *people; /* whom it knows; borrowed, or NULL */
	enum listen_context context;
};

enum ears_news {
	EARS_SAME,
	EARS_OPEN, /* the microphone is there, and listened to */
	EARS_NONE, /* it could not be had */
	EARS_DEAF, /* it is there, and there is nothing to listen with */
	EARS_GONE  /* it was there, and is no more */
};

/* The recogniser's model can be loaded here. */
bool ears_is_possible(const struct settings *settings, struct fault *why);

/* Begin to open the microphone; ears_tend tells what became of it. */
void ears_begin(struct ears *ears, struct audio *audio, const struct settings *settings);

/* Wait for that; false and *why when there is no microphone. */
bool ears_wait(struct ears *ears, struct fault *why);

/*
 * Look after it: once the microphone is there, it is listened to, and what the
 * mixer plays is taken out. Call it when the sound device plays, or will not:
 * both are lined up from then on.
 */
enum ears_news ears_tend(struct ears *ears, const struct settings *settings, struct mixer *mixer,
			 struct mailbox *mailbox, struct fault *why);

/* True while it is being opened: nothing of PortAudio may be touched then. */
bool ears_is_busy(const struct ears *ears);

/* What may be heard, if that is a change; listens: the session waits for it. */
void ears_set(struct ears *ears, bool listens, enum listen_context context);

/* Waits a second for a microphone that is being opened, and leaves it behind then. */
void ears_close(struct ears *ears);

#endif
