/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_net.c - a small keyword net, in plain C; training/net.py is the same for training. */
#include "ear_net.h"

#include "ear_bands.h"
#include "ear_senone.h"
#include "ear_table.h"
#include "ear_weights.h"
#include "fault.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SEEN_BANDS = BANDS + 1, /* the last one says where there is sound */
	FROM_BANDS = 32,
	FROM_STATES = 48,
	FIRST_IN = FROM_BANDS + FROM_STATES,
	FIRST_TAPS = 5,
	STEPS = NET_WINDOW / 2, /* the first layer takes every other frame */
	BLOCKS = 4,
	DEEP_TAPS = 9,
	NAME_BYTES = 32,
	FILE_BYTES = 1 << 20
};

static const int dilation[BLOCKS] = {1, 1, 2, 2};

/* The middle and the width of what the inputs usually are; the same as in training/data.py. */
static const float BAND_LEAST = 4.0F, BAND_MIDDLE = 12.0F, BAND_SCALE = 4.0F;
static const float STATE_LEAST = -12.0F, STATE_MIDDLE = -6.0F, STATE_SCALE = 4.0F;

struct block {
	float deep[NET_WIDTH][DEEP_TAPS];
	float wide[NET_WIDTH][NET_WIDTH];
	float bias[NET_WIDTH];
};

struct net {
	size_t words;
	char word[NET_WORDS_MAX][NAME_BYTES];

	float band_weight[FROM_BANDS][SEEN_BANDS], band_bias[FROM_BANDS];
	float state_weight[FROM_STATES][SENONE_COUNT], state_bias[FROM_STATES];
	float first[NET_WIDTH][FIRST_IN][FIRST_TAPS], first_bias[NET_WIDTH];
	struct block block[BLOCKS];
	float out[NET_WORDS_MAX][NET_TRAITS], out_bias[NET_WORDS_MAX];

	float seen[FIRST_IN][NET_WINDOW];
	float layer[NET_WIDTH][STEPS], deep[NET_WIDTH][STEPS];
};

/* --- the weights ------------------------------------------------------- */

static void take_words(struct net *net, struct table_reader *r)
{
	uint32_t words;
	table_take(r, &words, sizeof words);
	r->bad = r->bad || words < 2 || words > NET_WORDS_MAX;
	net->words = r->bad ? 0 : words;
	for (size_t i = 0; i < net->words; i++) {
		table_take(r, net->word[i], NAME_BYTES);
		r->bad = r->bad || net->word[i][NAME_BYTES - 1] != '\0';
	}
}

static bool take_weights(struct net *net, struct table_reader *r)
{
	take_words(net, r);
	table_take_values(r, &net->band_weight[0][0], sizeof net->band_weight / sizeof(float));
	table_take_values(r, net->band_bias, FROM_BANDS);
	table_take_values(r, &net->state_weight[0][0], sizeof net->state_weight / sizeof(float));
	table_take_values(r, net->state_bias, FROM_STATES);
	table_take_values(r, &net->first[0][0][0], sizeof net->first / sizeof(float));
	table_take_values(r, net->first_bias, NET_WIDTH);
	for (int i = 0; i < BLOCKS; i++) {
		table_take_values(r, &net->block[i].deep[0][0], NET_WIDTH * DEEP_TAPS);
		table_take_values(r, &net->block[i].wide[0][0], NET_WIDTH * NET_WIDTH);
		table_take_values(r, net->block[i].bias, NET_WIDTH);
	}
	table_take_values(r, &net->out[0][0], net->words * NET_TRAITS);
	table_take_values(r, net->out_bias, net->words);
	return !r->bad && r->left == 0;
}

struct net *net_open(const char *name)
{
	struct net *net = calloc(1, sizeof *net);
	if (net == NULL)
		return NULL;
	struct table_reader reader = {.bad = false};
	reader.at = weights_of(name, &reader.left);
	bool good = take_weights(net, &reader);
	assert(good);
	(void)good;
	return net;
}

/* All of a file that is not larger than any net; NULL when it cannot be had. */
static unsigned char *read_file(const char *path, size_t *bytes)
{
	unsigned char *content = malloc(FILE_BYTES);
	FILE *file = content != NULL ? fopen(path, "rb") : NULL;
	if (file == NULL) {
		free(content);
		return NULL;
	}
	*bytes = fread(content, 1, FILE_BYTES, file);
	fclose(file);
	return content;
}

struct net *net_read(const char *path, struct fault *why)
{
	struct net *net = calloc(1, sizeof *net);
	struct table_reader reader = {.bad = false};
	unsigned char *content = read_file(path, &reader.left);
	reader.at = content;
	bool good = net != NULL && content != NULL && take_weights(net, &reader);
	free(content);
	if (good)
		return net;
	free(net);
	fault_set(why, FAULT_INPUT, "%s: no weights of a keyword net can be read from it", path);
	return NULL;
}

void net_close(struct net *net)
{
	free(net);
}

size_t net_words(const struct net *net)
{
	return net->words;
}

const char *net_word(const struct net *net, size_t i)
{
	assert(i < net->words);
	return net->word[i];
}

/* --- looking ----------------------------------------------------------- */

static float positive(float value)
{
	return value > 0.0F ? value : 0.0F;
}

static float dot(const float *a, const float *b, int count)
{
	float sum = 0.0F;
	for (int i = 0; i < count; i++)
		sum += a[i] * b[i];
	return sum;
}

static void see_frame(struct net *net, const float *bands, const float *states, int at)
{
	float band[SEEN_BANDS], state[SENONE_COUNT];
	for (int i = 0; i < BANDS; i++)
		band[i] =
		    ((bands[i] > BAND_LEAST ? bands[i] : BAND_LEAST) - BAND_MIDDLE) / BAND_SCALE;
	band[BANDS] = 1.0F;
	for (int i = 0; i < SENONE_COUNT; i++)
		state[i] = ((states[i] > STATE_LEAST ? states[i] : STATE_LEAST) - STATE_MIDDLE) /
			   STATE_SCALE;
	for (int i = 0; i < FROM_BANDS; i++)
		net->seen[i][at] =
		    positive(net->band_bias[i] + dot(net->band_weight[i], band, SEEN_BANDS));
	for (int i = 0; i < FROM_STATES; i++)
		net->seen[FROM_BANDS + i][at] =
		    positive(net->state_bias[i] + dot(net->state_weight[i], state, SENONE_COUNT));
}

/* The utterance in the middle of the window; what is around it is nothing. */
static void see(struct net *net, const struct sound_view *view, int from, int end)
{
	int frames = end - from;
	int kept = frames < NET_WINDOW ? frames : NET_WINDOW;
	int first = from + (frames - kept) / 2;
	int at = (NET_WINDOW - kept) / 2;
	for (int i = 0; i < FROM_BANDS; i++)
		for (int t = 0; t < NET_WINDOW; t++)
			net->seen[i][t] = positive(net->band_bias[i]);
	for (int i = 0; i < FROM_STATES; i++)
		for (int t = 0; t < NET_WINDOW; t++)
			net->seen[FROM_BANDS + i][t] = positive(net->state_bias[i]);
	for (int t = 0; t < kept; t++)
		see_frame(net, view->bands + (size_t)(first + t) * BANDS,
			  view->states + (size_t)(first + t) * SENONE_COUNT, at + t);
}

static void add_tap(float *sums, const float *seen, float weight, int tap)
{
	for (int t = 0; t < STEPS; t++) {
		int frame = 2 * t + tap - FIRST_TAPS / 2;
		if (frame >= 0 && frame < NET_WINDOW)
			sums[t] += weight * seen[frame];
	}
}

static void run_first(struct net *net)
{
	for (int o = 0; o < NET_WIDTH; o++) {
		float *sums = net->layer[o];
		for (int t = 0; t < STEPS; t++)
			sums[t] = net->first_bias[o];
		for (int i = 0; i < FIRST_IN; i++)
			for (int tap = 0; tap < FIRST_TAPS; tap++)
				add_tap(sums, net->seen[i], net->first[o][i][tap], tap);
		for (int t = 0; t < STEPS; t++)
			sums[t] = positive(sums[t]);
	}
}

static void run_deep(struct net *net, const struct block *block, int apart)
{
	memset(net->deep, 0, sizeof net->deep);
	for (int c = 0; c < NET_WIDTH; c++)
		for (int tap = 0; tap < DEEP_TAPS; tap++) {
			int shift = (tap - DEEP_TAPS / 2) * apart;
			int from = shift < 0 ? -shift : 0;
			int end = shift > 0 ? STEPS - shift : STEPS;
			for (int t = from; t < end; t++)
				net->deep[c][t] += block->deep[c][tap] * net->layer[c][t + shift];
		}
}

static void run_wide(struct net *net, const struct block *block)
{
	for (int o = 0; o < NET_WIDTH; o++) {
		float *sums = net->layer[o];
		for (int t = 0; t < STEPS; t++)
			sums[t] += block->bias[o];
		for (int i = 0; i < NET_WIDTH; i++)
			for (int t = 0; t < STEPS; t++)
				sums[t] += block->wide[o][i] * net->deep[i][t];
		for (int t = 0; t < STEPS; t++)
			sums[t] = positive(sums[t]);
	}
}

/* The mean and the largest value of each channel. */
static void gather(const struct net *net, float *trait)
{
	for (int c = 0; c < NET_WIDTH; c++) {
		float sum = 0.0F, most = net->layer[c][0];
		for (int t = 0; t < STEPS; t++) {
			sum += net->layer[c][t];
			most = net->layer[c][t] > most ? net->layer[c][t] : most;
		}
		trait[c] = sum / (float)STEPS;
		trait[NET_WIDTH + c] = most;
	}
}

static void score_words(const struct net *net, const float *trait, float *score)
{
	float best = -INFINITY;
	double sum = 0.0;
	for (size_t i = 0; i < net->words; i++) {
		score[i] = net->out_bias[i] + dot(net->out[i], trait, NET_TRAITS);
		best = score[i] > best ? score[i] : best;
	}
	for (size_t i = 0; i < net->words; i++)
		sum += exp((double)(score[i] - best));
	for (size_t i = 0; i < net->words; i++)
		score[i] = (score[i] - best) - (float)log(sum);
}

static void make_length_one(float *trait)
{
	float length = sqrtf(dot(trait, trait, NET_TRAITS)) + 1e-6F;
	for (int i = 0; i < NET_TRAITS; i++)
		trait[i] /= length;
}

void net_run(struct net *net, const struct sound_view *view, int from, int end,
	     struct net_view *out)
{
	assert(from >= 0 && from < end && end <= view->frames);
	see(net, view, from, end);
	run_first(net);
	for (int i = 0; i < BLOCKS; i++) {
		run_deep(net, &net->block[i], dilation[i]);
		run_wide(net, &net->block[i]);
	}
	gather(net, out->trait);
	score_words(net, out->trait, out->score);
	make_length_one(out->trait);
}
