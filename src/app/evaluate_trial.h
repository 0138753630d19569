/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate_trial.h - which recordings are heard in which contexts, and the hearing itself.
 */
#ifndef APP_EVALUATE_TRIAL_H
#define APP_EVALUATE_TRIAL_H

#include "evaluate_score.h"
#include "evaluate_stage.h"

#include <stdbool.h>
#include <stddef.h>

struct hearer;
struct ear;
struct fault;
struct folds;
struct manifest;
struct remarks;

/*
 * Each of the coach's words is heard in each context where it may be said as
 * it stands: numbers at a check-in, "stop" everywhere. Other words are heard
 * in every context, except where they are some answer after all. list has room
 * for trials_most(manifest); context -1 is all of them. A label that the coach
 * does not know is remarked and left out.
 */
size_t trials_most(const struct manifest *manifest);
size_t trials_plan(const struct manifest *manifest, int context, struct trial *list,
		   struct remarks *remarks);

/*
 * An even choice of at most so many of the coach's words out of a plan, each
 * in one context only; returns how many.
 */
size_t trials_sample(const struct trial *plan, size_t count, size_t most, struct trial *list);

struct enrolment;

struct trial_job {
	const char *title, *model;
	const struct folds *folds; /* NULL: all are heard by the program's own nets */
	const struct condition *condition;
	const struct chatter *chatter;
	const struct enrolment *enrolment; /* NULL: everybody is a stranger */
	struct trial *list;		   /* in pool_memory */
	size_t count;
	bool progress;
};

/* Hear them all; false and *why when the ear does not open. */
bool trials_run(const struct trial_job *job, struct fault *why);

/* An ear, and whose nets it uses; NULL when it does not open. */
struct hearer *hearer_open(const char *model);

/* The ear with nets that do not know the speaker (NULL: nobody, or the coach); NULL when their
 * weights cannot be read. folds may be NULL. */
struct ear *hearer_for(struct hearer *hearer, const struct folds *folds, const char *speaker);

void hearer_close(struct hearer *hearer);

#endif
