/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wyoming_manner.c - how the test's speech server answers: well, or with a fault on request. */
#include "wyoming_manner.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>

enum { LINE = 1024, ANSWER = 4096 };

/* --- bytes ------------------------------------------------------------- */

static bool is_stopping(int stop)
{
	struct pollfd wait = {.fd = stop, .events = POLLIN};
	return poll(&wait, 1, 0) > 0;
}

bool server_pause(int stop, int ms)
{
	struct pollfd wait = {.fd = stop, .events = POLLIN};
	return poll(&wait, 1, ms) == 0;
}

/* The client's receive buffer takes whatever is sent here, but for a flood. */
static bool send_bytes(int stop, int s, const char *bytes, size_t count)
{
	for (size_t done = 0; done < count;) {
		ssize_t sent = send(s, bytes + done, count - done, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent < 0 && errno != EAGAIN)
			return false;
		if (sent < 0 && !server_pause(stop, 1))
			return false;
		done += sent > 0 ? (size_t)sent : 0;
	}
	return true;
}

static bool send_text(int stop, int s, const char *text)
{
	return send_bytes(stop, s, text, strlen(text));
}

/* --- answers ------------------------------------------------------------ */

static const char info[] = "{\"asr\":[{\"name\":\"test-hearer\",\"models\":[]}]}";

bool server_send_info(int stop, int s)
{
	char line[LINE];
	snprintf(line, sizeof line, "{\"type\":\"info\",\"data_length\":%zu}\n%s", strlen(info),
		 info);
	return send_text(stop, s, line);
}

/* In data of its own, as the usual library sends it. */
static void write_transcript(char answer[ANSWER], const char *text)
{
	char data[ANSWER / 2];
	snprintf(data, sizeof data, "{\"text\":\"%s\"}", text);
	snprintf(answer, ANSWER,
		 "{\"type\":\"transcript\",\"version\":\"1.5.4\",\"data_length\":%zu}\n%s",
		 strlen(data), data);
}

static bool send_bytewise(int stop, int s, const char *answer)
{
	for (; *answer != '\0'; answer++)
		if (!send_bytes(stop, s, answer, 1) || !server_pause(stop, 1))
			return false;
	return true;
}

static bool send_flood(int stop, int s)
{
	while (!is_stopping(stop))
		if (!send_text(stop, s, "{\"type\":\"ping\",\"data\":{\"text\":\"four\"}}\n"))
			return false;
	return false;
}

static bool send_chatter(int stop, int s, const char *answer)
{
	return send_text(stop, s,
			 "{\"type\":\"voice-started\",\"data\":null,\"payload_length\":5}\nabcde"
			 "{\"type\":\"transcript-start\",\"data\":{\"text\":\"nine\"}}\n"
			 "{\"type\":\"audio-chunk\",\"data_length\":2,\"payload_length\":7}\n{}"
			 "\n\n{\"\":1") &&
	       send_text(stop, s, answer) && send_text(stop, s, "{\"type\":\"transcript-stop\"}\n");
}

static bool send_part(int stop, int s, const char *answer, size_t count, bool close)
{
	return send_bytes(stop, s, answer, count) && !close && server_pause(stop, -1);
}

/* False when the connection is to be closed. */
bool server_answer(int stop, int s, const struct server_plan *plan)
{
	char answer[ANSWER];
	write_transcript(answer, plan->manner != SERVER_RAW ? plan->text : "");
	size_t line = strcspn(answer, "\n");
	switch (plan->manner) {
	case SERVER_WELL:
		return send_text(stop, s, answer);
	case SERVER_EAGER:
		return send_part(stop, s, answer, strlen(answer), false);
	case SERVER_TWICE:
		return send_text(stop, s, answer) && server_pause(stop, plan->late_ms) &&
		       send_text(stop, s, answer);
	case SERVER_CLOSES_AFTER:
		send_text(stop, s, answer);
		return false;
	case SERVER_MUTE:
	case SERVER_STUCK:
		return true;
	case SERVER_HALF_LINE:
		return send_part(stop, s, answer, line / 2, false);
	case SERVER_HALF_DATA:
		return send_part(stop, s, answer, line + 6, false);
	case SERVER_CLOSES_EARLY:
		return false;
	case SERVER_CLOSES_MIDLINE:
		return send_part(stop, s, answer, line / 2, true);
	case SERVER_LATE:
		return server_pause(stop, plan->late_ms) && send_text(stop, s, answer);
	case SERVER_BYTEWISE:
		return send_bytewise(stop, s, answer);
	case SERVER_RAW:
		return send_bytes(stop, s, plan->text,
				  plan->text_bytes > 0 ? plan->text_bytes : strlen(plan->text));
	case SERVER_INFO:
		return server_send_info(stop, s);
	case SERVER_CHATTY:
		return send_chatter(stop, s, answer);
	case SERVER_FLOOD:
		return send_flood(stop, s);
	}
	return false;
}
