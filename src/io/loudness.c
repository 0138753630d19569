/* SPDX-License-Identifier: GPL-3.0-or-later */
/* loudness.c - how loud a clip is to people, and clips made equally loud. */
#include "loudness.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <ebur128.h>

#include "clip.h"
#include "limiter.h"

enum {
	BLOCK = 400 * FRAMES_PER_MS, /* of R 128 */
	ROUNDS = 8		     /* what the limiter takes away is put back */
};

static const double NEAR_LU = 0.2;

/* What is raised into the limiter gains less than it is raised by. */
static const double AGAINST_LIMIT = 1.7;

static double from_db(double db)
{
	return pow(10.0, db / 20.0);
}

/* Silence up to one whole block; a true peak may stand between the last samples and it. */
static bool fill(ebur128_state *meter, const float *sample, size_t count)
{
	static const float silence[BLOCK];
	if (ebur128_add_frames_float(meter, sample, count) != EBUR128_SUCCESS)
		return false;
	return count >= BLOCK ||
	       ebur128_add_frames_float(meter, silence, BLOCK - count) == EBUR128_SUCCESS;
}

/* True peaks take four times as long to find: only where they are wanted. */
static bool measure(const float *sample, size_t count, double *lufs, double *peak_db)
{
	double peak = 0.0;
	int mode = EBUR128_MODE_I | (peak_db != NULL ? EBUR128_MODE_TRUE_PEAK : 0);
	ebur128_state *meter = ebur128_init(1, SOUND_HZ, mode);
	bool good = meter != NULL && fill(meter, sample, count) &&
		    ebur128_loudness_global(meter, lufs) == EBUR128_SUCCESS;
	if (good && peak_db != NULL)
		good = ebur128_true_peak(meter, 0, &peak) == EBUR128_SUCCESS;
	if (meter != NULL)
		ebur128_destroy(&meter);
	if (!good)
		return false;
	*lufs = fmax(*lufs, LOUDNESS_SILENCE);
	if (peak_db != NULL)
		*peak_db = 20.0 * log10(fmax(peak, 1e-6));
	return true;
}

static float *samples_of(const struct clip *clip)
{
	float *sample = malloc((clip->frames + 1) * sizeof *sample);
	for (size_t i = 0; sample != NULL && i < clip->frames; i++)
		sample[i] = (float)clip->sample[i] / 32768.0F;
	return sample;
}

bool loudness_measure(const struct clip *clip, struct loudness *loudness)
{
	float *sample = samples_of(clip);
	bool good =
	    sample != NULL && measure(sample, clip->frames, &loudness->lufs, &loudness->peak_db);
	free(sample);
	return good;
}

static void raise(const float *source, float *made, size_t count, double db)
{
	float gain = (float)from_db(db);
	for (size_t i = 0; i < count; i++)
		made[i] = source[i] * gain;
}

/* Between its samples a peak may still be higher. */
static bool lower_peaks(float *made, size_t count, double peak_db)
{
	double lufs, over;
	if (!measure(made, count, &lufs, &over))
		return false;
	if (over > peak_db)
		raise(made, made, count, peak_db - over);
	return true;
}

/* What the limiter takes away is put back, and limited again. */
static bool level(const float *source, float *made, size_t count, const struct loudness *wanted)
{
	double now, db = 0.0;
	float limit = (float)from_db(wanted->peak_db);
	bool good = measure(source, count, &now, NULL);
	for (int i = 0; good && i < ROUNDS && now > LOUDNESS_SILENCE; i++) {
		double off = wanted->lufs - now;
		if (i > 0 && fabs(off) < NEAR_LU)
			break;
		db = fmin(db + (i > 0 ? off * AGAINST_LIMIT : off), LOUDNESS_RAISE);
		raise(source, made, count, db);
		good = limiter_run(made, count, limit) && measure(made, count, &now, NULL);
	}
	return good && lower_peaks(made, count, wanted->peak_db);
}

bool loudness_level(struct clip *clip, const struct loudness *wanted)
{
	clip_soften(clip);
	float *source = samples_of(clip);
	float *made = samples_of(clip);
	bool good = source != NULL && made != NULL && level(source, made, clip->frames, wanted);
	for (size_t i = 0; good && i < clip->frames; i++)
		clip->sample[i] = clip_sample(made[i]);
	free(source);
	free(made);
	return good;
}
