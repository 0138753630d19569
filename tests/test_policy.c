/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_policy.c - the pain policy against its published table, and its rules over all inputs.
 *
 * The tables here are typed in from the policy as it is published, not from
 * the code.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "policy.h"

/* --- every allowed setting ----------------------------------------------- */

/* Each in both modes. */
static bool next_policy(struct policy *policy)
{
	policy->mode = policy->mode == MODE_NORMAL ? MODE_QUOTA : MODE_NORMAL;
	if (policy->mode == MODE_QUOTA)
		return true;
	if (++policy->safe <= 3)
		return true;
	policy->safe = -1;
	if (++policy->green <= 4)
		return true;
	policy->green = 0;
	if (++policy->skip <= 7)
		return true;
	policy->skip = 3;
	return ++policy->stop <= 8;
}

/* With next_policy: from one below the lowest to one above the highest of each. */
static struct policy first_policy(void)
{
	struct policy policy = policy_default();
	policy.safe = -1;
	policy.green = 0;
	policy.skip = 3;
	policy.stop = 4;
	return policy;
}

static bool allowed_by_hand(const struct policy *p)
{
	return p->stop >= 5 && p->stop <= 7 && p->skip >= 4 && p->skip <= 6 && p->green >= 1 &&
	       p->green <= 3 && p->safe >= 0 && p->safe <= 2 && p->safe <= p->green &&
	       p->green < p->skip && p->skip <= p->stop;
}

static int k(const struct policy *policy, int start, int now)
{
	return policy_judge(policy, start, now).k;
}

static void settings_are_accepted_exactly_within_the_published_ranges(void **state)
{
	(void)state;
	int accepted = 0, refused = 0;
	struct policy policy = first_policy();
	do {
		bool allowed = allowed_by_hand(&policy);
		assert_int_equal(policy_check(&policy) == NULL, allowed);
		accepted += allowed;
		refused += !allowed;
	} while (next_policy(&policy));
	/* Of (safe, green): 2 + 3 + 3 pairs for green 1, 2, 3; of (skip, stop): (4; 5-7), (5; 5-7),
	   (6; 6-7) make 8; every green is below every skip. */
	assert_int_equal(accepted, 2 * 8 * 8);
	assert_int_equal(refused, 2 * (5 * 5 * 5 * 5 - 64));
}

static void each_looser_setting_is_named(void **state)
{
	(void)state;
	struct policy policy = policy_default();
	policy.stop = 8;
	assert_string_equal(policy_check(&policy), "stop");
	policy = policy_default();
	policy.skip = 7;
	assert_string_equal(policy_check(&policy), "skip");
	policy = policy_default();
	policy.green = 4;
	assert_string_equal(policy_check(&policy), "green");
	policy = policy_default();
	policy.safe = 3;
	assert_string_equal(policy_check(&policy), "safe");
	policy = policy_default();
	policy.tries = 4;
	assert_string_equal(policy_check(&policy), "tries");
	policy = policy_default();
	policy.answer_ms = 6999;
	assert_string_equal(policy_check(&policy), "answer");
}

static void the_published_settings_are_accepted(void **state)
{
	(void)state;
	struct policy policy = policy_default();
	assert_null(policy_check(&policy));
	assert_int_equal(policy.safe, 2);
	assert_int_equal(policy.green, 3);
	assert_int_equal(policy.skip, 6);
	assert_int_equal(policy.stop, 7);
	assert_int_equal(policy.tries, 3);
	assert_int_equal(policy.answer_ms, 7000);
	assert_int_equal(policy.confirm, CONFIRM_BY_CONSEQUENCE);
}

/* --- after a set: K(b,p) --------------------------------------------------- */

static void the_whole_table_is_as_published(void **state)
{
	(void)state;
	static const char *const rows[7] = {"00012223333", "00011223333", "00001123333",
					    "00001123333", "00001123333", "00001123333",
					    "00001113333"};
	struct policy policy = policy_default();
	for (int start = 0; start < 7; start++)
		for (int now = 0; now <= PAIN_MAX; now++)
			assert_int_equal(k(&policy, start, now), rows[start][now] - '0');
}

struct case_of_row {
	int start, now;
	enum row row;
	int k;
};

static void each_row_of_the_verdict_matches_where_it_is_published_to(void **state)
{
	(void)state;
	static const struct case_of_row cases[] = {
	    {0, 7, ROW_S1, 3}, {6, 10, ROW_S1, 3}, {2, 6, ROW_S2, 2}, {5, 6, ROW_S2, 2},
	    {0, 4, ROW_S3, 2}, {0, 5, ROW_S3, 2},  {1, 5, ROW_S3, 2}, {6, 6, ROW_S4, 1},
	    {2, 5, ROW_S4, 1}, {1, 4, ROW_S4, 1},  {6, 4, ROW_S4, 1}, {0, 3, ROW_S5, 1},
	    {1, 3, ROW_S5, 1}, {2, 3, ROW_S6, 0},  {6, 3, ROW_S6, 0}, {0, 2, ROW_S6, 0},
	    {0, 0, ROW_S6, 0}, {6, 0, ROW_S6, 0},
	};
	struct policy policy = policy_default();
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct verdict verdict = policy_judge(&policy, cases[i].start, cases[i].now);
		assert_int_equal(verdict.row, cases[i].row);
		assert_int_equal(verdict.k, cases[i].k);
	}
}

static void more_pain_is_never_judged_milder_under_any_setting(void **state)
{
	(void)state;
	struct policy policy = first_policy();
	do {
		if (policy_check(&policy) != NULL)
			continue;
		for (int start = 0; start <= PAIN_MAX; start++)
			for (int now = 1; now <= PAIN_MAX; now++)
				assert_true(k(&policy, start, now) >= k(&policy, start, now - 1));
	} while (next_policy(&policy));
}

static void up_to_two_always_goes_on_and_three_never_leaves(void **state)
{
	(void)state;
	struct policy policy = policy_default();
	for (int pair = 0; pair < 2 * 11; pair++) {
		policy.mode = pair % 2 == 1 ? MODE_QUOTA : MODE_NORMAL;
		for (int now = 0; now <= 2; now++)
			assert_int_equal(k(&policy, pair / 2, now), 0);
		assert_true(k(&policy, pair / 2, 3) <= 1);
	}
}

static void it_stops_from_the_stop_value_on_and_only_then(void **state)
{
	(void)state;
	struct policy policy = first_policy();
	do {
		if (policy_check(&policy) != NULL)
			continue;
		for (int start = 0; start <= PAIN_MAX; start++)
			for (int now = 0; now <= PAIN_MAX; now++)
				assert_int_equal(k(&policy, start, now) == 3, now >= policy.stop);
	} while (next_policy(&policy));
}

/* --- the gate ---------------------------------------------------------------- */

static struct gate gate(struct gate_input in)
{
	struct policy policy = policy_default();
	return policy_gate(&policy, &in);
}

static void the_first_row_of_the_gate_that_matches_wins(void **state)
{
	(void)state;
	struct gate_input in = {true, true, true, true, true, 9};
	assert_int_equal(gate(in).row, ROW_G1);
	in.locked = false;
	assert_int_equal(gate(in).row, ROW_G2);
	in.emergency_sign = false;
	assert_int_equal(gate(in).row, ROW_G3);
	in.urgent_sign = false;
	assert_int_equal(gate(in).row, ROW_G4);
	in.unanswered = false;
	assert_int_equal(gate(in).row, ROW_G6);
	in.pain = PAIN_UNKNOWN;
	assert_int_equal(gate(in).row, ROW_G5);
	in.pain = 0;
	assert_int_equal(gate(in).row, ROW_G7);
	in.flare = false;
	assert_int_equal(gate(in).row, ROW_G9);
}

static void the_start_value_chooses_its_row_and_ease(void **state)
{
	(void)state;
	static const enum row rows[] = {ROW_G9, ROW_G9, ROW_G9, ROW_G9, ROW_G8, ROW_G8,
					ROW_G7, ROW_G6, ROW_G6, ROW_G6, ROW_G6};
	static const int eases[] = {0, 0, 0, 0, 1, 1, 2};
	for (int pain = 0; pain <= PAIN_MAX; pain++) {
		struct gate found = gate((struct gate_input){.pain = pain});
		assert_int_equal(found.row, rows[pain]);
		assert_int_equal(found.result == GATE_REFUSE, pain >= 7);
		assert_int_equal(found.result == GATE_GENTLE, pain == 6);
		if (pain < 7)
			assert_int_equal(found.ease, eases[pain]);
	}
}

static void the_gate_never_opens_with_a_sign_a_lock_no_answer_or_severe_pain(void **state)
{
	(void)state;
	struct policy policy = first_policy();
	do {
		if (policy_check(&policy) != NULL)
			continue;
		for (int bits = 0; bits < 32; bits++)
			for (int pain = PAIN_UNKNOWN; pain <= PAIN_MAX; pain++) {
				struct gate_input in = {bits & 1, bits & 2,  bits & 4,
							bits & 8, bits & 16, pain};
				bool bad =
				    (bits & 15) != 0 || pain == PAIN_UNKNOWN || pain >= policy.stop;
				struct gate found = policy_gate(&policy, &in);
				assert_int_equal(found.result == GATE_REFUSE, bad);
				assert_true(bad || !in.flare || found.result == GATE_GENTLE);
			}
	} while (next_policy(&policy));
}

/* --- tighter settings --------------------------------------------------------- */

static void no_allowed_setting_gives_a_milder_answer(void **state)
{
	(void)state;
	struct policy published = policy_default(), policy = first_policy();
	do {
		if (policy_check(&policy) != NULL)
			continue;
		published.mode = policy.mode;
		for (int start = 0; start <= PAIN_MAX; start++) {
			struct gate_input in = {.pain = start};
			struct gate mild = policy_gate(&published, &in);
			struct gate found = policy_gate(&policy, &in);
			assert_true(found.result <= mild.result);
			assert_true(found.result == GATE_REFUSE || found.ease >= mild.ease);
			for (int now = 0; now <= PAIN_MAX; now++)
				assert_true(k(&policy, start, now) >= k(&published, start, now));
		}
	} while (next_policy(&policy));
}

static void each_step_of_tightening_is_never_milder(void **state)
{
	(void)state;
	struct policy policy = first_policy();
	do {
		int *const members[] = {&policy.safe, &policy.green, &policy.skip, &policy.stop};
		for (size_t i = 0; i < 4; i++) {
			struct policy loose = policy;
			--*members[i];
			bool both = policy_check(&policy) == NULL && policy_check(&loose) == NULL;
			for (int pair = 0; both && pair < 11 * 11; pair++)
				assert_true(k(&policy, pair / 11, pair % 11) >=
					    k(&loose, pair / 11, pair % 11));
			++*members[i];
		}
	} while (next_policy(&policy));
}

static void no_allowed_setting_asks_back_less_often(void **state)
{
	(void)state;
	struct policy published = policy_default(), policy = first_policy();
	do {
		if (policy_check(&policy) != NULL)
			continue;
		for (int heard = 0; heard <= PAIN_MAX; heard++)
			for (int last = PAIN_UNKNOWN; last <= PAIN_MAX; last++)
				assert_true(policy_must_confirm(&policy, heard, last, 100) >=
					    policy_must_confirm(&published, heard, last, 100));
	} while (next_policy(&policy));
}

/* --- asking back: P5 ------------------------------------------------------------ */

static void a_spoken_number_is_asked_back_as_published_in_every_cell(void **state)
{
	(void)state;
	/* Rows: heard 0 to 10; columns: the last value, unknown first, then 0 to 10. Only among
	   0 to 3, and not from 0 to 3 or back, is a number believed at once. */
	static const char *const cells[11] = {"?...?", "?....", "?....", "??..."};
	struct policy policy = policy_default();
	int believed = 0;
	for (int heard = 0; heard <= PAIN_MAX; heard++)
		for (int last = PAIN_UNKNOWN; last <= PAIN_MAX; last++) {
			bool asked = heard > 3 || last > 3 || cells[heard][last + 1] == '?';
			assert_int_equal(policy_must_confirm(&policy, heard, last, 100), asked);
			believed += !asked;
		}
	assert_int_equal(believed, 14); /* the known hole, as published */
}

static void what_was_not_heard_for_sure_is_always_asked_back(void **state)
{
	(void)state;
	struct policy policy = policy_default();
	for (int percent = 0; percent <= 100; percent++)
		assert_int_equal(policy_must_confirm(&policy, 2, 2, percent),
				 percent < SURE_PERCENT);
	for (int heard = 0; heard <= PAIN_MAX; heard++)
		for (int last = PAIN_UNKNOWN; last <= PAIN_MAX; last++)
			assert_true(policy_must_confirm(&policy, heard, last, SURE_PERCENT - 1));
}

static void with_confirm_always_every_number_is_asked_back(void **state)
{
	(void)state;
	struct policy policy = policy_default();
	policy.confirm = CONFIRM_ALWAYS;
	for (int heard = 0; heard <= PAIN_MAX; heard++)
		for (int last = PAIN_UNKNOWN; last <= PAIN_MAX; last++)
			assert_true(policy_must_confirm(&policy, heard, last, 100));
}

static void silence_at_a_confirmation_takes_the_higher_of_both(void **state)
{
	(void)state;
	for (int heard = 0; heard <= PAIN_MAX; heard++)
		for (int last = PAIN_UNKNOWN; last <= PAIN_MAX; last++) {
			int believed = policy_unconfirmed(heard, last);
			assert_true(believed >= heard && believed >= last);
			assert_true(believed == heard || believed == last);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(settings_are_accepted_exactly_within_the_published_ranges),
	    cmocka_unit_test(each_looser_setting_is_named),
	    cmocka_unit_test(the_published_settings_are_accepted),
	    cmocka_unit_test(the_whole_table_is_as_published),
	    cmocka_unit_test(each_row_of_the_verdict_matches_where_it_is_published_to),
	    cmocka_unit_test(more_pain_is_never_judged_milder_under_any_setting),
	    cmocka_unit_test(up_to_two_always_goes_on_and_three_never_leaves),
	    cmocka_unit_test(it_stops_from_the_stop_value_on_and_only_then),
	    cmocka_unit_test(the_first_row_of_the_gate_that_matches_wins),
	    cmocka_unit_test(the_start_value_chooses_its_row_and_ease),
	    cmocka_unit_test(the_gate_never_opens_with_a_sign_a_lock_no_answer_or_severe_pain),
	    cmocka_unit_test(no_allowed_setting_gives_a_milder_answer),
	    cmocka_unit_test(each_step_of_tightening_is_never_milder),
	    cmocka_unit_test(no_allowed_setting_asks_back_less_often),
	    cmocka_unit_test(a_spoken_number_is_asked_back_as_published_in_every_cell),
	    cmocka_unit_test(what_was_not_heard_for_sure_is_always_asked_back),
	    cmocka_unit_test(with_confirm_always_every_number_is_asked_back),
	    cmocka_unit_test(silence_at_a_confirmation_takes_the_higher_of_both),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
