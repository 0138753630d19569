/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ini_file.c - reads a text file line by line through inih, and misses no mistake. */
#include "ini_file.h"

#include "plain_text.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ini.h>

/* A file in memory, and what is known while it is read. */
struct source {
	const char *text;
	size_t bytes, at;
	int line;      /* the number of the line given to inih last */
	bool awaiting; /* that line has no key yet; another one follows: no "=" in it */
	const char *section;
	int section_start; /* index of its head in ini->list */
	size_t texts_used;
	struct ini *ini;
	struct remarks *remarks;
};

static bool check_kind(int file, struct remarks *remarks)
{
	struct stat about;
	if (fstat(file, &about) != 0) {
		remark_error(remarks, 0, "cannot be read: %s", strerror(errno));
		return false;
	}
	if (S_ISDIR(about.st_mode)) {
		remark_error(remarks, 0, "is a folder; a text file is needed");
		return false;
	}
	if (!S_ISREG(about.st_mode)) {
		remark_error(remarks, 0, "is no ordinary file; a text file is needed");
		return false;
	}
	if (about.st_size > INI_FILE_BYTES) {
		remark_error(remarks, 0, "is too large (%lld bytes); at most %d are read",
			     (long long)about.st_size, INI_FILE_BYTES);
		return false;
	}
	return true;
}

/* Read to the end of the file, which may have grown since it was looked at. */
static bool read_bytes(int file, char *text, size_t *bytes, struct remarks *remarks)
{
	*bytes = 0;
	for (;;) {
		ssize_t got = read(file, text + *bytes, INI_FILE_BYTES + 1 - *bytes);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			remark_error(remarks, 0, "cannot be read: %s", strerror(errno));
			return false;
		}
		*bytes += (size_t)got;
		if (*bytes > INI_FILE_BYTES) {
			remark_error(remarks, 0, "is too large; at most %d bytes are read",
				     INI_FILE_BYTES);
			return false;
		}
		if (got == 0)
			return true;
	}
}

/* The whole file, to be freed, or NULL. */
static char *load(const char *path, size_t *bytes, struct remarks *remarks)
{
	/* Without O_NONBLOCK a named pipe would hold us up for ever. */
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file < 0) {
		remark_error(remarks, 0, "cannot be opened: %s", strerror(errno));
		return NULL;
	}
	char *text = NULL;
	if (check_kind(file, remarks)) {
		text = malloc(INI_FILE_BYTES + 1);
		if (!text)
			remark_error(remarks, 0, "cannot be read: memory is short");
		else if (!read_bytes(file, text, bytes, remarks)) {
			free(text);
			text = NULL;
		}
	}
	close(file);
	return text;
}

static bool check_bytes(const char *line, size_t bytes, int number, struct remarks *remarks)
{
	const unsigned char *text = (const unsigned char *)line;
	for (size_t i = 0; i < bytes;) {
		size_t step = character_bytes(text + i, bytes - i);
		if (step == 0) {
			remark_error(remarks, number,
				     "byte %zu is no UTF-8; save the file as UTF-8", i + 1);
			return false;
		}
		if (text[i] == '\0') {
			remark_error(remarks, number, "byte %zu is NUL; a text holds none", i + 1);
			return false;
		}
		if (is_control(text + i)) {
			remark_error(remarks, number,
				     "byte %zu is a control character; take it out", i + 1);
			return false;
		}
		i += step;
	}
	return true;
}

static bool check_line(const char *line, size_t bytes, int number, struct remarks *remarks)
{
	if (bytes <= INI_LINE_BYTES)
		return check_bytes(line, bytes, number, remarks);
	remark_error(remarks, number, "this line has %zu bytes; at most %d are read", bytes,
		     INI_LINE_BYTES);
	return false;
}

static const char *keep(struct source *source, const char *text, size_t bytes)
{
	char *copy = source->ini->texts + source->texts_used;
	memcpy(copy, text, bytes);
	copy[bytes] = '\0';
	source->texts_used += bytes + 1;
	return copy;
}

/* Room for one more line in the list; beyond it the file is no file of ours. */
static bool has_room(struct source *source)
{
	if (source->ini->count < INI_LINES)
		return true;
	remark_error(source->remarks, source->line, "more than %d lines; the rest is not read",
		     INI_LINES);
	source->at = source->bytes;
	return false;
}

static void add(struct source *source, const char *key, const char *value)
{
	source->ini->list[source->ini->count++] =
	    (struct ini_line){source->section, key, value, source->line};
}

static void check_section_twice(const struct source *source, const char *name)
{
	for (int i = 0; i < source->ini->count; i++) {
		const struct ini_line *line = &source->ini->list[i];
		if (!line->key && strcmp(line->section, name) == 0) {
			remark_error(source->remarks, source->line,
				     "[%s] is here a second time; the first is in line %d", name,
				     line->line);
			return;
		}
	}
}

static void check_key_twice(const struct source *source, const char *key)
{
	for (int i = source->section_start; i < source->ini->count; i++) {
		const struct ini_line *line = &source->ini->list[i];
		if (line->key && strcmp(line->key, key) == 0) {
			remark_error(source->remarks, source->line,
				     "%s is here a second time; the first is in line %d",
				     ini_show(key).text, line->line);
			return;
		}
	}
}

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t';
}

static void trim(const char **text, size_t *bytes)
{
	while (*bytes > 0 && is_space(**text)) {
		(*text)++;
		(*bytes)--;
	}
	while (*bytes > 0 && is_space((*text)[*bytes - 1]))
		(*bytes)--;
}

/* A section's head is read here: inih would cut its name after 49 bytes without a word. */
static void read_head(struct source *source, const char *line, size_t bytes)
{
	const char *name = line + 1, *end = memchr(line, ']', bytes);
	source->section = "";
	source->section_start = source->ini->count;
	if (!end || end + 1 != line + bytes) {
		remark_error(source->remarks, source->line,
			     "a section is written [name], with nothing behind it");
		return;
	}
	size_t length = (size_t)(end - name);
	trim(&name, &length);
	if (length == 0 || length >= INI_SECTION_BYTES) {
		remark_error(source->remarks, source->line,
			     "a section's name has 1 to %d bytes, this one %zu",
			     INI_SECTION_BYTES - 1, length);
		return;
	}
	if (!has_room(source))
		return;
	const char *kept = keep(source, name, length);
	check_section_twice(source, kept);
	source->section = kept;
	add(source, NULL, NULL);
}

/* inih's handler; its idea of the section is not needed. */
static int take_key(void *user, const char *section, const char *key, const char *value)
{
	(void)section;
	struct source *source = user;
	source->awaiting = false;
	if (key[0] == '\0') {
		remark_error(source->remarks, source->line, "there is no key before the \"=\"");
		return 1;
	}
	if (!source->section) {
		remark_error(source->remarks, source->line,
			     "\"%s\" stands before the first [section]", ini_show(key).text);
		return 1;
	}
	if (source->section[0] == '\0' || !has_room(source))
		return 1;
	check_key_twice(source, key);
	const char *kept = keep(source, key, strlen(key));
	add(source, kept, keep(source, value, strlen(value)));
	return 1;
}

static void miss_no_line(struct source *source)
{
	if (source->awaiting)
		remark_error(source->remarks, source->line,
			     "there is no \"=\" in this line; a comment begins with #");
	source->awaiting = false;
}

/* The next line without its end; false at the end of the file. */
static bool next_line(struct source *source, const char **line, size_t *bytes)
{
	if (source->at >= source->bytes)
		return false;
	*line = source->text + source->at;
	size_t left = source->bytes - source->at;
	const char *end = memchr(*line, '\n', left);
	*bytes = end ? (size_t)(end - *line) : left;
	source->at += *bytes + 1;
	source->line++;
	if (*bytes > 0 && (*line)[*bytes - 1] == '\r')
		(*bytes)--;
	return true;
}

/* inih's reader, called to the end of the file: gives only whole, sound lines with a key. */
static char *give_line(char *room, int room_bytes, void *user)
{
	struct source *source = user;
	const char *line;
	size_t bytes;
	miss_no_line(source);
	while (next_line(source, &line, &bytes)) {
		if (!check_line(line, bytes, source->line, source->remarks))
			continue;
		trim(&line, &bytes);
		if (bytes == 0 || line[0] == '#' || line[0] == ';')
			continue;
		if (line[0] == '[') {
			read_head(source, line, bytes);
			continue;
		}
		/* Holds with Debian's inih; elsewhere its buffer may be fixed at 200. */
		if (bytes + 2 > (size_t)room_bytes) {
			remark_error(source->remarks, source->line,
				     "this line is too long for the inih of this system");
			continue;
		}
		memcpy(room, line, bytes);
		memcpy(room + bytes, "\n", 2);
		source->awaiting = true;
		return room;
	}
	return NULL;
}

/* Debian's inih has its settings as variables; what is not said here is its default. */
static void set_up_inih(void)
{
	ini_use_stack = false;
	ini_max_line = INI_LINE_BYTES + 16;
	ini_initial_alloc = INI_LINE_BYTES + 16;
	ini_allow_multiline = false;
	ini_allow_inline_comments = false;
	ini_allow_no_value = false;
	ini_stop_on_first_error = false;
}

static void skip_byte_order_mark(struct source *source)
{
	if (source->bytes >= 3 && memcmp(source->text, "\xef\xbb\xbf", 3) == 0)
		source->at = 3;
}

static bool is_utf16(const char *text, size_t bytes)
{
	return bytes >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0);
}

static bool parse(const char *text, size_t bytes, struct ini *ini, struct remarks *remarks)
{
	if (is_utf16(text, bytes)) {
		remark_error(remarks, 0, "is UTF-16; save it as UTF-8");
		return false;
	}
	/* A line's key and value, or head, with their NULs need no more bytes than the line. */
	ini->texts = malloc(bytes + 2);
	ini->list = malloc(INI_LINES * sizeof(*ini->list));
	if (!ini->texts || !ini->list) {
		remark_error(remarks, 0, "cannot be read: memory is short");
		return false;
	}
	struct source source = {.text = text, .bytes = bytes, .ini = ini, .remarks = remarks};
	skip_byte_order_mark(&source);
	set_up_inih();
	if (ini_parse_stream(give_line, &source, take_key, &source) < 0) {
		remark_error(remarks, 0, "cannot be read: memory is short");
		return false;
	}
	return true;
}

bool ini_read(const char *path, struct ini *ini, struct remarks *remarks)
{
	assert(path && ini && remarks);
	*ini = (struct ini){0};
	size_t bytes;
	char *text = load(path, &bytes, remarks);
	if (!text)
		return false;
	bool done = parse(text, bytes, ini, remarks);
	free(text);
	if (!done)
		ini_free(ini);
	return done;
}

void ini_free(struct ini *ini)
{
	free(ini->list);
	free(ini->texts);
	*ini = (struct ini){0};
}
