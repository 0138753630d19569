/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * listener.h - the ear: microphone sound in, what the person wants out.
 *
 * Three opinions on each utterance: PocketSphinx reads it with the grammar of
 * the question and its rivals, two small nets say which word it is like, and
 * a judge weighs them. A decision is taken only when it is sure enough;
 * otherwise it is a doubt (INTENT_UNCLEAR). It never answers for silence.
 * While the coach itself can be heard, another net looks for words that halt.
 *
 * Threads: all functions from main. After listener_start the work is done in
 *          two threads of the listener's own; without it, ear_feed does it in
 *          place (files, tests).
 * Units: 16-bit mono samples at EAR_HZ; seconds since the first sample.
 */
#ifndef IO_LISTENER_H
#define IO_LISTENER_H

#include "intent.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EAR_HZ = 16000, EAR_NEWS = 200 };

struct ear;
struct engine;
struct fault;
struct listener;
struct mailbox;
struct mixer;
struct ring;
struct sound_view;
struct voiceprint;

struct hearing {
	double start_s, end_s;
	struct intent intent; /* INTENT_UNCLEAR when in doubt; source is SOURCE_VOICE */
	struct intent guess;  /* the best fit all the same, for "listen" */
	float confidence;     /* 0 to 1 */
	bool take;	      /* false: doubt */
};

typedef void ear_decision(void *context, const struct hearing *hearing);

/* How an utterance looks (ear_decode.h); lent for the call. */
typedef void ear_sound(void *context, const struct sound_view *view);

/* --- the ear itself, without thread or microphone --- */

/* model: folder of the acoustic model and dictionary, NULL for Debian's. NULL and *why when it is
 * missing or damaged. */
struct ear *ear_open(const char *model, struct fault *why);

/*
 * Ask a speech server (ear_engine.h) for a second opinion from now on; it
 * belongs to the ear then. A decision comes with the first sound fed after the
 * server has answered, or after ENGINE_PATIENCE_MS. Once at most.
 */
void ear_consult(struct ear *ear, struct engine *engine);

/*
 * Compare with what these people sound like (ear_voiceprint.h) from now on.
 * Borrowed: it must outlive the ear. NULL for nobody.
 */
void ear_know(struct ear *ear, const struct voiceprint *voiceprint);

/* For enrolment: show each utterance before it is decided, whatever becomes of it. */
void ear_watch(struct ear *ear, ear_sound *watch, void *context);

/* What is asked has changed: of what the server is being asked about only a halt is still meant. */
void ear_expire(struct ear *ear);

/* True when there is something to be told: the server fails, or helps again. */
bool ear_news(struct ear *ear, char text[EAR_NEWS]);

/* Use the nets' weights in a folder, for cross-validation, or with NULL the program's own
 * (ear_opinion.h). */
bool ear_weights(struct ear *ear, const char *folder, struct fault *why);

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
 * Start listening to the ring of 16-bit samples at hz. With a mixer, what it
 * plays is taken out of what is heard, and LETTER_NEAR and LETTER_BARGE tell
 * of a voice besides it. The model is loaded in a thread, so that the session
 * need not wait for it; when that fails, a LETTER_EAR says so. Starts in
 * LISTEN_OVER. mixer may be NULL: nothing is played.
 */
struct listener *listener_start(const char *model, struct ring *ears, int hz, struct mixer *mixer,
				struct mailbox *mailbox, struct fault *why);

/* ear_know for the ear in the thread; borrowed until listener_stop. */
void listener_know(struct listener *listener, const struct voiceprint *people);

/* ear_consult for the ear in the thread. */
void listener_consult(struct listener *listener, struct engine *engine);

/*
 * What may be answered from now on. The ear is open all the time: what halts
 * or ends is told in every context, and an answer may have begun up to a
 * second before. LISTEN_OVER: the coach itself can be heard. Without a
 * canceller (it could not be had) the ear is shut in that context.
 */
void listener_hear(struct listener *listener, enum listen_context context);

/* True without a canceller. */
bool listener_is_gated(const struct listener *listener);

void listener_stop(struct listener *listener);

#endif
