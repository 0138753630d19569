/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings_change.h - sets keys in the person's settings file; all else in it stays as it was.
 *
 * What was there before is kept beside it, with .before at its end. The new file is read as a
 * session would read it before it takes the place of the old one; a file that is there only in part
 * there never is.
 *
 * Threads: main only. Errors: false and *why; the old file is there as it was.
 */
#ifndef APP_SETTINGS_CHANGE_H
#define APP_SETTINGS_CHANGE_H

#include "ini_edit.h"

#include <stdbool.h>

struct fault;

/* Changes of keys of the section ear go to the older name of ear, where the file has that. */
bool settings_change(const char *path, const struct ini_change *changes, int count,
		     struct fault *why);

#endif
