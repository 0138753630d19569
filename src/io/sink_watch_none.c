/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sink_watch_none.c - where libpulse was not there to build with, nothing is known of sinks. */
#include "sink_watch.h"

#include <stddef.h>

struct sink_watch *sink_watch_open(void)
{
	return NULL;
}

struct sink_view sink_watch_look(struct sink_watch *watch)
{
	(void)watch;
	return (struct sink_view){.known = false};
}

struct sink_view sink_watch_await(struct sink_watch *watch, int limit_ms)
{
	(void)limit_ms;
	return sink_watch_look(watch);
}

void sink_watch_close(struct sink_watch *watch)
{
	(void)watch;
}
