/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doctor_buttons.h - number pads and buttons: which there are, what keeps them from being used, and
 * each press as it is understood.
 *
 * Threads: main only. Ownership: nothing is kept. Errors: they are what is found.
 */
#ifndef APP_DOCTOR_BUTTONS_H
#define APP_DOCTOR_BUTTONS_H

#include "exit_code.h"

#include <stdbool.h>
#include <stdio.h>

struct settings;

enum { BUTTON_LINES = 24 };

struct buttons_finding {
	bool works; /* one of those that are wanted can be read */
	int count;
	struct {
		char how[10]; /* "ok", "missing", "off", "mend", "device" */
		char text[420];
	} line[BUTTON_LINES];
};

void doctor_find_buttons(const struct settings *settings, struct buttons_finding *finding);

/* Show each press until Ctrl-C; *settings say which devices. */
enum exit_code doctor_try_buttons(const struct settings *settings, FILE *out);

#endif
