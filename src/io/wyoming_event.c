/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wyoming_event.c - the events of the Wyoming protocol, read from bytes and written as bytes. */
#include "wyoming_event.h"

#include <jansson.h>

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 4096, HEAD_BYTES = 160 };

/* --- reading ----------------------------------------------------------- */

static void next_stage(struct wyoming_reader *reader, enum reader_stage stage, size_t want)
{
	reader->stage = stage;
	reader->have = 0;
	reader->want = want;
}

void reader_init(struct wyoming_reader *reader)
{
	next_stage(reader, READER_LINE, 0);
	reader->wrong = NULL;
}

bool reader_is_amid(const struct wyoming_reader *reader)
{
	return reader->stage != READER_LINE || reader->have > 0;
}

static enum reader_result broken(struct wyoming_reader *reader, const char *wrong)
{
	reader->wrong = wrong;
	return READER_BROKEN;
}

static enum event_kind kind_of(const char *type)
{
	if (strcmp(type, "transcript") == 0)
		return EVENT_KIND_TRANSCRIPT;
	if (strcmp(type, "info") == 0)
		return EVENT_KIND_INFO;
	return strcmp(type, "error") == 0 ? EVENT_KIND_ERROR : EVENT_KIND_OTHER;
}

/* A long text is no answer, and its beginning must not look like one. */
static void keep_text(struct wyoming_event *event, const json_t *value)
{
	const char *text = json_string_value(value);
	if (text == NULL)
		return;
	bool fits = strlen(text) < sizeof event->text;
	strcpy(event->text, fits ? text : "(long)");
}

/* What of an event's data matters here; what has another form is passed over. */
static void keep_data(struct wyoming_event *event, const json_t *data)
{
	if (event->kind == EVENT_KIND_TRANSCRIPT || event->kind == EVENT_KIND_ERROR)
		keep_text(event, json_object_get(data, "text"));
	if (event->kind != EVENT_KIND_INFO)
		return;
	const json_t *program = json_array_get(json_object_get(data, "asr"), 0);
	event->hears = event->hears || json_is_object(program);
	keep_text(event, json_object_get(program, "name"));
}

/* A length that is left out or null is none. */
static bool read_length(const json_t *header, const char *key, size_t most, size_t *length)
{
	const json_t *value = json_object_get(header, key);
	*length = 0;
	if (value == NULL || json_is_null(value))
		return true;
	if (!json_is_integer(value) || json_integer_value(value) < 0 ||
	    json_integer_value(value) > (json_int_t)most)
		return false;
	*length = (size_t)json_integer_value(value);
	return true;
}

static enum reader_result read_header(struct wyoming_reader *reader, const json_t *header)
{
	const char *type = json_string_value(json_object_get(header, "type"));
	if (type == NULL)
		return broken(reader, "its answer is not of the Wyoming protocol");
	if (!read_length(header, "data_length", WYOMING_DATA, &reader->data) ||
	    !read_length(header, "payload_length", WYOMING_PAYLOAD, &reader->payload))
		return broken(reader, "it announces more than an answer can hold");
	reader->event = (struct wyoming_event){.kind = kind_of(type)};
	keep_data(&reader->event, json_object_get(header, "data"));
	next_stage(reader, READER_DATA, reader->data);
	return READER_MORE;
}

static enum reader_result read_data(struct wyoming_reader *reader, const json_t *data)
{
	if (!json_is_object(data))
		return broken(reader, "its answer is not of the Wyoming protocol");
	keep_data(&reader->event, data);
	next_stage(reader, READER_PAYLOAD, reader->payload);
	return READER_MORE;
}

/* The line or the data is whole. */
static enum reader_result read_json(struct wyoming_reader *reader, size_t count)
{
	json_error_t where;
	json_t *json = json_loadb(reader->bytes, count, 0, &where);
	if (json == NULL)
		return broken(reader, "its answer cannot be read");
	enum reader_result result =
	    reader->stage == READER_LINE ? read_header(reader, json) : read_data(reader, json);
	json_decref(json);
	return result;
}

static enum reader_result take_line(struct wyoming_reader *reader, const char *bytes, size_t count,
				    size_t *used)
{
	const char *end = memchr(bytes, '\n', count);
	size_t part = end != NULL ? (size_t)(end - bytes) : count;
	if (reader->have + part > WYOMING_LINE)
		return broken(reader, "it sends a line without an end");
	memcpy(reader->bytes + reader->have, bytes, part);
	reader->have += part;
	*used += part + (end != NULL);
	return end != NULL ? read_json(reader, reader->have) : READER_MORE;
}

static enum reader_result take_data(struct wyoming_reader *reader, const char *bytes, size_t count,
				    size_t *used)
{
	size_t left = reader->want - reader->have;
	size_t part = count < left ? count : left;
	memcpy(reader->bytes + reader->have, bytes, part);
	reader->have += part;
	*used += part;
	if (reader->have < reader->want)
		return READER_MORE;
	if (reader->want > 0)
		return read_json(reader, reader->have);
	next_stage(reader, READER_PAYLOAD, reader->payload);
	return READER_MORE;
}

static void take_payload(struct wyoming_reader *reader, size_t count, size_t *used)
{
	size_t left = reader->want - reader->have;
	size_t part = count < left ? count : left;
	reader->have += part;
	*used += part;
}

/* Stages of no bytes are passed without waiting for any. */
static bool is_whole(const struct wyoming_reader *reader)
{
	return reader->stage == READER_PAYLOAD && reader->have == reader->want;
}

enum reader_result reader_take(struct wyoming_reader *reader, const char *bytes, size_t count,
			       size_t *used, struct wyoming_event *event)
{
	enum reader_result result = READER_MORE;
	*used = 0;
	if (reader->wrong != NULL)
		return READER_BROKEN;
	while (result == READER_MORE && !is_whole(reader)) {
		const char *rest = bytes + *used;
		size_t left = count - *used;
		bool empty = reader->stage == READER_DATA && reader->want == 0;
		if (left == 0 && !empty)
			return READER_MORE;
		if (reader->stage == READER_LINE)
			result = take_line(reader, rest, left, used);
		else if (reader->stage == READER_DATA)
			result = take_data(reader, rest, left, used);
		else
			take_payload(reader, left, used);
	}
	if (result == READER_BROKEN)
		return result;
	*event = reader->event;
	next_stage(reader, READER_LINE, 0);
	return READER_EVENT;
}

/* --- writing ----------------------------------------------------------- */

static bool make_room(struct wyoming_bytes *bytes, size_t more)
{
	if (bytes->room - bytes->count >= more)
		return true;
	size_t room = (bytes->count + more) * 2;
	char *grown = realloc(bytes->byte, room);
	if (grown == NULL)
		return false;
	bytes->byte = grown;
	bytes->room = room;
	return true;
}

__attribute__((format(printf, 2, 3))) static bool write_line(struct wyoming_bytes *bytes,
							     const char *format, ...)
{
	if (!make_room(bytes, HEAD_BYTES))
		return false;
	va_list values;
	va_start(values, format);
	int length = vsnprintf(bytes->byte + bytes->count, HEAD_BYTES, format, values);
	va_end(values);
	assert(length > 0 && length < HEAD_BYTES);
	bytes->count += (size_t)length;
	return true;
}

/* Samples go out with their low byte first, whatever this machine does. */
static bool write_samples(struct wyoming_bytes *bytes, const int16_t *samples, size_t count)
{
	if (!make_room(bytes, count * 2))
		return false;
	for (size_t i = 0; i < count; i++) {
		unsigned sample = (uint16_t)samples[i];
		bytes->byte[bytes->count++] = (char)(unsigned char)(sample & 0xff);
		bytes->byte[bytes->count++] = (char)(unsigned char)(sample >> 8);
	}
	return true;
}

static bool write_chunk(struct wyoming_bytes *bytes, const int16_t *samples, size_t count)
{
	return write_line(bytes,
			  "{\"type\":\"audio-chunk\",\"data\":{\"rate\":%d,\"width\":2,"
			  "\"channels\":1},\"payload_length\":%zu}\n",
			  WYOMING_HZ, count * 2) &&
	       write_samples(bytes, samples, count);
}

bool wyoming_write_describe(struct wyoming_bytes *bytes)
{
	return write_line(bytes, "{\"type\":\"describe\"}\n");
}

bool wyoming_write_question(struct wyoming_bytes *bytes, const int16_t *samples, size_t count)
{
	assert(count > 0 && count <= WYOMING_SAMPLES);
	bool good =
	    write_line(bytes, "{\"type\":\"transcribe\",\"data\":{\"language\":\"en\"}}\n") &&
	    write_line(bytes,
		       "{\"type\":\"audio-start\",\"data\":{\"rate\":%d,\"width\":2,"
		       "\"channels\":1}}\n",
		       WYOMING_HZ);
	for (size_t done = 0; good && done < count; done += CHUNK)
		good =
		    write_chunk(bytes, samples + done, count - done < CHUNK ? count - done : CHUNK);
	return good && write_line(bytes, "{\"type\":\"audio-stop\"}\n");
}

void wyoming_bytes_free(struct wyoming_bytes *bytes)
{
	free(bytes->byte);
	*bytes = (struct wyoming_bytes){0};
}
