/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sleeper.c - a loudspeaker that sleeps when it is idle. */
#include "sleeper.h"

#include <stdlib.h>

enum { FAINT = 2 /* so much is nothing to hear, though it is no zero */ };

void sleeper_init(struct sleeper *sleeper, int hz, int swallows_ms, int dozes_ms)
{
	*sleeper = (struct sleeper){.hz = hz,
				    .swallows = (int64_t)swallows_ms * hz / 1000,
				    .dozes = (int64_t)dozes_ms * hz / 1000};
}

void sleeper_open(struct sleeper *sleeper)
{
	sleeper->frame = sleeper->sound_at = sleeper->zeros = 0;
	sleeper->woken = sleeper->dozes > 0 ? -1 : 0;
}

static void note(struct sleeper *sleeper, bool heard)
{
	int64_t idle = sleeper->frame - sleeper->sound_at;
	bool first = sleeper->sound_at == 0;
	sleeper->sound_at = sleeper->frame;
	if ((idle >= sleeper->hz || first) && sleeper->onsets < SLEEPER_ONSETS)
		sleeper->onset[sleeper->onsets++] =
		    (struct onset){.frame = sleeper->frame, .idle = idle, .lost = !heard};
}

/* Does anything of this frame wake it, or let it doze off? */
static void feel(struct sleeper *sleeper, int most)
{
	sleeper->zeros = most == 0 ? sleeper->zeros + 1 : 0;
	if (sleeper->dozes == 0)
		return;
	if (most > 0 && sleeper->woken < 0)
		sleeper->woken = sleeper->frame;
	else if (sleeper->zeros >= sleeper->dozes)
		sleeper->woken = -1;
}

void sleeper_take(struct sleeper *sleeper, int16_t *samples, size_t frames, int channels)
{
	for (size_t i = 0; i < frames; i++, sleeper->frame++, samples += channels) {
		int most = 0;
		for (int c = 0; c < channels; c++)
			if (abs(samples[c]) > most)
				most = abs(samples[c]);
		feel(sleeper, most);
		bool heard = sleeper->woken >= 0 &&
			     sleeper->frame - sleeper->woken >= sleeper->swallows;
		if (most > FAINT)
			note(sleeper, heard);
		for (int c = 0; c < channels && !heard; c++)
			samples[c] = 0;
	}
}
