/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal_time.h - a moment as text: the local time and its distance to UTC, as ISO 8601 has it.
 */
#ifndef IO_JOURNAL_TIME_H
#define IO_JOURNAL_TIME_H

#include "clock.h"

#include <stdbool.h>

enum { TIME_BYTES = 32 };

/* "2027-01-15T08:00:00+01:00"; seconds of the distance only where there are any. */
void journal_time_text(const struct stamp *stamp, char text[TIME_BYTES]);

/* Time, day and distance; doubt is left as it is. False when it is no such text. */
bool journal_time_read(const char *text, struct stamp *stamp);

#endif
