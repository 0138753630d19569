/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_senone.c - how like each state of each English sound a frame is, by the model's statistics.
 */
#include "ear_senone.h"

#include "fault.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	STREAMS = 3, /* cepstra, their slope, the slope's slope */
	DENSITIES = 128,
	VALUES = SENONE_SOUNDS * STREAMS * DENSITIES * SENONE_CEPSTRA,
	HEAD_WORDS = 7, /* byte order, sounds, streams, densities, three lengths */
	TITLES_MAX = 64,
	TITLE_BYTES = 1024
};

static const uint32_t BYTE_ORDER_MARK = 0x11223344U;
static const float LEAST_VARIANCE = 1e-4F;
static const double WEIGHT_STEP = 1024.0 * 0.00009999500033; /* sendump keeps its weights so */
static const double TWO_PI = 6.28318530717958648;

struct senones {
	float mean[SENONE_SOUNDS][STREAMS][DENSITIES][SENONE_CEPSTRA];
	float half_precision[SENONE_SOUNDS][STREAMS][DENSITIES][SENONE_CEPSTRA];
	float constant[SENONE_SOUNDS][STREAMS][DENSITIES];
	float weight[SENONE_COUNT][STREAMS][DENSITIES];
};

static bool not_there(const char *path, struct fault *why)
{
	return fault_set(why, FAULT_EAR,
			 "%s: %s; \"apt install pocketsphinx-en-us\" brings the speech model", path,
			 strerror(errno));
}

static bool of_another_kind(const char *path, struct fault *why)
{
	return fault_set(why, FAULT_EAR,
			 "%s is damaged or of another kind; \"apt install --reinstall "
			 "pocketsphinx-en-us\" brings the right one",
			 path);
}

/* The text ahead of the numbers ends with this line. */
static bool skip_text(FILE *file)
{
	char line[TITLE_BYTES];
	for (int i = 0; i < TITLES_MAX && fgets(line, sizeof line, file) != NULL; i++)
		if (strstr(line, "endhdr\n") != NULL)
			return true;
	return false;
}

/* The sum that the file carries of all its numbers, taken on from those before. */
static uint32_t add_up(uint32_t sum, const void *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t number;
		memcpy(&number, (const char *)numbers + i * sizeof number, sizeof number);
		sum = (sum << 20 | sum >> 12) + number;
	}
	return sum;
}

static bool read_values(FILE *file, float *values)
{
	uint32_t head[HEAD_WORDS + 1], sum;
	static const uint32_t shape[] = {SENONE_SOUNDS,	 STREAMS,	 DENSITIES, SENONE_CEPSTRA,
					 SENONE_CEPSTRA, SENONE_CEPSTRA, VALUES};
	if (!skip_text(file) || fread(head, sizeof head, 1, file) != 1)
		return false;
	if (head[0] != BYTE_ORDER_MARK || memcmp(head + 1, shape, sizeof shape) != 0)
		return false;
	return fread(values, sizeof *values, VALUES, file) == VALUES &&
	       fread(&sum, sizeof sum, 1, file) == 1 &&
	       sum == add_up(add_up(0, shape, HEAD_WORDS), values, VALUES);
}

static bool load_values(const char *folder, const char *name, float *values, struct fault *why)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return not_there(path, why);
	bool good = read_values(file, values);
	fclose(file);
	return good || of_another_kind(path, why);
}

static bool skip_titles(FILE *file)
{
	char title[TITLE_BYTES];
	for (int i = 0; i < TITLES_MAX; i++) {
		int32_t length;
		if (fread(&length, sizeof length, 1, file) != 1)
			return false;
		if (length == 0)
			return true;
		if (length < 0 || length > TITLE_BYTES ||
		    fread(title, 1, (size_t)length, file) != (size_t)length)
			return false;
	}
	return false;
}

/* One byte a state, first of all those without context: these are all that is wanted. */
static bool read_weights(FILE *file, struct senones *s)
{
	int32_t shape[2];
	unsigned char row[SENONE_COUNT];
	if (!skip_titles(file) || fread(shape, sizeof shape, 1, file) != 1)
		return false;
	if (shape[0] != DENSITIES || shape[1] < SENONE_COUNT || shape[1] > 1 << 20)
		return false;
	for (int stream = 0; stream < STREAMS; stream++)
		for (int density = 0; density < DENSITIES; density++) {
			if (fread(row, 1, sizeof row, file) != sizeof row ||
			    fseek(file, shape[1] - SENONE_COUNT, SEEK_CUR) != 0)
				return false;
			for (int i = 0; i < SENONE_COUNT; i++)
				s->weight[i][stream][density] = (float)(-WEIGHT_STEP * row[i]);
		}
	return true;
}

/* A seek goes past an end that was cut off without a word. */
static bool at_end(FILE *file)
{
	long here = ftell(file);
	return here >= 0 && fseek(file, 0, SEEK_END) == 0 && ftell(file) == here;
}

static bool load_weights(const char *folder, struct senones *s, struct fault *why)
{
	char path[512];
	snprintf(path, sizeof path, "%s/sendump", folder);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return not_there(path, why);
	bool good = read_weights(file, s) && at_end(file);
	fclose(file);
	return good || of_another_kind(path, why);
}

/* The file keeps variances; what is needed is half of one over them, and the volume they span. */
static bool prepare(struct senones *s)
{
	for (int i = 0; i < SENONE_SOUNDS * STREAMS * DENSITIES; i++) {
		float *precision = &s->half_precision[0][0][0][0] + (size_t)i * SENONE_CEPSTRA;
		const float *mean = &s->mean[0][0][0][0] + (size_t)i * SENONE_CEPSTRA;
		double volume = 0.0;
		for (int c = 0; c < SENONE_CEPSTRA; c++) {
			float variance =
			    precision[c] > LEAST_VARIANCE ? precision[c] : LEAST_VARIANCE;
			if (!isfinite(precision[c]) || !isfinite(mean[c]))
				return false;
			volume += log(TWO_PI * (double)variance);
			precision[c] = 0.5F / variance;
		}
		(&s->constant[0][0][0])[i] = (float)(-0.5 * volume);
	}
	return true;
}

struct senones *senone_open(const char *folder, struct fault *why)
{
	struct senones *s = calloc(1, sizeof *s);
	if (s == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
		return NULL;
	}
	if (load_values(folder, "means", &s->mean[0][0][0][0], why) &&
	    load_values(folder, "variances", &s->half_precision[0][0][0][0], why) &&
	    load_weights(folder, s, why)) {
		if (prepare(s))
			return s;
		of_another_kind(folder, why);
	}
	senone_close(s);
	return NULL;
}

void senone_close(struct senones *senones)
{
	free(senones);
}

/* Beyond the ends the sound is thought to go on as it began and ended. */
static const float *frame_at(const float *cepstra, int frames, int i)
{
	int kept = i < 0 ? 0 : i >= frames ? frames - 1 : i;
	return cepstra + (size_t)kept * SENONE_CEPSTRA;
}

static void slopes(const float *cepstra, int frames, int t, float feature[STREAMS][SENONE_CEPSTRA])
{
	const float *at[7];
	for (int i = 0; i < 7; i++)
		at[i] = frame_at(cepstra, frames, t + i - 3);
	for (int c = 0; c < SENONE_CEPSTRA; c++) {
		feature[0][c] = at[3][c];
		feature[1][c] = at[5][c] - at[1][c];
		feature[2][c] = (at[6][c] - at[2][c]) - (at[4][c] - at[0][c]);
	}
}

static void score_densities(const struct senones *s, int sound, int stream, const float *feature,
			    float score[DENSITIES])
{
	for (int d = 0; d < DENSITIES; d++) {
		const float *mean = s->mean[sound][stream][d];
		const float *precision = s->half_precision[sound][stream][d];
		float sum = s->constant[sound][stream][d];
		for (int c = 0; c < SENONE_CEPSTRA; c++) {
			float apart = feature[c] - mean[c];
			sum -= apart * apart * precision[c];
		}
		score[d] = sum;
	}
}

/* The best density stands for the sum of all, as it nearly is. */
static float best_of(const float score[DENSITIES], const float weight[DENSITIES])
{
	float best = score[0] + weight[0];
	for (int d = 1; d < DENSITIES; d++) {
		float sum = score[d] + weight[d];
		best = sum > best ? sum : best;
	}
	return best;
}

static void score_frame(const struct senones *s, float feature[STREAMS][SENONE_CEPSTRA], float *out)
{
	float score[DENSITIES];
	memset(out, 0, SENONE_COUNT * sizeof *out);
	for (int sound = 0; sound < SENONE_SOUNDS; sound++)
		for (int stream = 0; stream < STREAMS; stream++) {
			score_densities(s, sound, stream, feature[stream], score);
			for (int i = 3 * sound; i < 3 * sound + 3; i++)
				out[i] += best_of(score, s->weight[i][stream]);
		}
}

static void make_chances(float *out)
{
	float best = out[0];
	double sum = 0.0;
	for (int i = 1; i < SENONE_COUNT; i++)
		best = out[i] > best ? out[i] : best;
	for (int i = 0; i < SENONE_COUNT; i++)
		sum += exp((double)(out[i] - best));
	for (int i = 0; i < SENONE_COUNT; i++)
		out[i] = (out[i] - best) - (float)log(sum);
}

void senone_run(struct senones *s, const float *cepstra, int frames, float *out)
{
	float feature[STREAMS][SENONE_CEPSTRA];
	for (int t = 0; t < frames; t++) {
		slopes(cepstra, frames, t, feature);
		score_frame(s, feature, out + (size_t)t * SENONE_COUNT);
		make_chances(out + (size_t)t * SENONE_COUNT);
	}
}
