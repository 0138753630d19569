/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_take.c - one saying of a word as a shape through time, and how far two are apart. */
#include "ear_take.h"

#include "ear_bands.h"
#include "ear_decode.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <string.h>

enum {
	POINT = 2 * TAKE_CEPSTRA, /* cepstra and their slopes */
	SLOPE_FRAMES = 3,	  /* on each side */
	SILENCE = 5		  /* frames of the silence around an utterance that are cut off */
};

static const double PI = 3.14159265358979323846;
static const float LEAST_BAND = 6.0F; /* what is fainter is silence */
static const double LIFTER = 30.0;    /* higher cepstra are smaller: makes them count alike */
static const float SLOPE_WEIGHT = 3.0F;
static const double STEP = 1.0 / 256.0;

/*
 * What is the same in all that a person says belongs to voice and microphone;
 * one word is too short to know it by itself. So many frames it is worth beside them.
 */
static const double PERSON_FRAMES = 60.0;

/* A take with its slopes, as it is compared. */
struct trace {
	int frames;
	float point[TAKE_FRAMES][POINT];
};

static double lifter(int c)
{
	return (1.0 + LIFTER / 2.0 * sin(PI * (c + 1) / LIFTER)) * 2.0 / LIFTER;
}

static void shape_of(const float *bands, double cepstra[TAKE_CEPSTRA])
{
	for (int c = 0; c < TAKE_CEPSTRA; c++) {
		double sum = 0.0;
		for (int b = 0; b < BANDS; b++)
			sum += (double)fmaxf(bands[b], LEAST_BAND) *
			       cos(PI * (c + 1) * (b + 0.5) / BANDS);
		cepstra[c] = sum * sqrt(2.0 / BANDS) * lifter(c);
	}
}

static int16_t rounded(double value)
{
	double steps = value / STEP;
	return (int16_t)lrint(fmin(fmax(steps, INT16_MIN), INT16_MAX));
}

bool take_make(struct take *take, const char *word, const struct sound_view *view, int from,
	       int end)
{
	double sum[TAKE_CEPSTRA] = {0.0}, shape[TAKE_CEPSTRA];
	int kept = end - from - 2 * SILENCE;
	assert(strlen(word) < TAKE_WORD && from >= 0 && end <= view->frames);
	if (kept < TAKE_FRAMES_LEAST || kept > TAKE_FRAMES)
		return false;
	*take = (struct take){.frames = kept};
	memcpy(take->word, word, strlen(word));
	for (int i = from; i < end; i++) {
		shape_of(view->bands + (size_t)i * BANDS, shape);
		for (int c = 0; c < TAKE_CEPSTRA; c++)
			sum[c] += shape[c];
	}
	for (int c = 0; c < TAKE_CEPSTRA; c++)
		take->mean[c] = rounded(sum[c] / (end - from));
	for (int i = 0; i < kept; i++) {
		shape_of(view->bands + (size_t)(from + SILENCE + i) * BANDS, shape);
		for (int c = 0; c < TAKE_CEPSTRA; c++)
			take->cepstra[i][c] = rounded(shape[c]);
	}
	return true;
}

/* --- laying them upon each other --------------------------------------- */

static float cepstrum(const struct take *take, const double *mean, int frame, int c)
{
	int kept = frame < 0 ? 0 : frame >= take->frames ? take->frames - 1 : frame;
	return (float)(take->cepstra[kept][c] * STEP - mean[c]);
}

static float slope(const struct take *take, const double *mean, int frame, int c)
{
	float sum = 0.0F, squares = 0.0F;
	for (int k = 1; k <= SLOPE_FRAMES; k++) {
		sum += (float)k *
		       (cepstrum(take, mean, frame + k, c) - cepstrum(take, mean, frame - k, c));
		squares += 2.0F * (float)(k * k);
	}
	return sum / squares;
}

/* person: the mean of all that person's takes; NULL: only the take's own is known. */
static void trace_make(struct trace *trace, const struct take *take, const double *person)
{
	double mean[TAKE_CEPSTRA];
	double own = take->frames + 2.0 * SILENCE;
	for (int c = 0; c < TAKE_CEPSTRA; c++) {
		mean[c] = take->mean[c] * STEP;
		if (person != NULL)
			mean[c] =
			    (mean[c] * own + person[c] * PERSON_FRAMES) / (own + PERSON_FRAMES);
	}
	trace->frames = take->frames;
	for (int i = 0; i < take->frames; i++)
		for (int c = 0; c < TAKE_CEPSTRA; c++) {
			trace->point[i][c] = cepstrum(take, mean, i, c);
			trace->point[i][TAKE_CEPSTRA + c] = SLOPE_WEIGHT * slope(take, mean, i, c);
		}
}

static float apart(const float *a, const float *b)
{
	float sum = 0.0F;
	for (int i = 0; i < POINT; i++)
		sum += (a[i] - b[i]) * (a[i] - b[i]);
	return sqrtf(sum);
}

/* A step on both sides counts twice, so that each way is as long as the two together. */
static double warp(const struct trace *a, const struct trace *b)
{
	float row[2][TAKE_FRAMES + 1];
	for (int k = 0; k <= b->frames; k++)
		row[0][k] = k == 0 ? 0.0F : FLT_MAX / 4.0F;
	for (int i = 1; i <= a->frames; i++) {
		const float *before = row[(i - 1) % 2];
		float *now = row[i % 2];
		now[0] = FLT_MAX / 4.0F;
		for (int k = 1; k <= b->frames; k++) {
			float gap = apart(a->point[i - 1], b->point[k - 1]);
			float both = before[k - 1] + 2.0F * gap;
			now[k] = fminf(both, fminf(before[k], now[k - 1]) + gap);
		}
	}
	return (double)row[a->frames % 2][b->frames] / (a->frames + b->frames);
}

double take_distance(const struct take *a, const struct take *b, const double *person)
{
	struct trace first, second;
	trace_make(&first, a, person);
	trace_make(&second, b, person);
	return warp(&first, &second);
}

void take_mean(const struct take *take, double mean[TAKE_CEPSTRA])
{
	for (int c = 0; c < TAKE_CEPSTRA; c++)
		mean[c] = take->mean[c] * STEP;
}

double take_away(const struct take *take, const double *person)
{
	double sum = 0.0;
	for (int c = 0; c < TAKE_CEPSTRA; c++) {
		double off = (take->mean[c] * STEP - person[c]) / lifter(c);
		sum += off * off;
	}
	return sqrt(sum);
}
