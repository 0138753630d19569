/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_memo_file.c - what is remembered between two sessions, and damage to it. */
#include "text_support.h"

#include "memo_file.h"

enum { TODAY = 20833 /* 2027-01-15 */ };

/* A start that says the opposite of everything a first run says. */
static struct session_start other_start(void)
{
	return (struct session_start){.flare = true,
				      .severe_last = true,
				      .locked = true,
				      .last_start_pain = 9,
				      .conditions = CONDITION_KNEE};
}

static struct session_start read_path(struct desk *desk, const char *path)
{
	struct session_start start = other_start();
	desk_forget(desk);
	memo_read(path, TODAY, &start, &desk->remarks);
	return start;
}

static struct session_start read_text(struct desk *desk, const char *text)
{
	return read_path(desk, desk_put(desk, "memo.ini", text));
}

static void a_missing_file_is_a_first_run(void **state)
{
	struct desk *desk = *state;
	struct session_start start = read_path(desk, desk_path(desk, "none/memo.ini"));
	assert_true(start.first_run);
	assert_true(start.signs_due);
	assert_false(start.locked);
	assert_false(start.severe_last);
	assert_int_equal(start.last_start_pain, PAIN_UNKNOWN);
	assert_int_equal(desk->remarks.count, 0);
}

static void what_the_file_does_not_know_stays(void **state)
{
	struct session_start start = read_text(*state, "[memo]\n");
	assert_true(start.flare);
	assert_int_equal(start.conditions, CONDITION_KNEE);
}

static void a_whole_file_is_believed(void **state)
{
	struct session_start start =
	    read_text(*state, "[memo]\nnotice_accepted = yes\nsigns_answered = 2027-01-10\n"
			      "locked = no\nsevere = yes\nstart_pain = 4\n");
	assert_errors(*state, 0);
	assert_false(start.first_run);
	assert_false(start.signs_due);
	assert_false(start.locked);
	assert_true(start.severe_last);
	assert_int_equal(start.last_start_pain, 4);
}

static void the_questions_are_due_after_fourteen_days(void **state)
{
	assert_false(read_text(*state, "[memo]\nsigns_answered = 2027-01-15\n").signs_due);
	assert_false(read_text(*state, "[memo]\nsigns_answered = 2027-01-02\n").signs_due);
	assert_true(read_text(*state, "[memo]\nsigns_answered = 2027-01-01\n").signs_due);
	assert_true(read_text(*state, "[memo]\nnotice_accepted = yes\n").signs_due);
}

static void a_day_in_the_future_is_not_believed(void **state)
{
	struct desk *desk = *state;
	assert_true(read_text(desk, "[memo]\nsigns_answered = 2027-01-16\n").signs_due);
	assert_warning(desk, 0, "future");
}

static void damage_anywhere_asks_the_questions_again(void **state)
{
	static const char *const damaged[] = {
	    "[memo]\nnotice_accepted = yes\nsigns_answered = 2027-01-14\nlocked = no\nrubb",
	    "[memo]\nnotice_accepted = yes\nsigns_answered = 2027-01-14\nstart_pain = 11\n",
	    "[memo]\nnotice_accepted = yes\nsigns_answered = 2027-01-14\nseveer = yes\n",
	    "[memo]\nnotice_accepted = yes\nsigns_answered = 2027-02-30\n",
	    "[nemo]\nnotice_accepted = yes\nsigns_answered = 2027-01-14\n",
	    "[memo]\nnotice_accepted = yes\nsigns_answered = 2027-01-14\nsevere = \xff\n",
	};
	for (size_t i = 0; i < sizeof(damaged) / sizeof(damaged[0]); i++) {
		struct session_start start = read_text(*state, damaged[i]);
		assert_true(start.signs_due);
		assert_false(start.locked);
		assert_false(start.first_run);
		assert_true(((struct desk *)*state)->remarks.errors > 0);
	}
}

static void a_lock_stays_whatever_else_is_damaged(void **state)
{
	assert_true(read_text(*state, "[memo]\nlocked = yes\n").locked);
	assert_true(read_text(*state, "[memo]\nlocked = yes\nlocked = no\n").locked);
	assert_true(read_text(*state, "[memo]\nlocked = no\nlocked = yes\n").locked);
	assert_true(read_text(*state, "[memo]\nlocked = ye\nstart_pain = 3\n").locked);
	assert_true(read_text(*state, "[memo]\nlocked =\n").locked);
	assert_true(read_text(*state, "[memx]\nrubbish\nlocked = yes\n").locked);
}

static void a_file_that_cannot_be_read_is_a_first_run_with_a_remark(void **state)
{
	struct desk *desk = *state;
	struct session_start start = read_path(desk, desk->folder);
	assert_true(start.first_run);
	assert_true(start.signs_due);
	assert_errors(desk, 1);
}

/* ---- writing ---- */

static void write_memo(struct desk *desk, const struct session_start *start,
		       const struct session_memo *memo)
{
	struct fault why = {0};
	if (!memo_write(desk_path(desk, "memo.ini"), TODAY, start, memo, &why))
		fail_msg("%s", why.text);
}

static void what_is_written_is_read_back(void **state)
{
	struct session_start start = {.first_run = true, .signs_due = true, .last_start_pain = 2};
	for (int i = 0; i < 32; i++) {
		start.recorded = i & 16;
		struct session_memo memo = {.notice_accepted = i & 1,
					    .signs_answered = i & 2,
					    .locked = i & 4,
					    .severe = i & 8,
					    .start_pain = i % 11};
		write_memo(*state, &start, &memo);
		struct session_start back = read_path(*state, desk_path(*state, "memo.ini"));
		assert_errors(*state, 0);
		assert_int_equal(back.first_run, !memo.notice_accepted);
		assert_int_equal(back.signs_due, !memo.signs_answered || memo.locked);
		assert_int_equal(back.locked, memo.locked);
		assert_int_equal(back.severe_last, memo.severe);
		assert_int_equal(back.last_start_pain, memo.start_pain);
		assert_int_equal(back.recorded, start.recorded);
	}
}

static void what_a_session_did_not_reach_stays_as_it_was(void **state)
{
	struct desk *desk = *state;
	desk_put(desk, "memo.ini",
		 "[memo]\nnotice_accepted = yes\nsigns_answered = 2027-01-02\n"
		 "severe = yes\nstart_pain = 6\n");
	struct session_start start = read_path(desk, desk_path(desk, "memo.ini"));
	const struct session_memo nothing = {.start_pain = PAIN_UNKNOWN};

	write_memo(desk, &start, &nothing);

	struct session_start back = read_path(desk, desk_path(desk, "memo.ini"));
	assert_false(back.first_run);
	assert_true(back.severe_last);
	assert_int_equal(back.last_start_pain, 6);
	/* The day is still the second: due on the sixteenth, and not today. */
	assert_false(back.signs_due);
	memo_read(desk->path, TODAY + 1, &back, &desk->remarks);
	assert_true(back.signs_due);
}

static void answers_that_are_due_again_lose_their_day(void **state)
{
	struct desk *desk = *state;
	desk_put(desk, "memo.ini", "[memo]\nsigns_answered = 2027-01-14\n");
	struct session_start start = {.signs_due = true};
	const struct session_memo leg = {.start_pain = 3};

	write_memo(desk, &start, &leg);

	assert_true(read_path(desk, desk_path(desk, "memo.ini")).signs_due);
}

static void after_an_emergency_the_questions_come_again_even_without_the_lock(void **state)
{
	struct desk *desk = *state;
	desk_put(desk, "memo.ini", "[memo]\nsigns_answered = 2027-01-14\nlocked = yes\n");
	struct session_start start = read_path(desk, desk_path(desk, "memo.ini"));
	assert_true(start.signs_due);
	const struct session_memo unlocked = {.start_pain = PAIN_UNKNOWN};

	write_memo(desk, &start, &unlocked);

	start = read_path(desk, desk_path(desk, "memo.ini"));
	assert_false(start.locked);
	assert_true(start.signs_due);
}

static void an_emergency_undoes_the_answers_of_the_same_day(void **state)
{
	struct session_start start = {.signs_due = true};
	const struct session_memo memo = {.signs_answered = true, .locked = true, .start_pain = 3};
	write_memo(*state, &start, &memo);
	struct session_start back = read_path(*state, desk_path(*state, "memo.ini"));
	assert_true(back.locked);
	const struct session_memo unlocked = {.start_pain = PAIN_UNKNOWN};
	write_memo(*state, &back, &unlocked);
	assert_true(read_path(*state, desk_path(*state, "memo.ini")).signs_due);
}

static void a_number_after_a_refusal_ends_it(void **state)
{
	struct session_start start = {.severe_last = true, .last_start_pain = 8};
	const struct session_memo memo = {.start_pain = 3};
	write_memo(*state, &start, &memo);
	assert_false(read_path(*state, desk_path(*state, "memo.ini")).severe_last);
}

static void folders_are_made_for_this_person_only(void **state)
{
	struct desk *desk = *state;
	struct session_start start = {.first_run = true};
	const struct session_memo memo = {.start_pain = PAIN_UNKNOWN};
	struct fault why = {0};
	struct stat about;
	assert_true(
	    memo_write(desk_path(desk, "state/easeback/memo.ini"), TODAY, &start, &memo, &why));
	assert_int_equal(stat(desk->path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(stat(desk_path(desk, "state/easeback"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	assert_int_equal(stat(desk_path(desk, "state"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	assert_int_not_equal(stat(desk_path(desk, "state/easeback/memo.ini.new"), &about), 0);
}

static void a_memo_that_cannot_be_written_is_a_fault_and_leaves_the_old_one(void **state)
{
	struct desk *desk = *state;
	struct session_start start = {.first_run = true};
	const struct session_memo memo = {.locked = true, .start_pain = PAIN_UNKNOWN};
	struct fault why = {0};
	char path[DESK_PATH_BYTES];
	/* A folder stands where the new file should be written. */
	desk_put(desk, "memo.ini", "[memo]\nstart_pain = 4\n");
	assert_int_equal(mkdir(desk_path(desk, "memo.ini.new"), 0700), 0);
	snprintf(path, sizeof(path), "%s/memo.ini", desk->folder);

	assert_false(memo_write(path, TODAY, &start, &memo, &why));

	assert_int_equal(why.code, FAULT_SYSTEM);
	assert_non_null(strstr(why.text, "cannot be written"));
	assert_int_equal(read_path(desk, path).last_start_pain, 4);
	/* A file stands where a folder should be. */
	snprintf(path, sizeof(path), "%s/memo.ini/memo.ini", desk->folder);
	assert_false(memo_write(path, TODAY, &start, &memo, &why));
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    AT_DESK(a_missing_file_is_a_first_run),
	    AT_DESK(what_the_file_does_not_know_stays),
	    AT_DESK(a_whole_file_is_believed),
	    AT_DESK(the_questions_are_due_after_fourteen_days),
	    AT_DESK(a_day_in_the_future_is_not_believed),
	    AT_DESK(damage_anywhere_asks_the_questions_again),
	    AT_DESK(a_lock_stays_whatever_else_is_damaged),
	    AT_DESK(a_file_that_cannot_be_read_is_a_first_run_with_a_remark),
	    AT_DESK(what_is_written_is_read_back),
	    AT_DESK(what_a_session_did_not_reach_stays_as_it_was),
	    AT_DESK(answers_that_are_due_again_lose_their_day),
	    AT_DESK(after_an_emergency_the_questions_come_again_even_without_the_lock),
	    AT_DESK(an_emergency_undoes_the_answers_of_the_same_day),
	    AT_DESK(a_number_after_a_refusal_ends_it),
	    AT_DESK(folders_are_made_for_this_person_only),
	    AT_DESK(a_memo_that_cannot_be_written_is_a_fault_and_leaves_the_old_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
