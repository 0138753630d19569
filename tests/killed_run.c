/* SPDX-License-Identifier: GPL-3.0-or-later */
/* killed_run.c - one live session of a person who answers by keys, killed or not. */
#include "killed_run.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LINE_BYTES = 400 };

static long now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- the transcript ---------------------------------------------------- */

static int exercise_of(const struct chain *chain, const char *text)
{
	const struct routine *routine = &chain->setup->routine;
	for (int i = 0; i < routine->count; i++)
		if (strncmp(text, routine->exercise[i].name, strlen(routine->exercise[i].name)) ==
		    0)
			return i;
	return -1;
}

/* What was told before a step sounds is on disk by then. */
static void take_step(struct chain *chain, int exercise)
{
	for (int i = 0; i < ROUTINE_EXERCISES; i++)
		chain->done[i].sure = chain->done[i].reps;
	chain->in_hand = exercise;
	chain->went = false;
}

static void take_done(struct chain *chain, int exercise, const char *text)
{
	int left = 0, right = 0;
	const char *reps = strstr(text, "reps=");
	if (reps != NULL && sscanf(reps, "reps=%d+%d", &left, &right) >= 1)
		chain->done[exercise].reps += left + right;
}

static void answer(const char *context, int keys)
{
	const char *key = NULL;
	if (strncmp(context, "number", 6) == 0)
		key = "2";
	else if (strncmp(context, "yesno", 5) == 0)
		key = "y";
	else if (strncmp(context, "ready", 5) == 0)
		key = "\n";
	if (key != NULL && write(keys, key, 1) != 1)
		return; /* it was killed just now */
}

static void take_line(struct chain *chain, char *line, int keys)
{
	char *effect = strchr(line, '\t');
	char *text = effect != NULL ? strchr(effect + 1, '\t') : NULL;
	if (text == NULL)
		return;
	*text++ = '\0';
	effect++;
	int exercise = exercise_of(chain, text);
	if (strcmp(effect, "listen") == 0)
		answer(text, keys);
	else if (strcmp(effect, "step") == 0 && exercise >= 0)
		take_step(chain, exercise);
	else if (strcmp(effect, "done") == 0 && exercise >= 0)
		take_done(chain, exercise, text);
	else if (strcmp(effect, "went") == 0 && exercise == chain->in_hand)
		chain->went = true;
	else if (strcmp(effect, "end") == 0)
		chain->ended = true;
}

/* --- a run of the program ------------------------------------------------ */

struct run {
	pid_t process;
	int keys, lines;
	char text[LINE_BYTES];
	size_t used;
};

static void become_program(const struct chain *chain, int keys, int lines)
{
	char path[80], place[32];
	snprintf(path, sizeof path, "%s/said", chain->home);
	snprintf(place, sizeof place, "/dev/fd/%d", lines);
	int said = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
	dup2(keys, STDIN_FILENO);
	dup2(said, STDOUT_FILENO);
	dup2(said, STDERR_FILENO);
	/* a word in place of an option is another command */
	bool is_command = chain->option != NULL && chain->option[0] != '-';
	execl(chain->program, chain->program, is_command ? chain->option : "run", chain->routine,
	      "--silent", "--no-ear", "--transcript", place, is_command ? NULL : chain->option,
	      (char *)NULL);
	_exit(127);
}

static void begin_run(const struct chain *chain, struct run *run)
{
	int keys[2], lines[2];
	if (pipe(keys) != 0 || pipe(lines) != 0)
		abort();
	run->process = fork();
	if (run->process == 0) {
		close(keys[1]);
		close(lines[0]);
		become_program(chain, keys[0], lines[1]);
	}
	close(keys[0]);
	close(lines[1]);
	run->keys = keys[1];
	run->lines = lines[0];
	run->used = 0;
}

/* False at the end of all lines. */
static bool read_lines(struct chain *chain, struct run *run)
{
	char byte;
	if (read(run->lines, &byte, 1) != 1)
		return false;
	if (byte == '\n') {
		run->text[run->used] = '\0';
		take_line(chain, run->text, run->keys);
		run->used = 0;
	} else if (run->used + 1 < sizeof run->text) {
		run->text[run->used++] = byte;
	}
	return true;
}

bool live(struct chain *chain, long life_ms)
{
	struct run run;
	long until_ms = now_ms() + life_ms;
	bool open = true;
	begin_run(chain, &run);
	while (open && now_ms() < until_ms) {
		struct pollfd lines = {.fd = run.lines, .events = POLLIN};
		if (poll(&lines, 1, (int)(until_ms - now_ms() > 0 ? until_ms - now_ms() : 0)) > 0)
			open = read_lines(chain, &run);
	}
	if (open)
		kill(run.process, SIGKILL);
	while (open && read_lines(chain, &run))
		;
	int status = 0;
	waitpid(run.process, &status, 0);
	close(run.keys);
	close(run.lines);
	chain->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	return WIFSIGNALED(status);
}
