/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_opinion.h - what the keyword nets think an utterance is, among what may be said now.
 *
 * Two nets look at the same sound: one at its loudness in bands, one at its
 * likeness to the sounds of English. They err differently, so their
 * mean is better than either.
 *
 * Ownership: opinion_open allocates, opinion_close releases. Threads: one.
 */
#ifndef IO_EAR_OPINION_H
#define IO_EAR_OPINION_H

#include "ear_decode.h"
#include "ear_net.h"

#include <stdbool.h>

struct fault;
struct opinions;
struct voiceprint;

struct opinion {
	struct intent intent; /* the likeliest that may be said; percent as its words allow */
	float chance;	      /* of it, 0 to 1; none of them and all else are the rest */
	float second;	      /* of the next likeliest */
	float halts;	      /* of all words that halt or end, as the nets alone see it */
	float decoded;	      /* of what PocketSphinx says */
	float known;	      /* how surely an enrolled person speaks, 0 to 1 */
	bool disputed;	      /* neither the nets alone nor that person's words say so */
};

struct opinions *opinion_open(struct fault *why);

/*
 * Use other weights: FOLDER/ear_bands.weights and ear_states.weights, or the
 * program's own again with NULL. False and *why when they cannot be read or do
 * not fit each other; then they are of no use.
 */
bool opinion_read(struct opinions *opinions, const char *folder, struct fault *why);

/* Compare with what these people sound like (ear_voiceprint.h); borrowed, NULL for nobody. */
void opinion_know(struct opinions *opinions, const struct voiceprint *voiceprint);

/*
 * Look at the frames from ... end. decoded: what PocketSphinx made of it, or
 * NULL when it found nothing.
 */
void opinion_form(struct opinions *opinions, const struct sound_view *view, int from, int end,
		  enum listen_context context, const struct decoded *decoded,
		  struct opinion *opinion);

/* How the last one sounded to each net; lent until the next. */
const float *opinion_traits(const struct opinions *opinions);

void opinion_close(struct opinions *opinions);

#endif
