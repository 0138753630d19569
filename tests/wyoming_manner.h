/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wyoming_manner.h - how the test's speech server answers: well, or with a fault on request.
 *
 * Threads: the server's. stop: a descriptor that is readable once the server is to end.
 */
#ifndef TESTS_WYOMING_MANNER_H
#define TESTS_WYOMING_MANNER_H

#include <stdbool.h>
#include <stddef.h>

enum server_manner {
	SERVER_WELL,	       /* answers, and keeps the connection */
	SERVER_CLOSES_AFTER,   /* answers, and closes: some real ones do */
	SERVER_MUTE,	       /* hears everything, never answers */
	SERVER_STUCK,	       /* accepts, reads nothing */
	SERVER_HALF_LINE,      /* stops in the middle of a line */
	SERVER_HALF_DATA,      /* stops in the middle of the data */
	SERVER_CLOSES_EARLY,   /* closes instead of answering */
	SERVER_CLOSES_MIDLINE, /* closes in the middle of a line */
	SERVER_LATE,	       /* answers after server_plan.late_ms */
	SERVER_BYTEWISE,       /* sends every byte alone */
	SERVER_RAW,	       /* sends server_plan.text as it is, instead of an event */
	SERVER_EAGER,	       /* answers before the question, which it never reads */
	SERVER_TWICE,	       /* answers, and once more after server_plan.late_ms */
	SERVER_INFO,	       /* sends its info instead of the transcript */
	SERVER_CHATTY,	       /* sends other events and payloads before and after the transcript */
	SERVER_FLOOD	       /* sends other events for ever */
};

struct server_plan {
	enum server_manner manner;
	const char *text;  /* what it understood */
	size_t text_bytes; /* of SERVER_RAW, when it has NULs; 0: strlen */
	int late_ms;
};

/* Answer a question at this socket. False when the connection is to be closed. */
bool server_answer(int stop, int s, const struct server_plan *plan);

/* The answer to "describe". */
bool server_send_info(int stop, int s);

/* False when it was told to stop meanwhile; ms -1: until then. */
bool server_pause(int stop, int ms);

#endif
