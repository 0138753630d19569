/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal.c - opens the journal, and says what is wrong with it. */
#include "journal_inner.h"

#include "new_file.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUSY_MS = 5000 };

/* --- what is wrong ----------------------------------------------------- */

static enum fault_code code_of(int result)
{
	switch (result & 0xff) {
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return FAULT_READ_ONLY;
	case SQLITE_FULL:
		return FAULT_FULL;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return FAULT_BUSY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return FAULT_CORRUPT;
	default:
		return FAULT_SYSTEM;
	}
}

static bool fault_of(const char *path, int result, struct fault *why)
{
	static const char *const sentences[] = {
	    [FAULT_READ_ONLY] = "it may not be written",
	    [FAULT_FULL] = "the disk is full",
	    [FAULT_BUSY] = "another program is using it",
	    [FAULT_CORRUPT] = "it is damaged",
	};
	enum fault_code code = code_of(result);
	const char *what = code == FAULT_SYSTEM ? sqlite3_errstr(result) : sentences[code];
	return fault_set(why, code, "the journal %.250s: %s", path, what);
}

bool journal_fault(struct journal *journal, struct fault *why)
{
	return fault_of(journal->path, sqlite3_extended_errcode(journal->db), why);
}

bool journal_run(struct journal *journal, const char *sql, struct fault *why)
{
	return sqlite3_exec(journal->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
	       journal_fault(journal, why);
}

sqlite3_stmt *journal_prepared(struct journal *journal, const char *sql, struct fault *why)
{
	int at = 0;
	while (journal->statement[at].sql != NULL && journal->statement[at].sql != sql)
		at++;
	assert(at < JOURNAL_STATEMENTS - 1);
	if (journal->statement[at].made != NULL)
		return journal->statement[at].made;
	sqlite3_stmt *made = NULL;
	if (sqlite3_prepare_v3(journal->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL) !=
	    SQLITE_OK) {
		journal_fault(journal, why);
		return NULL;
	}
	journal->statement[at].sql = sql;
	journal->statement[at].made = made;
	return made;
}

bool journal_done(struct journal *journal, sqlite3_stmt *statement, int code, struct fault *why)
{
	bool good = code == SQLITE_DONE || code == SQLITE_ROW;
	if (!good)
		journal_fault(journal, why);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return good;
}

bool journal_number(struct journal *journal, const char *sql, int64_t *number, struct fault *why)
{
	sqlite3_stmt *statement = NULL;
	*number = 0;
	if (sqlite3_prepare_v2(journal->db, sql, -1, &statement, NULL) != SQLITE_OK)
		return journal_fault(journal, why);
	int code = sqlite3_step(statement);
	bool good = code == SQLITE_ROW || code == SQLITE_DONE;
	if (code == SQLITE_ROW)
		*number = sqlite3_column_int64(statement, 0);
	if (!good)
		journal_fault(journal, why);
	sqlite3_finalize(statement);
	return good;
}

bool journal_begin(struct journal *journal, struct fault *why)
{
	return journal_run(journal, "BEGIN IMMEDIATE", why);
}

bool journal_commit(struct journal *journal, bool good, struct fault *why)
{
	if (good && journal_run(journal, "COMMIT", why))
		return true;
	sqlite3_exec(journal->db, "ROLLBACK", NULL, NULL, NULL);
	return false;
}

/* --- open -------------------------------------------------------------- */

/* Whose file is it, and of which version? Nothing has been changed yet. */
static bool check_owner(struct journal *journal, struct fault *why)
{
	int64_t application, version, tables;
	if (!journal_number(journal, "PRAGMA application_id", &application, why) ||
	    !journal_number(journal, "PRAGMA user_version", &version, why) ||
	    !journal_number(journal, "SELECT count(*) FROM sqlite_schema", &tables, why))
		return false;
	if (tables == 0 && version == 0 && application == 0)
		return true;
	if (application != JOURNAL_APPLICATION)
		return fault_set(why, FAULT_INPUT,
				 "%.250s: this is a database, but no journal of easeback; it stays "
				 "as it is",
				 journal->path);
	if (version > JOURNAL_VERSION)
		return fault_set(why, FAULT_NEWER,
				 "the journal %.200s was written by a newer easeback (its form is "
				 "%lld, this program knows %d); it stays as it is",
				 journal->path, (long long)version, JOURNAL_VERSION);
	return true;
}

bool journal_check(struct journal *journal, struct fault *why)
{
	sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v2(journal->db, "PRAGMA quick_check(1)", -1, &statement, NULL) !=
	    SQLITE_OK)
		return journal_fault(journal, why);
	int code = sqlite3_step(statement);
	const char *said =
	    code == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
	bool good = said != NULL && strcmp(said, "ok") == 0;
	if (!good && code == SQLITE_ROW)
		fault_of(journal->path, SQLITE_CORRUPT, why);
	else if (!good)
		journal_fault(journal, why);
	sqlite3_finalize(statement);
	return good;
}

static bool check_writable(struct journal *journal, struct fault *why)
{
	return sqlite3_db_readonly(journal->db, "main") == 0 ||
	       fault_of(journal->path, SQLITE_READONLY, why);
}

/* With -wal gone nobody writes to it, so that it can be read without a place for -shm. */
static bool open_unchanging(struct journal *journal)
{
	char name[JOURNAL_PATH_BYTES * 3 + 40], *to = name;
	to += sprintf(to, "file:");
	for (const char *from = journal->path; *from != '\0'; from++)
		to += strchr("?#%", *from) != NULL ? sprintf(to, "%%%02X", (unsigned)*from)
						   : sprintf(to, "%c", *from);
	sprintf(to, "?immutable=1");
	sqlite3_close(journal->db);
	return sqlite3_open_v2(name, &journal->db,
			       SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
			       NULL) == SQLITE_OK;
}

static bool is_empty(const char *path, const char *more)
{
	char name[JOURNAL_PATH_BYTES + 8];
	snprintf(name, sizeof name, "%s%s", path, more);
	FILE *file = fopen(name, "rb");
	bool empty = file == NULL || fgetc(file) == EOF;
	if (file != NULL)
		fclose(file);
	return empty;
}

/* One of an older version is brought to this one in memory, where it may only be read. */
static bool copy_to_memory(struct journal *journal, struct fault *why)
{
	sqlite3 *memory = NULL;
	if (sqlite3_open(":memory:", &memory) != SQLITE_OK) {
		sqlite3_close(memory);
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	}
	sqlite3_backup *backup = sqlite3_backup_init(memory, "main", journal->db, "main");
	if (backup != NULL) {
		sqlite3_backup_step(backup, -1);
		sqlite3_backup_finish(backup);
	}
	int code = sqlite3_extended_errcode(memory);
	sqlite3_close(journal->db);
	journal->db = memory;
	return (code == SQLITE_OK || fault_of(journal->path, code, why)) &&
	       journal_migrate(journal, why);
}

static bool make_readable(struct journal *journal, struct fault *why)
{
	int64_t version;
	return journal_number(journal, "PRAGMA user_version", &version, why) &&
	       (version == JOURNAL_VERSION || copy_to_memory(journal, why)) &&
	       journal_run(journal, "PRAGMA query_only = ON", why);
}

static bool make_ready(struct journal *journal, enum journal_mode mode, struct fault *why)
{
	if ((mode != JOURNAL_READ && !check_writable(journal, why)) || !check_owner(journal, why))
		return false;
	if (mode == JOURNAL_READ)
		return make_readable(journal, why);
	/* Small pages: a line changes one or two, and each is written whole, on a card that wears.
	 */
	return journal_check(journal, why) &&
	       journal_run(journal,
			   "PRAGMA page_size = 1024; PRAGMA journal_mode = WAL; "
			   "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON",
			   why) &&
	       journal_migrate(journal, why);
}

static bool connect(struct journal *journal, enum journal_mode mode, struct fault *why)
{
	bool missing = mode == JOURNAL_READ && access(journal->path, F_OK) != 0;
	int flags = mode == JOURNAL_READ && !missing ? SQLITE_OPEN_READONLY
						     : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	/* One thread at a time has it, so that SQLite need not guard each call. */
	int code = sqlite3_open_v2(missing ? ":memory:" : journal->path, &journal->db,
				   flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);
	int64_t version;
	if (code != SQLITE_OK)
		return fault_of(journal->path, code, why);
	sqlite3_busy_timeout(journal->db, BUSY_MS);
	/* A journal that is not ours to change must not be tidied up when it is closed. */
	sqlite3_db_config(journal->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	if (missing)
		return journal_migrate(journal, why);
	if (mode == JOURNAL_READ &&
	    !journal_number(journal, "PRAGMA user_version", &version, why) &&
	    why->code != FAULT_CORRUPT && why->code != FAULT_BUSY &&
	    is_empty(journal->path, "-wal") && !open_unchanging(journal))
		return journal_fault(journal, why);
	return true;
}

static struct journal *open_once(const char *path, enum journal_mode mode, struct fault *why)
{
	struct journal *journal = calloc(1, sizeof *journal);
	if (journal == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory");
		return NULL;
	}
	snprintf(journal->path, sizeof journal->path, "%s", path);
	if (!connect(journal, mode, why) || !make_ready(journal, mode, why)) {
		journal_close(journal);
		return NULL;
	}
	if (mode != JOURNAL_READ)
		sqlite3_db_config(journal->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
	why->code = FAULT_NONE;
	return journal;
}

/* The damaged one is set aside, whatever can be read of it; a new one is begun. */
static struct journal *renew(const char *path, struct fault *why)
{
	char name[JOURNAL_PATH_BYTES];
	if (!journal_set_aside(path, name, why) || !new_file_make(path, why))
		return NULL;
	struct journal *journal = open_once(path, JOURNAL_WRITE, why);
	if (journal != NULL)
		fault_set(why, FAULT_CORRUPT,
			  "the journal was damaged; it is kept as %.200s, and a new one is begun",
			  name);
	return journal;
}

struct journal *journal_open(const char *path, enum journal_mode mode, struct fault *why)
{
	assert(path && why);
	*why = (struct fault){.code = FAULT_NONE};
	if (path[0] == '\0' || strlen(path) >= JOURNAL_PATH_BYTES - 40) {
		fault_set(why, FAULT_INPUT, "%.60s...: this path is too long", path);
		return NULL;
	}
	if (mode != JOURNAL_READ && !new_file_make(path, why))
		return NULL;
	struct journal *journal = open_once(path, mode, why);
	if (journal == NULL && why->code == FAULT_CORRUPT && mode == JOURNAL_RENEW)
		journal = renew(path, why);
	return journal;
}

void journal_close(struct journal *journal)
{
	if (journal == NULL)
		return;
	for (int i = 0; journal->statement[i].sql != NULL; i++)
		sqlite3_finalize(journal->statement[i].made);
	sqlite3_close(journal->db);
	free(journal);
}
