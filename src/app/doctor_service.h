/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doctor_service.h - does the coach wait in the background, from each start of the machine on?
 *
 * Threads: main only. Errors: they are what is found.
 */
#ifndef APP_DOCTOR_SERVICE_H
#define APP_DOCTOR_SERVICE_H

#include <stdbool.h>

struct places;

struct service_finding {
	const char *how; /* "ok", "off" or "mend" */
	char text[400];	 /* what was found, and the command that mends it */
};

/* False where the service is not installed, as when the program was only built. */
bool doctor_find_service(const struct places *places, struct service_finding *finding);

#endif
