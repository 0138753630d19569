/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * whole_file.h - writes a file that is whole or not there: beside it first, then in its place.
 */
#ifndef APP_WHOLE_FILE_H
#define APP_WHOLE_FILE_H

#include "fault.h"

#include <stdbool.h>
#include <stdio.h>

/* Write to the file; false and *why when that cannot be. Errors of the file itself are found
 * anyway. */
typedef bool whole_file_fn(void *context, FILE *file, struct fault *why);

/*
 * For this person only. What was there before stays until the new one is on disk; a device, a pipe
 * or what a link leads to is written to as it is.
 */
bool whole_file_write(const char *path, whole_file_fn *write, void *context, struct fault *why);

#endif
