/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ear_judge.c - what must hold whatever weights the judge has learnt. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ear_judge.h"

enum { USUAL = 60, VOICED = 25 }; /* frames of a word */

static struct intent meaning(enum intent_kind kind, int value)
{
	return (struct intent){
	    .kind = kind, .value = value, .source = SOURCE_VOICE, .percent = 100};
}

/* The nets give the intent this chance, and the next half of the rest. */
static struct opinion think(enum intent_kind kind, int value, float chance)
{
	return (struct opinion){.intent = meaning(kind, value),
				.chance = chance,
				.second = (1.0F - chance) / 2.0F,
				.decoded = chance};
}

/* PocketSphinx finds the word clearly, a frame as far ahead of its rivals as with spoken words:
 * 2 of the rest of the vocabulary, 1 of other words, 0.2 of any sounds; noise fits anything. */
static struct decoded find(enum intent_kind kind, int value)
{
	return (struct decoded){.intent = meaning(kind, value),
				.word_first = 10,
				.word_end = 50,
				.frames = USUAL,
				.word_frames = 40,
				.phones = 4,
				.grammar = -1000.0,
				.others = -1120.0,
				.phone_loop = -1012.0,
				.words = -1060.0,
				.noise = -922.0};
}

/* What a net of nothing but "other" leaves: the best of the others has next to no chance. */
static struct opinion think_other(void)
{
	return (struct opinion){.intent = meaning(INTENT_NUMBER, 4),
				.chance = 0.004F,
				.second = 0.003F,
				.decoded = 0.004F};
}

static void what_both_say_clearly_is_taken(void **state)
{
	(void)state;
	for (int value = 0; value <= 10; value++) {
		struct opinion opinion = think(INTENT_NUMBER, value, 0.99F);
		struct decoded decoded = find(INTENT_NUMBER, value);
		struct verdict verdict = judge(&opinion, &decoded, USUAL, VOICED);
		assert_true(verdict.take);
		assert_int_equal(verdict.intent.kind, INTENT_NUMBER);
		assert_int_equal(verdict.intent.value, value);
		assert_int_equal(verdict.intent.source, SOURCE_VOICE);
		assert_true(verdict.confidence > 0.8F && verdict.confidence <= 1.0F);
	}
}

static void agreement_is_surer_than_either_alone(void **state)
{
	static const float chances[] = {0.3F, 0.5F, 0.7F, 0.9F, 0.99F};
	(void)state;
	for (size_t i = 0; i < sizeof chances / sizeof chances[0]; i++) {
		struct opinion opinion = think(INTENT_NUMBER, 4, chances[i]);
		struct decoded same = find(INTENT_NUMBER, 4), another = find(INTENT_NUMBER, 5);
		float agreed = judge(&opinion, &same, USUAL, VOICED).confidence;
		assert_true(agreed > judge(&opinion, &another, USUAL, VOICED).confidence);
		assert_true(agreed > judge(&opinion, NULL, USUAL, VOICED).confidence);
	}
}

static void a_likelier_word_is_surer(void **state)
{
	(void)state;
	for (int agree = 0; agree < 2; agree++) {
		float before = -1.0F;
		for (float chance = 0.05F; chance < 1.0F; chance += 0.05F) {
			struct opinion opinion = think(INTENT_YES, 0, chance);
			struct decoded decoded = find(INTENT_YES, 0);
			struct verdict verdict =
			    judge(&opinion, agree == 1 ? &decoded : NULL, USUAL, VOICED);
			assert_true(verdict.confidence >= before);
			before = verdict.confidence;
		}
	}
}

/* The same letters in another context: "banana" to the nets is none of what may be said. */
static void what_the_nets_call_other_is_a_doubt(void **state)
{
	struct opinion opinion = think_other();
	struct decoded decoded = find(INTENT_NUMBER, 7);
	(void)state;
	assert_false(judge(&opinion, NULL, USUAL, VOICED).take);
	assert_false(judge(&opinion, &decoded, USUAL, VOICED).take);
}

static void what_the_nets_do_not_know_at_all_is_not_taken(void **state)
{
	struct opinion nothing = {.intent = {.kind = INTENT_UNCLEAR, .source = SOURCE_VOICE}};
	struct decoded decoded = find(INTENT_NUMBER, 7);
	(void)state;
	struct verdict verdict = judge(&nothing, NULL, USUAL, VOICED);
	assert_int_equal(verdict.intent.kind, INTENT_UNCLEAR);
	assert_false(verdict.take);
	verdict = judge(&nothing, &decoded, USUAL, VOICED);
	assert_false(verdict.take);
	assert_true(verdict.intent.kind == INTENT_UNCLEAR || verdict.intent.value == 7);
}

/* In doubt it rests: whatever would be taken of a number is taken of a halt. */
static void halting_words_never_need_more(void **state)
{
	static const enum intent_kind halts[] = {INTENT_STOP, INTENT_PAUSE, INTENT_SHARP,
						 INTENT_OUCH, INTENT_LEG,   INTENT_EMERGENCY};
	(void)state;
	for (size_t h = 0; h < sizeof halts / sizeof halts[0]; h++)
		for (int i = 1; i < 1000; i++) {
			float chance = (float)i / 1000.0F;
			struct opinion number = think(INTENT_NUMBER, 3, chance);
			struct opinion halt = think(halts[h], 0, chance);
			assert_true(judge(&halt, NULL, USUAL, VOICED).take ||
				    !judge(&number, NULL, USUAL, VOICED).take);
		}
}

static void other_commands_need_as_much_as_numbers(void **state)
{
	static const enum intent_kind kinds[] = {INTENT_YES,	INTENT_NO,   INTENT_READY,
						 INTENT_REPEAT, INTENT_SKIP, INTENT_EASIER};
	(void)state;
	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
		for (int i = 1; i < 1000; i += 7) {
			float chance = (float)i / 1000.0F;
			struct opinion number = think(INTENT_NUMBER, 3, chance);
			struct opinion other = think(kinds[k], 0, chance);
			assert_int_equal(judge(&number, NULL, USUAL, VOICED).take,
					 judge(&other, NULL, USUAL, VOICED).take);
		}
}

/* Inside a phrase the net looks at its value alone, so PocketSphinx says what it is. */
static void a_phrase_is_what_pocketsphinx_says(void **state)
{
	struct opinion opinion = think(INTENT_STOP, 0, 0.4F);
	struct decoded decoded = find(INTENT_NUMBER, 4);
	(void)state;
	decoded.phrase = true;
	opinion.second = opinion.decoded = 0.35F;
	struct verdict verdict = judge(&opinion, &decoded, 120, 60);
	assert_int_equal(verdict.intent.kind, INTENT_NUMBER);
	assert_int_equal(verdict.intent.value, 4);
	assert_false(verdict.take);
}

static void a_phrase_that_the_nets_bear_out_is_taken(void **state)
{
	struct opinion opinion = think(INTENT_NUMBER, 4, 0.99F);
	struct decoded decoded = find(INTENT_NUMBER, 4);
	(void)state;
	decoded.phrase = true;
	assert_true(judge(&opinion, &decoded, 120, 60).take);
}

/* Talk explains itself better as common words; a sentence that halts may be longer than a word. */
static void a_sentence_that_halts_is_taken_and_talk_around_it_is_not(void **state)
{
	struct opinion opinion = think(INTENT_STOP, 0, 0.97F),
		       four = think(INTENT_NUMBER, 4, 0.97F);
	struct decoded halt = find(INTENT_STOP, 0), number = find(INTENT_NUMBER, 4);
	(void)state;
	halt.phrase = number.phrase = true;
	halt.frames = number.frames = 130;
	halt.words = number.words = halt.grammar + 0.3 * 130;
	assert_true(judge(&opinion, &halt, 130, 60).take);
	assert_false(judge(&four, &number, 130, 60).take);
	halt.frames = 180;
	halt.words = halt.grammar + 0.3 * 180;
	struct verdict verdict = judge(&opinion, &halt, 180, 90);
	assert_false(verdict.take);
	assert_int_equal(verdict.intent.kind, INTENT_STOP); /* in doubt it is asked about */
}

/* A long sentence of which one says "help" and the other something else is asked about by nobody.
 */
static void talk_that_resembles_no_halt_is_less_than_a_doubt(void **state)
{
	enum { ASKED = 25, LONG = 150 }; /* TRUST_DOUBT, in percent */
	struct opinion help = think(INTENT_EMERGENCY, 0, 0.97F);
	struct decoded agreed = find(INTENT_EMERGENCY, 0), other = find(INTENT_STOP, 0);
	(void)state;
	agreed.frames = other.frames = LONG;
	other.words = other.grammar + 0.5 * LONG;
	assert_true(judge(&help, &other, LONG, 70).confidence * 100.0F < ASKED);
	agreed.words = agreed.grammar + 1.5 * LONG;
	assert_true(judge(&help, &agreed, LONG, 70).confidence * 100.0F < ASKED);
	agreed.words = agreed.grammar + 0.5 * LONG;
	assert_true(judge(&help, &agreed, LONG, 70).confidence * 100.0F >= ASKED);
	/* a sentence that halts is asked about, also when the nets do not bear it out */
	other.phrase = true;
	assert_true(judge(&help, &other, LONG, 70).intent.kind == INTENT_STOP);
}

/* "Oh" is said in pain, too: however clear it is, and if the nets call it a zero. */
static void a_word_is_believed_as_far_as_it_allows(void **state)
{
	struct opinion opinion = think(INTENT_NUMBER, 0, 0.999F);
	struct decoded decoded = find(INTENT_NUMBER, 0);
	struct intent oh;
	(void)state;
	assert_true(intent_from_speech("oh", LISTEN_NUMBER, &oh));
	assert_true(oh.percent < 90);
	decoded.intent.percent = oh.percent;
	assert_int_equal(judge(&opinion, &decoded, USUAL, VOICED).intent.percent, oh.percent);
	decoded.intent.percent = 100;
	opinion.intent.percent = oh.percent;
	assert_int_equal(judge(&opinion, &decoded, USUAL, VOICED).intent.percent, oh.percent);
	assert_int_equal(judge(&opinion, NULL, USUAL, VOICED).intent.percent, oh.percent);
}

static void percent_is_never_above_the_confidence(void **state)
{
	(void)state;
	for (int i = 0; i <= 100; i++) {
		struct opinion opinion = think(INTENT_NUMBER, 6, (float)i / 100.0F);
		struct decoded decoded = find(INTENT_NUMBER, i % 2 == 0 ? 6 : 5);
		struct verdict verdict = judge(&opinion, &decoded, USUAL, VOICED);
		assert_true(verdict.intent.percent >= 0);
		assert_true((float)verdict.intent.percent <= verdict.confidence * 100.0F);
	}
}

/* Everything that may come in at its edges: short, voiceless, certain, impossible, far behind. */
static void the_edges_make_chances_too(void **state)
{
	static const float chances[] = {0.0F, 1e-30F, 0.5F, 1.0F};
	static const double far[] = {0.0, 1e6, -1e6};
	(void)state;
	for (size_t c = 0; c < 4; c++)
		for (size_t s = 0; s < 4; s++)
			for (size_t f = 0; f < 3; f++) {
				struct opinion opinion = think(INTENT_STOP, 0, chances[c]);
				struct decoded decoded = find(INTENT_STOP, 0);
				opinion.second = chances[s];
				decoded.grammar = far[f];
				decoded.frames = decoded.word_frames = decoded.phones = 1;
				struct verdict verdict = judge(&opinion, &decoded, 1, 0);
				assert_true(verdict.confidence >= 0.0F);
				assert_true(verdict.confidence <= 1.0F);
				assert_in_range(verdict.intent.percent, 0, 100);
			}
}

/* "Yes, stop", "three, my leg": the word fills half of what was said. */
static void a_word_with_more_around_it_is_asked_back_or_doubted(void **state)
{
	(void)state;
	struct opinion three = think(INTENT_NUMBER, 3, 0.999F), yes = think(INTENT_YES, 0, 0.999F),
		       stop = think(INTENT_STOP, 0, 0.999F);
	struct decoded number = find(INTENT_NUMBER, 3), agreed = find(INTENT_YES, 0),
		       halt = find(INTENT_STOP, 0);
	number.frames = agreed.frames = halt.frames = 95; /* 20 of them kept around */
	number.word_frames = agreed.word_frames = halt.word_frames = 35;
	assert_true(judge(&three, &number, 95, VOICED).intent.percent < 90);
	assert_false(judge(&yes, &agreed, 95, VOICED).take);
	assert_true(judge(&stop, &halt, 95, VOICED).take);
	agreed.frames = 70;
	assert_true(judge(&yes, &agreed, 70, VOICED).take);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_both_say_clearly_is_taken),
	    cmocka_unit_test(agreement_is_surer_than_either_alone),
	    cmocka_unit_test(a_likelier_word_is_surer),
	    cmocka_unit_test(what_the_nets_call_other_is_a_doubt),
	    cmocka_unit_test(what_the_nets_do_not_know_at_all_is_not_taken),
	    cmocka_unit_test(halting_words_never_need_more),
	    cmocka_unit_test(other_commands_need_as_much_as_numbers),
	    cmocka_unit_test(a_phrase_is_what_pocketsphinx_says),
	    cmocka_unit_test(a_phrase_that_the_nets_bear_out_is_taken),
	    cmocka_unit_test(a_sentence_that_halts_is_taken_and_talk_around_it_is_not),
	    cmocka_unit_test(talk_that_resembles_no_halt_is_less_than_a_doubt),
	    cmocka_unit_test(a_word_is_believed_as_far_as_it_allows),
	    cmocka_unit_test(percent_is_never_above_the_confidence),
	    cmocka_unit_test(the_edges_make_chances_too),
	    cmocka_unit_test(a_word_with_more_around_it_is_asked_back_or_doubted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
