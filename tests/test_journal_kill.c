/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_journal_kill.c - killed at any moment, the journal has every line that was told to be on
 * disk, in order, and knows where to go on.
 *
 * ROUNDS in the environment says how often; 200 otherwise.
 */
#include "journal_support.h"

#include "recorder.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum { ROUNDS = 200, TRIPLES = ROUTINE_EXERCISES, KILL_AFTER_US = 50000 };

static void nap_us(long us)
{
	nanosleep(&(struct timespec){us / 1000000, us % 1000000 * 1000}, NULL);
}

/* --- the session that is killed ---------------------------------------- */

static struct line exercise_line(int session, int place, bool complete)
{
	struct line line = an_exercise(session, place, "bird dog");
	snprintf(line.exercise.done.name, NAME_BYTES, "exercise %d", place);
	line.exercise.done.complete = complete;
	return line;
}

/* Line 0 is the session; then an exercise begins, a number is said, the exercise is complete. */
static struct line line_of(int session, int number)
{
	int place = (number - 1) / 3;
	if (number == 0)
		return a_session(session, FIRST_DAY + session);
	if ((number - 1) % 3 == 1)
		return a_checkin(session, number, 3, 3);
	return exercise_line(session, place, (number - 1) % 3 == 2);
}

/* Write lines for ever; tell the number of each that is on disk. */
static void be_killed(const char *path, int session, int told)
{
	struct fault why;
	struct recorder *recorder = recorder_start(path, RECORDER_RETRY_MS, &why);
	for (int number = 0; recorder != NULL && number < 1 + 3 * TRIPLES; number++) {
		struct line line = line_of(session, number);
		uint64_t sequence = recorder_write(recorder, &line);
		/* every other one goes in behind the one before without waiting */
		if (number % 2 == 0)
			continue;
		while (!recorder_is_written(recorder, sequence))
			nap_us(20);
		if (write(told, &number, sizeof number) != (ssize_t)sizeof number)
			break;
	}
	for (;;)
		pause();
}

/* The last number that was told before the child died; -1: none. */
static int kill_one(const char *path, int session, long after_us)
{
	int ends[2], number, last = -1;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		be_killed(path, session, ends[1]);
	close(ends[1]);
	nap_us(after_us);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	while (read(ends[0], &number, sizeof number) == (ssize_t)sizeof number)
		last = number;
	close(ends[0]);
	return last;
}

/* --- what is left ------------------------------------------------------ */

/* How many lines of the session are there; they must be the first ones. */
static int count_first_lines(struct journal *journal, int session)
{
	static struct lines lines;
	struct fault why;
	char uid[UID_BYTES];
	int begun = 0, complete = 0, said = 0;
	lines.count = 0;
	number_uid(session, uid);
	assert_true(journal_session_lines(journal, uid, keep_line, &lines, &why));
	if (lines.count == 0)
		return 0;
	assert_int_equal(lines.line[0].kind, LINE_SESSION);
	for (int i = 1; i < lines.count; i++) {
		const struct line *line = &lines.line[i];
		if (line->kind == LINE_CHECKIN) {
			assert_int_equal(line->at_ms, 2 + 3 * said++);
			continue;
		}
		assert_int_equal(line->exercise.place, begun++);
		complete += line->exercise.done.complete;
		assert_true(line->exercise.done.complete == (complete == begun));
	}
	assert_true(begun >= said && said >= complete && begun - complete <= 1);
	return 1 + begun + said + complete;
}

/* It goes on at the exercise that had begun and was not complete. */
static void check_where_to_go_on(struct journal *journal, int session, int count)
{
	struct journal_cut cut;
	struct fault why;
	bool found;
	int64_t soon = a_session(session, FIRST_DAY + session).at.utc_s + 3600;
	assert_true(journal_cut_off(journal, soon, &found, &cut, &why));
	assert_true(found);
	int exercises = (count - 1 + 2) / 3;
	assert_int_equal(cut.entry.past.count, exercises);
	assert_int_equal(cut.in_hand, (count - 1) % 3 == 0 ? -1 : exercises - 1);
}

static void every_line_that_was_told_is_there(void **state)
{
	char path[DESK_PATH_BYTES];
	unsigned seed = (unsigned)time(NULL);
	const char *wish = getenv("ROUNDS");
	int rounds = wish != NULL ? atoi(wish) : ROUNDS, told = 0, more = 0, none = 0;
	print_message("seed %u\n", seed);
	srand(seed);
	for (int i = 0; i < rounds; i++) {
		/* every fifth time it is killed while a new journal is made */
		snprintf(path, sizeof path, "%s/data-%d/journal.db",
			 ((struct desk *)*state)->folder, i / 5);
		int last = kill_one(path, i, rand() % KILL_AFTER_US);
		struct journal *journal = open_good(path, JOURNAL_RENEW);
		int count = count_first_lines(journal, i);
		assert_true(count >= last + 1);
		if (count > 0)
			check_where_to_go_on(journal, i, count);
		told += last + 1;
		more += count - (last + 1);
		none += count == 0;
		journal_close(journal);
	}
	print_message("killed %d times: %d lines told, all there; %d more; %d sessions not begun\n",
		      rounds, told, more, none);
	assert_true(told > rounds / 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_A_DESK(every_line_that_was_told_is_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
