/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settings_tones.c - reads how the tones sound. */
#include "settings_tones.h"

#include "ini_file.h"

#include <string.h>

enum { LOWEST_HZ = 150, HIGHEST_HZ = 1500, SETS = TIMBRES - TIMBRE_SOFT };

/* As people name them; in the order of enum tone. */
static const char *const keys[] = {"count", "start",  "out", "hold",	 "back",
				   "half",  "minute", "end", "question", "set"};
static const char *const sets[SETS] = {"soft", "wood", "bright"};

_Static_assert(sizeof keys / sizeof keys[0] == TONES + 1, "a name for each tone");

void settings_read_tones(const struct ini_line *line, struct tone_style *style,
			 struct remarks *remarks)
{
	int set, hz;
	for (int i = 0; i < TONES; i++)
		if (strcmp(line->key, keys[i]) == 0) {
			if (line->value[0] == '\0')
				style->hz[i] = 0;
			else if (ini_number(line, LOWEST_HZ, HIGHEST_HZ, &hz, remarks))
				style->hz[i] = hz;
			return;
		}
	if (strcmp(line->key, "set") != 0)
		ini_unknown_key(line, keys, TONES + 1, remarks);
	else if (ini_choice(line, sets, SETS, &set, remarks))
		style->timbre = (enum timbre)(TIMBRE_SOFT + set);
}
