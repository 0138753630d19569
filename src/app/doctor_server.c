/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doctor_server.c - whether the speech server of the settings answers, and what mends it. */
#include "doctor_server.h"

#include "fault.h"
#include "settings.h"
#include "wyoming.h"

#include <stdio.h>

enum { SERVER_MS = 3000 };

static void judge(struct server_finding *finding, const struct settings *settings,
		  enum wyoming_result result, const char *name, const char *problem)
{
	const char *host = settings->ear_host;
	int port = settings->ear_port;
	finding->answers = result == WYOMING_HEARD && name[0] != '\0';
	if (finding->answers) {
		snprintf(finding->text, sizeof finding->text, "%s at %s, port %d", name, host,
			 port);
		return;
	}
	if (result == WYOMING_HEARD)
		problem = "it answers, but recognises no speech";
	snprintf(finding->text, sizeof finding->text,
		 "%s, port %d: %s; the ear of this machine goes on alone", host, port, problem);
	snprintf(finding->mend, sizeof finding->mend,
		 "Is it running there, and open to others? For most such servers that is: --uri "
		 "tcp://0.0.0.0:%d",
		 port);
}

bool doctor_ask_server(const struct settings *settings, struct server_finding *finding)
{
	char name[WYOMING_TEXT];
	struct fault why;
	*finding = (struct server_finding){.answers = false};
	if (!settings->ear || settings->ear_host[0] == '\0')
		return false;
	struct wyoming *wyoming = wyoming_open(settings->ear_host, settings->ear_port, &why);
	if (wyoming == NULL) {
		snprintf(finding->text, sizeof finding->text, "%s", why.text);
		return true;
	}
	enum wyoming_result result = wyoming_describe(wyoming, SERVER_MS, name);
	judge(finding, settings, result, name, wyoming_why(wyoming));
	wyoming_close(wyoming);
	return true;
}
