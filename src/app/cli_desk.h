/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli_desk.h - the journal and the clock on the desk of a command.
 */
#ifndef APP_CLI_DESK_H
#define APP_CLI_DESK_H

#include "cli.h"
#include "journal.h"

#include <stdbool.h>

struct cli_desk {
	struct places places;
	struct journal *journal;
	struct clock clock;
};

/* Open the journal where it belongs; false and *why, and nothing is to be closed then. */
bool cli_desk_open(struct cli_desk *desk, enum journal_mode mode, struct fault *why);
void cli_desk_close(struct cli_desk *desk);

struct stamp cli_desk_now(struct cli_desk *desk);

/* Say so when the clock cannot be trusted. */
void cli_desk_doubt(const struct cli_desk *desk);

/* Print the fault; the exit code that belongs to it. */
enum exit_code cli_fault(const struct fault *why);

/* Asked in the terminal; without one, only --yes is a yes. */
bool cli_is_yes(const struct cli_options *options, const char *question);

#endif
