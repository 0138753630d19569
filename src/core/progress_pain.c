/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress_pain.c - the start pain of the last two weeks: trend, better or not, none. */
#include "progress_parts.h"

#include <string.h>

enum {
	WEEK = TREND_DAYS / 2,
	ENOUGH = 2,	 /* records in a week: section 6.6 */
	HALVES = 2,	 /* medians are counted in half points */
	REAL_CHANGE = 2, /* points; or a third of tenths: Ostelo 2008 */
	TENTHS_BETTER = 3
};

static void count_up(uint8_t *count)
{
	if (*count < UINT8_MAX)
		++*count;
}

/* Days that were skipped are empty. */
static void advance(struct pain_days *pain, long day)
{
	long from = pain->newest + 1;
	if (pain->newest == NO_DAY || day - pain->newest >= TREND_DAYS)
		from = day - TREND_DAYS + 1;
	for (long i = from; i <= day; i++)
		memset(pain->count[(i + TREND_DAYS) % TREND_DAYS], 0, sizeof pain->count[0]);
	pain->newest = day;
}

static void note_base(struct pain_base *base, long day, int pain)
{
	if (base->from != NO_DAY && day >= base->from && day < base->from + WEEK)
		count_up(&base->count[pain]);
}

void pain_note(struct progress *p, long day, int pain)
{
	if (p->pain.newest == NO_DAY || day > p->pain.newest)
		advance(&p->pain, day);
	count_up(&p->pain.count[day % TREND_DAYS][pain]);
	note_base(&p->episode, day, pain);
	note_base(&p->review, day, pain);
}

void pain_begin(struct pain_base *base, long day)
{
	*base = (struct pain_base){.from = day};
}

/* The counts of days from - WEEK + 1 to from. */
static void week(const struct pain_days *pain, long from, int count[PAIN_MAX + 1])
{
	memset(count, 0, (PAIN_MAX + 1) * sizeof *count);
	for (long day = from - WEEK + 1; day <= from; day++) {
		if (day < 0 || day > pain->newest || day <= pain->newest - TREND_DAYS)
			continue;
		for (int value = 0; value <= PAIN_MAX; value++)
			count[value] += pain->count[day % TREND_DAYS][value];
	}
}

static int total(const int count[PAIN_MAX + 1])
{
	int all = 0;
	for (int value = 0; value <= PAIN_MAX; value++)
		all += count[value];
	return all;
}

/* The value of the nth record, from 0, in order of size. */
static int nth(const int count[PAIN_MAX + 1], int n)
{
	int value = 0;
	while (value < PAIN_MAX && n >= count[value])
		n -= count[value++];
	return value;
}

/* In half points; -1 when there are too few records. */
static int median(const int count[PAIN_MAX + 1])
{
	int all = total(count);
	return all < ENOUGH ? -1 : nth(count, (all - 1) / 2) + nth(count, all / 2);
}

int progress_trend(const struct progress *p, long day)
{
	int count[PAIN_MAX + 1];
	week(&p->pain, day, count);
	int now = median(count);
	week(&p->pain, day - WEEK, count);
	int before = median(count);
	return now < 0 || before < 0 ? 0 : now - before;
}

bool pain_is_better(const struct progress *p, const struct pain_base *base)
{
	int count[PAIN_MAX + 1], first[PAIN_MAX + 1];
	for (int value = 0; value <= PAIN_MAX; value++)
		first[value] = base->count[value];
	week(&p->pain, p->today, count);
	int now = median(count), then = median(first);
	if (now < 0)
		return false;
	if (now == 0)
		return true;
	return then >= 0 &&
	       (then - now >= REAL_CHANGE * HALVES || (then - now) * 10 >= then * TENTHS_BETTER);
}

bool pain_is_free(const struct progress *p)
{
	int now[PAIN_MAX + 1], before[PAIN_MAX + 1];
	week(&p->pain, p->today, now);
	week(&p->pain, p->today - WEEK, before);
	return p->zero_since != NO_DAY && p->today - p->zero_since >= TREND_DAYS &&
	       total(now) >= ENOUGH && total(before) >= ENOUGH;
}
