/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_lock.c - sees to it that only one session runs at a time. */
#include "session_lock.h"

#include "new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* By another process: *other says by which. */
static bool is_held(int file, struct flock *other)
{
	*other = (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET};
	return fcntl(file, F_GETLK, other) == 0 && other->l_type != F_UNLCK;
}

static bool refuse(int file, struct fault *why)
{
	struct flock other;
	int error = errno;
	if (error != EACCES && error != EAGAIN)
		return fault_set(why, FAULT_SYSTEM, "the lock of the sessions cannot be had: %s",
				 strerror(error));
	if (is_held(file, &other))
		return fault_set(why, FAULT_BUSY,
				 "another session is running (process %ld); one at a time",
				 (long)other.l_pid);
	return fault_set(why, FAULT_BUSY, "another session is running; one at a time");
}

bool session_lock_take(struct session_lock *lock, const char *path, struct fault *why)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	lock->file = -1;
	if (!new_file_make(path, why))
		return false;
	int file = open(path, O_RDWR | O_CLOEXEC);
	if (file < 0)
		return new_file_fault(path, errno, why);
	if (fcntl(file, F_SETLK, &whole) == 0) {
		lock->file = file;
		return true;
	}
	refuse(file, why);
	close(file);
	return false;
}

bool session_lock_is_held(const char *path)
{
	struct flock other;
	int file = open(path, O_RDWR | O_CLOEXEC);
	bool held = file >= 0 && is_held(file, &other);
	if (file >= 0)
		close(file);
	return held;
}

void session_lock_drop(struct session_lock *lock)
{
	if (lock->file >= 0)
		close(lock->file);
	lock->file = -1;
}
