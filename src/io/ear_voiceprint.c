/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_voiceprint.c - how the people of this house say the coach's words. */
#include "ear_voiceprint.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double USUAL_SPREAD = 3.7; /* of people with one take of each word */
static const double UNKNOWN = 1e9;

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

/* --- people ------------------------------------------------------------ */

bool person_name_fits(const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-_";
	size_t length = strlen(name);
	return length > 0 && length < PERSON_NAME && name[0] != '-' &&
	       strspn(name, plain) == length;
}

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
				sum +=
				    take_distance(&person->take[i], &person->take[k], person->mean);
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
	double own[TAKE_CEPSTRA];
	memset(person->mean, 0, sizeof person->mean);
	for (int i = 0; i < person->count; i++) {
		take_mean(&person->take[i], own);
		for (int c = 0; c < TAKE_CEPSTRA; c++)
			person->mean[c] += own[c] / person->count;
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
	for (int i = 0; i < person->count; i++) {
		int w = find_word(likeness, person->take[i].word);
		double far = take_distance(take, &person->take[i], person->mean) / person->spread;
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
	likeness->known = known(likeness, take_away(heard, person->mean));
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
