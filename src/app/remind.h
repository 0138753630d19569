/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * remind.h - is now a moment for a kind word about today's exercises?
 *
 * Pure. Never a second word when something was tried today, nor when it would
 * be against advice.
 */
#ifndef APP_REMIND_H
#define APP_REMIND_H

#include "day_time.h"
#include "timer_unit.h"
#include "today.h"

#include <stdbool.h>

enum remind {
	REMIND_NOW,
	REMIND_QUIET,  /* in the quiet hours */
	REMIND_DONE,   /* something was done today, or tried, or done elsewhere */
	REMIND_REST,   /* nothing is due today */
	REMIND_ADVICE, /* AD1, or an emergency not cleared: somebody else is to be asked first */
	REMIND_CLOCK   /* the day is not sure */
};

struct remind_input {
	const struct today *today;
	bool locked;	/* an emergency was not cleared */
	bool elsewhere; /* something was done elsewhere today */
	struct day_hours quiet;
	int minute; /* of the day */
};

enum remind remind_judge(const struct remind_input *in);

/* "It is quiet hours.": for the terminal and the log of the system. */
const char *remind_text(enum remind remind);

enum { REMIND_EVERY = 2 * 60 /* minutes */ };

/*
 * The times of a day that begins at minute: at most TIMER_TIMES, none in the
 * quiet hours, whose end takes the place of a first one in them.
 */
void remind_times(int minute, const struct day_hours *quiet, struct timer_unit *timer);

#endif
