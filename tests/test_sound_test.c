/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_sound_test.c - recordings of the sound test, made up so that everything about them is known.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "clip.h"
#include "fault.h"
#include "resample.h"
#include "sound_test.h"

enum { BEFORE_MS = 700, WORDS_MS = 3000 };

/* What a loudspeaker, a room and a microphone do to it. */
struct world {
	double delay_ms, gain, noise; /* noise: greatest value, full scale 1 */
	int lost_ms;		      /* swallowed at the beginning */
	double ppm;
	int hz;
	int missing;	   /* so many of the tones */
	double echo;	   /* share that comes once more, 13 ms later */
	double stutter_ms; /* from the fifth tone on all comes later */
	double moved_ms;   /* ... and all tones */
	double end_ms;	   /* the recording ends so much too early */
	bool talk;	   /* somebody talks while the tones sound */
};

static const struct world plain = {.delay_ms = 140, .gain = 0.5, .noise = 0.0005, .hz = 48000};

static void put(float *sound, const struct clip *clip, int64_t at)
{
	for (size_t i = 0; i < clip->frames; i++)
		sound[at + (int64_t)i] += (float)clip->sample[i] / 32768.0F;
}

static double hiss(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (double)(*seed >> 8) / (1 << 23) - 1.0;
}

/* A hum that swells and fades, with hiss in it, as speech does. */
static double babble(double s, uint32_t *seed)
{
	double swell = fmax(0.0, sin(6.283 * 3.1 * s));
	double voice = 0;
	for (int k = 1; k < 20; k++)
		voice += sin(6.283185307 * k * (120.0 + 30.0 * sin(6.283 * 0.7 * s)) * s) / k;
	return 0.1 * swell * (voice + hiss(seed));
}

static float *play(const struct world *world, const struct sound_score *score)
{
	uint32_t seed = 5;
	float *sound = calloc((size_t)score->end, sizeof *sound);
	struct clip *run = sound_test_run(), *tone = sound_test_tone();
	assert_non_null(sound);
	assert_non_null(run);
	assert_non_null(tone);
	put(sound, run, 0);
	for (int64_t i = 0; i < WORDS_MS * FRAMES_PER_MS; i++)
		sound[score->words + i] += (float)babble((double)i / SOUND_HZ, &seed);
	for (int i = world->missing; i < SOUND_TEST_TONES; i++)
		put(sound, tone,
		    score->tone[i] + (int64_t)(world->moved_ms * FRAMES_PER_MS) +
			(i >= 4 ? (int64_t)(world->stutter_ms * FRAMES_PER_MS) : 0));
	for (int i = 0; i < world->lost_ms * FRAMES_PER_MS; i++)
		sound[i] = 0.0F;
	free(run);
	free(tone);
	return sound;
}

/* Between two frames; nothing before and behind. */
static double at(const float *sound, int64_t count, double place)
{
	int64_t whole = (int64_t)floor(place);
	if (whole < 0 || whole + 1 >= count)
		return 0.0;
	double part = place - (double)whole;
	return (1 - part) * (double)sound[whole] + part * (double)sound[whole + 1];
}

static struct sound_heard hear(const struct world *world, const struct sound_score *score)
{
	uint32_t seed = 1, other = 9;
	struct fault why;
	float *sound = play(world, score);
	size_t count =
	    (size_t)(score->end + (int64_t)((BEFORE_MS - world->end_ms) * FRAMES_PER_MS));
	int16_t *heard = malloc(count * sizeof *heard);
	assert_non_null(heard);
	for (size_t i = 0; i < count; i++) {
		double ms = (double)i / FRAMES_PER_MS / (1.0 + world->ppm * 1e-6) - BEFORE_MS;
		double place = (ms - world->delay_ms) * FRAMES_PER_MS;
		double value = at(sound, score->end, place);
		value += world->echo * at(sound, score->end, place - 13.0 * FRAMES_PER_MS);
		value = value * world->gain + world->noise * hiss(&seed);
		if (world->talk && (double)score->tone[0] < place &&
		    place < (double)score->quiet)
			value += 0.5 * babble((double)i / SOUND_HZ + 7, &other);
		heard[i] = clip_sample((float)value);
	}
	struct sound_heard result = {
	    .sample = heard, .count = count, .hz = world->hz, .start_ms = -BEFORE_MS};
	if (world->hz != SOUND_HZ) {
		result.sample =
		    resample_all(heard, count, SOUND_HZ, world->hz, &result.count, &why);
		free(heard);
	}
	free(sound);
	assert_non_null(result.sample);
	return result;
}

static struct sound_result measure(const struct world *world)
{
	struct sound_result result;
	struct sound_score score = sound_score((size_t)WORDS_MS * FRAMES_PER_MS);
	struct sound_heard heard = hear(world, &score);
	assert_true(sound_test_measure(&score, &heard, &result));
	free((void *)(uintptr_t)heard.sample);
	return result;
}

static void a_plain_chain_is_measured(void **state)
{
	(void)state;
	struct sound_result r = measure(&plain);
	assert_true(r.heard);
	assert_true(r.has_floor);
	assert_false(r.silent);
	assert_int_equal(r.tones, SOUND_TEST_TONES);
	assert_int_equal(r.lost_ms, 0);
	assert_int_equal(sound_test_wake_ms(&r), 0);
	assert_float_equal(r.delay_ms, 140.0, 0.2);
	assert_true(r.spread_ms < 0.3);
	assert_int_equal(r.clipped_ms, 0);
	/* a sine of a fifth of full scale, halved: -20 - 3 dB; its soft ends take a little */
	assert_float_equal(r.level_db, -23.3, 0.6);
	/* hiss even up to 0.0005 has a mean square of a third of that squared; a third of its
	   band is left at 16,000 Hz */
	assert_float_equal(r.floor_db, (float)(10 * log10(0.0005 * 0.0005 / 3 / 3)), 1.0);
}

static void the_delay_is_found_whatever_it_is(void **state)
{
	(void)state;
	static const double delays[] = {3, 47, 321, 1480, 2400};
	for (size_t i = 0; i < sizeof delays / sizeof delays[0]; i++) {
		struct world world = plain;
		world.delay_ms = delays[i];
		struct sound_result r = measure(&world);
		assert_int_equal(r.tones, SOUND_TEST_TONES);
		assert_float_equal(r.delay_ms, delays[i], 0.2);
		assert_int_equal(r.lost_ms, 0);
	}
}

static void what_was_swallowed_at_the_beginning_is_found(void **state)
{
	(void)state;
	static const int lost[] = {40, 130, 300, 555, 1000, 1500, 2210};
	for (size_t i = 0; i < sizeof lost / sizeof lost[0]; i++)
		for (int noisy = 0; noisy < 2; noisy++) {
			struct world world = plain;
			world.lost_ms = lost[i];
			world.echo = noisy ? 0.5 : 0.0;
			world.noise = noisy ? 0.01 : 0.0005;
			struct sound_result r = measure(&world);
			/* a note lasts 80 ms and is followed by 20 ms of nothing */
			assert_in_range(r.lost_ms, lost[i] - 20, lost[i] + 30);
			assert_true(sound_test_wake_ms(&r) >= lost[i]);
			assert_true(sound_test_wake_ms(&r) <= lost[i] + 250);
			assert_float_equal(r.delay_ms, 140.0, 0.5);
		}
}

/* Later than the notes by so much: a driver that had to take breath. */
static void a_stream_that_moves_behind_its_beginning_lost_no_more(void **state)
{
	(void)state;
	static const double moved[] = {35, 100, 170, 220};
	for (size_t i = 0; i < sizeof moved / sizeof moved[0]; i++)
		for (int lost = 0; lost <= 1500; lost += 1500) {
			struct world world = plain;
			world.lost_ms = lost;
			world.moved_ms = moved[i];
			struct sound_result r = measure(&world);
			assert_true(fabs(r.delay_ms - moved[i] - 140.0) < 0.3);
			assert_in_range(r.lost_ms, lost == 0 ? 0 : lost - 20, lost + 30);
		}
}

static void in_noise_the_loss_is_known_to_a_note(void **state)
{
	(void)state;
	struct world world = plain;
	world.lost_ms = 1500;
	world.noise = 0.12; /* as loud as the tones */
	struct sound_result r = measure(&world);
	assert_int_equal(r.tones, SOUND_TEST_TONES);
	assert_in_range(r.lost_ms, 1400, 1600);
}

static void a_loss_longer_than_the_run_is_told_as_that(void **state)
{
	(void)state;
	struct world world = plain;
	world.lost_ms = SOUND_TEST_RUN_MS + 200;
	struct sound_result r = measure(&world);
	assert_true(r.heard);
	assert_int_equal(r.lost_ms, SOUND_TEST_RUN_MS);
	assert_int_equal(sound_test_wake_ms(&r), 3000);
}

static void every_rate_gives_the_same(void **state)
{
	(void)state;
	static const int rates[] = {16000, 22050, 44100};
	for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
		struct world world = plain;
		world.hz = rates[i];
		world.lost_ms = 300;
		struct sound_result r = measure(&world);
		assert_int_equal(r.tones, SOUND_TEST_TONES);
		assert_float_equal(r.delay_ms, 140.0, 0.3);
		assert_in_range(r.lost_ms, 280, 330);
	}
}

static void an_echo_of_the_room_does_not_move_the_delay(void **state)
{
	(void)state;
	struct world world = plain;
	world.echo = 1.2;
	struct sound_result r = measure(&world);
	assert_float_equal(r.delay_ms, 140.0, 0.3);
	assert_int_equal(r.tones, SOUND_TEST_TONES);
}

static void the_drift_of_two_clocks_is_measured(void **state)
{
	(void)state;
	static const double ppm[] = {-120, 0, 80};
	for (size_t i = 0; i < sizeof ppm / sizeof ppm[0]; i++) {
		struct world world = plain;
		world.ppm = ppm[i];
		struct sound_result r = measure(&world);
		assert_true(r.has_drift);
		assert_float_equal(r.drift_ppm, ppm[i], 10.0);
	}
}

static void a_stream_that_stutters_has_no_drift_but_a_spread(void **state)
{
	(void)state;
	struct world world = plain;
	world.stutter_ms = 9;
	struct sound_result r = measure(&world);
	assert_float_equal(r.spread_ms, 9.0, 0.5);
	assert_false(r.has_drift);
	world.stutter_ms = 60;
	r = measure(&world);
	assert_int_equal(r.tones, SOUND_TEST_TONES);
	assert_float_equal(r.spread_ms, 60.0, 0.5);
	assert_false(r.has_drift);
}

static void lost_tones_are_counted(void **state)
{
	(void)state;
	struct world world = plain;
	world.missing = 3;
	struct sound_result r = measure(&world);
	assert_true(r.heard);
	assert_int_equal(r.tones, SOUND_TEST_TONES - 3);
	assert_int_equal(r.lost_ms, -1);
	assert_int_equal(sound_test_wake_ms(&r), -1);
}

static void headphones_are_not_heard(void **state)
{
	(void)state;
	for (int talk = 0; talk < 2; talk++) {
		struct world world = plain;
		world.gain = 0;
		world.talk = talk;
		struct sound_result r = measure(&world);
		assert_false(r.heard);
		assert_false(r.silent);
		assert_int_equal(sound_test_wake_ms(&r), -1);
		assert_float_equal(r.floor_db, (float)(10 * log10(0.0005 * 0.0005 / 9)), 1.0);
	}
}

static void somebody_who_talks_meanwhile_hides_no_tone(void **state)
{
	(void)state;
	struct world world = plain;
	world.talk = true;
	struct sound_result r = measure(&world);
	assert_int_equal(r.tones, SOUND_TEST_TONES);
	assert_float_equal(r.delay_ms, 140.0, 0.5);
}

static void a_dead_microphone_is_silent(void **state)
{
	(void)state;
	struct world world = plain;
	world.gain = world.noise = 0;
	struct sound_result r = measure(&world);
	assert_true(r.silent);
	assert_false(r.heard);
}

static void a_microphone_that_is_too_loud_clips(void **state)
{
	(void)state;
	struct world world = plain;
	world.gain = 6; /* a fifth of full scale becomes more than all of it */
	struct sound_result r = measure(&world);
	/* the tones last two seconds, the run three; the words clip as well */
	assert_in_range(r.clipped_ms, 4000, 9000);
	assert_int_equal(r.tones, SOUND_TEST_TONES);
}

static void a_recording_that_was_cut_off_is_no_reason_to_fall_over(void **state)
{
	(void)state;
	for (int ms = 1000; ms < 18000; ms += 1700) {
		struct world world = plain;
		world.end_ms = ms;
		struct sound_result r = measure(&world);
		assert_true(r.tones <= SOUND_TEST_TONES);
		/* at the end two seconds of silence, and as much as a late sound may need */
		assert_int_equal(r.has_floor, ms < 4000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_plain_chain_is_measured),
	    cmocka_unit_test(the_delay_is_found_whatever_it_is),
	    cmocka_unit_test(what_was_swallowed_at_the_beginning_is_found),
	    cmocka_unit_test(a_stream_that_moves_behind_its_beginning_lost_no_more),
	    cmocka_unit_test(in_noise_the_loss_is_known_to_a_note),
	    cmocka_unit_test(a_loss_longer_than_the_run_is_told_as_that),
	    cmocka_unit_test(every_rate_gives_the_same),
	    cmocka_unit_test(an_echo_of_the_room_does_not_move_the_delay),
	    cmocka_unit_test(the_drift_of_two_clocks_is_measured),
	    cmocka_unit_test(a_stream_that_stutters_has_no_drift_but_a_spread),
	    cmocka_unit_test(lost_tones_are_counted),
	    cmocka_unit_test(headphones_are_not_heard),
	    cmocka_unit_test(somebody_who_talks_meanwhile_hides_no_tone),
	    cmocka_unit_test(a_dead_microphone_is_silent),
	    cmocka_unit_test(a_microphone_that_is_too_loud_clips),
	    cmocka_unit_test(a_recording_that_was_cut_off_is_no_reason_to_fall_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
