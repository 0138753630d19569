/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate_pool.c - shares work out among processes, one a processor. */
#include "evaluate_pool.h"

#include "fault.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROCESSES_MAX = 16, LOOK_EVERY_MS = 200 };

/* What the processes share. */
struct shared {
	_Atomic size_t next, done;
};

void *pool_memory(size_t bytes)
{
	void *memory = mmap(NULL, bytes > 0 ? bytes : 1, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return memory != MAP_FAILED ? memory : NULL;
}

void pool_release(void *memory, size_t bytes)
{
	if (memory != NULL)
		munmap(memory, bytes > 0 ? bytes : 1);
}

static _Noreturn void labour(const struct pool_work *work, struct shared *shared)
{
	void *tool = work->begin(work);
	size_t i;
	if (tool == NULL)
		_exit(EXIT_FAILURE);
	while ((i = atomic_fetch_add(&shared->next, 1)) < work->count) {
		work->run(work, tool, i);
		atomic_fetch_add(&shared->done, 1);
	}
	work->end(tool);
	_exit(EXIT_SUCCESS);
}

static int processes(size_t count)
{
	long have = sysconf(_SC_NPROCESSORS_ONLN);
	int wanted = have > PROCESSES_MAX ? PROCESSES_MAX : have > 0 ? (int)have : 1;
	return (size_t)wanted > count ? (int)count : wanted;
}

static void show(const struct pool_work *work, const struct shared *shared)
{
	size_t done = atomic_load(&shared->done);
	fprintf(stderr, "\r%s: %zu of %zu\033[K", work->title, done, work->count);
}

static bool reap(pid_t process, const struct pool_work *work, const struct shared *shared,
		 bool progress)
{
	const struct timespec nap = {.tv_nsec = LOOK_EVERY_MS * 1000000L};
	int status = -1;
	while (progress && waitpid(process, &status, WNOHANG) == 0) {
		show(work, shared);
		nanosleep(&nap, NULL);
	}
	if (!progress)
		waitpid(process, &status, 0);
	return status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

static bool run_shared(const struct pool_work *work, struct shared *shared, bool progress)
{
	pid_t process[PROCESSES_MAX];
	int count = processes(work->count), started = 0;
	bool good = true;
	fflush(NULL);
	for (; started < count; started++) {
		process[started] = fork();
		if (process[started] == 0)
			labour(work, shared);
		if (process[started] < 0)
			break;
	}
	for (int i = 0; i < started; i++)
		good = reap(process[i], work, shared, progress) && good;
	if (progress)
		fputs("\r\033[K", stderr);
	return good && started == count && atomic_load(&shared->done) == work->count;
}

bool pool_run(const struct pool_work *work, bool progress, struct fault *why)
{
	struct shared *shared = pool_memory(sizeof *shared);
	if (shared == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory to share");
	bool good = run_shared(work, shared, progress);
	if (!good)
		fault_set(why, FAULT_EAR, "%s: only %zu of %zu were done, since a process ended",
			  work->title, atomic_load(&shared->done), work->count);
	pool_release(shared, sizeof *shared);
	return good;
}
