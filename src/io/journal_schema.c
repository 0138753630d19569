/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_schema.c - the journal's tables, and how those of an older version become these. */
#include "journal_inner.h"

#include <stdio.h>

/*
 * steps[N] makes version N + 1 of version N. What has been released is never
 * changed; a new version is a new step, and a file in tests/data/journal.
 *
 * Times are seconds since 1970 in UTC, days are numbered from 1970-01-01 where
 * the person lives. NULL is: not known. Words stand for what is an enum in C, so
 * that their order may change there. Only sessions have an index beyond the keys: each
 * is one page more to write with a new row.
 */
static const char *const steps[JOURNAL_VERSION] = {
    "CREATE TABLE sessions ("
    " id INTEGER PRIMARY KEY,"
    " uid TEXT NOT NULL UNIQUE,"
    " order_s INTEGER NOT NULL," /* sorts; never before an older one */
    " at_s INTEGER NOT NULL, day INTEGER NOT NULL, offset_s INTEGER NOT NULL,"
    " doubtful INTEGER NOT NULL,"
    " routine TEXT NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL,"
    " start_pain INTEGER,"
    " result TEXT," /* NULL: it runs, or was cut off */
    " end_s INTEGER, end_day INTEGER, end_offset_s INTEGER, end_doubtful INTEGER"
    ") STRICT;"
    "CREATE INDEX sessions_order ON sessions (order_s);"
    "CREATE INDEX sessions_day ON sessions (day, order_s);"
    "CREATE TABLE exercises ("
    " session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,"
    " place INTEGER NOT NULL, at_ms INTEGER NOT NULL,"
    " name TEXT NOT NULL, kind TEXT NOT NULL, level INTEGER NOT NULL,"
    " sets INTEGER NOT NULL, reps INTEGER NOT NULL, out_s INTEGER NOT NULL,"
    " pause_s INTEGER NOT NULL, hold_s INTEGER NOT NULL, back_s INTEGER NOT NULL,"
    " rest_s INTEGER NOT NULL, minutes INTEGER NOT NULL,"
    " ease INTEGER NOT NULL, k INTEGER,"
    " begun INTEGER NOT NULL, complete INTEGER NOT NULL, left_out INTEGER NOT NULL,"
    " sharp INTEGER NOT NULL,"
    " done_reps INTEGER NOT NULL, done_reps_right INTEGER NOT NULL,"
    " done_s INTEGER NOT NULL, done_s_right INTEGER NOT NULL,"
    " PRIMARY KEY (session, place)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE checkins ("
    " session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,"
    " number INTEGER NOT NULL, at_ms INTEGER NOT NULL,"
    " question TEXT NOT NULL, exercise INTEGER NOT NULL, set_number INTEGER NOT NULL,"
    " heard INTEGER, accepted INTEGER, belief TEXT NOT NULL, changes INTEGER NOT NULL,"
    " source TEXT NOT NULL, percent INTEGER NOT NULL,"
    " PRIMARY KEY (session, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE decisions ("
    " session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,"
    " number INTEGER NOT NULL, at_ms INTEGER NOT NULL,"
    " rule TEXT NOT NULL, exercise INTEGER NOT NULL, value INTEGER NOT NULL, pain INTEGER,"
    " PRIMARY KEY (session, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE mornings ("
    " about INTEGER PRIMARY KEY," /* the day */
    " pain INTEGER NOT NULL,"
    " at_s INTEGER NOT NULL, day INTEGER NOT NULL, offset_s INTEGER NOT NULL,"
    " doubtful INTEGER NOT NULL) STRICT;"
    "CREATE TABLE activities ("
    " id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,"
    " about INTEGER NOT NULL, name TEXT NOT NULL, minutes INTEGER NOT NULL,"
    " at_s INTEGER NOT NULL, day INTEGER NOT NULL, offset_s INTEGER NOT NULL,"
    " doubtful INTEGER NOT NULL) STRICT;"
    "CREATE TABLE marks ("
    " id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, order_s INTEGER NOT NULL,"
    " at_s INTEGER NOT NULL, day INTEGER NOT NULL, offset_s INTEGER NOT NULL,"
    " doubtful INTEGER NOT NULL,"
    " kind TEXT NOT NULL, rule TEXT NOT NULL) STRICT;",

    "CREATE TABLE resumes ("
    " session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,"
    " number INTEGER NOT NULL,"
    " at_s INTEGER NOT NULL, day INTEGER NOT NULL, offset_s INTEGER NOT NULL,"
    " doubtful INTEGER NOT NULL,"
    " exercise INTEGER NOT NULL,"
    " PRIMARY KEY (session, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE settings ("
    " key TEXT PRIMARY KEY, value TEXT NOT NULL,"
    " at_s INTEGER NOT NULL, day INTEGER NOT NULL, offset_s INTEGER NOT NULL,"
    " doubtful INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "ALTER TABLE exercises ADD COLUMN part TEXT NOT NULL DEFAULT 'main';"
    /* The top was not kept: as if each had been there, so that none counts as below it. */
    "ALTER TABLE exercises ADD COLUMN top INTEGER NOT NULL DEFAULT 0;"
    "UPDATE exercises SET top = level;"
    "ALTER TABLE marks ADD COLUMN name TEXT NOT NULL DEFAULT '';",
};

static bool climb(struct journal *journal, struct fault *why)
{
	char mark[80];
	int64_t version;
	/* Again, now that nobody else can write. */
	if (!journal_number(journal, "PRAGMA user_version", &version, why))
		return false;
	for (int64_t at = version; at < JOURNAL_VERSION; at++)
		if (!journal_run(journal, steps[at], why))
			return false;
	snprintf(mark, sizeof mark, "PRAGMA user_version = %d; PRAGMA application_id = %d",
		 JOURNAL_VERSION, JOURNAL_APPLICATION);
	return journal_run(journal, mark, why);
}

bool journal_migrate(struct journal *journal, struct fault *why)
{
	int64_t version;
	if (!journal_number(journal, "PRAGMA user_version", &version, why))
		return false;
	if (version == JOURNAL_VERSION)
		return true;
	return journal_begin(journal, why) && journal_commit(journal, climb(journal, why), why);
}
