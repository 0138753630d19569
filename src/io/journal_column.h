/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal_column.h - what stands in a row of the journal's tables, made into values.
 *
 * The columns stand in the order of the members. A word that this version
 * does not know becomes the first of its enum; a text that is too long is cut.
 */
#ifndef IO_JOURNAL_COLUMN_H
#define IO_JOURNAL_COLUMN_H

#include "journal_line.h"

#include <stddef.h>

#include <sqlite3.h>

/* The next column of the row at hand. */
struct column {
	sqlite3_stmt *statement;
	int at;
};

int64_t take_number(struct column *column);
int take_int(struct column *column);
bool take_bool(struct column *column);
int take_pain(struct column *column);
void take_text(struct column *column, char *text, size_t bytes);
struct stamp take_stamp(struct column *column);

/* Parts of a line; the line's kind and uid are not theirs to set, but for mark and activity. */
void take_exercise(struct column *column, struct line *line);
void take_checkin(struct column *column, struct line *line);
void take_decision(struct column *column, struct line *line);
void take_mark(struct column *column, struct line *line);
void take_activity(struct column *column, struct line *line);

#endif
