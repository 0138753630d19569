/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ear_opinion.c - what is made of two nets' views; the views and the words are made up.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ear_opinion.h"
#include "fault.h"

static const char *const words[] = {"zero", "oh",   "one",   "none", "no pain", "yes",
				    "no",   "stop", "chest", "help", "ready",	"other"};

enum { WORDS = sizeof words / sizeof words[0], FAINT = -30 };

/* The chance that each net gives each word; the rest of the words share next to nothing. */
static float chance[2][WORDS];
static int runs;

void __wrap_net_run(struct net *net, const struct sound_view *view, int from, int end,
		    struct net_view *out);
size_t __wrap_net_words(const struct net *net);
const char *__wrap_net_word(const struct net *net, size_t i);

void __wrap_net_run(struct net *net, const struct sound_view *view, int from, int end,
		    struct net_view *out)
{
	(void)net;
	assert_true(from >= 0 && from < end && end <= view->frames);
	memset(out, 0, sizeof *out);
	for (int i = 0; i < WORDS; i++) {
		float given = chance[runs % 2][i];
		out->score[i] = given > 0.0F ? logf(given) : (float)FAINT;
	}
	runs++;
}

size_t __wrap_net_words(const struct net *net)
{
	(void)net;
	return WORDS;
}

const char *__wrap_net_word(const struct net *net, size_t i)
{
	(void)net;
	assert_true(i < WORDS);
	return words[i];
}

static int set_up(void **state)
{
	struct fault why;
	memset(chance, 0, sizeof chance);
	runs = 0;
	*state = opinion_open(&why);
	return *state != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	opinion_close(*state);
	return 0;
}

static void give(const char *word, float first, float second)
{
	for (int i = 0; i < WORDS; i++)
		if (strcmp(words[i], word) == 0) {
			chance[0][i] = first;
			chance[1][i] = second;
			return;
		}
	fail_msg("%s is none of the words", word);
}

static struct opinion form(void **state, enum listen_context context, const struct decoded *decoded)
{
	static const float nothing[1] = {0.0F};
	struct sound_view view = {.frames = 50, .bands = nothing, .states = nothing};
	struct opinion opinion;
	opinion_form(*state, &view, 0, 50, context, decoded, &opinion);
	assert_int_equal(runs % 2, 0);
	assert_int_equal(opinion.intent.source, SOURCE_VOICE);
	return opinion;
}

static void assert_near(float value, double wanted)
{
	if (fabs((double)value - wanted) > 1e-4)
		fail_msg("%g instead of %g", (double)value, wanted);
}

/* Square roots of 0.9 x 0.4 and 0.1 x 0.6, made to add up to one. */
static void two_nets_are_met_in_the_middle(void **state)
{
	double one = sqrt(0.9 * 0.4), other = sqrt(0.1 * 0.6);
	give("one", 0.9F, 0.4F);
	give("other", 0.1F, 0.6F);
	struct opinion opinion = form(state, LISTEN_NUMBER, NULL);
	assert_int_equal(opinion.intent.kind, INTENT_NUMBER);
	assert_int_equal(opinion.intent.value, 1);
	assert_near(opinion.chance, one / (one + other));
	assert_near(opinion.second, 0.0);
	assert_near(opinion.decoded, 0.0);
}

static void words_that_mean_the_same_are_added(void **state)
{
	give("none", 0.3F, 0.3F);
	give("no pain", 0.3F, 0.3F);
	give("one", 0.4F, 0.4F);
	struct opinion opinion = form(state, LISTEN_NUMBER, NULL);
	assert_int_equal(opinion.intent.kind, INTENT_NONE);
	assert_near(opinion.chance, 0.6);
	assert_near(opinion.second, 0.4);
}

static void what_may_not_be_said_now_is_left_out(void **state)
{
	give("yes", 0.8F, 0.8F);
	give("one", 0.15F, 0.15F);
	give("stop", 0.05F, 0.05F);
	struct opinion opinion = form(state, LISTEN_NUMBER, NULL);
	assert_int_equal(opinion.intent.kind, INTENT_NUMBER);
	/* what it leaves behind is no chance of the rest: it was most likely a yes */
	assert_near(opinion.chance, 0.15);
	assert_near(opinion.second, 0.05);
	opinion = form(state, LISTEN_YESNO, NULL);
	assert_int_equal(opinion.intent.kind, INTENT_YES);
	assert_near(opinion.chance, 0.8);
	opinion = form(state, LISTEN_OVER, NULL);
	assert_int_equal(opinion.intent.kind, INTENT_STOP);
	assert_near(opinion.chance, 0.05);
}

static void none_of_them_gives_nothing_a_chance(void **state)
{
	give("other", 1.0F, 1.0F);
	struct opinion opinion = form(state, LISTEN_NUMBER, NULL);
	assert_near(opinion.chance, 0.0);
	assert_near(opinion.second, 0.0);
}

/* "Chest" alone is no answer at a check-in, "help" is: both call for help. */
static void a_meaning_counts_only_in_the_words_that_fit(void **state)
{
	give("chest", 0.7F, 0.7F);
	give("help", 0.2F, 0.2F);
	give("one", 0.1F, 0.1F);
	assert_near(form(state, LISTEN_NUMBER, NULL).chance, 0.2);
	assert_near(form(state, LISTEN_ANY, NULL).chance, 0.9);
}

static void what_pocketsphinx_says_is_looked_up(void **state)
{
	struct decoded decoded = {.intent = {.kind = INTENT_NO}};
	give("yes", 0.6F, 0.6F);
	give("no", 0.3F, 0.3F);
	struct opinion opinion = form(state, LISTEN_YESNO, &decoded);
	assert_int_equal(opinion.intent.kind, INTENT_YES);
	/* of 0.9 in all */
	assert_near(opinion.chance, 0.6 / 0.9);
	assert_near(opinion.second, 0.3 / 0.9);
	assert_near(opinion.decoded, 0.3 / 0.9);
}

/* "No, one": the value is looked at, which alone would be no answer to a question. */
static void inside_a_phrase_values_may_be_said(void **state)
{
	struct decoded decoded = {.intent = {.kind = INTENT_NUMBER, .value = 1}, .phrase = true};
	give("one", 0.7F, 0.7F);
	give("no", 0.3F, 0.3F);
	struct opinion opinion = form(state, LISTEN_YESNO, &decoded);
	assert_int_equal(opinion.intent.kind, INTENT_NUMBER);
	assert_near(opinion.chance, 0.7);
	assert_near(opinion.decoded, 0.7);
	decoded.phrase = false;
	assert_near(form(state, LISTEN_YESNO, &decoded).decoded, 0.0);
}

/* Both are zero, but one of them is easily said without being meant. */
static void a_sigh_is_believed_as_a_sigh(void **state)
{
	struct intent zero, oh;
	assert_true(intent_from_speech("zero", LISTEN_NUMBER, &zero));
	assert_true(intent_from_speech("oh", LISTEN_NUMBER, &oh));
	assert_true(oh.percent < zero.percent);
	give("oh", 0.8F, 0.8F);
	give("zero", 0.2F, 0.2F);
	struct opinion opinion = form(state, LISTEN_NUMBER, NULL);
	assert_int_equal(opinion.intent.value, 0);
	assert_near(opinion.chance, 1.0);
	assert_int_equal(opinion.intent.percent, oh.percent);
	give("oh", 0.2F, 0.2F);
	give("zero", 0.8F, 0.8F);
	assert_int_equal(form(state, LISTEN_NUMBER, NULL).intent.percent, zero.percent);
}

static void nothing_to_close_does_no_harm(void **state)
{
	(void)state;
	opinion_close(NULL);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(two_nets_are_met_in_the_middle),
	    CASE(words_that_mean_the_same_are_added),
	    CASE(what_may_not_be_said_now_is_left_out),
	    CASE(none_of_them_gives_nothing_a_chance),
	    CASE(a_meaning_counts_only_in_the_words_that_fit),
	    CASE(what_pocketsphinx_says_is_looked_up),
	    CASE(inside_a_phrase_values_may_be_said),
	    CASE(a_sigh_is_believed_as_a_sigh),
	    cmocka_unit_test(nothing_to_close_does_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
