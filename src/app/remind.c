/* SPDX-License-Identifier: GPL-3.0-or-later */
/* remind.c - is now a moment for a kind word about today's exercises? */
#include "remind.h"

static bool asks_first(const struct today *today)
{
	for (int i = 0; i < today->advices; i++)
		if (today->advice[i].needs_yes)
			return true;
	return false;
}

enum remind remind_judge(const struct remind_input *in)
{
	if (day_hours_hold(&in->quiet, in->minute))
		return REMIND_QUIET;
	if (in->today->now.doubtful)
		return REMIND_CLOCK;
	if (in->today->tried > 0 || in->elsewhere)
		return REMIND_DONE;
	if (in->locked || asks_first(in->today))
		return REMIND_ADVICE;
	return in->today->plan.main_due == 0 ? REMIND_REST : REMIND_NOW;
}

const char *remind_text(enum remind remind)
{
	switch (remind) {
	case REMIND_NOW:
		return "Now.";
	case REMIND_QUIET:
		return "Nothing is said in the quiet hours.";
	case REMIND_DONE:
		return "Something was done today already, so nothing is said.";
	case REMIND_REST:
		return "Nothing is due today, so nothing is said.";
	case REMIND_ADVICE:
		return "Your physio or doctor is to be asked first, so nothing is said.";
	case REMIND_CLOCK:
		return "The clock cannot be trusted, so nothing is said.";
	}
	return "";
}

void remind_times(int minute, const struct day_hours *quiet, struct timer_unit *timer)
{
	int first = day_hours_hold(quiet, minute) ? quiet->to : minute;
	timer->count = 0;
	for (int at = first; at < DAY_MINUTES && timer->count < TIMER_TIMES; at += REMIND_EVERY)
		if (!day_hours_hold(quiet, at))
			timer->at[timer->count++] = at;
}
