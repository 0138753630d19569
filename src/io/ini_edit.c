/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ini_edit.c - sets keys in the text of an INI file and leaves every other byte of it as it is. */
#include "ini_edit.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where something stands in the text. */
struct place {
	bool section, key; /* found */
	size_t from, to;   /* of the value; or where a new line is to stand: from */
};

struct line {
	const char *text; /* without blanks around it */
	size_t bytes;
	size_t next; /* where the next line begins */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static struct line line_at(const char *text, size_t bytes, size_t at)
{
	static const char mark[] = "\xEF\xBB\xBF";
	const char *end = memchr(text + at, '\n', bytes - at);
	size_t stop = end != NULL ? (size_t)(end - text) : bytes;
	struct line line = {.next = end != NULL ? stop + 1 : bytes};
	if (at == 0 && bytes >= 3 && memcmp(text, mark, 3) == 0)
		at = 3;
	while (at < stop && is_blank(text[at]))
		at++;
	while (stop > at && is_blank(text[stop - 1]))
		stop--;
	line.text = text + at;
	line.bytes = stop - at;
	return line;
}

static bool is_head(const struct line *line, const char *section)
{
	size_t length = strlen(section);
	const char *end = memchr(line->text, ']', line->bytes);
	return end != NULL && (size_t)(end - line->text) == length + 1 &&
	       memcmp(line->text + 1, section, length) == 0;
}

/* The sign behind the key, or NULL: inih takes both. */
static const char *sign_of(const struct line *line)
{
	for (size_t i = 0; i < line->bytes; i++)
		if (line->text[i] == '=' || line->text[i] == ':')
			return line->text + i;
	return NULL;
}

static bool is_key(const struct line *line, const char *key, const char *sign)
{
	size_t length = (size_t)(sign - line->text);
	while (length > 0 && is_blank(line->text[length - 1]))
		length--;
	return length == strlen(key) && memcmp(line->text, key, length) == 0;
}

static struct place find(const char *text, size_t bytes, const char *section, const char *key)
{
	struct place place = {.from = bytes};
	bool inside = false;
	for (size_t at = 0; at < bytes;) {
		struct line line = line_at(text, bytes, at);
		char first = line.bytes > 0 ? line.text[0] : '#';
		at = line.next;
		if (first == '#' || first == ';')
			continue;
		if (first == '[') {
			inside = is_head(&line, section);
			place.section = place.section || inside;
			place.from = inside ? at : place.from;
			continue;
		}
		const char *sign = inside ? sign_of(&line) : NULL;
		if (sign == NULL)
			continue;
		place.from = at;
		if (!is_key(&line, key, sign))
			continue;
		place.key = true;
		place.to = (size_t)(line.text + line.bytes - text);
		place.from = (size_t)(sign + 1 - text);
		while (place.from < place.to && is_blank(text[place.from]))
			place.from++;
		return place;
	}
	return place;
}

bool ini_edit_has(const char *text, size_t bytes, const char *section, const char *key)
{
	return find(text, bytes, section, key).key;
}

static const char *line_end(const char *text, size_t bytes)
{
	const char *end = memchr(text, '\n', bytes);
	return end != NULL && end > text && end[-1] == '\r' ? "\r\n" : "\n";
}

/* What is to be put in there. */
static int compose(const char *text, size_t bytes, const struct place *place,
		   const struct ini_change *change, char *room, size_t room_bytes)
{
	const char *end = line_end(text, bytes);
	bool whole = place->from == 0 || text[place->from - 1] == '\n';
	if (place->key) {
		bool tight = text[place->from - 1] == '=' || text[place->from - 1] == ':';
		bool spaced = tight && place->from > 1 && is_blank(text[place->from - 2]);
		return snprintf(room, room_bytes, "%s%s", spaced ? " " : "", change->value);
	}
	if (place->section)
		return snprintf(room, room_bytes, "%s%s = %s%s", whole ? "" : end, change->key,
				change->value, end);
	return snprintf(room, room_bytes, "%s%s[%s]%s%s = %s%s", whole ? "" : end,
			bytes > 0 ? end : "", change->section, end, change->key, change->value,
			end);
}

static char *edit_one(const char *text, size_t bytes, const struct ini_change *change,
		      size_t *out_bytes)
{
	char fresh[3 * INI_CHANGE_BYTES];
	struct place place = find(text, bytes, change->section, change->key);
	if (!place.key)
		place.to = place.from;
	int length = compose(text, bytes, &place, change, fresh, sizeof fresh);
	assert(length >= 0 && (size_t)length < sizeof fresh);
	*out_bytes = bytes - (place.to - place.from) + (size_t)length;
	char *out = malloc(*out_bytes + 1);
	if (out == NULL)
		return NULL;
	memcpy(out, text, place.from);
	memcpy(out + place.from, fresh, (size_t)length);
	memcpy(out + place.from + length, text + place.to, bytes - place.to);
	out[*out_bytes] = '\0';
	return out;
}

char *ini_edit(const char *text, size_t bytes, const struct ini_change *changes, int count,
	       size_t *out_bytes)
{
	char *now = malloc(bytes + 1);
	if (now == NULL)
		return NULL;
	memcpy(now, text, bytes);
	now[bytes] = '\0';
	for (int i = 0; i < count && now != NULL; i++) {
		char *next = edit_one(now, bytes, &changes[i], &bytes);
		free(now);
		now = next;
	}
	*out_bytes = bytes;
	return now;
}
