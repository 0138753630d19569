/* SPDX-License-Identifier: GPL-3.0-or-later */
/* overhear.c - a recording as a session would hear it, with the coach's own sound in it. */
#include "overhear.h"

#include "barge.h"
#include "coupling.h"
#include "ear_offset.h"
#include "echo.h"
#include "fault.h"
#include "listener_trust.h"
#include "room_tone.h"

#include <stdlib.h>
#include <string.h>

enum {
	QUIET_FRAMES = 30, /* of the coach until the question is open */
	FRAMES_A_SECOND = 100
};

struct session_ear {
	struct ear *ear;
	enum listen_context question;
	struct overheard *told;
	struct echo *echo;
	struct barge barge;
	struct coupling coupling;
	struct offset offset;
	struct room_tone room;
	struct trust trust;
	int quiet; /* frames since the coach was to be heard */
	bool heard_playing;
	struct clean frame;
};

static void decide(void *context, const struct hearing *hearing)
{
	struct session_ear *s = context;
	if (trust_accepts(&s->trust, hearing))
		s->told->decide(s->told->context, hearing);
}

static void set_context(struct session_ear *s, bool playing)
{
	s->quiet = playing ? 0 : s->quiet + 1;
	s->heard_playing = s->heard_playing || playing;
	bool over = s->heard_playing && s->quiet < QUIET_FRAMES;
	enum listen_context wanted = over ? LISTEN_OVER : s->question;
	if (s->trust.context != wanted)
		trust_context(&s->trust, wanted);
}

static void feed_ear(struct session_ear *s)
{
	struct clean next;
	room_put(&s->room, &s->frame);
	while (room_get(&s->room, &next)) {
		set_context(s, next.playing);
		ear_context(s->ear, trust_grammar(&s->trust));
		trust_frame(&s->trust, next.playing, next.near_voice);
		ear_feed(s->ear, next.sample, ECHO_FRAME, decide, s);
	}
}

static void tell_voice(struct session_ear *s, enum barge_news news)
{
	double now_s = s->told->fed_s;
	if (news == BARGE_SPEAKS)
		s->told->voice(s->told->context, now_s - (double)BARGE_WINDOW / FRAMES_A_SECOND,
			       now_s);
}

static void hear_frame(struct session_ear *s, const int16_t *heard, const int16_t *played)
{
	struct echo_report report;
	echo_played(s->echo, played, ECHO_FRAME);
	memcpy(s->frame.sample, heard, sizeof s->frame.sample);
	offset_take_off(&s->offset, s->frame.sample, ECHO_FRAME);
	echo_run(s->echo, s->frame.sample, s->frame.sample, &report);
	coupling_take(&s->coupling, &report, &s->frame.playing, &s->frame.near_voice);
	s->told->fed_s += 1.0 / FRAMES_A_SECOND;
	tell_voice(s, barge_frame(&s->barge, report.playing, s->frame.near_voice));
	feed_ear(s);
}

/* The frame from a place on; silence behind the end. */
static void cut_frame(int16_t frame[ECHO_FRAME], const int16_t *sample, size_t count, size_t from)
{
	size_t there = from < count ? count - from : 0;
	there = there < ECHO_FRAME ? there : ECHO_FRAME;
	memset(frame, 0, ECHO_FRAME * sizeof *frame);
	if (there > 0)
		memcpy(frame, sample + from, there * sizeof *frame);
}

static struct session_ear *open_session(struct ear *ear, enum listen_context question,
					struct overheard *told, struct fault *why)
{
	struct session_ear *s = calloc(1, sizeof *s);
	if (s == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
		return NULL;
	}
	s->ear = ear;
	s->question = question;
	s->told = told;
	s->echo = echo_open(why);
	if (s->echo == NULL) {
		free(s);
		return NULL;
	}
	barge_init(&s->barge);
	coupling_init(&s->coupling);
	room_init(&s->room);
	trust_init(&s->trust);
	trust_context(&s->trust, question);
	return s;
}

bool overhear(struct ear *ear, enum listen_context question, const int16_t *heard, size_t count,
	      const int16_t *played, size_t played_count, struct overheard *told, struct fault *why)
{
	int16_t near[ECHO_FRAME], far[ECHO_FRAME];
	struct session_ear *s = open_session(ear, question, told, why);
	if (s == NULL)
		return false;
	told->fed_s = 0.0;
	for (size_t at = 0; at < count; at += ECHO_FRAME) {
		cut_frame(near, heard, count, at);
		cut_frame(far, played, played_count, at);
		hear_frame(s, near, far);
	}
	ear_flush(ear, decide, s);
	echo_close(s->echo);
	free(s);
	return true;
}
