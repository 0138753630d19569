/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coupling.c - does the microphone hear the loudspeaker at all? */
#include "coupling.h"

#include "echo.h"

/* Above the quietest moment of late; speech at a microphone stands out by more. */
static const float LOUD_DB = 10.0F;

/* With no loud frame the share falls from one to this in two and a half seconds of sound. */
static const float RATE = 1.0F / 200, AUDIBLE_SHARE = 0.3F;

enum { VOICE_RUN = 5 };

void coupling_init(struct coupling *coupling)
{
	*coupling = (struct coupling){
	    .share = 1.0F, .delay_ms = -1, .least_db = 0.0F, .least_before_db = 0.0F};
}

static float lesser(float a, float b)
{
	return a < b ? a : b;
}

/* The quietest moment of the last one and a half to three seconds. */
static float floor_db(struct coupling *c, float level_db)
{
	c->smooth_db += (level_db - c->smooth_db) / 3;
	c->least_db = lesser(c->least_db, c->smooth_db);
	if (++c->frame == COUPLING_WINDOW) {
		c->frame = 0;
		c->least_before_db = c->least_db;
		c->least_db = c->smooth_db;
	}
	return lesser(c->least_db, c->least_before_db);
}

bool coupling_frame(struct coupling *coupling, bool sounding, bool found, float level_db)
{
	bool loud = level_db > floor_db(coupling, level_db) + LOUD_DB;
	coupling->loud_run = loud ? coupling->loud_run + 1 : 0;
	if (found)
		coupling->share = 1.0F;
	else if (sounding)
		coupling->share += RATE * ((loud ? 1.0F : 0.0F) - coupling->share);
	return sounding && coupling->share > AUDIBLE_SHARE;
}

bool coupling_steady(struct coupling *coupling, int delay_ms)
{
	bool known = delay_ms >= 0 && coupling->delay_ms >= 0;
	int apart = delay_ms - coupling->delay_ms;
	if (known && apart <= COUPLING_JUMP_MS && apart >= -COUPLING_JUMP_MS) {
		/* a drift goes on for hours, and is no jump: follow it a step at a time */
		coupling->delay_ms += (apart > 0) - (apart < 0);
	} else if (known || delay_ms >= 0) {
		coupling->delay_ms = delay_ms;
		coupling->unsteady = COUPLING_SETTLE;
	}
	if (coupling->unsteady > 0)
		coupling->unsteady--;
	return coupling->unsteady == 0;
}

bool coupling_voice(const struct coupling *coupling)
{
	return coupling->loud_run >= VOICE_RUN;
}

void coupling_take(struct coupling *coupling, const struct echo_report *report, bool *playing,
		   bool *near_voice)
{
	*playing =
	    coupling_frame(coupling, report->playing, report->delay_ms >= 0, report->near_db);
	bool steady = coupling_steady(coupling, report->delay_ms);
	*near_voice = *playing ? report->near_voice && steady : coupling_voice(coupling);
}
