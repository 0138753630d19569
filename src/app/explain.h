/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * explain.h - why the policy decides as it does, in a sentence for each row.
 */
#ifndef APP_EXPLAIN_H
#define APP_EXPLAIN_H

#include "policy.h"

#include <stdio.h>

struct exercise;

/* The rule of a row and its reason; never NULL. */
const char *explain_row(enum row row);

/* What the policy makes of these numbers: gate, verdict, reasons; with an exercise its doses too.
 */
void explain_pair(const struct policy *policy, int start, int pain, const struct exercise *exercise,
		  FILE *out);

/* The whole table: pain at the start down, pain now across. */
void explain_table(const struct policy *policy, FILE *out);

#endif
