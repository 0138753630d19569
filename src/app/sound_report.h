/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sound_report.h - what the sound test found, as a few lines with advice where something is not
 * good.
 *
 * Threads: any. Ownership: all is lent. Units: as in sound_test.h. Lines have at most 80 columns.
 */
#ifndef APP_SOUND_REPORT_H
#define APP_SOUND_REPORT_H

#include "sound_test.h"

#include <stdio.h>

struct sound_report {
	const struct sound_result *result;
	const char *loudspeaker, *microphone; /* names; microphone "": there was none */
	int wake_ms; /* what a session gives the loudspeaker to wake up as things are */
};

/* Write it; returns how many pieces of advice there are. */
int sound_report_write(const struct sound_report *report, FILE *out);

#endif
