/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * room_tone.h - the ear is given the room instead of what is left of the coach.
 *
 * However well the coach is taken out, a remainder would run into the words of
 * somebody else, so that no beginning and no end of them could be found. While
 * nobody else speaks the ear hears the room as it was before the coach spoke.
 * A voice is noticed only after its first sounds: frames wait for it as long
 * as the coach is to be heard, and not at all while it is silent.
 *
 * Pure. Units: frames of 10 ms.
 */
#ifndef IO_ROOM_TONE_H
#define IO_ROOM_TONE_H

#include "echo.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	ROOM_AHEAD = 12,  /* frames before a voice is noticed that are its own */
	ROOM_BEHIND = 20, /* and behind the last in which it was */
	ROOM_KEPT = 32
};

/* 10 ms of the microphone without the coach. */
struct clean {
	int16_t sample[ECHO_FRAME];
	bool playing, near_voice;
};

struct room_tone {
	struct clean waiting[ROOM_AHEAD];
	int first, count;
	int since_voice;		     /* frames, from the newest */
	int16_t kept[ROOM_KEPT][ECHO_FRAME]; /* of the room at rest */
	float kept_power[ROOM_KEPT];
	int kept_count, next;
};

void room_init(struct room_tone *room);

/* The next frame, which waits for its turn; give out all before the next. */
void room_put(struct room_tone *room, const struct clean *frame);

/* A frame for the ear; false when all others have to wait. */
bool room_get(struct room_tone *room, struct clean *frame);

#endif
