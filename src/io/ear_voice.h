/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_voice.h - tells a voice from noise and from beeps.
 */
#ifndef IO_EAR_VOICE_H
#define IO_EAR_VOICE_H

#include <stdbool.h>

struct segmenter;

/* True when the utterance that ended is one pure tone, steady or gliding: the coach's own. */
bool voice_is_beep(const struct segmenter *segmenter);

/* Its loud frames that repeat themselves with the pitch of a voice: a tap, a hiss or a knock has
 * hardly any. */
int voice_frames(const struct segmenter *segmenter);

#endif
