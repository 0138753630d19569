/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate_score.c - what became of clips that were played to the ear, and how sure that figure is.
 */
#include "evaluate_score.h"

#include "manifest.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double Z = 1.96; /* standard deviations that hold 95 % */

/* Finer towards certainty, where the policy draws its line. */
static const double bin_from[BINS] = {0.0, 0.1, 0.2, 0.3,  0.4,	 0.5,
				      0.6, 0.7, 0.8, 0.90, 0.95, 0.99};

static struct intent meaning(struct intent intent)
{
	if (intent.kind == INTENT_NONE)
		intent = (struct intent){.kind = INTENT_NUMBER, .value = 0};
	return intent;
}

bool score_same(const struct intent *a, const struct intent *b)
{
	struct intent left = meaning(*a), right = meaning(*b);
	return left.kind == right.kind && left.value == right.value;
}

static int find_decision(const struct hearing *list, int count, bool take)
{
	for (int i = 0; i < count; i++)
		if (list[i].take == take)
			return i;
	return -1;
}

int score_hearings(struct trial *trial, const struct hearing *list, int count)
{
	int taken = find_decision(list, count, true);
	int counts = taken >= 0 ? taken : find_decision(list, count, false);
	trial->confidence = -1.0F;
	trial->heard = (struct intent){.kind = INTENT_NOTHING};
	trial->outcome = OUTCOME_NOTHING;
	if (counts < 0)
		return counts;
	trial->confidence = list[counts].confidence;
	trial->heard = list[counts].guess;
	if (taken < 0)
		trial->outcome = OUTCOME_DOUBT;
	else
		trial->outcome =
		    score_same(&trial->meant, &trial->heard) ? OUTCOME_RIGHT : OUTCOME_WRONG;
	return counts;
}

bool score_chosen(const struct trial *trial, const struct choice *choice)
{
	bool other = trial->meant.kind == INTENT_NOTHING;
	if (trial->failed || (choice->others >= 0 && other != (choice->others == 1)))
		return false;
	if (choice->context >= 0 && (int)trial->context != choice->context)
		return false;
	if (choice->corpus != NULL && strcmp(trial->recording->corpus, choice->corpus) != 0)
		return false;
	return choice->label == NULL || strcmp(trial->recording->label, choice->label) == 0;
}

struct tally score_count(const struct trial *list, size_t count, const struct choice *choice)
{
	struct tally tally = {.of = 0};
	for (size_t i = 0; i < count; i++)
		if (score_chosen(&list[i], choice)) {
			tally.of++;
			tally.count[list[i].outcome]++;
		}
	return tally;
}

struct span score_share(int hits, int of)
{
	if (of == 0)
		return (struct span){0.0, 1.0};
	double n = of, p = hits / n, z2 = Z * Z;
	double middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
	double half = Z / (1.0 + z2 / n) * sqrt(p * (1.0 - p) / n + z2 / (4.0 * n * n));
	struct span span = {middle - half, middle + half};
	if (hits == 0)
		span.low = 0.0;
	if (hits == of)
		span.high = 1.0;
	return span;
}

struct span score_events(int events)
{
	struct span span = {0.0, 0.0};
	double k = events, above = k + 1.0;
	if (events > 0)
		span.low = k * pow(1.0 - 1.0 / (9.0 * k) - Z / (3.0 * sqrt(k)), 3.0);
	span.high = above * pow(1.0 - 1.0 / (9.0 * above) + Z / (3.0 * sqrt(above)), 3.0);
	return span;
}

static int by_size(const void *a, const void *b)
{
	float left = *(const float *)a, right = *(const float *)b;
	return (left > right) - (left < right);
}

double score_quantile(float *values, size_t count, double part)
{
	if (count == 0)
		return 0.0;
	qsort(values, count, sizeof *values, by_size);
	double place = ceil(part * (double)count) - 1.0;
	return (double)values[place > 0.0 ? (size_t)place : 0];
}

static int by_count(const void *a, const void *b)
{
	const struct confusion *left = a, *right = b;
	int order = (right->count > left->count) - (right->count < left->count);
	if (order == 0)
		order = strcmp(left->label, right->label);
	if (order == 0)
		order = (int)left->heard.kind - (int)right->heard.kind;
	return order != 0 ? order : left->heard.value - right->heard.value;
}

/* The place of a pair in the list, added at its end when new; NULL when there is no room. */
static struct confusion *find_pair(struct confusion *list, int *count, const struct trial *trial)
{
	for (int i = 0; i < *count; i++)
		if (score_same(&list[i].heard, &trial->heard) &&
		    strcmp(list[i].label, trial->recording->label) == 0)
			return &list[i];
	if (*count == CONFUSIONS_MAX)
		return NULL;
	list[*count] = (struct confusion){.label = trial->recording->label, .heard = trial->heard};
	return &list[(*count)++];
}

int score_confusions(const struct trial *list, size_t count, const struct choice *choice,
		     struct confusion confusions[CONFUSIONS_MAX])
{
	int pairs = 0;
	for (size_t i = 0; i < count; i++) {
		if (list[i].outcome != OUTCOME_WRONG || !score_chosen(&list[i], choice))
			continue;
		struct confusion *pair = find_pair(confusions, &pairs, &list[i]);
		if (pair != NULL)
			pair->count++;
	}
	qsort(confusions, (size_t)pairs, sizeof *confusions, by_count);
	return pairs;
}

static int bin_of(double confidence)
{
	int i = BINS - 1;
	while (i > 0 && confidence < bin_from[i] - 1e-6)
		i--;
	return i;
}

void score_calibrate(const struct trial *list, size_t count, const struct choice *choice,
		     bool doubts, struct bin bins[BINS])
{
	for (int i = 0; i < BINS; i++)
		bins[i] = (struct bin){.from = bin_from[i]};
	for (size_t i = 0; i < count; i++) {
		const struct trial *trial = &list[i];
		if (trial->outcome == OUTCOME_NOTHING || !score_chosen(trial, choice) ||
		    (trial->outcome == OUTCOME_DOUBT && !doubts))
			continue;
		struct bin *bin = &bins[bin_of((double)trial->confidence)];
		bin->decisions++;
		bin->right += score_same(&trial->meant, &trial->heard);
		bin->sum += (double)trial->confidence;
	}
}

double score_miscalibration(const struct bin bins[BINS])
{
	double apart = 0.0;
	int decisions = 0;
	for (int i = 0; i < BINS; i++) {
		apart += fabs(bins[i].sum - bins[i].right);
		decisions += bins[i].decisions;
	}
	return decisions > 0 ? apart / decisions : 0.0;
}
