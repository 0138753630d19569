/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clip.c - a piece of mono sound, and the tones.
 */
#include "clip.h"

#include <assert.h>
#include <math.h>

enum {
	TONE_EDGE_FRAMES =
	    8 * FRAMES_PER_MS, /* softer than a click, shorter than any tone's half */
	SPEECH_EDGE_FRAMES = 5 * FRAMES_PER_MS
};

static const double pi = 3.14159265358979323846;
static const double full_scale = 32767.0;

static double from_db(double db)
{
	return pow(10.0, db / 20.0);
}

size_t clip_bytes(size_t frames)
{
	assert(frames < SIZE_MAX / sizeof(int16_t) - sizeof(struct clip));
	return sizeof(struct clip) + frames * sizeof(int16_t);
}

/* Negated comparison: a damaged file's not-a-number must end here too. */
int16_t clip_sample(float value)
{
	if (!(value > -1.0F))
		return INT16_MIN;
	if (value >= 1.0F)
		return INT16_MAX;
	float scaled = value * 32768.0F + (value < 0 ? -0.5F : 0.5F);
	return scaled >= 32767.0F ? INT16_MAX : (int16_t)scaled;
}

/* 0 at the very edge, 1 from the edge's length inwards, half a cosine between. */
static double softness(size_t i, size_t frames, size_t edge)
{
	size_t from_edge = i < frames - 1 - i ? i : frames - 1 - i;
	if (edge > frames / 2)
		edge = frames / 2;
	if (from_edge >= edge)
		return 1.0;
	return 0.5 - 0.5 * cos(pi * (double)from_edge / (double)edge);
}

static int16_t to_sample(double value)
{
	if (value > full_scale)
		return INT16_MAX;
	if (value < -full_scale)
		return -INT16_MAX;
	return (int16_t)lround(value);
}

size_t clip_tone_frames(const struct tone_shape *shape)
{
	assert(shape->length_ms >= 20 && shape->length_ms <= 1000);
	return (size_t)shape->length_ms * FRAMES_PER_MS;
}

/* One partial: a multiple of the pitch, its share, and by what power of e it falls to the end. */
struct partial {
	double multiple, share, fall;
};

enum { PARTIALS = 4, HIGHEST_HZ = 1800 };

static const struct partial timbres[TIMBRES][PARTIALS] = {
    [TIMBRE_PURE] = {{1, 1.0, 0}},
    [TIMBRE_SOFT] = {{1, 1.0, 1.5}, {2, 0.35, 2.5}, {3, 0.12, 3.5}},
    [TIMBRE_WOOD] = {{1, 1.0, 3.5}, {2, 0.2, 5}, {4, 0.3, 9}},
    [TIMBRE_BRIGHT] = {{1, 0.8, 0.7}, {2, 0.6, 0.9}, {3, 0.45, 1.2}, {4, 0.2, 1.5}},
};

static bool sounds(const struct partial *partial, const struct tone_shape *shape)
{
	int highest = shape->from_hz > shape->to_hz ? shape->from_hz : shape->to_hz;
	return partial->share > 0 &&
	       (partial->multiple <= 1 || partial->multiple * highest <= HIGHEST_HZ);
}

static double share_of_all(const struct tone_shape *shape)
{
	double sum = 0;
	for (int i = 0; i < PARTIALS; i++)
		if (sounds(&timbres[shape->timbre][i], shape))
			sum += timbres[shape->timbre][i].share;
	return sum;
}

/* From -1 to 1, when so much of the tone is over and its pitch has turned so often. */
static double wave(const struct tone_shape *shape, double over, double turns)
{
	double value = 0;
	for (int i = 0; i < PARTIALS; i++) {
		const struct partial *partial = &timbres[shape->timbre][i];
		if (sounds(partial, shape))
			value += partial->share * exp(-partial->fall * over) *
				 sin(2.0 * pi * partial->multiple * turns);
	}
	return value;
}

void clip_tone(struct clip *clip, const struct tone_shape *shape)
{
	assert(shape->from_hz > 0 && shape->to_hz > 0);
	assert(shape->level_db >= -40 && shape->level_db <= 0);
	assert(clip->frames == clip_tone_frames(shape));
	double peak = full_scale * from_db(shape->level_db) / share_of_all(shape);
	size_t frames = shape->twice ? clip->frames / 2 : clip->frames;
	double length_s = (double)frames / (double)SOUND_HZ;
	double glide = (shape->to_hz - shape->from_hz) / (2.0 * length_s);
	for (size_t i = 0; i < clip->frames; i++) {
		double s = (double)(i % frames) / (double)SOUND_HZ;
		double turns = s * (shape->from_hz + glide * s);
		clip->sample[i] = to_sample(peak * softness(i % frames, frames, TONE_EDGE_FRAMES) *
					    wave(shape, s / length_s, turns));
	}
}

void clip_soften(struct clip *clip)
{
	for (size_t i = 0; i < clip->frames; i++)
		clip->sample[i] =
		    to_sample(clip->sample[i] * softness(i, clip->frames, SPEECH_EDGE_FRAMES));
}
