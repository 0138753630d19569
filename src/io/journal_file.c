/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_file.c - sets a damaged journal aside, under a name that nobody else has. */
#include "journal_inner.h"

#include "new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DAMAGED_MAX = 999 };

/* PATH with -N before its ending, and more behind it. */
static bool aside_name(const char *path, int number, const char *more,
		       char name[JOURNAL_PATH_BYTES])
{
	const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
	size_t stem =
	    dot != NULL && (slash == NULL || dot > slash) ? (size_t)(dot - path) : strlen(path);
	int bytes = snprintf(name, JOURNAL_PATH_BYTES, "%.*s-damaged-%d%s%s", (int)stem, path,
			     number, path + stem, more);
	return bytes > 0 && bytes < JOURNAL_PATH_BYTES;
}

bool journal_is_gone(const char *path)
{
	struct stat about;
	if (stat(path, &about) != 0)
		return errno == ENOENT || errno == ENOTDIR;
	return S_ISREG(about.st_mode) && about.st_size == 0;
}

bool journal_forget_damaged(const char *path, struct fault *why)
{
	static const char *const parts[] = {"", "-wal"};
	char name[JOURNAL_PATH_BYTES];
	for (int number = 1; number <= DAMAGED_MAX; number++)
		for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
			if (aside_name(path, number, parts[i], name) && unlink(name) != 0 &&
			    errno != ENOENT)
				return fault_set(why, FAULT_SYSTEM, "%.200s: cannot be deleted: %s",
						 name, strerror(errno));
	return true;
}

/* Taking the name with a file of our own, nobody else's can be overwritten. */
static bool take_name(const char *name)
{
	int file = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file >= 0)
		close(file);
	return file >= 0;
}

/* The first number whose names are all free; 0 when none can be had. */
static int free_number(const char *path, char name[JOURNAL_PATH_BYTES])
{
	char wal[JOURNAL_PATH_BYTES];
	for (int number = 1; number <= DAMAGED_MAX; number++) {
		if (!aside_name(path, number, "-wal", wal) || !aside_name(path, number, "", name))
			return 0;
		if (access(wal, F_OK) == 0)
			continue;
		if (take_name(name))
			return number;
		if (errno != EEXIST)
			return 0;
	}
	return 0;
}

/* The -wal goes first: were we cut off in between, what is left would still be found damaged. */
bool journal_set_aside(const char *path, char name[JOURNAL_PATH_BYTES], struct fault *why)
{
	char from[JOURNAL_PATH_BYTES + 4], to[JOURNAL_PATH_BYTES];
	int number = free_number(path, name);
	if (number == 0)
		return fault_set(why, FAULT_CORRUPT,
				 "%.150s is damaged, and cannot be set aside: %s", path,
				 strerror(errno));
	aside_name(path, number, "-wal", to);
	snprintf(from, sizeof from, "%s-wal", path);
	bool good = rename(from, to) == 0 || errno == ENOENT;
	good = good && rename(path, name) == 0;
	if (!good) {
		int error = errno;
		unlink(name);
		return fault_set(why, FAULT_CORRUPT,
				 "%.150s is damaged, and cannot be set aside: %s", path,
				 strerror(error));
	}
	snprintf(from, sizeof from, "%s-shm", path);
	unlink(from);
	new_file_sync_folder(path);
	return true;
}
