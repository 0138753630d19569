/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * enrol_ear.h - one ear for enrolment: sound in, utterances as takes out.
 *
 * Ownership: enrol_ear_open allocates, enrol_ear_close releases.
 * Threads: main only. Units: 16-bit samples at EAR_HZ.
 */
#ifndef APP_ENROL_EAR_H
#define APP_ENROL_EAR_H

#include "enrol.h"

struct enrol_ear;
struct fault;

/* model: "" for Debian's. */
struct enrol_ear *enrol_ear_open(const char *model, struct fault *why);

/* This word is expected from now on; what was going on is forgotten. */
void enrol_ear_expect(struct enrol_ear *ear, const char *word);

/* True when an utterance ended in this sound, or ends with it (last: no more comes). */
bool enrol_ear_feed(struct enrol_ear *ear, const int16_t *samples, size_t count, bool last,
		    struct enrol_saying *saying);

/* True when the ear itself took the last utterance for a yes. */
bool enrol_ear_agrees(const struct enrol_saying *saying);

/* A whole recording that holds one word, as a take; false when it does not. */
bool enrol_ear_recording(struct enrol_ear *ear, const char *path, const char *word,
			 struct enrol_saying *saying, struct fault *why);

void enrol_ear_close(struct enrol_ear *ear);

#endif
