/* SPDX-License-Identifier: GPL-3.0-or-later */
/* today_text.c - advice, and what would move a level, as sentences. */
#include "today.h"

#include <stdio.h>

static const char *advice_sentence(const struct advice *advice)
{
	switch ((int)advice->row) {
	case ROW_AD1:
		return "Two sessions running ended because of pain: please speak to your physio or "
		       "doctor. The next session asks whether you have taken that in.";
	case ROW_AD2:
		return "There was a lot of pain at the start, twice running: please speak to your "
		       "physio or doctor.";
	case ROW_AD3:
		return "After two weeks the pain is much the same: please speak to your physio or "
		       "doctor.";
	case ROW_AD4:
		return advice->not_better
			   ? "It is time to look at the exercises anew. The pain is much the same, "
			     "so please do that with your physio or doctor."
			   : "It is time to look at the exercises anew, with your physio if you "
			     "can.";
	case ROW_AD5:
		return "No pain for two weeks: two or three days a week are enough from here, if "
		       "you like.";
	case ROW_FL3:
		return "Your back has had a hard time: please speak to your physio or doctor.";
	case ROW_X4:
		return "An exercise was too much twice running and is left out: your physio can "
		       "say what to do instead.";
	default:
		return "";
	}
}

void today_advice_text(const struct advice *advice, char text[ADVICE_TEXT_BYTES])
{
	snprintf(text, ADVICE_TEXT_BYTES, "%s", advice_sentence(advice));
}

/* What has to come beside the sessions and days still needed. */
static const char *hindrance_text(enum hindrance hindrance)
{
	static const char *const texts[HINDRANCES] = {
	    [HINDRANCE_NONE] = "",
	    [HINDRANCE_TOP] = "at its top",
	    [HINDRANCE_LEFT_OUT] = "left out until your physio has looked at it",
	    [HINDRANCE_FLARE] = "when the flare is over",
	    [HINDRANCE_INCOMPLETE] = "when a session is done in full",
	    [HINDRANCE_MORNING] = "when you say how the morning after was",
	    [HINDRANCE_TREND] = "when the start pain is lower again",
	    [HINDRANCE_CLOCK] = "when the day is sure",
	    [HINDRANCE_OTHERS] = "next time: two others go up first",
	};
	return texts[hindrance];
}

static const char *plural(int count)
{
	return count == 1 ? "" : "s";
}

void today_move_text(const struct outlook *outlook, char text[MOVE_TEXT_BYTES])
{
	const char *first = hindrance_text(outlook->hindrance);
	int n = snprintf(text, MOVE_TEXT_BYTES, "%s", first);
	if (outlook->hindrance == HINDRANCE_TOP || outlook->hindrance == HINDRANCE_LEFT_OUT)
		return;
	if (outlook->sessions > 0)
		n += snprintf(text + n, MOVE_TEXT_BYTES - (size_t)n, "%s%d good session%s more",
			      n > 0 ? "; " : "", outlook->sessions, plural(outlook->sessions));
	if (outlook->days > 0)
		n += snprintf(text + n, MOVE_TEXT_BYTES - (size_t)n, "%sin %d day%s at the soonest",
			      n > 0 ? ", " : "", outlook->days, plural(outlook->days));
	if (n == 0)
		snprintf(text, MOVE_TEXT_BYTES, "the next session");
}
