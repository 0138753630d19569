/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_phrase.h - waits for one phrase, "coach start", and for nothing else.
 *
 * While the room is quiet only its level is looked at; the recogniser runs on
 * what stands out of it and sounds like a voice. It is stricter than the ear
 * of a session: who is not heard says it again or presses a key, but a coach
 * that begins by itself frightens.
 *
 * Threads: belongs to one thread. Units: 16-bit mono samples at EAR_HZ.
 */
#ifndef IO_EAR_PHRASE_H
#define IO_EAR_PHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fault;
struct wake;

/* What an utterance was like beside the phrase; for measuring. */
struct wake_hearing {
	double start_s, end_s; /* of the utterance */
	double over_words;     /* how much better a frame fits the phrase than common words ... */
	double over_noise;     /* ... and than noise: natural logarithms of likelihood */
	double pace;	       /* frames of the words for each of their sounds */
	int voiced;	       /* frames with the pitch of a voice */
	bool woken;
};

typedef void wake_decision(void *context, const struct wake_hearing *hearing);

/*
 * model: folder of the model, NULL or "" for Debian's. NULL and *why when it
 * is missing or damaged, or does not know a word of the phrase.
 */
struct wake *wake_open(const char *model, const char *phrase, struct fault *why);

/* Feed sound; decide() is called for each utterance that ended in it. */
void wake_feed(struct wake *wake, const int16_t *samples, size_t count, wake_decision *decide,
	       void *context);

/* Forget the utterance at hand and the room. */
void wake_reset(struct wake *wake);

void wake_close(struct wake *wake);

#endif
