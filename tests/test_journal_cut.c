/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_journal_cut.c - a session that was cut off is found again, while that is not long ago. */
#include "journal_support.h"

static struct journal_cut cut_off(struct journal *journal, int64_t now_s, bool *found)
{
	struct journal_cut cut;
	struct fault why;
	if (!journal_cut_off(journal, now_s, found, &cut, &why))
		fail_msg("%s", why.text);
	return cut;
}

static void write_cut_session(struct journal *journal)
{
	struct line line = an_exercise(2, 1, "bird dog");
	line.exercise.done.complete = false;
	line.exercise.done.reps = 3;
	write_session(journal, 1, FIRST_DAY);
	write_good(journal, a_session(2, FIRST_DAY + 1));
	write_good(journal, an_exercise(2, 0, "pelvic tilt"));
	write_good(journal, line);
}

static void a_session_that_was_cut_off_is_found_with_the_exercise_in_hand(void **state)
{
	struct journal *journal = fresh(state);
	bool found;
	write_cut_session(journal);
	/* the second exercise was written two minutes after the start at seven */
	int64_t last = (int64_t)(FIRST_DAY + 1) * DAY_S + 7 * 3600 + 120;
	struct journal_cut cut = cut_off(journal, last + 600, &found);
	assert_true(found);
	assert_true(cut.last_s == last);
	assert_int_equal(cut.in_hand, 1);
	assert_string_equal(cut.entry.past.exercise[1].name, "bird dog");
	assert_int_equal(cut.entry.past.exercise[1].reps, 3);
	assert_true(cut.entry.past.exercise[0].complete);
	journal_close(journal);
}

static void after_twelve_hours_it_counts_as_ended(void **state)
{
	struct journal *journal = fresh(state);
	bool found;
	write_cut_session(journal);
	int64_t last = (int64_t)(FIRST_DAY + 1) * DAY_S + 7 * 3600 + 120;
	cut_off(journal, last + 12 * 3600, &found);
	assert_true(found);
	cut_off(journal, last + 12 * 3600 + 1, &found);
	assert_false(found);
	/* a clock that woke up in 1970 cannot tell, one of an hour ago can */
	cut_off(journal, 3600, &found);
	assert_false(found);
	cut_off(journal, last - 3600, &found);
	assert_true(found);
	journal_close(journal);
}

static void going_on_counts_from_there(void **state)
{
	struct journal *journal = fresh(state);
	bool found;
	write_cut_session(journal);
	struct line line = {.kind = LINE_RESUME, .at = stamp_on(FIRST_DAY + 1, 18 * 3600)};
	number_uid(2, line.uid);
	line.goes_on = 1;
	write_good(journal, line);
	int64_t evening = (int64_t)(FIRST_DAY + 1) * DAY_S + 18 * 3600;
	struct journal_cut cut = cut_off(journal, evening + 12 * 3600, &found);
	assert_true(found);
	assert_int_equal(cut.entry.resumes, 1);
	write_good(journal, an_end(2, FIRST_DAY + 1, RESULT_COMPLETED));
	cut_off(journal, evening, &found);
	assert_false(found);
	journal_close(journal);
}

static void an_older_session_is_not_gone_on_with(void **state)
{
	struct journal *journal = fresh(state);
	bool found;
	cut_off(journal, 0, &found);
	assert_false(found);
	write_cut_session(journal);
	struct line line = a_session(3, FIRST_DAY + 1);
	line.at.utc_s += 1800;
	write_good(journal, line);
	struct line end = an_end(3, FIRST_DAY + 1, RESULT_REFUSED);
	write_good(journal, end);
	cut_off(journal, (int64_t)(FIRST_DAY + 1) * DAY_S + 8 * 3600, &found);
	assert_false(found);
	journal_close(journal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_A_DESK(a_session_that_was_cut_off_is_found_with_the_exercise_in_hand),
	    ON_A_DESK(after_twelve_hours_it_counts_as_ended),
	    ON_A_DESK(going_on_counts_from_there),
	    ON_A_DESK(an_older_session_is_not_gone_on_with),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
