/* SPDX-License-Identifier: GPL-3.0-or-later */
/* comfort_file.c - how loud and how fast the person wanted the coach last time. */
#include "comfort_file.h"

#include "ini_file.h"
#include "whole_file.h"

#include <stdlib.h>
#include <string.h>

static int upwards(int value, int least)
{
	return value < least ? least : value;
}

static void take_line(const struct ini_line *line, struct comfort *comfort, struct remarks *remarks)
{
	int value;
	if (line->key == NULL)
		return;
	if (strcmp(line->key, "level") == 0 &&
	    ini_number(line, COMFORT_LEAST_DB, COMFORT_MOST_DB, &value, remarks))
		comfort->person_db = upwards(value, COMFORT_RECALLED_DB);
	else if (strcmp(line->key, "slower") == 0 &&
		 ini_number(line, 0, COMFORT_SLOWEST, &value, remarks))
		comfort->slower = value;
}

void comfort_recall(const char *path, struct comfort *comfort)
{
	struct ini ini;
	struct remarks *ignored = calloc(1, sizeof *ignored);
	if (ignored != NULL && ini_read(path, &ini, ignored)) {
		for (int i = 0; i < ini.count; i++)
			take_line(&ini.list[i], comfort, ignored);
		ini_free(&ini);
	}
	free(ignored);
}

static bool write_lines(void *context, FILE *file, struct fault *why)
{
	const struct comfort *comfort = context;
	(void)why;
	fprintf(
	    file,
	    "# What the coach was told: louder or quieter, in dB, and how much slower. It writes "
	    "this itself.\n[comfort]\nlevel = %d\nslower = %d\n",
	    comfort->person_db, comfort->slower);
	return true;
}

bool comfort_keep(const char *path, const struct comfort *comfort, struct fault *why)
{
	struct comfort kept = {.person_db = 0};
	comfort_recall(path, &kept);
	struct comfort wanted = *comfort;
	if (comfort->night_db < 0)
		wanted.person_db = kept.person_db;
	if (wanted.person_db == kept.person_db && wanted.slower == kept.slower)
		return true;
	return whole_file_write(path, write_lines, &wanted, why);
}
