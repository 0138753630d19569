/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_sound_report.c - the words of the sound test: an advice for each thing that is not good, and
 * none else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sound_report.h"

static const struct sound_result good = {.heard = true,
					 .tones = SOUND_TEST_TONES,
					 .delay_ms = 120,
					 .spread_ms = 0.4,
					 .has_drift = true,
					 .drift_ppm = 12,
					 .level_db = -25,
					 .has_floor = true,
					 .floor_db = -62};

static struct sound_report about(const struct sound_result *result)
{
	return (struct sound_report){.result = result,
				     .loudspeaker = "UE Boom: USB Audio (hw:1,0), 48000 Hz",
				     .microphone = "default, 16000 Hz"};
}

static void check_width(const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		assert_true(length <= 80);
		assert_int_equal(text[length], '\n');
		text += length + 1;
	}
}

/* The text, which the caller frees; the advice in it is counted by its arrows. */
static char *write(const struct sound_report *report, int *advice)
{
	char *text;
	size_t bytes;
	int arrows = 0;
	FILE *out = open_memstream(&text, &bytes);
	assert_non_null(out);
	*advice = sound_report_write(report, out);
	fclose(out);
	for (const char *at = text; (at = strstr(at, "-> ")) != NULL; at++)
		arrows++;
	assert_int_equal(arrows, *advice);
	check_width(text);
	return text;
}

static void expect(const struct sound_report *report, int wanted, const char *words)
{
	int advice;
	char *text = write(report, &advice);
	assert_int_equal(advice, wanted);
	if (strstr(text, words) == NULL)
		fail_msg("\"%s\" is not in:\n%s", words, text);
	free(text);
}

static void what_is_good_needs_no_advice(void **state)
{
	(void)state;
	struct sound_report report = about(&good);
	expect(&report, 0, "first sound   whole\n");
	expect(&report, 0, "tones         8 of 8 heard\n");
	expect(&report, 0, "round trip    120 ms, even to 0.4 ms\n");
	expect(&report, 0, "clocks        12 ppm apart\n");
	expect(&report, 0, "above room    37 dB\n");
}

static void a_loss_at_the_beginning_names_the_setting(void **state)
{
	(void)state;
	struct sound_result late = good;
	struct sound_report report = about(&late);
	late.lost_ms = 1480;
	expect(&report, 1, "-> Set wake = 1600 under [sound] in the settings.");
	report.wake_ms = 1600;
	expect(&report, 0, "a session gives it 1600 ms, which is enough");
	report.wake_ms = 1500;
	expect(&report, 1, "-> Set wake = 1600");
	late.lost_ms = SOUND_TEST_RUN_MS;
	expect(&report, 2, "-> Set wake = 3000");
	late.lost_ms = -1;
	expect(&report, 0, "first sound   cannot be told");
}

static void each_flaw_has_its_advice(void **state)
{
	(void)state;
	struct sound_result r = good;
	struct sound_report report = about(&r);
	r.tones = 6;
	expect(&report, 1, "Some were lost");
	r = good;
	r.spread_ms = 40;
	expect(&report, 1, "It stutters");
	r = good;
	r.delay_ms = 700;
	expect(&report, 1, "cannot tell its own voice");
	r = good;
	r.drift_ppm = -900;
	expect(&report, 1, "900 ppm");
	r = good;
	r.level_db = -56;
	r.floor_db = -75;
	expect(&report, 1, "Faint");
	r = good;
	r.floor_db = -36;
	expect(&report, 1, "Noisy");
	r.level_db = -30;
	expect(&report, 2, "nearly as loud");
	r = good;
	r.clipped_ms = 1200;
	expect(&report, 1, "Turn the microphone down");
	r = good;
	r.has_drift = false;
	r.drift_ppm = 5000;
	expect(&report, 0, "clocks        cannot be told");
}

static void what_was_not_heard_is_not_measured(void **state)
{
	(void)state;
	struct sound_result r = {.lost_ms = -1, .tones = 1, .has_floor = true, .floor_db = -60};
	struct sound_report report = about(&r);
	int advice;
	expect(&report, 1, "With headphones");
	char *text = write(&report, &advice);
	assert_null(strstr(text, "round trip"));
	assert_null(strstr(text, "first sound"));
	free(text);
	r.has_floor = false;
	expect(&report, 1, "room          cannot be told");
	r.silent = true;
	expect(&report, 1, "Is the microphone switched on?");
	report.microphone = "";
	expect(&report, 0, "nothing could be measured");
}

static void a_long_name_keeps_to_the_line(void **state)
{
	(void)state;
	char name[128];
	struct sound_report report = about(&good);
	memset(name, 'n', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	report.loudspeaker = name;
	expect(&report, 0, "loudspeaker   nnn");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_good_needs_no_advice),
	    cmocka_unit_test(a_loss_at_the_beginning_names_the_setting),
	    cmocka_unit_test(each_flaw_has_its_advice),
	    cmocka_unit_test(what_was_not_heard_is_not_measured),
	    cmocka_unit_test(a_long_name_keeps_to_the_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
