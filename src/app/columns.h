/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * columns.h - text in columns of a terminal, counted in characters and not in bytes.
 */
#ifndef APP_COLUMNS_H
#define APP_COLUMNS_H

#include <stdio.h>

enum { SCREEN_COLUMNS = 80 };

/* Bytes of the first so many characters; none is cut in two. */
int columns_bytes(const char *text, int characters);

/* Cut to so many columns, or filled up with blanks. */
void columns_print(FILE *out, const char *text, int columns);

/* In lines of at most SCREEN_COLUMNS, broken between words; each begins with so many blanks. */
void columns_wrap(FILE *out, int indent, const char *text);

#endif
