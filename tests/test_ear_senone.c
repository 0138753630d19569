/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ear_senone.c - the speech model's statistics, against the same written naively. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ear_senone.h"
#include "fault.h"

#define GOOD_MODEL "/usr/share/pocketsphinx/model/en-us/en-us"

/* Of the files, as their own heads tell. */
enum {
	STREAMS = 3,
	DENSITIES = 128,
	CEPSTRA = 13,
	ROWS = STREAMS * DENSITIES,
	STATES_IN_ALL = 5126,
	SILENCE = 32,	  /* SIL: two noises come first, then the alphabet */
	FRAMES = 9,	  /* enough for the slopes of the one in the middle */
	LARGEST = 4 << 20 /* bytes of a file */
};

static const char *const names[] = {"means", "variances", "sendump"};

struct bytes {
	size_t count;
	unsigned char *at;
};

static struct bytes read_file(const char *path)
{
	struct bytes bytes = {.at = malloc(LARGEST)};
	FILE *file = fopen(path, "rb");
	assert_non_null(bytes.at);
	assert_non_null(file);
	bytes.count = fread(bytes.at, 1, LARGEST, file);
	fclose(file);
	return bytes;
}

static struct bytes read_good(const char *name)
{
	char path[256];
	snprintf(path, sizeof path, GOOD_MODEL "/%s", name);
	return read_file(path);
}

/* --- the same, naively: doubles, straight from the bytes ------------------ */

struct naive {
	struct bytes file[3];
	const unsigned char *mean, *variance, *weight; /* where the numbers begin */
};

static void naive_open(struct naive *n)
{
	for (int i = 0; i < 3; i++)
		n->file[i] = read_good(names[i]);
	/* numbers, then four bytes of a sum, end the one; bytes alone end the other */
	size_t values = (size_t)SENONE_SOUNDS * ROWS * CEPSTRA * 4;
	n->mean = n->file[0].at + n->file[0].count - values - 4;
	n->variance = n->file[1].at + n->file[1].count - values - 4;
	n->weight = n->file[2].at + n->file[2].count - (size_t)ROWS * STATES_IN_ALL;
}

static void naive_close(struct naive *n)
{
	for (int i = 0; i < 3; i++)
		free(n->file[i].at);
}

static double number(const unsigned char *from, int sound, int stream, int density, int c)
{
	float value;
	size_t i = (((size_t)sound * STREAMS + (size_t)stream) * DENSITIES + (size_t)density);
	memcpy(&value, from + (i * CEPSTRA + (size_t)c) * 4, sizeof value);
	return (double)value;
}

static double log_density(const struct naive *n, int sound, int stream, int density,
			  const double *feature)
{
	double sum = 0.0;
	for (int c = 0; c < CEPSTRA; c++) {
		double variance = fmax(number(n->variance, sound, stream, density, c), 1e-4);
		double apart = feature[c] - number(n->mean, sound, stream, density, c);
		sum -= 0.5 * (log(2.0 * acos(-1.0) * variance) + apart * apart / variance);
	}
	return sum;
}

/* Weights are kept as minus the logarithm to the base 1.0001, divided by 1,024. */
static double log_weight(const struct naive *n, int state, int stream, int density)
{
	size_t row = (size_t)(stream * DENSITIES + density);
	return -1024.0 * log(1.0001) * n->weight[row * STATES_IN_ALL + (size_t)state];
}

/* whole: the sum over all densities; otherwise the best of them. */
static double log_stream(const struct naive *n, int state, int stream, const double *feature,
			 bool whole)
{
	double best = -INFINITY, sum = 0.0, score[DENSITIES];
	for (int d = 0; d < DENSITIES; d++) {
		score[d] =
		    log_density(n, state / 3, stream, d, feature) + log_weight(n, state, stream, d);
		best = fmax(best, score[d]);
	}
	for (int d = 0; d < DENSITIES; d++)
		sum += exp(score[d] - best);
	return whole ? best + log(sum) : best;
}

/* Two frames apart, and the slope of that, as the model was trained: its feature "1s_c_d_dd". */
static void naive_feature(const float *cepstra, int t, double feature[STREAMS][CEPSTRA])
{
	for (int c = 0; c < CEPSTRA; c++) {
		double x[7];
		for (int i = 0; i < 7; i++)
			x[i] = (double)cepstra[(t - 3 + i) * CEPSTRA + c];
		feature[0][c] = x[3];
		feature[1][c] = x[5] - x[1];
		feature[2][c] = (x[6] - x[2]) - (x[4] - x[0]);
	}
}

static void naive_chances(const struct naive *n, const float *cepstra, int t, bool whole,
			  double chance[SENONE_COUNT])
{
	double feature[STREAMS][CEPSTRA], sum = 0.0, best = -INFINITY;
	naive_feature(cepstra, t, feature);
	for (int i = 0; i < SENONE_COUNT; i++) {
		chance[i] = 0.0;
		for (int stream = 0; stream < STREAMS; stream++)
			chance[i] += log_stream(n, i, stream, feature[stream], whole);
		best = fmax(best, chance[i]);
	}
	for (int i = 0; i < SENONE_COUNT; i++)
		sum += exp(chance[i] - best);
	for (int i = 0; i < SENONE_COUNT; i++)
		chance[i] -= best + log(sum);
}

/* --- helpers --------------------------------------------------------------- */

static struct senones *open_good(void)
{
	struct fault why = {.code = FAULT_NONE};
	struct senones *senones = senone_open(GOOD_MODEL, &why);
	assert_non_null(senones);
	return senones;
}

/* Something of the size of cepstra with the mean taken off; the first of them is the widest. */
static void wander(float *cepstra, int frames, uint32_t seed)
{
	for (int i = 0; i < frames * CEPSTRA; i++) {
		seed = seed * 1103515245U + 12345U;
		double part = (double)(seed >> 8 & 0xffff) / 32768.0 - 1.0;
		cepstra[i] = (float)(part * (i % CEPSTRA == 0 ? 20.0 : 8.0));
	}
}

static int likeliest(const float *chance)
{
	int best = 0;
	for (int i = 1; i < SENONE_COUNT; i++)
		best = chance[i] > chance[best] ? i : best;
	return best;
}

static void assert_adds_up(const float *chance)
{
	double sum = 0.0;
	for (int i = 0; i < SENONE_COUNT; i++) {
		assert_true(isfinite(chance[i]) && chance[i] <= 1e-5F);
		sum += exp((double)chance[i]);
	}
	assert_true(fabs(sum - 1.0) < 1e-4);
}

/* --- what is heard --------------------------------------------------------- */

static void the_chances_of_a_frame_add_up_to_one(void **state)
{
	struct senones *senones = open_good();
	float cepstra[20 * CEPSTRA], out[20 * SENONE_COUNT];
	(void)state;
	wander(cepstra, 20, 7);
	senone_run(senones, cepstra, 20, out);
	for (int t = 0; t < 20; t++)
		assert_adds_up(out + t * SENONE_COUNT);
	senone_close(senones);
}

/* Far outside of all speech numbers grow large, but remain numbers. */
static void wild_cepstra_make_chances_too(void **state)
{
	static const float wild[] = {0.0F, 1e3F, -1e4F, 1e5F};
	struct senones *senones = open_good();
	float cepstra[FRAMES * CEPSTRA], out[FRAMES * SENONE_COUNT];
	(void)state;
	for (size_t w = 0; w < sizeof wild / sizeof wild[0]; w++) {
		for (int i = 0; i < FRAMES * CEPSTRA; i++)
			cepstra[i] = i % 2 == 0 ? wild[w] : -wild[w];
		senone_run(senones, cepstra, FRAMES, out);
		for (int t = 0; t < FRAMES; t++)
			assert_adds_up(out + t * SENONE_COUNT);
	}
	senone_close(senones);
}

static void the_same_written_naively_says_the_same(void **state)
{
	struct senones *senones = open_good();
	struct naive naive;
	float cepstra[FRAMES * CEPSTRA], out[FRAMES * SENONE_COUNT];
	double wanted[SENONE_COUNT];
	(void)state;
	naive_open(&naive);
	for (uint32_t seed = 1; seed <= 3; seed++) {
		wander(cepstra, FRAMES, seed);
		senone_run(senones, cepstra, FRAMES, out);
		for (int t = 3; t <= 5; t++) {
			naive_chances(&naive, cepstra, t, false, wanted);
			for (int i = 0; i < SENONE_COUNT; i++)
				assert_true(fabs((double)out[t * SENONE_COUNT + i] - wanted[i]) <
					    2e-2);
		}
	}
	naive_close(&naive);
	senone_close(senones);
}

/* The density of a sound that its middle state uses most. */
static int weightiest(const struct naive *n, int sound, int stream)
{
	int state = 3 * sound + 1, best = 0;
	for (int d = 1; d < DENSITIES; d++)
		if (log_weight(n, state, stream, d) > log_weight(n, state, stream, best))
			best = d;
	return best;
}

/* Seven frames of which the middle one lies on such a density of each stream: itself, the two
 * frames around it apart by its slope, and those further out by the slope's slope. */
static void fill_with_means(const struct naive *n, int sound, float cepstra[7 * CEPSTRA])
{
	int density[STREAMS];
	for (int stream = 0; stream < STREAMS; stream++)
		density[stream] = weightiest(n, sound, stream);
	memset(cepstra, 0, 7 * CEPSTRA * sizeof(float));
	for (int c = 0; c < CEPSTRA; c++) {
		cepstra[3 * CEPSTRA + c] = (float)number(n->mean, sound, 0, density[0], c);
		cepstra[5 * CEPSTRA + c] = (float)number(n->mean, sound, 1, density[1], c);
		cepstra[6 * CEPSTRA + c] = (float)number(n->mean, sound, 2, density[2], c);
	}
}

/* Sounds share what they sound like: most, not all, are on top. */
static void the_middle_of_a_sound_is_like_that_sound(void **state)
{
	struct senones *senones = open_good();
	struct naive naive;
	float cepstra[7 * CEPSTRA], out[7 * SENONE_COUNT];
	double whole[SENONE_COUNT];
	int on_top = 0;
	(void)state;
	naive_open(&naive);
	for (int sound = 0; sound < SENONE_SOUNDS; sound++) {
		fill_with_means(&naive, sound, cepstra);
		senone_run(senones, cepstra, 7, out);
		const float *chance = out + 3 * SENONE_COUNT;
		int best = likeliest(chance);
		on_top += best / 3 == sound;
		if (sound % 4 != 0)
			continue;
		/* the sum over all densities, not the best alone, thinks nearly the same */
		naive_chances(&naive, cepstra, 3, true, whole);
		assert_true(fabs((double)chance[best] - whole[best]) < 1.5);
	}
	assert_in_range(on_top, SENONE_SOUNDS * 2 / 3, SENONE_SOUNDS);
	naive_close(&naive);
	senone_close(senones);
}

static void the_middle_of_silence_is_silence(void **state)
{
	struct senones *senones = open_good();
	struct naive naive;
	float cepstra[7 * CEPSTRA], out[7 * SENONE_COUNT];
	(void)state;
	naive_open(&naive);
	fill_with_means(&naive, SILENCE, cepstra);
	senone_run(senones, cepstra, 7, out);
	assert_int_equal(likeliest(out + 3 * SENONE_COUNT) / 3, SILENCE);
	naive_close(&naive);
	senone_close(senones);
}

/* Before the first frame and behind the last the sound goes on as it is there. */
static void the_ends_go_on_as_they_are(void **state)
{
	struct senones *senones = open_good();
	float cepstra[7 * CEPSTRA], long_one[13 * CEPSTRA], out[7 * SENONE_COUNT],
	    long_out[13 * SENONE_COUNT];
	(void)state;
	wander(cepstra, 7, 11);
	for (int t = 0; t < 13; t++) {
		int from = t < 3 ? 0 : t > 9 ? 6 : t - 3;
		memcpy(long_one + t * CEPSTRA, cepstra + from * CEPSTRA, CEPSTRA * sizeof(float));
	}
	senone_run(senones, cepstra, 7, out);
	senone_run(senones, long_one, 13, long_out);
	assert_memory_equal(out, long_out + 3 * SENONE_COUNT, sizeof out);
	senone_close(senones);
}

static void a_single_frame_is_enough(void **state)
{
	struct senones *senones = open_good();
	float cepstra[CEPSTRA] = {0.0F}, out[SENONE_COUNT];
	(void)state;
	senone_run(senones, cepstra, 1, out);
	assert_adds_up(out);
	senone_close(senones);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_chances_of_a_frame_add_up_to_one),
	    cmocka_unit_test(wild_cepstra_make_chances_too),
	    cmocka_unit_test(the_same_written_naively_says_the_same),
	    cmocka_unit_test(the_middle_of_a_sound_is_like_that_sound),
	    cmocka_unit_test(the_middle_of_silence_is_silence),
	    cmocka_unit_test(the_ends_go_on_as_they_are),
	    cmocka_unit_test(a_single_frame_is_enough),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
