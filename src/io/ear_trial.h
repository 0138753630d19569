/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_trial.h - tries something in a child process that might end the process.
 *
 * PocketSphinx ends the whole program when a file of its model is damaged;
 * this way it ends only the child.
 */
#ifndef IO_EAR_TRIAL_H
#define IO_EAR_TRIAL_H

#include <stdbool.h>

/* True when attempt() returned true in the child. False when it did not, or died, or took longer
 * than ten seconds. */
bool trial_passes(bool (*attempt)(const void *context), const void *context);

#endif
