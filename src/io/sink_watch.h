/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sink_watch.h - which loudspeaker the sound server plays on, while it plays.
 *
 * PortAudio sees one device called "default", whatever the server does behind it: it may have no
 * loudspeaker at all and play into nothing ("auto_null"), with nobody the wiser. So PulseAudio, or
 * PipeWire in its place, is asked, and tells when that changes. No server is ever started for it.
 *
 * Threads: all functions from main; the asking is done in a thread of its own, so that a server
 *          that hangs holds up nobody.
 * Ownership: none.
 * Units: none.
 * Errors: without a server, or without the library, nothing is known.
 */
#ifndef IO_SINK_WATCH_H
#define IO_SINK_WATCH_H

#include "sink.h"

#include <stdbool.h>

enum { SINK_NAME_BYTES = 160 };

struct sink_watch;

struct sink_view {
	bool known;	     /* a server answers, and has a default sink */
	enum sink_kind kind; /* of the default sink */
	char name[SINK_NAME_BYTES];
	bool ours;	   /* sound of this process comes out of the server */
	bool into_nothing; /* ... and goes where there is no loudspeaker */
};

/* NULL: nothing will be known, which every function accepts. */
struct sink_watch *sink_watch_open(void);

/* What is known just now. */
struct sink_view sink_watch_look(struct sink_watch *watch);

/* The same, but wait up to so many ms until a server has answered. */
struct sink_view sink_watch_await(struct sink_watch *watch, int limit_ms);

void sink_watch_close(struct sink_watch *watch);

#endif
