/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate_pool.h - shares work out among processes, one a processor.
 *
 * Processes and not threads: PocketSphinx belongs to one thread, and one that
 * crashes must not take the figures of the others with it. What they find out
 * they write into shared memory.
 */
#ifndef APP_EVALUATE_POOL_H
#define APP_EVALUATE_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct fault;

/* Memory that all processes see, zeroed; NULL when there is none. */
void *pool_memory(size_t bytes);
void pool_release(void *memory, size_t bytes);

struct pool_work {
	const char *title;
	size_t count;
	/* Done in each process: what it works with, or NULL when that cannot be had. */
	void *(*begin)(const struct pool_work *work);
	void (*run)(const struct pool_work *work, void *tool, size_t i);
	void (*end)(void *tool);
	void *context;
};

/*
 * Run 0 ... count-1, in any order, each once. progress: show it on standard
 * error. False and *why when a process could not be started, could not begin
 * or died; what it had in hand is then not done.
 */
bool pool_run(const struct pool_work *work, bool progress, struct fault *why);

#endif
