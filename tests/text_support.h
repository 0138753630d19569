/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text_support.h - a folder for test files, and questions about remarks.
 *
 * Each test gets a desk through cmocka's state: a fresh folder, no remarks.
 */
#ifndef TESTS_TEXT_SUPPORT_H
#define TESTS_TEXT_SUPPORT_H

/* cmocka.h asks for these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ini_file.h"

enum { DESK_PATH_BYTES = 600 };

struct desk {
	char folder[256];
	char path[DESK_PATH_BYTES]; /* of the file put down last */
	struct remarks remarks;
};

static inline void desk_sweep(const char *folder)
{
	DIR *open = opendir(folder);
	char path[DESK_PATH_BYTES];
	struct dirent *entry;
	while (open && (entry = readdir(open))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(path, sizeof(path), "%.256s/%.256s", folder, entry->d_name);
		if (unlink(path) != 0)
			desk_sweep(path);
	}
	if (open)
		closedir(open);
	rmdir(folder);
}

static inline int desk_setup(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));
	const char *place = getenv("TMPDIR");
	assert_non_null(desk);
	snprintf(desk->folder, sizeof(desk->folder), "%s/easeback-XXXXXX", place ? place : "/tmp");
	assert_non_null(mkdtemp(desk->folder));
	*state = desk;
	return 0;
}

static inline int desk_teardown(void **state)
{
	struct desk *desk = *state;
	desk_sweep(desk->folder);
	free(desk);
	return 0;
}

/* The path of a name on the desk. */
static inline const char *desk_path(struct desk *desk, const char *name)
{
	snprintf(desk->path, sizeof(desk->path), "%s/%s", desk->folder, name);
	return desk->path;
}

static inline const char *desk_put_bytes(struct desk *desk, const char *name, const char *bytes,
					 size_t count)
{
	FILE *file = fopen(desk_path(desk, name), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, count, file), count);
	assert_int_equal(fclose(file), 0);
	return desk->path;
}

static inline const char *desk_put(struct desk *desk, const char *name, const char *text)
{
	return desk_put_bytes(desk, name, text, strlen(text));
}

static inline void desk_forget(struct desk *desk)
{
	memset(&desk->remarks, 0, sizeof(desk->remarks));
}

/* True when a remark of that line and kind has all of part in its text. */
static inline bool desk_has(const struct desk *desk, bool warning, int line, const char *part)
{
	for (int i = 0; i < desk->remarks.count && i < REMARKS_MAX; i++) {
		const struct remark *remark = &desk->remarks.list[i];
		if (remark->warning == warning && remark->line == line &&
		    strstr(remark->text, part))
			return true;
	}
	return false;
}

static inline void desk_print(const struct desk *desk)
{
	for (int i = 0; i < desk->remarks.count && i < REMARKS_MAX; i++)
		print_message("  %d: %s: %s\n", desk->remarks.list[i].line,
			      desk->remarks.list[i].warning ? "warning" : "error",
			      desk->remarks.list[i].text);
}

static inline void assert_error(const struct desk *desk, int line, const char *part)
{
	if (desk_has(desk, false, line, part))
		return;
	desk_print(desk);
	fail_msg("no error in line %d says: %s", line, part);
}

static inline void assert_warning(const struct desk *desk, int line, const char *part)
{
	if (desk_has(desk, true, line, part))
		return;
	desk_print(desk);
	fail_msg("no warning in line %d says: %s", line, part);
}

static inline void assert_errors(const struct desk *desk, int errors)
{
	if (desk->remarks.errors != errors)
		desk_print(desk);
	assert_int_equal(desk->remarks.errors, errors);
}

#endif
