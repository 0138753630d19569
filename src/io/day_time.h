/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * day_time.h - a time of the day, hours of the day, days of the week: as people write them.
 *
 * Units: minutes since midnight; bit i of days is Monday and i.
 */
#ifndef IO_DAY_TIME_H
#define IO_DAY_TIME_H

#include <stdbool.h>
#include <stddef.h>

enum { DAY_MINUTES = 24 * 60, EVERY_DAY = 0x7f, TIME_TEXT_BYTES = 6, DAYS_TEXT_BYTES = 40 };

/* From one time to another, also past midnight; equal: never. */
struct day_hours {
	int from, to;
};

/* "07:30" or "7:30". False when it is no such text. */
bool day_time_read(const char *text, int *minute);
void day_time_text(int minute, char text[TIME_TEXT_BYTES]);

/* "21:00-07:00"; "" is never. */
bool day_hours_read(const char *text, struct day_hours *hours);
bool day_hours_hold(const struct day_hours *hours, int minute);

/* "mon,wed-fri", "weekdays", "daily": adds to *days. */
bool weekdays_read(const char *text, unsigned *days);

/* "mon,wed,fri", or "daily". */
void weekdays_text(unsigned days, char text[DAYS_TEXT_BYTES]);

#endif
