/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tones.h - the sound of each tone, made from its style.
 *
 * Low and soft, each known by its length, its glide and its number; as loud
 * beside the voice as it matters.
 *
 * Threads: any but a callback. Ownership: the clip belongs to the caller; free() releases it.
 * Units: LUFS. Errors: NULL without memory.
 */
#ifndef APP_TONES_H
#define APP_TONES_H

#include "settings_tones.h"
#include "tone.h"

struct clip;

/* How the shipped ones sound. */
struct tone_style tones_default(void);

/* So many LU under the voice, whose loudness is lufs. */
struct clip *tones_make(const struct tone_style *style, enum tone tone, int lufs);
int tones_under(enum tone tone);

#endif
