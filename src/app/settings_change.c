/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settings_change.c - sets keys in the person's settings file; all else in it stays as it was. */
#include "settings_change.h"

#include "fault.h"
#include "new_file.h"
#include "places.h"
#include "settings.h"
#include "whole_file.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHANGES_MOST = 16 };

static const char head[] =
    "# Written by \"easeback setup\". What is left out keeps its default;\n"
    "# \"man easeback\" names the file that explains every setting.\n\n";

struct text {
	char *bytes;
	size_t count;
};

static bool read_text(const char *path, struct text *text, struct fault *why)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return fault_set(why, FAULT_INPUT, "%.200s: cannot be read: %s", path,
				 strerror(errno));
	text->bytes = malloc(INI_FILE_BYTES + 1);
	text->count = text->bytes != NULL ? fread(text->bytes, 1, INI_FILE_BYTES + 1, file) : 0;
	bool good = text->bytes != NULL && !ferror(file) && text->count <= INI_FILE_BYTES;
	fclose(file);
	return good || fault_set(why, FAULT_INPUT, "%.200s: cannot be read", path);
}

static bool write_text(void *context, FILE *file, struct fault *why)
{
	const struct text *text = context;
	return fwrite(text->bytes, 1, text->count, file) == text->count ||
	       fault_set(why, FAULT_SYSTEM, "%s", strerror(errno));
}

/* Two names of one setting may not stand in a file together. */
static struct ini_change by_its_name(const struct text *old, const struct ini_change *change)
{
	struct ini_change named = *change;
	if (strcmp(change->section, "ear") == 0 && strcmp(change->key, "ear") == 0 &&
	    ini_edit_has(old->bytes, old->count, "ear", "enabled"))
		named.key = "enabled";
	return named;
}

/* Nothing takes the place of good settings that a session could not read. */
static bool is_readable(const char *path, struct fault *why)
{
	struct settings settings = settings_default();
	struct remarks *remarks = calloc(1, sizeof *remarks);
	if (remarks == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	bool good = settings_read(path, &settings, remarks);
	if (!good)
		fault_set(why, FAULT_INPUT,
			  "the settings cannot be changed by themselves (line %d: %.200s); "
			  "mend the file, or change it by hand",
			  remarks->list[0].line, remarks->list[0].text);
	free(remarks);
	return good;
}

static bool put_in_place(const char *path, const char *fresh, struct text *old, bool was_there,
			 struct fault *why)
{
	char before[PLACE_BYTES];
	struct stat state;
	if (was_there) {
		snprintf(before, sizeof before, "%s.before", path);
		if (!whole_file_write(before, write_text, old, why))
			return false;
		if (stat(path, &state) == 0)
			chmod(fresh, state.st_mode & 0777);
	}
	if (rename(fresh, path) != 0)
		return fault_set(why, FAULT_SYSTEM, "%.200s: not written: %s", path,
				 strerror(errno));
	new_file_sync_folder(path);
	return true;
}

static bool change_text(const char *path, struct text *old, bool was_there,
			const struct ini_change *changes, int count, struct fault *why)
{
	char fresh[PLACE_BYTES];
	struct ini_change named[CHANGES_MOST];
	struct text text;
	assert(count <= CHANGES_MOST);
	for (int i = 0; i < count; i++)
		named[i] = by_its_name(old, &changes[i]);
	text.bytes = ini_edit(old->bytes, old->count, named, count, &text.count);
	if (text.bytes == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	snprintf(fresh, sizeof fresh, "%s.try", path);
	bool good = new_file_make(fresh, why) &&
		    whole_file_write(fresh, write_text, &text, why) && is_readable(fresh, why) &&
		    put_in_place(path, fresh, old, was_there, why);
	free(text.bytes);
	if (!good)
		unlink(fresh);
	return good;
}

bool settings_change(const char *path, const struct ini_change *changes, int count,
		     struct fault *why)
{
	struct text old = {.bytes = NULL};
	/* a link stays one */
	char *real = realpath(path, NULL);
	const char *place = real != NULL ? real : path;
	bool good = false;
	if (strlen(place) + sizeof ".before.new" > PLACE_BYTES)
		fault_set(why, FAULT_INPUT, "%.60s...: this path is too long", place);
	else if (real != NULL)
		good = read_text(place, &old, why);
	else
		good = (old.bytes = strdup(head)) != NULL ||
		       fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	if (good) {
		old.count = real != NULL ? old.count : strlen(head);
		good = change_text(place, &old, real != NULL, changes, count, why);
	}
	free(old.bytes);
	free(real);
	return good;
}
