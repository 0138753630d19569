/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_json.c - the journal as JSON Lines: the whole of it, out and in; sessions for the log. */
#include "journal_json.h"

#include "journal_json_line.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { FORM = 2 };

/* --- export ------------------------------------------------------------ */

struct writer {
	FILE *file;
	struct fault *why;
	bool failed;
};

static bool write_object(FILE *file, json_t *object)
{
	bool good = object != NULL && json_dumpf(object, file, JSON_COMPACT) == 0 &&
		    fputc('\n', file) != EOF;
	json_decref(object);
	return good;
}

static bool write_line(void *context, const struct line *line)
{
	struct writer *writer = context;
	json_t *object = json_object();
	bool good = line_to_json(line, object, writer->why);
	if (!write_object(writer->file, object) && good)
		good = fault_set(writer->why, FAULT_SYSTEM, "the file cannot be written");
	writer->failed = !good;
	return good;
}

bool journal_json_export(struct journal *journal, FILE *file, struct fault *why)
{
	struct writer writer = {.file = file, .why = why};
	if (fprintf(file, "{\"easeback\":\"journal\",\"form\":%d}\n", FORM) < 0)
		return fault_set(why, FAULT_SYSTEM, "the file cannot be written");
	return journal_export(journal, write_line, &writer, why) && !writer.failed;
}

bool journal_json_entry(FILE *file, const struct journal_entry *entry)
{
	json_t *object = json_object();
	entry_to_json(entry, object);
	return write_object(file, object);
}

/* --- import ------------------------------------------------------------ */

struct reader {
	FILE *file;
	char *text; /* of the line at hand; getline's */
	size_t room;
	int number;
};

static bool next_object(struct reader *reader, json_t **object, struct fault *why)
{
	json_error_t where;
	ssize_t bytes = getline(&reader->text, &reader->room, reader->file);
	*object = NULL;
	if (bytes < 0)
		return ferror(reader->file) == 0 ||
		       fault_set(why, FAULT_SYSTEM, "the file cannot be read");
	reader->number++;
	*object = json_loadb(reader->text, (size_t)bytes, JSON_REJECT_DUPLICATES, &where);
	if (*object == NULL)
		return fault_set(why, FAULT_INPUT, "this is no JSON: %.120s", where.text);
	if (json_is_object(*object))
		return true;
	json_decref(*object);
	*object = NULL;
	return fault_set(why, FAULT_INPUT, "this is no JSON object");
}

static bool read_line(void *context, struct line *line, struct fault *why)
{
	json_t *object;
	if (!next_object(context, &object, why) || object == NULL)
		return false;
	bool good = line_from_json(object, line, why);
	json_decref(object);
	return good;
}

static bool read_head(struct reader *reader, struct fault *why)
{
	json_t *head;
	if (!next_object(reader, &head, why))
		return false;
	const char *what = json_string_value(json_object_get(head, "easeback"));
	json_int_t form = json_integer_value(json_object_get(head, "form"));
	bool good = what != NULL && strcmp(what, "journal") == 0;
	json_decref(head);
	if (!good || form < 1)
		return fault_set(why, FAULT_INPUT, "this is no journal that easeback exported");
	if (form > FORM)
		return fault_set(why, FAULT_NEWER,
				 "a newer easeback exported it; this one cannot read it");
	return true;
}

bool journal_json_import(struct journal *journal, FILE *file, const char *name,
			 struct journal_counts *counts, struct fault *why)
{
	struct reader reader = {.file = file};
	*counts = (struct journal_counts){0};
	bool good =
	    read_head(&reader, why) && journal_import(journal, read_line, &reader, counts, why);
	free(reader.text);
	if (good)
		return true;
	char said[sizeof why->text];
	memcpy(said, why->text, sizeof said);
	*counts = (struct journal_counts){0};
	if (why->code == FAULT_INPUT || why->code == FAULT_NEWER)
		return fault_set(why, why->code, "%.100s:%d: %.250s", name, reader.number, said);
	return false;
}
