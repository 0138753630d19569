/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sound_test.c - what is played, and what a recording of it shows of the tones and of the room. */
#include "sound_test.h"

#include "clip.h"
#include "resample.h"
#include "sound_match.h"
#include "sound_test_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	AFTER_RUN_MS = 500,
	AFTER_WORDS_MS = 500,
	AFTER_TONES_MS = 1000,
	EARLIEST_MS = -100, /* times of arrival are known to a block of the driver */
	BIN = 2 * MATCH_MS,
	BINS = (SOUND_TEST_LATEST_MS - EARLIEST_MS) * MATCH_MS / BIN,
	NEAR = 100 * MATCH_MS, /* a stream that stutters moves by no more */
	ECHO = 15 * MATCH_MS,  /* in which a stronger one from a wall may follow */
	TONES_ENOUGH = SOUND_TEST_TONES / 2,
	BLOCK_MS = 100,
	CLIPPED_SAMPLES = 5, /* of a block at full scale that are no accident */
	ROOM_MS = 300	     /* in which the last tone dies away */
};

static const struct sweep tone_sweep = {.from_hz = 400, .to_hz = 2000, .length_ms = 250};
/* The distances between them; no sum of some is near another. */
static const int tone_at_ms[SOUND_TEST_TONES] = {0, 700, 1500, 2100, 3000, 3650, 4500, 5250};
static const double tone_height = 0.2; /* of full scale */
static const float sure = 5.0F;	       /* so far above the ordinary, chance does not reach */
static const float direct = 0.7F;      /* of the strongest: what comes earlier came straighter */
static const double drift_error_ppm = 15.0;

/* --- what is played --- */

struct sound_score sound_score(size_t word_frames)
{
	struct sound_score score = {.words = (SOUND_TEST_RUN_MS + AFTER_RUN_MS) * FRAMES_PER_MS};
	int64_t first = score.words;
	if (word_frames > 0)
		first += (int64_t)word_frames + AFTER_WORDS_MS * FRAMES_PER_MS;
	for (int i = 0; i < SOUND_TEST_TONES; i++)
		score.tone[i] = first + (int64_t)tone_at_ms[i] * FRAMES_PER_MS;
	score.quiet = score.tone[SOUND_TEST_TONES - 1] +
		      (tone_sweep.length_ms + AFTER_TONES_MS) * FRAMES_PER_MS;
	score.end = score.quiet + (SOUND_TEST_QUIET_MS + SOUND_TEST_LATEST_MS) * FRAMES_PER_MS;
	return score;
}

static struct clip *make(const struct sweep *sweep, int times, int every_ms)
{
	size_t frames = (size_t)(times * every_ms) * FRAMES_PER_MS;
	struct clip *clip = calloc(1, clip_bytes(frames));
	if (clip == NULL)
		return NULL;
	clip->frames = frames;
	for (int t = 0; t < times; t++)
		for (int i = 0; i < sweep->length_ms * FRAMES_PER_MS; i++)
			clip->sample[t * every_ms * FRAMES_PER_MS + i] = clip_sample(
			    (float)(tone_height * sweep_sample(sweep, i, SOUND_HZ, false)));
	return clip;
}

struct clip *sound_test_run(void)
{
	return make(&sound_test_note, SOUND_TEST_NOTES, SOUND_TEST_NOTE_MS);
}

struct clip *sound_test_tone(void)
{
	return make(&tone_sweep, 1, tone_sweep.length_ms);
}

/* --- the tones --- */

static float mean_square(const float *value, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += (double)value[i] * (double)value[i];
	return count > 0 ? (float)(sum / (double)count) : 0.0F;
}

static double place_of(const struct sound_look *look, int64_t frame, double delay_ms)
{
	return ((double)frame / FRAMES_PER_MS + delay_ms - look->start_ms) * MATCH_MS;
}

size_t sound_look_at(const struct sound_look *look, int64_t frame, double delay_ms)
{
	double place = round(place_of(look, frame, delay_ms));
	return place < 0 ? 0 : place > (double)look->count ? look->count : (size_t)place;
}

/* Of each tone what stands out in its own time, so that one loud noise outweighs no seven tones. */
static void add_tone(const struct sound_look *look, const float *strength, int64_t frame,
		     float *bins)
{
	size_t from = sound_look_at(look, frame, EARLIEST_MS);
	size_t to = sound_look_at(look, frame, SOUND_TEST_LATEST_MS);
	float ordinary = sqrtf(mean_square(strength + from, to - from)) + 1e-9F;
	for (int b = 0; b < BINS; b++) {
		float most = 0.0F;
		for (size_t i = from + (size_t)b * BIN; i < from + (size_t)(b + 1) * BIN && i < to; i++)
			most = fmaxf(most, strength[i]);
		bins[b] += most / ordinary;
	}
}

static double common_delay_ms(const struct sound_look *look, const float *strength)
{
	float bins[BINS] = {0};
	int best = 0;
	for (int i = 0; i < SOUND_TEST_TONES; i++)
		add_tone(look, strength, look->score->tone[i], bins);
	for (int b = 0; b < BINS; b++)
		best = bins[b] > bins[best] ? b : best;
	return EARLIEST_MS + (best + 0.5) * BIN / MATCH_MS;
}

size_t sound_look_strongest(const float *strength, size_t from, size_t to)
{
	size_t best = from;
	for (size_t i = from; i < to; i++)
		best = strength[i] > strength[best] ? i : best;
	return best;
}

/* What comes round a wall may be stronger, but comes later. */
static size_t straightest(const float *strength, size_t best, size_t from)
{
	size_t found = best;
	for (size_t i = best; i > from; i--)
		if (strength[i] >= direct * strength[best] && strength[i] > strength[i - 1] &&
		    strength[i] >= strength[i + 1])
			found = i;
	return found;
}

static double between(const float *s, size_t at)
{
	float bend = s[at - 1] - 2 * s[at] + s[at + 1];
	return (double)at + (bend < 0 ? (double)(0.5F * (s[at - 1] - s[at + 1]) / bend) : 0.0);
}

/* True when the tone is there; *delay_ms: its own. */
static bool find_tone(const struct sound_look *look, const float *strength, int64_t frame,
		      double common_ms, double *delay_ms)
{
	size_t middle = sound_look_at(look, frame, common_ms);
	size_t from = middle > NEAR ? middle - NEAR : 1, to = middle + NEAR;
	if (to + 1 >= look->count || from >= to)
		return false;
	size_t best = sound_look_strongest(strength, from, to);
	size_t all = sound_look_at(look, frame, SOUND_TEST_LATEST_MS);
	float ordinary = sqrtf(mean_square(strength + from, all > from ? all - from : 0));
	if (strength[best] < sure * ordinary || strength[best] < sure * look->noise)
		return false;
	size_t first = straightest(strength, best, best > ECHO + 1 ? best - ECHO : 1);
	double place = between(strength, first);
	*delay_ms = place / MATCH_MS + look->start_ms - (double)frame / FRAMES_PER_MS;
	return true;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

struct found_tones {
	int count;
	double at_ms[SOUND_TEST_TONES], delay_ms[SOUND_TEST_TONES];
};

/* The line through them: its slope is the difference of the clocks, if they lie on one. */
static void find_drift(const struct found_tones *tones, struct sound_result *result)
{
	double x = 0, y = 0, xx = 0, xy = 0, rest = 0;
	int n = tones->count;
	for (int i = 0; i < n; i++)
		x += tones->at_ms[i] / n, y += tones->delay_ms[i] / n;
	for (int i = 0; i < n; i++) {
		xx += (tones->at_ms[i] - x) * (tones->at_ms[i] - x);
		xy += (tones->at_ms[i] - x) * (tones->delay_ms[i] - y);
	}
	if (n < SOUND_TEST_TONES - 2)
		return;
	for (int i = 0; i < n; i++) {
		double off = tones->delay_ms[i] - y - xy / xx * (tones->at_ms[i] - x);
		rest += off * off;
	}
	result->drift_ppm = xy / xx * 1e6;
	result->has_drift = sqrt(rest / (n - 2) / xx) * 1e6 < drift_error_ppm;
}

static double level_of(const struct sound_look *look, const struct found_tones *tones)
{
	double sum = 0;
	size_t count = 0;
	for (int i = 0; i < tones->count; i++) {
		int64_t frame = (int64_t)(tones->at_ms[i] * FRAMES_PER_MS);
		size_t from = sound_look_at(look, frame, tones->delay_ms[i]);
		for (size_t k = from; k < from + (size_t)tone_sweep.length_ms * MATCH_MS &&
				      k < look->count; k++, count++)
			sum += (double)look->sample[k] * look->sample[k];
	}
	return sound_look_db(sum / (double)(count > 0 ? count : 1));
}

static void measure_tones(const struct sound_look *look, const float *strength,
			  struct sound_result *result)
{
	struct found_tones tones = {.count = 0};
	double sorted[SOUND_TEST_TONES];
	double common_ms = common_delay_ms(look, strength);
	for (int i = 0; i < SOUND_TEST_TONES; i++) {
		int64_t frame = look->score->tone[i];
		tones.at_ms[tones.count] = (double)frame / FRAMES_PER_MS;
		tones.count += find_tone(look, strength, frame, common_ms, &tones.delay_ms[tones.count]);
	}
	result->tones = tones.count;
	result->heard = tones.count >= TONES_ENOUGH;
	if (!result->heard)
		return;
	memcpy(sorted, tones.delay_ms, sizeof sorted);
	qsort(sorted, (size_t)tones.count, sizeof sorted[0], by_size);
	result->delay_ms = (sorted[(tones.count - 1) / 2] + sorted[tones.count / 2]) / 2;
	result->spread_ms = sorted[tones.count - 1] - sorted[0];
	result->level_db = level_of(look, &tones);
	find_drift(&tones, result);
}

/* --- the room and the microphone --- */

double sound_look_db(double mean_square)
{
	return mean_square > 0 ? 10.0 * log10(mean_square / (32768.0 * 32768.0)) : -120.0;
}

/* The middle of its tenths of a second: a cough in between is not the room. False: none are there. */
static bool room_db(const struct sound_look *look, size_t from, size_t to, double *middle)
{
	double db[SOUND_TEST_QUIET_MS / BLOCK_MS];
	int count = 0;
	for (; from + BLOCK_MS * MATCH_MS <= to && count < SOUND_TEST_QUIET_MS / BLOCK_MS;
	     from += BLOCK_MS * MATCH_MS) {
		double mean = 0, sum = 0;
		for (int i = 0; i < BLOCK_MS * MATCH_MS; i++) {
			mean += look->sample[from + (size_t)i];
			sum += (double)look->sample[from + (size_t)i] * look->sample[from + (size_t)i];
		}
		mean /= BLOCK_MS * MATCH_MS;
		db[count++] = sound_look_db(sum / (BLOCK_MS * MATCH_MS) - mean * mean);
	}
	if (count == 0)
		return false;
	qsort(db, (size_t)count, sizeof db[0], by_size);
	*middle = db[count / 2];
	return true;
}

static int clipped_ms(const struct sound_heard *heard)
{
	size_t block = (size_t)heard->hz * BLOCK_MS / 1000;
	int ms = 0;
	for (size_t from = 0; from + block <= heard->count; from += block) {
		int full = 0;
		for (size_t i = from; i < from + block; i++)
			full += heard->sample[i] == INT16_MAX || heard->sample[i] == INT16_MIN;
		ms += full >= CLIPPED_SAMPLES ? BLOCK_MS : 0;
	}
	return ms;
}

static bool is_silent(const struct sound_heard *heard)
{
	for (size_t i = 0; i < heard->count; i++)
		if (heard->sample[i] != 0)
			return false;
	return true;
}

static bool measure(struct sound_look *look, struct sound_result *result)
{
	struct sound_match *match = sound_match_open(look->sample, look->count);
	if (match == NULL)
		return false;
	size_t from = sound_look_at(look, look->score->quiet, SOUND_TEST_LATEST_MS);
	const float *strength = sound_match_find(match, &tone_sweep);
	look->noise = sqrtf(mean_square(strength + from, look->count - from));
	measure_tones(look, strength, result);
	double delay_ms = result->heard ? result->delay_ms + ROOM_MS : SOUND_TEST_LATEST_MS;
	result->has_floor = room_db(look, sound_look_at(look, look->score->quiet, delay_ms),
				    look->count, &result->floor_db);
	/* where tones are missing, missing notes prove no late awakening */
	if (result->tones == SOUND_TEST_TONES) {
		strength = sound_match_find(match, &sound_test_note);
		look->noise = sqrtf(mean_square(strength + from, look->count - from));
		result->lost_ms = sound_lost_ms(look, strength, result);
	}
	sound_match_close(match);
	return true;
}

bool sound_test_measure(const struct sound_score *score, const struct sound_heard *heard,
			struct sound_result *result)
{
	struct fault ignored;
	size_t count;
	*result = (struct sound_result){.silent = is_silent(heard), .lost_ms = -1};
	result->clipped_ms = clipped_ms(heard);
	result->floor_db = sound_look_db(0);
	if (result->silent)
		return true;
	int16_t *even =
	    resample_all(heard->sample, heard->count, heard->hz, MATCH_HZ, &count, &ignored);
	if (even == NULL)
		return false;
	struct sound_look look = {
	    .score = score, .sample = even, .count = count, .start_ms = heard->start_ms};
	bool good = measure(&look, result);
	free(even);
	return good;
}
