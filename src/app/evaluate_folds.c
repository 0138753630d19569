/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate_folds.c - cross-validation: who was left out when which nets were taught. */
#include "evaluate_folds.h"

#include "fault.h"
#include "listener.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SPEAKERS_MAX = 4096, NAME_BYTES = 64, PATH_BYTES = 512 };

struct fold_entry {
	char speaker[NAME_BYTES];
	int fold;
};

struct folds {
	char folder[PATH_BYTES - 40];
	int count;
	struct fold_entry list[SPEAKERS_MAX];
};

static bool read_line(struct folds *folds, const char *path, int number, const char *line,
		      struct fault *why)
{
	struct fold_entry *entry = &folds->list[folds->count];
	char rest;
	if (folds->count == SPEAKERS_MAX)
		return fault_set(why, FAULT_INPUT, "%s: more than %d speakers", path,
				 (int)SPEAKERS_MAX);
	int read = sscanf(line, "%63[^\t\n]\t%d%c", entry->speaker, &entry->fold, &rest);
	if (read < 2 || (read == 3 && rest != '\n') || entry->fold < 0 || entry->fold > 99)
		return fault_set(why, FAULT_INPUT,
				 "%s:%d: a line has a speaker, a TAB and a fold from 0 to 99", path,
				 number);
	folds->count++;
	return true;
}

static bool read_speakers(struct folds *folds, const char *path, struct fault *why)
{
	char line[256];
	FILE *file = fopen(path, "r");
	bool good = true;
	if (file == NULL)
		return fault_set(why, FAULT_INPUT, "%s: %s", path, strerror(errno));
	for (int number = 1; good && fgets(line, sizeof line, file) != NULL; number++)
		good = read_line(folds, path, number, line, why);
	fclose(file);
	return good;
}

struct folds *folds_open(const char *folder, struct fault *why)
{
	char path[PATH_BYTES];
	struct folds *folds = calloc(1, sizeof *folds);
	if (folds == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory");
		return NULL;
	}
	snprintf(folds->folder, sizeof folds->folder, "%s", folder);
	snprintf(path, sizeof path, "%s/speakers.tsv", folds->folder);
	if (read_speakers(folds, path, why))
		return folds;
	folds_close(folds);
	return NULL;
}

void folds_close(struct folds *folds)
{
	free(folds);
}

int folds_of(const struct folds *folds, const char *speaker)
{
	for (int i = 0; i < folds->count; i++)
		if (strcmp(folds->list[i].speaker, speaker) == 0)
			return folds->list[i].fold;
	return FOLD_NONE;
}

bool folds_use(const struct folds *folds, int fold, struct ear *ear, struct fault *why)
{
	char path[PATH_BYTES];
	if (fold == FOLD_NONE)
		return ear_weights(ear, NULL, why);
	snprintf(path, sizeof path, "%s/%d", folds->folder, fold);
	return ear_weights(ear, path, why);
}
