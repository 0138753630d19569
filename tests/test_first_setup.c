/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_first_setup.c - the conversation that sets up a box, with people and devices made up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "first_setup.h"

/* Somebody at a box. Answers are letters: y n l(ouder) q(uieter) - (silence) s(top) c(trl-C). */
struct person {
	int hears_output;     /* which loudspeaker is heard; -1: none */
	int heard_microphone; /* which microphone hears the person and the loudspeaker; -1: none */
	bool keys, deaf_microphones; /* deaf: they hear the person, not the loudspeaker */
	const char *volume, *ear, *keep;
	int lost_ms, clipped_ms;
	int wake_ms; /* given already */
	int broken_output; /* cannot be opened; -1: none */
	/* what happened */
	int output, microphone, percent, tests, asked_volume;
	bool spoke;
	char said[4000];
};

static const struct person somebody = {
    .volume = "yn", .ear = "y", .keep = "y", .keys = true, .broken_output = -1};

static int index_of(const char *name)
{
	return name[0] == '\0' ? 0 : name[strlen(name) - 1] - '0';
}

static bool output(void *context, const char *name)
{
	struct person *p = context;
	p->output = index_of(name);
	return p->output != p->broken_output;
}

static bool microphone(void *context, const char *name)
{
	struct person *p = context;
	p->microphone = index_of(name);
	return true;
}

static int wake_ms(void *context)
{
	return ((struct person *)context)->wake_ms;
}

static void volume(void *context, int percent)
{
	((struct person *)context)->percent = percent;
}

static enum bench_news say(void *context, const char *words)
{
	struct person *p = context;
	strncat(p->said, words, sizeof p->said - strlen(p->said) - 2);
	strcat(p->said, "\n");
	return BENCH_DONE;
}

static enum bench_news news_of(char letter)
{
	switch (letter) {
	case 'y':
		return BENCH_YES;
	case 'n':
		return BENCH_NO;
	case 'l':
		return BENCH_LOUDER;
	case 'q':
		return BENCH_QUIETER;
	case 's':
		return BENCH_STOP;
	case 'c':
		return BENCH_BROKEN;
	default:
		return BENCH_SILENCE;
	}
}

static enum bench_news ask(void *context, const char *question, int wait_ms)
{
	struct person *p = context;
	assert_true(wait_ms > 0);
	say(p, question);
	p->spoke = p->microphone == p->heard_microphone;
	if (p->output != p->hears_output || !(p->keys || p->spoke))
		return BENCH_SILENCE;
	if (strstr(question, "hear me") != NULL)
		return BENCH_YES;
	if (strstr(question, "loud") != NULL) {
		char letter = p->volume[p->asked_volume];
		p->asked_volume += letter != '\0';
		return news_of(letter);
	}
	return news_of(strstr(question, "listen") != NULL ? p->ear[0] : p->keep[0]);
}

static bool by_voice(void *context)
{
	struct person *p = context;
	return p->spoke && !p->keys;
}

static enum bench_news test(void *context, struct sound_result *result)
{
	struct person *p = context;
	p->tests++;
	bool heard = p->microphone == p->heard_microphone && !p->deaf_microphones;
	*result = (struct sound_result){
	    .heard = heard, .lost_ms = heard ? p->lost_ms : -1, .clipped_ms = p->clipped_ms};
	return BENCH_DONE;
}

static bool has_keys(void *context)
{
	return ((struct person *)context)->keys;
}

static struct setup_changes changes;

static enum setup_end talk_with(struct person *p, const struct settings *settings, int devices)
{
	char name[32];
	struct setup_candidates candidates = {.outputs = 0};
	struct setup_partner partner = {.context = p,
					.output = output,
					.microphone = microphone,
					.wake_ms = wake_ms,
					.volume = volume,
					.say = say,
					.ask = ask,
					.by_voice = by_voice,
					.test = test,
					.has_keys = has_keys};
	setup_candidates_add(&candidates, false, settings->output);
	setup_candidates_add(&candidates, true, settings->microphone);
	for (int i = 1; i < devices; i++) {
		snprintf(name, sizeof name, "Box %d", i);
		setup_candidates_add(&candidates, false, name);
		setup_candidates_add(&candidates, true, name);
	}
	return first_setup(&partner, &candidates, settings, &changes);
}

static enum setup_end talk(struct person *p, int devices)
{
	struct settings settings = settings_default();
	return talk_with(p, &settings, devices);
}

static void expect_change(int i, const char *section, const char *key, const char *value)
{
	assert_true(i < changes.count);
	assert_string_equal(changes.list[i].section, section);
	assert_string_equal(changes.list[i].key, key);
	assert_string_equal(changes.list[i].value, value);
}

static void where_all_is_right_nothing_changes(void **state)
{
	(void)state;
	struct person p = somebody;
	assert_int_equal(talk(&p, 3), SETUP_KEEP);
	assert_int_equal(changes.count, 0);
	assert_int_equal(p.tests, 1);
	assert_non_null(strstr(p.said, "Nothing needs to be changed"));
	assert_non_null(strstr(p.said, "999"));
}

static void the_loudspeaker_that_is_heard_is_taken(void **state)
{
	(void)state;
	struct person p = somebody;
	p.hears_output = 2;
	p.broken_output = 1;
	assert_int_equal(talk(&p, 4), SETUP_KEEP);
	assert_int_equal(changes.count, 1);
	expect_change(0, "sound", "output", "Box 2");
}

static void by_voice_alone_the_microphone_that_hears_is_found(void **state)
{
	(void)state;
	struct person p = somebody;
	p.keys = false;
	p.hears_output = 1;
	p.heard_microphone = 2;
	assert_int_equal(talk(&p, 3), SETUP_KEEP);
	assert_int_equal(changes.count, 2);
	expect_change(0, "sound", "output", "Box 1");
	expect_change(1, "ear", "microphone", "Box 2");
	assert_int_equal(p.tests, 1);
}

static void by_keys_the_microphone_that_hears_the_loudspeaker_is_found(void **state)
{
	(void)state;
	struct person p = somebody;
	p.heard_microphone = 2;
	assert_int_equal(talk(&p, 4), SETUP_KEEP);
	assert_int_equal(changes.count, 1);
	expect_change(0, "ear", "microphone", "Box 2");
	assert_int_equal(p.tests, 3);
}

/* Headphones: who was understood has the right microphone, whatever it hears else. */
static void with_headphones_the_microphone_stays(void **state)
{
	(void)state;
	struct person p = somebody;
	p.keys = false;
	p.deaf_microphones = true;
	assert_int_equal(talk(&p, 3), SETUP_KEEP);
	assert_int_equal(changes.count, 0);
	assert_null(strstr(p.said, "No microphone hears me"));
}

static void a_box_that_nobody_hears_changes_nothing(void **state)
{
	(void)state;
	struct person p = somebody;
	p.hears_output = -1;
	assert_int_equal(talk(&p, 3), SETUP_NOBODY);
	assert_int_equal(changes.count, 0);
	assert_int_equal(p.tests, 0);
	p = somebody;
	p.keys = false;
	p.heard_microphone = -1;
	assert_int_equal(talk(&p, 3), SETUP_NOBODY);
	assert_int_equal(changes.count, 0);
}

static void a_wake_up_is_only_made_longer(void **state)
{
	(void)state;
	struct person p = somebody;
	p.lost_ms = 1480;
	p.wake_ms = 600;
	assert_int_equal(talk(&p, 1), SETUP_KEEP);
	assert_int_equal(changes.count, 1);
	expect_change(0, "sound", "wake", "1600");
	p = somebody;
	p.lost_ms = 1480;
	p.wake_ms = 2000;
	assert_int_equal(talk(&p, 1), SETUP_KEEP);
	assert_int_equal(changes.count, 0);
	p = somebody;
	p.wake_ms = 600;
	assert_int_equal(talk(&p, 1), SETUP_KEEP);
	assert_int_equal(changes.count, 0);
}

static void the_volume_is_what_was_agreed_to(void **state)
{
	(void)state;
	static const struct {
		int before;
		const char *answers;
		int after; /* 0: unchanged */
	} cases[] = {
	    {100, "yn", 0},	{100, "yyn", 80},  {100, "yyyn", 60}, {60, "nyn", 80},
	    {60, "lyn", 80},	{60, "qn", 40},	   {60, "-", 0},      {60, "n-", 0},
	    {60, "ny-", 80},	{100, "nyn", 0},   {60, "yy-", 0},    {60, "nnnnnnnnn", 0},
	    {30, "yyyyyyyy", 0}, {40, "yyn", 20},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct settings settings = settings_default();
		struct person p = somebody;
		char after[16];
		settings.voice_percent = cases[i].before;
		p.volume = cases[i].answers;
		assert_int_equal(talk_with(&p, &settings, 1), SETUP_KEEP);
		assert_int_equal(changes.count, cases[i].after != 0);
		snprintf(after, sizeof after, "%d", cases[i].after);
		if (cases[i].after != 0)
			expect_change(0, "sound", "voice", after);
		assert_int_equal(p.percent, cases[i].after != 0 ? cases[i].after : cases[i].before);
	}
}

static void whoever_wants_no_ear_has_none(void **state)
{
	(void)state;
	struct settings settings = settings_default();
	struct person p = somebody;
	p.ear = "n";
	assert_int_equal(talk_with(&p, &settings, 1), SETUP_KEEP);
	assert_int_equal(changes.count, 1);
	expect_change(0, "ear", "ear", "no");
	p = somebody;
	p.ear = "-";
	settings.ear = false;
	assert_int_equal(talk_with(&p, &settings, 1), SETUP_KEEP);
	assert_int_equal(changes.count, 0);
}

static void without_a_yes_nothing_is_kept(void **state)
{
	(void)state;
	static const struct {
		const char *keep;
		enum setup_end end;
	} cases[] = {{"n", SETUP_LEAVE},
		     {"-", SETUP_LEAVE},
		     {"s", SETUP_LEAVE},
		     {"c", SETUP_BROKEN},
		     {"l", SETUP_LEAVE}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct person p = somebody;
		p.ear = "n";
		p.keep = cases[i].keep;
		assert_int_equal(talk(&p, 1), cases[i].end);
	}
}

static void stop_ends_it_wherever_it_is(void **state)
{
	(void)state;
	struct person p = somebody;
	p.volume = "s";
	assert_int_equal(talk(&p, 1), SETUP_LEAVE);
	p = somebody;
	p.ear = "s";
	assert_int_equal(talk(&p, 1), SETUP_LEAVE);
}

static void names_are_tried_once_and_without_the_card_number(void **state)
{
	(void)state;
	struct setup_candidates c = {.outputs = 0};
	static const char *const names[] = {"",		       "default",
					    "UE Boom: USB Audio (hw:1,0)",
					    "UE Boom: USB Audio (hw:2,0)",
					    "surround51",      "dmix",
					    "bcm2835 Headphones (hw:0,0)",
					    "pulse"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		setup_candidates_add(&c, false, names[i]);
	assert_int_equal(c.outputs, 4);
	assert_string_equal(c.output[0], "");
	assert_string_equal(c.output[1], "UE Boom: USB Audio");
	assert_string_equal(c.output[2], "bcm2835 Headphones");
	assert_string_equal(c.output[3], "pulse");
	for (int i = 0; i < 30; i++) {
		char name[300];
		snprintf(name, sizeof name, "Box %d of a row", i);
		setup_candidates_add(&c, false, name);
	}
	assert_int_equal(c.outputs, FIRST_SETUP_NAMES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(where_all_is_right_nothing_changes),
	    cmocka_unit_test(the_loudspeaker_that_is_heard_is_taken),
	    cmocka_unit_test(by_voice_alone_the_microphone_that_hears_is_found),
	    cmocka_unit_test(by_keys_the_microphone_that_hears_the_loudspeaker_is_found),
	    cmocka_unit_test(with_headphones_the_microphone_stays),
	    cmocka_unit_test(a_box_that_nobody_hears_changes_nothing),
	    cmocka_unit_test(a_wake_up_is_only_made_longer),
	    cmocka_unit_test(the_volume_is_what_was_agreed_to),
	    cmocka_unit_test(whoever_wants_no_ear_has_none),
	    cmocka_unit_test(without_a_yes_nothing_is_kept),
	    cmocka_unit_test(stop_ends_it_wherever_it_is),
	    cmocka_unit_test(names_are_tried_once_and_without_the_card_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
