/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * first_setup.h - the conversation that sets up a box without a screen.
 *
 * It tries one loudspeaker after the other, and with each microphone, until somebody says yes or
 * presses a key; measures, asks how loud and whether it may listen, and asks whether all that is to
 * be kept. A missing answer changes nothing, and no delay is ever set shorter.
 *
 * Threads: main only. Ownership: all is lent. Units: ms, percent.
 */
#ifndef APP_FIRST_SETUP_H
#define APP_FIRST_SETUP_H

#include "ini_edit.h"
#include "settings.h"
#include "sound_bench.h"

#include <stdbool.h>

enum { FIRST_SETUP_NAMES = 6, FIRST_SETUP_CHANGES = 6, FIRST_SETUP_NAME_BYTES = 128 };

/* Devices to be tried, what the settings say first; "" is the default. */
struct setup_candidates {
	int outputs, microphones;
	char output[FIRST_SETUP_NAMES][FIRST_SETUP_NAME_BYTES];
	char microphone[FIRST_SETUP_NAMES][FIRST_SETUP_NAME_BYTES];
};

/* Who speaks, plays and hears: the real devices, or a test. See sound_bench.h. */
struct setup_partner {
	void *context;
	bool (*output)(void *context, const char *name);
	bool (*microphone)(void *context, const char *name);
	int (*wake_ms)(void *context); /* what a session gives this loudspeaker to wake up */
	void (*volume)(void *context, int percent);
	enum bench_news (*say)(void *context, const char *words);
	enum bench_news (*ask)(void *context, const char *question, int wait_ms);
	bool (*by_voice)(void *context); /* the last answer was spoken */
	enum bench_news (*test)(void *context, struct sound_result *result);
	bool (*has_keys)(void *context);
};

/* What it came to. */
enum setup_end {
	SETUP_KEEP,   /* the person said yes: write the changes, if there are any */
	SETUP_LEAVE,  /* no, or no answer, or stop: nothing is to be changed */
	SETUP_NOBODY, /* nobody answered on any device */
	SETUP_BROKEN  /* by a signal, or the loudspeaker went: at once */
};

struct setup_changes {
	int count;
	struct ini_change list[FIRST_SETUP_CHANGES];
};

/* Names worth trying out of those a system lists, without doubles; what is set stands first. */
void setup_candidates_add(struct setup_candidates *candidates, bool input, const char *name);

enum setup_end first_setup(const struct setup_partner *partner,
			   const struct setup_candidates *candidates,
			   const struct settings *settings, struct setup_changes *changes);

#endif
