/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings_ear.h - reads who listens: nobody, the ear of this machine, a speech server besides it.
 */
#ifndef IO_SETTINGS_EAR_H
#define IO_SETTINGS_EAR_H

struct ini;
struct ini_line;
struct remarks;
struct settings;

/* "no", "yes" or "wyoming://host:port"; anything else is remarked and changes nothing. */
void settings_read_ear(const struct ini_line *line, struct settings *settings,
		       struct remarks *remarks);

/* Remarks a start_phrase that could not be heard; said of its line, and not only when somebody
 * waits for the words. */
void settings_check_phrase(const struct ini *ini, const struct settings *settings,
			   struct remarks *remarks);

#endif
