/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_bins.c - sessions counted by week, month or year. */
#include "report_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { WEEK = 7, WEEKS_MOST = 30, MONTHS_MOST = 25 * 12, MONTH_DAYS = 31, SHORT_DAYS = 100 };

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

/* --- days in words ----------------------------------------------------- */

struct date {
	int year, month, day;
};

static struct date date_of(long day)
{
	char text[DATE_BYTES];
	clock_date(day < 0 ? 0 : day, text);
	return (struct date){.year = atoi(text), .month = atoi(text + 5), .day = atoi(text + 8)};
}

static const char *month_name(int month)
{
	return months + 3 * (month - 1);
}

void day_short(long day, char text[DAY_TEXT_BYTES])
{
	struct date date = date_of(day);
	snprintf(text, DAY_TEXT_BYTES, "%d %.3s", date.day, month_name(date.month));
}

void day_long(long day, char text[DAY_TEXT_BYTES])
{
	struct date date = date_of(day);
	snprintf(text, DAY_TEXT_BYTES, "%d %.3s %d", date.day, month_name(date.month), date.year);
}

void bin_label(enum bin_unit unit, const struct report_bin *bin, char text[DAY_TEXT_BYTES])
{
	struct date date = date_of(bin->first);
	if (unit == BIN_WEEK)
		day_short(bin->first, text);
	else if (unit == BIN_MONTH)
		snprintf(text, DAY_TEXT_BYTES, "%.3s %d", month_name(date.month), date.year);
	else
		snprintf(text, DAY_TEXT_BYTES, "%d", date.year);
}

/* --- the bins ---------------------------------------------------------- */

static long day_of(int year, int month)
{
	char text[32];
	long day = 0;
	snprintf(text, sizeof text, "%04d-%02d-01", year, month);
	bool good = clock_read_date(text, &day);
	assert(good);
	return day;
}

static long next_first(enum bin_unit unit, long first)
{
	struct date date = date_of(first);
	if (unit == BIN_YEAR)
		return day_of(date.year + 1, 1);
	if (unit == BIN_MONTH)
		return date.month < 12 ? day_of(date.year, date.month + 1)
				       : day_of(date.year + 1, 1);
	return first + WEEK;
}

static enum bin_unit unit_for(long days)
{
	if (days <= WEEKS_MOST * WEEK)
		return BIN_WEEK;
	return days <= (long)MONTHS_MOST * MONTH_DAYS ? BIN_MONTH : BIN_YEAR;
}

static void lay_out(const struct report *report, struct report_bins *bins)
{
	long first = report->since;
	memset(bins, 0, sizeof *bins);
	bins->unit = unit_for(report->until - report->since + 1);
	while (first <= report->until && bins->count < REPORT_BINS) {
		long next = next_first(bins->unit, first);
		bins->bin[bins->count++] = (struct report_bin){.first = first, .last = next - 1};
		first = next;
	}
}

bool report_is_short(const struct report *report)
{
	return report->until - report->since < SHORT_DAYS;
}

enum ending report_ending(const struct report_session *session)
{
	if (session->doubtful)
		return ENDING_DOUBTFUL;
	if (!session->ended)
		return ENDING_PART;
	switch (session->result) {
	case RESULT_COMPLETED:
		return ENDING_WHOLE;
	case RESULT_PAIN:
	case RESULT_LEG:
	case RESULT_EMERGENCY:
		return ENDING_PAIN;
	case RESULT_REFUSED: /* or cut off, and not gone on with */
		return session->begun > 0 ? ENDING_PART : ENDING_REFUSED;
	case RESULT_PARTLY:
	case RESULT_QUIET:
	case RESULT_STOPPED:
	case RESULT_LOST:
		break;
	}
	return ENDING_PART;
}

int report_pain(const struct report_session *session, enum pain_time time)
{
	switch (time) {
	case PAIN_BEFORE:
		return session->start;
	case PAIN_DURING:
		return session->during;
	case PAIN_AFTER:
		return session->after;
	case PAIN_MORNING:
	case PAIN_TIMES:
		break;
	}
	return session->morning;
}

static void add_pain(struct report_bin *bin, const struct report_session *session)
{
	for (enum pain_time time = 0; time < PAIN_TIMES; time++) {
		int pain = report_pain(session, time);
		bin->pain_sum[time] += pain != PAIN_UNKNOWN ? pain : 0;
		bin->pain_known[time] += pain != PAIN_UNKNOWN;
	}
}

void report_count(const struct report *report, struct report_bins *bins)
{
	long done_day = NO_DAY;
	int at = 0;
	lay_out(report, bins);
	for (int i = 0; i < report->sessions; i++) {
		const struct report_session *session = &report->session[i];
		while (at < bins->count - 1 && session->day > bins->bin[at].last)
			at++;
		struct report_bin *bin = &bins->bin[at];
		bin->ending[report_ending(session)]++;
		if (session->doubtful)
			continue;
		add_pain(bin, session);
		bin->days += session->begun > 0 && session->day != done_day;
		if (session->begun > 0)
			done_day = session->day;
	}
}
