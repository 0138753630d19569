/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_lines.c - the journal as its lines: of a session, all of them, and from elsewhere. */
#include "journal_inner.h"

#include "journal_column.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Lines that a query gives; the columns are in the order in which they are taken. */
struct tale {
	struct journal *journal;
	journal_line_fn *line;
	void *context;
	bool enough; /* the caller wants no more */
	struct fault *why;
};

static void take_morning(struct column *column, struct line *line)
{
	line->at = take_stamp(column);
	line->morning.day = (long)take_number(column);
	line->morning.pain = take_int(column);
}

static void take_setting(struct column *column, struct line *line)
{
	line->at = take_stamp(column);
	take_text(column, line->setting.key, sizeof line->setting.key);
	take_text(column, line->setting.value, sizeof line->setting.value);
}

static void take_resume(struct column *column, struct line *line)
{
	line->at = take_stamp(column);
	line->goes_on = take_int(column);
}

/* What there is of a session, in the order of the kinds; then what belongs to none. */
static const struct query {
	const char *sql;
	void (*take)(struct column *, struct line *);
} queries[LINE_KINDS] = {
    [LINE_EXERCISE] =
	{"SELECT place, at_ms, name, kind, level, sets, reps, out_s, pause_s, hold_s, back_s,"
	 " rest_s, minutes, ease, k, begun, complete, left_out, sharp, done_reps, done_reps_right,"
	 " done_s, done_s_right, part, top FROM exercises WHERE session = ?1 ORDER BY place",
	 take_exercise},
    [LINE_CHECKIN] =
	{"SELECT at_ms, question, exercise, set_number, heard, accepted, belief, changes,"
	 " source, percent FROM checkins WHERE session = ?1 ORDER BY number",
	 take_checkin},
    [LINE_DECISION] = {"SELECT at_ms, rule, exercise, value, pain FROM decisions"
		       " WHERE session = ?1 ORDER BY number",
		       take_decision},
    [LINE_RESUME] = {"SELECT at_s, day, offset_s, doubtful, exercise FROM resumes"
		     " WHERE session = ?1 ORDER BY number",
		     take_resume},
    [LINE_MORNING] = {"SELECT at_s, day, offset_s, doubtful, about, pain FROM mornings"
		      " ORDER BY about",
		      take_morning},
    [LINE_ACTIVITY] = {"SELECT uid, at_s, day, offset_s, doubtful, about, name, minutes"
		       " FROM activities ORDER BY about, at_s, uid",
		       take_activity},
    [LINE_MARK] = {"SELECT uid, at_s, day, offset_s, doubtful, order_s, kind, rule, name FROM marks"
		   " ORDER BY order_s, id",
		   take_mark},
    [LINE_SETTING] = {"SELECT at_s, day, offset_s, doubtful, key, value FROM settings"
		      " ORDER BY key",
		      take_setting},
};

/* All lines of a kind; those of a session with its row and uid. */
static bool tell_kind(struct tale *tale, enum line_kind kind, int64_t id, const char *uid)
{
	sqlite3_stmt *statement = journal_prepared(tale->journal, queries[kind].sql, tale->why);
	int code = SQLITE_DONE;
	if (statement == NULL)
		return false;
	if (uid != NULL)
		sqlite3_bind_int64(statement, 1, id);
	while (!tale->enough && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		struct column column = {.statement = statement};
		struct line line = {.kind = kind};
		if (uid != NULL)
			memcpy(line.uid, uid, UID_BYTES);
		queries[kind].take(&column, &line);
		tale->enough = !tale->line(tale->context, &line);
	}
	return journal_done(tale->journal, statement, code, tale->why);
}

bool journal_other_lines(struct journal *journal, enum line_kind kind, journal_line_fn *line,
			 void *context, struct fault *why)
{
	struct tale tale = {.journal = journal, .line = line, .context = context, .why = why};
	return tell_kind(&tale, kind, 0, NULL);
}

/* --- of many sessions -------------------------------------------------- */

/* With the uid first, then the columns as above; one query is faster than one a session. */
#define FROM_SESSIONS(table, also)                                                                 \
	" FROM sessions s JOIN " table " t ON t.session = s.id"                                    \
	" WHERE s.order_s >= (SELECT order_s FROM sessions WHERE uid = ?1)" also                   \
	" ORDER BY s.order_s, s.id, t.number"
static const char checkins_from[] =
    "SELECT s.uid, t.question, t.heard, t.accepted, t.changes" FROM_SESSIONS("checkins", "");
static const char decisions_from[] =
    "SELECT s.uid, t.at_ms, t.rule, t.exercise, t.value, t.pain" FROM_SESSIONS(
	"decisions", " AND t.rule NOT IN ('S6', 'G9')");

/* Of ten years there are so many that each column counts. */
static void take_answer(struct column *column, struct line *line)
{
	char word[NAME_BYTES];
	take_text(column, word, sizeof word);
	if (!question_from(word, &line->checkin.question))
		line->checkin.question = (enum question)0;
	line->checkin.heard = take_pain(column);
	line->checkin.accepted = take_pain(column);
	line->checkin.changes = take_bool(column);
}

bool journal_lines_from(struct journal *journal, enum line_kind kind, const char *uid,
			journal_line_fn *line, void *context, struct fault *why)
{
	bool checkins = kind == LINE_CHECKIN;
	assert(checkins || kind == LINE_DECISION);
	sqlite3_stmt *statement =
	    journal_prepared(journal, checkins ? checkins_from : decisions_from, why);
	int code = SQLITE_DONE;
	bool enough = false;
	if (statement == NULL)
		return false;
	sqlite3_bind_text(statement, 1, uid, -1, SQLITE_STATIC);
	while (!enough && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		struct column column = {.statement = statement};
		struct line told = {.kind = kind};
		take_text(&column, told.uid, sizeof told.uid);
		if (checkins)
			take_answer(&column, &told);
		else
			take_decision(&column, &told);
		enough = !line(context, &told);
	}
	return journal_done(journal, statement, code, why);
}

/* --- sessions ---------------------------------------------------------- */

#define SESSION_COLUMNS                                                                            \
	"SELECT id, uid, at_s, day, offset_s, doubtful, order_s, routine, title, version,"         \
	" start_pain, result, end_s, end_day, end_offset_s, end_doubtful FROM sessions"

static bool take_session(sqlite3_stmt *statement, struct line *begin, struct line *end)
{
	struct column column = {.statement = statement, .at = 1};
	char result[NAME_BYTES];
	*begin = (struct line){.kind = LINE_SESSION};
	*end = (struct line){.kind = LINE_END};
	take_text(&column, begin->uid, sizeof begin->uid);
	memcpy(end->uid, begin->uid, sizeof end->uid);
	begin->at = take_stamp(&column);
	begin->order_s = take_number(&column);
	take_text(&column, begin->session.routine, sizeof begin->session.routine);
	take_text(&column, begin->session.title, sizeof begin->session.title);
	take_text(&column, begin->session.version, sizeof begin->session.version);
	begin->session.start_pain = take_pain(&column);
	take_text(&column, result, sizeof result);
	end->at = take_stamp(&column);
	return session_result_from(result, &end->result);
}

static bool tell_session(struct tale *tale, sqlite3_stmt *statement)
{
	int64_t id = sqlite3_column_int64(statement, 0);
	struct line begin, end;
	bool ended = take_session(statement, &begin, &end);
	tale->enough = !tale->line(tale->context, &begin);
	for (enum line_kind kind = LINE_EXERCISE; kind < LINE_END && !tale->enough; kind++)
		if (!tell_kind(tale, kind, id, begin.uid))
			return false;
	if (ended && !tale->enough)
		tale->enough = !tale->line(tale->context, &end);
	return true;
}

static bool tell_sessions(struct tale *tale, sqlite3_stmt *statement)
{
	bool good = true;
	int code = SQLITE_DONE;
	while (good && !tale->enough && (code = sqlite3_step(statement)) == SQLITE_ROW)
		good = tell_session(tale, statement);
	return journal_done(tale->journal, statement, good ? code : SQLITE_DONE, tale->why) && good;
}

bool journal_session_lines(struct journal *journal, const char *uid, journal_line_fn *line,
			   void *context, struct fault *why)
{
	struct tale tale = {.journal = journal, .line = line, .context = context, .why = why};
	sqlite3_stmt *statement = journal_prepared(journal, SESSION_COLUMNS " WHERE uid = ?1", why);
	if (statement == NULL)
		return false;
	sqlite3_bind_text(statement, 1, uid, -1, SQLITE_STATIC);
	return tell_sessions(&tale, statement);
}

static bool tell_all(struct tale *tale)
{
	sqlite3_stmt *statement =
	    journal_prepared(tale->journal, SESSION_COLUMNS " ORDER BY order_s, id", tale->why);
	if (statement == NULL || !tell_sessions(tale, statement))
		return false;
	for (enum line_kind kind = LINE_MORNING; kind < LINE_KINDS && !tale->enough; kind++)
		if (!tell_kind(tale, kind, 0, NULL))
			return false;
	return true;
}

/* One transaction, so that it is the journal of one moment. */
bool journal_export(struct journal *journal, journal_line_fn *line, void *context,
		    struct fault *why)
{
	struct tale tale = {.journal = journal, .line = line, .context = context, .why = why};
	if (!journal_run(journal, "BEGIN", why))
		return false;
	return journal_commit(journal, tell_all(&tale), why);
}

/* --- import ------------------------------------------------------------ */

struct import {
	struct journal *journal;
	char uid[UID_BYTES]; /* of the session at hand, or empty */
	bool skip;	     /* it was there already */
	struct journal_counts *counts;
};

/* Is there a row of this key already? */
static bool is_known(struct import *import, const struct line *line, bool *known, struct fault *why)
{
	static const char *const questions[LINE_KINDS] = {
	    [LINE_SESSION] = "SELECT 1 FROM sessions WHERE uid = ?1",
	    [LINE_MORNING] = "SELECT 1 FROM mornings WHERE about = ?2",
	    [LINE_ACTIVITY] = "SELECT 1 FROM activities WHERE uid = ?1",
	    [LINE_MARK] = "SELECT 1 FROM marks WHERE uid = ?1",
	    [LINE_SETTING] = "SELECT 1 FROM settings WHERE key = ?1",
	};
	sqlite3_stmt *statement = journal_prepared(import->journal, questions[line->kind], why);
	if (statement == NULL)
		return false;
	const char *key = line->kind == LINE_SETTING ? line->setting.key : line->uid;
	sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
	if (line->kind == LINE_MORNING)
		sqlite3_bind_int64(statement, 2, line->morning.day);
	int code = sqlite3_step(statement);
	*known = code == SQLITE_ROW;
	return journal_done(import->journal, statement, code, why);
}

static bool import_new(struct import *import, const struct line *line, struct fault *why)
{
	bool known;
	if (!is_known(import, line, &known, why))
		return false;
	if (line->kind == LINE_SESSION) {
		memcpy(import->uid, line->uid, UID_BYTES);
		import->skip = known;
	}
	import->counts->known += known;
	import->counts->sessions += !known && line->kind == LINE_SESSION;
	import->counts->others += !known && line->kind != LINE_SESSION;
	return known || journal_write(import->journal, line, why);
}

/* What belongs to a session comes right behind it. */
static bool import_line(struct import *import, const struct line *line, struct fault *why)
{
	if (!line_check(line, why))
		return false;
	if (!line_is_of_session(line->kind) || line->kind == LINE_SESSION)
		return import_new(import, line, why);
	if (strcmp(line->uid, import->uid) != 0)
		return fault_set(why, FAULT_INPUT,
				 "this line does not belong to the session above");
	return import->skip || journal_write(import->journal, line, why);
}

static bool import_all(struct import *import, journal_source_fn *source, void *context,
		       struct fault *why)
{
	struct line line;
	while (source(context, &line, why))
		if (!import_line(import, &line, why))
			return false;
	return why->code == FAULT_NONE;
}

bool journal_import(struct journal *journal, journal_source_fn *source, void *context,
		    struct journal_counts *counts, struct fault *why)
{
	struct import import = {.journal = journal, .counts = counts};
	*counts = (struct journal_counts){0};
	why->code = FAULT_NONE;
	if (!journal_begin(journal, why))
		return false;
	return journal_commit(journal, import_all(&import, source, context, why), why);
}
