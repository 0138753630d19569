/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * manifest.h - reads a list of recordings: who says what in which sound file.
 *
 * A text file with a TAB between the columns. Its first line names them: file,
 * label, speaker, corpus and kind, in any order; others are passed over. kind
 * is "command" (the coach's own words) or "other" (none of its words). A file
 * is looked for beside the manifest.
 *
 * Ownership: manifest_read allocates, manifest_free releases; texts live as
 * long as the manifest.
 */
#ifndef IO_MANIFEST_H
#define IO_MANIFEST_H

#include "ini_file.h"

#include <stdbool.h>
#include <stddef.h>

struct utterance {
	const char *path; /* as it can be opened */
	const char *label, *speaker, *corpus;
	bool command;
	int line;
};

struct manifest {
	size_t count;
	struct utterance *list; /* in the order of the file; only those whose sound file is there */
	size_t missing;		/* sound files that are not there: a warning each */
	size_t left_out;	/* recordings of speakers that were not asked for */
	char *texts, *names;
};

enum { MANIFEST_BYTES = 1 << 26 };

/*
 * Read a manifest, and with speakers (or NULL) only the recordings of those
 * whom that file names, one a line. A wrong shape is an error with its line,
 * and nothing is read then. Remarks about the file of speakers go to theirs.
 */
bool manifest_read(struct manifest *manifest, const char *path, const char *speakers,
		   struct remarks *remarks, struct remarks *theirs);

void manifest_free(struct manifest *manifest);

#endif
