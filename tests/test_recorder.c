/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_recorder.c - no line is lost or late, and nobody waits, whatever the disk does. */
#include "journal_support.h"
#include "shim_disk.h"

#include "recorder.h"

#include <sqlite3.h>
#include <time.h>

enum { RETRY_MS = 20, PATIENCE_MS = 20000 };

static int64_t now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void nap(void)
{
	nanosleep(&(struct timespec){0, 1000000}, NULL);
}

static struct recorder *start(struct desk *desk)
{
	struct fault why;
	struct recorder *recorder =
	    recorder_start(desk_path(desk, "data/journal.db"), RETRY_MS, &why);
	assert_non_null(recorder);
	return recorder;
}

static void finish(struct recorder *recorder)
{
	struct fault why;
	if (recorder_stop(recorder, PATIENCE_MS, &why) != 0)
		fail_msg("%s", why.text);
}

static uint64_t record(struct recorder *recorder, struct line line)
{
	uint64_t number = recorder_write(recorder, &line);
	assert_true(number > 0);
	return number;
}

static void wait_for(struct recorder *recorder, uint64_t number)
{
	for (int64_t until = now_us() + PATIENCE_MS * 1000; now_us() < until; nap())
		if (recorder_is_written(recorder, number))
			return;
	fail_msg("line %llu does not come to the disk", (unsigned long long)number);
}

static void wait_for_news(struct recorder *recorder, enum fault_code code)
{
	struct fault why;
	for (int64_t until = now_us() + PATIENCE_MS * 1000; now_us() < until; nap())
		if (recorder_news(recorder, &why)) {
			if (why.code != code)
				fail_msg("other news: %s", why.text);
			return;
		}
	fail_msg("there are no news");
}

/* The check-ins of session 1 as another reader finds them: their times are 0, 1, 2 ... */
static int count_in_order(struct desk *desk)
{
	static struct lines lines;
	struct fault why;
	char uid[UID_BYTES];
	int count = 0;
	struct journal *journal = open_good(desk_path(desk, "data/journal.db"), JOURNAL_READ);
	lines.count = 0;
	number_uid(1, uid);
	assert_true(journal_session_lines(journal, uid, keep_line, &lines, &why));
	for (int i = 0; i < lines.count; i++)
		if (lines.line[i].kind == LINE_CHECKIN)
			assert_int_equal(lines.line[i].at_ms, count++);
	journal_close(journal);
	return count;
}

static uint64_t record_checkins(struct recorder *recorder, int first, int count)
{
	uint64_t number = 0;
	for (int i = 0; i < count; i++)
		number = record(recorder, a_checkin(1, first + i, 3, 3));
	return number;
}

static void what_is_told_to_be_written_can_be_read_by_others(void **state)
{
	struct recorder *recorder = start(*state);
	record(recorder, a_session(1, FIRST_DAY));
	for (int i = 0; i < 30; i++) {
		wait_for(recorder, record_checkins(recorder, i, 1));
		assert_int_equal(count_in_order(*state), i + 1);
	}
	finish(recorder);
}

static void a_number_is_not_told_before_its_time(void **state)
{
	struct recorder *recorder = start(*state);
	wait_for(recorder, record(recorder, a_session(1, FIRST_DAY)));
	int syncs = shim_disk()->syncs;
	shim_disk()->stuck = true;
	uint64_t number = record_checkins(recorder, 0, 1);
	while (shim_disk()->syncs == syncs)
		nap();
	/* it is in the disk now, and stays there as long as we like */
	assert_false(recorder_is_written(recorder, number));
	assert_true(recorder_is_written(recorder, number - 1));
	shim_disk()->stuck = false;
	wait_for(recorder, number);
	finish(recorder);
}

static int compare(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
	return (left > right) - (left < right);
}

static void a_slow_card_holds_nobody_up(void **state)
{
	enum { CALLS = 300 };
	static int64_t took[CALLS];
	struct recorder *recorder = start(*state);
	wait_for(recorder, record(recorder, a_session(1, FIRST_DAY)));
	shim_disk()->sync_ms = 300;
	for (int i = 0; i < CALLS; i++) {
		int64_t before = now_us();
		record_checkins(recorder, i, 1);
		recorder_is_written(recorder, 1);
		took[i] = now_us() - before;
		nap();
	}
	shim_disk()->sync_ms = 0;
	finish(recorder);
	qsort(took, CALLS, sizeof took[0], compare);
	print_message(
	    "main is held %lld us at the median, %lld us at the most, with 300 ms a sync\n",
	    (long long)took[CALLS / 2], (long long)took[CALLS - 1]);
	assert_true(took[CALLS * 95 / 100] < 1000);
	/* The most is what the scheduler makes of it, but no sync. */
	assert_true(took[CALLS - 1] < 150000);
	assert_int_equal(count_in_order(*state), CALLS);
}

static void a_full_disk_keeps_the_lines_and_is_told_once(void **state)
{
	struct recorder *recorder = start(*state);
	struct fault why;
	wait_for(recorder, record(recorder, a_session(1, FIRST_DAY)));
	shim_disk()->full = true;
	uint64_t number = record_checkins(recorder, 0, 50);
	wait_for_news(recorder, FAULT_FULL);
	int writes = shim_disk()->writes;
	while (shim_disk()->writes < writes + 3) /* it is tried again and again */
		nap();
	assert_false(recorder_news(recorder, &why));
	assert_false(recorder_is_written(recorder, number - 49));
	shim_disk()->full = false;
	wait_for_news(recorder, FAULT_NONE);
	wait_for(recorder, number);
	finish(recorder);
	assert_int_equal(count_in_order(*state), 50);
}

static void a_disk_that_was_read_only_from_the_start_gets_all_lines_later(void **state)
{
	shim_disk()->read_only = true;
	struct recorder *recorder = start(*state);
	record(recorder, a_session(1, FIRST_DAY));
	uint64_t number = record_checkins(recorder, 0, 20);
	wait_for_news(recorder, FAULT_READ_ONLY);
	shim_disk()->read_only = false;
	wait_for(recorder, number);
	wait_for_news(recorder, FAULT_NONE);
	finish(recorder);
	assert_int_equal(count_in_order(*state), 20);
}

static void whichever_write_fails_no_line_is_lost_or_doubled(void **state)
{
	/* Two or three writes a line, so that each kind of write fails at some time. */
	for (int at = 1; at <= 90; at++) {
		struct desk *desk = *state;
		desk_sweep(desk->folder);
		assert_int_equal(mkdir(desk->folder, 0700), 0);
		shim_reset();
		shim_disk()->torn = at % 2 == 0;
		shim_disk()->fail_at = at;
		struct recorder *recorder = start(desk);
		record(recorder, a_session(1, FIRST_DAY));
		wait_for(recorder, record_checkins(recorder, 0, 10));
		finish(recorder);
		assert_int_equal(count_in_order(desk), 10);
	}
}

static void what_cannot_be_written_by_the_end_is_counted(void **state)
{
	struct recorder *recorder = start(*state);
	struct fault why;
	wait_for(recorder, record(recorder, a_session(1, FIRST_DAY)));
	shim_disk()->full = true;
	record_checkins(recorder, 0, 7);
	int64_t before = now_us();
	assert_int_equal(recorder_stop(recorder, 100, &why), 7);
	assert_true(now_us() - before < 5000000);
	assert_int_equal(why.code, FAULT_FULL);
	assert_non_null(strstr(why.text, "7 lines of the journal could not be written"));
	shim_disk()->full = false;
	assert_int_equal(count_in_order(*state), 0);
}

static void a_disk_that_never_answers_is_left_behind(void **state)
{
	struct recorder *recorder = start(*state);
	struct fault why;
	wait_for(recorder, record(recorder, a_session(1, FIRST_DAY)));
	shim_disk()->stuck = true;
	record_checkins(recorder, 0, 3);
	int64_t before = now_us();
	assert_int_equal(recorder_stop(recorder, 100, &why), 3);
	assert_true(now_us() - before < 5000000);
	assert_non_null(strstr(why.text, "too slow"));
	shim_disk()->stuck = false;
	nanosleep(&(struct timespec){0, 300000000},
		  NULL); /* for the thread's sake, before the folder goes */
}

static void a_damaged_journal_is_set_aside_and_the_session_told_again(void **state)
{
	struct desk *desk = *state;
	struct recorder *recorder = start(desk);
	wait_for(recorder, record(recorder, a_session(1, FIRST_DAY)));
	finish(recorder);
	FILE *file = fopen(desk_path(desk, "data/journal.db"), "r+b");
	assert_non_null(file);
	for (int i = 0; i < 4096; i++)
		fputc('x', file);
	fclose(file);
	recorder = start(desk);
	record(recorder, a_session(1, FIRST_DAY));
	record_checkins(recorder, 0, 2);
	wait_for_news(recorder, FAULT_CORRUPT);
	finish(recorder);
	assert_int_equal(count_in_order(desk), 2);
	assert_int_equal(access(desk_path(desk, "data/journal-damaged-1.db"), F_OK), 0);
}

static void what_is_forgotten_in_mid_session_does_not_stop_the_record(void **state)
{
	struct recorder *recorder = start(*state);
	struct journal_forgotten gone;
	struct fault why;
	record(recorder, a_session(1, FIRST_DAY));
	wait_for(recorder, record_checkins(recorder, 0, 5));
	struct journal *other = open_good(desk_path(*state, "data/journal.db"), JOURNAL_WRITE);
	if (!journal_forget_all(other, &gone, &why))
		fail_msg("%s", why.text);
	assert_int_equal(gone.sessions, 1);
	wait_for(recorder, record_checkins(recorder, 0, 3));
	journal_close(other);
	finish(recorder);
	assert_int_equal(count_in_order(*state), 3);
}

static void another_program_that_writes_only_makes_it_later(void **state)
{
	sqlite3 *other;
	struct recorder *recorder = start(*state);
	wait_for(recorder, record(recorder, a_session(1, FIRST_DAY)));
	assert_int_equal(sqlite3_open(desk_path(*state, "data/journal.db"), &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	uint64_t number = record_checkins(recorder, 0, 10);
	nanosleep(&(struct timespec){0, 100000000}, NULL);
	assert_false(recorder_is_written(recorder, number - 9));
	sqlite3_close(other);
	wait_for(recorder, number);
	finish(recorder);
	assert_int_equal(count_in_order(*state), 10);
}

static void a_routine_whose_file_has_an_odd_name_is_recorded(void **state)
{
	struct recorder *recorder = start(*state);
	struct line line = a_session(1, FIRST_DAY);
	strcpy(line.session.routine, "r\xc3\xbc"
				     "ck\xff"
				     "en\x1b[2J\xc2\x85");
	record(recorder, line);
	wait_for(recorder, record_checkins(recorder, 0, 1));
	finish(recorder);
	struct journal *journal = open_good(desk_path(*state, "data/journal.db"), JOURNAL_READ);
	/* the second byte of a control character is none by itself */
	assert_string_equal(fold_all(journal).entry[0].about.routine, "r\xc3\xbc"
								      "ck?en?[2J??");
	journal_close(journal);
}

static void a_line_that_no_journal_takes_does_not_stop_the_others(void **state)
{
	struct recorder *recorder = start(*state);
	struct fault why;
	record(recorder, a_session(1, FIRST_DAY));
	record(recorder, a_checkin(2, 0, 3, 3)); /* of no session */
	wait_for(recorder, record_checkins(recorder, 0, 2));
	assert_int_equal(recorder_stop(recorder, PATIENCE_MS, &why), 1);
	assert_int_equal(count_in_order(*state), 2);
}

static void more_than_can_wait_is_refused(void **state)
{
	struct recorder *recorder = start(*state);
	struct fault why;
	wait_for(recorder, record(recorder, a_session(1, FIRST_DAY)));
	shim_disk()->full = true;
	for (int i = 0; i < RECORDER_LINES; i++)
		record(recorder, a_checkin(1, i, 3, 3));
	struct line line = a_checkin(1, RECORDER_LINES, 3, 3);
	assert_int_equal(recorder_write(recorder, &line), 0);
	assert_int_equal(recorder_stop(recorder, 50, &why), RECORDER_LINES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_A_DISK(what_is_told_to_be_written_can_be_read_by_others),
	    ON_A_DISK(a_number_is_not_told_before_its_time),
	    ON_A_DISK(a_slow_card_holds_nobody_up),
	    ON_A_DISK(a_full_disk_keeps_the_lines_and_is_told_once),
	    ON_A_DISK(a_disk_that_was_read_only_from_the_start_gets_all_lines_later),
	    ON_A_DISK(whichever_write_fails_no_line_is_lost_or_doubled),
	    ON_A_DISK(what_cannot_be_written_by_the_end_is_counted),
	    ON_A_DISK(a_disk_that_never_answers_is_left_behind),
	    ON_A_DISK(a_damaged_journal_is_set_aside_and_the_session_told_again),
	    ON_A_DISK(what_is_forgotten_in_mid_session_does_not_stop_the_record),
	    ON_A_DISK(another_program_that_writes_only_makes_it_later),
	    ON_A_DISK(a_routine_whose_file_has_an_odd_name_is_recorded),
	    ON_A_DISK(a_line_that_no_journal_takes_does_not_stop_the_others),
	    ON_A_DISK(more_than_can_wait_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
