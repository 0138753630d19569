/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ear_grammar.c - which phrases the grammars hold, and what PocketSphinx makes of spoken ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ear_decode.h"
#include "ear_dictionary.h"
#include "ear_grammar.h"
#include "ear_segment.h"
#include "fault.h"
#include "spoken.h"

#define MODEL "/usr/share/pocketsphinx/model/en-us"

enum { HANG = 60, PAD = 10 }; /* frames, as the ear has them */

static int set_up(void **state)
{
	struct fault why;
	*state = decoder_open(MODEL, &why);
	return *state != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	decoder_close(*state);
	return 0;
}

/* --- the text ---------------------------------------------------------------- */

static struct grammar *grammar_new(void)
{
	struct grammar *grammar = calloc(1, sizeof *grammar);
	assert_non_null(grammar);
	return grammar;
}

/* True when the words stand in the text as an alternative, between these marks. */
static bool offers(const struct grammar *grammar, const char *words)
{
	size_t length = strlen(words);
	for (const char *at = strstr(grammar->text, words); at != NULL; at = strstr(at + 1, words))
		if ((at[-1] == ' ') &&
		    (strncmp(at - 2, "| ", 2) == 0 || at[-2] == '(' || at[-2] == '=') &&
		    (strncmp(at + length, " |", 2) == 0 || strncmp(at + length, " )", 2) == 0 ||
		     at[length] == ';'))
			return true;
	return false;
}

static void a_context_offers_what_may_be_said_in_it(void **state)
{
	struct grammar *grammar = grammar_new();
	(void)state;
	grammar_for_context(grammar, LISTEN_NUMBER);
	assert_true(offers(grammar, "zero") && offers(grammar, "ten") && offers(grammar, "stop"));
	assert_true(offers(grammar, "no pain") && offers(grammar, "sharp"));
	assert_false(offers(grammar, "yes") || offers(grammar, "ready") || offers(grammar, "numb"));
	grammar_for_context(grammar, LISTEN_YESNO);
	assert_true(offers(grammar, "yes") && offers(grammar, "no") && offers(grammar, "stop"));
	assert_false(offers(grammar, "four") || offers(grammar, "ready"));
	grammar_for_context(grammar, LISTEN_OVER);
	assert_true(offers(grammar, "stop") && offers(grammar, "my leg"));
	assert_false(offers(grammar, "four") || offers(grammar, "yes") || offers(grammar, "ready"));
	free(grammar);
}

static void every_context_can_be_halted(void **state)
{
	static const char *const halts[] = {"stop", "pause", "sharp", "ouch", "leg", "emergency"};
	struct grammar *grammar = grammar_new();
	(void)state;
	for (int c = 0; c < LISTEN_CONTEXTS; c++) {
		grammar_for_context(grammar, (enum listen_context)c);
		assert_int_equal(grammar->length, strlen(grammar->text));
		for (size_t i = 0; i < sizeof halts / sizeof halts[0]; i++)
			assert_true(offers(grammar, halts[i]));
	}
	free(grammar);
}

static void only_contexts_with_values_have_phrases_of_them(void **state)
{
	struct grammar *grammar = grammar_new();
	(void)state;
	assert_true(grammar_of_phrases(grammar, LISTEN_READY));
	assert_false(offers(grammar, "four") || offers(grammar, "about"));
	assert_false(grammar_of_phrases(grammar, LISTEN_OVER));
	assert_true(grammar_of_phrases(grammar, LISTEN_NUMBER));
	assert_true(offers(grammar, "about") && offers(grammar, "out of ten"));
	assert_true(offers(grammar, "or") && offers(grammar, "four") && offers(grammar, "none"));
	assert_non_null(strstr(grammar->text, "(<h> | [<o>] <p> );"));
	free(grammar);
}

/* "I want to stop": wherever the coach is silent; the word alone is no phrase. */
static void every_silence_has_sentences_that_halt(void **state)
{
	static const enum listen_context silent[] = {LISTEN_ANY, LISTEN_NUMBER, LISTEN_YESNO,
						     LISTEN_READY};
	struct grammar *grammar = grammar_new();
	(void)state;
	for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++) {
		assert_true(grammar_of_phrases(grammar, silent[i]));
		assert_true(offers(grammar, "i want to") && offers(grammar, "right now"));
		assert_non_null(strstr(grammar->text, "<x> = pause | stop;"));
		assert_non_null(
		    strstr(grammar->text, "<h> = <c> [<c>] <x> [<d>] [<d>] | <x> <d> [<d>];"));
		assert_non_null(strstr(grammar->text, "(<h>"));
	}
	free(grammar);
}

/* "Four" alone is no correction: in a question and in a rest a phrase must be opened. */
static void an_opening_is_needed_where_no_number_is_asked(void **state)
{
	struct grammar *grammar = grammar_new();
	(void)state;
	assert_true(grammar_of_phrases(grammar, LISTEN_YESNO));
	assert_non_null(strstr(grammar->text, "(<h> | <o> <p> );"));
	assert_true(offers(grammar, "i meant"));
	assert_false(offers(grammar, "my pain is"));
	assert_true(grammar_of_phrases(grammar, LISTEN_ANY));
	assert_non_null(strstr(grammar->text, "(<h> | <o> <p> );"));
	assert_true(offers(grammar, "my pain is"));
	assert_false(offers(grammar, "i meant"));
	free(grammar);
}

static void the_rest_leaves_out_all_that_means_the_same(void **state)
{
	struct grammar *grammar = grammar_new();
	struct intent zero;
	(void)state;
	assert_true(intent_from_words("zero", &zero));
	grammar_without(grammar, &zero);
	assert_false(offers(grammar, "zero") || offers(grammar, "oh"));
	assert_true(offers(grammar, "one") && offers(grammar, "none") && offers(grammar, "yes"));
	free(grammar);
}

static void a_loop_offers_each_name_again_and_again(void **state)
{
	static const char *const names[] = {"hum", "hiss"};
	struct grammar *grammar = grammar_new();
	(void)state;
	grammar_of_loop(grammar, names, 2);
	assert_string_equal(grammar->text,
			    "#JSGF V1.0;\ngrammar ear;\npublic <ear> = ( hum | hiss )+;\n");
	free(grammar);
}

/* Every word that a grammar may hold must have a pronunciation, or the model could not be built. */
static void need_sound(const struct dictionary *dictionary, const char *words)
{
	while (*words != '\0') {
		char word[32] = "";
		size_t length = strcspn(words, " ");
		assert_true(length < sizeof word);
		memcpy(word, words, length);
		if (dictionary_phones(dictionary, word) == 0)
			fail_msg("\"%s\" has no pronunciation", word);
		words += length + (words[length] == ' ');
	}
}

static void every_word_of_a_phrase_can_be_pronounced(void **state)
{
	struct dictionary dictionary;
	struct fault why;
	const char *words;
	(void)state;
	assert_true(dictionary_open(&dictionary, MODEL "/cmudict-en-us.dict", &why));
	for (size_t i = 0; (words = intent_filler_before(i)) != NULL; i++)
		need_sound(&dictionary, words);
	for (size_t i = 0; (words = intent_filler_after(i)) != NULL; i++)
		need_sound(&dictionary, words);
	for (size_t i = 0; (words = intent_joiner(i)) != NULL; i++)
		need_sound(&dictionary, words);
	for (size_t i = 0; (words = intent_halt_before(i)) != NULL; i++)
		need_sound(&dictionary, words);
	for (size_t i = 0; (words = intent_halt_after(i)) != NULL; i++)
		need_sound(&dictionary, words);
	for (int c = 0; c < LISTEN_CONTEXTS; c++)
		for (size_t i = 0; (words = intent_opening(i, (enum listen_context)c)) != NULL; i++)
			need_sound(&dictionary, words);
	dictionary_close(&dictionary);
}

/* --- spoken ------------------------------------------------------------------- */

static double mean_square(const int16_t *samples)
{
	double sum = 0.0;
	for (int i = 0; i < SEGMENT_FRAME; i++)
		sum += (double)samples[i] * samples[i];
	return sum / SEGMENT_FRAME;
}

/* Of the frames that stand out. */
static double loud_power(const struct segmenter *s)
{
	double sum = 0.0;
	int count = 0;
	for (int i = s->first; i < s->end; i++)
		if (s->level_db[i] > s->threshold_db) {
			sum += mean_square(s->sample + (size_t)i * SEGMENT_FRAME);
			count++;
		}
	return sum / count;
}

/* Trimmed as the ear does it. */
static bool take(struct decoder *decoder, const struct sound *sound)
{
	struct segmenter *s = calloc(1, sizeof *s);
	enum segment_state state = SEGMENT_SILENCE;
	assert_non_null(s);
	segment_init(s, HANG);
	for (size_t i = 0; i + SEGMENT_FRAME <= sound->count && state != SEGMENT_ENDED;
	     i += SEGMENT_FRAME)
		state = segment_push(s, sound->sample + i);
	assert_int_equal(state, SEGMENT_ENDED);
	int first = s->first > PAD ? s->first - PAD : 0;
	int end = s->end + PAD < s->frames ? s->end + PAD : s->frames;
	bool taken = decoder_take(decoder, s->sample + (size_t)first * SEGMENT_FRAME,
				  (size_t)(end - first) * SEGMENT_FRAME, loud_power(s));
	free(s);
	return taken;
}

static bool decode(struct decoder *decoder, const char *voice, const char *words,
		   enum listen_context context, struct decoded *decoded)
{
	struct sound sound = spoken(voice, words);
	assert_true(take(decoder, &sound));
	sound_free(&sound);
	return decoder_run(decoder, context, decoded);
}

struct saying {
	const char *words;
	enum listen_context context;
	enum intent_kind kind;
	int value;
	bool phrase;
};

static bool is_understood(struct decoder *decoder, const char *voice, const struct saying *saying)
{
	struct decoded d;
	bool found = decode(decoder, voice, saying->words, saying->context, &d);
	bool good = found && d.intent.kind == saying->kind && d.intent.value == saying->value &&
		    d.phrase == saying->phrase;
	if (!good)
		print_message("%s, \"%s\": %s %d%s\n", voice, saying->words,
			      found ? intent_name(d.intent.kind) : "nothing",
			      found ? d.intent.value : 0, found && d.phrase ? " in a phrase" : "");
	return good;
}

static const struct saying sayings[] = {
    {"about a four", LISTEN_NUMBER, INTENT_NUMBER, 4, true},
    {"four out of ten", LISTEN_NUMBER, INTENT_NUMBER, 4, true},
    {"four or five", LISTEN_NUMBER, INTENT_NUMBER, 5, true},
    {"I'd say three", LISTEN_NUMBER, INTENT_NUMBER, 3, true},
    {"it's a seven", LISTEN_NUMBER, INTENT_NUMBER, 7, true},
    {"my pain is six", LISTEN_NUMBER, INTENT_NUMBER, 6, true},
    {"no pain", LISTEN_NUMBER, INTENT_NONE, 0, false},
    {"seven", LISTEN_NUMBER, INTENT_NUMBER, 7, false},
    {"no, four", LISTEN_YESNO, INTENT_NUMBER, 4, true},
    {"yes", LISTEN_YESNO, INTENT_YES, 0, false},
    {"pain six", LISTEN_ANY, INTENT_NUMBER, 6, true},
    {"stop", LISTEN_ANY, INTENT_STOP, 0, false},
    {"I want to stop", LISTEN_ANY, INTENT_STOP, 0, true},
    {"please stop", LISTEN_NUMBER, INTENT_STOP, 0, true},
    {"okay, stop now", LISTEN_READY, INTENT_STOP, 0, true},
    {"I need a pause", LISTEN_ANY, INTENT_PAUSE, 0, true},
};

enum { SAYINGS = sizeof sayings / sizeof sayings[0] };

/* The speech model mishears a voice now and then, which is no fault of the grammars: then another
 * voice must be understood. */
static void what_people_say_is_understood(void **state)
{
	int missed = 0;
	for (int i = 0; i < SAYINGS; i++) {
		bool first = is_understood(*state, "slt", &sayings[i]);
		missed += !first;
		assert_true(first || is_understood(*state, "rms", &sayings[i]));
	}
	assert_in_range(missed, 0, 2);
}

static void the_word_inside_a_phrase_is_found(void **state)
{
	struct decoded d;
	assert_true(decode(*state, "slt", "four out of ten", LISTEN_NUMBER, &d));
	assert_true(d.phrase && d.intent.value == 4);
	/* "four" is said first, and about a third of it all */
	assert_in_range(d.word_first, 3, d.frames / 3);
	assert_in_range(d.word_end, d.word_first + 10, d.frames * 2 / 3);
	assert_true(decode(*state, "slt", "it's about a seven", LISTEN_NUMBER, &d));
	assert_true(d.phrase && d.intent.value == 7);
	assert_in_range(d.word_first, d.frames / 3, d.frames - 15);
	assert_in_range(d.word_end, d.frames * 2 / 3, d.frames);
	/* said more than once, it is the first that is looked at */
	assert_true(decode(*state, "slt", "stop stop stop", LISTEN_ANY, &d));
	assert_true(d.phrase && d.intent.kind == INTENT_STOP);
	assert_in_range(d.word_end, d.word_first + 10, d.frames / 2);
}

static void the_numbers_of_what_was_decoded_fit_together(void **state)
{
	struct decoded d;
	assert_true(decode(*state, "rms", "seven", LISTEN_NUMBER, &d));
	assert_int_equal(d.phones, 5); /* S EH V AH N */
	assert_in_range(d.word_first, 0, d.word_end - 1);
	assert_in_range(d.word_end, 1, d.frames);
	assert_in_range(d.word_frames, 20, d.frames);
	assert_in_range(d.intent.percent, 1, 100);
	/* a word explains itself better than the rest of the vocabulary and other words do */
	assert_true(d.grammar > d.others && d.grammar >= d.words);
}

/* Of a correction and of "pain six" the first word must have been said as well. */
static void a_bare_number_is_no_phrase(void **state)
{
	static const struct {
		const char *voice, *words;
	} bare[] = {{"rms", "four"}, {"rms", "five"}, {"awb", "six"}};
	struct decoded d;
	for (size_t i = 0; i < sizeof bare / sizeof bare[0]; i++) {
		if (decode(*state, bare[i].voice, bare[i].words, LISTEN_YESNO, &d))
			assert_int_not_equal(d.intent.kind, INTENT_NUMBER);
		if (decode(*state, bare[i].voice, bare[i].words, LISTEN_ANY, &d))
			assert_int_not_equal(d.intent.kind, INTENT_NUMBER);
	}
}

static void what_is_too_short_is_not_taken(void **state)
{
	static const int16_t samples[4 * SEGMENT_FRAME] = {0};
	assert_false(decoder_take(*state, samples, 0, 0.0));
	assert_false(decoder_take(*state, samples, 4 * SEGMENT_FRAME - 1, 100.0));
	assert_false(decoder_take(*state, samples, 4 * SEGMENT_FRAME, 100.0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_context_offers_what_may_be_said_in_it),
	    cmocka_unit_test(every_context_can_be_halted),
	    cmocka_unit_test(only_contexts_with_values_have_phrases_of_them),
	    cmocka_unit_test(every_silence_has_sentences_that_halt),
	    cmocka_unit_test(an_opening_is_needed_where_no_number_is_asked),
	    cmocka_unit_test(the_rest_leaves_out_all_that_means_the_same),
	    cmocka_unit_test(a_loop_offers_each_name_again_and_again),
	    cmocka_unit_test(every_word_of_a_phrase_can_be_pronounced),
	    cmocka_unit_test(what_people_say_is_understood),
	    cmocka_unit_test(the_word_inside_a_phrase_is_found),
	    cmocka_unit_test(the_numbers_of_what_was_decoded_fit_together),
	    cmocka_unit_test(a_bare_number_is_no_phrase),
	    cmocka_unit_test(what_is_too_short_is_not_taken),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
