/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dose_text.c - a dose in a few words. */
#include "dose_text.h"

#include <stdio.h>

static const char *side_text(enum sides sides)
{
	return sides == SIDES_ONE ? "" : sides == SIDES_BOTH ? " a side" : " a side in turn";
}

void dose_text(const struct dose *dose, enum sides sides, char text[DOSE_TEXT_BYTES])
{
	char sets[16] = "";
	if (dose->minutes > 0) {
		snprintf(text, DOSE_TEXT_BYTES, "%d min", dose->minutes);
		return;
	}
	if (dose->sets > 1)
		snprintf(sets, sizeof sets, "%d x ", dose->sets);
	if (dose->hold_s > 0 && dose->reps == 1)
		snprintf(text, DOSE_TEXT_BYTES, "%s%d s%s", sets, dose->hold_s, side_text(sides));
	else if (dose->hold_s > 0)
		snprintf(text, DOSE_TEXT_BYTES, "%s%d x %d s%s", sets, dose->reps, dose->hold_s,
			 side_text(sides));
	else
		snprintf(text, DOSE_TEXT_BYTES, "%s%d%s, %d-%d-%d", sets, dose->reps,
			 side_text(sides), dose->out_s, dose->pause_s, dose->back_s);
}
