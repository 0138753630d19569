/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_today.c - the commands today and progress: what is due, how far it has come. */
#include "cli.h"

#include "cli_desk.h"
#include "columns.h"
#include "dose_text.h"
#include "explain.h"
#include "today.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_COLUMNS = 22, DOSE_COLUMNS = 36, INDENT = 4 };

/* Large: allocated once. */
struct table {
	struct setup *setup;
	struct today today;
	struct outlook outlook[ROUTINE_EXERCISES];
};

static void print_date(long day)
{
	static const char *const names[] = {"Thursday", "Friday",  "Saturday", "Sunday",
					    "Monday",	"Tuesday", "Wednesday"};
	char date[DATE_BYTES];
	clock_date(day, date);
	printf("%s %s", names[day % 7], date); /* day 0 was a Thursday */
}

/* --- today ------------------------------------------------------------- */

static int minutes_of(int64_t ms)
{
	return (int)((ms + 30000) / 60000);
}

static void print_due(const struct exercise *exercise, const struct plan_item *item)
{
	char dose[DOSE_TEXT_BYTES];
	dose_text(&item->dose, exercise->sides, dose);
	printf("  ");
	columns_print(stdout, exercise->name, NAME_COLUMNS);
	printf("  ");
	columns_print(stdout, dose, DOSE_COLUMNS);
	printf("  level %d of %d\n", item->outlook.level, item->outlook.top);
}

static void print_resting(const struct plan *plan, const struct exercise *exercise,
			  const struct plan_item *item)
{
	printf("  ");
	columns_print(stdout, exercise->name, NAME_COLUMNS);
	if (item->row == ROW_X4) {
		puts("  until your physio has looked at it (X4)");
		return;
	}
	printf("  until ");
	print_date(item->row == ROW_N2 ? plan->strength_day : plan->walk_day);
	printf(" (%s)\n", row_name(item->row));
}

/* The sentence of each row for which something rests, once. */
static void print_reasons(const struct plan *plan)
{
	bool told[ROWS] = {false};
	for (int i = 0; i < plan->count; i++) {
		const struct plan_item *item = &plan->item[i];
		char text[300];
		if (item->due || told[item->row])
			continue;
		told[item->row] = true;
		snprintf(text, sizeof text, "%s: %s.", row_name(item->row), explain_row(item->row));
		columns_wrap(stdout, INDENT, text);
	}
}

static void print_items(const struct table *table, bool due)
{
	const struct plan *plan = &table->today.plan;
	for (int i = 0; i < plan->count; i++) {
		const struct exercise *exercise = &table->setup->routine.exercise[i];
		if (plan->item[i].due && due)
			print_due(exercise, &plan->item[i]);
		if (!plan->item[i].due && !due)
			print_resting(plan, exercise, &plan->item[i]);
	}
}

static void print_advice(const struct today *today)
{
	for (int i = 0; i < today->advices; i++) {
		char text[ADVICE_TEXT_BYTES], line[ADVICE_TEXT_BYTES + 16];
		today_advice_text(&today->advice[i], text);
		snprintf(line, sizeof line, "%s: %s", row_name(today->advice[i].row), text);
		if (i == 0)
			puts("\nPlease note");
		columns_wrap(stdout, 2, line);
	}
}

static void print_flare(const struct today *today)
{
	if (today->progress.flare.on) {
		putchar('\n');
		columns_wrap(stdout, 0,
			     "A flare is on: gentle exercises only, at half dose, until two "
			     "mornings running are settled.");
	}
}

static void print_today(const struct table *table)
{
	const struct today *today = &table->today;
	const struct plan *plan = &today->plan;
	const struct routine *routine = &table->setup->routine;
	print_date(today->now.day);
	if (plan->main_due == 0)
		printf(": %s rests today. A short easy walk is fine.\n", routine->title);
	else
		printf(": %s, %d of %d exercises, about %d min\n", routine->title, plan->due,
		       plan->count, minutes_of(plan->ms));
	if (plan->main_due > 0)
		print_items(table, true);
	if (plan->due < plan->count) {
		puts("\nResting");
		print_items(table, false);
		print_reasons(plan);
	}
	if (today->done > 0)
		printf("\nDone today already: %d session%s.\n", today->done,
		       today->done == 1 ? "" : "s");
	print_flare(today);
	print_advice(today);
}

/* --- progress ---------------------------------------------------------- */

/* What decided, wrapped below the line of the exercise. */
static void print_row(enum row row)
{
	char text[300];
	if (row == ROW_NONE)
		snprintf(text, sizeof text, "everybody begins at level 0");
	else
		snprintf(text, sizeof text, "%s: %s", row_name(row), explain_row(row));
	columns_wrap(stdout, INDENT, text);
}

static void print_level(const char *name, int level, int top, const char *move, enum row row)
{
	columns_print(stdout, name, NAME_COLUMNS);
	printf("  level %d of %d\n", level, top);
	columns_wrap(stdout, INDENT, move);
	print_row(row);
}

static bool is_in_routine(const struct routine *routine, const char *name, int before)
{
	for (int i = 0; i < before; i++)
		if (strcmp(routine->exercise[i].name, name) == 0)
			return true;
	return false;
}

static void print_known(const struct known_exercise *known)
{
	char date[DATE_BYTES] = "", move[60] = "";
	if (known->done_day != NO_DAY) {
		clock_date(known->done_day, date);
		snprintf(move, sizeof move, "last done on %s", date);
	}
	print_level(known->name, known->level, known->top,
		    known->left_out ? "left out until your physio has looked" : move, known->row);
}

/* Exercises that the routine of today has not: as they were left. */
static void print_others(const struct table *table)
{
	const struct routine *routine = &table->setup->routine;
	const struct progress *progress = &table->today.progress;
	bool head = false;
	for (int i = 0; i < progress->count; i++) {
		if (is_in_routine(routine, progress->known[i].name, routine->count))
			continue;
		if (!head)
			puts("\nIn other routines");
		head = true;
		print_known(&progress->known[i]);
	}
}

static void print_progress(const struct table *table)
{
	const struct routine *routine = &table->setup->routine;
	printf("%s\n", routine->title);
	for (int i = 0; i < routine->count; i++) {
		const struct outlook *outlook = &table->today.plan.item[i].outlook;
		char move[MOVE_TEXT_BYTES];
		if (is_in_routine(routine, routine->exercise[i].name, i))
			continue;
		today_move_text(outlook, move);
		print_level(routine->exercise[i].name, outlook->level, outlook->top, move,
			    outlook->row);
	}
	print_others(table);
	print_flare(&table->today);
	print_advice(&table->today);
}

/* --- both -------------------------------------------------------------- */

static enum exit_code read_and_print(struct table *table, void (*print)(const struct table *))
{
	struct cli_desk desk;
	struct fault why;
	if (!cli_desk_open(&desk, JOURNAL_READ, &why))
		return cli_fault(&why);
	struct stamp now = cli_desk_now(&desk);
	bool good = today_read(&table->today, desk.journal, &now, &table->setup->settings.policy,
			       &table->setup->routine, &why);
	cli_desk_close(&desk);
	if (!good)
		return cli_fault(&why);
	cli_desk_doubt(&desk);
	print(table);
	return EXIT_CODE_COMPLETED;
}

static enum exit_code show(const struct cli_options *options, void (*print)(const struct table *))
{
	struct fault why;
	enum exit_code code = EXIT_CODE_INPUT;
	struct table *table = calloc(1, sizeof *table);
	struct setup *setup = setup_new(&why);
	if (table == NULL || setup == NULL)
		code = EXIT_CODE_NO_WAY;
	else if (setup_settings(setup, &options->choices) &&
		 setup_routine(setup, options->words > 0 ? options->word[0] : NULL)) {
		table->setup = setup;
		code = read_and_print(table, print);
	}
	free(setup);
	free(table);
	return code;
}

enum exit_code cli_today(const struct cli_options *options)
{
	return show(options, print_today);
}

enum exit_code cli_progress(const struct cli_options *options)
{
	return show(options, print_progress);
}
