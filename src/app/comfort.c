/* SPDX-License-Identifier: GPL-3.0-or-later */
/* comfort.c - how loud and how fast the coach speaks. */
#include "comfort.h"

#include <math.h>

/* A tone wakes others sooner than a low voice does. */
enum { TONES_AT_NIGHT_DB = 3 };

/* A sixth less each time: 155 words a minute become 130, then 109. */
static const int speeds[COMFORT_SLOWEST + 1] = {100, 84, 70};

static int within(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

static int level_db(const struct comfort *comfort)
{
	return within(comfort->night_db + comfort->person_db, COMFORT_LEAST_DB, COMFORT_MOST_DB);
}

/* What changes nothing that can be heard is not kept: else "louder" had to be said in vain. */
static bool change_level(struct comfort *comfort, int by_db)
{
	struct comfort changed = *comfort;
	changed.person_db += by_db;
	if (level_db(&changed) == level_db(comfort))
		return false;
	*comfort = changed;
	return true;
}

bool comfort_adjust(struct comfort *comfort, enum intent_kind kind)
{
	if (kind == INTENT_LOUDER)
		return change_level(comfort, COMFORT_STEP_DB);
	if (kind == INTENT_QUIETER)
		return change_level(comfort, -COMFORT_STEP_DB);
	int slower = comfort->slower + (kind == INTENT_SLOWER ? 1 : -1);
	if (slower < 0 || slower > COMFORT_SLOWEST)
		return false;
	comfort->slower = slower;
	return true;
}

static bool may_save_a_life(enum cue cue)
{
	return cue == CUE_EMERGENCY || cue == CUE_LEG || cue == CUE_LEG_READ || cue == CUE_LOCKED ||
	       cue == CUE_REFUSE_LOCKED || cue == CUE_REFUSE_URGENT;
}

float comfort_gain(const struct comfort *comfort, enum comfort_kind kind, enum cue cue)
{
	int db = level_db(comfort);
	if (kind == COMFORT_TONE && comfort->night_db < 0)
		db -= TONES_AT_NIGHT_DB;
	if (kind != COMFORT_TONE && db < 0 && may_save_a_life(cue))
		db = 0;
	return (float)(comfort->percent[kind] / 100.0 * pow(10.0, db / 20.0));
}

int comfort_speed_percent(const struct comfort *comfort)
{
	return speeds[within(comfort->slower, 0, COMFORT_SLOWEST)];
}
