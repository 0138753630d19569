/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_report.c - the command report: a page for the physiotherapist. */
#include "cli.h"

#include "cli_desk.h"
#include "report.h"
#include "whole_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool write_page(void *context, FILE *file, struct fault *why)
{
	(void)why;
	report_write(context, file);
	return true;
}

static enum exit_code write_report(const struct cli_options *options, struct report *report)
{
	struct fault why;
	if (options->output == NULL || strcmp(options->output, "-") == 0) {
		report_write(report, stdout);
		return EXIT_CODE_COMPLETED;
	}
	if (!whole_file_write(options->output, write_page, report, &why))
		return cli_fault(&why);
	printf("Written: %s, %d session%s.\n", options->output, report->sessions,
	       report->sessions == 1 ? "" : "s");
	return EXIT_CODE_COMPLETED;
}

static enum exit_code read_and_write(const struct cli_options *options, const struct setup *setup,
				     long since, struct report *report)
{
	struct cli_desk desk;
	struct fault why;
	if (!cli_desk_open(&desk, JOURNAL_READ, &why))
		return cli_fault(&why);
	struct stamp now = cli_desk_now(&desk);
	bool good = report_read(report, desk.journal, &now, since, &setup->settings.policy,
				&setup->routine, &why);
	cli_desk_close(&desk);
	if (!good)
		return cli_fault(&why);
	cli_desk_doubt(&desk);
	return write_report(options, report);
}

static bool read_since(const struct cli_options *options, long *since)
{
	*since = NO_DAY;
	if (options->since == NULL || clock_read_date(options->since, since))
		return true;
	fprintf(stderr, "easeback: --since must be a day such as 2027-01-15 (is \"%s\")\n",
		ini_show(options->since).text);
	return false;
}

enum exit_code cli_report(const struct cli_options *options)
{
	struct fault why;
	long since;
	if (!read_since(options, &since))
		return EXIT_CODE_INPUT;
	enum exit_code code = EXIT_CODE_INPUT;
	struct report *report = calloc(1, sizeof *report);
	struct setup *setup = setup_new(&why);
	if (report == NULL || setup == NULL)
		code = EXIT_CODE_NO_WAY;
	else if (setup_settings(setup, &options->choices) && setup_routine(setup, NULL))
		code = read_and_write(options, setup, since, report);
	if (report != NULL)
		report_free(report);
	free(report);
	free(setup);
	return code;
}
