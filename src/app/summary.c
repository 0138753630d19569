/* SPDX-License-Identifier: GPL-3.0-or-later */
/* summary.c - what was done in a session, as a short table. */
#include "summary.h"

#include "columns.h"
#include "dose_text.h"
#include "record.h"

enum { NAME_COLUMNS = 22, DOSE_COLUMNS = 30, DONE_COLUMNS = 15, DONE_BYTES = 48 };

/* A walk in minutes, a hold in seconds, else whole reps; the right side behind the left. */
static void done_text(const struct past_exercise *past, char text[DONE_BYTES])
{
	const struct dose *dose = &past->planned;
	const char *unit = dose->minutes > 0 ? "min" : dose->hold_s > 0 ? "s" : "reps";
	int divisor = dose->minutes > 0 ? 60 : 1;
	bool timed = dose->minutes > 0 || dose->hold_s > 0;
	int left = timed ? past->seconds / divisor : past->reps;
	int right = timed ? past->seconds_right / divisor : past->reps_right;
	if (!past->begun)
		snprintf(text, DONE_BYTES, "%s", past->left ? "left out" : "not reached");
	else if (right > 0)
		snprintf(text, DONE_BYTES, "%d + %d %s", left, right, unit);
	else
		snprintf(text, DONE_BYTES, "%d %s", left, unit);
}

static void print_row(FILE *out, const struct past_exercise *past, const struct exercise *exercise)
{
	char dose[DOSE_TEXT_BYTES], done[DONE_BYTES];
	dose_text(&past->planned, exercise->sides, dose);
	done_text(past, done);
	columns_print(out, exercise->name, NAME_COLUMNS);
	fputs("  ", out);
	columns_print(out, dose, DOSE_COLUMNS);
	fputs("  ", out);
	columns_print(out, done, DONE_COLUMNS);
	fprintf(out, "  %5d\n", past->level);
}

void summary_print(FILE *out, const struct past_session *past, const struct routine *routine)
{
	if (!record_has_begun(past))
		return;
	fprintf(out, "\n%-*s  %-*s  %-*s  level\n", NAME_COLUMNS, "exercise", DOSE_COLUMNS,
		"planned", DONE_COLUMNS, "done");
	for (int i = 0; i < past->count; i++)
		print_row(out, &past->exercise[i], &routine->exercise[i]);
}
