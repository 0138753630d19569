/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * waiting.h - tells the other processes of this person that the coach waits, and how to call it.
 *
 * Locks on a file beside the journal, which die with their process: a reminder
 * names no words that nobody would hear. The file itself stays, empty.
 *
 * Threads: any, but only one sign on a file in a process.
 * Errors:  FAULT_READ_ONLY, FAULT_FULL or FAULT_SYSTEM when there is no place
 *          for the file; nobody is told then.
 */
#ifndef IO_WAITING_H
#define IO_WAITING_H

#include "fault.h"

#include <stdbool.h>

struct waiting_sign {
	int file; /* -1: none */
};

/* How it may be called; both false when nobody waits. */
struct waiting_for {
	bool words, keys;
};

/* At first for nothing. */
bool waiting_sign_open(struct waiting_sign *sign, const char *path, struct fault *why);

/* Accepts one that could not be opened, as does the next. */
void waiting_sign_set(const struct waiting_sign *sign, struct waiting_for now);

void waiting_sign_close(struct waiting_sign *sign);

/* What another process waits for. */
struct waiting_for waiting_look(const char *path);

#endif
