/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.c - the fold over the history: sessions and marks, and which of their days are sure. */
#include "progress_parts.h"

#include <assert.h>
#include <string.h>

void progress_init(struct progress *p, const struct policy *policy, long today, bool doubtful)
{
	assert(today >= 0);
	memset(p, 0, sizeof *p);
	p->policy = *policy;
	p->today = today;
	p->doubtful_today = doubtful;
	p->day = p->first_day = p->done_day = p->said_day = NO_DAY;
	p->pain.newest = NO_DAY;
	p->episode.from = p->review.from = NO_DAY;
	p->flare.since = p->flare.raised_day = p->flare.settled_day = p->flare.open_day = NO_DAY;
	p->zero_since = p->flare_told = p->review_read = NO_DAY;
	p->strength.newest = p->walk.newest = NO_DAY;
}

/* --- days -------------------------------------------------------------------------- */

static bool is_possible(const struct progress *p, long day)
{
	return day >= 0 && day >= p->day && day <= p->today;
}

static void set_day(struct done_days *done, long day)
{
	if (day < 0)
		return;
	if (done->newest == NO_DAY || day - done->newest >= 32)
		done->days = 0;
	else if (day > done->newest)
		done->days <<= day - done->newest;
	if (day > done->newest)
		done->newest = day;
	if (done->newest - day < 32)
		done->days |= 1U << (done->newest - day);
}

/* The day is sure: what came before cannot have been later. */
static void bound(struct done_days *done, long day)
{
	if (done->unsure)
		set_day(done, day);
	done->unsure = done->lost = false;
}

static void note_done(struct done_days *done, const struct opened *at)
{
	if (at->sure) {
		set_day(done, at->day);
		return;
	}
	done->unsure = true;
	if (at->day == at->session->day)
		set_day(done, at->day);
	else
		done->lost = true;
}

static void note_sure_day(struct progress *p, long day)
{
	bound(&p->strength, day);
	bound(&p->walk, day);
	p->day = day;
}

/* --- sessions ------------------------------------------------------------------------- */

static bool has_begun(const struct past_session *session)
{
	for (int i = 0; i < session->count; i++)
		if (session->exercise[i].begun)
			return true;
	return false;
}

static void note_kinds(struct progress *p, const struct opened *at)
{
	for (int i = 0; i < at->session->count; i++) {
		const struct past_exercise *past = &at->session->exercise[i];
		if (past->begun && past->kind == KIND_STRENGTH)
			note_done(&p->strength, at);
		/* A warm-up walk is no day of walking: N3. */
		if (past->begun && past->kind == KIND_AEROBIC && past->part == PART_MAIN)
			note_done(&p->walk, at);
	}
}

static void note_start(struct progress *p, const struct opened *at)
{
	int pain = at->session->start_pain;
	if (p->first_day == NO_DAY && at->sure) {
		p->first_day = at->day;
		if (p->review.from == NO_DAY)
			pain_begin(&p->review, at->day);
	}
	if (at->sure && pain != PAIN_UNKNOWN)
		pain_note(p, at->day, pain);
}

/* What is only true until something is begun again. */
static void note_begun(struct progress *p, const struct opened *at)
{
	if (!has_begun(at->session))
		return;
	p->flare.signs_due = false;
	p->said_day = at->day;
	if (at->sure)
		p->done_day = at->day;
}

static struct opened open_session(const struct progress *p, const struct past_session *session)
{
	bool possible = is_possible(p, session->day);
	struct opened at = {.session = session,
			    .sure = possible && !session->doubtful,
			    .day = possible ? session->day : p->day};
	at.trend = progress_trend(p, at.day);
	at.morning = progress_morning(&p->policy, session->start_pain, session);
	/* It may take down, but is no credit. */
	if (!at.sure && at.morning == MORNING_SETTLED)
		at.morning = MORNING_UNKNOWN;
	return at;
}

void progress_add(struct progress *p, const struct past_session *session)
{
	assert(session->count >= 0 && session->count <= ROUTINE_EXERCISES);
	struct opened at = open_session(p, session);
	p->order++;
	if (at.sure)
		note_sure_day(p, at.day);
	known_open(p, &at);
	note_begun(p, &at);
	note_start(p, &at);
	note_kinds(p, &at);
	flare_note(p, &at);
	advice_note(p, &at);
	known_morning(p, &at);
	known_outcome(p, &at);
}

/* --- marks --------------------------------------------------------------------------- */

void progress_mark(struct progress *p, const struct past_mark *mark)
{
	bool sure = !mark->doubtful && is_possible(p, mark->day);
	if (sure)
		note_sure_day(p, mark->day);
	switch (mark->kind) {
	case MARK_REVIEW:
		known_again(p, NULL);
		pain_begin(&p->review, p->day);
		break;
	case MARK_EPISODE:
		pain_begin(&p->episode, p->day < 0 ? 0 : p->day);
		p->episode_read = false;
		break;
	case MARK_ACKNOWLEDGED:
		advice_read(p, mark->row, p->day);
		break;
	case MARK_AGAIN:
		known_again(p, mark->name);
		break;
	case MARK_FLARE:
	case MARK_FLARE_OVER:
	case MARK_ADVICE:
	case MARK_SEEN:
	case MARKS:
		break; /* for the log: they follow from the sessions */
	}
}
