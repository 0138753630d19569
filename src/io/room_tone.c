/* SPDX-License-Identifier: GPL-3.0-or-later */
/* room_tone.c - the ear is given the room instead of what is left of the coach. */
#include "room_tone.h"

#include <assert.h>
#include <string.h>

/* Of what is heard while the coach is silent, only what is hardly louder than the quietest. */
static const float QUIET_FACTOR = 4.0F;

void room_init(struct room_tone *room)
{
	memset(room, 0, sizeof *room);
	room->since_voice = ROOM_AHEAD + ROOM_BEHIND;
}

static float power_of(const int16_t sample[ECHO_FRAME])
{
	float sum = 0.0F;
	for (int i = 0; i < ECHO_FRAME; i++)
		sum += (float)sample[i] * (float)sample[i];
	return sum / ECHO_FRAME;
}

static int loudest(const struct room_tone *room)
{
	int loudest = 0;
	for (int i = 1; i < room->kept_count; i++)
		if (room->kept_power[i] > room->kept_power[loudest])
			loudest = i;
	return loudest;
}

static float least(const struct room_tone *room)
{
	float least = room->kept_power[0];
	for (int i = 1; i < room->kept_count; i++)
		if (room->kept_power[i] < least)
			least = room->kept_power[i];
	return least;
}

/* A room that has grown louder is learnt as well, only slower: what is kept is forgotten in turn.
 */
static void learn(struct room_tone *room, const int16_t sample[ECHO_FRAME])
{
	float power = power_of(sample);
	int place = room->kept_count;
	if (room->kept_count == ROOM_KEPT) {
		place = loudest(room);
		room->kept_power[room->next] *= 1.1F;
		room->next = (room->next + 1) % ROOM_KEPT;
		if (power > room->kept_power[place] && power > QUIET_FACTOR * least(room))
			return;
	} else {
		room->kept_count++;
	}
	memcpy(room->kept[place], sample, sizeof room->kept[place]);
	room->kept_power[place] = power;
}

void room_put(struct room_tone *room, const struct clean *frame)
{
	assert(room->count < ROOM_AHEAD);
	room->waiting[(room->first + room->count) % ROOM_AHEAD] = *frame;
	room->count++;
	if (frame->near_voice)
		room->since_voice = 0;
	else if (room->since_voice < ROOM_AHEAD + ROOM_BEHIND)
		room->since_voice++;
	if (!frame->playing && !frame->near_voice)
		learn(room, frame->sample);
}

static void fill(struct room_tone *room, int16_t sample[ECHO_FRAME])
{
	if (room->kept_count == 0) {
		memset(sample, 0, ECHO_FRAME * sizeof *sample);
		return;
	}
	room->next = (room->next + 1) % room->kept_count;
	memcpy(sample, room->kept[room->next], ECHO_FRAME * sizeof *sample);
}

bool room_get(struct room_tone *room, struct clean *frame)
{
	if (room->count == 0)
		return false;
	const struct clean *oldest = &room->waiting[room->first];
	bool voice = room->since_voice < room->count + ROOM_BEHIND;
	if (oldest->playing && !voice && room->count < ROOM_AHEAD)
		return false;
	*frame = *oldest;
	room->first = (room->first + 1) % ROOM_AHEAD;
	room->count--;
	if (frame->playing && !voice)
		fill(room, frame->sample);
	return true;
}
