/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * recorder.h - writes the journal in a thread of its own, so that a slow card holds up nothing.
 *
 * Lines go in from main and are on disk in their order, each in a transaction
 * of its own. A disk that is full or may not be written keeps them waiting in
 * memory; it is tried again until it works.
 *
 * Threads: all functions from main; none but recorder_stop waits for a disk.
 * A session is told first of all, also one that goes on after it was cut off:
 * should the journal be begun anew meanwhile, the session is told again.
 *
 * Only who holds the lock of the sessions may start one: a journal that turns
 * out damaged is set aside and a new one begun.
 */
#ifndef APP_RECORDER_H
#define APP_RECORDER_H

#include "fault.h"
#include "journal_line.h"

#include <stdbool.h>
#include <stdint.h>

struct recorder;

enum {
	RECORDER_LINES = 2048,	  /* that can wait */
	RECORDER_RETRY_MS = 2000, /* between two tries */
	RECORDER_STOP_MS = 5000	  /* a good limit for recorder_stop */
};

/* path is copied; the journal is opened in the thread. NULL and *why when there is no thread. */
struct recorder *recorder_start(const char *path, int retry_ms, struct fault *why);

/* Take a copy of the line. Its number, from 1 on, or 0 when too many wait: then it is lost. */
uint64_t recorder_write(struct recorder *recorder, const struct line *line);

/* True when the line of that number, and all before it, are on disk. True for 0. */
bool recorder_is_written(const struct recorder *recorder, uint64_t number);

/*
 * News for the person, each told once: true and *why when writing does not
 * work, or works again (FAULT_NONE, with a sentence all the same).
 */
bool recorder_news(struct recorder *recorder, struct fault *why);

/*
 * Write what waits, for at most limit_ms, and end. How many lines could not be
 * written; *why says so. A disk that does not answer is left behind with its
 * thread. Accepts NULL.
 */
int recorder_stop(struct recorder *recorder, int limit_ms, struct fault *why);

#endif
