/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * timer_unit.h - a timer of the person's own systemd, and the service that it starts.
 *
 * easeback-remind.timer and easeback-remind.service in the folder given.
 * Threads: main. Errors: faults with a sentence.
 */
#ifndef IO_TIMER_UNIT_H
#define IO_TIMER_UNIT_H

#include "fault.h"

#include <stdbool.h>

enum { TIMER_TIMES = 3, UNIT_PATH_BYTES = 600 };

struct timer_unit {
	unsigned days;	     /* day_time.h */
	int count;	     /* 1 to TIMER_TIMES */
	int at[TIMER_TIMES]; /* minutes, the first one first */
	const char *program; /* its path */
};

/* Write both units, with the folder when there is none. */
bool timer_unit_write(const char *folder, const struct timer_unit *timer, struct fault *why);

/* What is set; *found tells. program stays as it is. */
bool timer_unit_read(const char *folder, bool *found, struct timer_unit *timer, struct fault *why);

/* Take both away; *found: there was one. */
bool timer_unit_remove(const char *folder, bool *found, struct fault *why);

/*
 * Have systemd begin, or end, what the units say. False and *why when there
 * is none that listens; the units stay.
 */
bool timer_unit_enable(struct fault *why);
bool timer_unit_disable(struct fault *why);

/* Does the systemd of this person go on after their last log-out, and begin without a log-in? Main
 * only. */
bool timer_unit_lingers(void);

/* Does this unit of the person's systemd run? False also where no systemd answers. */
bool timer_unit_runs(const char *unit);

#endif
