/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * comfort.h - how loud and how fast the coach speaks: the settings, the hour, and the person's
 * word.
 *
 * Pure values: the same session gives the same sound.
 *
 * Threads: any; the caller's own struct. Ownership: none.
 * Units: dB against the loudness that clips are made with; percent of amplitude.
 */
#ifndef APP_COMFORT_H
#define APP_COMFORT_H

#include "cue.h"
#include "intent.h"

#include <stdbool.h>

enum {
	COMFORT_STEP_DB = 3, /* louder, quieter: plain to hear, and no surprise */
	COMFORT_MOST_DB = 6,
	COMFORT_LEAST_DB = -18, /* at night, too: still to be understood in a quiet room */
	COMFORT_SLOWEST = 2
};

enum comfort_kind { COMFORT_VOICE, COMFORT_RECORDING, COMFORT_TONE, COMFORT_KINDS };

struct comfort {
	int percent[COMFORT_KINDS]; /* as set: 0 to 100 */
	int night_db;		    /* 0 by day, else below it: -18 to -3; tones more */
	int person_db;		    /* louder, quieter: whole steps */
	int slower;		    /* how often it was asked for, up to COMFORT_SLOWEST */
};

/* "Louder", "quieter", "slower", "faster"; false when that is as far as it goes. */
bool comfort_adjust(struct comfort *comfort, enum intent_kind kind);

/* What a sound is multiplied with. Words that may save a life are never below the day's level. */
float comfort_gain(const struct comfort *comfort, enum comfort_kind kind, enum cue cue);

/* The words a minute, in percent of what the voice is made for. */
int comfort_speed_percent(const struct comfort *comfort);

#endif
