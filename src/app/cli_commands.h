/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli_commands.h - every command: its options, and what its help says.
 *
 * Threads: main only. Nothing is owned: all of it is constant.
 */
#ifndef APP_CLI_COMMANDS_H
#define APP_CLI_COMMANDS_H

#include "cli.h"

struct command {
	const char *name, *use, *what, *options;
	int words_least, words_most;
	const char *allowed; /* long options with blanks around each */
	enum exit_code (*run)(const struct cli_options *options);
};

enum { COMMANDS_MOST = 40 };

/* The i-th command, the one that needs no name first; NULL when there are no more. */
const struct command *cli_command(int i);

/* NULL when there is none of that name. */
const struct command *cli_find_command(const char *name);

void cli_print_help(void);
void cli_print_command_help(const struct command *command);

#endif
