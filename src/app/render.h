/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * render.h - a session in virtual time, into a sound file and a transcript.
 *
 * The same session, coach and mixer as live; a loop pulls the sound instead of
 * the sound card, and a played person answers.
 */
#ifndef APP_RENDER_H
#define APP_RENDER_H

#include "scribe.h"
#include "session.h"

#include <stdbool.h>
#include <stdio.h>

struct fault;
struct scene;
struct setup;

struct render_job {
	const struct scene *scene;
	const char *sound; /* file to write, or NULL: none */
	FILE *transcript;  /* or NULL */
	bool silent;	   /* no voice: words take 60 ms a letter, the same on every machine */
	bool progress;	   /* show it on standard error */
	/* for tests: what was before, instead of the scene's; lines of the journal go to write */
	const struct opening *opening; /* or NULL */
	scribe_write_fn *write;
	void *context;
};

/* Render; false and *why when it could not be done, else *result. */
bool render_run(const struct setup *setup, const struct render_job *job,
		enum session_result *result, struct fault *why);

#endif
