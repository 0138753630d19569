/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate.h - how good the ear is: a table about any list of recordings.
 */
#ifndef APP_EVALUATE_H
#define APP_EVALUATE_H

#include <stdbool.h>
#include <stdio.h>

struct fault;
struct manifest;
struct remarks;

/* TABLE_ALL is not said. */
enum evaluation_part {
	TABLE_ALL,
	TABLE_WORDS,
	TABLE_COST,
	TABLE_OVER,
	TABLE_ROOMS,
	TABLE_QUIET,
	EVALUATION_PARTS
};

struct evaluation {
	const char *model;	   /* NULL: Debian's */
	const struct folds *folds; /* or NULL (evaluate_folds.h) */
	const char *reference;	   /* what the coach plays, or NULL */
	int context;		   /* enum listen_context, or -1: all */
	int enrol; /* takes of each word that are learnt first; 0: everybody is a stranger */
	enum evaluation_part part;
	bool progress; /* show it on standard error */
	FILE *out;
};

/* "words", "cost", "over", "rooms", "quiet"; TABLE_ALL: it is none of them. */
enum evaluation_part evaluation_part(const char *name);

/* Print the table; remarks get the labels the coach does not know. */
bool evaluate(const struct manifest *manifest, const struct evaluation *evaluation,
	      struct remarks *remarks, struct fault *why);

#endif
