/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli.h - the command line: which command, with which options.
 */
#ifndef APP_CLI_H
#define APP_CLI_H

#include "exit_code.h"
#include "setup.h"

#include <stdbool.h>

/* What the words say; NULL, -1 and false where they say nothing. */
struct cli_options {
	struct choices choices;
	const char *output, *answers, *scene, *transcript, *exercise, *file, *context, *evaluate,
	    *speakers, *folds, *reference, *part, *voices;
	const char *enrol, *delete, *from;
	const char *start, *pain;
	const char *count, *since;
	bool csv, json, now, all, dry_run;
	bool table, quota, devices, buttons, speaker, verbose, once, list, yes, help;
	int words; /* what is no option, behind the command */
	char **word;
};

/* Run the program; returns its exit code. */
int cli_main(int argc, char **argv);

/* The commands; each prints what is wrong and returns an exit code. */
enum exit_code cli_run(const struct cli_options *options);
enum exit_code cli_learn(const struct cli_options *options);
enum exit_code cli_wait(const struct cli_options *options);
enum exit_code cli_render(const struct cli_options *options);
enum exit_code cli_check(const struct cli_options *options);
enum exit_code cli_show(const struct cli_options *options);
enum exit_code cli_list(const struct cli_options *options);
enum exit_code cli_explain(const struct cli_options *options);
enum exit_code cli_enrol(const struct cli_options *options);
enum exit_code cli_listen(const struct cli_options *options);
enum exit_code cli_setup(const struct cli_options *options);
enum exit_code cli_sound_test(const struct cli_options *options);
enum exit_code cli_log(const struct cli_options *options);
enum exit_code cli_today(const struct cli_options *options);
enum exit_code cli_progress(const struct cli_options *options);
enum exit_code cli_report(const struct cli_options *options);
enum exit_code cli_remind(const struct cli_options *options);
enum exit_code cli_morning(const struct cli_options *options);
enum exit_code cli_export(const struct cli_options *options);
enum exit_code cli_import(const struct cli_options *options);
enum exit_code cli_forget(const struct cli_options *options);
enum exit_code cli_doctor(const struct cli_options *options);

#endif
