/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_trial.c - tries something in a child process that might end the process. */
#include "ear_trial.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NAP_MS = 5, PATIENCE_MS = 10000 };

/* Whoever calls exit() in the child must not run our exit handlers or flush our files. */
static void leave_at_once(void)
{
	_exit(EXIT_FAILURE);
}

static _Noreturn void run_child(bool (*attempt)(const void *context), const void *context)
{
	/* A crash is expected here and is nobody's business: no core file, no handler of ours. */
	const struct rlimit none = {0, 0};
	setrlimit(RLIMIT_CORE, &none);
	signal(SIGSEGV, SIG_DFL);
	signal(SIGBUS, SIG_DFL);
	signal(SIGABRT, SIG_DFL);
	close(STDERR_FILENO);
	if (atexit(leave_at_once) != 0)
		_exit(EXIT_FAILURE);
	_exit(attempt(context) ? EXIT_SUCCESS : EXIT_FAILURE);
}

static bool wait_for(pid_t child)
{
	const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
	int status = 0;
	for (int waited_ms = 0; waited_ms < PATIENCE_MS; waited_ms += NAP_MS) {
		pid_t ended = waitpid(child, &status, WNOHANG);
		if (ended != 0)
			return ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
		nanosleep(&nap, NULL);
	}
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	return false;
}

bool trial_passes(bool (*attempt)(const void *context), const void *context)
{
	pid_t child = fork();
	if (child == 0)
		run_child(attempt, context);
	return child > 0 && wait_for(child);
}
