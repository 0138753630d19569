/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doctor_journal.h - can the journal be read and written, and can its charts be drawn? */
#ifndef APP_DOCTOR_JOURNAL_H
#define APP_DOCTOR_JOURNAL_H

struct places;

struct journal_finding {
	const char *how; /* "ok", "not yet" or "missing" */
	char text[600];
};

/* Looks through all of it; changes nothing. */
void doctor_read_journal(const struct places *places, struct journal_finding *finding);

/* Starts gnuplot. */
void doctor_try_charts(struct journal_finding *finding);

#endif
