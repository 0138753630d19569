/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chart.h - has gnuplot, as a child process, draw charts.
 *
 * It is started before it is needed, since that takes it longer than drawing.
 *
 * Threads: each from one at a time; chart_end waits for the child, for
 *          CHART_LIMIT_MS at most, then ends it.
 * The script must hold numbers and words of ours only: gnuplot can run
 * commands, so nothing that a person wrote may get into it.
 */
#ifndef IO_CHART_H
#define IO_CHART_H

#include "fault.h"

#include <sys/types.h>

enum { CHART_LIMIT_MS = 5000 };

/* All zero: none, so that one that was never begun may be dropped. */
struct chart_process {
	pid_t child; /* or 0 */
	int link;    /* what it reads and writes; only with a child */
};

/* Start gnuplot (the environment's EASEBACK_GNUPLOT names another program). */
struct chart_process chart_begin(void);

/*
 * What it prints for the script: to be freed. NULL and *why when there is no
 * gnuplot, or it does not do it. The process is over then.
 */
char *chart_end(struct chart_process *process, const char *script, struct fault *why);

/* Ends it when it is not needed after all; nothing where there is none, or no more. */
void chart_drop(struct chart_process *process);

#endif
