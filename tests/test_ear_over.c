/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ear_over.c - when halting words are heard over the coach; what the net says is made up.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ear_net.h"
#include "ear_over.h"
#include "fault.h"

enum { SECOND = 100, LOUD = 3000 }; /* frames; a sample */

/* What the net will say of the next looks, and how often it looked. */
static struct {
	const char *word, *other;
	float chance; /* of either */
	bool deaf;    /* the decoder takes nothing */
	int looks;
	double power;
} script;

bool __wrap_decoder_take(struct decoder *decoder, const int16_t *samples, size_t count,
			 double loud_power);
struct sound_view __wrap_decoder_view(struct decoder *decoder);
void __wrap_net_run(struct net *net, const struct sound_view *view, int from, int end,
		    struct net_view *out);

bool __wrap_decoder_take(struct decoder *decoder, const int16_t *samples, size_t count,
			 double loud_power)
{
	(void)decoder;
	assert_non_null(samples);
	assert_int_equal(count, OVER_WINDOW * SEGMENT_FRAME);
	script.power = loud_power;
	return !script.deaf;
}

struct sound_view __wrap_decoder_view(struct decoder *decoder)
{
	(void)decoder;
	return (struct sound_view){.frames = OVER_WINDOW - 1};
}

/* The rest is "other", the last word. */
void __wrap_net_run(struct net *net, const struct sound_view *view, int from, int end,
		    struct net_view *out)
{
	size_t words = net_words(net);
	float rest = 1.0F;
	assert_int_equal(from, 0);
	assert_int_equal(end, view->frames);
	script.looks++;
	for (size_t i = 0; i < words; i++) {
		bool said = (script.word != NULL && strcmp(net_word(net, i), script.word) == 0) ||
			    (script.other != NULL && strcmp(net_word(net, i), script.other) == 0);
		out->score[i] = said ? logf(script.chance) : -40.0F;
		rest -= said ? script.chance : 0.0F;
	}
	if (rest > 0.0F)
		out->score[words - 1] = logf(rest);
}

static int set_up(void **state)
{
	struct fault why;
	memset(&script, 0, sizeof script);
	*state = over_open(&why);
	return *state != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	over_close(*state);
	return 0;
}

static void say(const char *word, float chance)
{
	script.word = word;
	script.chance = chance;
}

/* So many frames of a square wave; how often something was heard, the last of it in heard. */
static int push(struct over *over, int frames, int level, bool looks, struct overheard *heard)
{
	int16_t frame[SEGMENT_FRAME];
	int count = 0;
	for (int k = 0; k < SEGMENT_FRAME; k++)
		frame[k] = (int16_t)(k / 40 % 2 == 0 ? level : -level);
	for (int i = 0; i < frames; i++)
		count += over_push(over, NULL, frame, looks, heard);
	return count;
}

static void a_whole_window_is_needed(void **state)
{
	struct overheard heard;
	say("stop", 0.999F);
	assert_int_equal(push(*state, OVER_WINDOW - 1, LOUD, true, &heard), 0);
	assert_int_equal(script.looks, 0);
	assert_int_equal(push(*state, 1, LOUD, true, &heard), 1);
	assert_int_equal(heard.intent.kind, INTENT_STOP);
	assert_int_equal(heard.intent.source, SOURCE_VOICE);
	assert_true(heard.confidence > 0.9F && heard.confidence <= 1.0F);
	assert_in_range(heard.intent.percent, 90, 100);
}

static void it_looks_again_and_again(void **state)
{
	struct overheard heard;
	push(*state, OVER_WINDOW, LOUD, true, &heard);
	script.looks = 0;
	assert_int_equal(push(*state, 20 * OVER_EVERY, LOUD, true, &heard), 0);
	assert_int_equal(script.looks, 20);
}

static void a_word_is_heard_once(void **state)
{
	struct overheard heard;
	say("stop", 0.999F);
	assert_int_equal(push(*state, OVER_WINDOW, LOUD, true, &heard), 1);
	/* as long as it lies in the window the net goes on to see it */
	assert_int_equal(push(*state, OVER_WINDOW - 2 * OVER_EVERY, LOUD, true, &heard), 0);
	say(NULL, 0.0F);
	assert_int_equal(push(*state, SECOND, LOUD, true, &heard), 0);
}

static void a_second_word_later_is_heard_too(void **state)
{
	struct overheard heard;
	say("stop", 0.999F);
	assert_int_equal(push(*state, OVER_WINDOW, LOUD, true, &heard), 1);
	say(NULL, 0.0F);
	push(*state, 2 * SECOND, LOUD, true, &heard);
	say("ouch", 0.999F);
	assert_int_equal(push(*state, OVER_EVERY, LOUD, true, &heard), 1);
	assert_int_equal(heard.intent.kind, INTENT_OUCH);
}

/* A chance that one look does not take alone, but two in a row do. */
static float likely_only(struct over *over)
{
	struct overheard heard;
	for (int percent = 40; percent < 100; percent++) {
		over_reset(over);
		say("stop", (float)percent / 100.0F);
		if (push(over, OVER_WINDOW, LOUD, true, &heard) == 0 &&
		    push(over, OVER_EVERY, LOUD, true, &heard) == 1)
			return (float)percent / 100.0F;
	}
	fail_msg("no chance needs two looks");
	return 0.0F;
}

static void two_looks_that_agree_are_enough(void **state)
{
	float chance = likely_only(*state);
	assert_true(chance >= 0.4F && chance < 0.99F);
}

static void two_looks_that_differ_are_not(void **state)
{
	struct overheard heard;
	float chance = likely_only(*state);
	over_reset(*state);
	say("stop", chance);
	assert_int_equal(push(*state, OVER_WINDOW, LOUD, true, &heard), 0);
	say("pause", chance);
	assert_int_equal(push(*state, OVER_EVERY, LOUD, true, &heard), 0);
	assert_int_equal(push(*state, OVER_EVERY, LOUD, true, &heard), 1);
	assert_int_equal(heard.intent.kind, INTENT_PAUSE);
}

static void a_look_that_sees_nothing_breaks_the_row(void **state)
{
	struct overheard heard;
	float chance = likely_only(*state);
	for (int way = 0; way < 3; way++) {
		over_reset(*state);
		say("stop", chance);
		assert_int_equal(push(*state, OVER_WINDOW, LOUD, true, &heard), 0);
		/* nothing likely, nothing to be decoded, or nobody to listen for */
		say(way == 0 ? NULL : "stop", chance);
		script.deaf = way == 1;
		assert_int_equal(push(*state, OVER_EVERY, LOUD, way != 2, &heard), 0);
		script.deaf = false;
		say("stop", chance);
		assert_int_equal(push(*state, way == 2 ? 1 : OVER_EVERY, LOUD, true, &heard), 0);
		assert_int_equal(push(*state, OVER_EVERY, LOUD, true, &heard), 1);
	}
}

/* Each of two words of the net that mean the same may have half of it. */
static void words_that_mean_the_same_are_added(void **state)
{
	struct overheard heard;
	script.other = "something is wrong";
	say("leg", 0.495F);
	assert_int_equal(push(*state, OVER_WINDOW + OVER_EVERY, LOUD, true, &heard), 1);
	assert_int_equal(heard.intent.kind, INTENT_LEG);
	assert_true(heard.confidence > 0.98F && heard.confidence <= 1.0F);
}

static void what_does_not_halt_is_not_heard(void **state)
{
	static const char *const words[] = {"four",   "yes",  "no",   "ready",
					    "repeat", "same", "other"};
	struct overheard heard;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		over_reset(*state);
		say(words[i], 0.9999F);
		assert_int_equal(push(*state, 3 * SECOND, LOUD, true, &heard), 0);
	}
}

static void all_that_halts_is_heard(void **state)
{
	static const struct {
		const char *word;
		enum intent_kind kind;
	} halts[] = {{"stop", INTENT_STOP},
		     {"pause", INTENT_PAUSE},
		     {"sharp", INTENT_SHARP},
		     {"ouch", INTENT_OUCH},
		     {"leg", INTENT_LEG},
		     {"help", INTENT_EMERGENCY},
		     {"emergency", INTENT_EMERGENCY},
		     {"can't breathe", INTENT_EMERGENCY}};
	struct overheard heard;
	for (size_t i = 0; i < sizeof halts / sizeof halts[0]; i++) {
		over_reset(*state);
		say(halts[i].word, 0.999F);
		assert_int_equal(push(*state, OVER_WINDOW, LOUD, true, &heard), 1);
		assert_int_equal(heard.intent.kind, halts[i].kind);
	}
}

static void in_silence_nobody_looks(void **state)
{
	struct overheard heard;
	say("stop", 0.999F);
	assert_int_equal(push(*state, 10 * SECOND, 0, true, &heard), 0);
	assert_int_equal(push(*state, 10 * SECOND, 3, true, &heard), 0);
	assert_int_equal(script.looks, 0);
}

/* The sound before is kept all the same: a word on the border is heard whole. */
static void it_looks_only_when_told(void **state)
{
	struct overheard heard;
	say("stop", 0.999F);
	assert_int_equal(push(*state, 10 * SECOND, LOUD, false, &heard), 0);
	assert_int_equal(script.looks, 0);
	assert_int_equal(push(*state, 1, LOUD, true, &heard), 1);
}

static void a_reset_forgets(void **state)
{
	struct overheard heard;
	push(*state, OVER_WINDOW, LOUD, true, &heard);
	over_reset(*state);
	say("stop", 0.999F);
	assert_int_equal(push(*state, OVER_WINDOW - 1, LOUD, true, &heard), 0);
	assert_int_equal(push(*state, 1, LOUD, true, &heard), 1);
	/* also that a word was heard just now */
	over_reset(*state);
	assert_int_equal(push(*state, OVER_WINDOW, LOUD, true, &heard), 1);
}

/* Thirty frames of levels 1 to 30 in disorder. */
static void the_power_is_that_of_the_louder_third(void **state)
{
	int16_t samples[30 * SEGMENT_FRAME];
	double wanted = 0.0;
	(void)state;
	for (int i = 0; i < 30; i++)
		for (int k = 0; k < SEGMENT_FRAME; k++)
			samples[i * SEGMENT_FRAME + k] = (int16_t)((i * 7 % 30) + 1);
	for (int level = 21; level <= 30; level++)
		wanted += level * level / 10.0;
	assert_true(fabs(over_power(samples, 30) - wanted) < 1e-6);
	/* a single frame is its own louder third; full scale fits */
	for (int k = 0; k < SEGMENT_FRAME; k++)
		samples[k] = INT16_MIN;
	assert_true(fabs(over_power(samples, 1) - 32768.0 * 32768.0) < 1.0);
}

static void the_level_is_told_to_the_decoder(void **state)
{
	struct overheard heard;
	push(*state, OVER_WINDOW, LOUD, true, &heard);
	assert_true(fabs(script.power - (double)LOUD * LOUD) < 1.0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(a_whole_window_is_needed),
	    CASE(it_looks_again_and_again),
	    CASE(a_word_is_heard_once),
	    CASE(a_second_word_later_is_heard_too),
	    CASE(two_looks_that_agree_are_enough),
	    CASE(two_looks_that_differ_are_not),
	    CASE(a_look_that_sees_nothing_breaks_the_row),
	    CASE(words_that_mean_the_same_are_added),
	    CASE(what_does_not_halt_is_not_heard),
	    CASE(all_that_halts_is_heard),
	    CASE(in_silence_nobody_looks),
	    CASE(it_looks_only_when_told),
	    CASE(a_reset_forgets),
	    CASE(the_power_is_that_of_the_louder_third),
	    CASE(the_level_is_told_to_the_decoder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
