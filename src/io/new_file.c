/* SPDX-License-Identifier: GPL-3.0-or-later */
/* new_file.c - makes an empty file, and the folders on its way, for this person only. */
#include "new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool new_file_fault(const char *path, int error, struct fault *why)
{
	enum fault_code code = FAULT_SYSTEM;
	if (error == EROFS || error == EACCES || error == EPERM)
		code = FAULT_READ_ONLY;
	else if (error == ENOSPC || error == EDQUOT)
		code = FAULT_FULL;
	return fault_set(why, code, "%.300s: cannot be made: %s", path, strerror(error));
}

/* Make the folders on the way to path, for this person only. */
static bool make_folders(const char *path, struct fault *why)
{
	char part[NEW_FILE_BYTES];
	for (const char *at = strchr(path + 1, '/'); at != NULL; at = strchr(at + 1, '/')) {
		snprintf(part, sizeof part, "%.*s", (int)(at - path), path);
		int error = mkdir(part, 0700) == 0 ? 0 : errno;
		if (error != 0 && access(part, F_OK) != 0)
			return new_file_fault(part, error, why);
	}
	return true;
}

void new_file_sync_folder(const char *path)
{
	char folder[NEW_FILE_BYTES] = ".";
	const char *slash = strrchr(path, '/');
	if (slash != NULL)
		snprintf(folder, sizeof folder, "%.*s", (int)(slash - path + (slash == path)),
			 path);
	int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file < 0)
		return;
	fsync(file);
	close(file);
}

bool new_file_make(const char *path, struct fault *why)
{
	if (access(path, F_OK) == 0)
		return true;
	if (!make_folders(path, why))
		return false;
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return errno == EEXIST || new_file_fault(path, errno, why);
	close(file);
	new_file_sync_folder(path);
	return true;
}
