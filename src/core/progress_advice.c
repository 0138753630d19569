/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress_advice.c - when somebody with the training should be asked: AD rows and FL3.
 *
 * Two weeks without getting better and reassessing after four to six weeks
 * follow published advice on back pain; the counts are our own choice.
 */
#include "progress_parts.h"

#include <assert.h>

enum {
	RUN = 2,	     /* AD2: twice running */
	EPISODE_DAYS = 14,   /* AD3 */
	FLARE_DAYS = 14,     /* FL3 */
	REVIEW_DAYS = 6 * 7, /* AD4 */
	FIRST_RUN_DAYS = 28  /* X1 */
};

static void note_severe(struct progress *p, const struct opened *at)
{
	int pain = at->session->start_pain;
	if (pain == PAIN_UNKNOWN)
		return;
	if (pain < p->policy.stop) {
		if (at->sure)
			p->severe_run = 0;
	} else if (++p->severe_run >= RUN) {
		p->due |= DUE_AD2;
	}
}

/* AD5: any pain ends it, whatever its day. */
static void note_zero(struct progress *p, const struct opened *at)
{
	if (at->session->start_pain > 0 || at->session->morning > 0) {
		p->zero_since = NO_DAY;
		p->maintenance_read = false;
	} else if (at->sure && at->session->start_pain == 0 && p->zero_since == NO_DAY) {
		p->zero_since = at->day;
	}
}

void advice_note(struct progress *p, const struct opened *at)
{
	note_severe(p, at);
	note_zero(p, at);
}

void advice_read(struct progress *p, enum row row, long day)
{
	if (row == ROW_AD1)
		p->due &= ~(unsigned)DUE_AD1;
	if (row == ROW_AD2)
		p->due &= ~(unsigned)DUE_AD2;
	if (row == ROW_X4)
		p->due &= ~(unsigned)DUE_X4;
	if (row == ROW_FL3) {
		p->due &= ~(unsigned)DUE_FL3;
		p->flare_told = day;
	}
	if (row == ROW_AD3)
		p->episode_read = true;
	if (row == ROW_AD4)
		p->review_read = day;
	if (row == ROW_AD5)
		p->maintenance_read = true;
}

static bool flare_is_long(const struct progress *p)
{
	return p->flare.on && p->today - p->flare_told >= FLARE_DAYS;
}

static bool episode_goes_on(const struct progress *p)
{
	return p->episode.from != NO_DAY && !p->episode_read &&
	       p->today - p->episode.from >= EPISODE_DAYS && !pain_is_better(p, &p->episode);
}

static bool review_is_due(const struct progress *p, long review_day)
{
	bool passed = review_day > 0 && p->today > review_day;
	if (passed && p->review_read <= review_day && p->review.from < review_day)
		return true;
	long from = p->review_read > p->review.from ? p->review_read : p->review.from;
	return from != NO_DAY && p->today - from >= REVIEW_DAYS;
}

static void put(struct advice list[ADVICES], int *count, bool due, struct advice advice)
{
	assert(*count < ADVICES);
	if (due)
		list[(*count)++] = advice;
}

int progress_advice(const struct progress *p, long review_day, struct advice list[ADVICES])
{
	int count = 0;
	bool better = pain_is_better(p, &p->review);
	bool free = pain_is_free(p) && !p->flare.on && !p->maintenance_read;
	put(list, &count, p->due & DUE_AD1, (struct advice){.row = ROW_AD1, .needs_yes = true});
	put(list, &count, (p->due & DUE_FL3) || flare_is_long(p), (struct advice){.row = ROW_FL3});
	put(list, &count, p->due & DUE_AD2, (struct advice){.row = ROW_AD2});
	put(list, &count, p->due & DUE_X4, (struct advice){.row = ROW_X4});
	put(list, &count, episode_goes_on(p), (struct advice){.row = ROW_AD3});
	put(list, &count, review_is_due(p, review_day),
	    (struct advice){.row = ROW_AD4, .not_better = !better});
	put(list, &count, free, (struct advice){.row = ROW_AD5});
	return count;
}

struct progress_questions progress_questions(const struct progress *p)
{
	/* Without any clock to trust, two of its days can still be compared. */
	long done_day = p->doubtful_today ? p->said_day : p->done_day;
	bool long_ago = done_day == NO_DAY || p->today - done_day > FIRST_RUN_DAYS;
	return (struct progress_questions){.first_run = long_ago,
					   .signs = long_ago || p->flare.signs_due};
}
