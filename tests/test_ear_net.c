/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ear_net.c - the keyword nets, against the same net written naively; nothing here depends on
 * what they have learnt.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ear_bands.h"
#include "ear_decode.h"
#include "ear_net.h"
#include "ear_senone.h"
#include "ear_weights.h"

static const char *const names[] = {"bands", "states", "over"};

enum { NETS = 3, FRAMES = 300, NAME = 32 };

/* --- the same, naively: doubles, and every sum spelt out ------------------- */

enum { SEEN = 80, BAND_IN = 41, BAND_OUT = 32, STATE_OUT = 48, WIDE = 96, HALF = 64, BLOCKS = 4 };

struct cursor {
	const unsigned char *at;
	size_t left;
};

/* A table of the file: its step, then 16-bit numbers of steps, low byte first. */
static double *table(struct cursor *c, size_t count)
{
	double *values = calloc(count, sizeof *values);
	float step;
	assert_non_null(values);
	assert_true(c->left >= 4 + 2 * count);
	memcpy(&step, c->at, 4);
	for (size_t i = 0; i < count; i++) {
		int number = c->at[4 + 2 * i] + 256 * c->at[5 + 2 * i];
		values[i] = (double)step * (number >= 32768 ? number - 65536 : number);
	}
	c->at += 4 + 2 * count;
	c->left -= 4 + 2 * count;
	return values;
}

/* in[frame][value], of which only those that hold sound are told; out[channel][frame]. */
static void naive_seen(struct cursor *c, const double *in, const bool *sound, int inputs,
		       int outputs, double out[][NET_WINDOW])
{
	double *weight = table(c, (size_t)(inputs * outputs)), *bias = table(c, (size_t)outputs);
	for (int o = 0; o < outputs; o++)
		for (int t = 0; t < NET_WINDOW; t++) {
			double sum = bias[o];
			for (int i = 0; i < inputs && sound[t]; i++)
				sum += weight[o * inputs + i] * in[t * inputs + i];
			out[o][t] = fmax(sum, 0.0);
		}
	free(weight);
	free(bias);
}

/* Five taps around every other frame. */
static void naive_first(struct cursor *c, double in[SEEN][NET_WINDOW], double out[WIDE][HALF])
{
	double *weight = table(c, WIDE * SEEN * 5), *bias = table(c, WIDE);
	for (int o = 0; o < WIDE; o++)
		for (int t = 0; t < HALF; t++) {
			double sum = bias[o];
			for (int i = 0; i < SEEN; i++)
				for (int tap = 0; tap < 5; tap++) {
					int frame = 2 * t + tap - 2;
					if (frame >= 0 && frame < NET_WINDOW)
						sum +=
						    weight[(o * SEEN + i) * 5 + tap] * in[i][frame];
				}
			out[o][t] = fmax(sum, 0.0);
		}
	free(weight);
	free(bias);
}

/* Nine taps along each channel, then all channels mixed and added to what came in. */
static void naive_block(struct cursor *c, int apart, double layer[WIDE][HALF])
{
	double *taps = table(c, WIDE * 9), *mix = table(c, WIDE * WIDE), *bias = table(c, WIDE);
	double(*along)[HALF] = calloc(WIDE, sizeof *along);
	assert_non_null(along);
	for (int i = 0; i < WIDE; i++)
		for (int t = 0; t < HALF; t++)
			for (int tap = -4; tap <= 4; tap++)
				if (t + tap * apart >= 0 && t + tap * apart < HALF)
					along[i][t] +=
					    taps[i * 9 + tap + 4] * layer[i][t + tap * apart];
	for (int o = 0; o < WIDE; o++)
		for (int t = 0; t < HALF; t++) {
			double sum = layer[o][t] + bias[o];
			for (int i = 0; i < WIDE; i++)
				sum += mix[o * WIDE + i] * along[i][t];
			layer[o][t] = fmax(sum, 0.0);
		}
	free(taps);
	free(mix);
	free(bias);
	free(along);
}

static void naive_words(struct cursor *c, double layer[WIDE][HALF], size_t words, double *score)
{
	double *weight = table(c, words * 2 * WIDE), *bias = table(c, words), all = 0.0;
	for (size_t w = 0; w < words; w++) {
		score[w] = bias[w];
		for (size_t i = 0; i < WIDE; i++) {
			double sum = 0.0, most = layer[i][0];
			for (int t = 0; t < HALF; t++) {
				sum += layer[i][t];
				most = fmax(most, layer[i][t]);
			}
			score[w] += weight[w * 2 * WIDE + i] * sum / (double)HALF +
				    weight[w * 2 * WIDE + WIDE + i] * most;
		}
		all += exp(score[w]);
	}
	for (size_t w = 0; w < words; w++)
		score[w] -= log(all);
	free(weight);
	free(bias);
}

/* What is fed to the net: (x - middle) / 4, x cut off below; the same for all of a kind. */
static void naive_input(const struct sound_view *view, int from, int end, double *bands,
			double *states, bool *sound)
{
	int kept = end - from < NET_WINDOW ? end - from : NET_WINDOW;
	int first = from + (end - from - kept) / 2, at = (NET_WINDOW - kept) / 2;
	for (int t = 0; t < kept; t++) {
		sound[at + t] = true;
		for (int i = 0; i < BANDS; i++) {
			double x = (double)view->bands[(first + t) * BANDS + i];
			bands[(at + t) * BAND_IN + i] = (fmax(x, 4.0) - 12.0) / 4.0;
		}
		bands[(at + t) * BAND_IN + BANDS] = 1.0;
		for (int i = 0; i < SENONE_COUNT; i++) {
			double x = (double)view->states[(first + t) * SENONE_COUNT + i];
			states[(at + t) * SENONE_COUNT + i] = (fmax(x, -12.0) + 6.0) / 4.0;
		}
	}
}

struct naive {
	double bands[NET_WINDOW * BAND_IN], states[NET_WINDOW * SENONE_COUNT];
	double seen[SEEN][NET_WINDOW], layer[WIDE][HALF];
	bool sound[NET_WINDOW];
};

static void naive_run(const char *name, const struct sound_view *view, int from, int end,
		      double *score)
{
	static const int apart[BLOCKS] = {1, 1, 2, 2};
	struct naive *n = calloc(1, sizeof *n);
	struct cursor c;
	uint32_t words;
	assert_non_null(n);
	c.at = weights_of(name, &c.left);
	memcpy(&words, c.at, 4);
	c.at += 4 + NAME * words;
	c.left -= 4 + NAME * words;
	naive_input(view, from, end, n->bands, n->states, n->sound);
	naive_seen(&c, n->bands, n->sound, BAND_IN, BAND_OUT, n->seen);
	naive_seen(&c, n->states, n->sound, SENONE_COUNT, STATE_OUT, n->seen + BAND_OUT);
	naive_first(&c, n->seen, n->layer);
	for (int i = 0; i < BLOCKS; i++)
		naive_block(&c, apart[i], n->layer);
	naive_words(&c, n->layer, words, score);
	assert_int_equal(c.left, 0);
	free(n);
}

/* --- helpers ----------------------------------------------------------------- */

struct room {
	float bands[FRAMES * BANDS], states[FRAMES * SENONE_COUNT];
	struct sound_view view;
	struct net *net[NETS];
};

static double part(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (double)(*seed >> 8) / (double)(1 << 24);
}

/* Loudness and likeness of the sizes that sound has, and now and then below what counts. */
static int set_up(void **state)
{
	struct room *room = calloc(1, sizeof *room);
	uint32_t seed = 3;
	assert_non_null(room);
	for (int i = 0; i < FRAMES * BANDS; i++)
		room->bands[i] = (float)(2.0 + 18.0 * part(&seed));
	for (int i = 0; i < FRAMES * SENONE_COUNT; i++)
		room->states[i] = (float)(-16.0 * part(&seed));
	room->view =
	    (struct sound_view){.frames = FRAMES, .bands = room->bands, .states = room->states};
	for (int i = 0; i < NETS; i++) {
		room->net[i] = net_open(names[i]);
		assert_non_null(room->net[i]);
	}
	*state = room;
	return 0;
}

static int tear_down(void **state)
{
	struct room *room = *state;
	for (int i = 0; i < NETS; i++)
		net_close(room->net[i]);
	free(room);
	return 0;
}

/* --- looking ------------------------------------------------------------------- */

static void the_chances_add_up_to_one(void **state)
{
	static const int lengths[] = {1, 2, 40, 127, 128, 129, FRAMES};
	struct room *room = *state;
	struct net_view view;
	for (int n = 0; n < NETS; n++)
		for (size_t k = 0; k < sizeof lengths / sizeof lengths[0]; k++) {
			double sum = 0.0;
			net_run(room->net[n], &room->view, 0, lengths[k], &view);
			for (size_t i = 0; i < net_words(room->net[n]); i++)
				sum += exp((double)view.score[i]);
			assert_true(fabs(sum - 1.0) < 1e-4);
		}
}

static void the_same_net_written_naively_says_the_same(void **state)
{
	static const int spans[][2] = {
	    {0, 1}, {10, 60}, {3, 130}, {0, 128}, {50, 179}, {0, FRAMES}, {FRAMES - 7, FRAMES}};
	struct room *room = *state;
	struct net_view view;
	double wanted[NET_WORDS_MAX];
	for (int n = 0; n < NETS; n++)
		for (size_t k = 0; k < sizeof spans / sizeof spans[0]; k++) {
			net_run(room->net[n], &room->view, spans[k][0], spans[k][1], &view);
			naive_run(names[n], &room->view, spans[k][0], spans[k][1], wanted);
			for (size_t i = 0; i < net_words(room->net[n]); i++)
				if (!(fabs((double)view.score[i] - wanted[i]) < 1e-3))
					fail_msg("%s, %d to %d, %s: %g instead of %g", names[n],
						 spans[k][0], spans[k][1],
						 net_word(room->net[n], i), (double)view.score[i],
						 wanted[i]);
		}
}

static void of_a_long_utterance_the_middle_is_seen(void **state)
{
	struct room *room = *state;
	struct net_view whole, middle;
	int first = (FRAMES - NET_WINDOW) / 2;
	for (int n = 0; n < NETS; n++) {
		size_t bytes = net_words(room->net[n]) * sizeof(float);
		net_run(room->net[n], &room->view, 0, FRAMES, &whole);
		net_run(room->net[n], &room->view, first, first + NET_WINDOW, &middle);
		assert_memory_equal(whole.score, middle.score, bytes);
		assert_memory_equal(whole.trait, middle.trait, sizeof whole.trait);
	}
}

static void what_lies_outside_does_not_matter(void **state)
{
	struct room *room = *state;
	struct net_view before, after;
	size_t bytes = net_words(room->net[0]) * sizeof(float);
	net_run(room->net[0], &room->view, 100, 150, &before);
	for (int t = 0; t < FRAMES; t++)
		for (int i = 0; i < BANDS && (t < 100 || t >= 150); i++)
			room->bands[t * BANDS + i] = 15.0F;
	net_run(room->net[0], &room->view, 100, 150, &after);
	assert_memory_equal(before.score, after.score, bytes);
}

static void looking_twice_shows_the_same(void **state)
{
	struct room *room = *state;
	struct net_view first, second;
	size_t bytes = net_words(room->net[1]) * sizeof(float);
	net_run(room->net[1], &room->view, 20, 90, &first);
	net_run(room->net[1], &room->view, 0, FRAMES, &second);
	net_run(room->net[1], &room->view, 20, 90, &second);
	assert_memory_equal(first.score, second.score, bytes);
}

static void traits_have_the_length_one(void **state)
{
	struct room *room = *state;
	struct net_view view;
	for (int n = 0; n < NETS; n++) {
		double sum = 0.0;
		net_run(room->net[n], &room->view, 0, 80, &view);
		for (int i = 0; i < NET_TRAITS; i++)
			sum += (double)view.trait[i] * (double)view.trait[i];
		assert_true(fabs(sum - 1.0) < 1e-3);
	}
}

/* Whatever a decoder may hand over: endless loudness, silence without a logarithm, no number. */
static void wild_input_makes_chances_too(void **state)
{
	static const float wild[] = {1e30F, -1e30F, -INFINITY, NAN};
	struct room *room = *state;
	struct net_view view;
	for (size_t k = 0; k < sizeof wild / sizeof wild[0]; k++) {
		double sum = 0.0;
		for (int i = 0; i < FRAMES * BANDS; i++)
			room->bands[i] = k == 0 ? 30.0F : wild[k];
		for (int i = 0; i < FRAMES * SENONE_COUNT; i++)
			room->states[i] = k == 0 ? 0.0F : wild[k];
		net_run(room->net[0], &room->view, 0, 100, &view);
		for (size_t i = 0; i < net_words(room->net[0]); i++)
			sum += exp((double)view.score[i]);
		assert_true(fabs(sum - 1.0) < 1e-4);
	}
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(the_chances_add_up_to_one),
	    CASE(the_same_net_written_naively_says_the_same),
	    CASE(of_a_long_utterance_the_middle_is_seen),
	    CASE(what_lies_outside_does_not_matter),
	    CASE(looking_twice_shows_the_same),
	    CASE(traits_have_the_length_one),
	    CASE(wild_input_makes_chances_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
