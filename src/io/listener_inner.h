/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * listener_inner.h - what the files of the listener share; nobody else includes it.
 *
 * The cleaner takes the coach out of the microphone and never waits for
 * anybody, so that a voice is noticed at once; the ear, whose decisions take
 * their time, follows behind it at the other end of a ring.
 */
#ifndef IO_LISTENER_INNER_H
#define IO_LISTENER_INNER_H

#include "listener_trust.h"
#include "ring.h"
#include "room_tone.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct cleaner;
struct ear;
struct engine;
struct mailbox;
struct mixer;
struct voiceprint;

enum { CLEAN_ITEMS = 512 }; /* five seconds: longer than any decision takes */

struct listener {
	struct mailbox *mailbox;
	char *model;
	struct cleaner *cleaner;
	pthread_t cleans, hears;

	struct ring clean; /* from the cleaner to the ear */
	struct clean clean_items[CLEAN_ITEMS];

	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t wake;  /* of the ear: frames, or the end */
	pthread_cond_t nap;   /* of the cleaner: the end */
	bool stop;
	unsigned asked; /* how often the question changed: an older decision is stale */
	enum listen_context context;
	struct engine *engine; /* until the ear has it */
	const struct voiceprint *people;

	struct ear *ear; /* of the ear's thread only, as all below */
	struct trust trust;
	struct room_tone room;
	unsigned seen;
};

/* --- listener_clean.c --- */

/* The cleaner of a microphone at hz; mixer may be NULL. NULL and *why when memory is short. */
struct cleaner *cleaner_open(struct listener *listener, struct ring *ears, int hz,
			     struct mixer *mixer, struct fault *why);

/* True when the coach is to be heard and cannot be taken out. */
bool cleaner_is_gated(const struct cleaner *cleaner);

/* Its thread, until listener->stop; context is the listener. */
void *cleaner_work(void *context);

void cleaner_close(struct cleaner *cleaner);

#endif
