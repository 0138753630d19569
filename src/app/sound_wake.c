/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sound_wake.c - how long a loudspeaker swallows sound while it wakes up. */
#include "sound_test_parts.h"

#include "clip.h"

#include <math.h>
#include <stdlib.h>

enum {
	SHIFT_MS = 250, /* the beginning of a stream may come earlier or later than the rest */
	NEAR = 3 * MATCH_MS,
	WINDOW_MS = 10,
	WINDOWS = SOUND_TEST_NOTE_MS / WINDOW_MS,
	MODELS = 5, /* notes that a cut one is compared with */
	SLIGHT_MS = 20, /* nobody misses so little */
	MARGIN_MS = 100,
	WAKE_STEP_MS = 100,
	WAKE_MOST_MS = 3000
};

const struct sweep sound_test_note = {.from_hz = 500, .to_hz = 1600, .length_ms = 80};

static const float sure = 5.0F;

static int64_t note_frame(int note)
{
	return (int64_t)note * SOUND_TEST_NOTE_MS * FRAMES_PER_MS;
}

static float strength_of(const struct sound_look *look, const float *strength, int note,
			 double delay_ms)
{
	size_t middle = sound_look_at(look, note_frame(note), delay_ms);
	size_t from = middle > NEAR ? middle - NEAR : 0;
	size_t to = middle + NEAR < look->count ? middle + NEAR : look->count;
	return from < to ? strength[sound_look_strongest(strength, from, to)] : 0.0F;
}

/*
 * The last count for more: they are there, and nothing comes behind them, so that a shift by a whole
 * note is told from a note that is missing.
 */
static float all_notes(const struct sound_look *look, const float *strength, double delay_ms)
{
	float sum = 0.0F;
	for (int i = 0; i < SOUND_TEST_NOTES; i++)
		sum += (1.0F + (float)i / SOUND_TEST_NOTES) *
		       strength_of(look, strength, i, delay_ms);
	return sum;
}

/* A stream that began late plays all of its beginning later: that is no loss. */
static double delay_of_run(const struct sound_look *look, const float *strength, double delay_ms)
{
	double best_ms = delay_ms;
	/* a little more is no reason to believe in a shift */
	float most = 1.01F * all_notes(look, strength, delay_ms);
	for (int ms = -SHIFT_MS; ms <= SHIFT_MS; ms++) {
		float sum = all_notes(look, strength, delay_ms + ms);
		if (sum > most) {
			most = sum;
			best_ms = delay_ms + ms;
		}
	}
	return best_ms;
}

static int falling(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return (x < y) - (x > y);
}

/* How strong a note is when it is whole. */
static float usual(const float *note)
{
	float sorted[SOUND_TEST_NOTES];
	for (int i = 0; i < SOUND_TEST_NOTES; i++)
		sorted[i] = note[i];
	qsort(sorted, SOUND_TEST_NOTES, sizeof sorted[0], falling);
	return sorted[2];
}

/* Two running, since one may be a noise. SOUND_TEST_NOTES: none. */
static int first_note(const float *note, float least)
{
	for (int i = 0; i < SOUND_TEST_NOTES; i++)
		if (note[i] >= least && (i + 1 == SOUND_TEST_NOTES || note[i + 1] >= least))
			return i;
	return SOUND_TEST_NOTES;
}

static double power(const struct sound_look *look, int window, double delay_ms)
{
	int64_t frame = (int64_t)window * WINDOW_MS * FRAMES_PER_MS;
	size_t from = sound_look_at(look, frame, delay_ms);
	double sum = 0, mean = 0;
	if (from + WINDOW_MS * MATCH_MS > look->count)
		return 0;
	for (int i = 0; i < WINDOW_MS * MATCH_MS; i++) {
		mean += look->sample[from + (size_t)i];
		sum += (double)look->sample[from + (size_t)i] * look->sample[from + (size_t)i];
	}
	mean /= WINDOW_MS * MATCH_MS;
	return sum / (WINDOW_MS * MATCH_MS) - mean * mean;
}

/* From the first whole note back, window by window, as long as they are as loud as in later ones. */
static int cut_ms(const struct sound_look *look, int first, double delay_ms, double room)
{
	int window = first * WINDOWS, last = -1;
	for (int back = window + WINDOWS / 2; back >= window - WINDOWS && back >= 0; back--) {
		double model = 0;
		for (int k = 1; k <= MODELS; k++)
			model += power(look, back + (k + 1) * WINDOWS, delay_ms) / MODELS;
		if (model < 4 * room)
			continue; /* a pause, or not to be told from the room */
		if (power(look, back, delay_ms) < room + 0.25 * model)
			break;
		last = back;
	}
	return last < 0 ? first * SOUND_TEST_NOTE_MS : last * WINDOW_MS;
}

int sound_lost_ms(const struct sound_look *look, const float *strength,
		  const struct sound_result *result)
{
	float note[SOUND_TEST_NOTES];
	double delay_ms = delay_of_run(look, strength, result->delay_ms);
	if (result->delay_ms - look->start_ms < 0)
		return -1; /* the recording began too late for it */
	for (int i = 0; i < SOUND_TEST_NOTES; i++)
		note[i] = strength_of(look, strength, i, delay_ms);
	float whole = usual(note);
	if (whole < sure * look->noise)
		return result->level_db > result->floor_db + 10 ? SOUND_TEST_RUN_MS : -1;
	int first = first_note(note, 0.5F * whole);
	if (first >= SOUND_TEST_NOTES - MODELS - 1)
		return first * SOUND_TEST_NOTE_MS;
	double room = pow(10.0, result->floor_db / 10.0) * 32768.0 * 32768.0;
	int lost = cut_ms(look, first, delay_ms, room);
	return lost <= SLIGHT_MS ? 0 : lost;
}

int sound_test_wake_ms(const struct sound_result *result)
{
	if (!result->heard || result->lost_ms < 0)
		return -1;
	if (result->lost_ms == 0)
		return 0;
	int ms = (result->lost_ms + MARGIN_MS + WAKE_STEP_MS - 1) / WAKE_STEP_MS * WAKE_STEP_MS;
	return ms < WAKE_MOST_MS ? ms : WAKE_MOST_MS;
}
