/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settings_ear.c - reads who listens: nobody, the ear of this machine, a speech server besides it.
 */
#include "settings_ear.h"

#include "ear_lookup.h"
#include "ini_file.h"
#include "settings.h"

#include <stdio.h>
#include <string.h>

enum { PORT_MOST = 65535, PORT_DIGITS = 5 };

static const char scheme[] = "wyoming://";

/* A whole number from 1 to 65535 and nothing behind it; 0 when it is none. */
static int read_port(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	int port = 0;
	if (digits == 0 || digits > PORT_DIGITS || text[digits] != '\0')
		return 0;
	for (size_t i = 0; i < digits; i++)
		port = port * 10 + (text[i] - '0');
	return port <= PORT_MOST ? port : 0;
}

/* An address with colons of its own stands in brackets. */
static bool split(const char *place, const char **host, size_t *length, const char **port)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789.-_";
	bool brackets = place[0] == '[';
	*host = place + brackets;
	*length = brackets ? strcspn(*host, "]") : strspn(*host, plain);
	const char *end = *host + *length;
	if (*length == 0 || (brackets && *end != ']'))
		return false;
	end += brackets;
	*port = end + 1;
	return *end == ':';
}

static void read_server(const struct ini_line *line, struct settings *settings,
			struct remarks *remarks)
{
	const char *host, *port;
	size_t length;
	int number = 0;
	if (split(line->value + strlen(scheme), &host, &length, &port))
		number = read_port(port);
	if (number == 0 || length >= sizeof settings->ear_host) {
		remark_error(remarks, line->line,
			     "%s must name a host and a port from 1 to %d, such as "
			     "wyoming://192.168.1.20:10300, not \"%s\"",
			     line->key, PORT_MOST, ini_show(line->value).text);
		return;
	}
	snprintf(settings->ear_host, sizeof settings->ear_host, "%.*s", (int)length, host);
	settings->ear_port = number;
	settings->ear = true;
}

void settings_read_ear(const struct ini_line *line, struct settings *settings,
		       struct remarks *remarks)
{
	static const char *const names[] = {"no", "yes", "wyoming://host:port"};
	int choice;
	if (strncmp(line->value, scheme, strlen(scheme)) == 0) {
		read_server(line, settings, remarks);
	} else if (ini_choice(line, names, 3, &choice, remarks)) {
		settings->ear = choice == 1;
		settings->ear_host[0] = '\0';
		settings->ear_port = 0;
	}
}

void settings_check_phrase(const struct ini *ini, const struct settings *settings,
			   struct remarks *remarks)
{
	struct lookup lookup;
	char missing[LOOKUP_BYTES];
	for (int i = 0; i < ini->count; i++) {
		const struct ini_line *line = &ini->list[i];
		if (!line->key || strcmp(line->key, "start_phrase") != 0 ||
		    strcmp(line->section, "ear") != 0 || line->value[0] == '\0')
			continue;
		enum lookup_result result =
		    lookup_words(&lookup, settings->ear_model, line->value, missing);
		if (result == LOOKUP_UNKNOWN)
			remark_error(
			    remarks, line->line,
			    "start_phrase has the word \"%s\", which the speech model does "
			    "not know",
			    missing);
		else if (result == LOOKUP_SHAPE)
			remark_error(remarks, line->line,
				     "start_phrase must be one to six words, not \"%s\"",
				     ini_show(line->value).text);
		else if (result == LOOKUP_FOUND && lookup_phones(&lookup) < LOOKUP_SHORTEST)
			remark_error(
			    remarks, line->line,
			    "start_phrase is too short: \"%s\" would be heard in all kinds "
			    "of talk",
			    ini_show(line->value).text);
	}
}
