/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_tables.c - the tables of the page. */
#include "report_parts.h"

#include "explain.h"

#include <string.h>

static const char *const pain_names[PAIN_TIMES] = {"before", "most during", "after",
						   "next morning"};

static void table_head(FILE *out, const char *caption, const char *const *columns, int count)
{
	fprintf(out, "<table>\n<caption>%s</caption>\n<thead><tr>", caption);
	for (int i = 0; i < count; i++)
		fprintf(out, "<th scope=\"col\"%s>%s</th>", i > 0 ? " class=\"n\"" : "",
			columns[i]);
	fputs("</tr></thead>\n<tbody>\n", out);
}

static void table_end(FILE *out)
{
	fputs("</tbody>\n</table>\n", out);
}

/* --- behind the charts --------------------------------------------------- */

static const char *unit_name(enum bin_unit unit)
{
	static const char *const names[] = {"week from", "month", "year"};
	return names[unit];
}

void write_weeks_table(FILE *out, const struct report_bins *bins)
{
	const char *const columns[] = {unit_name(bins->unit), "days",	   "in full",	"in part",
				       "ended for pain",      "not begun", "day unsure"};
	fputs("<details><summary>The numbers of this chart</summary>\n", out);
	table_head(out, "Sessions, and days on which something was done", columns, ENDINGS + 2);
	for (int i = 0; i < bins->count; i++) {
		const struct report_bin *bin = &bins->bin[i];
		char label[DAY_TEXT_BYTES];
		bin_label(bins->unit, bin, label);
		fprintf(out, "<tr><th scope=\"row\">%s</th><td class=\"n\">%d</td>", label,
			bin->days);
		for (int j = 0; j < ENDINGS; j++)
			fprintf(out, "<td class=\"n\">%d</td>", bin->ending[j]);
		fputs("</tr>\n", out);
	}
	table_end(out);
	fputs("</details>\n", out);
}

static void pain_session(FILE *out, const struct report_session *session)
{
	char day[DAY_TEXT_BYTES];
	day_long(session->day, day);
	fprintf(out, "<tr%s><th scope=\"row\">%s%s</th>",
		session->doubtful ? " class=\"doubt\"" : "", day, session->doubtful ? " ?" : "");
	for (enum pain_time time = 0; time < PAIN_TIMES; time++)
		html_pain(out, report_pain(session, time));
	fprintf(out, "<td class=\"n\">%d of %d</td></tr>\n", session->complete, session->count);
}

static void pain_bin(FILE *out, enum bin_unit unit, const struct report_bin *bin)
{
	char label[DAY_TEXT_BYTES];
	bin_label(unit, bin, label);
	fprintf(out, "<tr><th scope=\"row\">%s</th>", label);
	for (enum pain_time time = 0; time < PAIN_TIMES; time++) {
		if (bin->pain_known[time] == 0)
			html_pain(out, PAIN_UNKNOWN);
		else
			fprintf(out, "<td class=\"n\">%.1f</td>",
				(double)bin->pain_sum[time] / bin->pain_known[time]);
	}
	fputs("</tr>\n", out);
}

void write_pain_table(FILE *out, const struct report *report, const struct report_bins *bins)
{
	bool sessions = report_is_short(report);
	const char *columns[PAIN_TIMES + 2] = {sessions ? "day" : unit_name(bins->unit)};
	memcpy(columns + 1, pain_names, sizeof pain_names);
	columns[PAIN_TIMES + 1] = "exercises done";
	fputs("<details><summary>The numbers of this chart</summary>\n", out);
	if (sessions) {
		table_head(out, "Pain, 0 to 10, in each session; ? the day is not sure", columns,
			   PAIN_TIMES + 2);
		for (int i = 0; i < report->sessions; i++)
			pain_session(out, &report->session[i]);
	} else {
		table_head(out, "Pain, 0 to 10, mean of the sessions", columns, PAIN_TIMES + 1);
		for (int i = 0; i < bins->count; i++)
			pain_bin(out, bins->unit, &bins->bin[i]);
	}
	table_end(out);
	fputs("</details>\n", out);
}

/* --- levels -------------------------------------------------------------- */

/* What progress says of it: today in the routine, else as it was left. */
static struct outlook outlook_of(const struct report *report, const char *name)
{
	const struct today *today = &report->today;
	for (int i = 0; i < today->plan.count; i++)
		if (strcmp(report->routine->exercise[i].name, name) == 0)
			return today->plan.item[i].outlook;
	for (int i = 0; i < today->progress.count; i++) {
		const struct known_exercise *known = &today->progress.known[i];
		if (strcmp(known->name, name) == 0)
			return (struct outlook){.level = known->level,
						.top = known->top,
						.row = known->row,
						.left_out = known->left_out};
	}
	return (struct outlook){.row = ROW_NONE};
}

static void level_row(FILE *out, const struct report_exercise *exercise,
		      const struct outlook *outlook)
{
	fputs("<tr><th scope=\"row\">", out);
	html_text(out, exercise->name);
	fprintf(out,
		"</th><td class=\"n\">%d \xe2\x86\x92 %d of %d</td><td class=\"n\">%d of %d</td>",
		exercise->first, outlook->level, outlook->top, exercise->complete, exercise->begun);
	fprintf(out, "<td class=\"n\">%s%s</td></tr>\n",
		outlook->row != ROW_NONE ? row_name(outlook->row) : "first time",
		outlook->left_out ? ", left out" : "");
}

void write_levels(FILE *out, const struct report *report)
{
	static const char *const columns[] = {"exercise", "level, then \xe2\x86\x92 now",
					      "done in full", "decided by"};
	if (report->exercises == 0)
		return;
	fputs("<h2>Levels</h2>\n", out);
	table_head(out, "Each exercise at its first time in this report, and today", columns, 4);
	for (int i = 0; i < report->exercises; i++) {
		struct outlook outlook = outlook_of(report, report->exercise[i].name);
		level_row(out, &report->exercise[i], &outlook);
	}
	table_end(out);
}

/* --- eased, left out, stopped -------------------------------------------- */

static const char *event_words(enum row row)
{
	switch ((int)row) {
	case ROW_G7:
		return "gentle exercises only";
	case ROW_G8:
		return "begun smaller";
	case ROW_S1:
		return "stopped";
	case ROW_S2:
	case ROW_S3:
		return "left out";
	case ROW_S4:
	case ROW_S5:
		return "smaller";
	case ROW_W1:
	case ROW_W2:
		return "stopped, warning sign";
	case ROW_W3:
		return "stopped by the person";
	case ROW_W4:
		return "left out, sharp";
	case ROW_W5:
		return "smaller, asked for";
	case ROW_W6:
		return "left out, asked for";
	case ROW_W7:
		return "ended in a pause";
	case ROW_P2:
	case ROW_P3:
		return "ended, no answer";
	case ROW_X4:
		return "left out today";
	default:
		return "not begun";
	}
}

static void write_event(FILE *out, const struct report_event *event)
{
	if (event->name[0] != '\0') {
		html_text(out, event->name);
		fputc(' ', out);
	}
	fprintf(out, "%s (%s", event_words(event->row), row_name(event->row));
	if (event->pain != PAIN_UNKNOWN)
		fprintf(out, ", pain %d", event->pain);
	fputc(')', out);
}

/* What is below the list of a session. */
static void write_ending(FILE *out, const struct report_session *session)
{
	if (!session->ended)
		fputs("; cut off", out);
	else if (report_ending(session) == ENDING_PAIN || session->result == RESULT_PAIN)
		fputs("; the session ended", out);
	if (session->doubtful)
		fputs(" <span class=\"doubt\">? day unsure</span>", out);
	fputs("</li>\n", out);
}

/* The newest session first, in it the oldest event. */
static void write_list(FILE *out, const struct report *report)
{
	int end = report->events;
	fputs("<ul class=\"two\">\n", out);
	while (end > 0) {
		int session = report->event[end - 1].session, first = end - 1;
		char day[DAY_TEXT_BYTES];
		while (first > 0 && report->event[first - 1].session == session)
			first--;
		if (report_is_short(report))
			day_short(report->session[session].day, day);
		else
			day_long(report->session[session].day, day);
		fprintf(out, "<li><b>%s</b>: ", day);
		for (int i = first; i < end; i++) {
			fputs(i > first ? "; " : "", out);
			write_event(out, &report->event[i]);
		}
		write_ending(out, &report->session[session]);
		end = first;
	}
	fputs("</ul>\n", out);
}

/* Which rows the page names: those of the events, and those that decided levels. */
static void rows_named(const struct report *report, bool named[ROWS])
{
	for (int row = 0; row < ROWS; row++)
		named[row] = report->rows[row] > 0;
	for (int i = 0; i < report->exercises; i++)
		named[outlook_of(report, report->exercise[i].name).row] = true;
	named[ROW_NONE] = false;
}

static void write_rows(FILE *out, const struct report *report)
{
	bool named[ROWS];
	rows_named(report, named);
	fputs("<h2>The rules named here</h2>\n", out);
	fputs("<table class=\"rules\">\n<caption>Fixed rules, the same for "
	      "everybody</caption>\n<thead><tr>"
	      "<th scope=\"col\">rule</th><th scope=\"col\" class=\"n\">times</th>"
	      "<th scope=\"col\">what it says</th></tr></thead>\n<tbody>\n",
	      out);
	for (int row = ROW_NONE + 1; row < ROWS; row++) {
		if (!named[row])
			continue;
		fprintf(out, "<tr><th scope=\"row\">%s</th><td class=\"n\">",
			row_name((enum row)row));
		if (report->rows[row] > 0)
			fprintf(out, "%d", report->rows[row]);
		else
			fputs("\xe2\x80\x93", out);
		fputs("</td><td>", out);
		html_text(out, explain_row((enum row)row));
		fputs("</td></tr>\n", out);
	}
	table_end(out);
}

void write_events(FILE *out, const struct report *report)
{
	fputs("<h2>Made smaller, left out or stopped</h2>\n", out);
	if (report->events == 0)
		fputs("<p>Never in this time.</p>\n", out);
	else
		write_list(out, report);
	if (report->events > 0 || report->exercises > 0)
		write_rows(out, report);
}

/* --- elsewhere ----------------------------------------------------------- */

void write_elsewhere(FILE *out, const struct report *report)
{
	static const char *const columns[] = {"activity", "times", "minutes", "last"};
	if (report->activities == 0)
		return;
	fputs("<h2>Done elsewhere</h2>\n", out);
	table_head(out, "What the person noted", columns, 4);
	for (int i = 0; i < report->activities; i++) {
		const struct report_activity *activity = &report->activity[i];
		char day[DAY_TEXT_BYTES] = "\xe2\x80\x93";
		if (activity->last > 0)
			day_short(activity->last, day);
		fputs("<tr><th scope=\"row\">", out);
		html_text(out, activity->name);
		fprintf(out,
			"</th><td class=\"n\">%d</td><td class=\"n\">%d</td>"
			"<td class=\"n\">%s%s</td></tr>\n",
			activity->times, activity->minutes, day,
			activity->doubtful ? " <span class=\"doubt\">?</span>" : "");
	}
	table_end(out);
}
