/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * listener.h - the ear: microphone sound in, what the person wants out.
 *
 * PocketSphinx decodes each utterance three times on the same features: with
 * the narrow grammar of the question, with a free phone loop and with a loop
 * of common words. A decision is taken only when the grammar wins clearly;
 * otherwise it is a doubt (INTENT_UNCLEAR). It never answers for silence.
 *
 * Threads: all functions from main. After listener_start the work is done in
 *          the listener's own thread; without it, ear_feed does it in place
 *          (files, tests).
 * Units: 16-bit mono samples at EAR_HZ; seconds since the first sample.
 */
#ifndef IO_LISTENER_H
#define IO_LISTENER_H

#include "intent.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EAR_HZ = 16000 };

struct ear;
struct fault;
struct listener;
struct mailbox;
struct ring;

struct hearing {
	double start_s, end_s;
	struct intent intent;	/* INTENT_UNCLEAR when in doubt; source is SOURCE_VOICE */
	struct intent guess;	/* the best fit all the same, for "listen" */
	float confidence;	/* 0 to 1 */
	bool take;		/* false: doubt */
};

typedef void ear_decision(void *context, const struct hearing *hearing);

/* --- the ear itself, without thread or microphone --- */

/* model: folder of the acoustic model and dictionary, NULL for Debian's. NULL and *why when it is missing or damaged. */
struct ear *ear_open(const char *model, struct fault *why);

/* What may be answered from now on; a running utterance is dropped when the ear was shut. */
void ear_context(struct ear *ear, enum listen_context context);

/* Feed sound; decide() is called for each utterance that ended in it. */
void ear_feed(struct ear *ear, const int16_t *samples, size_t count, ear_decision *decide,
	      void *context);

/* No more sound comes: decide what is still open. */
void ear_flush(struct ear *ear, ear_decision *decide, void *context);

/* Forget the utterance at hand. */
void ear_reset(struct ear *ear);

/* Forget the voice that was learnt in the session: the next to speak is a stranger. */
void ear_forget(struct ear *ear);

void ear_close(struct ear *ear);

/* --- the worker around it --- */

/*
 * Start listening to the ring of 16-bit samples at hz. The model is loaded in
 * the thread, so that the session need not wait for it; when that fails,
 * a LETTER_EAR says so. Starts deaf.
 */
struct listener *listener_start(const char *model, struct ring *ears, int hz,
				struct mailbox *mailbox, struct fault *why);

/* Hear in this context from now on; what came in before is dropped. */
void listener_hear(struct listener *listener, enum listen_context context);

/* Shut the ear: what comes in is dropped. */
void listener_deaf(struct listener *listener);

void listener_stop(struct listener *listener);

#endif
