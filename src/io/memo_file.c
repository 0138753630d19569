/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memo_file.c - reads and writes what must outlive a session. */
#include "memo_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	NO_DAY = -1,
	DAY_S = 24 * 60 * 60,
	DAY_BYTES = 11,	  /* YYYY-MM-DD */
	MEMO_BYTES = 400, /* of the whole file */
	PATH_BYTES = 4096
};

/* What the file says; each member is on the safe side until it does. */
struct contents {
	bool notice_accepted, locked, severe, recorded;
	long signs_day;
	int start_pain;
};

/* Any word but "no" locks: a damaged line must not set anybody free. */
static void read_lock(const struct ini_line *line, bool *locked, struct remarks *remarks)
{
	bool yes = true;
	ini_bool(line, &yes, remarks);
	*locked = *locked || yes;
}

static void read_line(const struct ini_line *line, struct contents *contents,
		      struct remarks *remarks)
{
	static const char *const keys[] = {"notice_accepted", "signs_answered", "locked",
					   "severe",	      "start_pain",	"recorded"};
	if (strcmp(line->key, "notice_accepted") == 0)
		ini_bool(line, &contents->notice_accepted, remarks);
	else if (strcmp(line->key, "signs_answered") == 0)
		ini_date(line, &contents->signs_day, remarks);
	else if (strcmp(line->key, "locked") == 0)
		read_lock(line, &contents->locked, remarks);
	else if (strcmp(line->key, "severe") == 0)
		ini_bool(line, &contents->severe, remarks);
	else if (strcmp(line->key, "start_pain") == 0)
		ini_number(line, 0, PAIN_MAX, &contents->start_pain, remarks);
	else if (strcmp(line->key, "recorded") == 0)
		ini_bool(line, &contents->recorded, remarks);
	else
		ini_unknown_key(line, keys, 6, remarks);
}

/* True when the file is sound as well as readable. */
static bool read_contents(const char *path, struct contents *contents, struct remarks *remarks)
{
	struct ini ini;
	int errors = remarks->errors;
	*contents = (struct contents){.signs_day = NO_DAY, .start_pain = PAIN_UNKNOWN};
	if (!ini_read(path, &ini, remarks))
		return false;
	for (int i = 0; i < ini.count; i++) {
		const struct ini_line *line = &ini.list[i];
		if (line->key)
			read_line(line, contents, remarks);
		else if (strcmp(line->section, "memo") != 0)
			remark_error(remarks, line->line, "a section cannot be \"%s\"; it is memo",
				     line->section);
	}
	ini_free(&ini);
	return remarks->errors == errors;
}

static bool is_missing(const char *path)
{
	struct stat about;
	return stat(path, &about) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

static bool are_signs_due(const struct contents *contents, long today, struct remarks *remarks)
{
	if (contents->signs_day > today)
		remark_warning(
		    remarks, 0,
		    "signs_answered lies in the future, so the questions are asked again");
	return contents->signs_day == NO_DAY || contents->signs_day > today ||
	       today - contents->signs_day >= SIGNS_DAYS;
}

void memo_read(const char *path, long today, struct session_start *start, struct remarks *remarks)
{
	assert(path && start && remarks);
	struct contents contents = {.signs_day = NO_DAY, .start_pain = PAIN_UNKNOWN};
	bool sound = is_missing(path) || read_contents(path, &contents, remarks);
	start->first_run = !contents.notice_accepted;
	start->signs_due = are_signs_due(&contents, today, remarks) || !sound || contents.locked;
	start->locked = contents.locked;
	start->severe_last = contents.severe;
	start->last_start_pain = contents.start_pain;
	start->recorded = contents.recorded;
}

/* The day that the old file has, where it is still to be believed. */
static long old_signs_day(const char *path, long today)
{
	struct remarks remarks = {0};
	struct contents contents = {.signs_day = NO_DAY};
	if (is_missing(path) || !read_contents(path, &contents, &remarks) ||
	    contents.signs_day > today)
		return NO_DAY;
	return contents.signs_day;
}

static struct contents new_contents(const char *path, long today, const struct session_start *start,
				    const struct session_memo *memo)
{
	bool known = memo->start_pain != PAIN_UNKNOWN;
	struct contents contents = {
	    .notice_accepted = memo->notice_accepted || !start->first_run,
	    .locked = memo->locked,
	    .severe = known ? memo->severe : memo->severe || start->severe_last,
	    .signs_day = NO_DAY,
	    .start_pain = known ? memo->start_pain : start->last_start_pain,
	    .recorded = start->recorded,
	};
	/* After W1 and W2 the questions are asked again, even if a lock was just taken off. */
	if (memo->locked || memo->ask_signs)
		return contents;
	if (memo->signs_answered)
		contents.signs_day = today;
	else if (!start->signs_due && !start->locked)
		contents.signs_day = old_signs_day(path, today);
	return contents;
}

static void format_day(long day, char text[DAY_BYTES])
{
	time_t seconds = (time_t)day * DAY_S;
	struct tm parts;
	gmtime_r(&seconds, &parts);
	size_t bytes = strftime(text, DAY_BYTES, "%Y-%m-%d", &parts);
	assert(bytes == DAY_BYTES - 1);
}

static size_t format(const struct contents *contents, char text[MEMO_BYTES])
{
	char signs[DAY_BYTES + 24] = "", pain[24] = "";
	if (contents->signs_day != NO_DAY) {
		char day[DAY_BYTES];
		format_day(contents->signs_day, day);
		snprintf(signs, sizeof(signs), "signs_answered = %s\n", day);
	}
	if (contents->start_pain != PAIN_UNKNOWN)
		snprintf(pain, sizeof(pain), "start_pain = %d\n", contents->start_pain);
	int bytes = snprintf(
	    text, MEMO_BYTES,
	    "# What easeback remembers between two sessions. Without this file\n"
	    "# the questions at the beginning are asked again.\n"
	    "[memo]\nnotice_accepted = %s\nlocked = %s\nsevere = %s\nrecorded = %s\n%s%s",
	    contents->notice_accepted ? "yes" : "no", contents->locked ? "yes" : "no",
	    contents->severe ? "yes" : "no", contents->recorded ? "yes" : "no", signs, pain);
	assert(bytes > 0 && bytes < MEMO_BYTES);
	return (size_t)bytes;
}

/* Make the folders on the way to path, for this person only. */
static bool make_folders(char *path, struct fault *why)
{
	for (char *at = path + 1; *at; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
		if (!made)
			fault_set(why, FAULT_SYSTEM, "%s: the folder cannot be made: %s", path,
				  strerror(errno));
		*at = '/';
		if (!made)
			return false;
	}
	return true;
}

static bool write_all(int file, const char *text, size_t bytes)
{
	while (bytes > 0) {
		ssize_t written = write(file, text, bytes);
		if (written < 0 && errno != EINTR)
			return false;
		if (written > 0) {
			text += written;
			bytes -= (size_t)written;
		}
	}
	return fsync(file) == 0;
}

static bool write_file(const char *path, const char *text, size_t bytes, struct fault *why)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (file < 0)
		return fault_set(why, FAULT_SYSTEM, "%s: cannot be written: %s", path,
				 strerror(errno));
	bool written = write_all(file, text, bytes);
	int error = errno;
	if (close(file) == 0 && written)
		return true;
	unlink(path);
	return fault_set(why, FAULT_SYSTEM, "%s: cannot be written: %s", path, strerror(error));
}

/* The new name is on disk only when its folder is. */
static void sync_folder(char *path)
{
	char *slash = strrchr(path, '/');
	if (slash)
		slash[slash == path] = '\0';
	int folder = open(slash ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return;
	fsync(folder);
	close(folder);
}

bool memo_write(const char *path, long today, const struct session_start *start,
		const struct session_memo *memo, struct fault *why)
{
	assert(path && path[0] && start && memo && why);
	char work[PATH_BYTES], fresh[PATH_BYTES], text[MEMO_BYTES];
	int bytes = snprintf(fresh, sizeof(fresh), "%s.new", path);
	if (bytes < 0 || bytes >= (int)sizeof(fresh))
		return fault_set(why, FAULT_INPUT, "%.60s...: this path is too long", path);
	memcpy(work, path, strlen(path) + 1);
	struct contents contents = new_contents(path, today, start, memo);
	if (!make_folders(work, why) || !write_file(fresh, text, format(&contents, text), why))
		return false;
	if (rename(fresh, path) != 0) {
		int error = errno;
		unlink(fresh);
		return fault_set(why, FAULT_SYSTEM, "%s: cannot be replaced: %s", path,
				 strerror(error));
	}
	sync_folder(work);
	return true;
}
