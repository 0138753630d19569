/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dose_text.h - a dose in a few words, for lists.
 */
#ifndef APP_DOSE_TEXT_H
#define APP_DOSE_TEXT_H

#include "routine.h"

enum { DOSE_TEXT_BYTES = 96 };

/* "2 x 5 x 10 s a side", "10 reps, 2-1-2", "8 min"; always terminated. */
void dose_text(const struct dose *dose, enum sides sides, char text[DOSE_TEXT_BYTES]);

#endif
