/* SPDX-License-Identifier: GPL-3.0-or-later */
/* whole_file.c - writes a file that is whole or not there. */
#include "whole_file.h"

#include "places.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(FILE *file, whole_file_fn *write, void *context, struct fault *why)
{
	return write(context, file, why) &&
	       ((fflush(file) == 0 && !ferror(file) && fsync(fileno(file)) == 0) ||
		fault_set(why, FAULT_SYSTEM, "%s", strerror(errno)));
}

/* A device, a pipe or a link stays what it is: it is written to, and not replaced. */
static bool is_special(const char *path)
{
	struct stat about;
	return lstat(path, &about) == 0 && !S_ISREG(about.st_mode);
}

static bool write_into(const char *path, whole_file_fn *write, void *context, struct fault *why)
{
	struct fault inner = {.code = FAULT_NONE};
	FILE *file = fopen(path, "w");
	bool good = file != NULL && write(context, file, &inner);
	if (file != NULL)
		good = fclose(file) == 0 && good;
	if (good)
		return true;
	return fault_set(why, FAULT_SYSTEM, "%.150s: not written: %.200s", path,
			 inner.code != FAULT_NONE ? inner.text : strerror(errno));
}

bool whole_file_write(const char *path, whole_file_fn *write, void *context, struct fault *why)
{
	char fresh[PLACE_BYTES];
	struct fault inner;
	if (is_special(path))
		return write_into(path, write, context, why);
	int bytes = snprintf(fresh, sizeof fresh, "%s.new", path);
	if (bytes < 0 || bytes >= (int)sizeof fresh)
		return fault_set(why, FAULT_INPUT, "%.60s...: this path is too long", path);
	mode_t mask = umask(077);
	FILE *file = fopen(fresh, "w");
	umask(mask);
	if (file == NULL)
		return fault_set(why, FAULT_INPUT, "%.200s: cannot be written: %s", fresh,
				 strerror(errno));
	bool good = write_all(file, write, context, &inner);
	good = fclose(file) == 0 && good;
	if (good && rename(fresh, path) == 0)
		return true;
	unlink(fresh);
	return fault_set(why, FAULT_SYSTEM, "%.150s: not written: %.200s", path,
			 good ? strerror(errno) : inner.text);
}
