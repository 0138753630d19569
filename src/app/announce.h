/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * announce.h - speaks one sentence through the loudspeaker, outside of any session.
 */
#ifndef APP_ANNOUNCE_H
#define APP_ANNOUNCE_H

#include "fault.h"
#include "setup.h"

#include <stdbool.h>

/* Returns when it has been heard. Opens and closes voice and device. False and *why when not. */
bool announce(const struct setup *setup, const char *words, struct fault *why);

#endif
