/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal_support.h - lines of a journal for tests, and what is read of them.
 */
#ifndef TESTS_JOURNAL_SUPPORT_H
#define TESTS_JOURNAL_SUPPORT_H

#include "text_support.h"

#include "journal.h"

enum { DAY_S = 86400, FIRST_DAY = 20833 /* 2027-01-15 */, LINES_MAX = 400 };

/* A uid that stands for a number. */
static inline void number_uid(int number, char uid[UID_BYTES])
{
	snprintf(uid, UID_BYTES, "%032x", (unsigned)number);
}

static inline struct stamp stamp_on(long day, int second)
{
	return (struct stamp){.utc_s = (int64_t)day * DAY_S + second, .day = day, .offset_s = 3600};
}

static inline struct line a_session(int number, long day)
{
	struct line line = {.kind = LINE_SESSION, .at = stamp_on(day, 7 * 3600)};
	number_uid(number, line.uid);
	strcpy(line.session.routine, "full-back");
	strcpy(line.session.title, "Full back");
	strcpy(line.session.version, "0.1.0");
	line.session.start_pain = 2;
	return line;
}

static inline struct line an_exercise(int number, int place, const char *name)
{
	struct line line = {.kind = LINE_EXERCISE, .at_ms = 60000 * (place + 1)};
	number_uid(number, line.uid);
	line.exercise.place = place;
	line.exercise.done = (struct past_exercise){
	    .kind = KIND_STRENGTH,
	    .part = PART_WARM_UP,
	    .level = 3,
	    .top = 9,
	    .planned = {.sets = 2,
			.reps = 8,
			.out_s = 2,
			.pause_s = 1,
			.hold_s = 6,
			.back_s = 3,
			.rest_s = 30},
	    .ease = 1,
	    .k = 1,
	    .begun = true,
	    .complete = true,
	    .reps = 14,
	    .reps_right = 13,
	    .seconds = 90,
	    .seconds_right = 84,
	};
	snprintf(line.exercise.done.name, NAME_BYTES, "%s", name);
	return line;
}

static inline struct line a_checkin(int number, int64_t at_ms, int heard, int accepted)
{
	struct line line = {.kind = LINE_CHECKIN, .at_ms = at_ms};
	number_uid(number, line.uid);
	line.checkin = (struct line_checkin){.question = QUESTION_EXERCISE,
					     .exercise = 1,
					     .set = 1,
					     .heard = heard,
					     .accepted = accepted,
					     .belief = BELIEF_YES,
					     .changes = true,
					     .source = BY_VOICE,
					     .percent = 87};
	return line;
}

static inline struct line a_decision(int number, int64_t at_ms, enum row row, int value, int pain)
{
	struct line line = {.kind = LINE_DECISION, .at_ms = at_ms};
	number_uid(number, line.uid);
	line.decision =
	    (struct line_decision){.row = row, .exercise = 1, .value = value, .pain = pain};
	return line;
}

static inline struct line an_end(int number, long day, enum session_result result)
{
	struct line line = {
	    .kind = LINE_END, .at = stamp_on(day, 7 * 3600 + 1200), .result = result};
	number_uid(number, line.uid);
	return line;
}

static inline struct line a_morning(long day, int pain)
{
	struct line line = {.kind = LINE_MORNING, .at = stamp_on(day, 8 * 3600)};
	line.morning.day = day;
	line.morning.pain = pain;
	return line;
}

static inline struct line an_activity(int number, long day, const char *name, int minutes)
{
	struct line line = {.kind = LINE_ACTIVITY, .at = stamp_on(day, 9 * 3600)};
	number_uid(number, line.uid);
	line.activity.day = day;
	snprintf(line.activity.name, NAME_BYTES, "%s", name);
	line.activity.minutes = minutes;
	return line;
}

static inline struct line a_mark(int number, long day, enum mark_kind kind)
{
	struct line line = {.kind = LINE_MARK, .at = stamp_on(day, 10 * 3600)};
	number_uid(number, line.uid);
	line.mark.kind = kind;
	line.mark.row = ROW_S1;
	strcpy(line.mark.name, "bird dog");
	return line;
}

static inline struct line a_setting(const char *key, const char *value)
{
	struct line line = {.kind = LINE_SETTING, .at = stamp_on(FIRST_DAY, 0)};
	snprintf(line.setting.key, sizeof line.setting.key, "%s", key);
	snprintf(line.setting.value, sizeof line.setting.value, "%s", value);
	return line;
}

/* --- what is read ------------------------------------------------------ */

struct lines {
	int count;
	struct line line[LINES_MAX];
};

static inline bool keep_line(void *context, const struct line *line)
{
	struct lines *lines = context;
	assert_true(lines->count < LINES_MAX);
	lines->line[lines->count++] = *line;
	return true;
}

struct entries {
	int count;
	struct journal_entry entry[40];
	int marks;
	struct past_mark mark[40];
	int marks_before[40]; /* how many marks were told before each session */
};

static inline bool keep_session(void *context, const struct journal_entry *entry)
{
	struct entries *entries = context;
	assert_true(entries->count < 40);
	entries->marks_before[entries->count] = entries->marks;
	entries->entry[entries->count++] = *entry;
	return true;
}

static inline bool keep_mark(void *context, const struct past_mark *mark)
{
	struct entries *entries = context;
	entries->mark[entries->marks++] = *mark;
	return true;
}

static inline struct journal *open_good(const char *path, enum journal_mode mode)
{
	struct fault why;
	struct journal *journal = journal_open(path, mode, &why);
	if (journal == NULL || why.code != FAULT_NONE)
		fail_msg("the journal is not well: %s", why.text);
	return journal;
}

static inline void write_good(struct journal *journal, struct line line)
{
	struct fault why;
	if (!journal_write(journal, &line, &why))
		fail_msg("not written: %s", why.text);
}

static inline struct journal *fresh(void **state)
{
	return open_good(desk_path(*state, "data/easeback/journal.db"), JOURNAL_WRITE);
}

/* Two exercises, a check-in, a decision, to its end. */
static inline void write_session(struct journal *journal, int number, long day)
{
	write_good(journal, a_session(number, day));
	write_good(journal, an_exercise(number, 0, "pelvic tilt"));
	write_good(journal, an_exercise(number, 1, "bird dog"));
	write_good(journal, a_checkin(number, 70000, 5, 4));
	write_good(journal, a_decision(number, 71000, ROW_S4, 1, 4));
	write_good(journal, an_end(number, day, RESULT_PARTLY));
}

static inline void expect_fault(struct desk *desk, const char *name, enum journal_mode mode,
				enum fault_code code, const char *part)
{
	struct fault why;
	struct journal *journal = journal_open(desk_path(desk, name), mode, &why);
	assert_null(journal);
	if (why.code != code || strstr(why.text, part) == NULL)
		fail_msg("fault %d: %s", why.code, why.text);
}

static inline struct entries fold_all(struct journal *journal)
{
	struct entries entries = {0};
	struct fault why;
	if (!journal_fold(journal, (int64_t)30000 * DAY_S, keep_session, keep_mark, &entries, &why))
		fail_msg("%s", why.text);
	return entries;
}

static inline void make_one(struct desk *desk, const char *name)
{
	struct journal *journal = open_good(desk_path(desk, name), JOURNAL_WRITE);
	write_session(journal, 1, FIRST_DAY);
	journal_close(journal);
}

#define ON_A_DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

#endif
