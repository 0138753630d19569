/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * places.h - where files are looked for.
 *
 * The person's own come first, then the shipped ones: beside the program's
 * build folder when it runs from a source tree, else in share/easeback.
 * Follows the XDG base directories.
 */
#ifndef APP_PLACES_H
#define APP_PLACES_H

#include <stdbool.h>
#include <stddef.h>

enum { PLACE_BYTES = 512 };

struct places {
	char settings[PLACE_BYTES]; /* the person's file; need not exist */
	char own_routines[PLACE_BYTES];
	char own_voices[PLACE_BYTES];
	char shipped_settings[PLACE_BYTES]; /* the commented defaults */
	char shipped_routines[PLACE_BYTES];
	char shipped_voices[PLACE_BYTES];
	char memo[PLACE_BYTES], comfort[PLACE_BYTES];
	char journal[PLACE_BYTES], session_lock[PLACE_BYTES], waiting[PLACE_BYTES];
	char units[PLACE_BYTES]; /* the folder of the person's own systemd */
	char people[PLACE_BYTES]; /* the folder of the voices that were enrolled */
};

/* Works out all places from the environment and the program's own path. */
void places_find(struct places *places);

/*
 * The file for a routine's or voice's name, or for a path (anything with a
 * slash or ending in .ini) as it is; the person's own before the shipped one.
 * False when there is none; *shipped tells whose it is.
 */
bool places_routine(const struct places *places, const char *name, char path[PLACE_BYTES],
		    bool *shipped);
bool places_voice(const struct places *places, const char *name, char path[PLACE_BYTES]);

/* The library that belongs to a routine file: exercises.ini beside it, else (also for "") the
 * shipped one. */
void places_library(const struct places *places, const char *routine, char path[PLACE_BYTES]);

#endif
