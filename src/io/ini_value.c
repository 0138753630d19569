/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ini_value.c - reads the values of an INI file and words what is wrong with them. */
#include "ini_file.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
	WORD_BYTES = 64,    /* longer words have no nearest name */
	NAMES_BYTES = 240,  /* of a list of names, in a remark */
	NUMBER_TOP = 100000 /* all our ranges end below */
};

/* The most bytes, up to room, that end between two characters. */
static size_t whole_characters(const char *text, size_t room)
{
	while (room > 0 && ((unsigned char)text[room] & 0xc0) == 0x80)
		room--;
	return room;
}

/* vsnprintf may have cut a character in two: take its beginning away. */
static void cut_character(char *text)
{
	size_t end = strlen(text), start = end - 1;
	while (start > 0 && ((unsigned char)text[start] & 0xc0) == 0x80)
		start--;
	if ((unsigned char)text[start] >= 0xc0)
		text[start] = '\0';
}

static void add_remark(struct remarks *remarks, int line, bool warning, const char *format,
		       va_list arguments) __attribute__((format(printf, 4, 0)));

static void add_remark(struct remarks *remarks, int line, bool warning, const char *format,
		       va_list arguments)
{
	if (remarks->count < REMARKS_MAX) {
		struct remark *remark = &remarks->list[remarks->count];
		remark->line = line;
		remark->warning = warning;
		int bytes = vsnprintf(remark->text, sizeof(remark->text), format, arguments);
		if (bytes >= (int)sizeof(remark->text))
			cut_character(remark->text);
	}
	remarks->count++;
	remarks->errors += !warning;
}

void remark_error(struct remarks *remarks, int line, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_remark(remarks, line, false, format, arguments);
	va_end(arguments);
}

void remark_warning(struct remarks *remarks, int line, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_remark(remarks, line, true, format, arguments);
	va_end(arguments);
}

struct ini_shown ini_show(const char *text)
{
	static const char more[] = "...";
	struct ini_shown shown;
	size_t bytes = strlen(text);
	if (bytes < sizeof(shown.text)) {
		memcpy(shown.text, text, bytes + 1);
		return shown;
	}
	bytes = whole_characters(text, sizeof(shown.text) - sizeof(more));
	memcpy(shown.text, text, bytes);
	memcpy(shown.text + bytes, more, sizeof(more));
	return shown;
}

/* Read digits, perhaps with a minus; what stands behind them, or NULL when there are none. */
static const char *read_digits(const char *text, int *number)
{
	bool minus = *text == '-';
	const char *at = text + minus;
	int sum = 0;
	if (*at < '0' || *at > '9')
		return NULL;
	for (; *at >= '0' && *at <= '9'; at++)
		sum = sum < NUMBER_TOP ? sum * 10 + (*at - '0') : NUMBER_TOP;
	*number = minus ? -sum : sum;
	return at;
}

bool ini_number(const struct ini_line *line, int low, int high, int *number,
		struct remarks *remarks)
{
	assert(low <= high && high < NUMBER_TOP && low > -NUMBER_TOP);
	int value;
	const char *rest = read_digits(line->value, &value);
	if (rest && *rest == '\0' && value >= low && value <= high) {
		*number = value;
		return true;
	}
	bool comment = rest && strpbrk(rest, ";#");
	remark_error(remarks, line->line, "%s must be a whole number from %d to %d, not \"%s\"%s",
		     line->key, low, high, ini_show(line->value).text,
		     comment ? "; a comment stands on a line of its own" : "");
	return false;
}

static const char *skip_spaces(const char *text)
{
	return text + strspn(text, " \t");
}

/* The second number of "low to high", or NULL. */
static const char *read_ladder_end(const char *rest, int *to)
{
	const char *word = skip_spaces(rest);
	if (word == rest || strncmp(word, "to", 2) != 0)
		return NULL;
	const char *last = skip_spaces(word + 2);
	return last == word + 2 ? NULL : read_digits(last, to);
}

bool ini_range(const struct ini_line *line, int low, int high, int *from, int *to,
	       struct remarks *remarks)
{
	int first = 0, last = 0;
	const char *rest = read_digits(line->value, &first);
	last = first;
	if (rest && *rest != '\0')
		rest = read_ladder_end(rest, &last);
	if (!rest || *rest != '\0' || first < low || first > high || last < low || last > high) {
		remark_error(remarks, line->line,
			     "%s must be a whole number from %d to %d, or a ladder of two such as "
			     "\"%d to %d\", not \"%s\"",
			     line->key, low, high, low, high, ini_show(line->value).text);
		return false;
	}
	if (last < first) {
		remark_error(remarks, line->line,
			     "%s falls from %d to %d; a ladder rises: \"%d to %d\"", line->key,
			     first, last, last, first);
		return false;
	}
	*from = first;
	*to = last;
	return true;
}

bool ini_bool(const struct ini_line *line, bool *yes, struct remarks *remarks)
{
	static const char *const names[] = {"no", "yes"};
	int choice = 0;
	if (!ini_choice(line, names, 2, &choice, remarks))
		return false;
	*yes = choice == 1;
	return true;
}

bool ini_text(const struct ini_line *line, char *text, size_t bytes, struct remarks *remarks)
{
	size_t length = strlen(line->value);
	if (length >= bytes) {
		remark_error(remarks, line->line, "%s has %zu bytes; at most %zu fit", line->key,
			     length, bytes - 1);
		return false;
	}
	memcpy(text, line->value, length + 1);
	return true;
}

/* The names in one row with commas, as many as fit. */
static void list_names(char list[NAMES_BYTES], const char *const *names, int count)
{
	size_t used = 0;
	list[0] = '\0';
	for (int i = 0; i < count; i++) {
		size_t bytes = strlen(names[i]);
		if (used + bytes + 8 > NAMES_BYTES) {
			memcpy(list + used, " ...", 5);
			return;
		}
		int written =
		    snprintf(list + used, NAMES_BYTES - used, "%s%s", i ? ", " : "", names[i]);
		used += (size_t)written;
	}
}

bool ini_choice(const struct ini_line *line, const char *const *names, int count, int *choice,
		struct remarks *remarks)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(line->value, names[i]) == 0) {
			*choice = i;
			return true;
		}
	}
	char list[NAMES_BYTES];
	const char *nearest = ini_nearest(line->value, names, count);
	list_names(list, names, count);
	if (nearest)
		remark_error(remarks, line->line, "%s cannot be \"%s\"; did you mean \"%s\"?",
			     line->key, ini_show(line->value).text, nearest);
	else
		remark_error(remarks, line->line, "%s cannot be \"%s\"; it is one of %s", line->key,
			     ini_show(line->value).text, list);
	return false;
}

static bool add_bit(const struct ini_line *line, const char *name, const char *const *names,
		    int count, unsigned *bits, struct remarks *remarks)
{
	struct ini_line one = *line;
	int choice = 0;
	one.value = name;
	if (!ini_choice(&one, names, count, &choice, remarks))
		return false;
	*bits |= 1U << choice;
	return true;
}

bool ini_bits(const struct ini_line *line, const char *const *names, int count, unsigned *bits,
	      struct remarks *remarks)
{
	char list[INI_LINE_BYTES + 1];
	assert(strlen(line->value) < sizeof(list));
	memcpy(list, line->value, strlen(line->value) + 1);
	bool sound = true, more = list[0] != '\0';
	unsigned found = 0;
	for (char *name = list; more;) {
		size_t bytes = strcspn(name, ",");
		char *next = name + bytes + 1;
		more = name[bytes] == ',';
		while (bytes > 0 && strchr(" \t", name[bytes - 1]))
			bytes--;
		name[bytes] = '\0';
		if (!add_bit(line, skip_spaces(name), names, count, &found, remarks))
			sound = false;
		name = next;
	}
	if (sound)
		*bits = found;
	return sound;
}

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return days[month - 1] + (month == 2 && leap);
}

/* The four or two digits of part of a date, or 0, which is no year, month or day. */
static int date_part(const char *digits, size_t count)
{
	int number = 0;
	for (size_t i = 0; i < count; i++) {
		if (digits[i] < '0' || digits[i] > '9')
			return 0;
		number = number * 10 + (digits[i] - '0');
	}
	return number;
}

static bool read_date(const char *text, long *days)
{
	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
		return false;
	int year = date_part(text, 4), month = date_part(text + 5, 2), day = date_part(text + 8, 2);
	if (year < 1970 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
		return false;
	*days = day - 1;
	for (int i = 1970; i < year; i++)
		*days += 337 + days_in_month(i, 2);
	for (int i = 1; i < month; i++)
		*days += days_in_month(year, i);
	return true;
}

bool ini_date(const struct ini_line *line, long *days, struct remarks *remarks)
{
	if (read_date(line->value, days))
		return true;
	remark_error(remarks, line->line, "%s must be a day such as 2027-01-15, not \"%s\"",
		     line->key, ini_show(line->value).text);
	return false;
}

static int least(int a, int b, int c)
{
	int lower = a < b ? a : b;
	return lower < c ? lower : c;
}

static char lower(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/* Letters to change, add or take away to make one word of the other; case costs nothing. */
static int distance(const char *word, const char *name)
{
	int row[WORD_BYTES + 1];
	int columns = (int)strlen(name);
	for (int x = 0; x <= columns; x++)
		row[x] = x;
	for (int y = 1; word[y - 1]; y++) {
		int corner = row[0];
		row[0] = y;
		for (int x = 1; x <= columns; x++) {
			int change = corner + (lower(word[y - 1]) != lower(name[x - 1]));
			corner = row[x];
			row[x] = least(change, row[x] + 1, row[x - 1] + 1);
		}
	}
	return row[columns];
}

const char *ini_nearest(const char *word, const char *const *names, int count)
{
	int length = (int)strnlen(word, WORD_BYTES);
	if (length >= WORD_BYTES)
		return NULL;
	const char *nearest = NULL;
	int best = length / 3 > 2 ? length / 3 : 2;
	/* Changing every letter of a short word says nothing. */
	if (best >= length)
		best = length - 1;
	for (int i = 0; i < count; i++) {
		if (strlen(names[i]) > WORD_BYTES)
			continue;
		int far = distance(word, names[i]);
		if (far <= best) {
			nearest = names[i];
			best = far - 1;
		}
	}
	return nearest;
}

void ini_unknown_key(const struct ini_line *line, const char *const *names, int count,
		     struct remarks *remarks)
{
	char list[NAMES_BYTES];
	const char *nearest = ini_nearest(line->key, names, count);
	list_names(list, names, count);
	if (nearest)
		remark_error(remarks, line->line, "there is no key \"%s\"; did you mean \"%s\"?",
			     ini_show(line->key).text, nearest);
	else
		remark_error(remarks, line->line, "there is no key \"%s\" here; there are %s",
			     ini_show(line->key).text, list);
}
