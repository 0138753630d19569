/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.c - reads a list of recordings: who says what in which sound file. */
#include "manifest.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum column { FILE_NAME, LABEL, SPEAKER, CORPUS, KIND, COLUMNS };

static const char *const column_names[COLUMNS] = {"file", "label", "speaker", "corpus", "kind"};

enum { FIELDS_MAX = 64 };

/* One reading: what is needed on the way. */
struct reader {
	struct manifest *manifest;
	struct remarks *remarks;
	const char *folder;
	size_t folder_length;
	int place[COLUMNS]; /* which field of a line is which column */
	char *next_path;    /* where the next path is put */
	size_t speakers;
	const char **speaker; /* sorted; NULL: everybody */
	bool *met;
};

/* --- text --- */

static bool refuse(struct remarks *remarks, int line, const char *what)
{
	remark_error(remarks, line, "%s", what);
	return false;
}

static bool check_file(const char *path, size_t *bytes, struct remarks *remarks)
{
	struct stat about;
	if (stat(path, &about) != 0)
		return refuse(remarks, 0, strerror(errno));
	if (!S_ISREG(about.st_mode))
		return refuse(remarks, 0, "is no ordinary file");
	if (about.st_size == 0)
		return refuse(remarks, 0, "is empty");
	if (about.st_size > MANIFEST_BYTES)
		return refuse(remarks, 0, "is larger than 64 MB");
	*bytes = (size_t)about.st_size;
	return true;
}

/* The whole of a file with a NUL behind it, or NULL. */
static char *read_text(const char *path, struct remarks *remarks)
{
	size_t bytes = 0;
	if (!check_file(path, &bytes, remarks))
		return NULL;
	FILE *file = fopen(path, "rb");
	char *text = file != NULL ? malloc(bytes + 1) : NULL;
	size_t got = text != NULL ? fread(text, 1, bytes, file) : 0;
	if (file != NULL)
		fclose(file);
	if (text != NULL && got == bytes) {
		text[bytes] = '\0';
		if (memchr(text, '\0', bytes) == NULL)
			return text;
		remark_error(remarks, 0, "is no text: it has NUL bytes");
	} else {
		remark_error(remarks, 0, "cannot be read");
	}
	free(text);
	return NULL;
}

/* Cut the next line out of the text; NULL at its end. */
static char *next_line(char **text)
{
	char *line = *text;
	if (line == NULL || *line == '\0')
		return NULL;
	char *end = strchr(line, '\n');
	*text = end != NULL ? end + 1 : NULL;
	if (end == NULL)
		end = line + strlen(line);
	if (end > line && end[-1] == '\r')
		end--;
	*end = '\0';
	return line;
}

static char *skip_mark(char *text)
{
	return strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? text + 3 : text;
}

/* Cut a line at its TABs; returns how many fields it has. */
static int cut(char *line, char *field[FIELDS_MAX])
{
	int count = 0;
	while (line != NULL && count < FIELDS_MAX) {
		field[count++] = line;
		line = strchr(line, '\t');
		if (line != NULL)
			*line++ = '\0';
	}
	return count;
}

/* --- speakers --- */

static int by_name(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;
	return strcmp(*left, *right);
}

static bool read_speakers(struct reader *r, const char *path, struct remarks *theirs)
{
	char *text = r->manifest->names = read_text(path, theirs);
	size_t lines = 1;
	if (text == NULL)
		return false;
	for (const char *c = text; *c != '\0'; c++)
		lines += *c == '\n';
	r->speaker = calloc(lines, sizeof *r->speaker);
	r->met = calloc(lines, sizeof *r->met);
	if (r->speaker == NULL || r->met == NULL)
		return refuse(theirs, 0, "there is not enough memory to read it");
	text = skip_mark(text);
	for (char *line; (line = next_line(&text)) != NULL;)
		if (line[0] != '\0')
			r->speaker[r->speakers++] = line;
	qsort(r->speaker, r->speakers, sizeof *r->speaker, by_name);
	return r->speakers > 0 || refuse(theirs, 0, "names no speaker; one belongs on each line");
}

static bool is_wanted(struct reader *r, const char *speaker)
{
	if (r->speaker == NULL)
		return true;
	const char **found =
	    bsearch(&speaker, r->speaker, r->speakers, sizeof *r->speaker, by_name);
	if (found != NULL)
		r->met[found - r->speaker] = true;
	return found != NULL;
}

static void remark_strangers(const struct reader *r, struct remarks *theirs)
{
	for (size_t i = 0; i < r->speakers; i++)
		if (!r->met[i])
			remark_warning(theirs, 0, "no recording is of the speaker \"%s\"",
				       ini_show(r->speaker[i]).text);
}

/* --- lines --- */

static bool read_head(struct reader *r, char *line)
{
	char *field[FIELDS_MAX];
	int count = cut(line, field);
	for (int c = 0; c < COLUMNS; c++) {
		r->place[c] = -1;
		for (int i = 0; i < count; i++)
			if (strcmp(field[i], column_names[c]) == 0)
				r->place[c] = i;
		if (r->place[c] < 0) {
			remark_error(r->remarks, 1,
				     "the first line must name the columns file, label, speaker, "
				     "corpus and kind, with a TAB between them; there is no \"%s\"",
				     column_names[c]);
			return false;
		}
	}
	return true;
}

static bool take_fields(const struct reader *r, char *line, int number, const char *value[COLUMNS])
{
	char *field[FIELDS_MAX];
	int count = cut(line, field);
	for (int c = 0; c < COLUMNS; c++) {
		if (r->place[c] >= count) {
			remark_error(r->remarks, number,
				     "has %d columns and no \"%s\"; there must be a TAB between "
				     "two columns",
				     count, column_names[c]);
			return false;
		}
		value[c] = field[r->place[c]];
		if (value[c][0] == '\0') {
			remark_error(r->remarks, number, "\"%s\" is empty", column_names[c]);
			return false;
		}
	}
	return true;
}

/* Beside the manifest, unless it says where from the root on. */
static const char *place_path(struct reader *r, const char *name)
{
	char *path = r->next_path;
	size_t folder = name[0] == '/' ? 0 : r->folder_length;
	size_t length = strlen(name);
	memcpy(path, r->folder, folder);
	memcpy(path + folder, name, length + 1);
	r->next_path += folder + length + 1;
	return path;
}

static void take_recording(struct reader *r, const char *const value[COLUMNS], int line)
{
	struct manifest *m = r->manifest;
	bool command = strcmp(value[KIND], "command") == 0;
	if (!command && strcmp(value[KIND], "other") != 0) {
		remark_error(r->remarks, line, "kind is \"command\" or \"other\", not \"%s\"",
			     ini_show(value[KIND]).text);
		return;
	}
	if (!is_wanted(r, value[SPEAKER])) {
		m->left_out++;
		return;
	}
	const char *path = place_path(r, value[FILE_NAME]);
	if (access(path, R_OK) != 0) {
		remark_warning(r->remarks, line, "%s: %s", ini_show(value[FILE_NAME]).text,
			       strerror(errno));
		m->missing++;
		return;
	}
	m->list[m->count++] = (struct utterance){.path = path,
						 .label = value[LABEL],
						 .speaker = value[SPEAKER],
						 .corpus = value[CORPUS],
						 .command = command,
						 .line = line};
}

static void read_lines(struct reader *r, char *text)
{
	const char *value[COLUMNS];
	int number = 1;
	char *line = next_line(&text);
	if (line == NULL || !read_head(r, line))
		return;
	while ((line = next_line(&text)) != NULL) {
		number++;
		if (line[0] != '\0' && take_fields(r, line, number, value))
			take_recording(r, value, number);
	}
}

/* Room for each line's recording, and for each path with its folder in front. */
static bool make_room(struct reader *r, const char *text, size_t bytes)
{
	size_t lines = 1;
	for (const char *c = text; *c != '\0'; c++)
		lines += *c == '\n';
	size_t paths = bytes + lines * (r->folder_length + 1) + 1;
	struct manifest *m = r->manifest;
	m->list = calloc(lines, sizeof *m->list);
	char *all = realloc(m->texts, bytes + 1 + paths);
	if (all != NULL)
		m->texts = all;
	if (m->list == NULL || all == NULL)
		return refuse(r->remarks, 0, "there is not enough memory to read it");
	r->next_path = m->texts + bytes + 1;
	return true;
}

static bool read_all(struct reader *r, const char *path)
{
	struct manifest *m = r->manifest;
	const char *slash = strrchr(path, '/');
	r->folder = path;
	r->folder_length = slash != NULL ? (size_t)(slash - path) + 1 : 0;
	m->texts = read_text(path, r->remarks);
	if (m->texts == NULL || !make_room(r, m->texts, strlen(m->texts)))
		return false;
	read_lines(r, skip_mark(m->texts));
	return r->remarks->errors == 0;
}

bool manifest_read(struct manifest *manifest, const char *path, const char *speakers,
		   struct remarks *remarks, struct remarks *theirs)
{
	assert(manifest != NULL && path != NULL && remarks != NULL);
	struct reader reader = {.manifest = manifest, .remarks = remarks};
	*manifest = (struct manifest){.count = 0};
	bool good = (speakers == NULL || read_speakers(&reader, speakers, theirs)) &&
		    read_all(&reader, path);
	if (good)
		remark_strangers(&reader, theirs);
	free(reader.speaker);
	free(reader.met);
	if (!good)
		manifest_free(manifest);
	return good;
}

void manifest_free(struct manifest *manifest)
{
	free(manifest->list);
	free(manifest->texts);
	free(manifest->names);
	*manifest = (struct manifest){.count = 0};
}
