/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_voiceprint.h - how the people of this house say the coach's words, and how like that
 * something sounds.
 *
 * Kept is the shape of the spectrum through time, from which no speech can be
 * made again; no sound is kept. Two takes are laid upon each other by dynamic
 * time warping. The unit of unlikeness is how far two takes of one word by the
 * same person usually are apart, so that 1 is usual, whoever it is.
 *
 * Ownership: voiceprint_new and person_new allocate; a person belongs to the
 *            voiceprint once added. Threads: only read once made, so any.
 * Units: frames of 10 ms.
 */
#ifndef IO_EAR_VOICEPRINT_H
#define IO_EAR_VOICEPRINT_H

#include "ear_take.h"

#include <stdbool.h>
#include <stddef.h>

struct sound_view;

enum {
	PERSON_NAME = 32,     /* bytes of a name, likewise */
	PERSON_TAKES = 200,   /* of all words */
	PERSON_WORDS = 40,    /* different ones */
	VOICEPRINT_PEOPLE = 8 /* in one house */
};

struct person {
	char name[PERSON_NAME];
	int count;
	struct take take[PERSON_TAKES];
	/* see person_settle */
	double mean[TAKE_CEPSTRA];
	double spread; /* how far takes of one word are apart */
};

struct voiceprint {
	int count;
	struct person *person[VOICEPRINT_PEOPLE];
};

/* How unlike each word of the best fitting person something is. */
struct likeness {
	int words;
	const char *word[PERSON_WORDS]; /* borrowed from the voiceprint */
	double unlike[PERSON_WORDS];
	double least; /* of all words */
	double known; /* the chance that this person spoke one of these words */
};

/* A name for a person and a file: letters, digits, - and _, at most PERSON_NAME - 1. */
bool person_name_fits(const char *name);

/* NULL without memory. */
struct person *person_new(const char *name);

/* False when there is room for no more. */
bool person_add(struct person *person, const struct take *take);

/* All takes are there: work out what unlikeness is measured by. */
void person_settle(struct person *person);

struct voiceprint *voiceprint_new(void);

/* Takes the person over; false, and it stays the caller's, when there is no room. */
bool voiceprint_add(struct voiceprint *voiceprint, struct person *person);

/* False when nobody is known, or the frames make no take. */
bool voiceprint_compare(const struct voiceprint *voiceprint, const struct sound_view *view,
			int from, int end, struct likeness *likeness);

/* Of one word; above 1e6 when nobody said it. */
double likeness_of(const struct likeness *likeness, const char *word);

/* Accepts NULL. */
void voiceprint_free(struct voiceprint *voiceprint);

#endif
