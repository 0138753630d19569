/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * new_file.h - makes an empty file, and the folders on its way, for this person only.
 *
 * Errors: FAULT_READ_ONLY and FAULT_FULL tell what is wrong with the disk,
 *         FAULT_SYSTEM anything else.
 */
#ifndef IO_NEW_FILE_H
#define IO_NEW_FILE_H

#include "fault.h"

#include <stdbool.h>

enum { NEW_FILE_BYTES = 600 }; /* of a path */

/* True when there is a file of that name already, or now. */
bool new_file_make(const char *path, struct fault *why);

/* What errno says, as a sentence; always false. */
bool new_file_fault(const char *path, int error, struct fault *why);

/* A new name is on disk only when its folder is. */
void new_file_sync_folder(const char *path);

#endif
