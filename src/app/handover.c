/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handover.c - a live session handed to a fresh process of this program. */
#include "handover.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORDS_MOST = 200, LINE_BYTES = 32768 };

/* Names the descriptor for the fresh process. */
static const char VARIABLE[] = "EASEBACK_HANDOVER";

struct handover *handover_new(void)
{
	struct handover *handover = calloc(1, sizeof *handover);
	if (handover == NULL)
		return NULL;
	snprintf(handover->version, sizeof handover->version, "%s", EASEBACK_VERSION);
	handover->bytes = sizeof *handover;
	return handover;
}

/* --- giving --- */

static bool write_all(int file, const void *bytes, size_t count)
{
	const char *at = bytes;
	while (count > 0) {
		ssize_t written = write(file, at, count);
		if (written <= 0)
			return false;
		at += written;
		count -= (size_t)written;
	}
	return true;
}

/* Its name goes at once, so that nothing is left behind whatever happens. */
static int nameless_memory(void)
{
	char name[64];
	snprintf(name, sizeof name, "/easeback-%ld", (long)getpid());
	int file = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (file >= 0)
		shm_unlink(name);
	return file;
}

/* Everything else closes itself when the program is replaced. */
static void keep_open(int file)
{
	int flags = fcntl(file, F_GETFD);
	if (flags >= 0)
		fcntl(file, F_SETFD, flags & ~FD_CLOEXEC);
}

int handover_put(struct handover *handover, int error_fd)
{
	char number[16];
	int file = nameless_memory();
	if (file < 0)
		return -1;
	handover->error_fd = error_fd;
	snprintf(number, sizeof number, "%d", file);
	if (!write_all(file, handover, sizeof *handover) || setenv(VARIABLE, number, 1) != 0) {
		close(file);
		return -1;
	}
	keep_open(file);
	keep_open(error_fd);
	return file;
}

/* The command line as it was typed; getopt has put the one in memory into another order. */
static bool read_words(char line[LINE_BYTES], char *words[WORDS_MOST + 1])
{
	FILE *file = fopen("/proc/self/cmdline", "re");
	size_t bytes = file != NULL ? fread(line, 1, LINE_BYTES - 1, file) : 0;
	int count = 0;
	if (file != NULL)
		fclose(file);
	line[bytes] = '\0';
	for (char *at = line; at < line + bytes && count < WORDS_MOST; at += strlen(at) + 1)
		words[count++] = at;
	words[count] = NULL;
	return bytes > 0 && bytes < LINE_BYTES - 1 && count < WORDS_MOST;
}

void handover_go(int file)
{
	char line[LINE_BYTES];
	char *words[WORDS_MOST + 1];
	if (read_words(line, words))
		execv("/proc/self/exe", words);
	unsetenv(VARIABLE);
	close(file);
}

/* --- taking --- */

bool handover_is_there(void)
{
	return getenv(VARIABLE) != NULL;
}

static bool read_all(int file, void *bytes, size_t count)
{
	char *at = bytes;
	struct stat about;
	if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_uid != geteuid() ||
	    about.st_size != (off_t)count || lseek(file, 0, SEEK_SET) != 0)
		return false;
	while (count > 0) {
		ssize_t got = read(file, at, count);
		if (got <= 0)
			return false;
		at += got;
		count -= (size_t)got;
	}
	return true;
}

/* The pointers among the values show where they were in the process before. */
static void mend(struct handover *handover)
{
	struct session *session = &handover->session;
	handover->setup.facts.routine = &handover->setup.routine;
	session->routine = &handover->setup.routine;
	session->plan = &handover->plan;
	session->policy = &handover->setup.settings.policy;
	dup2(handover->error_fd, STDERR_FILENO);
	close(handover->error_fd);
}

struct handover *handover_take(void)
{
	const char *number = getenv(VARIABLE);
	int file = number != NULL ? atoi(number) : -1;
	struct handover *handover = file > STDERR_FILENO ? handover_new() : NULL;
	unsetenv(VARIABLE);
	if (handover == NULL)
		return NULL;
	bool good = read_all(file, handover, sizeof *handover) &&
		    handover->bytes == sizeof *handover &&
		    strcmp(handover->version, EASEBACK_VERSION) == 0;
	close(file);
	if (good) {
		mend(handover);
		return handover;
	}
	free(handover);
	return NULL;
}
