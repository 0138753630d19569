/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_journal.c - the commands that write down, copy and delete: morning, export, import, forget.
 */
#include "cli.h"

#include "cli_desk.h"
#include "intent.h"
#include "journal_json.h"
#include "whole_file.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *plural(int count)
{
	return count == 1 ? "" : "s";
}

/* --- morning ----------------------------------------------------------- */

static bool keep_day(void *context, const struct journal_entry *entry)
{
	*(long *)context = entry->past.day;
	return false;
}

/* On a clock that is behind it is at least the morning after the last session. */
static bool morning_day(struct cli_desk *desk, const struct stamp *now, long *day,
			struct fault *why)
{
	long last = LONG_MIN;
	*day = now->day < 0 ? 0 : now->day;
	if (!journal_recent(desk->journal, now->utc_s, 1, LONG_MIN, keep_day, &last, why))
		return false;
	if (now->doubtful && last >= *day)
		*day = last + 1;
	return true;
}

static bool read_pain(const char *text, int *pain)
{
	struct intent intent;
	bool good = intent_from_words(text, &intent) &&
		    (intent.kind == INTENT_NUMBER || intent.kind == INTENT_NONE);
	if (good)
		*pain = intent.value;
	else
		fprintf(stderr, "easeback: the pain is a number from 0 to 10 (is \"%s\")\n",
			ini_show(text).text);
	return good;
}

static bool ask_pain(const struct cli_options *options, int *pain)
{
	char answer[40] = "";
	if (options->words > 0)
		return read_pain(options->word[0], pain);
	fputs("How strong is your pain this morning, from 0 to 10? ", stderr);
	if (fgets(answer, sizeof answer, stdin) == NULL)
		fputc('\n', stderr);
	answer[strcspn(answer, "\n")] = '\0';
	return read_pain(answer, pain);
}

enum exit_code cli_morning(const struct cli_options *options)
{
	struct cli_desk desk;
	struct fault why;
	struct line line = {.kind = LINE_MORNING};
	if (!ask_pain(options, &line.morning.pain))
		return EXIT_CODE_INPUT;
	if (!cli_desk_open(&desk, JOURNAL_WRITE, &why))
		return cli_fault(&why);
	line.at = cli_desk_now(&desk);
	bool good = morning_day(&desk, &line.at, &line.morning.day, &why) &&
		    journal_write(desk.journal, &line, &why);
	cli_desk_close(&desk);
	if (!good)
		return cli_fault(&why);
	char date[DATE_BYTES];
	clock_date(line.morning.day, date);
	printf("Noted for the morning of %s: %d.\n", date, line.morning.pain);
	cli_desk_doubt(&desk);
	return EXIT_CODE_COMPLETED;
}

/* --- export ------------------------------------------------------------ */

static bool write_export(void *context, FILE *file, struct fault *why)
{
	return journal_json_export(context, file, why);
}

enum exit_code cli_export(const struct cli_options *options)
{
	struct cli_desk desk;
	struct fault why;
	if (!cli_desk_open(&desk, JOURNAL_READ, &why))
		return cli_fault(&why);
	bool good = options->output != NULL
			? whole_file_write(options->output, write_export, desk.journal, &why)
			: journal_json_export(desk.journal, stdout, &why);
	cli_desk_close(&desk);
	return good ? EXIT_CODE_COMPLETED : cli_fault(&why);
}

/* --- import ------------------------------------------------------------ */

static bool import_from(struct journal *journal, const char *path, struct journal_counts *counts,
			struct fault *why)
{
	bool standard = strcmp(path, "-") == 0;
	FILE *file = standard ? stdin : fopen(path, "r");
	if (file == NULL)
		return fault_set(why, FAULT_INPUT, "%.200s: %s", path, strerror(errno));
	bool good =
	    journal_json_import(journal, file, standard ? "standard input" : path, counts, why);
	if (!standard)
		fclose(file);
	return good;
}

enum exit_code cli_import(const struct cli_options *options)
{
	struct cli_desk desk;
	struct fault why;
	struct journal_counts counts;
	if (!cli_desk_open(&desk, JOURNAL_WRITE, &why))
		return cli_fault(&why);
	bool good = import_from(desk.journal, options->word[0], &counts, &why);
	cli_desk_close(&desk);
	if (!good) {
		cli_fault(&why);
		fputs("easeback: nothing was taken in\n", stderr);
		return exit_code_of_fault(why.code);
	}
	printf("Taken in: %d session%s, %d other record%s", counts.sessions,
	       plural(counts.sessions), counts.others, plural(counts.others));
	if (counts.known > 0)
		printf("; %d %s there already", counts.known, counts.known == 1 ? "was" : "were");
	puts(".");
	return EXIT_CODE_COMPLETED;
}

/* --- forget ------------------------------------------------------------ */

/* What is to be forgotten. */
struct target {
	enum { FORGET_ALL, FORGET_DAYS, FORGET_EXERCISE } kind;
	long first, last;
	const char *name;
	int sessions; /* of the journal that it is about */
};

/* "2027-01-15" or "2027-01-15..2027-02-01". */
static bool read_days(const char *text, struct target *target)
{
	char first[DATE_BYTES];
	target->kind = FORGET_DAYS;
	snprintf(first, sizeof first, "%s", text);
	if (!clock_read_date(first, &target->first))
		return false;
	target->last = target->first;
	const char *rest = text + strlen(first);
	if (rest[0] == '\0')
		return true;
	return strncmp(rest, "..", 2) == 0 && clock_read_date(rest + 2, &target->last) &&
	       target->last >= target->first;
}

static bool read_target(const struct cli_options *options, struct target *target)
{
	const char *what = options->word[0];
	bool alone = options->words == 1;
	*target = (struct target){.kind = FORGET_ALL};
	if (strcmp(what, "exercise") == 0 && !alone) {
		target->kind = FORGET_EXERCISE;
		target->name = options->word[1];
		return true;
	}
	if (alone && (strcmp(what, "all") == 0 || read_days(what, target)))
		return true;
	fprintf(stderr,
		"easeback: what to forget is all, a day such as 2027-01-15, days such as "
		"2027-01-15..2027-02-01, or exercise NAME (is \"%s\")\n",
		ini_show(what).text);
	return false;
}

static bool count_session(void *context, const struct journal_entry *entry)
{
	struct target *target = context;
	bool has = target->kind == FORGET_ALL ||
		   (target->kind == FORGET_DAYS && entry->past.day >= target->first &&
		    entry->past.day <= target->last);
	for (int i = 0; i < entry->past.count && target->kind == FORGET_EXERCISE; i++)
		has = has || strcmp(entry->past.exercise[i].name, target->name) == 0;
	target->sessions += has;
	return true;
}

static void question_text(const struct target *target, char *text, size_t bytes)
{
	char first[DATE_BYTES], last[DATE_BYTES], about[60];
	const char *s = plural(target->sessions);
	snprintf(about, sizeof about, "(%d session%s) This cannot be undone.", target->sessions, s);
	if (target->kind == FORGET_ALL) {
		snprintf(text, bytes, "Forget the whole journal? %s", about);
	} else if (target->kind == FORGET_EXERCISE) {
		snprintf(text, bytes, "Forget %.60s in all sessions? %s", target->name, about);
	} else {
		clock_date(target->first, first);
		clock_date(target->last, last);
		snprintf(text, bytes, "Forget %s to %s? %s", first, last, about);
	}
}

static bool forget(struct cli_desk *desk, const struct target *target,
		   struct journal_forgotten *gone, struct fault *why)
{
	switch (target->kind) {
	case FORGET_DAYS:
		return journal_forget_days(desk->journal, target->first, target->last, gone, why);
	case FORGET_EXERCISE:
		return journal_forget_exercise(desk->journal, target->name, gone, why);
	case FORGET_ALL:
		break;
	}
	return journal_forget_all(desk->journal, gone, why) &&
	       journal_forget_damaged(desk->places.journal, why);
}

static enum exit_code ask_and_forget(const struct cli_options *options, struct cli_desk *desk,
				     struct target *target, struct fault *why)
{
	struct journal_forgotten gone;
	char question[200];
	if (!journal_fold(desk->journal, INT64_MAX, count_session, NULL, target, why))
		return cli_fault(why);
	question_text(target, question, sizeof question);
	if (!cli_is_yes(options, question)) {
		puts("Nothing was forgotten.");
		return EXIT_CODE_PERSON;
	}
	if (!forget(desk, target, &gone, why))
		return cli_fault(why);
	printf("Forgotten: %d session%s, %d exercise%s, %d other record%s.\n", gone.sessions,
	       plural(gone.sessions), gone.exercises, plural(gone.exercises), gone.others,
	       plural(gone.others));
	return EXIT_CODE_COMPLETED;
}

enum exit_code cli_forget(const struct cli_options *options)
{
	struct cli_desk desk;
	struct fault why;
	struct target target;
	if (!read_target(options, &target))
		return EXIT_CODE_INPUT;
	if (!cli_desk_open(&desk, JOURNAL_WRITE, &why))
		return cli_fault(&why);
	enum exit_code code = ask_and_forget(options, &desk, &target, &why);
	cli_desk_close(&desk);
	return code;
}
