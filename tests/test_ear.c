/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ear.c - sound in, decisions out, without thread or microphone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ear_support.h"
#include "spoken.h"

static struct hearings hear(struct ear *ear, const struct sound *sound, enum listen_context context)
{
	struct hearings heard = {.count = 0};
	ear_reset(ear);
	ear_context(ear, context);
	ear_feed(ear, sound->sample, sound->count, keep_hearing, &heard);
	return heard;
}

/* The one decision about the words, spoken by a voice of flite. */
static struct hearing hear_words(struct ear *ear, const char *words, enum listen_context context)
{
	struct sound sound = spoken("rms", words);
	struct hearings heard = hear(ear, &sound, context);
	sound_free(&sound);
	assert_int_equal(heard.count, 1);
	return heard.list[0];
}

static void assert_taken(void **state, const char *words, enum listen_context context)
{
	struct intent wanted;
	struct hearing hearing = hear_words(*state, words, context);
	assert_true(intent_from_words(words, &wanted));
	assert_true(hearing.take);
	assert_int_equal(hearing.intent.kind, wanted.kind);
	assert_int_equal(hearing.intent.value, wanted.value);
	assert_int_equal(hearing.intent.source, SOURCE_VOICE);
	assert_true(hearing.confidence > 0.0F && hearing.confidence <= 1.0F);
}

static void assert_doubted(void **state, const char *words, enum listen_context context)
{
	struct hearing hearing = hear_words(*state, words, context);
	assert_false(hearing.take);
	assert_int_equal(hearing.intent.kind, INTENT_UNCLEAR);
}

static void assert_not_heard(void **state, struct sound sound, enum listen_context context)
{
	struct hearings heard = hear(*state, &sound, context);
	sound_free(&sound);
	assert_int_equal(heard.count, 0);
}

static void every_number_is_taken_at_a_check_in(void **state)
{
	static const char *const numbers[] = {"zero", "one",   "two",	"three", "four", "five",
					      "six",  "seven", "eight", "nine",	 "ten"};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		assert_taken(state, numbers[i], LISTEN_NUMBER);
}

static void yes_and_no_are_taken_at_a_question(void **state)
{
	assert_taken(state, "yes", LISTEN_YESNO);
	assert_taken(state, "no", LISTEN_YESNO);
}

static void stop_is_taken_everywhere(void **state)
{
	for (int i = 0; i < LISTEN_CONTEXTS; i++)
		assert_taken(state, "stop", (enum listen_context)i);
}

static void the_alarms_are_taken_at_a_check_in(void **state)
{
	assert_taken(state, "sharp pain", LISTEN_NUMBER);
	assert_taken(state, "my leg", LISTEN_NUMBER);
	assert_taken(state, "emergency", LISTEN_NUMBER);
	assert_taken(state, "something is wrong", LISTEN_NUMBER);
}

static void ready_is_taken_in_a_wait(void **state)
{
	assert_taken(state, "ready", LISTEN_READY);
	assert_taken(state, "resume", LISTEN_READY);
	assert_taken(state, "continue", LISTEN_READY);
}

static void a_number_is_none_of_the_commands(void **state)
{
	assert_doubted(state, "seven", LISTEN_ANY);
	assert_doubted(state, "three", LISTEN_YESNO);
}

static void words_of_talk_are_in_doubt(void **state)
{
	assert_doubted(state, "banana", LISTEN_NUMBER);
	assert_doubted(state, "the weather is nice", LISTEN_NUMBER);
	assert_doubted(state, "did you feed the cat", LISTEN_YESNO);
}

static void a_decision_says_when_it_was_spoken(void **state)
{
	struct hearing hearing = hear_words(*state, "seven", LISTEN_NUMBER);
	/* half a second of room stands before it, and flite's own silence */
	assert_true(hearing.start_s >= 0.45 && hearing.start_s < 0.9);
	assert_true(hearing.end_s > hearing.start_s + 0.2 && hearing.end_s < 1.6);
}

static void the_level_of_the_microphone_does_not_matter(void **state)
{
	static const double factors[] = {0.03, 0.1, 0.3, 1.0, 1.5};
	for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
		struct sound sound = spoken("rms", "eight");
		change_level(&sound, factors[i], 0);
		struct hearings heard = hear(*state, &sound, LISTEN_NUMBER);
		sound_free(&sound);
		assert_int_equal(heard.count, 1);
		assert_true(heard.list[0].take);
		assert_int_equal(heard.list[0].intent.value, 8);
	}
}

static void an_offset_does_not_matter(void **state)
{
	struct sound sound = spoken("rms", "three");
	change_level(&sound, 1.0, 2000);
	struct hearings heard = hear(*state, &sound, LISTEN_NUMBER);
	sound_free(&sound);
	assert_int_equal(heard.count, 1);
	assert_true(heard.list[0].take);
	assert_int_equal(heard.list[0].intent.value, 3);
}

static void an_answer_at_the_very_opening_is_heard(void **state)
{
	struct sound sound = spoken("rms", "five");
	/* flite needs a tenth of a second itself: what is left are a few frames of silence */
	struct sound late = {.count = sound.count - 8000 - 800,
			     .sample = sound.sample + 8000 + 800};
	struct hearings heard = hear(*state, &late, LISTEN_NUMBER);
	sound_free(&sound);
	assert_int_equal(heard.count, 1);
	assert_true(heard.list[0].take);
	assert_int_equal(heard.list[0].intent.value, 5);
}

static void the_size_of_the_pieces_does_not_matter(void **state)
{
	struct fault why;
	struct ear *other = ear_open(NULL, &why);
	struct sound sound = spoken("rms", "nine");
	struct hearings whole = hear(*state, &sound, LISTEN_NUMBER), pieces = {.count = 0};
	assert_non_null(other);
	ear_context(other, LISTEN_NUMBER);
	for (size_t i = 0, n = 1; i < sound.count; i += n, n = n * 3 % 331 + 1) {
		n = n < sound.count - i ? n : sound.count - i;
		ear_feed(other, sound.sample + i, n, keep_hearing, &pieces);
	}
	sound_free(&sound);
	ear_close(other);
	assert_int_equal(pieces.count, 1);
	assert_int_equal(pieces.list[0].intent.value, 9);
	/* the same to the last sample */
	assert_memory_equal(&pieces.list[0].confidence, &whole.list[0].confidence, sizeof(float));
}

static void two_answers_are_two_decisions(void **state)
{
	struct sound first = spoken("rms", "four"), second = spoken("rms", "two");
	struct hearings heard = {.count = 0};
	ear_reset(*state);
	ear_context(*state, LISTEN_NUMBER);
	ear_feed(*state, first.sample, first.count, keep_hearing, &heard);
	ear_feed(*state, second.sample, second.count, keep_hearing, &heard);
	sound_free(&first);
	sound_free(&second);
	assert_int_equal(heard.count, 2);
	assert_int_equal(heard.list[0].intent.value, 4);
	assert_int_equal(heard.list[1].intent.value, 2);
}

static void a_reset_forgets_what_was_being_said(void **state)
{
	struct sound sound = spoken("rms", "seven");
	struct hearings heard = {.count = 0};
	ear_reset(*state);
	ear_context(*state, LISTEN_NUMBER);
	ear_feed(*state, sound.sample, sound.count / 2, keep_hearing, &heard);
	ear_reset(*state);
	memset(sound.sample, 0, sound.count * sizeof sound.sample[0]);
	ear_feed(*state, sound.sample, sound.count, keep_hearing, &heard);
	sound_free(&sound);
	assert_int_equal(heard.count, 0);
}

static void a_flush_decides_without_silence_behind(void **state)
{
	struct sound sound = spoken("rms", "two");
	struct hearings heard = {.count = 0};
	ear_reset(*state);
	ear_context(*state, LISTEN_NUMBER);
	ear_feed(*state, sound.sample, sound.count - 16000 - 1600, keep_hearing, &heard);
	assert_int_equal(heard.count, 0);
	ear_flush(*state, keep_hearing, &heard);
	sound_free(&sound);
	assert_int_equal(heard.count, 1);
	assert_int_equal(heard.list[0].intent.value, 2);
}

static void silence_is_nothing(void **state)
{
	assert_not_heard(state, hiss(5.0, 0), LISTEN_NUMBER);
	assert_not_heard(state, hiss(5.0, 8), LISTEN_NUMBER);
}

static void steady_noise_is_nothing(void **state)
{
	assert_not_heard(state, hiss(10.0, 1000), LISTEN_NUMBER);
	assert_not_heard(state, hiss(10.0, 40000), LISTEN_YESNO);
}

static void a_stuck_microphone_is_nothing(void **state)
{
	struct sound sound = hiss(5.0, 0);
	change_level(&sound, 1.0, 32767);
	assert_not_heard(state, sound, LISTEN_NUMBER);
}

static void the_question_tone_is_nothing(void **state)
{
	for (int hz = 400; hz <= 1500; hz += 100) {
		assert_not_heard(state, beep(hz, 150, 8000), LISTEN_NUMBER);
		assert_not_heard(state, beep(hz, 150, 800), LISTEN_YESNO);
	}
}

static void a_burst_of_noise_is_never_an_answer(void **state)
{
	for (int context = 0; context < LISTEN_CONTEXTS; context++)
		for (int length_ms = 100; length_ms <= 900; length_ms += 200) {
			struct sound room = hiss(3.0, 10), burst = hiss(length_ms / 1000.0, 6000);
			memcpy(room.sample + 12000, burst.sample,
			       burst.count * sizeof burst.sample[0]);
			struct hearings heard = hear(*state, &room, (enum listen_context)context);
			sound_free(&room);
			sound_free(&burst);
			for (int i = 0; i < heard.count; i++)
				assert_false(heard.list[i].take);
		}
}

static void no_samples_at_all_do_no_harm(void **state)
{
	struct hearings heard = {.count = 0};
	ear_reset(*state);
	ear_feed(*state, NULL, 0, keep_hearing, &heard);
	ear_flush(*state, keep_hearing, &heard);
	assert_int_equal(heard.count, 0);
}

/* Bursts of everything a broken driver may deliver; nothing may break, and nothing be taken. */
static void rubbish_does_no_harm(void **state)
{
	static const int levels[] = {0, 1, 300, 32767, 70000};
	for (uint32_t seed = 0; seed < 12; seed++) {
		struct sound sound = hiss(2.5, 3);
		for (size_t i = 0; i < sound.count; i++) {
			size_t block = i / (1000 + 700 * seed);
			int level = levels[(block * 7 + seed) % 5];
			double wild = level * ((double)(i * 2654435761U % 65536) / 32768.0 - 1.0);
			sound.sample[i] = (int16_t)(wild > 32767    ? 32767
						    : wild < -32768 ? -32768
								    : wild);
		}
		struct hearings heard = hear(*state, &sound, (enum listen_context)(seed % 4));
		sound_free(&sound);
		for (int i = 0; i < heard.count; i++)
			assert_false(heard.list[i].take);
	}
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(every_number_is_taken_at_a_check_in),
	    CASE(yes_and_no_are_taken_at_a_question),
	    CASE(stop_is_taken_everywhere),
	    CASE(the_alarms_are_taken_at_a_check_in),
	    CASE(ready_is_taken_in_a_wait),
	    CASE(a_number_is_none_of_the_commands),
	    CASE(words_of_talk_are_in_doubt),
	    CASE(a_decision_says_when_it_was_spoken),
	    CASE(the_level_of_the_microphone_does_not_matter),
	    CASE(an_offset_does_not_matter),
	    CASE(an_answer_at_the_very_opening_is_heard),
	    CASE(the_size_of_the_pieces_does_not_matter),
	    CASE(two_answers_are_two_decisions),
	    CASE(a_reset_forgets_what_was_being_said),
	    CASE(a_flush_decides_without_silence_behind),
	    CASE(silence_is_nothing),
	    CASE(steady_noise_is_nothing),
	    CASE(a_stuck_microphone_is_nothing),
	    CASE(the_question_tone_is_nothing),
	    CASE(a_burst_of_noise_is_never_an_answer),
	    CASE(no_samples_at_all_do_no_harm),
	    CASE(rubbish_does_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
