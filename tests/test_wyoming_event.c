/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_wyoming_event.c - events of the Wyoming protocol: whole, cut up, wrong, and mutated. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "wyoming_event.h"

enum { EVENTS_MOST = 16, MUTATIONS = 60000, STREAM_MOST = 4096 };

/* What came of a stream. */
struct outcome {
	struct wyoming_event events[EVENTS_MOST];
	int count;
	const char *wrong; /* NULL: nothing */
	bool amid;
};

/* Read a stream in pieces of at most so many bytes, each in memory of its own size. */
static struct outcome read_in_pieces(const char *bytes, size_t count, size_t piece)
{
	static struct wyoming_reader reader;
	struct outcome outcome = {.count = 0};
	enum reader_result result = READER_MORE;
	reader_init(&reader);
	for (size_t at = 0; at < count && result != READER_BROKEN;) {
		size_t part = count - at < piece ? count - at : piece, done = 0;
		char *copy = malloc(part);
		assert_non_null(copy);
		memcpy(copy, bytes + at, part);
		while (done < part && result != READER_BROKEN) {
			struct wyoming_event event;
			size_t used;
			result = reader_take(&reader, copy + done, part - done, &used, &event);
			assert_true(used <= part - done);
			if (result == READER_MORE)
				assert_int_equal(used, part - done);
			done += used;
			if (result == READER_EVENT && outcome.count < EVENTS_MOST)
				outcome.events[outcome.count++] = event;
		}
		free(copy);
		at += part;
	}
	outcome.wrong = result == READER_BROKEN ? reader.wrong : NULL;
	outcome.amid = reader_is_amid(&reader);
	return outcome;
}

static struct outcome read_text(const char *text)
{
	return read_in_pieces(text, strlen(text), 1 << 20);
}

static void assert_heard(const char *stream, const char *text)
{
	struct outcome outcome = read_text(stream);
	if (outcome.wrong != NULL)
		fail_msg("%s: %s", stream, outcome.wrong);
	assert_int_equal(outcome.count, 1);
	assert_int_equal(outcome.events[0].kind, EVENT_KIND_TRANSCRIPT);
	assert_string_equal(outcome.events[0].text, text);
	assert_false(outcome.amid);
}

static void assert_broken(const char *stream)
{
	struct outcome outcome = read_text(stream);
	if (outcome.wrong == NULL)
		fail_msg("not refused: %.60s", stream);
	assert_int_equal(outcome.count, 0);
}

static void a_transcript_is_read_from_header_or_data(void **state)
{
	(void)state;
	assert_heard("{\"type\":\"transcript\",\"data\":{\"text\":\"four\"}}\n", "four");
	assert_heard("{\"type\":\"transcript\",\"data_length\":15}\n{\"text\":\"four\"}", "four");
	assert_heard(
	    "{\"type\": \"transcript\", \"data\": {\"text\": \"one\"}, \"data_length\": 15,"
	    " \"payload_length\": 3}\n{\"text\":\"four\"}\n{\n",
	    "four");
	assert_heard("{\"type\":\"transcript\",\"data\":null,\"data_length\":null}\r\n", "");
}

static void a_text_that_is_none_is_empty(void **state)
{
	(void)state;
	assert_heard("{\"type\":\"transcript\",\"data\":{\"text\":4}}\n", "");
	assert_heard("{\"type\":\"transcript\",\"data\":[\"four\"]}\n", "");
	assert_heard("{\"type\":\"transcript\"}\n", "");
}

/* The beginning of a long text could be a number that nobody said. */
static void a_long_text_is_not_cut_into_an_answer(void **state)
{
	(void)state;
	char stream[1024], text[WYOMING_TEXT + 1];
	memset(text, ' ', sizeof text);
	memcpy(text, "four", 4);
	text[WYOMING_TEXT] = '\0';
	snprintf(stream, sizeof stream, "{\"type\":\"transcript\",\"data\":{\"text\":\"%s\"}}\n",
		 text);
	assert_heard(stream, "(long)");
	text[WYOMING_TEXT - 1] = '\0';
	snprintf(stream, sizeof stream, "{\"type\":\"transcript\",\"data\":{\"text\":\"%s\"}}\n",
		 text);
	assert_heard(stream, text);
}

static void an_info_tells_whether_it_hears(void **state)
{
	(void)state;
	struct outcome outcome =
	    read_text("{\"type\":\"info\",\"data\":{\"asr\":[{\"name\":\"w\"},{\"name\":\"v\"}]}}\n"
		      "{\"type\":\"info\",\"data\":{\"asr\":[],\"tts\":[{\"name\":\"piper\"}]}}\n"
		      "{\"type\":\"info\",\"data\":{\"asr\":[7]}}\n"
		      "{\"type\":\"error\",\"data\":{\"text\":\"no\"}}\n");
	assert_int_equal(outcome.count, 4);
	assert_true(outcome.events[0].hears);
	assert_string_equal(outcome.events[0].text, "w");
	assert_false(outcome.events[1].hears);
	assert_false(outcome.events[2].hears);
	assert_int_equal(outcome.events[3].kind, EVENT_KIND_ERROR);
}

static const char three[] =
    "{\"type\":\"voice-started\",\"data\":{\"timestamp\":3},\"payload_length\":9}\n{\"a\":\n\n}x"
    "{\"type\":\"transcript\",\"data_length\":20}\n{\"text\":\"\\u006eine\"}"
    "{\"type\":\"x\",\"data_length\":0,\"payload_length\":0}\n";

static void a_stream_is_read_alike_in_pieces_of_any_size(void **state)
{
	(void)state;
	for (size_t piece = 1; piece < sizeof three; piece++) {
		struct outcome outcome = read_in_pieces(three, sizeof three - 1, piece);
		assert_null(outcome.wrong);
		assert_int_equal(outcome.count, 3);
		assert_int_equal(outcome.events[0].kind, EVENT_KIND_OTHER);
		assert_string_equal(outcome.events[1].text, "nine");
		assert_int_equal(outcome.events[2].kind, EVENT_KIND_OTHER);
		assert_false(outcome.amid);
	}
}

static void a_stream_that_stops_is_amid_an_event(void **state)
{
	(void)state;
	size_t end_of_first = (size_t)(strstr(three, "{\"type\":\"transcript") - three);
	for (size_t count = 1; count < end_of_first; count++) {
		struct outcome outcome = read_in_pieces(three, count, 1 << 20);
		assert_null(outcome.wrong);
		assert_int_equal(outcome.count, 0);
		assert_true(outcome.amid);
	}
}

static void what_is_not_the_protocol_is_refused(void **state)
{
	static const char *const wrong[] = {
	    "\n",
	    "HTTP/1.1 400 Bad Request\r\n",
	    "four\n",
	    "4\n",
	    "null\n",
	    "[]\n",
	    "[{\"type\":\"transcript\"}]\n",
	    "{}\n",
	    "{\"type\":4}\n",
	    "{\"type\":\"transcript\",\"data\":{\"text\":\"fo\xff\xff\"}}\n",
	    "{\"type\":\"transcript\",\"data\":{\"text\":\"four\\u0000 no\"}}\n",
	    "{\"type\":\"transcript\",\"data\":{\"text\":\"four\"}\n",
	    "{\"type\":\"transcript\",\"data\":{\"text\":\"four\"}} x\n",
	    "{\"type\":\"transcript\",\"data_length\":4}\nfour",
	    "{\"type\":\"transcript\",\"data_length\":2}\n[]",
	    "{\"type\":\"transcript\",\"data_length\":15}\n{\"text\":\"four\"",
	};
	(void)state;
	for (size_t i = 0; i + 1 < sizeof wrong / sizeof wrong[0]; i++)
		assert_broken(wrong[i]);
	/* the last lacks a byte only */
	assert_true(read_text(wrong[sizeof wrong / sizeof wrong[0] - 1]).amid);
}

static void a_length_out_of_bounds_is_refused_before_its_bytes(void **state)
{
	static const char *const wrong[] = {"2147483648",
					    "2000000000",
					    "18446744073709551616",
					    "9223372036854775807",
					    "-1",
					    "1.0",
					    "\"15\"",
					    "true",
					    "1e9"};
	char stream[256];
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		snprintf(stream, sizeof stream, "{\"type\":\"transcript\",\"data_length\":%s}\n",
			 wrong[i]);
		assert_broken(stream);
		snprintf(stream, sizeof stream, "{\"type\":\"transcript\",\"payload_length\":%s}\n",
			 wrong[i]);
		assert_broken(stream);
	}
}

static bool length_is_taken(const char *key, int length)
{
	char stream[256];
	snprintf(stream, sizeof stream, "{\"type\":\"x\",\"%s\":%d}\n", key, length);
	return read_text(stream).wrong == NULL;
}

static void the_bounds_are_those_named(void **state)
{
	(void)state;
	assert_true(length_is_taken("data_length", 64 * 1024));
	assert_false(length_is_taken("data_length", 64 * 1024 + 1));
	assert_true(length_is_taken("payload_length", 1024 * 1024));
	assert_false(length_is_taken("payload_length", 1024 * 1024 + 1));
}

static void a_line_without_an_end_is_refused(void **state)
{
	char line[8 * 1024 + 2];
	(void)state;
	memset(line, ' ', sizeof line);
	for (size_t piece = 1; piece <= sizeof line; piece += 4096) {
		assert_null(read_in_pieces(line, 8 * 1024, piece).wrong);
		assert_non_null(read_in_pieces(line, 8 * 1024 + 1, piece).wrong);
	}
}

static void data_as_large_as_allowed_is_read(void **state)
{
	enum { SIZE = 64 * 1024 };
	static char stream[SIZE + 64];
	int head = snprintf(stream, 64, "{\"type\":\"transcript\",\"data_length\":%d}\n", SIZE);
	(void)state;
	memset(stream + head, ' ', SIZE);
	memcpy(stream + head, "{\"text\":\"six\"", 13);
	stream[head + SIZE - 1] = '}';
	struct outcome outcome = read_in_pieces(stream, (size_t)head + SIZE, 1000);
	assert_null(outcome.wrong);
	assert_int_equal(outcome.count, 1);
	assert_string_equal(outcome.events[0].text, "six");
}

static void deep_nesting_is_refused_without_harm(void **state)
{
	static char stream[64 * 1024 + 64];
	int head = snprintf(stream, 64, "{\"type\":\"info\",\"data_length\":%d}\n", 64 * 1024);
	(void)state;
	memset(stream + head, '[', 64 * 1024);
	assert_non_null(read_in_pieces(stream, (size_t)head + 64 * 1024, 1 << 20).wrong);
}

static void what_was_broken_stays_broken(void **state)
{
	static struct wyoming_reader reader;
	struct wyoming_event event;
	size_t used;
	(void)state;
	reader_init(&reader);
	assert_int_equal(reader_take(&reader, "x\n", 2, &used, &event), READER_BROKEN);
	assert_int_equal(reader_take(&reader, "{\"type\":\"x\"}\n", 13, &used, &event),
			 READER_BROKEN);
}

/* Bytes and samples of a question, worked out by hand. */
static void a_question_is_written_as_the_protocol_wants_it(void **state)
{
	static const int16_t samples[3] = {1, -2, 0x1234};
	static const char expected[] =
	    "{\"type\":\"transcribe\",\"data\":{\"language\":\"en\"}}\n"
	    "{\"type\":\"audio-start\",\"data\":{\"rate\":16000,\"width\":2,\"channels\":1}}\n"
	    "{\"type\":\"audio-chunk\",\"data\":{\"rate\":16000,\"width\":2,\"channels\":1},"
	    "\"payload_length\":6}\n"
	    "\x01\x00\xfe\xff\x34\x12"
	    "{\"type\":\"audio-stop\"}\n";
	struct wyoming_bytes bytes = {0};
	(void)state;
	assert_true(wyoming_write_question(&bytes, samples, 3));
	assert_int_equal(bytes.count, sizeof expected - 1);
	assert_memory_equal(bytes.byte, expected, sizeof expected - 1);
	wyoming_bytes_free(&bytes);
	assert_null(bytes.byte);
}

static uint32_t seed = 20;

static uint32_t chance(uint32_t below)
{
	seed = seed * 1664525U + 1013904223U;
	return (seed >> 8) % below;
}

static size_t mutate(char *stream, size_t count)
{
	static const char *const bits[] = {"\n",      "\"",	    "{",    "}",
					   "\\u0000", "4294967295", "\xff", ":"};
	for (uint32_t n = 1 + chance(4); n > 0; n--) {
		size_t at = chance((uint32_t)count);
		const char *bit = bits[chance(8)];
		size_t length = strlen(bit), left = count - at;
		switch (chance(4)) {
		case 0:
			stream[at] = (char)chance(256);
			break;
		case 1: /* left out */
			memmove(stream + at, stream + at + 1, left - 1);
			count -= count > 1;
			break;
		case 2: /* put in */
			if (count + length < STREAM_MOST) {
				memmove(stream + at + length, stream + at, left);
				memcpy(stream + at, bit, length);
				count += length;
			}
			break;
		default: /* said twice */
			if (count + left < STREAM_MOST) {
				memmove(stream + at + left, stream + at, left);
				count += left;
			}
			break;
		}
	}
	return count;
}

/* Whatever comes: no byte is read beyond those given, and the pieces do not matter. */
static void mutated_streams_do_no_harm(void **state)
{
	static char stream[STREAM_MOST];
	int broken = 0, whole = 0;
	(void)state;
	for (int i = 0; i < MUTATIONS; i++) {
		memcpy(stream, three, sizeof three - 1);
		size_t count = mutate(stream, sizeof three - 1);
		struct outcome at_once = read_in_pieces(stream, count, STREAM_MOST);
		struct outcome cut = read_in_pieces(stream, count, 1 + chance(40));
		assert_int_equal(at_once.count, cut.count);
		assert_int_equal(at_once.wrong != NULL, cut.wrong != NULL);
		for (int j = 0; j < cut.count; j++)
			assert_string_equal(at_once.events[j].text, cut.events[j].text);
		broken += at_once.wrong != NULL;
		whole += at_once.wrong == NULL && at_once.count > 0;
	}
	/* both kinds were met, or the mutations prove little */
	assert_true(broken > MUTATIONS / 20);
	assert_true(whole > MUTATIONS / 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_transcript_is_read_from_header_or_data),
	    cmocka_unit_test(a_text_that_is_none_is_empty),
	    cmocka_unit_test(a_long_text_is_not_cut_into_an_answer),
	    cmocka_unit_test(an_info_tells_whether_it_hears),
	    cmocka_unit_test(a_stream_is_read_alike_in_pieces_of_any_size),
	    cmocka_unit_test(a_stream_that_stops_is_amid_an_event),
	    cmocka_unit_test(what_is_not_the_protocol_is_refused),
	    cmocka_unit_test(a_length_out_of_bounds_is_refused_before_its_bytes),
	    cmocka_unit_test(the_bounds_are_those_named),
	    cmocka_unit_test(a_line_without_an_end_is_refused),
	    cmocka_unit_test(data_as_large_as_allowed_is_read),
	    cmocka_unit_test(deep_nesting_is_refused_without_harm),
	    cmocka_unit_test(what_was_broken_stays_broken),
	    cmocka_unit_test(a_question_is_written_as_the_protocol_wants_it),
	    cmocka_unit_test(mutated_streams_do_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
