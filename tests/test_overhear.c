/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_overhear.c - a recording as a session hears it, with the coach in it.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ear_support.h"
#include "overhear.h"
#include "spoken.h"

enum { HZ = 16000, LATE = HZ / 10 };

struct notes {
	int taken, voices;
	struct intent last;
	double start_s;
};

static void note(void *context, const struct hearing *hearing)
{
	struct notes *notes = context;
	if (!hearing->take)
		return;
	notes->taken++;
	notes->last = hearing->intent;
	notes->start_s = hearing->start_s;
}

static void note_voice(void *context, double start_s, double end_s)
{
	struct notes *notes = context;
	assert_true(start_s < end_s);
	notes->voices++;
}

/* The coach, a tenth of a second late and at half its level, and then the person's words. */
static struct notes hear(struct ear *ear, const char *coach, const char *person)
{
	struct sound played = spoken("slt", coach), words = spoken("rms", person);
	size_t count = played.count + words.count;
	int16_t *heard = calloc(count, sizeof *heard);
	struct notes notes = {.taken = 0};
	struct overheard told = {.decide = note, .voice = note_voice, .context = &notes};
	struct fault why;
	assert_non_null(heard);
	for (size_t i = LATE; i < played.count; i++)
		heard[i] = (int16_t)(played.sample[i - LATE] / 2);
	for (size_t i = 0; i < words.count; i++)
		heard[played.count + i] = words.sample[i];
	assert_true(
	    overhear(ear, LISTEN_NUMBER, heard, count, played.sample, played.count, &told, &why));
	assert_true(fabs(told.fed_s - (double)count / (double)HZ) < 0.02);
	assert_true(notes.taken == 0 || notes.start_s > (double)played.count / (double)HZ - 0.3);
	free(heard);
	sound_free(&played);
	sound_free(&words);
	return notes;
}

static void an_answer_behind_the_coach_is_taken(void **state)
{
	struct notes notes = hear(*state, "How much does it hurt now, from zero to ten", "seven");
	assert_int_equal(notes.taken, 1);
	assert_int_equal(notes.last.kind, INTENT_NUMBER);
	assert_int_equal(notes.last.value, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(an_answer_behind_the_coach_is_taken, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
