/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate_enrol.h - lets the speakers of a list of recordings be enrolled before they are heard.
 *
 * Of each word that a speaker says more often than that, so many takes are
 * learnt, spread evenly over the list; the rest are heard. Words said too
 * seldom are left out. Other words are heard by an ear that knows their speaker.
 *
 * Ownership: enrolment_make allocates, enrolment_free releases; the manifest is borrowed.
 */
#ifndef APP_EVALUATE_ENROL_H
#define APP_EVALUATE_ENROL_H

#include <stdbool.h>
#include <stddef.h>

struct enrolment;
struct fault;
struct manifest;
struct trial;
struct utterance;
struct voiceprint;

/* takes: 1 to ENROL_FILE_TAKES. model: NULL for Debian's. NULL and *why without memory or model. */
struct enrolment *enrolment_make(const struct manifest *manifest, int takes, const char *model,
				 struct fault *why);

/* Leave out the trials of what was learnt or is said too seldom; returns how many are left. */
size_t enrolment_filter(const struct enrolment *enrolment, struct trial *list, size_t count);

/* What the ear knows when it hears this; NULL is nobody. */
const struct voiceprint *enrolment_of(const struct enrolment *enrolment,
				      const struct utterance *recording);

/* "3 takes of a word are enrolled: 30 words of 3 speakers" */
void enrolment_describe(const struct enrolment *enrolment, char text[120]);

/* Accepts NULL. */
void enrolment_free(struct enrolment *enrolment);

#endif
