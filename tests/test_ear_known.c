/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ear_known.c - the whole ear with somebody enrolled: that person, strangers, and nobody. */
/* cmocka.h asks for these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ear_voiceprint.h"
#include "enrol_ear.h"
#include "fault.h"
#include "listener.h"
#include "spoken.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 6, SENTENCES = 5 };

static const char *const numbers[WORDS] = {"two", "three", "four", "six", "seven", "eight"};
static const char *const talk[SENTENCES] = {"left", "the garden", "window", "happy", "tomorrow"};

struct house {
	struct ear *ear;
	struct enrol_ear *enrol;
	struct voiceprint *people;
};

/* Louder: flite says a word always alike. */
static void vary(struct sound *sound, int times)
{
	change_level(sound, 1.0 + 0.4 * times, 0);
}

static void enrol(struct house *house, const char *voice)
{
	struct person *person = person_new(voice);
	assert_non_null(person);
	for (int i = 0; i < WORDS * 2; i++) {
		struct enrol_saying saying;
		struct sound sound = spoken(voice, numbers[i / 2]);
		vary(&sound, i % 2);
		enrol_ear_expect(house->enrol, numbers[i / 2]);
		assert_true(enrol_ear_feed(house->enrol, sound.sample, sound.count, true, &saying));
		assert_true(saying.makes_take);
		assert_true(person_add(person, &saying.take));
		sound_free(&sound);
	}
	person_settle(person);
	assert_true(voiceprint_add(house->people, person));
}

static int open_house(void **state)
{
	struct fault why;
	struct house *house = calloc(1, sizeof *house);
	assert_non_null(house);
	house->ear = ear_open(NULL, &why);
	house->enrol = enrol_ear_open("", &why);
	house->people = voiceprint_new();
	assert_true(house->ear != NULL && house->enrol != NULL && house->people != NULL);
	enrol(house, "rms");
	*state = house;
	return 0;
}

static int close_house(void **state)
{
	struct house *house = *state;
	ear_close(house->ear);
	enrol_ear_close(house->enrol);
	voiceprint_free(house->people);
	free(house);
	return 0;
}

static void keep(void *context, const struct hearing *hearing)
{
	*(struct hearing *)context = *hearing;
}

static struct hearing hear(struct house *house, bool known, const struct sound *sound)
{
	struct hearing hearing = {.confidence = 0.0F};
	ear_forget(house->ear);
	ear_know(house->ear, known ? house->people : NULL);
	ear_context(house->ear, LISTEN_NUMBER);
	ear_feed(house->ear, sound->sample, sound->count, keep, &hearing);
	ear_flush(house->ear, keep, &hearing);
	return hearing;
}

static bool is_number(const struct hearing *hearing, const char *word)
{
	struct intent meant;
	assert_true(intent_from_words(word, &meant));
	return hearing->guess.kind == meant.kind && hearing->guess.value == meant.value;
}

static void who_is_enrolled_is_heard_better(void **state)
{
	double before = 0.0, after = 0.0;
	for (int i = 0; i < WORDS; i++) {
		struct sound sound = spoken("rms", numbers[i]);
		vary(&sound, 3);
		struct hearing stranger = hear(*state, false, &sound);
		struct hearing known = hear(*state, true, &sound);
		assert_true(known.take);
		assert_true(is_number(&known, numbers[i]));
		before += is_number(&stranger, numbers[i]) ? (double)stranger.confidence : 0.0;
		after += (double)known.confidence;
		sound_free(&sound);
	}
	assert_true(after >= before - 0.05);
}

/* Who is not enrolled loses nothing, and gains no belief in a wrong word. */
static void a_stranger_is_heard_as_if_nobody_were_enrolled(void **state)
{
	static const char *const voices[] = {"slt", "awb"};
	for (int i = 0; i < 2 * WORDS; i++) {
		struct sound sound = spoken(voices[i / WORDS], numbers[i % WORDS]);
		struct hearing plain = hear(*state, false, &sound);
		struct hearing known = hear(*state, true, &sound);
		bool right = is_number(&known, numbers[i % WORDS]);
		assert_true(right || !known.take || plain.take);
		assert_true(!plain.take || !is_number(&plain, numbers[i % WORDS]) ||
			    (known.take && right));
		sound_free(&sound);
	}
}

static void talk_is_not_believed_because_somebody_is_enrolled(void **state)
{
	static const char *const voices[] = {"rms", "slt", "awb"};
	for (int i = 0; i < 3 * SENTENCES; i++) {
		struct sound sound = spoken(voices[i / SENTENCES], talk[i % SENTENCES]);
		struct hearing plain = hear(*state, false, &sound);
		struct hearing known = hear(*state, true, &sound);
		assert_true(!known.take || plain.take);
		sound_free(&sound);
	}
}

static void with_nobody_enrolled_not_a_bit_changes(void **state)
{
	struct house *house = *state;
	struct voiceprint *nobody = voiceprint_new();
	for (int i = 0; i < WORDS; i++) {
		struct sound sound = spoken("awb", numbers[i]);
		struct hearing plain = hear(house, false, &sound), empty = {.confidence = 0.0F};
		ear_forget(house->ear);
		ear_know(house->ear, nobody);
		ear_feed(house->ear, sound.sample, sound.count, keep, &empty);
		ear_flush(house->ear, keep, &empty);
		assert_memory_equal(&plain.confidence, &empty.confidence, sizeof plain.confidence);
		assert_int_equal(plain.guess.kind, empty.guess.kind);
		assert_int_equal(plain.guess.value, empty.guess.value);
		sound_free(&sound);
	}
	ear_know(house->ear, NULL);
	voiceprint_free(nobody);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(who_is_enrolled_is_heard_better),
	    cmocka_unit_test(a_stranger_is_heard_as_if_nobody_were_enrolled),
	    cmocka_unit_test(talk_is_not_believed_because_somebody_is_enrolled),
	    cmocka_unit_test(with_nobody_enrolled_not_a_bit_changes),
	};
	return cmocka_run_group_tests(tests, open_house, close_house);
}
