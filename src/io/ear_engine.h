/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_engine.h - a second opinion from a speech server, weighed against what our own ear made of
 * it.
 *
 * Our own ear always decides as well; the server can make it surer, or put it
 * in doubt, but no number is ever taken from the server alone. What halts or
 * ends the session is believed from either. While the coach can be heard
 * the server is not asked: it does not know the coach's voice.
 *
 * Nothing waits: our own decision is held back until the server has answered,
 * for ENGINE_PATIENCE_MS at most, and stands as it is when it does not.
 *
 * Threads: one, the listener's. An engine may be NULL everywhere: none is used.
 */
#ifndef IO_EAR_ENGINE_H
#define IO_EAR_ENGINE_H

#include "listener.h"

enum { ENGINE_PATIENCE_MS = 700 }; /* from the question to the decision, whatever happens */

struct engine;

/* Connects nothing yet. host: an address or a name. */
struct engine *engine_open(const char *host, int port, struct fault *why);

/* An utterance ended: ask what it was. Our own ear looks at it meanwhile. */
void engine_ask(struct engine *engine, const int16_t *samples, size_t count,
		enum listen_context context);

/*
 * What our own ear decided about it. True when the decision is held back;
 * then engine_decide gives it. False: it was not asked, or it is a halt, which
 * waits for nobody.
 */
bool engine_holds(struct engine *engine, const struct hearing *own);

/* True once the decision that was held back is due, with the server's opinion or without; wait:
 * until it is. */
bool engine_decide(struct engine *engine, bool wait, struct hearing *decision);

/* What is asked has changed: of what is held back now only a halt is still meant. */
void engine_expire(struct engine *engine);

/* Forget the utterance. */
void engine_drop(struct engine *engine);

/* True when there is something to be told about the server: that it fails, or is back. */
bool engine_news(struct engine *engine, char text[EAR_NEWS]);

/* The rule by itself: what becomes of our own decision when the server understood this text. */
struct hearing engine_weigh(const struct hearing *own, const char *text,
			    enum listen_context context);

void engine_close(struct engine *engine);

#endif
