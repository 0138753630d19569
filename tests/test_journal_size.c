/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_journal_size.c - ten years of a journal, and what a session costs the card. */
#include "journal_support.h"
#include "kernel_bytes.h"
#include "shim_disk.h"

#include "recorder.h"

#include <sqlite3.h>
#include <time.h>

enum { SESSIONS = 3650, EXERCISES = 7 /* 25,550 of them */, PATIENCE_MS = 20000 };

static int64_t now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Lines as an import brings them, so that they are one transaction. */
struct years {
	int session, step;
};

enum { STEPS = 1 + EXERCISES * 3 + 2 };

static bool next_line(void *context, struct line *line, struct fault *why)
{
	struct years *years = context;
	(void)why;
	if (years->session == SESSIONS)
		return false;
	long day = FIRST_DAY + years->session;
	int step = years->step;
	if (step == 0)
		*line = a_session(years->session, day);
	else if (step <= EXERCISES)
		*line = an_exercise(years->session, step - 1, "bird dog");
	else if (step <= 2 * EXERCISES)
		*line = a_checkin(years->session, step * 1000, 2, 2);
	else if (step <= 3 * EXERCISES)
		*line = a_decision(years->session, step * 1000, ROW_S6, 0, 2);
	else if (step == STEPS - 2)
		*line = an_end(years->session, day, RESULT_COMPLETED);
	else
		*line = a_morning(day, years->session % 4);
	if (++years->step == STEPS) {
		years->step = 0;
		years->session++;
	}
	return true;
}

static int folded;

static bool count_entry(void *context, const struct journal_entry *entry)
{
	folded += entry->past.count;
	return context == NULL;
}

static void ten_years_are_read_in_a_moment(void **state)
{
	struct journal_counts counts;
	struct years years = {0};
	struct fault why;
	const char *path = desk_path(*state, "journal.db");
	struct journal *journal = open_good(path, JOURNAL_WRITE);
	if (!journal_import(journal, next_line, &years, &counts, &why))
		fail_msg("%s", why.text);
	assert_int_equal(counts.sessions, SESSIONS);
	journal_close(journal);
	struct stat about;
	assert_int_equal(stat(path, &about), 0);
	int64_t begin = now_us();
	journal = open_good(path, JOURNAL_WRITE);
	int64_t opened = now_us();
	folded = 0;
	assert_true(journal_fold(journal, INT64_MAX, count_entry, NULL, NULL, &why));
	int64_t done = now_us();
	assert_int_equal(folded, SESSIONS * EXERCISES);
	journal_close(journal);
	print_message("%d sessions, %d exercises, %ld KiB: opened and checked in %lld ms, "
		      "read in %lld ms\n",
		      SESSIONS, folded, (long)about.st_size / 1024,
		      (long long)(opened - begin) / 1000, (long long)(done - opened) / 1000);
	/* that it is no slower than linear shows in any build */
	assert_true(done - opened < 3000000);
}

/* As a session writes: each exercise begins, each of two sets ends, a check-in, a decision. */
static int record_session(struct recorder *recorder, int number)
{
	int lines = 2;
	struct line line = a_session(number, FIRST_DAY + number);
	recorder_write(recorder, &line);
	for (int place = 0; place < EXERCISES; place++) {
		for (int step = 0; step < 4; step++) {
			line = an_exercise(number, place, "bird dog");
			recorder_write(recorder, &line);
		}
		line = a_checkin(number, place, 2, 2);
		recorder_write(recorder, &line);
		line = a_decision(number, place, ROW_S6, 0, 2);
		recorder_write(recorder, &line);
		lines += 6;
	}
	line = an_end(number, FIRST_DAY + number, RESULT_COMPLETED);
	recorder_write(recorder, &line);
	return lines;
}

/* One run of the program each: opened, written, put in order at the close. */
static void a_session_costs_the_card_little(void **state)
{
	enum { RUNS = 30 };
	struct fault why;
	char path[DESK_PATH_BYTES];
	int lines = 0;
	snprintf(path, sizeof path, "%s", desk_path(*state, "journal.db"));
	journal_close(open_good(path, JOURNAL_WRITE));
	shim_reset();
	long long before = kernel_bytes();
	for (int i = 0; i < RUNS; i++) {
		struct recorder *recorder = recorder_start(path, RECORDER_RETRY_MS, &why);
		assert_non_null(recorder);
		lines = record_session(recorder, i);
		assert_int_equal(recorder_stop(recorder, PATIENCE_MS, &why), 0);
	}
	long long bytes = shim_disk()->bytes / RUNS;
	print_message("a session of %d lines: SQLite writes %lld KiB in %d writes and %d syncs; "
		      "the kernel counts %lld KiB\n",
		      lines, bytes / 1024, shim_disk()->writes / RUNS, shim_disk()->syncs / RUNS,
		      (kernel_bytes() - before) / RUNS / 1024);
	assert_true(bytes < 1024 * 1024);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_A_DISK(ten_years_are_read_in_a_moment),
	    ON_A_DISK(a_session_costs_the_card_little),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
