/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_evaluate_score.c - figures about the ear, worked out by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "evaluate_score.h"
#include "manifest.h"

static const struct utterance five = {.label = "five", .corpus = "a", .command = true};
static const struct utterance nine = {.label = "nine", .corpus = "b", .command = true};
static const struct utterance house = {.label = "house", .corpus = "b", .command = false};

static struct intent number(int value)
{
	return (struct intent){.kind = INTENT_NUMBER, .value = value};
}

static struct hearing hears(int value, float confidence, bool take)
{
	struct hearing hearing = {.guess = number(value), .confidence = confidence, .take = take};
	return hearing;
}

static struct trial trial_of(const struct utterance *recording, int meant,
			     const struct hearing *list, int count)
{
	struct trial trial = {.recording = recording, .context = LISTEN_NUMBER};
	if (recording->command)
		trial.meant = number(meant);
	score_hearings(&trial, list, count);
	return trial;
}

static void the_first_answer_taken_counts_whatever_follows(void **state)
{
	(void)state;
	const struct hearing list[] = {hears(9, 0.4F, false), hears(5, 0.8F, true),
				       hears(9, 0.9F, true)};
	struct trial trial = {.recording = &five, .meant = number(5)};
	assert_int_equal(score_hearings(&trial, list, 3), 1);
	assert_int_equal(trial.outcome, OUTCOME_RIGHT);
	assert_float_equal(trial.confidence, 0.8F, 1e-6F);
}

static void a_wrong_answer_before_the_right_one_is_wrong(void **state)
{
	(void)state;
	const struct hearing list[] = {hears(9, 0.7F, true), hears(5, 0.8F, true)};
	struct trial trial = trial_of(&five, 5, list, 2);
	assert_int_equal(trial.outcome, OUTCOME_WRONG);
	assert_int_equal(trial.heard.value, 9);
}

static void a_doubt_is_no_answer_even_with_the_right_guess(void **state)
{
	(void)state;
	const struct hearing list[] = {hears(5, 0.4F, false)};
	assert_int_equal(trial_of(&five, 5, list, 1).outcome, OUTCOME_DOUBT);
	assert_int_equal(trial_of(&five, 5, list, 0).outcome, OUTCOME_NOTHING);
}

static void none_and_zero_are_the_same_answer(void **state)
{
	(void)state;
	struct intent none = {.kind = INTENT_NONE}, zero = number(0), one = number(1);
	assert_true(score_same(&none, &zero));
	assert_false(score_same(&none, &one));
}

static void another_word_is_never_answered_rightly(void **state)
{
	(void)state;
	const struct hearing list[] = {hears(5, 0.9F, true)};
	assert_int_equal(trial_of(&house, 0, list, 1).outcome, OUTCOME_WRONG);
	assert_int_equal(trial_of(&house, 0, list, 0).outcome, OUTCOME_NOTHING);
}

/* Five said: right, right, wrong (nine), doubt; nine said: wrong (five); house: taken for nine. */
static size_t make_trials(struct trial list[6])
{
	const struct hearing heard[] = {hears(5, 0.97F, true),	hears(5, 0.92F, true),
					hears(9, 0.55F, true),	hears(5, 0.30F, false),
					hears(5, 0.995F, true), hears(9, 0.60F, true)};
	for (int i = 0; i < 6; i++)
		list[i] = trial_of(i < 4    ? &five
				   : i == 4 ? &nine
					    : &house,
				   i < 4 ? 5 : 9, &heard[i], 1);
	return 6;
}

static void trials_are_counted_by_corpus_label_and_kind(void **state)
{
	(void)state;
	struct trial list[6];
	size_t count = make_trials(list);
	struct tally all = score_count(list, count, &(struct choice){.context = -1, .others = 0});
	assert_int_equal(all.of, 5);
	assert_int_equal(all.count[OUTCOME_RIGHT], 2);
	assert_int_equal(all.count[OUTCOME_WRONG], 2);
	assert_int_equal(all.count[OUTCOME_DOUBT], 1);
	struct choice b = {.corpus = "b", .context = -1, .others = -1};
	assert_int_equal(score_count(list, count, &b).of, 2);
	struct choice others = {.context = LISTEN_NUMBER, .others = 1};
	assert_int_equal(score_count(list, count, &others).count[OUTCOME_WRONG], 1);
	struct choice elsewhere = {.context = LISTEN_READY, .others = -1};
	assert_int_equal(score_count(list, count, &elsewhere).of, 0);
	list[0].failed = true;
	assert_int_equal(score_count(list, count, &b).of, 2);
	assert_int_equal(score_count(list, count, &(struct choice){.context = -1}).of, 4);
}

/* Wilson, for 8 of 10: middle (0.8 + 3.8416/20) / 1.38416 = 0.71674; half
 * 1.96/1.38416 * sqrt(0.016 + 0.009604) = 0.22658. For 0 of 20: 3.8416/20 / 1.19208 = 0.16113. */
static void a_share_has_a_span_that_stays_within_none_and_all(void **state)
{
	(void)state;
	struct span span = score_share(8, 10);
	assert_float_equal(span.low, 0.4902, 0.0002);
	assert_float_equal(span.high, 0.9433, 0.0002);
	span = score_share(0, 20);
	assert_float_equal(span.low, 0.0, 1e-9);
	assert_float_equal(span.high, 0.1611, 0.0002);
	span = score_share(20, 20);
	assert_float_equal(span.low, 0.8389, 0.0002);
	assert_float_equal(span.high, 1.0, 1e-9);
	span = score_share(0, 0);
	assert_float_equal(span.high, 1.0, 1e-9);
}

/* The exact bounds are 0 and 3.689 for no event, 4.795 and 18.39 for ten (tables of Poisson). */
static void rare_events_have_a_span_near_the_exact_one(void **state)
{
	(void)state;
	struct span span = score_events(0);
	assert_float_equal(span.low, 0.0, 1e-9);
	assert_float_equal(span.high, 3.689, 0.03);
	span = score_events(10);
	assert_float_equal(span.low, 4.795, 0.03);
	assert_float_equal(span.high, 18.39, 0.03);
}

static void a_quantile_is_one_of_the_values(void **state)
{
	(void)state;
	float values[] = {0.5F, 0.1F, 0.4F, 0.2F, 0.3F};
	assert_float_equal(score_quantile(values, 5, 0.5), 0.3, 1e-6);
	assert_float_equal(score_quantile(values, 5, 0.95), 0.5, 1e-6);
	assert_float_equal(score_quantile(values, 5, 0.0), 0.1, 1e-6);
	assert_float_equal(score_quantile(values, 0, 0.5), 0.0, 1e-6);
}

static void confusions_come_most_frequent_first(void **state)
{
	(void)state;
	static struct confusion found[CONFUSIONS_MAX];
	struct trial list[7];
	size_t count = make_trials(list);
	list[count++] = list[2];
	struct choice all = {.context = -1, .others = -1};
	assert_int_equal(score_confusions(list, count, &all, found), 3);
	assert_string_equal(found[0].label, "five");
	assert_int_equal(found[0].heard.value, 9);
	assert_int_equal(found[0].count, 2);
	assert_string_equal(found[1].label, "house");
	assert_string_equal(found[2].label, "nine");
}

/* Of the words: 0.97 and 0.92 right, 0.55 wrong, 0.30 a doubt with the right guess, 0.995 wrong. */
static void decisions_fall_into_bins_of_confidence(void **state)
{
	(void)state;
	struct trial list[6];
	struct bin bins[BINS];
	size_t count = make_trials(list);
	struct choice words = {.context = -1, .others = 0};
	score_calibrate(list, count, &words, true, bins);
	assert_int_equal(bins[3].decisions, 1); /* 0.3 to 0.4 */
	assert_int_equal(bins[3].right, 1);
	assert_int_equal(bins[5].decisions, 1);
	assert_int_equal(bins[5].right, 0);
	assert_int_equal(bins[9].right, 1);  /* 0.90 to 0.95 */
	assert_int_equal(bins[10].right, 1); /* 0.95 to 0.99 */
	assert_int_equal(bins[11].decisions, 1);
	assert_int_equal(bins[11].right, 0);
	/* 0.70 + 0.55 + 0.08 + 0.03 + 0.995 over five */
	assert_float_equal(score_miscalibration(bins), 0.471, 1e-4);
	score_calibrate(list, count, &words, false, bins);
	assert_int_equal(bins[3].decisions, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_first_answer_taken_counts_whatever_follows),
	    cmocka_unit_test(a_wrong_answer_before_the_right_one_is_wrong),
	    cmocka_unit_test(a_doubt_is_no_answer_even_with_the_right_guess),
	    cmocka_unit_test(none_and_zero_are_the_same_answer),
	    cmocka_unit_test(another_word_is_never_answered_rightly),
	    cmocka_unit_test(trials_are_counted_by_corpus_label_and_kind),
	    cmocka_unit_test(a_share_has_a_span_that_stays_within_none_and_all),
	    cmocka_unit_test(rare_events_have_a_span_near_the_exact_one),
	    cmocka_unit_test(a_quantile_is_one_of_the_values),
	    cmocka_unit_test(confusions_come_most_frequent_first),
	    cmocka_unit_test(decisions_fall_into_bins_of_confidence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
