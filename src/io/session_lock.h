/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_lock.h - sees to it that only one session runs at a time.
 *
 * A lock on a file beside the journal. It dies with its process, however that
 * ends, and forked children do not have it. The file itself stays.
 *
 * Threads: any, but only one lock on a file in a process: a second one would
 *          be granted, and taking either back would free both.
 */
#ifndef IO_SESSION_LOCK_H
#define IO_SESSION_LOCK_H

#include "fault.h"

#include <stdbool.h>

struct session_lock {
	int file; /* -1: none */
};

/*
 * False and FAULT_BUSY when another process has it; FAULT_READ_ONLY,
 * FAULT_FULL or FAULT_SYSTEM when there is no place for the file, and then
 * nobody can tell. The folder must be there already, or is made.
 */
bool session_lock_take(struct session_lock *lock, const char *path, struct fault *why);

/*
 * Does another process have it? Asked without taking it, so that nobody is in
 * the way of anybody. Never while this process has it itself, which would end it.
 */
bool session_lock_is_held(const char *path);

/* Accepts one that was not taken. */
void session_lock_drop(struct session_lock *lock);

#endif
