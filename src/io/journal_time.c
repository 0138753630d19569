/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_time.c - a moment as text: the local time and its distance to UTC. */
#include "journal_time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAY_S = 24 * 60 * 60 };

void journal_time_text(const struct stamp *stamp, char text[TIME_BYTES])
{
	time_t local = (time_t)(stamp->utc_s + stamp->offset_s);
	int offset = abs(stamp->offset_s) % DAY_S;
	struct tm parts;
	if (gmtime_r(&local, &parts) == NULL)
		memset(&parts, 0, sizeof parts);
	size_t at = strftime(text, TIME_BYTES, "%Y-%m-%dT%H:%M:%S", &parts);
	at += (size_t)snprintf(text + at, TIME_BYTES - at, "%c%02d:%02d",
			       stamp->offset_s < 0 ? '-' : '+', offset / 3600, offset / 60 % 60);
	if (offset % 60 != 0 && at < TIME_BYTES)
		snprintf(text + at, TIME_BYTES - at, ":%02d", offset % 60);
}

/* Two digits; -1 when they are none. */
static int two(const char *text)
{
	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return -1;
	return (text[0] - '0') * 10 + text[1] - '0';
}

/* Every place must hold what the form says: 0 a digit, ? any sign, else itself. */
static bool has_form(const char *text)
{
	static const char form[] = "0000-00-00T00:00:00?00:00:00";
	size_t length = strlen(text);
	if (length != 25 && length != 28)
		return false;
	for (size_t i = 0; i < length; i++) {
		bool fits = form[i] == '0'   ? text[i] >= '0' && text[i] <= '9'
			    : form[i] == '?' ? text[i] == '+' || text[i] == '-'
					     : text[i] == form[i];
		if (!fits)
			return false;
	}
	return true;
}

bool journal_time_read(const char *text, struct stamp *stamp)
{
	char again[TIME_BYTES];
	if (!has_form(text))
		return false;
	struct tm parts;
	memset(&parts, 0, sizeof parts);
	parts.tm_year = two(text) * 100 + two(text + 2) - 1900;
	parts.tm_mon = two(text + 5) - 1;
	parts.tm_mday = two(text + 8);
	parts.tm_hour = two(text + 11);
	parts.tm_min = two(text + 14);
	parts.tm_sec = two(text + 17);
	int offset = two(text + 20) * 3600 + two(text + 23) * 60;
	if (text[25] == ':')
		offset += two(text + 26);
	int64_t local = timegm(&parts);
	stamp->offset_s = text[19] == '-' ? -offset : offset;
	stamp->utc_s = local - stamp->offset_s;
	stamp->day = (long)(local / DAY_S - (local % DAY_S < 0));
	/* A time that does not exist comes back as another one. */
	journal_time_text(stamp, again);
	return strcmp(text, again) == 0;
}
