/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ear_early.c - how long a silence each answer waits for; what the words are is made up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ear_judge.h"
#include "ear_over.h"
#include "ear_segment.h"
#include "ear_support.h"
#include "spoken.h"

/* What the judge will say, what the net over the coach will hear, and what became of it. */
static struct {
	struct verdict verdict;
	bool over_hears;
	int judged, forgot;
} script;

struct verdict __wrap_judge(const struct opinion *opinion, const struct decoded *decoded,
			    int frames, int voiced);
bool __wrap_decoder_run(struct decoder *decoder, enum listen_context context,
			struct decoded *decoded);
bool __wrap_over_push(struct over *over, struct decoder *decoder,
		      const int16_t frame[SEGMENT_FRAME], bool looks, struct overheard *heard);
void __wrap_over_reset(struct over *over);

/* Takes long, and would not be asked anyway. */
bool __wrap_decoder_run(struct decoder *decoder, enum listen_context context,
			struct decoded *decoded)
{
	(void)decoder;
	(void)context;
	(void)decoded;
	return false;
}

struct verdict __wrap_judge(const struct opinion *opinion, const struct decoded *decoded,
			    int frames, int voiced)
{
	(void)opinion;
	(void)decoded;
	assert_true(frames > 0 && voiced > 0);
	script.judged++;
	return script.verdict;
}

bool __wrap_over_push(struct over *over, struct decoder *decoder,
		      const int16_t frame[SEGMENT_FRAME], bool looks, struct overheard *heard)
{
	assert_non_null(over);
	assert_non_null(decoder);
	assert_non_null(frame);
	if (!looks || !script.over_hears)
		return false;
	script.over_hears = false;
	*heard = (struct overheard){
	    .intent = {.kind = INTENT_STOP, .source = SOURCE_VOICE, .percent = 90},
	    .confidence = 0.9F};
	return true;
}

void __wrap_over_reset(struct over *over)
{
	assert_non_null(over);
	script.forgot++;
}

static void judge_as(enum intent_kind kind, int value, float confidence, bool take)
{
	memset(&script, 0, sizeof script);
	script.verdict.intent = (struct intent){.kind = kind,
						.value = value,
						.source = SOURCE_VOICE,
						.percent = (int)(confidence * 100.0F)};
	script.verdict.confidence = confidence;
	script.verdict.take = take;
}

struct heard {
	int count;
	double now_s;	     /* that was fed so far */
	double decided_s[4]; /* when each came */
	struct hearing list[4];
};

static void keep(void *context, const struct hearing *hearing)
{
	struct heard *heard = context;
	assert_in_range(heard->count, 0, 3);
	heard->decided_s[heard->count] = heard->now_s;
	heard->list[heard->count++] = *hearing;
}

static void feed(struct ear *ear, const struct sound *sound, size_t from, size_t end,
		 struct heard *heard)
{
	assert_true(end <= sound->count);
	for (size_t i = from; i + SEGMENT_FRAME <= end; i += SEGMENT_FRAME) {
		heard->now_s += 0.01;
		ear_feed(ear, sound->sample + i, SEGMENT_FRAME, keep, heard);
	}
}

/* The ear counts its seconds from its opening: the silence behind the word is what is told. */
static double silence_of(struct ear *ear, enum listen_context context, struct heard *heard)
{
	struct sound sound = spoken("rms", "seven");
	*heard = (struct heard){.count = 0};
	ear_reset(ear);
	ear_context(ear, context);
	script.forgot = 0;
	feed(ear, &sound, 0, sound.count, heard);
	double all_s = heard->now_s;
	/* nothing is decided twice */
	int count = heard->count;
	ear_flush(ear, keep, heard);
	sound_free(&sound);
	assert_int_equal(heard->count, count);
	assert_int_equal(count, 1);
	double length_s = heard->list[0].end_s - heard->list[0].start_s;
	assert_true(length_s > 0.3 && length_s < 0.8);
	assert_true(heard->decided_s[0] < all_s);
	return heard->decided_s[0];
}

/* When the word ends, by the whole silence of 0.6 s that a number waits for. */
static double end_of_word(struct ear *ear)
{
	struct heard heard;
	judge_as(INTENT_NUMBER, 7, 0.99F, true);
	return silence_of(ear, LISTEN_NUMBER, &heard) - 0.6;
}

static void assert_silence(struct ear *ear, enum listen_context context, double wanted)
{
	struct heard heard;
	float confidence = script.verdict.confidence;
	struct verdict verdict = script.verdict;
	double end = end_of_word(ear);
	judge_as(verdict.intent.kind, verdict.intent.value, confidence, verdict.take);
	double silence = silence_of(ear, context, &heard) - end;
	assert_true(silence > wanted - 0.015 && silence < wanted + 0.015);
	assert_int_equal(heard.list[0].take, verdict.take);
	assert_int_equal(heard.list[0].guess.kind, verdict.intent.kind);
}

static void a_clear_halt_waits_a_quarter_of_a_second(void **state)
{
	static const enum intent_kind halts[] = {INTENT_STOP, INTENT_PAUSE, INTENT_SHARP,
						 INTENT_OUCH, INTENT_LEG,   INTENT_EMERGENCY};
	for (size_t i = 0; i < sizeof halts / sizeof halts[0]; i++) {
		judge_as(halts[i], 0, 0.95F, true);
		assert_silence(*state, LISTEN_ANY, 0.25);
	}
}

static void a_clear_yes_waits_a_little_longer(void **state)
{
	judge_as(INTENT_YES, 0, 0.95F, true);
	assert_silence(*state, LISTEN_YESNO, 0.35);
	judge_as(INTENT_READY, 0, 0.95F, true);
	assert_silence(*state, LISTEN_READY, 0.35);
}

/* "Four ... or five", "no ... four". */
static void what_may_go_on_waits_for_the_whole_silence(void **state)
{
	judge_as(INTENT_NO, 0, 0.99F, true);
	assert_silence(*state, LISTEN_YESNO, 0.6);
	judge_as(INTENT_NONE, 0, 0.99F, true);
	assert_silence(*state, LISTEN_NUMBER, 0.6);
}

static void what_is_not_clear_waits_for_the_whole_silence(void **state)
{
	judge_as(INTENT_STOP, 0, 0.85F, true);
	assert_silence(*state, LISTEN_ANY, 0.6);
	judge_as(INTENT_STOP, 0, 0.95F, false);
	assert_silence(*state, LISTEN_ANY, 0.6);
	judge_as(INTENT_YES, 0, 0.4F, false);
	assert_silence(*state, LISTEN_YESNO, 0.6);
}

static void a_doubt_is_unclear_but_keeps_its_guess(void **state)
{
	struct heard heard;
	judge_as(INTENT_YES, 0, 0.4F, false);
	silence_of(*state, LISTEN_YESNO, &heard);
	assert_int_equal(heard.list[0].intent.kind, INTENT_UNCLEAR);
	assert_int_equal(heard.list[0].guess.kind, INTENT_YES);
	assert_false(heard.list[0].take);
}

static void what_is_nothing_is_not_told(void **state)
{
	struct sound sound = spoken("rms", "seven");
	struct heard heard = {.count = 0};
	judge_as(INTENT_UNCLEAR, 0, 0.0F, false);
	ear_reset(*state);
	ear_context(*state, LISTEN_NUMBER);
	feed(*state, &sound, 0, sound.count, &heard);
	sound_free(&sound);
	assert_int_equal(heard.count, 0);
	assert_true(script.judged > 0);
}

/* Two words with a breath of 0.4 s between them are one answer, and told once. */
static void a_number_may_go_on_after_a_breath(void **state)
{
	struct sound first = spoken("rms", "four"), second = spoken("rms", "five");
	struct heard heard = {.count = 0};
	judge_as(INTENT_NUMBER, 5, 0.99F, true);
	ear_reset(*state);
	ear_context(*state, LISTEN_NUMBER);
	/* without most of the room's silence between them: flite's own is a tenth of a second */
	feed(*state, &first, 0, first.count - 16000 - 1600, &heard);
	assert_int_equal(heard.count, 0);
	feed(*state, &second, 8000 - 3200, second.count, &heard);
	sound_free(&first);
	sound_free(&second);
	assert_int_equal(heard.count, 1);
	assert_true(heard.list[0].end_s - heard.list[0].start_s > 0.9);
}

static void a_halt_that_was_taken_is_forgotten_by_the_other_net(void **state)
{
	struct heard heard;
	judge_as(INTENT_STOP, 0, 0.95F, true);
	silence_of(*state, LISTEN_OVER, &heard);
	/* once for it, once for the flush */
	assert_int_equal(script.forgot, 2);
	judge_as(INTENT_STOP, 0, 0.7F, true);
	silence_of(*state, LISTEN_OVER, &heard);
	assert_int_equal(script.forgot, 2);
	judge_as(INTENT_NUMBER, 7, 0.95F, true);
	silence_of(*state, LISTEN_NUMBER, &heard);
	assert_int_equal(script.forgot, 1);
}

/* And the other way round: what was heard over the coach is no utterance any more. */
static void what_was_heard_over_the_coach_is_told_once(void **state)
{
	struct sound sound = spoken("rms", "seven");
	struct heard heard = {.count = 0};
	judge_as(INTENT_STOP, 0, 0.95F, true);
	ear_reset(*state);
	ear_context(*state, LISTEN_OVER);
	/* in the middle of the word's last part */
	size_t middle = sound.count - 19200 - 1600;
	feed(*state, &sound, 0, middle - middle % SEGMENT_FRAME, &heard);
	assert_int_equal(heard.count, 0);
	script.over_hears = true;
	feed(*state, &sound, middle - middle % SEGMENT_FRAME, sound.count, &heard);
	ear_flush(*state, keep, &heard);
	sound_free(&sound);
	assert_int_equal(heard.count, 1);
	assert_int_equal(heard.list[0].intent.kind, INTENT_STOP);
	assert_true(heard.list[0].take);
	assert_true(heard.list[0].start_s >= 0.0);
	assert_true(heard.list[0].end_s > heard.list[0].start_s);
}

/* Twenty decibels down, on a constant of a twentieth of full scale. */
static void a_quiet_voice_stands_out_of_a_constant(void **state)
{
	struct sound sound = spoken("rms", "seven");
	struct heard heard = {.count = 0};
	judge_as(INTENT_NUMBER, 7, 0.99F, true);
	change_level(&sound, 0.1, 1638);
	ear_reset(*state);
	ear_context(*state, LISTEN_NUMBER);
	feed(*state, &sound, 0, sound.count, &heard);
	assert_int_equal(heard.count, 1);
	assert_true(heard.list[0].end_s - heard.list[0].start_s > 0.25);
	sound_free(&sound);
}

static void it_looks_over_the_coach_in_that_context_only(void **state)
{
	struct sound sound = hiss(1.0, 8);
	struct heard heard = {.count = 0};
	for (int c = 0; c < LISTEN_CONTEXTS; c++) {
		ear_reset(*state);
		ear_context(*state, (enum listen_context)c);
		script.over_hears = true;
		heard.count = 0;
		feed(*state, &sound, 0, sound.count, &heard);
		assert_int_equal(heard.count, c == LISTEN_OVER);
	}
	script.over_hears = false;
	sound_free(&sound);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_clear_halt_waits_a_quarter_of_a_second),
	    cmocka_unit_test(a_clear_yes_waits_a_little_longer),
	    cmocka_unit_test(what_may_go_on_waits_for_the_whole_silence),
	    cmocka_unit_test(what_is_not_clear_waits_for_the_whole_silence),
	    cmocka_unit_test(a_doubt_is_unclear_but_keeps_its_guess),
	    cmocka_unit_test(what_is_nothing_is_not_told),
	    cmocka_unit_test(a_number_may_go_on_after_a_breath),
	    cmocka_unit_test(a_halt_that_was_taken_is_forgotten_by_the_other_net),
	    cmocka_unit_test(what_was_heard_over_the_coach_is_told_once),
	    cmocka_unit_test(a_quiet_voice_stands_out_of_a_constant),
	    cmocka_unit_test(it_looks_over_the_coach_in_that_context_only),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
