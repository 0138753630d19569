/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_read.c - sessions as progress, log and report want them. */
#include "journal_inner.h"

#include "journal_column.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

#define SESSION_COLUMNS                                                                            \
	"id, uid, order_s, at_s, day, offset_s, doubtful, routine, title, version, start_pain,"    \
	" result, end_s, (SELECT count(*) FROM resumes WHERE session = id)"

static const char oldest_first[] = "SELECT " SESSION_COLUMNS " FROM sessions ORDER BY order_s, id";
static const char newest_first[] =
    "SELECT " SESSION_COLUMNS " FROM sessions WHERE day >= ?1 ORDER BY order_s DESC, id DESC"
    " LIMIT ?2";
static const char exercises_of[] =
    "SELECT place, at_ms, name, kind, level, sets, reps, out_s, pause_s, hold_s, back_s, rest_s,"
    " minutes, ease, k, begun, complete, left_out, sharp, done_reps, done_reps_right, done_s,"
    " done_s_right, part, top FROM exercises WHERE session = ?1 ORDER BY place";
/* The first morning after, unless another session lies between. */
static const char morning_of[] =
    "SELECT pain, about FROM mornings WHERE about > ?1 AND about <= ifnull((SELECT day FROM sessions"
    " WHERE day > ?1 AND order_s > ?2 ORDER BY day LIMIT 1), 9999999) ORDER BY about LIMIT 1";
static const char all_marks[] =
    "SELECT uid, at_s, day, offset_s, doubtful, order_s, kind, rule, name"
    " FROM marks ORDER BY order_s, id";

/* --- one session ------------------------------------------------------- */

static void take_session(struct column *column, struct journal_entry *entry)
{
	char result[NAME_BYTES];
	take_text(column, entry->uid, sizeof entry->uid);
	int64_t order_s = take_number(column);
	(void)order_s;
	entry->began = take_stamp(column);
	take_text(column, entry->about.routine, sizeof entry->about.routine);
	take_text(column, entry->about.title, sizeof entry->about.title);
	take_text(column, entry->about.version, sizeof entry->about.version);
	entry->about.start_pain = take_pain(column);
	take_text(column, result, sizeof result);
	entry->past.ended = session_result_from(result, &entry->past.result);
	if (!entry->past.ended)
		entry->past.result = RESULT_COMPLETED;
	entry->ended_s = take_number(column);
	entry->resumes = take_int(column);
	entry->past.day = entry->began.day;
	entry->past.start_pain = entry->about.start_pain;
	entry->past.morning = PAIN_UNKNOWN;
	entry->past.morning_late = false;
	entry->past.count = 0;
}

static bool take_exercises(struct journal *journal, int64_t id, struct journal_entry *entry,
			   struct fault *why)
{
	sqlite3_stmt *statement = journal_prepared(journal, exercises_of, why);
	int code = SQLITE_ERROR;
	if (statement == NULL)
		return false;
	sqlite3_bind_int64(statement, 1, id);
	while (entry->past.count < ROUTINE_EXERCISES &&
	       (code = sqlite3_step(statement)) == SQLITE_ROW) {
		struct column column = {.statement = statement};
		struct line line;
		take_exercise(&column, &line);
		entry->place[entry->past.count] = line.exercise.place;
		entry->past.exercise[entry->past.count++] = line.exercise.done;
	}
	return journal_done(journal, statement, code, why);
}

static bool take_entry(struct journal *journal, sqlite3_stmt *statement, int64_t now_s,
		       struct journal_entry *entry, struct fault *why)
{
	struct column column = {.statement = statement, .at = 1};
	take_session(&column, entry);
	entry->past.doubtful = entry->began.doubtful || entry->began.utc_s > now_s;
	return take_exercises(journal, sqlite3_column_int64(statement, 0), entry, why);
}

/* --- the marks between ------------------------------------------------- */

/* Two lists read side by side. */
struct fold {
	struct journal *journal;
	sqlite3_stmt *marks;
	int mark_code;
	int64_t now_s;
	journal_mark_fn *mark;
	void *context;
	bool oldest_first;
	long day; /* the newest sure one so far, with oldest_first */
};

/* Tell the marks that come before order_s; false when that is enough. */
static bool tell_marks(struct fold *fold, int64_t order_s)
{
	while (fold->mark_code == SQLITE_ROW && sqlite3_column_int64(fold->marks, 5) < order_s) {
		struct column column = {.statement = fold->marks};
		struct line line;
		take_mark(&column, &line);
		struct past_mark mark = {
		    .kind = line.mark.kind,
		    .row = line.mark.row,
		    .day = line.at.day,
		    .doubtful = line.at.doubtful || line.at.utc_s > fold->now_s,
		};
		memcpy(mark.name, line.mark.name, sizeof mark.name);
		if (!fold->mark(fold->context, &mark))
			return false;
		fold->mark_code = sqlite3_step(fold->marks);
	}
	return true;
}

static bool begin_marks(struct fold *fold, struct fault *why)
{
	fold->mark_code = SQLITE_DONE;
	fold->marks = NULL;
	if (fold->mark == NULL)
		return true;
	fold->marks = journal_prepared(fold->journal, all_marks, why);
	if (fold->marks == NULL)
		return false;
	fold->mark_code = sqlite3_step(fold->marks);
	return true;
}

static bool end_marks(struct fold *fold, bool more, struct fault *why)
{
	if (more)
		tell_marks(fold, INT64_MAX);
	return fold->marks == NULL ||
	       journal_done(fold->journal, fold->marks, fold->mark_code, why);
}

/* --- mornings ---------------------------------------------------------- */

/* Where days fall the clock was wrong, even if it was believed; one day they may, on a journey. */
static bool falls_back(const struct fold *fold, const struct journal_entry *entry)
{
	return fold->oldest_first && fold->day != LONG_MIN && entry->past.day < fold->day - 1;
}

/* The day of a session whose clock was behind is at least that of the one before it. */
static bool take_morning(struct fold *fold, int64_t order_s, struct journal_entry *entry,
			 struct fault *why)
{
	struct journal *journal = fold->journal;
	long day = entry->began.doubtful ? clock_day(order_s, NULL) : entry->past.day;
	if (!entry->began.doubtful && falls_back(fold, entry))
		day = fold->day;
	sqlite3_stmt *statement = journal_prepared(journal, morning_of, why);
	if (statement == NULL)
		return false;
	sqlite3_bind_int64(statement, 1, day);
	sqlite3_bind_int64(statement, 2, order_s);
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		entry->past.morning = sqlite3_column_int(statement, 0);
		entry->past.morning_late = sqlite3_column_int64(statement, 1) > day + 1;
	}
	return journal_done(journal, statement, code, why);
}

/* --- lists ------------------------------------------------------------- */

static bool tell_sessions(struct journal *journal, sqlite3_stmt *statement, struct fold *fold,
			  journal_entry_fn *session, struct fault *why)
{
	struct journal_entry entry;
	bool good = true, more = true;
	int code = SQLITE_DONE;
	while (good && more && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		int64_t order_s = sqlite3_column_int64(statement, 2);
		good = take_entry(journal, statement, fold->now_s, &entry, why) &&
		       take_morning(fold, order_s, &entry, why);
		entry.past.doubtful |= falls_back(fold, &entry);
		if (fold->oldest_first && !entry.past.doubtful && entry.past.day > fold->day)
			fold->day = entry.past.day;
		more = good && tell_marks(fold, order_s) &&
		       (session == NULL || session(fold->context, &entry));
	}
	bool read = journal_done(journal, statement, good ? code : SQLITE_DONE, why);
	return end_marks(fold, read && more, why) && read && good;
}

bool journal_fold(struct journal *journal, int64_t now_s, journal_entry_fn *session,
		  journal_mark_fn *mark, void *context, struct fault *why)
{
	struct fold fold = {.journal = journal,
			    .now_s = now_s,
			    .mark = mark,
			    .context = context,
			    .oldest_first = true,
			    .day = LONG_MIN};
	sqlite3_stmt *statement = journal_prepared(journal, oldest_first, why);
	return statement != NULL && begin_marks(&fold, why) &&
	       tell_sessions(journal, statement, &fold, session, why);
}

bool journal_recent(struct journal *journal, int64_t now_s, int limit, long since,
		    journal_entry_fn *session, void *context, struct fault *why)
{
	struct fold fold = {.journal = journal,
			    .now_s = now_s,
			    .mark_code = SQLITE_DONE,
			    .context = context,
			    .day = LONG_MIN};
	sqlite3_stmt *statement = journal_prepared(journal, newest_first, why);
	if (statement == NULL)
		return false;
	sqlite3_bind_int64(statement, 1, since);
	sqlite3_bind_int64(statement, 2, limit > 0 ? limit : -1);
	return tell_sessions(journal, statement, &fold, session, why);
}

bool journal_newest(struct journal *journal, int64_t *newest_s, struct fault *why)
{
	return journal_number(
	    journal,
	    "SELECT max(ifnull((SELECT max(at_s) FROM sessions WHERE NOT doubtful), 0),"
	    " ifnull((SELECT max(end_s) FROM sessions WHERE NOT doubtful AND NOT end_doubtful), 0),"
	    " ifnull((SELECT max(at_s) FROM mornings WHERE NOT doubtful), 0),"
	    " ifnull((SELECT max(at_s) FROM activities WHERE NOT doubtful), 0),"
	    " ifnull((SELECT max(at_s) FROM marks WHERE NOT doubtful), 0))",
	    newest_s, why);
}

bool journal_setting(struct journal *journal, const char *key, char value[SETTING_BYTES])
{
	struct fault why;
	sqlite3_stmt *statement =
	    journal_prepared(journal, "SELECT value FROM settings WHERE key = ?1", &why);
	value[0] = '\0';
	if (statement == NULL)
		return false;
	sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
	int code = sqlite3_step(statement);
	struct column column = {.statement = statement};
	if (code == SQLITE_ROW)
		take_text(&column, value, SETTING_BYTES);
	return journal_done(journal, statement, code, &why) && code == SQLITE_ROW;
}

/* --- cut off ----------------------------------------------------------- */

/* The first that was begun and is not over. */
static int in_hand(const struct past_session *past)
{
	for (int i = 0; i < past->count; i++)
		if (past->exercise[i].begun && !past->exercise[i].complete &&
		    !past->exercise[i].left)
			return i;
	return -1;
}

static bool keep_entry(void *context, const struct journal_entry *entry)
{
	*(struct journal_entry *)context = *entry;
	return false;
}

/* The newest line of it, going on after a cut included. */
static bool last_moment(struct journal *journal, struct journal_cut *cut, struct fault *why)
{
	sqlite3_stmt *statement = journal_prepared(
	    journal,
	    "SELECT max(ifnull((SELECT max(at_s) FROM resumes WHERE session = id), at_s), at_s +"
	    " max(ifnull((SELECT max(at_ms) FROM exercises WHERE session = id), 0),"
	    " ifnull((SELECT max(at_ms) FROM checkins WHERE session = id), 0)) / 1000)"
	    " FROM sessions WHERE uid = ?1",
	    why);
	if (statement == NULL)
		return false;
	sqlite3_bind_text(statement, 1, cut->entry.uid, -1, SQLITE_STATIC);
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		cut->last_s = sqlite3_column_int64(statement, 0);
	return journal_done(journal, statement, code, why);
}

bool journal_cut_off(struct journal *journal, int64_t now_s, bool *found, struct journal_cut *cut,
		     struct fault *why)
{
	*found = false;
	*cut = (struct journal_cut){.in_hand = -1};
	if (!journal_recent(journal, now_s, 1, LONG_MIN, keep_entry, &cut->entry, why))
		return false;
	if (cut->entry.uid[0] == '\0' || cut->entry.past.ended)
		return true;
	if (!last_moment(journal, cut, why))
		return false;
	cut->in_hand = in_hand(&cut->entry.past);
	*found = now_s - cut->last_s <= RESUME_S && cut->last_s - now_s <= RESUME_S;
	return true;
}
