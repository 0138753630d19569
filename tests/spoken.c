/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * spoken.c - speech and noises for the tests of the ear.
 */
#include "spoken.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "fault.h"
#include "wav.h"

enum { HZ = 16000, BEFORE = HZ / 2, AFTER = HZ + HZ / 5, ROOM_LEVEL = 8 };

static int room_noise(size_t i, int level)
{
	uint32_t x = (uint32_t)i * 2654435761U;
	x ^= x >> 15;
	x *= 2246822519U;
	x ^= x >> 13;
	return (int)(x % (uint32_t)(2 * level + 1)) - level;
}

static int16_t clipped(double value)
{
	return (int16_t)(value > 32767.0 ? 32767.0 : value < -32768.0 ? -32768.0 : value);
}

static struct sound quiet_room(size_t count)
{
	struct sound room = {.count = count, .sample = calloc(count, sizeof(int16_t))};
	assert_non_null(room.sample);
	for (size_t i = 0; i < count; i++)
		room.sample[i] = (int16_t)room_noise(i, ROOM_LEVEL);
	return room;
}

static short *speak(const char *voice, const char *words, size_t *count)
{
	char folder[] = "/tmp/easeback-ear-XXXXXX", path[64], command[256];
	struct fault why;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/spoken.wav", folder);
	snprintf(command, sizeof command, "flite -voice %s -t \"%s\" -o %s", voice, words, path);
	if (system(command) != 0)
		fail_msg("flite does not speak: apt install flite");
	short *sample = wav_read_mono(path, HZ, 10, count, &why);
	unlink(path);
	rmdir(folder);
	assert_non_null(sample);
	return sample;
}

struct sound spoken(const char *voice, const char *words)
{
	size_t count = 0;
	short *speech = speak(voice, words, &count);
	struct sound sound = quiet_room(BEFORE + count + AFTER);
	for (size_t i = 0; i < count; i++)
		sound.sample[BEFORE + i] = clipped(sound.sample[BEFORE + i] + speech[i]);
	free(speech);
	return sound;
}

struct sound beep(int hz, int length_ms, int level)
{
	size_t count = (size_t)length_ms * HZ / 1000;
	struct sound sound = quiet_room(BEFORE + count + AFTER);
	for (size_t i = 0; i < count; i++) {
		double turn = 2.0 * 3.14159265358979 * hz * (double)i / (double)HZ;
		sound.sample[BEFORE + i] = clipped(level * sin(turn));
	}
	return sound;
}

struct sound hiss(double seconds, int level)
{
	struct sound sound = quiet_room((size_t)(seconds * (double)HZ));
	for (size_t i = 0; i < sound.count; i++)
		sound.sample[i] = clipped(room_noise(i, level));
	return sound;
}

void change_level(struct sound *sound, double factor, int offset)
{
	for (size_t i = 0; i < sound->count; i++)
		sound->sample[i] = clipped(sound->sample[i] * factor + offset);
}

void sound_free(struct sound *sound)
{
	free(sound->sample);
	*sound = (struct sound){.count = 0};
}
