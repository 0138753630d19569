/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_cues_loud.c - everything that the coach can say, as loud as everything else.
 *
 * All cues of both shipped voices and the words of every exercise of the
 * shipped routines, by day and by night, as R 128 measures them.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "clip.h"
#include "fault.h"
#include "loudness.h"
#include "setup.h"
#include "shelf.h"
#include "speaker.h"
#include "wav.h"

static const char *const routines[] = {"gentle-start",	"first-days", "daily-mobility",
				       "core-strength", "stretch",    "walk",
				       "full-back"};

/* The last one has most exercises: enough for a second look. */
enum { ROUTINES = sizeof routines / sizeof routines[0], LAST = ROUTINES - 1, LUFS = -23 };

/* At night the limit of peaks comes first: a short word may stay below. Louder it never is. */
static const double TOLERANCE = 1.5, BELOW_AT_NIGHT = 3.0;

/* What was said, at one time of day. */
struct tally {
	int clips;
	bool night;
	double least, most, peak_db;
};

static struct setup *set_up(const char *voice, const char *routine, bool night)
{
	struct fault why;
	struct choices choices = {
	    .settings = SOURCE_DIR "/config/easeback.ini", .voice = voice, .night = night};
	struct setup *setup = setup_new(&why);
	assert_non_null(setup);
	assert_true(setup_settings(setup, &choices));
	assert_true(setup_routine(setup, routine));
	assert_true(setup_voice(setup));
	if (setup_is_night(setup, &choices, false))
		setup_night(setup);
	return setup;
}

static void weigh(struct tally *tally, const struct clip *clip, const char *words)
{
	struct loudness loudness;
	assert_true(loudness_measure(clip, &loudness));
	double over = loudness.lufs - LUFS;
	if (over > TOLERANCE || over < -(tally->night ? BELOW_AT_NIGHT : TOLERANCE))
		fail_msg("%.1f LUFS: \"%s\"", loudness.lufs, words);
	tally->clips++;
	tally->least = fmin(tally->least, loudness.lufs);
	tally->most = fmax(tally->most, loudness.lufs);
	tally->peak_db = fmax(tally->peak_db, loudness.peak_db);
}

static void say(struct tally *tally, struct shelf *shelf, enum cue cue, int exercise)
{
	char words[WORDS_BYTES];
	const struct clip *clip;
	struct saying saying = {.cue = cue, .exercise = exercise, .n = 3, .m = 2};
	int ticket = shelf_ask(shelf, &saying, false, words);
	if (ticket == SHELF_NONE)
		return; /* an exercise needs no word of its own for breathing */
	assert_true(shelf_ready(shelf, ticket, &clip));
	if (clip == NULL)
		fail_msg("no sound: \"%s\"", words);
	weigh(tally, clip, words);
	shelf_drop(shelf, ticket);
}

static void say_all(struct tally *tally, const char *voice, const char *routine, bool cues,
		    bool night)
{
	struct fault why;
	struct setup *setup = set_up(voice, routine, night);
	struct speaker *speaker = speaker_open(&setup->voice.speaker, &why);
	assert_non_null(speaker);
	struct shelf *shelf =
	    shelf_open(&setup->voice, &setup->facts, &setup->settings.tones, speaker, &why);
	assert_non_null(shelf);
	for (int cue = 0; cue < CUES; cue++) {
		bool own = cue_is_exercise_text((enum cue)cue);
		for (int i = 0; own && i < setup->routine.count; i++)
			say(tally, shelf, (enum cue)cue, i);
		if (cues && !own)
			say(tally, shelf, (enum cue)cue, 0);
	}
	shelf_close(shelf);
	speaker_close(speaker);
	free(setup);
}

static void assert_even(const char *voice, bool night, double peak_db, int from)
{
	struct tally tally = {.night = night, .least = 0.0, .most = -100.0, .peak_db = -100.0};
	for (int i = from; i < ROUTINES; i++)
		say_all(&tally, voice, routines[i], i == from, night);
	printf("%s%s: %d clips, %.1f to %.1f LUFS, true peak %.1f dB\n", voice,
	       night ? " by night" : "", tally.clips, tally.least, tally.most, tally.peak_db);
	assert_true(tally.clips > CUES);
	assert_true(tally.peak_db < peak_db + 0.1);
}

static void everything_the_calm_voice_says_is_equally_loud(void **state)
{
	(void)state;
	assert_even("calm", false, -9.0, 0);
}

static void everything_the_brisk_voice_says_is_equally_loud(void **state)
{
	(void)state;
	assert_even("brisk", false, -9.0, LAST);
}

/* The night itself is a matter of gain; the clips have no loud peaks. */
static void by_night_it_is_so_without_loud_peaks(void **state)
{
	(void)state;
	assert_even("calm", true, -12.0, LAST);
}

static void the_night_is_eight_decibels_below_the_day_and_an_emergency_is_not(void **state)
{
	(void)state;
	struct setup *day = set_up("calm", "walk", false), *night = set_up("calm", "walk", true);
	struct comfort by_day = setup_comfort(day), by_night = setup_comfort(night);
	double next = (double)comfort_gain(&by_night, COMFORT_VOICE, CUE_NEXT) /
		      (double)comfort_gain(&by_day, COMFORT_VOICE, CUE_NEXT);
	assert_true(fabs(20.0 * log10(next) + 8.0) < 0.01);
	assert_float_equal(comfort_gain(&by_night, COMFORT_VOICE, CUE_EMERGENCY),
			   comfort_gain(&by_day, COMFORT_VOICE, CUE_EMERGENCY), 1e-6);
	free(day);
	free(night);
}

/* A recording that was made far too quietly comes out as loud as the voice beside it. */
static void a_recording_is_as_loud_as_the_words_beside_it(void **state)
{
	(void)state;
	struct fault why;
	struct tally tally = {.least = 0.0, .most = -100.0, .peak_db = -100.0};
	char path[] = "/tmp/easeback-test-recording.XXXXXX.wav";
	int file = mkstemps(path, 4);
	assert_true(file >= 0);
	struct setup *setup = set_up("calm", "walk", false);
	struct speaker *speaker = speaker_open(&setup->voice.speaker, &why);
	assert_non_null(speaker);
	struct clip *clip = speaker_say_now(speaker, "Take your time, and breathe.");
	struct wav_writer *writer = wav_open(path, &why);
	assert_non_null(clip);
	assert_non_null(writer);
	for (size_t i = 0; i < clip->frames; i++) {
		float sample = (float)clip->sample[i] / 32768.0F * 0.1F;
		assert_true(wav_write(writer, &sample, 1, &why));
	}
	assert_true(wav_close(writer, &why));
	struct recording recording = {.line = 1};
	snprintf(recording.key, sizeof recording.key, "ouch");
	snprintf(recording.path, sizeof recording.path, "%s", path);
	setup->voice.recording[0] = recording;
	setup->voice.recordings = 1;
	struct shelf *shelf =
	    shelf_open(&setup->voice, &setup->facts, &setup->settings.tones, speaker, &why);
	assert_non_null(shelf);
	struct saying saying = {.cue = CUE_OUCH, .exercise = -1};
	char words[WORDS_BYTES];
	const struct clip *shelved;
	int ticket = shelf_ask(shelf, &saying, false, words);
	assert_true(shelf_is_recorded(shelf, ticket));
	assert_true(shelf_ready(shelf, ticket, &shelved));
	assert_non_null(shelved);
	weigh(&tally, shelved, "the recording");
	shelf_close(shelf);
	speaker_close(speaker);
	free(clip);
	free(setup);
	remove(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(everything_the_calm_voice_says_is_equally_loud),
	    cmocka_unit_test(everything_the_brisk_voice_says_is_equally_loud),
	    cmocka_unit_test(by_night_it_is_so_without_loud_peaks),
	    cmocka_unit_test(the_night_is_eight_decibels_below_the_day_and_an_emergency_is_not),
	    cmocka_unit_test(a_recording_is_as_loud_as_the_words_beside_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
