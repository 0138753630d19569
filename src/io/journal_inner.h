/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal_inner.h - what the files of the journal share; nobody else includes it.
 */
#ifndef IO_JOURNAL_INNER_H
#define IO_JOURNAL_INNER_H

#include "journal.h"

#include <sqlite3.h>

enum {
	JOURNAL_VERSION = 2,
	JOURNAL_APPLICATION = 0x45617365, /* "Ease", in the file's head */
	JOURNAL_STATEMENTS = 48
};

struct journal {
	sqlite3 *db;
	char path[JOURNAL_PATH_BYTES];
	struct {
		const char *sql; /* by its address; all are literals */
		sqlite3_stmt *made;
	} statement[JOURNAL_STATEMENTS];
};

/* --- journal.c --- */

/* What SQLite says is wrong, as a sentence; always false. */
bool journal_fault(struct journal *journal, struct fault *why);

/* Run statements that give nothing back. */
bool journal_run(struct journal *journal, const char *sql, struct fault *why);

/* A statement that is prepared once; NULL and *why when it cannot be. sql must be a literal. */
sqlite3_stmt *journal_prepared(struct journal *journal, const char *sql, struct fault *why);

/* One number that a query gives. */
bool journal_number(struct journal *journal, const char *sql, int64_t *number, struct fault *why);

/* Make of the code of a failed step what the caller should know; resets the statement. */
bool journal_done(struct journal *journal, sqlite3_stmt *statement, int code, struct fault *why);

/* A transaction that may be taken back; journal_commit takes it back when good is false. */
bool journal_begin(struct journal *journal, struct fault *why);
bool journal_commit(struct journal *journal, bool good, struct fault *why);

/* --- journal_schema.c --- */

/* Bring the tables to JOURNAL_VERSION, in one transaction. */
bool journal_migrate(struct journal *journal, struct fault *why);

/* --- journal_file.c --- */

/* Move a damaged journal out of the way; name is where to. */
bool journal_set_aside(const char *path, char name[JOURNAL_PATH_BYTES], struct fault *why);

#endif
