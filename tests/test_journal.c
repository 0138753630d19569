/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_journal.c - what is written is there again, in the words that progress and log need. */
#include "journal_support.h"

static const int64_t late = (int64_t)(FIRST_DAY + 1000) * DAY_S;

static struct entries fold(struct journal *journal, int64_t now_s)
{
	struct entries entries = {0};
	struct fault why;
	if (!journal_fold(journal, now_s, keep_session, keep_mark, &entries, &why))
		fail_msg("%s", why.text);
	return entries;
}

static void a_session_comes_back_as_it_was(void **state)
{
	struct journal *journal = fresh(state);
	write_session(journal, 1, FIRST_DAY);
	struct entries entries = fold(journal, late);
	assert_int_equal(entries.count, 1);
	const struct journal_entry *entry = &entries.entry[0];
	assert_string_equal(entry->about.routine, "full-back");
	assert_string_equal(entry->about.title, "Full back");
	assert_string_equal(entry->about.version, "0.1.0");
	assert_int_equal(entry->ended_s - entry->began.utc_s, 1200);
	const struct past_session *past = &entry->past;
	assert_int_equal(past->day, FIRST_DAY);
	assert_false(past->doubtful);
	assert_true(past->ended);
	assert_int_equal(past->result, RESULT_PARTLY);
	assert_int_equal(past->start_pain, 2);
	assert_int_equal(past->morning, PAIN_UNKNOWN);
	assert_int_equal(past->count, 2);
	assert_string_equal(past->exercise[0].name, "pelvic tilt");
	assert_string_equal(past->exercise[1].name, "bird dog");
	journal_close(journal);
}

static void every_value_of_an_exercise_comes_back(void **state)
{
	struct journal *journal = fresh(state);
	struct line line = an_exercise(1, 7, "bird dog");
	line.exercise.done.left = true;
	line.exercise.done.sharp = true;
	line.exercise.done.planned.minutes = 9;
	write_good(journal, a_session(1, FIRST_DAY));
	write_good(journal, line);
	struct entries entries = fold(journal, late);
	const struct past_exercise *done = &entries.entry[0].past.exercise[0];
	assert_int_equal(entries.entry[0].place[0], 7);
	assert_int_equal(done->kind, KIND_STRENGTH);
	assert_int_equal(done->part, PART_WARM_UP);
	assert_int_equal(done->level, 3);
	assert_int_equal(done->top, 9);
	assert_int_equal(done->planned.sets, 2);
	assert_int_equal(done->planned.reps, 8);
	assert_int_equal(done->planned.out_s, 2);
	assert_int_equal(done->planned.pause_s, 1);
	assert_int_equal(done->planned.hold_s, 6);
	assert_int_equal(done->planned.back_s, 3);
	assert_int_equal(done->planned.rest_s, 30);
	assert_int_equal(done->planned.minutes, 9);
	assert_int_equal(done->ease, 1);
	assert_int_equal(done->k, 1);
	assert_true(done->begun && done->complete && done->left && done->sharp);
	assert_int_equal(done->reps, 14);
	assert_int_equal(done->reps_right, 13);
	assert_int_equal(done->seconds, 90);
	assert_int_equal(done->seconds_right, 84);
	journal_close(journal);
}

static void what_nobody_said_stays_unknown(void **state)
{
	struct journal *journal = fresh(state);
	struct line session = a_session(1, FIRST_DAY), exercise = an_exercise(1, 0, "bird dog");
	session.session.start_pain = PAIN_UNKNOWN;
	exercise.exercise.done.k = PAIN_UNKNOWN;
	write_good(journal, session);
	write_good(journal, exercise);
	struct entries entries = fold(journal, late);
	assert_int_equal(entries.entry[0].past.start_pain, PAIN_UNKNOWN);
	assert_int_equal(entries.entry[0].past.exercise[0].k, PAIN_UNKNOWN);
	journal_close(journal);
}

static void a_session_that_is_cut_off_has_not_ended(void **state)
{
	struct journal *journal = fresh(state);
	write_good(journal, a_session(1, FIRST_DAY));
	struct entries entries = fold(journal, late);
	assert_false(entries.entry[0].past.ended);
	assert_int_equal(entries.entry[0].ended_s, 0);
	journal_close(journal);
}

static void the_start_pain_may_come_later_and_doubt_stays(void **state)
{
	struct journal *journal = fresh(state);
	struct line line = a_session(1, FIRST_DAY);
	line.session.start_pain = PAIN_UNKNOWN;
	line.at.doubtful = true;
	write_good(journal, line);
	line.session.start_pain = 6;
	line.at.doubtful = false;
	write_good(journal, line);
	line.session.start_pain = PAIN_UNKNOWN; /* told once more, when it goes on */
	write_good(journal, line);
	struct entries entries = fold(journal, late);
	assert_int_equal(entries.count, 1);
	assert_int_equal(entries.entry[0].past.start_pain, 6);
	assert_true(entries.entry[0].past.doubtful);
	journal_close(journal);
}

static void every_result_comes_back(void **state)
{
	struct journal *journal = fresh(state);
	for (int i = 0; i <= RESULT_LOST; i++) {
		write_good(journal, a_session(i, FIRST_DAY + i));
		write_good(journal, an_end(i, FIRST_DAY + i, (enum session_result)i));
	}
	struct entries entries = fold(journal, late);
	assert_int_equal(entries.count, RESULT_LOST + 1);
	for (int i = 0; i < entries.count; i++)
		assert_int_equal(entries.entry[i].past.result, i);
	journal_close(journal);
}

static void check_ins_and_decisions_come_in_their_order(void **state)
{
	struct journal *journal = fresh(state);
	struct lines lines = {0};
	struct fault why;
	write_session(journal, 1, FIRST_DAY);
	write_session(journal, 2, FIRST_DAY + 1);
	for (int i = 0; i < QUESTIONS; i++) {
		struct line line = a_checkin(2, 80000 + i, PAIN_UNKNOWN, i % 11);
		line.checkin.question = (enum question)i;
		write_good(journal, line);
	}
	for (int i = 0; i < ROWS; i++)
		write_good(journal, a_decision(2, 80000, (enum row)i, 2, PAIN_UNKNOWN));
	char uid[UID_BYTES];
	number_uid(2, uid);
	assert_true(journal_session_lines(journal, uid, keep_line, &lines, &why));
	/* session, two exercises, check-ins, decisions, end */
	assert_int_equal(lines.count, 3 + 1 + QUESTIONS + 1 + ROWS + 1);
	assert_int_equal(lines.line[0].kind, LINE_SESSION);
	assert_int_equal(lines.line[3].checkin.heard, 5);
	assert_int_equal(lines.line[3].checkin.accepted, 4);
	assert_int_equal(lines.line[3].checkin.belief, BELIEF_YES);
	assert_true(lines.line[3].checkin.changes);
	assert_int_equal(lines.line[3].checkin.source, BY_VOICE);
	assert_int_equal(lines.line[3].checkin.percent, 87);
	assert_int_equal(lines.line[3].checkin.set, 1);
	for (int i = 0; i < QUESTIONS; i++) {
		assert_int_equal(lines.line[4 + i].checkin.question, i);
		assert_int_equal(lines.line[4 + i].checkin.heard, PAIN_UNKNOWN);
		assert_int_equal(lines.line[4 + i].checkin.accepted, i % 11);
	}
	for (int i = 0; i < ROWS; i++)
		assert_int_equal(lines.line[5 + QUESTIONS + i].decision.row, i);
	assert_int_equal(lines.line[lines.count - 1].kind, LINE_END);
	journal_close(journal);
}

static void the_log_is_newest_first_and_can_be_cut_short(void **state)
{
	struct journal *journal = fresh(state);
	struct entries entries = {0};
	struct fault why;
	for (int i = 0; i < 5; i++)
		write_session(journal, i, FIRST_DAY + i);
	assert_true(journal_recent(journal, late, 2, 0, keep_session, &entries, &why));
	assert_int_equal(entries.count, 2);
	assert_int_equal(entries.entry[0].past.day, FIRST_DAY + 4);
	assert_int_equal(entries.entry[1].past.day, FIRST_DAY + 3);
	entries.count = 0;
	assert_true(journal_recent(journal, late, 0, FIRST_DAY + 2, keep_session, &entries, &why));
	assert_int_equal(entries.count, 3);
	assert_int_equal(entries.entry[2].past.day, FIRST_DAY + 2);
	journal_close(journal);
}

static void a_morning_belongs_to_the_sessions_of_the_day_before(void **state)
{
	struct journal *journal = fresh(state);
	write_session(journal, 1, FIRST_DAY);
	write_session(journal, 2, FIRST_DAY);
	write_session(journal, 3, FIRST_DAY + 1);
	write_session(journal, 4, FIRST_DAY + 5);
	write_session(journal, 5, FIRST_DAY + 6);
	write_good(journal, a_morning(FIRST_DAY, 9));	  /* before all of them */
	write_good(journal, a_morning(FIRST_DAY + 1, 3)); /* after 1 and 2 */
	write_good(journal, a_morning(FIRST_DAY + 4, 7)); /* after 3, late */
	write_good(journal, a_morning(FIRST_DAY + 9, 1)); /* after 5 */
	struct entries entries = fold(journal, late);
	assert_int_equal(entries.entry[0].past.morning, 3);
	assert_int_equal(entries.entry[1].past.morning, 3);
	assert_false(entries.entry[1].past.morning_late);
	assert_int_equal(entries.entry[2].past.morning, 7);
	assert_true(entries.entry[2].past.morning_late);
	assert_int_equal(entries.entry[3].past.morning, PAIN_UNKNOWN);
	assert_int_equal(entries.entry[4].past.morning, 1);
	write_good(journal, a_morning(FIRST_DAY + 1, 4)); /* said again */
	assert_int_equal(fold(journal, late).entry[0].past.morning, 4);
	journal_close(journal);
}

static void marks_stand_between_the_sessions(void **state)
{
	struct journal *journal = fresh(state);
	write_session(journal, 1, FIRST_DAY);
	write_good(journal, a_mark(101, FIRST_DAY, MARK_FLARE));
	write_session(journal, 2, FIRST_DAY + 2);
	for (int i = 0; i < MARKS; i++)
		write_good(journal, a_mark(110 + i, FIRST_DAY + 3, (enum mark_kind)i));
	struct entries entries = fold(journal, late);
	assert_int_equal(entries.marks_before[0], 0);
	assert_int_equal(entries.marks_before[1], 1);
	assert_int_equal(entries.marks, 1 + MARKS);
	assert_int_equal(entries.mark[0].kind, MARK_FLARE);
	assert_int_equal(entries.mark[0].day, FIRST_DAY);
	assert_int_equal(entries.mark[0].row, ROW_S1);
	assert_string_equal(entries.mark[0].name, "bird dog");
	for (int i = 0; i < MARKS; i++)
		assert_int_equal(entries.mark[1 + i].kind, i);
	journal_close(journal);
}

static void a_session_on_a_clock_of_1970_stands_where_it_was_written(void **state)
{
	struct journal *journal = fresh(state);
	write_session(journal, 1, FIRST_DAY);
	struct line line = a_session(2, 0);
	line.at.doubtful = true;
	write_good(journal, line);
	write_good(journal, a_morning(FIRST_DAY + 1, 8));
	write_session(journal, 3, FIRST_DAY + 2);
	struct entries entries = fold(journal, late);
	assert_int_equal(entries.entry[1].past.day, 0);
	assert_true(entries.entry[1].past.doubtful);
	/* the night after it was no earlier than that after the session before */
	assert_int_equal(entries.entry[1].past.morning, 8);
	assert_int_equal(entries.entry[2].past.day, FIRST_DAY + 2);
	journal_close(journal);
}

/* As it may come from elsewhere: no doubt was noted. Its morning is none of long ago. */
static void nor_has_one_that_was_believed_a_morning_of_before_it(void **state)
{
	struct journal *journal = fresh(state);
	write_session(journal, 1, FIRST_DAY);
	write_good(journal, a_morning(FIRST_DAY + 1, 8));
	write_session(journal, 2, FIRST_DAY + 2);
	write_good(journal, a_session(3, 0));
	assert_int_equal(fold(journal, late).entry[2].past.morning, PAIN_UNKNOWN);
	assert_true(fold(journal, late).entry[2].past.doubtful);
	write_good(journal, a_morning(FIRST_DAY + 3, 3));
	assert_int_equal(fold(journal, late).entry[2].past.morning, 3);
	/* over the date line it is yesterday once more */
	write_session(journal, 4, FIRST_DAY + 4);
	write_session(journal, 5, FIRST_DAY + 3);
	assert_false(fold(journal, late).entry[4].past.doubtful);
	journal_close(journal);
}

static void what_lies_in_the_future_is_doubtful(void **state)
{
	struct journal *journal = fresh(state);
	write_session(journal, 1, FIRST_DAY);
	write_session(journal, 2, FIRST_DAY + 400);
	struct entries entries = fold(journal, (int64_t)(FIRST_DAY + 3) * DAY_S);
	assert_false(entries.entry[0].past.doubtful);
	assert_true(entries.entry[1].past.doubtful);
	journal_close(journal);
}

static void the_newest_time_is_that_of_a_trusted_clock(void **state)
{
	struct journal *journal = fresh(state);
	int64_t newest;
	struct fault why;
	assert_true(journal_newest(journal, &newest, &why));
	assert_int_equal(newest, 0);
	write_session(journal, 1, FIRST_DAY);
	struct line line = a_session(2, FIRST_DAY + 3000);
	line.at.doubtful = true;
	write_good(journal, line);
	assert_true(journal_newest(journal, &newest, &why));
	/* the end of the first: seven o'clock and twenty minutes */
	assert_true(newest == (int64_t)FIRST_DAY * DAY_S + 7 * 3600 + 1200);
	write_good(journal, a_morning(FIRST_DAY + 1, 2));
	assert_true(journal_newest(journal, &newest, &why));
	assert_true(newest == (int64_t)(FIRST_DAY + 1) * DAY_S + 8 * 3600);
	journal_close(journal);
}

static void a_setting_is_replaced(void **state)
{
	struct journal *journal = fresh(state);
	char value[SETTING_BYTES];
	assert_false(journal_setting(journal, "instructions", value));
	write_good(journal, a_setting("instructions", "full"));
	write_good(journal, a_setting("instructions", "fading"));
	assert_true(journal_setting(journal, "instructions", value));
	assert_string_equal(value, "fading");
	journal_close(journal);
}

static void a_line_of_no_session_is_refused(void **state)
{
	struct journal *journal = fresh(state);
	struct line line = an_exercise(9, 0, "bird dog");
	struct fault why;
	assert_false(journal_write(journal, &line, &why));
	assert_int_equal(why.code, FAULT_INPUT);
	journal_close(journal);
}

static void a_value_out_of_bounds_is_refused_by_name(void **state)
{
	struct journal *journal = fresh(state);
	struct fault why;
	struct line line = a_morning(FIRST_DAY, 11);
	assert_false(journal_write(journal, &line, &why));
	assert_string_equal(why.text, "pain must be 0 to 10 (is 11)");
	line = a_session(1, FIRST_DAY);
	line.session.title[0] = '\n';
	assert_false(journal_write(journal, &line, &why));
	assert_non_null(strstr(why.text, "title must be UTF-8 without control"));
	line = a_session(1, FIRST_DAY);
	line.uid[3] = 'X';
	assert_false(journal_write(journal, &line, &why));
	assert_int_equal(fold(journal, late).count, 0);
	journal_close(journal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_A_DESK(a_session_comes_back_as_it_was),
	    ON_A_DESK(every_value_of_an_exercise_comes_back),
	    ON_A_DESK(what_nobody_said_stays_unknown),
	    ON_A_DESK(a_session_that_is_cut_off_has_not_ended),
	    ON_A_DESK(the_start_pain_may_come_later_and_doubt_stays),
	    ON_A_DESK(every_result_comes_back),
	    ON_A_DESK(check_ins_and_decisions_come_in_their_order),
	    ON_A_DESK(the_log_is_newest_first_and_can_be_cut_short),
	    ON_A_DESK(a_morning_belongs_to_the_sessions_of_the_day_before),
	    ON_A_DESK(marks_stand_between_the_sessions),
	    ON_A_DESK(a_session_on_a_clock_of_1970_stands_where_it_was_written),
	    ON_A_DESK(nor_has_one_that_was_believed_a_morning_of_before_it),
	    ON_A_DESK(what_lies_in_the_future_is_doubtful),
	    ON_A_DESK(the_newest_time_is_that_of_a_trusted_clock),
	    ON_A_DESK(a_setting_is_replaced),
	    ON_A_DESK(a_line_of_no_session_is_refused),
	    ON_A_DESK(a_value_out_of_bounds_is_refused_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
