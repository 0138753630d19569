/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doctor_server.h - whether the speech server of the settings answers, and what mends it. */
#ifndef APP_DOCTOR_SERVER_H
#define APP_DOCTOR_SERVER_H

#include <stdbool.h>

struct settings;

struct server_finding {
	bool answers;
	char text[500]; /* what was found */
	char mend[200]; /* empty when there is nothing to mend */
};

/* Ask it, three seconds at most. False when the settings name none. */
bool doctor_ask_server(const struct settings *settings, struct server_finding *finding);

#endif
