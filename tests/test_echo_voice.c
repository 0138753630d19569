/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_echo_voice.c - the net that tells a voice from the coach, against the same written naively;
 * nothing here depends on what it has learnt.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ear_table.h"
#include "ear_weights.h"
#include "echo_voice.h"

enum { FRAMES = 200, TABLES = 6 };

/* --- the same, naively: doubles, read without table_reader ------------------- */

static double *tables[TABLES];

static int setup(void **state)
{
	(void)state;
	const size_t size[TABLES] = {3 * VOICE_UNITS * NEAR_TRAITS,
				     3 * VOICE_UNITS * VOICE_UNITS,
				     3 * VOICE_UNITS,
				     3 * VOICE_UNITS,
				     VOICE_UNITS,
				     1};
	size_t bytes;
	const unsigned char *at = weights_of("near", &bytes);
	for (int t = 0; t < TABLES; t++) {
		float step;
		memcpy(&step, at, 4);
		tables[t] = calloc(size[t], sizeof **tables);
		for (size_t i = 0; i < size[t]; i++) {
			int number = at[4 + 2 * i] + 256 * at[5 + 2 * i];
			tables[t][i] = (double)step * (number >= 32768 ? number - 65536 : number);
		}
		at += 4 + 2 * size[t];
		bytes -= 4 + 2 * size[t];
	}
	return bytes == 0 ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	for (int t = 0; t < TABLES; t++)
		free(tables[t]);
	return 0;
}

/* The row'th sum over what was seen, or over what is remembered. */
static double naive_sum(int weights, int biases, int row, const double *value, int count)
{
	double sum = tables[biases][row];
	for (int i = 0; i < count; i++)
		sum += tables[weights][row * count + i] * value[i];
	return sum;
}

static double naive_frame(double unit[VOICE_UNITS], const float trait[NEAR_TRAITS])
{
	double seen[NEAR_TRAITS], next[VOICE_UNITS], score = tables[5][0];
	for (int i = 0; i < NEAR_TRAITS; i++)
		seen[i] = (double)trait[i];
	for (int u = 0; u < VOICE_UNITS; u++) {
		double part[3][2];
		for (int g = 0; g < 3; g++) {
			int row = g * VOICE_UNITS + u;
			part[g][0] = naive_sum(0, 2, row, seen, NEAR_TRAITS);
			part[g][1] = naive_sum(1, 3, row, unit, VOICE_UNITS);
		}
		double r = 1 / (1 + exp(-part[0][0] - part[0][1]));
		double z = 1 / (1 + exp(-part[1][0] - part[1][1]));
		next[u] = (1 - z) * tanh(part[2][0] + r * part[2][1]) + z * unit[u];
	}
	memcpy(unit, next, sizeof next);
	for (int u = 0; u < VOICE_UNITS; u++)
		score += tables[4][u] * unit[u];
	return 1 / (1 + exp(-score));
}

/* --- tests ------------------------------------------------------------------ */

static void any_traits(float trait[NEAR_TRAITS], uint32_t *seed)
{
	for (int i = 0; i < NEAR_TRAITS; i++) {
		*seed = *seed * 1664525 + 1013904223;
		trait[i] = (float)(*seed >> 8) / 8388608.0F - 1.0F;
	}
}

static void it_agrees_with_the_same_written_naively(void **state)
{
	(void)state;
	struct echo_voice voice;
	double unit[VOICE_UNITS] = {0};
	uint32_t seed = 11;
	voice_init(&voice);
	for (int n = 0; n < FRAMES; n++) {
		float trait[NEAR_TRAITS];
		any_traits(trait, &seed);
		double expected = naive_frame(unit, trait);
		assert_true(fabs((double)voice_frame(&voice, trait) - expected) < 1e-4);
	}
}

static void what_came_before_is_forgotten_at_a_reset(void **state)
{
	(void)state;
	struct echo_voice fresh, used;
	float trait[NEAR_TRAITS];
	uint32_t seed = 5;
	voice_init(&fresh);
	voice_init(&used);
	for (int n = 0; n < 50; n++) {
		any_traits(trait, &seed);
		voice_frame(&used, trait);
	}
	float first = voice_frame(&fresh, trait), other = voice_frame(&used, trait);
	assert_true(memcmp(&first, &other, sizeof first) != 0);
	voice_reset(&fresh);
	voice_reset(&used);
	first = voice_frame(&fresh, trait), other = voice_frame(&used, trait);
	assert_memory_equal(&first, &other, sizeof first);
}

static void a_table_cut_short_is_bad_and_gives_zeros(void **state)
{
	(void)state;
	const unsigned char bytes[] = {0, 0, 128, 63, 2, 0, 255, 255, 7};
	struct table_reader reader = {.at = bytes, .left = sizeof bytes};
	float value[3];
	table_take_values(&reader, value, 2);
	assert_false(reader.bad);
	assert_true(value[0] > 1.99F && value[0] < 2.01F);
	assert_true(value[1] < -0.99F && value[1] > -1.01F);
	reader = (struct table_reader){.at = bytes, .left = sizeof bytes};
	table_take_values(&reader, value, 3);
	assert_true(reader.bad);
	assert_true(value[2] > -0.01F && value[2] < 0.01F);
}

static void a_step_that_is_no_number_is_bad(void **state)
{
	(void)state;
	const unsigned char bytes[] = {0, 0, 192, 127, 1, 0};
	struct table_reader reader = {.at = bytes, .left = sizeof bytes};
	float value[1];
	table_take_values(&reader, value, 1);
	assert_true(reader.bad);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(it_agrees_with_the_same_written_naively),
	    cmocka_unit_test(what_came_before_is_forgotten_at_a_reset),
	    cmocka_unit_test(a_table_cut_short_is_bad_and_gives_zeros),
	    cmocka_unit_test(a_step_that_is_no_number_is_bad),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
