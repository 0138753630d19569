/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doctor_journal.c - can the journal be read and written, and can its charts be drawn? */
#include "doctor_journal.h"

#include "chart.h"
#include "clock.h"
#include "journal.h"
#include "memo_file.h"
#include "places.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct count {
	int sessions;
	long newest; /* day */
};

static bool count_one(void *context, const struct journal_entry *entry)
{
	struct count *count = context;
	count->sessions++;
	count->newest = entry->past.day;
	return true;
}

/* The memo knows whether there was one. */
static bool was_there(const struct places *places)
{
	struct session_start start = {.recorded = false};
	struct remarks *ignored = calloc(1, sizeof *ignored);
	if (ignored != NULL)
		memo_read(places->memo, 0, &start, ignored);
	free(ignored);
	return start.recorded;
}

static void judge_none(const struct places *places, struct journal_finding *finding)
{
	bool gone = was_there(places);
	finding->how = gone ? "missing" : "not yet";
	snprintf(finding->text, sizeof finding->text, "%.300s (%s)", places->journal,
		 gone ? "it was there; easeback import takes in a copy" : "no session was led yet");
}

static void judge_good(const char *path, const struct count *count, struct journal_finding *finding)
{
	char date[DATE_BYTES] = "";
	bool may_write = access(path, W_OK) == 0;
	finding->how = may_write ? "ok" : "missing";
	if (count->sessions > 0)
		clock_date(count->newest < 0 ? 0 : count->newest, date);
	snprintf(finding->text, sizeof finding->text, "%.300s, %d session%s%s%s%s", path,
		 count->sessions, count->sessions == 1 ? "" : "s",
		 count->sessions > 0 ? ", the newest of " : "", date,
		 may_write ? "" : "; it may not be written, so that new ones are lost");
}

void doctor_read_journal(const struct places *places, struct journal_finding *finding)
{
	struct count count = {0};
	struct fault why;
	if (journal_is_gone(places->journal)) {
		judge_none(places, finding);
		return;
	}
	struct journal *journal = journal_open(places->journal, JOURNAL_READ, &why);
	if (journal != NULL && journal_check(journal, &why) &&
	    journal_fold(journal, INT64_MAX, count_one, NULL, &count, &why)) {
		judge_good(places->journal, &count, finding);
	} else {
		finding->how = "missing";
		snprintf(finding->text, sizeof finding->text, "%s%s", why.text,
			 why.code == FAULT_CORRUPT
			     ? "; the next session keeps it beside a new one, and easeback import "
			       "takes in a copy"
			     : "");
	}
	journal_close(journal);
}

void doctor_try_charts(struct journal_finding *finding)
{
	struct fault why;
	struct chart_process gnuplot = chart_begin();
	char *drawn = chart_end(&gnuplot, "print 1\n", &why);
	finding->how = drawn != NULL ? "ok" : "missing";
	snprintf(finding->text, sizeof finding->text, "%s",
		 drawn != NULL ? "gnuplot, for the charts of easeback report" : why.text);
	free(drawn);
}
