/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_log.c - the command log: what was done, and what was done elsewhere. */
#include "cli.h"

#include "cli_desk.h"
#include "log.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT_MAX = 1000000 };

/* A whole number and nothing else. */
static bool read_number(const char *what, const char *text, int most, int *number)
{
	char *end;
	long value = strtol(text, &end, 10);
	if (text[0] >= '0' && text[0] <= '9' && *end == '\0' && value >= 1 && value <= most) {
		*number = (int)value;
		return true;
	}
	fprintf(stderr, "easeback: %s must be 1 to %d (is \"%s\")\n", what, most,
		ini_show(text).text);
	return false;
}

static bool read_query(const struct cli_options *options, struct log_query *query)
{
	*query = (struct log_query){.form = LOG_TABLE, .since = LONG_MIN};
	if (options->csv && options->json) {
		fputs("easeback: --csv and --json exclude each other\n", stderr);
		return false;
	}
	if (options->csv)
		query->form = LOG_CSV;
	if (options->json)
		query->form = LOG_JSON;
	if (options->since != NULL && !clock_read_date(options->since, &query->since)) {
		fprintf(stderr, "easeback: --since must be a day such as 2027-01-15 (is \"%s\")\n",
			ini_show(options->since).text);
		return false;
	}
	return options->count == NULL ||
	       read_number("-n", options->count, COUNT_MAX, &query->limit);
}

static enum exit_code show_log(const struct cli_options *options)
{
	struct cli_desk desk;
	struct fault why;
	struct log_query query;
	if (!read_query(options, &query))
		return EXIT_CODE_INPUT;
	if (!cli_desk_open(&desk, JOURNAL_READ, &why))
		return cli_fault(&why);
	query.now_s = cli_desk_now(&desk).utc_s;
	bool good = log_print(desk.journal, &query, stdout, &why);
	cli_desk_close(&desk);
	return good ? EXIT_CODE_COMPLETED : cli_fault(&why);
}

static enum exit_code note_activity(const struct cli_options *options)
{
	struct cli_desk desk;
	struct fault why;
	struct line line = {.kind = LINE_ACTIVITY};
	const char *name = options->word[1];
	if (!read_number("the minutes", options->word[2], MINUTES_MAX, &line.activity.minutes))
		return EXIT_CODE_INPUT;
	if (strlen(name) >= sizeof line.activity.name) {
		fprintf(stderr, "easeback: the name is too long; %d letters are possible\n",
			NAME_BYTES - 1);
		return EXIT_CODE_INPUT;
	}
	strcpy(line.activity.name, name);
	uid_make(line.uid);
	if (!cli_desk_open(&desk, JOURNAL_WRITE, &why))
		return cli_fault(&why);
	line.at = cli_desk_now(&desk);
	line.activity.day = line.at.day < 0 ? 0 : line.at.day;
	bool good = journal_write(desk.journal, &line, &why);
	cli_desk_close(&desk);
	if (!good)
		return cli_fault(&why);
	printf("Noted: %s, %d min.\n", name, line.activity.minutes);
	cli_desk_doubt(&desk);
	return EXIT_CODE_COMPLETED;
}

/* --- marks --------------------------------------------------------------- */

static enum exit_code write_mark(struct line *line, const char *noted)
{
	struct cli_desk desk;
	struct fault why;
	uid_make(line->uid);
	if (!cli_desk_open(&desk, JOURNAL_WRITE, &why))
		return cli_fault(&why);
	line->at = cli_desk_now(&desk);
	bool good = journal_write(desk.journal, line, &why);
	cli_desk_close(&desk);
	if (!good)
		return cli_fault(&why);
	printf("Noted: %s.\n", noted);
	cli_desk_doubt(&desk);
	return EXIT_CODE_COMPLETED;
}

static enum exit_code note_review(void)
{
	struct line line = {.kind = LINE_MARK, .mark = {.kind = MARK_REVIEW, .row = ROW_NONE}};
	return write_mark(&line, "somebody who knows has looked at your exercises today");
}

/* X4 left it out; it begins at level 0. */
static enum exit_code note_again(const char *name)
{
	struct line line = {.kind = LINE_MARK, .mark = {.kind = MARK_AGAIN, .row = ROW_NONE}};
	char noted[NAME_BYTES + 40];
	if (strlen(name) >= sizeof line.mark.name) {
		fputs("easeback: there is no exercise of so long a name\n", stderr);
		return EXIT_CODE_INPUT;
	}
	strcpy(line.mark.name, name);
	snprintf(noted, sizeof noted, "%s is taken up again, at level 0", name);
	return write_mark(&line, noted);
}

/* Advice that is repeated until it is read; AD1 wants its yes in a session. */
static enum exit_code note_read(const char *name)
{
	enum row row = row_of_name(name);
	struct line line = {.kind = LINE_MARK, .mark = {.kind = MARK_ACKNOWLEDGED, .row = row}};
	if (row != ROW_FL3 && row != ROW_X4 && (row < ROW_AD2 || row > ROW_AD5)) {
		fprintf(
		    stderr,
		    "easeback: the advice is FL3, X4 or AD2 to AD5, as \"easeback today\" names "
		    "it (is \"%s\")\n",
		    ini_show(name).text);
		return EXIT_CODE_INPUT;
	}
	return write_mark(&line, "you have read that advice");
}

enum exit_code cli_log(const struct cli_options *options)
{
	bool shows =
	    options->csv || options->json || options->count != NULL || options->since != NULL;
	if (options->words == 0)
		return show_log(options);
	if (options->words == 3 && strcmp(options->word[0], "activity") == 0 && !shows)
		return note_activity(options);
	if (options->words == 1 && strcmp(options->word[0], "review") == 0 && !shows)
		return note_review();
	if (options->words == 2 && strcmp(options->word[0], "again") == 0 && !shows)
		return note_again(options->word[1]);
	if (options->words == 2 && strcmp(options->word[0], "read") == 0 && !shows)
		return note_read(options->word[1]);
	fputs("Usage: easeback log [OPTIONS] | log activity NAME MINUTES | log review |\n"
	      "       log again EXERCISE | log read ROW\n",
	      stderr);
	return EXIT_CODE_INPUT;
}
