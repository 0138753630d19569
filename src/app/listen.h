/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * listen.h - the command "listen": what the ear makes of a recording or of the microphone.
 *
 * One TAB-separated line a decision: start and end in seconds, intent, value
 * ("-" without one), confidence 0.00 to 1.00, "take" or "doubt". With "doubt"
 * the intent is the best guess, which a session would not act on.
 */
#ifndef APP_LISTEN_H
#define APP_LISTEN_H

#include "intent.h"

#include <stdbool.h>
#include <stdio.h>

struct fault;
struct voiceprint;

enum { LISTEN_SECONDS = 3600 }; /* of a recording; the rest is not read */

/* Whose ear it is. */
struct listening {
	enum listen_context context;
	const char *model;		 /* "" for Debian's */
	const struct voiceprint *people; /* enrolled, or NULL */
};

/* A recording, from its beginning to its end. */
bool listen_file(const char *path, const struct listening *how, FILE *out, struct fault *why);

/*
 * The same with what the loudspeaker played meanwhile, which is taken out: as a
 * session hears it. Somebody who speaks over it and goes on is a line as well,
 * with "voice" for the intent.
 */
bool listen_over(const char *path, const char *played, const struct listening *how, FILE *out,
		 struct fault *why);

/*
 * On a terminal a level meter stands below the decisions, ten times a second.
 * The microphone whose name contains the text ("": the default one), until
 * SIGINT or SIGTERM; both are blocked while it runs, and blocked or not
 * afterwards as they were before.
 */
bool listen_live(const char *microphone, const struct listening *how, FILE *out, struct fault *why);

#endif
