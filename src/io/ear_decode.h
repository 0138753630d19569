/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_decode.h - PocketSphinx: how well the vocabulary and its rivals explain an utterance.
 *
 * Threads: a decoder belongs to one thread.
 * Units: scores are natural logarithms of likelihoods, of the whole utterance.
 */
#ifndef IO_EAR_DECODE_H
#define IO_EAR_DECODE_H

#include "intent.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct decoder;
struct fault;

struct decoded {
	struct intent intent; /* of what was said best; percent is the most that its words allow */
	bool phrase;	      /* more was said than the word itself: "about a four" */
	int word_first;	      /* frames of the utterance that the word itself fills */
	int word_end;
	int frames;	   /* of the utterance, 10 ms each */
	int word_frames;   /* of them the words, without silence */
	int phones;	   /* of what was said */
	double grammar;	   /* the context's grammar */
	double others;	   /* the whole vocabulary but this intent */
	double phone_loop; /* any phones */
	double words;	   /* any common words */
	double noise;	   /* silence and noise only */
	double near;	   /* with decoder_run_comfort: words that sound like it */
};

/* The word leaves a good part of what was said to silence: "four" of "four or five". */
bool decoded_leaves_much(const struct decoded *word);

/* ... so much that there is room for another one. */
bool decoded_leaves_a_word(const struct decoded *word);

/* It halts or ends what runs: whatever else was said, nobody says that in passing. */
bool decoded_halts(const struct decoded *decoded);

/* model: the folder with en-us and its dictionary. NULL and *why when it is missing or damaged. */
struct decoder *decoder_open(const char *model, struct fault *why);

/*
 * Take one utterance, trimmed to its speech. loud_power is the mean square of
 * its loud parts: the level is evened by it. False when it is too short.
 */
bool decoder_take(struct decoder *decoder, const int16_t *samples, size_t count, double loud_power);

/* How the utterance looks to the keyword net; lent until the next one. */
struct sound_view {
	int frames;
	const float *bands;  /* frames * BANDS (ear_bands.h) */
	const float *states; /* frames * SENONE_COUNT (ear_senone.h) */
};
struct sound_view decoder_view(struct decoder *decoder);

/* What it means in this context. False when nothing fits. */
bool decoder_run(struct decoder *decoder, enum listen_context context, struct decoded *decoded);

/* Which of "louder", "slower" and the like the same utterance is. before: what decoder_run made of
 * it. */
bool decoder_run_comfort(struct decoder *decoder, enum listen_context context,
			 const struct decoded *before, struct decoded *decoded);

/* The last utterance was speech of the person: remember how this voice and microphone sound. */
void decoder_adapt(struct decoder *decoder);

/* Back to what the model was trained with. */
void decoder_forget(struct decoder *decoder);

void decoder_close(struct decoder *decoder);

#endif
