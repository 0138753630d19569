/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * service.h - tells the systemd that started this program how it is.
 *
 * Started by anybody else, nothing happens.
 * Threads: main only.
 */
#ifndef IO_SERVICE_H
#define IO_SERVICE_H

#include <stdbool.h>

/* Was this started as a service, with nobody at a terminal who would read? */
bool service_is_one(void);

/* It is ready, and does this now: a short sentence, shown by "systemctl --user status". */
void service_tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
