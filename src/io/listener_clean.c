/* SPDX-License-Identifier: GPL-3.0-or-later */
/* listener_clean.c - the coach's own sound out of the microphone, and a voice besides it noticed.
 */
#include "listener_inner.h"

#include "barge.h"
#include "clip.h"
#include "coupling.h"
#include "ear_offset.h"
#include "fault.h"
#include "listener.h"
#include "mailbox.h"
#include "mixer.h"
#include "monotonic.h"
#include "resample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The callbacks that fill the rings may not wake anybody, so that these are looked at this often.
 */
enum { LOOK_EVERY_MS = 10, PIECE = 2048 };

struct cleaner {
	struct ring *ears;
	struct mixer *mixer;
	struct echo *echo; /* NULL: nothing is played, or it could not be had */
	struct resampler *from_ears, *from_mixer;
	struct barge barge;
	struct coupling coupling;
	struct offset offset;
	struct clean frame;
	int filled; /* samples of the frame that is being gathered */
	int16_t taken[PIECE], even[PIECE];
};

typedef void even_sound(struct listener *l, const int16_t *samples, size_t count);

static void tell_fault(struct listener *l, const struct fault *why)
{
	struct letter letter = {.kind = LETTER_EAR};
	snprintf(letter.text, sizeof letter.text,
		 "the coach's voice cannot be taken out of what is heard (%.80s); while it speaks "
		 "only keys are taken",
		 why->text);
	mailbox_post(l->mailbox, &letter);
}

static void open_echo(struct listener *l, struct cleaner *c)
{
	struct fault why;
	c->from_mixer = resampler_open(SOUND_HZ, EAR_HZ, &why);
	if (c->from_mixer != NULL)
		c->echo = echo_open(&why);
	if (c->echo == NULL)
		tell_fault(l, &why);
}

struct cleaner *cleaner_open(struct listener *listener, struct ring *ears, int hz,
			     struct mixer *mixer, struct fault *why)
{
	struct cleaner *c = calloc(1, sizeof *c);
	if (c == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
		return NULL;
	}
	c->ears = ears;
	c->mixer = mixer;
	barge_init(&c->barge);
	coupling_init(&c->coupling);
	if (hz != EAR_HZ) {
		c->from_ears = resampler_open(hz, EAR_HZ, why);
		if (c->from_ears == NULL) {
			cleaner_close(c);
			return NULL;
		}
	}
	if (mixer != NULL)
		open_echo(listener, c);
	return c;
}

bool cleaner_is_gated(const struct cleaner *cleaner)
{
	return cleaner->mixer != NULL && cleaner->echo == NULL;
}

void cleaner_close(struct cleaner *cleaner)
{
	if (cleaner == NULL)
		return;
	resampler_close(cleaner->from_ears);
	resampler_close(cleaner->from_mixer);
	echo_close(cleaner->echo);
	free(cleaner);
}

/* --- frames --- */

static void tell_voice(struct listener *l, enum barge_news news)
{
	struct letter letter = {.kind = LETTER_NEAR, .on = news == BARGE_NEAR};
	if (news == BARGE_NOTHING)
		return;
	if (news == BARGE_SPEAKS)
		letter.kind = LETTER_BARGE;
	mailbox_post(l->mailbox, &letter);
}

/* A coach that does not reach the microphone cannot be taken for somebody else. */
static void take_coach_out(struct listener *l, struct clean *frame)
{
	struct cleaner *c = l->cleaner;
	struct echo_report report;
	frame->playing = frame->near_voice = false;
	if (c->echo == NULL)
		return;
	echo_run(c->echo, frame->sample, frame->sample, &report);
	coupling_take(&c->coupling, &report, &frame->playing, &frame->near_voice);
	tell_voice(l, barge_frame(&c->barge, report.playing, frame->near_voice));
}

static void finish_frame(struct listener *l, struct cleaner *c)
{
	struct clean *frame = &c->frame;
	take_coach_out(l, frame);
	/* an ear that is late by seconds loses sound, and nothing else */
	(void)ring_write(&l->clean, frame);
}

static void take_heard(struct listener *l, const int16_t *samples, size_t count)
{
	struct cleaner *c = l->cleaner;
	while (count > 0) {
		size_t room = (size_t)(ECHO_FRAME - c->filled);
		size_t part = count < room ? count : room;
		memcpy(c->frame.sample + c->filled, samples, part * sizeof *samples);
		offset_take_off(&c->offset, c->frame.sample + c->filled, part);
		c->filled += (int)part;
		samples += part;
		count -= part;
		if (c->filled < ECHO_FRAME)
			return;
		c->filled = 0;
		finish_frame(l, c);
	}
}

static void take_played(struct listener *l, const int16_t *samples, size_t count)
{
	if (l->cleaner->echo != NULL)
		echo_played(l->cleaner->echo, samples, count);
}

/* --- from the rings --- */

static void make_even(struct listener *l, struct resampler *resampler, size_t count,
		      even_sound *take)
{
	struct cleaner *c = l->cleaner;
	size_t done = 0;
	if (resampler == NULL) {
		take(l, c->taken, count);
		return;
	}
	while (done < count) {
		size_t used = 0;
		size_t given =
		    resampler_run(resampler, c->taken + done, count - done, &used, c->even, PIECE);
		take(l, c->even, given);
		if (used == 0 && given == 0)
			return;
		done += used;
	}
}

/* What was played comes first: it is on its way while it is heard. */
static void take_all(struct listener *l)
{
	struct cleaner *c = l->cleaner;
	size_t count;
	while (c->echo != NULL && (count = mixer_tapped(c->mixer, c->taken, PIECE)) > 0)
		make_even(l, c->from_mixer, count, take_played);
	while ((count = ring_read_many(c->ears, c->taken, PIECE)) > 0)
		make_even(l, c->from_ears, count, take_heard);
}

/* Both rings begin together, so that neither is ahead of the other by what nobody read. */
static void begin(struct cleaner *c)
{
	if (c->echo != NULL)
		mixer_tap(c->mixer);
	while (ring_read_many(c->ears, c->taken, PIECE) > 0)
		;
}

/* Tell the ear what came, and rest. False at the end. */
static bool rest(struct listener *l)
{
	struct timespec when = monotonic_in(LOOK_EVERY_MS);
	pthread_mutex_lock(&l->lock);
	if (ring_count(&l->clean) > 0)
		pthread_cond_signal(&l->wake);
	if (!l->stop)
		pthread_cond_timedwait(&l->nap, &l->lock, &when);
	bool go_on = !l->stop;
	pthread_mutex_unlock(&l->lock);
	return go_on;
}

void *cleaner_work(void *context)
{
	struct listener *l = context;
	begin(l->cleaner);
	do
		take_all(l);
	while (rest(l));
	if (l->cleaner->echo != NULL)
		mixer_untap(l->cleaner->mixer);
	return NULL;
}
