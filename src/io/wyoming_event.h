/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wyoming_event.h - the events of the Wyoming protocol, read from bytes and written as bytes.
 *
 * An event is one line of JSON, then data_length bytes of more JSON and
 * payload_length bytes of anything. Pure but for the heap: no socket, no
 * clock. Whatever comes, the reader keeps within its bounds, and says in one
 * sentence what was wrong.
 *
 * Threads: a reader belongs to one thread.
 */
#ifndef IO_WYOMING_EVENT_H
#define IO_WYOMING_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	WYOMING_TEXT = 256,	      /* bytes kept of what was understood; answers are short */
	WYOMING_LINE = 8 << 10,	      /* most bytes of a header line */
	WYOMING_DATA = 64 << 10,      /* most bytes of data */
	WYOMING_PAYLOAD = 1 << 20,    /* most bytes of payload, which nobody reads */
	WYOMING_SAMPLES = 16000 * 15, /* most samples in one question */
	WYOMING_HZ = 16000
};

enum event_kind {
	EVENT_KIND_OTHER, /* of no interest here */
	EVENT_KIND_TRANSCRIPT,
	EVENT_KIND_INFO,
	EVENT_KIND_ERROR
};

struct wyoming_event {
	enum event_kind kind;
	bool hears;		 /* of info: it offers speech recognition */
	char text[WYOMING_TEXT]; /* understood; of info the recogniser's name, of an error its text
				  */
};

enum reader_stage { READER_LINE, READER_DATA, READER_PAYLOAD };

enum reader_result {
	READER_MORE,  /* all bytes are taken, the event is not whole yet */
	READER_EVENT, /* *event is one */
	READER_BROKEN /* this is no Wyoming; nothing more can be read */
};

/* A stream under way; empty after reader_init. */
struct wyoming_reader {
	enum reader_stage stage;
	size_t have, want;	    /* bytes of the stage at hand */
	size_t data, payload;	    /* bytes that follow the line */
	struct wyoming_event event; /* as far as it is known */
	const char *wrong;	    /* a sentence, once it is broken */
	char bytes[WYOMING_DATA];
};

void reader_init(struct wyoming_reader *reader);

/* True in the middle of an event. */
bool reader_is_amid(const struct wyoming_reader *reader);

/* Take bytes up to the end of an event; *used of them are taken. */
enum reader_result reader_take(struct wyoming_reader *reader, const char *bytes, size_t count,
			       size_t *used, struct wyoming_event *event);

/* Bytes to be sent. Starts as {0}; grows by itself; wyoming_bytes_free at the end. */
struct wyoming_bytes {
	char *byte;
	size_t count, room;
};

/* The question what the server can do. False without memory, as below. */
bool wyoming_write_describe(struct wyoming_bytes *bytes);

/* The whole question what was said in these samples of WYOMING_HZ, 1 to WYOMING_SAMPLES of them. */
bool wyoming_write_question(struct wyoming_bytes *bytes, const int16_t *samples, size_t count);

void wyoming_bytes_free(struct wyoming_bytes *bytes);

#endif
