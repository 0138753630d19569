/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log.c - the sessions of the journal, the newest first, for people and for other programs. */
#include "log.h"

#include "columns.h"
#include "journal_json.h"
#include "journal_time.h"

#include <string.h>

enum { TITLE_COLUMNS = 25 };

struct log {
	const struct log_query *query;
	FILE *out;
	int sessions, elsewhere;
	bool doubtful;
};

struct tally {
	int begun, complete, left;
};

static struct tally count_exercises(const struct past_session *past)
{
	struct tally tally = {0};
	for (int i = 0; i < past->count; i++) {
		tally.begun += past->exercise[i].begun;
		tally.complete += past->exercise[i].complete;
		tally.left += past->exercise[i].left;
	}
	return tally;
}

/* How it went, in the words of the table. Cut off, and not gone on with: something was done. */
static const char *outcome(const struct past_session *past, const struct tally *tally)
{
	static const char *const words[] = {
	    [RESULT_COMPLETED] = "completed", [RESULT_PARTLY] = "partly",
	    [RESULT_PAIN] = "ended: pain",    [RESULT_REFUSED] = "not begun",
	    [RESULT_QUIET] = "no answer",     [RESULT_STOPPED] = "stopped",
	    [RESULT_LEG] = "ended: leg",      [RESULT_EMERGENCY] = "emergency",
	    [RESULT_LOST] = "sound lost"};
	bool cut = !past->ended || (past->result == RESULT_REFUSED && tally->begun > 0);
	return cut ? "cut off" : words[past->result];
}

static void pain_text(int pain, char text[4])
{
	snprintf(text, 4, "%s", "-");
	if (pain >= 0 && pain <= PAIN_MAX)
		snprintf(text, 4, "%d", pain);
}

/* --- the table --------------------------------------------------------- */

static bool print_row(void *context, const struct journal_entry *entry)
{
	struct log *log = context;
	const struct past_session *past = &entry->past;
	struct tally tally = count_exercises(past);
	char time[TIME_BYTES], start[4], morning[4];
	if (log->sessions++ == 0)
		fprintf(log->out, "%-10s  %-6s  %-*s  %-11s  pain  morning  done\n", "day", "time",
			TITLE_COLUMNS, "routine", "");
	journal_time_text(&entry->began, time);
	pain_text(past->start_pain, start);
	pain_text(past->morning, morning);
	fprintf(log->out, "%.10s  %.5s%c  ", time, time + 11, past->doubtful ? '?' : ' ');
	columns_print(log->out, entry->about.title, TITLE_COLUMNS);
	fprintf(log->out, "  %-11s  %4s  %7s  %d/%d\n", outcome(past, &tally), start, morning,
		tally.complete, past->count);
	log->doubtful = log->doubtful || past->doubtful;
	return true;
}

static bool print_activity(void *context, const struct line *line)
{
	struct log *log = context;
	char date[DATE_BYTES];
	if (line->activity.day < log->query->since)
		return true;
	if (log->elsewhere++ == 0)
		fprintf(log->out, "%sElsewhere:\n", log->sessions > 0 ? "\n" : "");
	clock_date(line->activity.day, date);
	fprintf(log->out, "%s  %3d min  %.*s\n", date, line->activity.minutes,
		columns_bytes(line->activity.name, 60), line->activity.name);
	return true;
}

static bool print_table(struct log *log, struct journal *journal, struct fault *why)
{
	const struct log_query *query = log->query;
	if (!journal_recent(journal, query->now_s, query->limit, query->since, print_row, log,
			    why) ||
	    !journal_other_lines(journal, LINE_ACTIVITY, print_activity, log, why))
		return false;
	if (log->doubtful)
		fputs("\n? the clock could not be trusted\n", log->out);
	if (log->sessions + log->elsewhere == 0)
		fputs("There is nothing in the journal yet.\n", log->out);
	return true;
}

/* --- CSV --------------------------------------------------------------- */

/* Quoted, as RFC 4180 wants it. */
static void print_quoted(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			fputc('"', out);
		fputc(*text, out);
	}
	fputc('"', out);
}

static void print_number(FILE *out, int pain)
{
	if (pain != PAIN_UNKNOWN)
		fprintf(out, "%d", pain);
	fputc(',', out);
}

static bool print_csv(void *context, const struct journal_entry *entry)
{
	struct log *log = context;
	const struct past_session *past = &entry->past;
	struct tally tally = count_exercises(past);
	char time[TIME_BYTES];
	journal_time_text(&entry->began, time);
	fprintf(log->out, "%s,%s,", time, past->doubtful ? "yes" : "no");
	print_quoted(log->out, entry->about.routine);
	fputc(',', log->out);
	print_quoted(log->out, entry->about.title);
	fprintf(log->out, ",%s,", past->ended ? session_result_name(past->result) : "cut-off");
	print_number(log->out, past->start_pain);
	print_number(log->out, past->morning);
	fprintf(log->out, "%d,%d,%d,%d\r\n", past->count, tally.begun, tally.complete, tally.left);
	return true;
}

static bool print_json(void *context, const struct journal_entry *entry)
{
	return journal_json_entry(((struct log *)context)->out, entry);
}

bool log_print(struct journal *journal, const struct log_query *query, FILE *out, struct fault *why)
{
	struct log log = {.query = query, .out = out};
	if (query->form == LOG_TABLE)
		return print_table(&log, journal, why);
	if (query->form == LOG_CSV)
		fputs("began,doubtful,routine,title,result,start_pain,morning,exercises,begun,"
		      "completed,left\r\n",
		      out);
	return journal_recent(journal, query->now_s, query->limit, query->since,
			      query->form == LOG_CSV ? print_csv : print_json, &log, why);
}
