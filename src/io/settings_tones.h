/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings_tones.h - reads how the tones sound: a set of them, and the pitch of each.
 *
 * Units: Hz.
 */
#ifndef IO_SETTINGS_TONES_H
#define IO_SETTINGS_TONES_H

#include "clip.h"
#include "tone.h"

struct ini_line;
struct remarks;

struct tone_style {
	enum timbre timbre;
	int hz[TONES]; /* where it begins: 150 to 1,500; 0: as shipped */
};

/* A key of the section "tones"; what is wrong is remarked and changes nothing. */
void settings_read_tones(const struct ini_line *line, struct tone_style *style,
			 struct remarks *remarks);

#endif
