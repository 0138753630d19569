/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * log.h - the sessions of the journal, the newest first, for people and for other programs.
 */
#ifndef APP_LOG_H
#define APP_LOG_H

#include "journal.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum log_form { LOG_TABLE, LOG_CSV, LOG_JSON };

struct log_query {
	enum log_form form;
	int limit;  /* sessions, 0: all */
	long since; /* none of a day before */
	int64_t now_s;
};

/* Print them; the table has at most 80 columns, and what was done elsewhere below. */
bool log_print(struct journal *journal, const struct log_query *query, FILE *out,
	       struct fault *why);

#endif
