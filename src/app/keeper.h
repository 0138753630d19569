/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keeper.h - writes the memo file in a thread of its own.
 *
 * A slow card must not hold up a stop or a sentence. Saves are written in
 * order; the newest replaces those still waiting.
 *
 * Threads: all functions from main. keeper_stop returns when all is on disk.
 */
#ifndef APP_KEEPER_H
#define APP_KEEPER_H

#include "fault.h"
#include "session.h"

#include <stdbool.h>

struct keeper;

/* path and start are copied. NULL and *why when there is no thread to be had. */
struct keeper *keeper_start(const char *path, const struct session_start *start, struct fault *why);

/* Save what is to be remembered, if it differs from what was saved last. */
void keeper_save(struct keeper *keeper, const struct session_memo *memo);

/* False and *why when the last save failed. Accepts NULL. */
bool keeper_stop(struct keeper *keeper, struct fault *why);

/* Days since 1970-01-01 by the local calendar. */
long keeper_today(void);

#endif
