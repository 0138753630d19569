/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress_flare.c - when a flare begins and ends: rows FL1 and FL2. */
#include "progress_parts.h"

enum {
	RUN = 2 /* mornings or pain stops running: our own choice */
};

static bool is_pain_stop(const struct past_session *session)
{
	return session->ended && session->result == RESULT_PAIN;
}

/* It came to its end without pain stopping it. */
static bool is_calm(const struct past_session *session)
{
	return session->ended &&
	       (session->result == RESULT_COMPLETED || session->result == RESULT_PARTLY);
}

static void enter(struct progress *p, enum flare_cause cause, long day)
{
	struct flare *flare = &p->flare;
	if (flare->on)
		return;
	flare->on = true;
	flare->row = ROW_FL1;
	flare->cause = cause;
	flare->since = day;
	flare->signs_due = true;
	flare->settled_run = 0;
	p->flare_told = day;
	if (cause != FLARE_MORNINGS)
		p->due |= DUE_FL3;
	known_flare(p);
}

static void leave(struct flare *flare, long day)
{
	flare->on = false;
	flare->row = ROW_FL2;
	flare->since = day;
	flare->signs_due = false;
	flare->raised_run = 0;
}

static void note_stop(struct progress *p, const struct opened *at)
{
	struct flare *flare = &p->flare;
	if (is_pain_stop(at->session)) {
		flare->settled_run = 0;
		if (flare->on)
			p->due |= DUE_FL3;
		if (++flare->stop_run >= RUN) {
			p->due |= DUE_AD1;
			enter(p, FLARE_STOPS, at->day);
		}
	} else if (at->sure && is_calm(at->session)) {
		flare->stop_run = 0;
	}
}

static long morning_after(long day)
{
	return day == NO_DAY ? NO_DAY : day + 1;
}

static void note_raised(struct progress *p, const struct opened *at)
{
	struct flare *flare = &p->flare;
	flare->settled_run = 0;
	/* Two sessions of one day have one morning. */
	if (!at->sure || at->day != flare->raised_day)
		flare->raised_run++;
	flare->raised_day = at->sure ? at->day : NO_DAY;
	if (at->session->morning >= p->policy.stop)
		enter(p, FLARE_SEVERE_MORNING, morning_after(at->day));
	else if (flare->raised_run >= RUN)
		enter(p, FLARE_MORNINGS, morning_after(at->day));
}

static void note_settled(struct progress *p, const struct opened *at)
{
	struct flare *flare = &p->flare;
	flare->raised_run = 0;
	if (is_pain_stop(at->session) || at->day == flare->settled_day)
		return;
	flare->settled_day = at->day;
	flare->settled_run++;
	if (flare->on && flare->settled_run >= RUN)
		leave(flare, morning_after(at->day));
}

/* A missing morning ends the run of settled ones, unless another session of the day has it. */
static void note_open(struct flare *flare, const struct opened *at)
{
	if (flare->open_day != NO_DAY && (!at->sure || at->day != flare->open_day))
		flare->settled_run = 0;
	flare->open_day = NO_DAY;
	if (at->morning != MORNING_UNKNOWN)
		return;
	if (!at->sure)
		flare->settled_run = 0;
	else if (at->day != flare->settled_day)
		flare->open_day = at->day;
}

void flare_note(struct progress *p, const struct opened *at)
{
	note_open(&p->flare, at);
	note_stop(p, at);
	if (at->morning == MORNING_RAISED)
		note_raised(p, at);
	else if (at->morning == MORNING_SETTLED)
		note_settled(p, at);
}
