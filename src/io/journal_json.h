/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal_json.h - the journal as JSON Lines: the whole of it, out and in; sessions for the log.
 *
 * The first line is {"easeback":"journal","form":2}; then each line is one
 * object, whose member "line" says what it is; the others have the names and
 * the order that journal_json_line.c gives them. Times are local, with their
 * distance to UTC: "2027-01-15T08:00:00+01:00"; what is not known is null.
 * The lines of a session come right behind it. The same journal is always the
 * same bytes, also after it was imported elsewhere.
 */
#ifndef IO_JOURNAL_JSON_H
#define IO_JOURNAL_JSON_H

#include "journal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* False and *why when the journal cannot be read or the file not be written. */
bool journal_json_export(struct journal *journal, FILE *file, struct fault *why);

/* Take in a whole file, or nothing of it; name is for the sentence: "NAME:12: ...". */
bool journal_json_import(struct journal *journal, FILE *file, const char *name,
			 struct journal_counts *counts, struct fault *why);

/* A session of the log as one line. */
bool journal_json_entry(FILE *file, const struct journal_entry *entry);

#endif
