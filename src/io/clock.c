/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clock.c - what time and day it is where the person lives, and whether that may be believed. */
#include "clock.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sys/timex.h>

enum {
	DAY_S = 24 * 60 * 60,
	SLACK_S = 60,	    /* a time server corrects so much without anybody noticing */
	LAST_DAY = 2932896, /* 9999-12-31 */
};

/* The state of the kernel's clock; setting it by hand takes the mark away. */
static bool is_synchronised(void)
{
	struct timex state;
	memset(&state, 0, sizeof state);
	int result = adjtimex(&state);
	return result >= 0 && result != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

struct clock_reading clock_read(void)
{
	struct timespec wall = {0}, run = {0};
	clock_gettime(CLOCK_REALTIME, &wall);
	clock_gettime(CLOCK_BOOTTIME, &run);
	return (struct clock_reading){
	    .utc_s = wall.tv_sec,
	    .run_ms = (int64_t)run.tv_sec * 1000 + run.tv_nsec / 1000000,
	    .synchronised = is_synchronised(),
	};
}

void clock_init(struct clock *clock, const struct clock_reading *now, int64_t newest_s,
		int64_t built_s)
{
	tzset();
	*clock = (struct clock){.first = *now};
	/* a day, in case the machine that built it was ahead */
	if (now->utc_s < built_s - DAY_S)
		clock->doubt = CLOCK_UNBORN;
	else if (now->utc_s < newest_s - SLACK_S && !now->synchronised)
		clock->doubt = CLOCK_BEHIND;
}

static bool has_jumped(const struct clock_reading *first, const struct clock_reading *now)
{
	int64_t ran_s = (now->run_ms - first->run_ms) / 1000;
	int64_t leap_s = now->utc_s - first->utc_s - ran_s;
	return leap_s > SLACK_S || leap_s < -SLACK_S;
}

struct stamp clock_stamp(struct clock *clock, const struct clock_reading *now)
{
	struct stamp stamp = {.utc_s = now->utc_s};
	if (clock->doubt == CLOCK_GOOD && has_jumped(&clock->first, now))
		clock->doubt = CLOCK_JUMPED;
	stamp.day = clock_day(now->utc_s, &stamp.offset_s);
	stamp.doubtful = clock->doubt != CLOCK_GOOD;
	return stamp;
}

static long floor_day(int64_t seconds)
{
	return (long)(seconds / DAY_S - (seconds % DAY_S < 0));
}

long clock_day(int64_t utc_s, int *offset_s)
{
	time_t seconds = (time_t)utc_s;
	struct tm parts;
	long offset = localtime_r(&seconds, &parts) != NULL ? parts.tm_gmtoff : 0;
	if (offset_s != NULL)
		*offset_s = (int)offset;
	return floor_day(utc_s + offset);
}

int clock_minute(int64_t utc_s)
{
	int offset_s;
	long day = clock_day(utc_s, &offset_s);
	return (int)((utc_s + offset_s - (int64_t)day * 24 * 60 * 60) / 60);
}

int64_t clock_built(void)
{
	return EASEBACK_BUILT;
}

const char *clock_doubt_text(enum clock_doubt doubt)
{
	switch (doubt) {
	case CLOCK_GOOD:
		break;
	case CLOCK_UNBORN:
		return "the clock stands before the day this program was made";
	case CLOCK_BEHIND:
		return "the clock stands before what is in the journal already";
	case CLOCK_JUMPED:
		return "the clock was set in the middle of it";
	}
	return NULL;
}

/* --- dates ------------------------------------------------------------- */

void clock_date(long day, char text[DATE_BYTES])
{
	time_t seconds = (time_t)(day < 0 ? 0 : day > LAST_DAY ? LAST_DAY : day) * DAY_S;
	struct tm parts;
	gmtime_r(&seconds, &parts);
	size_t bytes = strftime(text, DATE_BYTES, "%Y-%m-%d", &parts);
	assert(bytes == DATE_BYTES - 1);
}

static bool has_form(const char *text)
{
	static const char form[] = "0000-00-00";
	if (strlen(text) != sizeof form - 1)
		return false;
	for (size_t i = 0; i < sizeof form - 1; i++)
		if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
			return false;
	return true;
}

bool clock_read_date(const char *text, long *day)
{
	char again[DATE_BYTES];
	if (!has_form(text))
		return false;
	struct tm parts;
	memset(&parts, 0, sizeof parts);
	parts.tm_year = atoi(text) - 1900;
	parts.tm_mon = atoi(text + 5) - 1;
	parts.tm_mday = atoi(text + 8);
	/* A day that does not exist comes back as another one. */
	*day = floor_day((int64_t)timegm(&parts));
	if (*day < 0)
		return false;
	clock_date(*day, again);
	return strcmp(text, again) == 0;
}
