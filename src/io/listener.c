/* SPDX-License-Identifier: GPL-3.0-or-later */
/* listener.c - the ear's own thread: from the ring of the microphone to main's mailbox. */
#include "listener.h"

#include "fault.h"
#include "mailbox.h"
#include "resample.h"
#include "ring.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The callback that fills the ring may not wake anybody, so the ring is looked at this often. */
enum { LOOK_EVERY_MS = 20, PIECE = 4096 };

struct listener {
	struct ring *ears;
	int hz;
	struct mailbox *mailbox;
	char *model;
	pthread_t thread;

	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t wake;
	bool stop, open;
	unsigned opened; /* how often the ear was opened or shut: an older decision is stale */
	enum listen_context context;

	struct ear *ear; /* of the thread only, as all below */
	struct resampler *resampler;
	unsigned seen;
	int16_t heard[PIECE], even[PIECE];
};

static void post_fault(struct listener *l, const struct fault *why)
{
	struct letter letter = {.kind = LETTER_EAR};
	snprintf(letter.text, sizeof letter.text, "%.199s", why->text);
	mailbox_post(l->mailbox, &letter);
}

/* A decision about what was said before the ear was opened anew must not answer a later question.
 */
static void post_hearing(void *context, const struct hearing *hearing)
{
	struct listener *l = context;
	struct letter letter = {
	    .kind = LETTER_HEARD, .intent = hearing->intent, .confidence = hearing->confidence};
	pthread_mutex_lock(&l->lock);
	if (l->open && l->opened == l->seen)
		mailbox_post(l->mailbox, &letter);
	pthread_mutex_unlock(&l->lock);
}

static bool open_parts(struct listener *l)
{
	struct fault why;
	l->ear = ear_open(l->model, &why);
	if (l->ear != NULL && l->hz != EAR_HZ)
		l->resampler = resampler_open(l->hz, EAR_HZ, &why);
	if (l->ear != NULL && (l->hz == EAR_HZ || l->resampler != NULL))
		return true;
	post_fault(l, &why);
	return false;
}

static void close_parts(struct listener *l)
{
	ear_close(l->ear);
	resampler_close(l->resampler);
}

static void feed(struct listener *l, size_t count)
{
	size_t done = 0;
	if (l->resampler == NULL) {
		ear_feed(l->ear, l->heard, count, post_hearing, l);
		return;
	}
	while (done < count) {
		size_t used = 0;
		size_t given = resampler_run(l->resampler, l->heard + done, count - done, &used,
					     l->even, PIECE);
		ear_feed(l->ear, l->even, given, post_hearing, l);
		if (used == 0 && given == 0)
			return;
		done += used;
	}
}

/* Forget the ring's content: nobody was to hear it. */
static void drain(struct listener *l)
{
	size_t left = ring_count(l->ears);
	while (left > 0) {
		size_t part = ring_read_many(l->ears, l->heard, left < PIECE ? left : PIECE);
		if (part == 0)
			return;
		left -= part;
	}
}

static void deadline_in(struct timespec *when, int ms)
{
	clock_gettime(CLOCK_MONOTONIC, when);
	when->tv_nsec += ms * 1000000L;
	if (when->tv_nsec >= 1000000000L) {
		when->tv_sec++;
		when->tv_nsec -= 1000000000L;
	}
}

/* Sleep until there is something to do: while shut for as long as it takes. False at the end. */
static bool wait_turn(struct listener *l)
{
	struct timespec when;
	deadline_in(&when, LOOK_EVERY_MS);
	pthread_mutex_lock(&l->lock);
	while (!l->stop && l->opened == l->seen) {
		if (!l->open)
			pthread_cond_wait(&l->wake, &l->lock);
		else if (pthread_cond_timedwait(&l->wake, &l->lock, &when) == ETIMEDOUT)
			break;
	}
	bool changed = l->opened != l->seen;
	l->seen = l->opened;
	if (changed && l->open) {
		drain(l);
		ear_reset(l->ear);
		ear_context(l->ear, l->context);
	}
	bool go_on = !l->stop;
	pthread_mutex_unlock(&l->lock);
	return go_on;
}

static bool is_stale(struct listener *l)
{
	pthread_mutex_lock(&l->lock);
	bool stale = l->stop || !l->open || l->opened != l->seen;
	pthread_mutex_unlock(&l->lock);
	return stale;
}

static void listen_on(struct listener *l)
{
	while (!is_stale(l)) {
		size_t count = ring_read_many(l->ears, l->heard, PIECE);
		if (count == 0)
			return;
		feed(l, count);
	}
}

static void *work(void *context)
{
	struct listener *l = context;
	if (open_parts(l))
		while (wait_turn(l))
			listen_on(l);
	close_parts(l);
	return NULL;
}

/* Signals are main's business. */
static bool start_thread(struct listener *l)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	bool good = pthread_create(&l->thread, NULL, work, l) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return good;
}

static void init_lock(struct listener *l)
{
	pthread_condattr_t steady;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->wake, &steady);
	pthread_condattr_destroy(&steady);
}

static void release(struct listener *l)
{
	pthread_cond_destroy(&l->wake);
	pthread_mutex_destroy(&l->lock);
	free(l->model);
	free(l);
}

struct listener *listener_start(const char *model, struct ring *ears, int hz,
				struct mailbox *mailbox, struct fault *why)
{
	struct listener *l = calloc(1, sizeof *l);
	if (l == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
		return NULL;
	}
	l->ears = ears;
	l->hz = hz;
	l->mailbox = mailbox;
	l->model = model != NULL ? strdup(model) : NULL;
	init_lock(l);
	if ((model == NULL || l->model != NULL) && start_thread(l))
		return l;
	fault_set(why, FAULT_SYSTEM, "the ear cannot have a thread of its own: %s",
		  strerror(errno));
	release(l);
	return NULL;
}

static void set_open(struct listener *l, bool open, enum listen_context context)
{
	pthread_mutex_lock(&l->lock);
	l->open = open;
	l->context = context;
	l->opened++;
	pthread_cond_signal(&l->wake);
	pthread_mutex_unlock(&l->lock);
}

void listener_hear(struct listener *listener, enum listen_context context)
{
	assert(context < LISTEN_CONTEXTS);
	set_open(listener, true, context);
}

void listener_deaf(struct listener *listener)
{
	set_open(listener, false, LISTEN_ANY);
}

void listener_stop(struct listener *listener)
{
	if (listener == NULL)
		return;
	pthread_mutex_lock(&listener->lock);
	listener->stop = true;
	pthread_cond_signal(&listener->wake);
	pthread_mutex_unlock(&listener->lock);
	pthread_join(listener->thread, NULL);
	release(listener);
}
