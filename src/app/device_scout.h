/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * device_scout.h - a fresh process of this program that sees whether the loudspeaker plays.
 *
 * For a process in which a sound driver hangs for good. What hangs in the
 * scout harms nobody: it is ended when it takes too long.
 * Threads: main only.
 */
#ifndef APP_DEVICE_SCOUT_H
#define APP_DEVICE_SCOUT_H

struct device_scout;

enum scout_news { SCOUT_OUT, SCOUT_PLAYED, SCOUT_FAILED };

/* output: as in the settings. NULL when no process can be started. */
struct device_scout *device_scout_send(const char *output);

/* Anything but SCOUT_OUT is its last word: it is gone then. */
enum scout_news device_scout_look(struct device_scout *scout);

/* Accepts NULL. */
void device_scout_recall(struct device_scout *scout);

#endif
