/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coach_voice.c - how loud and how fast the coach speaks, while it does. */
#include "coach_inner.h"

#include "shelf.h"

float coach_voice_gain(const struct coach *coach, int ticket, enum cue cue)
{
	bool recorded = shelf_is_recorded(coach->parts.shelf, ticket);
	return comfort_gain(&coach->parts.comfort, recorded ? COMFORT_RECORDING : COMFORT_VOICE,
			    cue);
}

/* What is said of a change that could not be made. */
enum cue coach_voice_cue(const struct coach *coach, enum cue cue)
{
	bool of_voice = cue == CUE_LOUDER || cue == CUE_QUIETER || cue == CUE_SPEAK_SLOWER ||
			cue == CUE_SPEAK_FASTER;
	return of_voice && coach->no_further ? CUE_NO_FURTHER : cue;
}

/* From the next words on; those that wait are made anew, so that they are not the old pace. */
void coach_voice_adjust(struct coach *coach, enum intent_kind kind)
{
	struct comfort *comfort = &coach->parts.comfort;
	int slower = comfort->slower;
	coach->no_further = !comfort_adjust(comfort, kind);
	if (comfort->slower == slower)
		return;
	shelf_speed(coach->parts.shelf, comfort_speed_percent(comfort));
	for (int i = 0; i < coach->queue_count; i++) {
		struct sentence *sentence = &coach->queue[(coach->queue_first + i) % QUEUE];
		sentence->ticket = shelf_again(coach->parts.shelf, sentence->ticket);
	}
}

const struct comfort *coach_comfort(const struct coach *coach)
{
	return &coach->parts.comfort;
}

void coach_go_on(struct coach *coach, int64_t now_ms, const struct comfort *comfort)
{
	coach->now_ms = coach->voice_free_ms = coach->silent_to_ms = now_ms;
	coach->parts.comfort = *comfort;
	shelf_speed(coach->parts.shelf, comfort_speed_percent(comfort));
}
