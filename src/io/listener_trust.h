/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * listener_trust.h - whose words these were, and which question they may answer.
 *
 * The ear hears all session long, also while the coach speaks. A decision is
 * let through when somebody besides the coach spoke, and only as far as it
 * belongs to what is asked now: what halts or ends counts at any time, an
 * answer only when it began after its question opened or just before.
 *
 * Pure. Units: frames of 10 ms, numbered from the first that the ear was fed.
 */
#ifndef IO_LISTENER_TRUST_H
#define IO_LISTENER_TRUST_H

#include "intent.h"

#include <stdbool.h>
#include <stdint.h>

struct hearing;

enum {
	TRUST_KEPT = 2048,     /* frames: longer than any utterance */
	TRUST_LOOK_BACK = 100, /* an answer may begin so long before its question opens */
	TRUST_DOUBT = 25, /* percent from which a halting word that was not clear is asked about */
	TRUST_VOICE = 8	  /* frames of a voice that make words over the coach somebody's */
};

struct trust {
	int64_t fed;
	int64_t since; /* the question at hand opened, or the last was closed, with this frame */
	enum listen_context context;
	unsigned char kept[TRUST_KEPT]; /* what was reported of each frame */
};

void trust_init(struct trust *trust);

/* What the session wants to hear from the next frame on. */
void trust_context(struct trust *trust, enum listen_context context);

/* True for a context in which a question waits for its answer. */
bool trust_is_question(enum listen_context context);

/* The next frame is about to be fed: was the coach to be heard in it, and somebody besides it? */
void trust_frame(struct trust *trust, bool playing, bool near_voice);

/* The words to look for, should an utterance end with the next frame. */
enum listen_context trust_grammar(const struct trust *trust);

/* May this be told? A doubt only counts as a try of a question. */
bool trust_accepts(const struct trust *trust, const struct hearing *hearing);

/*
 * Is this a doubt that may be a halt ("I want to stop"), where no question would ask again?
 * Then it is not to be passed over.
 */
bool trust_doubts_halt(const struct trust *trust, const struct hearing *hearing);

#endif
