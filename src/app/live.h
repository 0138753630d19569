/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * live.h - a session in real time: the sound card pulls, a person answers.
 *
 * Main runs one loop: keys, mail from the workers, the frame counter. It
 * never sleeps longer than 20 ms while a session runs.
 */
#ifndef APP_LIVE_H
#define APP_LIVE_H

#include "exit_code.h"

#include <stdbool.h>
#include <stdio.h>

struct handover;
struct opening;
struct scene;
struct setup;

struct live_job {
	bool silent;		   /* captions only, no sound device */
	const struct scene *scene; /* a played person, for tests; NULL: a real one */
	const struct opening
	    *opening;	  /* of a real person: what was before; and the session is
			   * written down. Only for who holds the lock of the sessions */
	FILE *transcript; /* or NULL */
	const struct handover *before; /* it goes on from there, in this process; or NULL */
};

/* Lead a session to its end. Faults have been said on standard error. */
enum exit_code live_run(const struct setup *setup, const struct live_job *job);

/* Did SIGTERM or SIGHUP end the last one, which want the whole program to end? */
bool live_must_go(void);

#endif
