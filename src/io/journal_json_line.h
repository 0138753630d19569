/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal_json_line.h - one line of the journal as a JSON object, and back.
 *
 * The members of each kind of line are named in journal_json_line.c.
 */
#ifndef IO_JOURNAL_JSON_LINE_H
#define IO_JOURNAL_JSON_LINE_H

#include "journal.h"

#include <jansson.h>

/* Fill an empty object; false and *why when a text is no UTF-8. */
bool line_to_json(const struct line *line, json_t *object, struct fault *why);

/* False and *why when a member is missing, of another form, or unknown. Bounds are line_check's. */
bool line_from_json(json_t *object, struct line *line, struct fault *why);

/* A session with its exercises, for the log. */
void entry_to_json(const struct journal_entry *entry, json_t *object);

#endif
