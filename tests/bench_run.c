/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_run.c - runs a command and writes down what it took.
 *
 *	bench_run FILE COMMAND...    into FILE: wall=SECONDS cpu=SECONDS peak_kb=KILOBYTES
 *
 * The peak is the resident memory of the command's own process; the exit code is the command's.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_EVERY_MS = 50 };

static double seconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds_of(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* A value of a process that is still there; 0 once it is gone. */
static long peak_kb(pid_t pid)
{
	char path[64], line[256];
	long kb = 0;
	snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
	FILE *file = fopen(path, "r");
	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (strncmp(line, "VmHWM:", 6) == 0)
			kb = strtol(line + 6, NULL, 10);
	if (file != NULL)
		fclose(file);
	return kb;
}

/* Its end wakes us at once; until then its memory is looked at. */
static int wait_for(pid_t pid, const sigset_t *wake, long *peak, struct rusage *usage)
{
	struct timespec pause = {.tv_nsec = LOOK_EVERY_MS * 1000000L};
	int status;
	while (wait4(pid, &status, WNOHANG, usage) == 0) {
		long kb = peak_kb(pid);
		if (kb > *peak)
			*peak = kb;
		/* whoever ends us ends it */
		if (sigtimedwait(wake, NULL, &pause) == SIGTERM)
			kill(pid, SIGTERM);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void write_down(const char *path, double wall, const struct rusage *usage, long peak)
{
	FILE *file = fopen(path, "w");
	double cpu = seconds_of(usage->ru_utime) + seconds_of(usage->ru_stime);
	if (file == NULL)
		return;
	fprintf(file, "wall=%.3f cpu=%.3f peak_kb=%ld\n", wall, cpu, peak);
	fclose(file);
}

int main(int words, char **word)
{
	sigset_t wake, before;
	struct rusage usage;
	long peak = 0;
	if (words < 3) {
		fputs("use: bench_run FILE COMMAND...\n", stderr);
		return 2;
	}
	sigemptyset(&wake);
	sigaddset(&wake, SIGCHLD);
	sigaddset(&wake, SIGTERM);
	sigprocmask(SIG_BLOCK, &wake, &before);
	double start = seconds_now();
	pid_t pid = fork();
	if (pid == 0) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		execvp(word[2], word + 2);
		_exit(127);
	}
	int result = wait_for(pid, &wake, &peak, &usage);
	write_down(word[1], seconds_now() - start, &usage, peak > 0 ? peak : usage.ru_maxrss);
	return result;
}
