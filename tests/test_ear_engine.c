/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ear_engine.c - what becomes of our own decision when a speech server has an opinion. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ear_engine.h"
#include "hearing_support.h"
#include "policy.h"

/* From SURE on nothing is asked back that has no consequence. */
static const float SURE = SURE_PERCENT / 100.0F;
static const float JUST_UNSURE = (SURE_PERCENT - 1) / 100.0F;

/* Taken as this, with a confidence between these. */
static void assert_taken(struct hearing own, const char *text, enum listen_context context,
			 enum intent_kind kind, int value, float least, float most)
{
	struct hearing decision = engine_weigh(&own, text, context);
	if (!decision.take || decision.intent.kind != kind || decision.intent.value != value)
		fail_msg("\"%s\" makes %s %s", text, intent_name(decision.intent.kind),
			 decision.take ? "taken" : "in doubt");
	assert_true(decision.confidence >= least && decision.confidence <= most);
	assert_int_equal(decision.intent.percent, (int)(decision.confidence * 100.0F + 0.5F));
	assert_int_equal(decision.intent.source, SOURCE_VOICE);
	assert_true(decision.start_s == own.start_s && decision.end_s == own.end_s);
}

static void assert_doubt(struct hearing own, const char *text, enum listen_context context)
{
	struct hearing decision = engine_weigh(&own, text, context);
	if (decision.take || decision.intent.kind != INTENT_UNCLEAR)
		fail_msg("\"%s\" makes %s %d taken", text, intent_name(decision.intent.kind),
			 decision.intent.value);
	assert_true(decision.confidence <= own.confidence);
}

static void two_that_agree_are_surer(void **state)
{
	(void)state;
	assert_taken(sure(INTENT_NUMBER, 4, 0.6F), "Four.", LISTEN_NUMBER, INTENT_NUMBER, 4, SURE,
		     1);
	assert_taken(sure(INTENT_NUMBER, 4, 0.99F), "4", LISTEN_NUMBER, INTENT_NUMBER, 4, 0.99F, 1);
	assert_taken(sure(INTENT_NUMBER, 4, 0.6F), "I'd say four.", LISTEN_NUMBER, INTENT_NUMBER, 4,
		     SURE, 1);
	assert_taken(sure(INTENT_YES, 0, 0.6F), " Yes!", LISTEN_YESNO, INTENT_YES, 0, SURE, 1);
	assert_taken(sure(INTENT_READY, 0, 0.6F), "Ready", LISTEN_READY, INTENT_READY, 0, SURE, 1);
}

static void none_and_zero_are_the_same(void **state)
{
	(void)state;
	assert_taken(sure(INTENT_NONE, 0, 0.6F), "Zero.", LISTEN_NUMBER, INTENT_NONE, 0, SURE, 1);
	assert_taken(sure(INTENT_NUMBER, 0, 0.6F), "None.", LISTEN_NUMBER, INTENT_NUMBER, 0, SURE,
		     1);
	assert_doubt(sure(INTENT_NONE, 0, 0.6F), "One.", LISTEN_NUMBER);
}

/* Not sure enough to be acted on unasked: less than 0.9. */
static void an_agreed_doubt_is_taken_but_asked_back(void **state)
{
	(void)state;
	assert_taken(unsure(INTENT_NUMBER, 7, 0.2F), "Seven", LISTEN_NUMBER, INTENT_NUMBER, 7, 0.5F,
		     JUST_UNSURE);
	assert_taken(unsure(INTENT_NO, 0, 0.2F), "No.", LISTEN_YESNO, INTENT_NO, 0, 0.5F,
		     JUST_UNSURE);
	assert_doubt(unsure(INTENT_NUMBER, 7, 0.05F), "Seven", LISTEN_NUMBER);
}

static void no_number_comes_from_the_server_alone(void **state)
{
	char digits[3] = "0";
	(void)state;
	for (int said = 0; said <= 10; said++) {
		digits[0] = (char)(said < 10 ? '0' + said : '1');
		digits[1] = said < 10 ? '\0' : '0';
		for (int heard = 0; heard <= 10; heard++) {
			if (heard == said)
				continue;
			assert_doubt(sure(INTENT_NUMBER, heard, 0.99F), digits, LISTEN_NUMBER);
			assert_doubt(unsure(INTENT_NUMBER, heard, 0.3F), digits, LISTEN_NUMBER);
		}
		assert_doubt(unsure(INTENT_SAME, 0, 0.3F), digits, LISTEN_NUMBER);
		assert_doubt(unsure(INTENT_STOP, 0, 0.3F), digits, LISTEN_NUMBER);
	}
}

static void a_contradiction_is_a_doubt(void **state)
{
	(void)state;
	assert_doubt(sure(INTENT_YES, 0, 0.95F), "No.", LISTEN_YESNO);
	assert_doubt(sure(INTENT_NO, 0, 0.95F), "no, four", LISTEN_YESNO);
	assert_doubt(sure(INTENT_READY, 0, 0.95F), "skip", LISTEN_READY);
	assert_doubt(unsure(INTENT_YES, 0, 0.3F), "No.", LISTEN_YESNO);
}

static void what_halts_is_believed_from_either(void **state)
{
	static const struct {
		const char *text;
		enum intent_kind kind;
	} halts[] = {{"Stop!", INTENT_STOP}, {"pause", INTENT_PAUSE}, {"Sharp pain.", INTENT_SHARP},
		     {"ouch", INTENT_OUCH},  {"my leg", INTENT_LEG},  {"Help!", INTENT_EMERGENCY}};
	static const enum listen_context contexts[] = {LISTEN_ANY, LISTEN_NUMBER, LISTEN_YESNO,
						       LISTEN_READY};
	(void)state;
	for (size_t i = 0; i < sizeof halts / sizeof halts[0]; i++)
		for (size_t j = 0; j < 4; j++) {
			assert_taken(sure(INTENT_NUMBER, 2, 0.99F), halts[i].text, contexts[j],
				     halts[i].kind, 0, 0.5F, 1);
			assert_taken(unsure(INTENT_REPEAT, 0, 0.01F), halts[i].text, contexts[j],
				     halts[i].kind, 0, 0.5F, 1);
			assert_taken(sure(halts[i].kind, 0, 0.5F), "One.", contexts[j],
				     halts[i].kind, 0, 0.5F, 0.5F);
		}
}

/* It may have missed a word that was there: ours stands, but no surer than to be asked back. */
static void a_text_that_is_no_answer_supports_nothing(void **state)
{
	static const char *const texts[] = {"",
					    " ",
					    "...",
					    "Thank you.",
					    "4.5",
					    "44",
					    "-4",
					    "four hundred",
					    "fourteen",
					    "\xff\xfe",
					    "\xd1\x87\xd0\xb5\xd1\x82\xd1\x8b\xd1\x80\xd0\xb5",
					    "(long)",
					    "don't stop",
					    "four\nstop\nfour",
					    "yes"};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		assert_taken(sure(INTENT_NUMBER, 4, 0.99F), texts[i], LISTEN_NUMBER, INTENT_NUMBER,
			     4, 0.5F, JUST_UNSURE);
		assert_taken(sure(INTENT_NUMBER, 4, 0.6F), texts[i], LISTEN_NUMBER, INTENT_NUMBER,
			     4, 0.6F, 0.6F);
		assert_doubt(unsure(INTENT_NUMBER, 4, 0.3F), texts[i], LISTEN_NUMBER);
	}
}

/* "For" supports a four that was taken; in doubt it is the word that it is. */
static void a_word_that_sounds_alike_bears_out_what_was_taken(void **state)
{
	(void)state;
	assert_taken(sure(INTENT_NUMBER, 4, 0.6F), "For.", LISTEN_NUMBER, INTENT_NUMBER, 4, SURE,
		     1);
	assert_taken(sure(INTENT_NUMBER, 2, 0.6F), " To", LISTEN_NUMBER, INTENT_NUMBER, 2, SURE, 1);
	assert_taken(sure(INTENT_NO, 0, 0.6F), "Know.", LISTEN_YESNO, INTENT_NO, 0, SURE, 1);
	assert_doubt(unsure(INTENT_NUMBER, 4, 0.3F), "For.", LISTEN_NUMBER);
	assert_taken(sure(INTENT_NUMBER, 4, 0.6F), "for her", LISTEN_NUMBER, INTENT_NUMBER, 4, 0.6F,
		     0.6F);
	assert_taken(sure(INTENT_NUMBER, 4, 0.95F), "to", LISTEN_NUMBER, INTENT_NUMBER, 4, 0.5F,
		     JUST_UNSURE);
}

/* What the words themselves allow at most is kept: "oh" is easily said. */
static void agreement_makes_no_word_surer_than_it_is(void **state)
{
	struct intent oh;
	(void)state;
	assert_true(intent_from_speech("oh", LISTEN_NUMBER, &oh));
	assert_true(oh.percent < 90);
	struct hearing own = sure(INTENT_NUMBER, 0, 0.97F);
	assert_int_equal(engine_weigh(&own, "oh", LISTEN_NUMBER).intent.percent, oh.percent);
	own.guess.percent = oh.percent;
	assert_int_equal(engine_weigh(&own, "zero", LISTEN_NUMBER).intent.percent, oh.percent);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(two_that_agree_are_surer),
	    cmocka_unit_test(none_and_zero_are_the_same),
	    cmocka_unit_test(an_agreed_doubt_is_taken_but_asked_back),
	    cmocka_unit_test(no_number_comes_from_the_server_alone),
	    cmocka_unit_test(a_contradiction_is_a_doubt),
	    cmocka_unit_test(what_halts_is_believed_from_either),
	    cmocka_unit_test(a_text_that_is_no_answer_supports_nothing),
	    cmocka_unit_test(a_word_that_sounds_alike_bears_out_what_was_taken),
	    cmocka_unit_test(agreement_makes_no_word_surer_than_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
