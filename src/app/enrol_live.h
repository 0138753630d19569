/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * enrol_live.h - the partner that speaks and hears through the real devices.
 *
 * While it speaks the microphone is not listened to. Without a loudspeaker it
 * writes only; a microphone it must have. SIGINT, SIGTERM and SIGHUP end it at
 * once and are blocked while it is open.
 * Threads: main only.
 */
#ifndef APP_ENROL_LIVE_H
#define APP_ENROL_LIVE_H

#include "enrol.h"

struct enrol_live;
struct fault;
struct setup;

/* The setup is borrowed: its voice and devices are used. NULL and *why without a microphone. */
struct enrol_live *enrol_live_open(const struct setup *setup, struct fault *why);

/* It is the context of this; lent. */
struct enrol_partner enrol_live_partner(struct enrol_live *live);

/* True when a signal ended it. */
bool enrol_live_broken(const struct enrol_live *live);

void enrol_live_close(struct enrol_live *live);

#endif
