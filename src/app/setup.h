/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setup.h - everything a session is made of, read from files, for live and rendered alike.
 */
#ifndef APP_SETUP_H
#define APP_SETUP_H

#include "comfort.h"
#include "phrase.h"
#include "places.h"
#include "routine.h"
#include "routine_file.h"
#include "settings.h"
#include "voice_file.h"

#include <stdbool.h>

struct fault;
struct voiceprint;

/* What the command line says; NULL where it says nothing. */
struct choices {
	const char *settings, *voice, *device, *microphone;
	bool no_ear, silent;
	bool night, no_night; /* whatever the hour */
};

/* Large: allocate it with setup_new, release it with free. */
struct setup {
	struct places places;
	struct settings settings;
	struct library library;
	struct routine routine;
	struct voice_file voice;
	struct phrase_facts facts;
	bool night; /* see setup_night */
};

struct setup *setup_new(struct fault *why);

/* Print the remarks of a file to standard error, "file:line: error: ..." each. Returns the errors.
 */
int print_remarks(const char *path, const struct remarks *remarks);

/* Settings: the defaults, the person's file, the command line. False when a file is wrong; it has
 * been said. */
bool setup_settings(struct setup *setup, const struct choices *choices);

/* The routine of that name, or the settings' one with NULL. Errors have been said; warnings are for
 * check. */
bool setup_routine(struct setup *setup, const char *name);

/* Conditions of the person that no professional has cleared. */
unsigned setup_conditions(const struct setup *setup);

/*
 * Is it night now, by the settings and the command line? What is played live asks the clock, and
 * takes the day where the clock cannot be right; a rendering goes by the command line alone.
 */
bool setup_is_night(const struct setup *setup, const struct choices *choices, bool live);

/* All that is made from now on is for the night: softer, and with nothing loud in it. */
void setup_night(struct setup *setup);

/* How loud it is all played at first. */
struct comfort setup_comfort(const struct setup *setup);

bool setup_voice(struct setup *setup);

/* The enrolled people whom the settings name, or NULL; what cannot be read has been said, and is
 * left out. voiceprint_free releases it. */
struct voiceprint *setup_people(const struct setup *setup);

#endif
