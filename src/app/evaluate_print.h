/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate_print.h - the tables about the ear, for people.
 */
#ifndef APP_EVALUATE_PRINT_H
#define APP_EVALUATE_PRINT_H

#include "evaluate_score.h"

#include <stdio.h>

void print_heading(FILE *out, const char *text);

/* "93.1 % (90.2-95.2)": a share with its span. */
void print_share(FILE *out, int hits, int of);

/* The coach's words by context and corpus: what became of them. */
void print_words(FILE *out, const struct trial *list, size_t count);

/* The words that do worst, and what is taken for what. */
void print_worst(FILE *out, const struct trial *list, size_t count);

/* Other words by context: how many were taken for an answer. */
void print_others(FILE *out, const struct trial *list, size_t count);

/* How many decisions of each confidence were right. */
void print_calibration(FILE *out, const struct trial *list, size_t count);

/* From the end of the word to the decision. */
void print_delay(FILE *out, const struct trial *list, size_t count);

/* Recordings that could not be read. */
void print_failures(FILE *out, const struct trial *list, size_t count);

/* One line: what became of the words under a condition, and how far from clean. clean: the same
 * trials without it, or NULL. */
void print_condition(FILE *out, const char *name, const struct trial *list,
		     const struct trial *clean, size_t count);
void print_condition_head(FILE *out);

#endif
