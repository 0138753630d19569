/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns.c - text in columns of a terminal. */
#include "columns.h"

#include <string.h>

int columns_bytes(const char *text, int characters)
{
	int bytes = 0;
	while (text[bytes] != '\0') {
		if (((unsigned char)text[bytes] & 0xc0) != 0x80 && characters-- == 0)
			break;
		bytes++;
	}
	return bytes;
}

static int characters_of(const char *text, int bytes)
{
	int characters = 0;
	for (int i = 0; i < bytes; i++)
		characters += ((unsigned char)text[i] & 0xc0) != 0x80;
	return characters;
}

/* A text in a column; %-*s would count bytes. */
void columns_print(FILE *out, const char *text, int columns)
{
	int bytes = columns_bytes(text, columns);
	fprintf(out, "%.*s%*s", bytes, text, columns - characters_of(text, bytes), "");
}

/* Bytes of the first line: whole words, or a cut one where a word alone is too long. */
static int line_bytes(const char *text, int columns)
{
	int bytes = columns_bytes(text, columns);
	if (text[bytes] == '\0' || text[bytes] == ' ')
		return bytes;
	for (int i = bytes; i > 0; i--)
		if (text[i] == ' ')
			return i;
	return bytes;
}

void columns_wrap(FILE *out, int indent, const char *text)
{
	while (*text != '\0') {
		int bytes = line_bytes(text, SCREEN_COLUMNS - indent);
		fprintf(out, "%*s%.*s\n", indent, "", bytes, text);
		text += bytes;
		text += strspn(text, " ");
	}
}
