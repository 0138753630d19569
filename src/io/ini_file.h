/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ini_file.h - an INI file as a list of lines, read with inih, with every mistake found.
 *
 * Not "ini.h": that is the name of inih's own header.
 * Threads: main only; inih keeps its settings in globals.
 * Ownership: ini_read allocates, ini_free releases; texts live as long as it.
 */
#ifndef IO_INI_FILE_H
#define IO_INI_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* One mistake or warning in a file: "gentle.ini:12: error: hold must be ...". */
struct remark {
	int line; /* 0: the file as a whole */
	bool warning;
	char text[320];
};

enum { REMARKS_MAX = 200 };

/* Mistakes found so far; the first REMARKS_MAX are kept, all are counted. */
struct remarks {
	int count, errors;
	struct remark list[REMARKS_MAX];
};

void remark_error(struct remarks *remarks, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void remark_warning(struct remarks *remarks, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A text as a remark shows it: only its beginning when it is long. */
struct ini_shown {
	char text[52];
};

struct ini_shown ini_show(const char *text);

struct ini_line {
	const char *section;
	const char *key; /* NULL: this line is the section's head */
	const char *value;
	int line;
};

struct ini {
	int count;
	struct ini_line *list;
	char *texts;
};

enum {
	INI_FILE_BYTES = 1 << 20, /* a larger file is refused unread */
	INI_LINE_BYTES = 1000,
	INI_SECTION_BYTES = 48, /* with the final NUL */
	INI_LINES = 4000	/* keys and section heads */
};

/*
 * Read a file. Remarks get everything that is wrong with it as a text file:
 * missing, a folder, unreadable, too large, too long a line (inih would cut
 * it silently), NUL and other control bytes, bad UTF-8, a line without "=", a
 * key before the first section, a section or a key given twice. A byte-order
 * mark and CR LF are accepted; ";" and "#" begin a comment only at the start
 * of a line. Returns false when nothing could be read at all; otherwise what
 * could be read, errors or not.
 */
bool ini_read(const char *path, struct ini *ini, struct remarks *remarks);
void ini_free(struct ini *ini);

/* Whole number and nothing behind it, within low ... high; else a remark that names the key, the
 * range and the text. */
bool ini_number(const struct ini_line *line, int low, int high, int *number,
		struct remarks *remarks);

/* "low to high" or one number for both; a ladder that falls is remarked. */
bool ini_range(const struct ini_line *line, int low, int high, int *from, int *to,
	       struct remarks *remarks);

bool ini_bool(const struct ini_line *line, bool *yes, struct remarks *remarks);

/* Copy a text of at most bytes-1; else a remark. */
bool ini_text(const struct ini_line *line, char *text, size_t bytes, struct remarks *remarks);

/* One of the names, its index into *choice; else a remark with the nearest. */
bool ini_choice(const struct ini_line *line, const char *const *names, int count, int *choice,
		struct remarks *remarks);

/* Names with commas between, or none; the i-th name stands for bit i of *bits. */
bool ini_bits(const struct ini_line *line, const char *const *names, int count, unsigned *bits,
	      struct remarks *remarks);

/* A real day as YYYY-MM-DD, 1970 to 9999; *days since 1970-01-01. */
bool ini_date(const struct ini_line *line, long *days, struct remarks *remarks);

/* The name nearest to a misspelt one (edit distance of at most 2, or a third of its length), or
 * NULL. */
const char *ini_nearest(const char *word, const char *const *names, int count);

/* Remark an unknown key, with the nearest known one. */
void ini_unknown_key(const struct ini_line *line, const char *const *names, int count,
		     struct remarks *remarks);

#endif
