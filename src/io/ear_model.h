/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_model.h - what a decoder is made of; shared by ear_model.c, which loads it, and ear_decode.c.
 */
#ifndef IO_EAR_MODEL_H
#define IO_EAR_MODEL_H

#include "ear_bands.h"
#include "ear_decode.h"
#include "ear_dictionary.h"
#include "ear_segment.h"
#include "ear_senone.h"

#include <pocketsphinx.h>
#include <stdint.h>

enum { CEPSTRA = 13, FRAMES_MAX = SEGMENT_ROOM + 8, NAME_ROOM = 24 };

struct decoder {
	cmd_ln_t *config;
	ps_decoder_t *sphinx;
	struct dictionary dictionary;
	mfcc_t **cepstra; /* of the utterance at hand, mean taken off */
	mfcc_t **work;	  /* a copy for each run: PocketSphinx changes it */
	int frames;
	double prior[CEPSTRA]; /* mean of the cepstra so far in the session */
	double own[CEPSTRA];   /* of the last utterance */
	size_t samples;	       /* of the utterance at hand, below */
	int16_t even[SEGMENT_ROOM * SEGMENT_FRAME];
	struct senones *senones;
	struct bands *bands;
	float band[FRAMES_MAX * BANDS];
	float state[FRAMES_MAX * SENONE_COUNT];
};

/* The names of the searches for how the coach is to speak, and for what sounds like it. */
#define MODEL_COMFORT	   "comfort"
#define MODEL_NEAR_COMFORT "near-comfort"

/* The name of the search for phrases of a context that takes values in them. */
void model_name_phrases(char name[NAME_ROOM], enum listen_context context);

/* The name of the search for all of the vocabulary but one intent. */
void model_name_without(char name[NAME_ROOM], const struct intent *intent);

#endif
