/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * memo_file.h - the small file of what must outlive a session until there is a journal:
 *               the last warning-sign answers, the lock after an emergency, the last start, and
 *               that there is a journal.
 *
 * Errors: a missing file is a first run. A damaged or future-dated one is
 *         read on the safe side: questions are asked again, a lock stays.
 */
#ifndef IO_MEMO_FILE_H
#define IO_MEMO_FILE_H

#include "fault.h"
#include "ini_file.h"
#include "session.h"

#include <stdbool.h>

enum { SIGNS_DAYS = 14 }; /* the warning-sign questions are asked again after that */

/* Fill the parts of *start that the file knows; today is days since 1970-01-01. */
void memo_read(const char *path, long today, struct session_start *start, struct remarks *remarks);

/*
 * Write it: a new file that replaces the old one whole, on disk before this
 * returns. The day of the warning-sign answers is today when memo says so,
 * none when there is or was a lock or start says that they are due, and else
 * stays. What the session did not get to (a number, the notice) stays as
 * start has it. From any thread, as long as no other one reads INI files.
 */
bool memo_write(const char *path, long today, const struct session_start *start,
		const struct session_memo *memo, struct fault *why);

#endif
