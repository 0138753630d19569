/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_desk.c - the journal and the clock on the desk of a command. */
#include "cli_desk.h"

#include <ctype.h>
#include <stdio.h>

bool cli_desk_open(struct cli_desk *desk, enum journal_mode mode, struct fault *why)
{
	struct clock_reading now = clock_read();
	int64_t newest_s;
	places_find(&desk->places);
	desk->journal = journal_open(desk->places.journal, mode, why);
	if (desk->journal == NULL)
		return false;
	if (!journal_newest(desk->journal, &newest_s, why)) {
		cli_desk_close(desk);
		return false;
	}
	clock_init(&desk->clock, &now, newest_s, clock_built());
	return true;
}

void cli_desk_close(struct cli_desk *desk)
{
	journal_close(desk->journal);
	desk->journal = NULL;
}

struct stamp cli_desk_now(struct cli_desk *desk)
{
	struct clock_reading now = clock_read();
	return clock_stamp(&desk->clock, &now);
}

void cli_desk_doubt(const struct cli_desk *desk)
{
	const char *text = clock_doubt_text(desk->clock.doubt);
	if (text != NULL)
		fprintf(stderr, "easeback: %s, so the day may be wrong\n", text);
}

enum exit_code cli_fault(const struct fault *why)
{
	fprintf(stderr, "easeback: %s\n", why->text);
	return exit_code_of_fault(why->code);
}

bool cli_is_yes(const struct cli_options *options, const char *question)
{
	char answer[16] = "";
	if (options->yes)
		return true;
	fprintf(stderr, "%s [y/N] ", question);
	if (fgets(answer, sizeof answer, stdin) == NULL)
		fputc('\n', stderr);
	return tolower((unsigned char)answer[0]) == 'y';
}
