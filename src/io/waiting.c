/* SPDX-License-Identifier: GPL-3.0-or-later */
/* waiting.c - tells the other processes of this person that the coach waits. */
#include "waiting.h"

#include "new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* The byte of the file that stands for each; none of them needs to be there to be locked. */
enum { BYTE_WORDS, BYTE_KEYS };

static struct flock on_byte(int byte, short type)
{
	return (struct flock){.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
}

bool waiting_sign_open(struct waiting_sign *sign, const char *path, struct fault *why)
{
	sign->file = -1;
	if (!new_file_make(path, why))
		return false;
	sign->file = open(path, O_RDWR | O_CLOEXEC);
	return sign->file >= 0 || new_file_fault(path, errno, why);
}

/* Where a second coach waits, the first one's sign says the same. */
static void put(int file, int byte, bool on)
{
	struct flock lock = on_byte(byte, on ? F_WRLCK : F_UNLCK);
	fcntl(file, F_SETLK, &lock);
}

void waiting_sign_set(const struct waiting_sign *sign, struct waiting_for now)
{
	if (sign->file < 0)
		return;
	put(sign->file, BYTE_WORDS, now.words);
	put(sign->file, BYTE_KEYS, now.keys);
}

void waiting_sign_close(struct waiting_sign *sign)
{
	if (sign->file >= 0)
		close(sign->file);
	sign->file = -1;
}

static bool is_on(int file, int byte)
{
	struct flock lock = on_byte(byte, F_WRLCK);
	return fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

struct waiting_for waiting_look(const char *path)
{
	struct waiting_for found = {false, false};
	int file = open(path, O_RDWR | O_CLOEXEC);
	if (file < 0)
		return found;
	found = (struct waiting_for){is_on(file, BYTE_WORDS), is_on(file, BYTE_KEYS)};
	close(file);
	return found;
}
