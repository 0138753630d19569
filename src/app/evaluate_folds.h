/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate_folds.h - cross-validation: each speaker is heard by nets that were not taught by them.
 *
 * A folder holds speakers.tsv (a speaker, a TAB and the number of a fold in
 * each line) and for each fold a folder of that number with the weights of
 * nets that never heard its speakers (ear_opinion.h). Whoever is not named is
 * heard by the program's own nets.
 *
 * Ownership: folds_open allocates, folds_close releases.
 */
#ifndef APP_EVALUATE_FOLDS_H
#define APP_EVALUATE_FOLDS_H

#include <stdbool.h>

enum { FOLD_NONE = -1 };

struct ear;
struct fault;
struct folds;

/* NULL and *why when the folder's speakers.tsv cannot be read or is of another shape. */
struct folds *folds_open(const char *folder, struct fault *why);

/* The fold of a speaker, or FOLD_NONE. */
int folds_of(const struct folds *folds, const char *speaker);

/* Let the ear use a fold's nets. False and *why when its weights cannot be read. */
bool folds_use(const struct folds *folds, int fold, struct ear *ear, struct fault *why);

void folds_close(struct folds *folds);

#endif
