/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tones.c - the sound of each tone. */
#include "tones.h"

#include "clip.h"
#include "loudness.h"

#include <stdlib.h>

enum { PEAK_DB = -9, MADE_DB = -12, HIGHEST_HZ = 1500 };

/*
 * A person learns them by their shape: beginnings rise, endings fall, the half is two of them.
 * The pitches stay around the middle of a voice, where nobody finds them sharp.
 */
static const struct {
	int from_hz, to_hz, length_ms;
	bool twice;
	int under; /* LU below the voice: what must not be missed is stronger */
} shapes[TONES] = {
    [TONE_COUNT] = {392, 392, 120, false, 6},  [TONE_GO] = {523, 523, 400, false, 3},
    [TONE_OUT] = {349, 466, 110, false, 9},    [TONE_HOLD] = {466, 466, 90, false, 10},
    [TONE_BACK] = {466, 349, 110, false, 9},   [TONE_HALF] = {440, 440, 190, true, 7},
    [TONE_MINUTE] = {440, 440, 160, false, 8}, [TONE_END] = {466, 311, 260, false, 5},
    [TONE_ASK] = {440, 587, 150, false, 6},
};

struct tone_style tones_default(void)
{
	return (struct tone_style){.timbre = TIMBRE_SOFT};
}

int tones_under(enum tone tone)
{
	return shapes[tone].under;
}

/* Its glide keeps its interval, whatever the pitch. */
static struct tone_shape shape_of(const struct tone_style *style, enum tone tone)
{
	int from = shapes[tone].from_hz, to = shapes[tone].to_hz;
	if (style->hz[tone] > 0) {
		to = to * style->hz[tone] / from;
		from = style->hz[tone];
	}
	if (to > HIGHEST_HZ)
		to = HIGHEST_HZ;
	return (struct tone_shape){.from_hz = from,
				   .to_hz = to,
				   .length_ms = shapes[tone].length_ms,
				   .level_db = MADE_DB,
				   .timbre = style->timbre,
				   .twice = shapes[tone].twice};
}

struct clip *tones_make(const struct tone_style *style, enum tone tone, int lufs)
{
	struct tone_shape shape = shape_of(style, tone);
	struct loudness wanted = {.lufs = lufs - tones_under(tone), .peak_db = PEAK_DB};
	size_t frames = clip_tone_frames(&shape);
	struct clip *clip = malloc(clip_bytes(frames));
	if (clip == NULL)
		return NULL;
	clip->frames = frames;
	clip_tone(clip, &shape);
	if (loudness_level(clip, &wanted))
		return clip;
	free(clip);
	return NULL;
}
