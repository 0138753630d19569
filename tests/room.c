/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * room.c - a living room made of arithmetic: image sources, a small loudspeaker, two clocks.
 */
#include "room.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "echo_fft.h"

enum {
	TAPS = 16, /* of a fractional delay */
	BLOCK = 32768,
	POWER_FRAME = 320
};

static const double sound_m_s = 343;
static const double pi = 3.14159265358979323846;

static void *needed(void *memory)
{
	if (memory == NULL) {
		fputs("not enough memory for the room\n", stderr);
		exit(1);
	}
	return memory;
}

double room_random(uint32_t *seed)
{
	uint32_t x = *seed + 0x9e3779b9u;
	*seed = x;
	x = (x ^ (x >> 16)) * 0x85ebca6bu;
	x = (x ^ (x >> 13)) * 0xc2b2ae35u;
	return (double)(x ^ (x >> 16)) / 4294967296.0;
}

double room_between(uint32_t *seed, double low, double high)
{
	return low + (high - low) * room_random(seed);
}

static double distance(const double a[3], const double b[3])
{
	return sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) +
		    (a[2] - b[2]) * (a[2] - b[2]));
}

static void place(const struct room *room, uint32_t *seed, double at_m[3])
{
	for (int axis = 0; axis < 3; axis++)
		at_m[axis] = room->size_m[axis] * room_between(seed, 0.12, 0.88);
}

struct room room_any(uint32_t *seed)
{
	struct room room;
	room.size_m[0] = room_between(seed, 3, 6);
	room.size_m[1] = room_between(seed, 2.6, 4.5);
	room.size_m[2] = room_between(seed, 2.3, 2.8);
	room.rt60_s = room_between(seed, 0.2, 0.6);
	place(&room, seed, room.microphone_m);
	do
		place(&room, seed, room.speaker_m);
	while (distance(room.speaker_m, room.microphone_m) > 2.5);
	do
		place(&room, seed, room.mouth_m);
	while (distance(room.mouth_m, room.microphone_m) < 0.7);
	return room;
}

/* What a wall gives back of the amplitude, so that the echo takes rt60 to die (Eyring). */
static double wall(const struct room *room)
{
	const double *size = room->size_m;
	double volume = size[0] * size[1] * size[2];
	double surface = 2 * (size[0] * size[1] + size[1] * size[2] + size[0] * size[2]);
	return exp(-0.5 * 0.161 * volume / (surface * room->rt60_s));
}

static void add_tap(struct response *response, double at, double level)
{
	const long first = (long)floor(at) - TAPS / 2 + 1;
	const double fraction = at - floor(at);
	for (int i = 0; i < TAPS; i++) {
		double x = i - (TAPS / 2 - 1) - fraction;
		double window = 0.5 + 0.5 * cos(2 * pi * x / TAPS);
		double value = fabs(x) < 1e-9 ? 1 : sin(pi * x) / (pi * x);
		if (first + i >= 0 && (size_t)(first + i) < response->count)
			response->tap[first + i] += (float)(level * value * window);
	}
}

/* The images in the walls across one axis: mirror 0 or 1, at this many rooms away. */
static double image(const struct room *room, const double from_m[3], int axis, int mirror, int away)
{
	return (mirror ? -from_m[axis] : from_m[axis]) + 2.0 * away * room->size_m[axis] -
	       room->microphone_m[axis];
}

struct images {
	const struct room *room;
	const double *from_m;
	double reach_m, wall;
	struct response *response;
	uint32_t seed;
};

/* All images of one row along the last axis; a few cm of disorder as real walls have it. */
static void add_row(struct images *images, double across, int walls)
{
	const struct room *room = images->room;
	const int far = (int)(images->reach_m / (2 * room->size_m[2])) + 1;
	for (int away = -far; away <= far; away++)
		for (int mirror = 0; mirror < 2; mirror++) {
			double up = image(room, images->from_m, 2, mirror, away);
			double length = sqrt(across + up * up);
			int hits = walls + abs(2 * away - mirror);
			if (hits > 0)
				length += 0.04 * (room_random(&images->seed) - 0.5);
			if (length < images->reach_m)
				add_tap(images->response, length / sound_m_s * ROOM_HZ,
					pow(images->wall, hits) / fmax(length, 0.05));
		}
}

struct response room_response(const struct room *room, const double from_m[3], uint32_t seed)
{
	struct response response = {.count = (size_t)(0.8 * room->rt60_s * ROOM_HZ)};
	response.tap = needed(calloc(response.count, sizeof *response.tap));
	struct images images = {.room = room,
				.from_m = from_m,
				.reach_m = 0.8 * room->rt60_s * sound_m_s,
				.wall = wall(room),
				.response = &response,
				.seed = seed};
	const int far_x = (int)(images.reach_m / (2 * room->size_m[0])) + 1;
	const int far_y = (int)(images.reach_m / (2 * room->size_m[1])) + 1;
	for (int i = 0; i < 4 * (2 * far_x + 1) * (2 * far_y + 1); i++) {
		int away_x = i / 4 / (2 * far_y + 1) - far_x, mirror_x = i & 1;
		int away_y = i / 4 % (2 * far_y + 1) - far_y, mirror_y = i >> 1 & 1;
		double x = image(room, from_m, 0, mirror_x, away_x);
		double y = image(room, from_m, 1, mirror_y, away_y);
		add_row(&images, x * x + y * y,
			abs(2 * away_x - mirror_x) + abs(2 * away_y - mirror_y));
	}
	return response;
}

static void load(const float *in, size_t count, size_t from, size_t most, float *block)
{
	size_t there = from < count ? count - from : 0;
	if (there > most)
		there = most;
	memset(block, 0, BLOCK * sizeof *block);
	memcpy(block, in + from, there * sizeof *block);
}

void room_hear(const struct response *response, const float *in, size_t count, float *out)
{
	struct fft *fft = needed(fft_open(BLOCK));
	float *block = needed(malloc(BLOCK * sizeof *block));
	struct line *taps = needed(malloc((BLOCK + 2) * sizeof *taps));
	struct line *lines = taps + BLOCK / 2 + 1;
	const size_t step = BLOCK - response->count;
	load(response->tap, response->count, 0, response->count, block);
	fft_forward(fft, block, taps);
	memset(out, 0, count * sizeof *out);
	for (size_t from = 0; from < count; from += step) {
		load(in, count, from, step, block);
		fft_forward(fft, block, lines);
		for (int k = 0; k <= BLOCK / 2; k++) {
			struct line a = lines[k], b = taps[k];
			lines[k] =
			    (struct line){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
		}
		fft_back(fft, lines, block);
		for (size_t i = 0; i < BLOCK && from + i < count; i++)
			out[from + i] += block[i];
	}
	free(taps);
	free(block);
	fft_close(fft);
}

static void high_pass(float *sound, size_t count, double hz)
{
	const double pole = exp(-2 * pi * hz / ROOM_HZ);
	double before = 0, after = 0;
	for (size_t i = 0; i < count; i++) {
		after = pole * (after + (double)sound[i] - before);
		before = (double)sound[i];
		sound[i] = (float)after;
	}
}

/* Bent by the cone, and no pressure from a cone that stands still: high pass behind it as well. */
void room_loudspeaker(float *sound, size_t count, double drive)
{
	high_pass(sound, count, 200);
	for (size_t i = 0; i < count && drive > 0; i++) {
		double value = (double)sound[i], bent = value + 0.1 * drive * value * value;
		sound[i] = (float)(tanh(drive * bent) / drive);
	}
	high_pass(sound, count, 200);
}

void room_clock(const float *in, size_t count, double delay, double ppm, float *out)
{
	for (size_t i = 0; i < count; i++) {
		double at = (double)i / (1 + ppm * 1e-6) - delay, sum = 0;
		const long whole = (long)floor(at);
		const double fraction = at - (double)whole;
		for (int t = 1 - TAPS / 2; t <= TAPS / 2; t++) {
			if (whole + t < 0 || whole + t >= (long)count)
				continue;
			double x = t - fraction;
			double window = 0.5 + 0.5 * cos(2 * pi * x / (TAPS + 1));
			double value = fabs(x) < 1e-9 ? 1 : sin(pi * x) / (pi * x);
			sum += (double)in[whole + t] * value * window;
		}
		out[i] = (float)sum;
	}
}

static double frame_power(const float *frame)
{
	double sum = 0;
	for (int i = 0; i < POWER_FRAME; i++)
		sum += (double)frame[i] * (double)frame[i];
	return sum / POWER_FRAME;
}

double room_active_power(const float *sound, size_t count)
{
	double most = 0, sum = 0;
	size_t loud = 0;
	for (size_t at = 0; at + POWER_FRAME <= count; at += POWER_FRAME)
		most = fmax(most, frame_power(sound + at));
	for (size_t at = 0; at + POWER_FRAME <= count; at += POWER_FRAME) {
		double power = frame_power(sound + at);
		if (power > 0 && power >= 1e-3 * most)
			sum += power, loud++;
	}
	return loud > 0 ? sum / (double)loud : 0;
}

void room_add_noise(float *sound, size_t count, double level_db, uint32_t seed)
{
	const double peak = sqrt(3) * pow(10, level_db / 20);
	for (size_t i = 0; i < count; i++)
		sound[i] += (float)room_between(&seed, -peak, peak);
}

void room_convert(const float *sound, size_t count, int16_t *out)
{
	for (size_t i = 0; i < count; i++)
		out[i] = (int16_t)lround(fmax(-32768, fmin(32767, (double)sound[i] * 32768)));
}
