/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock.h - what time and day it is where the person lives, and whether that may be believed.
 *
 * A Raspberry Pi has no clock of its own and wakes up in the past. Nothing
 * here decides by the clock of the system alone: the newest time of the
 * journal and the time the program was built are lower bounds, and a clock
 * that does not run can be told by one that nobody sets. A leap ahead between
 * two sessions cannot be seen; it looks like a long break, which only ever
 * lowers what is asked.
 *
 * What the system says comes in as a struct, so that a test may say anything.
 *
 * Threads: clock_init from main before others start (it reads the time zone);
 *          the rest from any thread, a struct clock from one.
 * Units: _s seconds since 1970-01-01 in UTC; days are numbered from there by
 *        the local calendar.
 */
#ifndef IO_CLOCK_H
#define IO_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* What the system says. */
struct clock_reading {
	int64_t utc_s;
	int64_t run_ms;	   /* since the machine started, sleep included: nobody sets this one */
	bool synchronised; /* a time server has set the clock, and nobody by hand since */
};

enum clock_doubt {
	CLOCK_GOOD,
	CLOCK_UNBORN, /* before the program was built */
	CLOCK_BEHIND, /* before something that is written down already */
	CLOCK_JUMPED  /* it was set while we looked */
};

struct clock {
	struct clock_reading first;
	enum clock_doubt doubt; /* never goes back to CLOCK_GOOD */
};

/* A moment as it is written down. */
struct stamp {
	int64_t utc_s;
	long day;
	int offset_s;  /* local time less UTC */
	bool doubtful; /* the clock could not be trusted */
};

struct clock_reading clock_read(void);

/*
 * newest_s is the newest time that was written down while the clock was
 * trusted (0: none), built_s is clock_built(). A clock behind newest_s is
 * believed all the same when a time server has set it: then the record was
 * wrong.
 */
void clock_init(struct clock *clock, const struct clock_reading *now, int64_t newest_s,
		int64_t built_s);

/* This moment; also notices when the clock was set since clock_init. */
struct stamp clock_stamp(struct clock *clock, const struct clock_reading *now);

/* The local day of a time, and with offset_s (or NULL) local time less UTC then. */
long clock_day(int64_t utc_s, int *offset_s);

/* The minute of the local day, 0 to 1439. */
int clock_minute(int64_t utc_s);

/* When the program was built. */
int64_t clock_built(void);

/* "the clock stands before ..."; NULL with CLOCK_GOOD. A sentence without its full stop. */
const char *clock_doubt_text(enum clock_doubt doubt);

enum { DATE_BYTES = 11 };

/* A day as YYYY-MM-DD, and back; false when it is none (2027-02-29). 1970 to 9999. */
void clock_date(long day, char text[DATE_BYTES]);
bool clock_read_date(const char *text, long *day);

#endif
