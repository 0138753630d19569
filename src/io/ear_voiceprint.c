/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_voiceprint.c - how the people of this house say the coach's words. */
#include "ear_voiceprint.h"

#include "ear_bands.h"
#include "ear_decode.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
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
static const double USUAL_SPREAD = 3.6; /* of people with one take of each word */
static const double UNKNOWN = 1e9;

/*
 * What is the same in all that a person says belongs to voice and microphone;
 * one word is too short to know it by itself. So many frames it is worth beside them.
 */
static const double PERSON_FRAMES = 60.0;

/* The nearest take counts most, the next one a little: one bad take does not decide. */
static const double SHARE_OF_NEXT = 0.3;

/*
 * By what a person is known: how like the likeliest word is, how far ahead of
 * the next, and how far the mean of the sound is from that of the person's.
 * From three people and their strangers (training/README.md).
 */
static const double KNOWN_ALWAYS = 12.2;
static const double KNOWN_LEAST = -8.1;
static const double KNOWN_AHEAD = 5.2;
static const double KNOWN_AWAY = -1.0;
static const double KNOWN_HARDLY = 0.02; /* is nobody */

/* A take with its slopes, as it is compared. */
struct trace {
	int frames;
	float point[TAKE_FRAMES][POINT];
};

/* --- takes ------------------------------------------------------------- */

bool person_name_fits(const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-_";
	size_t length = strlen(name);
	return length > 0 && length < PERSON_NAME && name[0] != '-' &&
	       strspn(name, plain) == length;
}

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

static double distance(const struct take *a, const struct take *b, const double *person)
{
	struct trace first, second;
	trace_make(&first, a, person);
	trace_make(&second, b, person);
	return warp(&first, &second);
}

double take_distance(const struct take *a, const struct take *b)
{
	return distance(a, b, NULL);
}

/* --- people ------------------------------------------------------------ */

struct person *person_new(const char *name)
{
	assert(person_name_fits(name));
	struct person *person = calloc(1, sizeof *person);
	if (person == NULL)
		return NULL;
	memcpy(person->name, name, strlen(name));
	person->spread = USUAL_SPREAD;
	return person;
}

static bool same_word(const struct take *a, const struct take *b)
{
	return strcmp(a->word, b->word) == 0;
}

static bool is_first_of_word(const struct person *person, int i)
{
	for (int k = 0; k < i; k++)
		if (same_word(&person->take[k], &person->take[i]))
			return false;
	return true;
}

static int words_of(const struct person *person)
{
	int words = 0;
	for (int i = 0; i < person->count; i++)
		words += is_first_of_word(person, i);
	return words;
}

bool person_add(struct person *person, const struct take *take)
{
	if (person->count == PERSON_TAKES)
		return false;
	person->take[person->count++] = *take;
	if (words_of(person) <= PERSON_WORDS)
		return true;
	person->count--;
	return false;
}

/* The mean distance among the takes of a word; negative when there is only one. */
static double spread_of_word(const struct person *person, int first)
{
	double sum = 0.0;
	int pairs = 0;
	for (int i = first; i < person->count; i++)
		for (int k = i + 1; k < person->count; k++)
			if (same_word(&person->take[first], &person->take[i]) &&
			    same_word(&person->take[i], &person->take[k])) {
				sum += distance(&person->take[i], &person->take[k], person->mean);
				pairs++;
			}
	return pairs > 0 ? sum / pairs : -1.0;
}

static int by_size(const void *a, const void *b)
{
	const double *left = a, *right = b;
	return (*left > *right) - (*left < *right);
}

static void find_mean(struct person *person)
{
	for (int c = 0; c < TAKE_CEPSTRA; c++) {
		double sum = 0.0;
		for (int i = 0; i < person->count; i++)
			sum += person->take[i].mean[c] * STEP;
		person->mean[c] = sum / person->count;
	}
}

void person_settle(struct person *person)
{
	double spread[PERSON_WORDS];
	int words = 0;
	assert(person->count > 0);
	find_mean(person);
	for (int i = 0; i < person->count; i++) {
		double own = is_first_of_word(person, i) ? spread_of_word(person, i) : -1.0;
		if (own >= 0.0)
			spread[words++] = own;
	}
	if (words == 0)
		return;
	qsort(spread, (size_t)words, sizeof spread[0], by_size);
	double middle = (spread[(words - 1) / 2] + spread[words / 2]) / 2.0;
	/* The same recording twice is no measure of anything. */
	person->spread = fmin(fmax(middle, USUAL_SPREAD / 2.0), USUAL_SPREAD * 2.0);
}

struct voiceprint *voiceprint_new(void)
{
	return calloc(1, sizeof(struct voiceprint));
}

bool voiceprint_add(struct voiceprint *voiceprint, struct person *person)
{
	if (voiceprint->count == VOICEPRINT_PEOPLE)
		return false;
	voiceprint->person[voiceprint->count++] = person;
	return true;
}

void voiceprint_free(struct voiceprint *voiceprint)
{
	if (voiceprint == NULL)
		return;
	for (int i = 0; i < voiceprint->count; i++)
		free(voiceprint->person[i]);
	free(voiceprint);
}

/* --- comparing --------------------------------------------------------- */

static int find_word(struct likeness *likeness, const char *word)
{
	for (int i = 0; i < likeness->words; i++)
		if (strcmp(likeness->word[i], word) == 0)
			return i;
	return likeness->words;
}

/* The distances to the nearest and the next take of each word. */
struct nearest {
	double first[PERSON_WORDS], next[PERSON_WORDS];
};

static void measure(const struct person *person, const struct take *take, struct likeness *likeness,
		    struct nearest *nearest)
{
	struct trace heard, known;
	trace_make(&heard, take, person->mean);
	for (int i = 0; i < person->count; i++) {
		int w = find_word(likeness, person->take[i].word);
		trace_make(&known, &person->take[i], person->mean);
		double far = warp(&heard, &known) / person->spread;
		if (w == likeness->words) {
			likeness->word[likeness->words++] = person->take[i].word;
			nearest->first[w] = far;
			nearest->next[w] = UNKNOWN;
		} else if (far < nearest->first[w]) {
			nearest->next[w] = nearest->first[w];
			nearest->first[w] = far;
		} else if (far < nearest->next[w]) {
			nearest->next[w] = far;
		}
	}
}

static double away(const struct person *person, const struct take *heard)
{
	double sum = 0.0;
	for (int c = 0; c < TAKE_CEPSTRA; c++) {
		double off = (heard->mean[c] * STEP - person->mean[c]) / lifter(c);
		sum += off * off;
	}
	return sqrt(sum);
}

/* By how much every other word is more unlike than the likeliest. */
static double ahead(const struct likeness *likeness)
{
	double next = UNKNOWN;
	bool met = false;
	for (int w = 0; w < likeness->words; w++) {
		if (likeness->unlike[w] > likeness->least || met)
			next = fmin(next, likeness->unlike[w]);
		else
			met = true;
	}
	return next < UNKNOWN ? next - likeness->least : 0.0;
}

static double known(const struct likeness *likeness, double away)
{
	double sum = KNOWN_ALWAYS + KNOWN_LEAST * likeness->least + KNOWN_AHEAD * ahead(likeness) +
		     KNOWN_AWAY * away;
	double chance = 1.0 / (1.0 + exp(-sum));
	return chance < KNOWN_HARDLY ? 0.0 : chance;
}

static void compare(const struct person *person, const struct take *heard,
		    struct likeness *likeness)
{
	struct nearest nearest;
	*likeness = (struct likeness){.least = UNKNOWN};
	measure(person, heard, likeness, &nearest);
	for (int w = 0; w < likeness->words; w++) {
		double next = nearest.next[w] < UNKNOWN ? nearest.next[w] : nearest.first[w];
		likeness->unlike[w] =
		    (1.0 - SHARE_OF_NEXT) * nearest.first[w] + SHARE_OF_NEXT * next;
		likeness->least = fmin(likeness->least, likeness->unlike[w]);
	}
	likeness->known = known(likeness, away(person, heard));
}

bool voiceprint_compare(const struct voiceprint *voiceprint, const struct sound_view *view,
			int from, int end, struct likeness *likeness)
{
	struct take heard;
	struct likeness own;
	likeness->words = 0;
	likeness->least = UNKNOWN;
	likeness->known = 0.0;
	if (voiceprint == NULL || !take_make(&heard, "", view, from, end))
		return false;
	for (int i = 0; i < voiceprint->count; i++) {
		compare(voiceprint->person[i], &heard, &own);
		if (own.least < likeness->least)
			*likeness = own;
	}
	return likeness->words > 0;
}

double likeness_of(const struct likeness *likeness, const char *word)
{
	for (int i = 0; i < likeness->words; i++)
		if (strcmp(likeness->word[i], word) == 0)
			return likeness->unlike[i];
	return UNKNOWN;
}
