/* SPDX-License-Identifier: GPL-3.0-or-later */
/* device_scout.c - a fresh process of this program that sees whether the loudspeaker plays. */
#include "device_scout.h"

#include "device.h"
#include "monotonic.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIMIT_MS = 12000 };

struct device_scout {
	pid_t process;
	int64_t since_ms;
};

extern char **environ;

/* Our own descriptors are closed on exec; the keys are not for the scout. */
static bool spawn(pid_t *process, char *const argv[])
{
	posix_spawn_file_actions_t files;
	if (posix_spawn_file_actions_init(&files) != 0)
		return false;
	for (int fd = 0; fd <= 2; fd++)
		posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
	bool good = posix_spawn(process, argv[0], &files, NULL, argv, environ) == 0;
	posix_spawn_file_actions_destroy(&files);
	return good;
}

struct device_scout *device_scout_send(const char *output)
{
	/* spawn takes its words without const */
	char *argv[] = {"/proc/self/exe", "doctor", "--speaker", "--device", NULL, NULL};
	struct device_scout *scout = calloc(1, sizeof *scout);
	if (scout == NULL)
		return NULL;
	argv[4] = (char *)output;
	scout->since_ms = monotonic_ms();
	if (spawn(&scout->process, argv))
		return scout;
	free(scout);
	return NULL;
}

static void end(struct device_scout *scout)
{
	kill(scout->process, SIGKILL);
	waitpid(scout->process, NULL, 0);
	free(scout);
}

enum scout_news device_scout_look(struct device_scout *scout)
{
	int status;
	pid_t gone = waitpid(scout->process, &status, WNOHANG);
	if (gone == 0 && monotonic_ms() - scout->since_ms < LIMIT_MS)
		return SCOUT_OUT;
	if (gone != scout->process) {
		end(scout);
		return SCOUT_FAILED;
	}
	free(scout);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? SCOUT_PLAYED : SCOUT_FAILED;
}

void device_scout_recall(struct device_scout *scout)
{
	if (scout != NULL)
		end(scout);
}
