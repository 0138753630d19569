/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_voice.c - tells a voice from noise and from beeps.
 *
 * A voice repeats itself with its pitch; noise does not. A sine does too, but
 * is foretold exactly from its last two samples. A voice through a poor
 * microphone comes near that, though only at its lowest pitches.
 */
#include "ear_voice.h"

#include "ear_segment.h"

#include <math.h>
#include <stdint.h>

enum {
	TONE_WINDOW = 2 * SEGMENT_FRAME,
	TONE_LOWEST_HZ = 380,
	TONE_PERCENT = 85, /* of the loud frames */
	PITCH_FRAMES = 4,  /* 40 ms, looked at with every other sample */
	PITCH_WINDOW = PITCH_FRAMES * SEGMENT_FRAME / 2,
	LAG_SHORTEST = 20, /* 400 Hz at 8,000 samples a second */
	LAG_LONGEST = 114, /* 70 Hz */
	PITCH_SPAN = PITCH_WINDOW - LAG_LONGEST
};

static const double SAMPLE_HZ = 16000.0;
static const double TWO_PI = 6.28318530717958648;
static const double PURE = 0.002; /* part of a tone's power that is not foretold */
static const double ALIKE = 0.5;  /* correlation with the sound of one pitch period ago */

static double correlate(const double *x, int lag)
{
	double sum = 0.0;
	for (int i = lag; i < TONE_WINDOW; i++)
		sum += x[i] * x[i - lag];
	return sum;
}

/* Linear prediction of second order. */
static bool is_tone(const int16_t *samples)
{
	double x[TONE_WINDOW];
	for (int i = 0; i < TONE_WINDOW; i++)
		x[i] = samples[i] * (0.5 - 0.5 * cos(TWO_PI * (i + 0.5) / (double)TONE_WINDOW));
	double r0 = correlate(x, 0) * (1.0 + 1e-7) + 1e-9;
	double first = correlate(x, 1) / r0;
	double error = r0 * (1.0 - first * first);
	double second = (correlate(x, 2) - first * first * r0) / error;
	double left = error * (1.0 - second * second) / r0;
	if (left >= PURE || second >= 0.0)
		return false;
	/* the angle of the pole is the pitch */
	double cosine = first * (1.0 - second) / (2.0 * sqrt(-second));
	return cosine < cos(TWO_PI * (double)TONE_LOWEST_HZ / (double)SAMPLE_HZ);
}

/* Half the samples, without what lies below a voice. */
static void thin_out(const int16_t *samples, double y[PITCH_WINDOW])
{
	double before = samples[0] + samples[1], out = 0.0;
	for (int i = 0; i < PITCH_WINDOW; i++) {
		double now = (double)samples[2 * i] + samples[2 * i + 1];
		out = 0.9 * out + now - before;
		before = now;
		y[i] = out;
	}
}

static bool is_voiced(const int16_t *samples)
{
	double y[PITCH_WINDOW];
	thin_out(samples, y);
	for (int lag = LAG_SHORTEST; lag <= LAG_LONGEST; lag++) {
		double both = 0.0, now = 1e-9, then = 1e-9;
		for (int i = 0; i < PITCH_SPAN; i++) {
			both += y[i] * y[i + lag];
			then += y[i] * y[i];
			now += y[i + lag] * y[i + lag];
		}
		if (both > ALIKE * sqrt(now * then))
			return true;
	}
	return false;
}

static bool is_loud(const struct segmenter *s, int i)
{
	return s->level_db[i] > s->threshold_db;
}

bool voice_is_beep(const struct segmenter *s)
{
	int loud = 0, tones = 0;
	for (int i = s->first; i + 1 < s->end; i++)
		if (is_loud(s, i) && is_loud(s, i + 1)) {
			loud++;
			tones += is_tone(s->sample + (size_t)i * SEGMENT_FRAME);
		}
	return loud > 0 && tones * 100 >= loud * TONE_PERCENT;
}

int voice_frames(const struct segmenter *s)
{
	int voiced = 0;
	for (int i = s->first; i < s->end && i + PITCH_FRAMES <= s->frames; i++)
		voiced += is_loud(s, i) && is_voiced(s->sample + (size_t)i * SEGMENT_FRAME);
	return voiced;
}
