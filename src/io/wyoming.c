/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wyoming.c - asks a Wyoming speech server on the home network what was said. */
#include "wyoming.h"

#include "fault.h"
#include "monotonic.h"
#include "wyoming_link.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	SEND_MS = 30,	/* a connection at home stands and takes a question within that */
	LATE_TWICE = 2, /* then it is not asked for a while */
	PIECE = 16 << 10
};

struct wyoming {
	struct wyoming_link link;
	int cancel[2]; /* readable for ever once cancelled */

	bool asking;
	bool kept;    /* the connection has served before: its end may be an old one */
	bool touched; /* something of an answer has come */
	enum event_kind wanted;
	struct wyoming_bytes question;
	size_t sent;
	struct wyoming_reader reader;
	struct wyoming_event answer;
	enum wyoming_result result;
	int64_t deadline_ms;

	int lates; /* one after the other */
	int rest_ms;
	int64_t rest_until_ms;
	struct fault why;
	char piece[PIECE];
};

static bool open_cancel(struct wyoming *w)
{
	if (pipe(w->cancel) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		(void)fcntl(w->cancel[i], F_SETFD, FD_CLOEXEC);
		(void)fcntl(w->cancel[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

struct wyoming *wyoming_open(const char *host, int port, struct fault *why)
{
	assert(host[0] != '\0' && port > 0 && port < 65536);
	struct wyoming *w = calloc(1, sizeof *w);
	if (w == NULL || !open_cancel(w)) {
		fault_set(why, FAULT_SYSTEM, "cannot prepare for the speech server: %s",
			  strerror(errno));
		free(w);
		return NULL;
	}
	link_init(&w->link, host, port);
	return w;
}

void wyoming_close(struct wyoming *w)
{
	if (w == NULL)
		return;
	link_end(&w->link);
	wyoming_bytes_free(&w->question);
	close(w->cancel[0]);
	close(w->cancel[1]);
	free(w);
}

void wyoming_cancel(struct wyoming *w)
{
	ssize_t written = write(w->cancel[1], "", 1);
	(void)written; /* a full pipe is readable too */
}

const char *wyoming_why(const struct wyoming *w)
{
	return w->why.text;
}

/* --- how it ends ------------------------------------------------------- */

static void rest(struct wyoming *w)
{
	w->rest_ms = w->rest_ms == 0 ? WYOMING_REST_MS : w->rest_ms * 2;
	if (w->rest_ms > WYOMING_REST_MOST_MS)
		w->rest_ms = WYOMING_REST_MOST_MS;
	w->rest_until_ms = monotonic_ms() + w->rest_ms;
	w->lates = 0;
}

/* The link is shut, since an answer that comes after all would be taken for the next one's. */
static void fail(struct wyoming *w, enum wyoming_result result)
{
	link_shut(&w->link);
	w->asking = false;
	w->result = result;
	if (result == WYOMING_FAULT || ++w->lates == LATE_TWICE)
		rest(w);
}

static void fail_because(struct wyoming *w, const char *problem)
{
	fault_set(&w->why, FAULT_EAR, "%s", problem);
	fail(w, WYOMING_FAULT);
}

static void run_out_of_time(struct wyoming *w)
{
	if (w->link.state == LINK_NAME) {
		fail_because(w, "its name takes too long to look up");
	} else if (w->link.state != LINK_UP) {
		fail_because(w, "nobody answers at its address");
	} else {
		fault_set(&w->why, FAULT_EAR, "it takes too long");
		fail(w, WYOMING_LATE);
	}
}

static void succeed(struct wyoming *w, const struct wyoming_event *event)
{
	w->answer = *event;
	w->asking = false;
	w->result = WYOMING_HEARD;
	w->lates = 0;
	w->rest_ms = 0;
}

/* The other side has closed: an old connection is worth another attempt, a new one is not. */
static void meet_end(struct wyoming *w)
{
	if (w->kept && !w->touched) {
		w->kept = false;
		w->sent = 0;
	} else if (reader_is_amid(&w->reader)) {
		fail_because(w, "it breaks off in the middle of an answer");
	} else {
		fail(w, WYOMING_FAULT);
	}
}

/* False when there is nothing more to do with the link for now. */
static bool went_well(struct wyoming *w, enum link_result result)
{
	if (result == LINK_BROKEN)
		fail(w, WYOMING_FAULT);
	else if (result == LINK_ENDED)
		meet_end(w);
	return result == LINK_GOOD;
}

/* --- the talk ---------------------------------------------------------- */

static bool all_sent(const struct wyoming *w)
{
	return w->sent == w->question.count;
}

static void send_more(struct wyoming *w)
{
	bool good = true;
	while (good && !all_sent(w)) {
		size_t done;
		good = went_well(w, link_send(&w->link, w->question.byte + w->sent,
					      w->question.count - w->sent, &done, &w->why));
		if (good)
			w->sent += done;
	}
}

static void take_event(struct wyoming *w, const struct wyoming_event *event)
{
	if (event->kind == EVENT_KIND_ERROR)
		fail_because(w, "it reports an error of its own");
	else if (event->kind == w->wanted && !all_sent(w))
		fail_because(w, "it answers before it was asked");
	else if (event->kind == w->wanted)
		succeed(w, event);
}

static void take_bytes(struct wyoming *w, size_t count)
{
	size_t done = 0;
	w->touched = true;
	while (w->asking && done < count) {
		size_t used;
		struct wyoming_event event;
		enum reader_result result =
		    reader_take(&w->reader, w->piece + done, count - done, &used, &event);
		done += used;
		if (result == READER_BROKEN)
			fail_because(w, w->reader.wrong);
		else if (result == READER_EVENT)
			take_event(w, &event);
	}
	/* What follows an answer belongs to no question. */
	if (done < count)
		link_shut(&w->link);
}

/* One step of everything that can be done without waiting. */
static void advance(struct wyoming *w)
{
	size_t count;
	if (!went_well(w, link_connect(&w->link, &w->why)))
		return;
	send_more(w);
	if (w->asking && w->link.state == LINK_UP &&
	    went_well(w, link_receive(&w->link, w->piece, sizeof w->piece, &count, &w->why)))
		take_bytes(w, count);
}

/* Sleep until something can be done. False when cancelled. */
static bool await(const struct wyoming *w, int64_t until_ms)
{
	int64_t left = until_ms - monotonic_ms();
	struct pollfd wait[2] = {{.fd = -1}, {.fd = w->cancel[0], .events = POLLIN}};
	/* A link that went down on the way is connected again at once. */
	if (w->asking && w->link.state == LINK_DOWN)
		left = 0;
	link_await(&w->link, !all_sent(w), &wait[0]);
	poll(wait, 2, left > 0 ? (int)left : 0);
	return wait[1].revents == 0;
}

static void pump(struct wyoming *w, int64_t until_ms, bool only_send)
{
	if (until_ms > w->deadline_ms)
		until_ms = w->deadline_ms;
	do {
		advance(w);
		if (!w->asking || (only_send && all_sent(w)))
			return;
		if (!await(w, until_ms))
			fail_because(w, "it is not asked any more");
	} while (w->asking && monotonic_ms() < until_ms);
	if (w->asking && monotonic_ms() >= w->deadline_ms)
		run_out_of_time(w);
}

/* --- questions --------------------------------------------------------- */

static bool is_cancelled(const struct wyoming *w)
{
	struct pollfd look = {.fd = w->cancel[0], .events = POLLIN};
	return poll(&look, 1, 0) > 0;
}

static void begin(struct wyoming *w, enum event_kind wanted, int timeout_ms)
{
	if (!link_is_fresh(&w->link))
		link_shut(&w->link);
	reader_init(&w->reader);
	w->kept = w->link.state == LINK_UP;
	w->touched = false;
	w->wanted = wanted;
	w->sent = 0;
	w->result = WYOMING_WAITING;
	w->asking = true;
	w->deadline_ms = monotonic_ms() + timeout_ms;
	pump(w, monotonic_ms() + SEND_MS, true);
}

static bool may_ask(struct wyoming *w)
{
	w->question.count = 0;
	return monotonic_ms() >= w->rest_until_ms && !is_cancelled(w);
}

bool wyoming_ask(struct wyoming *w, const int16_t *samples, size_t count, int timeout_ms)
{
	assert(!w->asking);
	if (!may_ask(w) || !wyoming_write_question(&w->question, samples, count))
		return false;
	begin(w, EVENT_KIND_TRANSCRIPT, timeout_ms);
	return true;
}

enum wyoming_result wyoming_poll(struct wyoming *w, int wait_ms, char text[WYOMING_TEXT])
{
	text[0] = '\0';
	if (w->asking)
		pump(w, monotonic_ms() + wait_ms, false);
	if (w->result == WYOMING_HEARD)
		strcpy(text, w->answer.text);
	return w->result;
}

void wyoming_drop(struct wyoming *w)
{
	if (w->asking)
		link_shut(&w->link);
	w->asking = false;
}

static enum wyoming_result wait_for(struct wyoming *w, int timeout_ms, char text[WYOMING_TEXT])
{
	enum wyoming_result result;
	do
		result = wyoming_poll(w, timeout_ms, text);
	while (result == WYOMING_WAITING);
	return result;
}

enum wyoming_result wyoming_transcribe(struct wyoming *w, const int16_t *samples, size_t count,
				       int timeout_ms, char text[WYOMING_TEXT])
{
	text[0] = '\0';
	if (!wyoming_ask(w, samples, count, timeout_ms))
		return WYOMING_FAULT;
	return wait_for(w, timeout_ms, text);
}

/* For a terminal: what is not plain text could do anything there. */
static void make_plain(char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || *text > '~')
			*text = '?';
}

enum wyoming_result wyoming_describe(struct wyoming *w, int timeout_ms, char name[WYOMING_TEXT])
{
	name[0] = '\0';
	if (!may_ask(w) || !wyoming_write_describe(&w->question))
		return WYOMING_FAULT;
	begin(w, EVENT_KIND_INFO, timeout_ms);
	enum wyoming_result result = wait_for(w, timeout_ms, name);
	if (result == WYOMING_HEARD && w->answer.hears && name[0] == '\0')
		strcpy(name, "unnamed");
	make_plain(name);
	return result;
}
