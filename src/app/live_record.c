/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * live_record.c - the journal of a live session.
 *
 * What was done is on disk before the next step begins: the rest before it
 * grows until then. But a disk that cannot, or takes too long, holds up nobody
 * for more than HOLD_MOST_MS: that is said once, and written when it can be.
 */
#include "live_parts.h"

#include "handover.h"
#include "monotonic.h"
#include "opening.h"
#include "setup.h"

enum { HOLD_MOST_MS = 3000 };

static uint64_t take_line(void *context, const struct line *line)
{
	struct live *live = context;
	return recorder_write(live->recorder, line);
}

static void on_effect(void *context, const struct effect *effect)
{
	struct live *live = context;
	scribe_effect(&live->scribe, effect);
}

static bool holds(void *context)
{
	struct live *live = context;
	struct live_disk *disk = &live->disk;
	if (recorder_is_written(live->recorder, live->scribe.number)) {
		disk->since_ms = 0;
		disk->late = false;
		return false;
	}
	int64_t now_ms = monotonic_ms();
	if (disk->since_ms == 0)
		disk->since_ms = now_ms;
	disk->late |= now_ms - disk->since_ms > HOLD_MOST_MS;
	return !disk->late && !disk->trouble;
}

struct coach_watch live_watch(struct live *live)
{
	const struct opening *opening = live->job->opening;
	if (opening == NULL || !opening_is_recorded(opening))
		return (struct coach_watch){.effect = NULL};
	return (struct coach_watch){.effect = on_effect, .holds = holds, .context = live};
}

bool live_open_record(struct live *live, struct fault *why)
{
	const struct opening *opening = live->job->opening;
	if (opening == NULL || opening->choice == OPENING_LEARN)
		return true;
	live->recorder = recorder_start(live->setup->places.journal, RECORDER_RETRY_MS, why);
	if (live->recorder == NULL)
		return false;
	live->records = opening_is_recorded(opening);
	if (live->job->before != NULL) {
		if (live->records)
			scribe_take_over(&live->scribe, &live->job->before->scribe, opening,
					 &live->session, &live->plan, take_line, live);
		return true;
	}
	live->clock = opening->clock;
	if (live->records) {
		scribe_begin(&live->scribe, opening, &live->session, &live->plan, take_line, live);
	} else if (!opening->now.doubtful) {
		struct line seen;
		scribe_seen(opening, &seen);
		recorder_write(live->recorder, &seen);
	}
	return true;
}

/* Where a damaged journal was set aside, the new one can be written. */
static void take_news(struct live *live)
{
	struct fault news;
	while (recorder_news(live->recorder, &news)) {
		live_message(live, news.text);
		live->disk.trouble = news.code != FAULT_NONE && news.code != FAULT_CORRUPT;
	}
}

static void tell_time(struct live *live)
{
	struct clock_reading reading = clock_read();
	bool doubted = live->clock.doubt != CLOCK_GOOD;
	struct stamp now = clock_stamp(&live->clock, &reading);
	scribe_time(&live->scribe, &now);
	if (live->clock.doubt != CLOCK_GOOD && !doubted)
		live_message(live, clock_doubt_text(live->clock.doubt));
}

void live_tend_record(struct live *live)
{
	struct live_disk *disk = &live->disk;
	if (live->recorder == NULL)
		return;
	take_news(live);
	if (live->records)
		tell_time(live);
	if ((disk->late || disk->trouble) && !disk->told)
		disk->told = coach_add(live->coach, CUE_NO_RECORD);
}

void live_close_record(struct live *live)
{
	struct fault why;
	if (live->records)
		scribe_lost(&live->scribe);
	if (recorder_stop(live->recorder, RECORDER_STOP_MS, &why) > 0)
		live_message(live, why.text);
	live->recorder = NULL;
}
