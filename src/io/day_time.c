/* SPDX-License-Identifier: GPL-3.0-or-later */
/* day_time.c - a time of the day, hours of the day, days of the week. */
#include "day_time.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { HOUR = 60, WEEK = 7, WORD_BYTES = 16 };

static const char *const names[WEEK] = {"monday", "tuesday",  "wednesday", "thursday",
					"friday", "saturday", "sunday"};

/* --- times ------------------------------------------------------------- */

/* One or two digits; how many there are. */
static int read_digits(const char *text, int *number)
{
	int count = 0;
	*number = 0;
	while (count < 2 && text[count] >= '0' && text[count] <= '9')
		*number = *number * 10 + (text[count++] - '0');
	return count;
}

/* A time, and what comes behind it; NULL: it is none. */
static const char *read_time(const char *text, int *minute)
{
	int hours, minutes;
	int digits = read_digits(text, &hours);
	if (digits == 0 || text[digits] != ':' || read_digits(text + digits + 1, &minutes) != 2)
		return NULL;
	*minute = hours * HOUR + minutes;
	return hours < 24 && minutes < HOUR ? text + digits + 3 : NULL;
}

bool day_time_read(const char *text, int *minute)
{
	const char *rest = read_time(text, minute);
	return rest != NULL && *rest == '\0';
}

void day_time_text(int minute, char text[TIME_TEXT_BYTES])
{
	unsigned at = (unsigned)minute % DAY_MINUTES;
	snprintf(text, TIME_TEXT_BYTES, "%02u:%02u", at / HOUR, at % HOUR);
}

bool day_hours_read(const char *text, struct day_hours *hours)
{
	struct day_hours read = {0, 0};
	if (*text != '\0') {
		const char *rest = read_time(text, &read.from);
		if (rest == NULL || *rest != '-' || !day_time_read(rest + 1, &read.to))
			return false;
	}
	*hours = read;
	return true;
}

bool day_hours_hold(const struct day_hours *hours, int minute)
{
	if (hours->from <= hours->to)
		return minute >= hours->from && minute < hours->to;
	return minute >= hours->from || minute < hours->to;
}

/* --- days -------------------------------------------------------------- */

/* Three letters or more of a day's name; -1: none. */
static int day_of(const char *word)
{
	size_t length = strlen(word);
	for (int i = 0; i < WEEK && length >= 3; i++)
		if (strncmp(names[i], word, length) == 0)
			return i;
	return -1;
}

/* "mon-fri" goes on past Sunday, too. */
static bool read_range(char *word, unsigned *days)
{
	char *dash = strchr(word, '-');
	if (dash != NULL)
		*dash = '\0';
	int first = day_of(word), last = dash != NULL ? day_of(dash + 1) : first;
	if (first < 0 || last < 0)
		return false;
	for (int i = first;; i = (i + 1) % WEEK) {
		*days |= 1U << i;
		if (i == last)
			return true;
	}
}

static bool read_word(char *word, unsigned *days)
{
	unsigned all = strcmp(word, "daily") == 0      ? EVERY_DAY
		       : strcmp(word, "weekdays") == 0 ? 0x1f
		       : strcmp(word, "weekend") == 0  ? 0x60
						       : 0;
	*days |= all;
	return all != 0 || read_range(word, days);
}

bool weekdays_read(const char *text, unsigned *days)
{
	char word[2 * WORD_BYTES];
	do {
		size_t length = strcspn(text, ",");
		if (length == 0 || length >= sizeof word)
			return false;
		for (size_t i = 0; i < length; i++)
			word[i] = (char)tolower((unsigned char)text[i]);
		word[length] = '\0';
		if (!read_word(word, days))
			return false;
		text += length;
	} while (*text++ == ',');
	return true;
}

void weekdays_text(unsigned days, char text[DAYS_TEXT_BYTES])
{
	int n = 0;
	snprintf(text, DAYS_TEXT_BYTES, "daily");
	for (int i = 0; i < WEEK && days != EVERY_DAY; i++)
		if (days & 1U << i)
			n += snprintf(text + n, DAYS_TEXT_BYTES - (size_t)n, "%s%.3s",
				      n > 0 ? "," : "", names[i]);
}
