/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ini_edit.h - sets keys in the text of an INI file and leaves every other byte of it as it is.
 *
 * For files that ini_read takes without an error: no section and no key stands there twice.
 *
 * Threads: any. Ownership: what is returned is the caller's; free() releases it.
 * Errors: NULL when memory is short.
 */
#ifndef IO_INI_EDIT_H
#define IO_INI_EDIT_H

#include <stdbool.h>
#include <stddef.h>

enum { INI_CHANGE_BYTES = 160 };

/* One key and what it is to be; a value is one line without blanks at its ends. */
struct ini_change {
	const char *section, *key;
	char value[INI_CHANGE_BYTES];
};

/*
 * The text with these values. A key that is there keeps its place, its comments and the end of its
 * line; one that is not comes behind the last key of its section, a new section at the end.
 */
char *ini_edit(const char *text, size_t bytes, const struct ini_change *changes, int count,
	       size_t *out_bytes);

bool ini_edit_has(const char *text, size_t bytes, const char *section, const char *key);

#endif
