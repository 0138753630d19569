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

struct evaluation {
	const char *model;	   /* NULL: Debian's */
	const struct folds *folds; /* or NULL (evaluate_folds.h) */
	const char *reference;	   /* what the coach plays, or NULL */
	int context;		   /* enum listen_context, or -1: all */
	int enrol;     /* takes of each word that are learnt first; 0: everybody is a stranger */
	bool quick;    /* the plain recordings only */
	bool progress; /* show it on standard error */
	FILE *out;
};

/* Print the table; remarks get the labels the coach does not know. */
bool evaluate(const struct manifest *manifest, const struct evaluation *evaluation,
	      struct remarks *remarks, struct fault *why);

#endif
