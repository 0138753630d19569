/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * comfort_file.h - how loud and how fast the person wanted the coach last time.
 *
 * Whoever said "louder" need not say it again tomorrow. What was made very
 * quiet comes back a little louder: a session must be heard to begin.
 *
 * Threads: main only. Errors: a file that is missing or damaged is as if
 *          nothing had been said; one that cannot be written is a fault that
 *          harms nobody.
 */
#ifndef APP_COMFORT_FILE_H
#define APP_COMFORT_FILE_H

#include "comfort.h"
#include "fault.h"

enum { COMFORT_RECALLED_DB = -6 }; /* no lower at a beginning */

/* Put what was wanted into comfort, on top of the settings. */
void comfort_recall(const char *path, struct comfort *comfort);

/* Keep it for the next time; what was said at night about loudness is not for the day. */
bool comfort_keep(const char *path, const struct comfort *comfort, struct fault *why);

#endif
