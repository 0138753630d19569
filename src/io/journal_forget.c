/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_forget.c - deletes what the person wants forgotten, and leaves no trace in the file. */
#include "journal_inner.h"

#include <string.h>

/* Run a statement with what it is about, and count what it took away. */
static bool take_away(struct journal *journal, const char *sql, const int64_t *days,
		      const char *name, int *count, struct fault *why)
{
	sqlite3_stmt *statement = journal_prepared(journal, sql, why);
	if (statement == NULL)
		return false;
	if (days != NULL) {
		sqlite3_bind_int64(statement, 1, days[0]);
		sqlite3_bind_int64(statement, 2, days[1]);
	}
	if (name != NULL)
		sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
	int code = sqlite3_step(statement);
	bool good = journal_done(journal, statement, code, why);
	if (good)
		*count += sqlite3_changes(journal->db);
	return good;
}

/*
 * Also from the pages that are free now, and from the log of writes. A reader
 * can keep the log for a while; what is in it goes with the next close.
 */
static bool leave_no_trace(struct journal *journal, struct fault *why)
{
	return journal_run(journal, "VACUUM", why) &&
	       journal_run(journal, "PRAGMA wal_checkpoint(TRUNCATE)", why);
}

static bool count_exercises(struct journal *journal, const int64_t *days, int *count,
			    struct fault *why)
{
	sqlite3_stmt *statement =
	    journal_prepared(journal,
			     "SELECT count(*) FROM exercises JOIN sessions ON session = id"
			     " WHERE day BETWEEN ?1 AND ?2",
			     why);
	if (statement == NULL)
		return false;
	sqlite3_bind_int64(statement, 1, days[0]);
	sqlite3_bind_int64(statement, 2, days[1]);
	int code = sqlite3_step(statement);
	*count = sqlite3_column_int(statement, 0);
	return journal_done(journal, statement, code, why);
}

static bool forget_days(struct journal *journal, const int64_t *days,
			struct journal_forgotten *gone, struct fault *why)
{
	return count_exercises(journal, days, &gone->exercises, why) &&
	       take_away(journal, "DELETE FROM sessions WHERE day BETWEEN ?1 AND ?2", days, NULL,
			 &gone->sessions, why) &&
	       take_away(journal, "DELETE FROM mornings WHERE about BETWEEN ?1 AND ?2", days, NULL,
			 &gone->others, why) &&
	       take_away(journal, "DELETE FROM activities WHERE about BETWEEN ?1 AND ?2", days,
			 NULL, &gone->others, why) &&
	       take_away(journal, "DELETE FROM marks WHERE day BETWEEN ?1 AND ?2", days, NULL,
			 &gone->others, why);
}

static bool finish(struct journal *journal, bool good, struct journal_forgotten *gone,
		   struct fault *why)
{
	if (!journal_commit(journal, good, why)) {
		*gone = (struct journal_forgotten){0};
		return false;
	}
	return leave_no_trace(journal, why);
}

bool journal_forget_days(struct journal *journal, long first, long last,
			 struct journal_forgotten *gone, struct fault *why)
{
	const int64_t days[2] = {first, last};
	*gone = (struct journal_forgotten){0};
	if (!journal_begin(journal, why))
		return false;
	return finish(journal, forget_days(journal, days, gone, why), gone, why);
}

bool journal_forget_all(struct journal *journal, struct journal_forgotten *gone, struct fault *why)
{
	const int64_t days[2] = {INT64_MIN, INT64_MAX};
	*gone = (struct journal_forgotten){0};
	if (!journal_begin(journal, why))
		return false;
	bool good = forget_days(journal, days, gone, why) &&
		    take_away(journal, "DELETE FROM settings", NULL, NULL, &gone->others, why);
	return finish(journal, good, gone, why);
}

/* With it go the questions and decisions about it; what was asked of the whole session stays. */
static bool forget_exercise(struct journal *journal, const char *name,
			    struct journal_forgotten *gone, struct fault *why)
{
	int related = 0;
	return take_away(journal,
			 "DELETE FROM checkins WHERE EXISTS (SELECT 1 FROM exercises WHERE"
			 " exercises.session = checkins.session AND place = exercise AND"
			 " name = ?1)",
			 NULL, name, &related, why) &&
	       take_away(journal,
			 "DELETE FROM decisions WHERE EXISTS (SELECT 1 FROM exercises WHERE"
			 " exercises.session = decisions.session AND place = exercise AND"
			 " name = ?1)",
			 NULL, name, &related, why) &&
	       take_away(journal, "DELETE FROM exercises WHERE name = ?1", NULL, name,
			 &gone->exercises, why) &&
	       take_away(journal, "DELETE FROM activities WHERE name = ?1", NULL, name,
			 &gone->others, why);
}

bool journal_forget_exercise(struct journal *journal, const char *name,
			     struct journal_forgotten *gone, struct fault *why)
{
	*gone = (struct journal_forgotten){0};
	if (!journal_begin(journal, why))
		return false;
	return finish(journal, forget_exercise(journal, name, gone, why), gone, why);
}
