/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.c - has gnuplot, as a child process, draw charts. */
#include "chart.h"

#include "monotonic.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	PIECE = 1 << 16,
	CHART_BYTES_MAX = 1 << 26, /* nothing that a page could hold */
	EXIT_MISSING = 127	   /* as a shell says it */
};

/* What has come so far, and until when more may come. */
struct harvest {
	char *text;
	size_t bytes, room;
	int64_t until_ms;
};

/* In the child; only calls that are safe after a fork. */
static void become_gnuplot(const char *program, int link)
{
	char *const words[] = {(char *)"gnuplot", (char *)"-d", NULL};
	int nowhere = open("/dev/null", O_WRONLY);
	if (dup2(link, STDIN_FILENO) >= 0 && dup2(link, STDOUT_FILENO) >= 0 && nowhere >= 0 &&
	    dup2(nowhere, STDERR_FILENO) >= 0)
		execvp(program, words);
	_exit(EXIT_MISSING);
}

struct chart_process chart_begin(void)
{
	struct chart_process process = {.child = 0};
	const char *program = getenv("EASEBACK_GNUPLOT");
	int ends[2];
	/* A socket, since writing to a pipe that nobody reads ends a process. */
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return process;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	pid_t child = fork();
	if (child == 0)
		become_gnuplot(program != NULL ? program : "gnuplot", ends[1]);
	close(ends[1]);
	if (child > 0)
		process = (struct chart_process){.child = child, .link = ends[0]};
	else
		close(ends[0]);
	return process;
}

static bool has_room(struct harvest *harvest)
{
	if (harvest->room - harvest->bytes > PIECE)
		return true;
	size_t room = harvest->room * 2 + 2 * PIECE;
	char *text = room <= CHART_BYTES_MAX ? realloc(harvest->text, room) : NULL;
	if (text == NULL)
		return false;
	harvest->text = text;
	harvest->room = room;
	return true;
}

/* Send what it takes of the script; behind its end, that there is no more. */
static void offer(int link, const char **script, bool *sent)
{
	ssize_t given = send(link, *script, strlen(*script), MSG_NOSIGNAL | MSG_DONTWAIT);
	if (given > 0)
		*script += given;
	if (**script == '\0' || (given < 0 && errno != EAGAIN && errno != EINTR)) {
		shutdown(link, SHUT_WR);
		*sent = true;
	}
}

/* Both ways at once, since either side may be full. False when it takes too long. */
static bool talk(int link, const char *script, struct harvest *harvest)
{
	bool sent = false;
	while (has_room(harvest)) {
		struct pollfd ready = {.fd = link, .events = POLLIN};
		int64_t left = harvest->until_ms - monotonic_ms();
		if (!sent)
			ready.events |= POLLOUT;
		if (left <= 0 || (poll(&ready, 1, (int)left) < 0 && errno != EINTR))
			return false;
		if (!sent && (ready.revents & POLLOUT))
			offer(link, &script, &sent);
		if (!(ready.revents & (POLLIN | POLLHUP | POLLERR)))
			continue;
		ssize_t got = read(link, harvest->text + harvest->bytes, PIECE);
		if (got == 0 || (got < 0 && errno == ECONNRESET))
			return true;
		if (got < 0 && errno != EINTR)
			return false;
		harvest->bytes += got > 0 ? (size_t)got : 0;
	}
	return false;
}

static bool judge(int status, bool whole, struct fault *why)
{
	if (!whole)
		return fault_set(why, FAULT_SYSTEM, "gnuplot did not come to an end");
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_MISSING)
		return fault_set(why, FAULT_SYSTEM,
				 "gnuplot is missing, which draws the charts: "
				 "apt install gnuplot-nox");
	return (WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
	       fault_set(why, FAULT_SYSTEM, "gnuplot could not draw the charts");
}

/* Wait for its end; true when it was a good one. */
static bool part(struct chart_process *process, bool whole, struct fault *why)
{
	int status = 0;
	close(process->link);
	if (!whole)
		kill(process->child, SIGKILL);
	while (waitpid(process->child, &status, 0) < 0 && errno == EINTR)
		;
	*process = (struct chart_process){.child = 0};
	return judge(status, whole, why);
}

char *chart_end(struct chart_process *process, const char *script, struct fault *why)
{
	struct harvest harvest = {.until_ms = monotonic_ms() + CHART_LIMIT_MS};
	if (process->child <= 0) {
		fault_set(why, FAULT_SYSTEM, "gnuplot could not be started");
		return NULL;
	}
	bool whole = talk(process->link, script, &harvest);
	if (part(process, whole, why) && harvest.text != NULL) {
		harvest.text[harvest.bytes] = '\0';
		return harvest.text;
	}
	free(harvest.text);
	return NULL;
}

/* To signal or wait for process 0 would mean everybody in our process group. */
void chart_drop(struct chart_process *process)
{
	struct fault ignored;
	if (process->child > 0)
		part(process, false, &ignored);
}
