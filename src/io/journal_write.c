/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_write.c - writes one line of the journal. */
#include "journal_inner.h"

#include <assert.h>

/* Each is one statement and so one transaction; the values stand in the order of the put calls. */
static const char *const writes[LINE_KINDS] = {
    [LINE_SESSION] =
	"INSERT INTO sessions (uid, at_s, day, offset_s, doubtful, order_s, routine, title,"
	" version, start_pain) VALUES (?1, ?2, ?3, ?4, ?5, iif(?6 > 0, ?6,"
	" max(?2, 1 + ifnull((SELECT max(order_s) FROM sessions), 0))), ?7, ?8, ?9, ?10)"
	" ON CONFLICT (uid) DO UPDATE SET start_pain = ifnull(excluded.start_pain,"
	" start_pain), doubtful = doubtful OR excluded.doubtful",
    [LINE_EXERCISE] =
	"INSERT OR REPLACE INTO exercises (session, place, at_ms, name, kind, level, sets, reps,"
	" out_s, pause_s, hold_s, back_s, rest_s, minutes, ease, k, begun, complete, left_out,"
	" sharp, done_reps, done_reps_right, done_s, done_s_right, part, top) SELECT id, ?2, ?3, "
	"?4, ?5, ?6,"
	" ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, "
	"?25, ?26"
	" FROM sessions WHERE uid = ?1",
    [LINE_CHECKIN] =
	"INSERT INTO checkins (session, number, at_ms, question, exercise, set_number, heard,"
	" accepted, belief, changes, source, percent) SELECT id, 1 + ifnull((SELECT max(number) "
	"FROM"
	" checkins WHERE session = id), 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11"
	" FROM sessions WHERE uid = ?1",
    [LINE_DECISION] =
	"INSERT INTO decisions (session, number, at_ms, rule, exercise, value, pain)"
	" SELECT id, 1 + ifnull((SELECT max(number) FROM decisions WHERE session = id), 0),"
	" ?2, ?3, ?4, ?5, ?6 FROM sessions WHERE uid = ?1",
    [LINE_RESUME] =
	"INSERT INTO resumes (session, number, at_s, day, offset_s, doubtful, exercise)"
	" SELECT id, 1 + ifnull((SELECT max(number) FROM resumes WHERE session = id), 0),"
	" ?2, ?3, ?4, ?5, ?6 FROM sessions WHERE uid = ?1",
    [LINE_END] = "UPDATE sessions SET end_s = ?2, end_day = ?3, end_offset_s = ?4,"
		 " end_doubtful = ?5, doubtful = doubtful OR ?5, result = ?6 WHERE uid = ?1",
    [LINE_MORNING] = "INSERT OR REPLACE INTO mornings (at_s, day, offset_s, doubtful, about, pain)"
		     " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [LINE_ACTIVITY] =
	"INSERT INTO activities (uid, at_s, day, offset_s, doubtful, about, name, minutes)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (uid) DO NOTHING",
    [LINE_MARK] =
	"INSERT INTO marks (uid, at_s, day, offset_s, doubtful, order_s, kind, rule, name)"
	" VALUES (?1, ?2, ?3, ?4, ?5, iif(?6 > 0, ?6,"
	" max(?2, ifnull((SELECT max(order_s) FROM sessions), 0))), ?7, ?8, ?9)"
	" ON CONFLICT (uid) DO NOTHING",
    [LINE_SETTING] = "INSERT OR REPLACE INTO settings (at_s, day, offset_s, doubtful, key, value)"
		     " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
};

/* Gives a statement its values, one after the other. */
struct pen {
	sqlite3_stmt *statement;
	int at;
};

static void put_number(struct pen *pen, int64_t number)
{
	sqlite3_bind_int64(pen->statement, ++pen->at, number);
}

/* The statement is done before the line goes away. */
static void put_text(struct pen *pen, const char *text)
{
	sqlite3_bind_text(pen->statement, ++pen->at, text, -1, SQLITE_STATIC);
}

static void put_pain(struct pen *pen, int pain)
{
	if (pain == PAIN_UNKNOWN)
		sqlite3_bind_null(pen->statement, ++pen->at);
	else
		put_number(pen, pain);
}

static void put_stamp(struct pen *pen, const struct stamp *stamp)
{
	put_number(pen, stamp->utc_s);
	put_number(pen, stamp->day);
	put_number(pen, stamp->offset_s);
	put_number(pen, stamp->doubtful);
}

static void put_dose(struct pen *pen, const struct dose *dose)
{
	put_number(pen, dose->sets);
	put_number(pen, dose->reps);
	put_number(pen, dose->out_s);
	put_number(pen, dose->pause_s);
	put_number(pen, dose->hold_s);
	put_number(pen, dose->back_s);
	put_number(pen, dose->rest_s);
	put_number(pen, dose->minutes);
}

static void put_session(struct pen *pen, const struct line *line)
{
	put_stamp(pen, &line->at);
	put_number(pen, line->order_s);
	put_text(pen, line->session.routine);
	put_text(pen, line->session.title);
	put_text(pen, line->session.version);
	put_pain(pen, line->session.start_pain);
}

static void put_exercise(struct pen *pen, const struct line *line)
{
	const struct past_exercise *done = &line->exercise.done;
	put_number(pen, line->exercise.place);
	put_number(pen, line->at_ms);
	put_text(pen, done->name);
	put_text(pen, kind_name(done->kind));
	put_number(pen, done->level);
	put_dose(pen, &done->planned);
	put_number(pen, done->ease);
	put_pain(pen, done->k);
	put_number(pen, done->begun);
	put_number(pen, done->complete);
	put_number(pen, done->left);
	put_number(pen, done->sharp);
	put_number(pen, done->reps);
	put_number(pen, done->reps_right);
	put_number(pen, done->seconds);
	put_number(pen, done->seconds_right);
	put_text(pen, part_name(done->part));
	put_number(pen, done->top);
}

static void put_checkin(struct pen *pen, const struct line *line)
{
	const struct line_checkin *checkin = &line->checkin;
	put_number(pen, line->at_ms);
	put_text(pen, question_name(checkin->question));
	put_number(pen, checkin->exercise);
	put_number(pen, checkin->set);
	put_pain(pen, checkin->heard);
	put_pain(pen, checkin->accepted);
	put_text(pen, line_belief_name(checkin->belief));
	put_number(pen, checkin->changes);
	put_text(pen, line_source_name(checkin->source));
	put_number(pen, checkin->percent);
}

static void put_decision(struct pen *pen, const struct line *line)
{
	put_number(pen, line->at_ms);
	put_text(pen, row_name(line->decision.row));
	put_number(pen, line->decision.exercise);
	put_number(pen, line->decision.value);
	put_pain(pen, line->decision.pain);
}

static void put_activity(struct pen *pen, const struct line *line)
{
	put_stamp(pen, &line->at);
	put_number(pen, line->activity.day);
	put_text(pen, line->activity.name);
	put_number(pen, line->activity.minutes);
}

static void put_mark(struct pen *pen, const struct line *line)
{
	put_stamp(pen, &line->at);
	put_number(pen, line->order_s);
	put_text(pen, mark_kind_name(line->mark.kind));
	put_text(pen, row_name(line->mark.row));
	put_text(pen, line->mark.name);
}

static void put_short(struct pen *pen, const struct line *line)
{
	put_stamp(pen, &line->at);
	if (line->kind == LINE_RESUME) {
		put_number(pen, line->goes_on);
	} else if (line->kind == LINE_END) {
		put_text(pen, session_result_name(line->result));
	} else if (line->kind == LINE_MORNING) {
		put_number(pen, line->morning.day);
		put_number(pen, line->morning.pain);
	} else {
		put_text(pen, line->setting.key);
		put_text(pen, line->setting.value);
	}
}

static void put_line(struct pen *pen, const struct line *line)
{
	static void (*const puts[LINE_KINDS])(struct pen *, const struct line *) = {
	    [LINE_SESSION] = put_session,   [LINE_EXERCISE] = put_exercise,
	    [LINE_CHECKIN] = put_checkin,   [LINE_DECISION] = put_decision,
	    [LINE_ACTIVITY] = put_activity, [LINE_MARK] = put_mark,
	};
	if (line->kind != LINE_MORNING && line->kind != LINE_SETTING)
		put_text(pen, line->uid);
	if (puts[line->kind] != NULL)
		puts[line->kind](pen, line);
	else
		put_short(pen, line);
}

bool journal_write(struct journal *journal, const struct line *line, struct fault *why)
{
	assert(journal && line && why);
	if (!line_check(line, why))
		return false;
	struct pen pen = {.statement = journal_prepared(journal, writes[line->kind], why)};
	if (pen.statement == NULL)
		return false;
	put_line(&pen, line);
	assert(pen.at == sqlite3_bind_parameter_count(pen.statement));
	int code = sqlite3_step(pen.statement);
	int changes = sqlite3_changes(journal->db);
	if (!journal_done(journal, pen.statement, code, why))
		return false;
	return changes > 0 || !line_is_of_session(line->kind) ||
	       fault_set(why, FAULT_INPUT, "a line of the journal belongs to no session");
}
