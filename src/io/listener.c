/* SPDX-License-Identifier: GPL-3.0-or-later */
/* listener.c - the ear's own threads: from the ring of the microphone to main's mailbox. */
#include "listener.h"

#include "ear_engine.h"
#include "fault.h"
#include "listener_inner.h"
#include "mailbox.h"
#include "monotonic.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the ear's thread --- */

static void post_fault(struct listener *l, const struct fault *why)
{
	struct letter letter = {.kind = LETTER_EAR};
	snprintf(letter.text, sizeof letter.text, "%.199s", why->text);
	mailbox_post(l->mailbox, &letter);
}

/* As sure as the ear is, but never more than the words allow. */
static int percent_of(const struct hearing *hearing)
{
	int percent = (int)lroundf(hearing->confidence * 100.0F);
	int most = hearing->intent.percent;
	return most > 0 && most < percent ? most : percent;
}

/* While the ear was deciding the question may have changed: then only a halt is still meant. */
static void post_hearing(void *context, const struct hearing *hearing)
{
	struct listener *l = context;
	if (trust_doubts_halt(&l->trust, hearing)) {
		struct letter doubt = {.kind = LETTER_BARGE, .on = true};
		mailbox_post(l->mailbox, &doubt);
		return;
	}
	if (!trust_accepts(&l->trust, hearing))
		return;
	struct letter letter = {
	    .kind = LETTER_HEARD, .intent = hearing->intent, .confidence = hearing->confidence};
	letter.intent.percent = percent_of(hearing);
	pthread_mutex_lock(&l->lock);
	if (l->asked == l->seen || intent_fits(hearing->intent.kind, LISTEN_OVER))
		mailbox_post(l->mailbox, &letter);
	pthread_mutex_unlock(&l->lock);
}

static void post_news(struct listener *l)
{
	struct letter letter = {.kind = LETTER_EAR};
	static_assert(sizeof letter.text >= EAR_NEWS, "the news fit into a letter");
	if (ear_news(l->ear, letter.text))
		mailbox_post(l->mailbox, &letter);
}

static void feed(struct listener *l, const struct clean *clean)
{
	ear_context(l->ear, trust_grammar(&l->trust));
	trust_frame(&l->trust, clean->playing, clean->near_voice);
	ear_feed(l->ear, clean->sample, ECHO_FRAME, post_hearing, l);
}

static void hear(struct listener *l, const struct clean *clean)
{
	struct clean next;
	if (l->trust.context == LISTEN_OVER && cleaner_is_gated(l->cleaner)) {
		ear_reset(l->ear);
		return;
	}
	room_put(&l->room, clean);
	while (room_get(&l->room, &next))
		feed(l, &next);
	post_news(l);
}

/* What main wants of the ear; the lock is held. */
static void take_wishes(struct listener *l)
{
	ear_know(l->ear, l->people);
	if (l->engine != NULL)
		ear_consult(l->ear, l->engine);
	l->engine = NULL;
	if (l->seen != l->asked)
		ear_expire(l->ear);
	if (l->seen != l->asked || l->trust.context != l->context)
		trust_context(&l->trust, l->context);
	l->seen = l->asked;
}

/* False at the end. */
static bool wait_turn(struct listener *l)
{
	pthread_mutex_lock(&l->lock);
	while (!l->stop && ring_count(&l->clean) == 0)
		pthread_cond_wait(&l->wake, &l->lock);
	take_wishes(l);
	bool go_on = !l->stop;
	pthread_mutex_unlock(&l->lock);
	return go_on;
}

static void *work(void *context)
{
	struct listener *l = context;
	struct clean clean;
	struct fault why;
	l->ear = ear_open(l->model, &why);
	if (l->ear == NULL) {
		post_fault(l, &why);
		return NULL;
	}
	while (wait_turn(l))
		if (ring_read(&l->clean, &clean))
			hear(l, &clean);
	ear_close(l->ear);
	return NULL;
}

/* --- for main --- */

static void end_threads(struct listener *l, int threads)
{
	pthread_mutex_lock(&l->lock);
	l->stop = true;
	pthread_cond_signal(&l->wake);
	pthread_cond_signal(&l->nap);
	pthread_mutex_unlock(&l->lock);
	if (threads > 0)
		pthread_join(l->cleans, NULL);
	if (threads > 1)
		pthread_join(l->hears, NULL);
}

/* Signals are main's business. */
static bool start_threads(struct listener *l)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int threads = 0;
	if (pthread_create(&l->cleans, NULL, cleaner_work, l) == 0)
		threads++;
	if (threads == 1 && pthread_create(&l->hears, NULL, work, l) == 0)
		threads++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (threads < 2)
		end_threads(l, threads);
	return threads == 2;
}

static void init_lock(struct listener *l)
{
	pthread_condattr_t steady;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->wake, &steady);
	pthread_cond_init(&l->nap, &steady);
	pthread_condattr_destroy(&steady);
}

static void release(struct listener *l)
{
	cleaner_close(l->cleaner);
	engine_close(l->engine);
	pthread_cond_destroy(&l->nap);
	pthread_cond_destroy(&l->wake);
	pthread_mutex_destroy(&l->lock);
	free(l->model);
	free(l);
}

struct listener *listener_start(const char *model, struct ring *ears, int hz, struct mixer *mixer,
				struct mailbox *mailbox, struct fault *why)
{
	struct listener *l = calloc(1, sizeof *l);
	char *own_model = model != NULL ? strdup(model) : NULL;
	if (l == NULL || (model != NULL && own_model == NULL)) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
		free(own_model);
		free(l);
		return NULL;
	}
	l->mailbox = mailbox;
	l->model = own_model;
	l->context = LISTEN_OVER;
	trust_init(&l->trust);
	room_init(&l->room);
	ring_init(&l->clean, l->clean_items, sizeof l->clean_items[0], CLEAN_ITEMS);
	init_lock(l);
	l->cleaner = cleaner_open(l, ears, hz, mixer, why);
	if (l->cleaner != NULL && start_threads(l))
		return l;
	if (l->cleaner != NULL)
		fault_set(why, FAULT_SYSTEM, "the ear cannot have threads of its own: %s",
			  strerror(errno));
	release(l);
	return NULL;
}

void listener_know(struct listener *listener, const struct voiceprint *people)
{
	pthread_mutex_lock(&listener->lock);
	listener->people = people;
	pthread_mutex_unlock(&listener->lock);
}

void listener_consult(struct listener *listener, struct engine *engine)
{
	pthread_mutex_lock(&listener->lock);
	assert(listener->engine == NULL);
	listener->engine = engine;
	pthread_mutex_unlock(&listener->lock);
}

void listener_hear(struct listener *listener, enum listen_context context)
{
	assert(context < LISTEN_CONTEXTS);
	pthread_mutex_lock(&listener->lock);
	if (trust_is_question(context) || trust_is_question(listener->context))
		listener->asked++;
	listener->context = context;
	pthread_mutex_unlock(&listener->lock);
}

bool listener_is_gated(const struct listener *listener)
{
	return cleaner_is_gated(listener->cleaner);
}

void listener_stop(struct listener *listener)
{
	if (listener == NULL)
		return;
	end_threads(listener, 2);
	release(listener);
}
