/* SPDX-License-Identifier: GPL-3.0-or-later */
/* today.c - the journal folded into what holds today. */
#include "today.h"

#include "record.h"

#include <string.h>

void today_begin(struct today *today, const struct stamp *now, const struct policy *policy)
{
	memset(today, 0, sizeof *today);
	today->now = *now;
	today->last_day = NO_DAY;
	if (today->now.day < 0)
		today->now.day = 0;
	progress_init(&today->progress, policy, today->now.day, now->doubtful);
}

void today_session(struct today *today, const struct past_session *past)
{
	progress_add(&today->progress, past);
	today->sessions++;
	if (!past->doubtful && past->day > today->last_day)
		today->last_day = past->day;
	today->tried += past->day == today->now.day;
	today->done += past->day == today->now.day && record_has_begun(past);
}

void today_end(struct today *today, const struct routine *routine)
{
	plan_today(&today->progress, routine, &today->plan);
	today->advices = progress_advice(&today->progress, routine->review_day, today->advice);
}

static bool add_session(void *context, const struct journal_entry *entry)
{
	today_session(context, &entry->past);
	return true;
}

static bool add_mark(void *context, const struct past_mark *mark)
{
	progress_mark(&((struct today *)context)->progress, mark);
	return true;
}

bool today_read(struct today *today, struct journal *journal, const struct stamp *now,
		const struct policy *policy, const struct routine *routine, struct fault *why)
{
	today_begin(today, now, policy);
	if (!journal_fold(journal, now->utc_s, add_session, add_mark, today, why))
		return false;
	today_end(today, routine);
	return true;
}
