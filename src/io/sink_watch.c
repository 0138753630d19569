/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sink_watch.c - which loudspeaker the sound server plays on, by libpulse. */
#include "sink_watch.h"

#include "monotonic.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <pulse/pulseaudio.h>

enum { AGAIN_MS = 500, NAP_MS = 5, CLIENTS_MAX = 8 };

struct sink_watch {
	pthread_t thread;
	atomic_bool over;
	pa_mainloop *loop;
	/* of the thread */
	pa_context *context;
	struct sink_view asked; /* being put together: the answers come one by one */
	uint32_t our_sink;
	uint32_t client[CLIENTS_MAX]; /* ours */
	int clients;
	bool asking, stale;
	/* under the mutex, which is never held for long */
	pthread_mutex_t mutex;
	struct sink_view view;
};

/* --- what is known --- */

static void publish(struct sink_watch *watch, const struct sink_view *view)
{
	pthread_mutex_lock(&watch->mutex);
	watch->view = *view;
	pthread_mutex_unlock(&watch->mutex);
}

struct sink_view sink_watch_look(struct sink_watch *watch)
{
	struct sink_view view = {.known = false};
	if (watch == NULL)
		return view;
	pthread_mutex_lock(&watch->mutex);
	view = watch->view;
	pthread_mutex_unlock(&watch->mutex);
	return view;
}

struct sink_view sink_watch_await(struct sink_watch *watch, int limit_ms)
{
	const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
	struct sink_view view = sink_watch_look(watch);
	for (int ms = 0; watch != NULL && !view.known && ms < limit_ms; ms += NAP_MS) {
		nanosleep(&nap, NULL);
		view = sink_watch_look(watch);
	}
	return view;
}

/*
 * Asking: server, then its default sink, then which clients are ours, what
 * comes from them, and where that goes.
 */

static void ask(struct sink_watch *watch);

static void asked(struct sink_watch *watch, bool good)
{
	watch->asking = false;
	if (good)
		publish(watch, &watch->asked);
	if (watch->stale)
		ask(watch);
}

/* An operation is let go of at once; a context that is gone gives none. */
static void follow(struct sink_watch *watch, pa_operation *operation)
{
	if (operation != NULL)
		pa_operation_unref(operation);
	else
		asked(watch, false);
}

static void take_our_sink(pa_context *context, const pa_sink_info *info, int end, void *data)
{
	struct sink_watch *watch = data;
	(void)context;
	if (end == 0)
		watch->asked.into_nothing |= sink_kind(info->name) == SINK_NOTHING;
	else
		asked(watch, true);
}

static bool is_our_client(const struct sink_watch *watch, uint32_t client)
{
	for (int i = 0; i < watch->clients; i++)
		if (watch->client[i] == client)
			return true;
	return false;
}

static void take_input(pa_context *context, const pa_sink_input_info *info, int end, void *data)
{
	struct sink_watch *watch = data;
	if (end == 0) {
		if (!is_our_client(watch, info->client))
			return;
		watch->asked.ours = true;
		watch->our_sink = info->sink;
	} else if (watch->asked.ours) {
		follow(watch, pa_context_get_sink_info_by_index(context, watch->our_sink,
								take_our_sink, watch));
	} else {
		asked(watch, true);
	}
}

/* PipeWire knows the process of a client only, not that of its sound. */
static void take_client(pa_context *context, const pa_client_info *info, int end, void *data)
{
	struct sink_watch *watch = data;
	char own[24];
	if (end != 0) {
		follow(watch, pa_context_get_sink_input_info_list(context, take_input, watch));
		return;
	}
	const char *process = pa_proplist_gets(info->proplist, PA_PROP_APPLICATION_PROCESS_ID);
	snprintf(own, sizeof own, "%ld", (long)getpid());
	if (process != NULL && strcmp(process, own) == 0 && watch->clients < CLIENTS_MAX)
		watch->client[watch->clients++] = info->index;
}

static void take_default(pa_context *context, const pa_sink_info *info, int end, void *data)
{
	struct sink_watch *watch = data;
	if (end == 0) {
		watch->asked.known = true;
		snprintf(watch->asked.name, sizeof watch->asked.name, "%s", info->name);
		watch->asked.kind = sink_kind(info->name);
		if (watch->asked.kind == SINK_UNKNOWN && info->description != NULL)
			watch->asked.kind = sink_kind(info->description);
		return;
	}
	follow(watch, pa_context_get_client_info_list(context, take_client, watch));
}

static void take_server(pa_context *context, const pa_server_info *info, void *data)
{
	struct sink_watch *watch = data;
	const char *name = info != NULL ? info->default_sink_name : NULL;
	if (name == NULL || name[0] == '\0')
		asked(watch, true);
	else
		follow(watch, pa_context_get_sink_info_by_name(context, name, take_default, watch));
}

static void ask(struct sink_watch *watch)
{
	watch->stale = watch->asking;
	if (watch->asking)
		return;
	watch->asking = true;
	watch->asked = (struct sink_view){.known = false};
	watch->clients = 0;
	follow(watch, pa_context_get_server_info(watch->context, take_server, watch));
}

/* --- the connection --- */

static void on_change(pa_context *context, pa_subscription_event_type_t type, uint32_t index,
		      void *data)
{
	(void)context;
	(void)type;
	(void)index;
	ask(data);
}

static void on_state(pa_context *context, void *data)
{
	struct sink_watch *watch = data;
	switch (pa_context_get_state(context)) {
	case PA_CONTEXT_READY:
		watch->asking = watch->stale = false;
		pa_context_set_subscribe_callback(context, on_change, watch);
		pa_operation *operation = pa_context_subscribe(context,
							       PA_SUBSCRIPTION_MASK_SINK |
								   PA_SUBSCRIPTION_MASK_SINK_INPUT |
								   PA_SUBSCRIPTION_MASK_SERVER,
							       NULL, NULL);
		if (operation != NULL)
			pa_operation_unref(operation);
		ask(watch);
		break;
	case PA_CONTEXT_FAILED:
	case PA_CONTEXT_TERMINATED:
		publish(watch, &(struct sink_view){.known = false});
		break;
	case PA_CONTEXT_UNCONNECTED:
	case PA_CONTEXT_CONNECTING:
	case PA_CONTEXT_AUTHORIZING:
	case PA_CONTEXT_SETTING_NAME:
		break;
	}
}

static void drop_context(struct sink_watch *watch)
{
	if (watch->context == NULL)
		return;
	pa_context_set_state_callback(watch->context, NULL, NULL);
	pa_context_disconnect(watch->context);
	pa_context_unref(watch->context);
	watch->context = NULL;
}

/* A context serves for one connection only. */
static void connect_anew(struct sink_watch *watch)
{
	drop_context(watch);
	watch->context = pa_context_new(pa_mainloop_get_api(watch->loop), "easeback (watch)");
	if (watch->context == NULL)
		return;
	pa_context_set_state_callback(watch->context, on_state, watch);
	pa_context_connect(watch->context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL);
}

static bool is_connected(const struct sink_watch *watch)
{
	return watch->context != NULL && PA_CONTEXT_IS_GOOD(pa_context_get_state(watch->context));
}

/* libpulse's own timers go by the clock on the wall, which may be set at any time. */
static void *watch_on(void *context)
{
	struct sink_watch *watch = context;
	int64_t next_ms = 0;
	while (!atomic_load(&watch->over)) {
		if (!is_connected(watch) && monotonic_ms() >= next_ms) {
			connect_anew(watch);
			next_ms = monotonic_ms() + AGAIN_MS;
		}
		if (pa_mainloop_prepare(watch->loop, AGAIN_MS * 1000) < 0 ||
		    pa_mainloop_poll(watch->loop) < 0 || pa_mainloop_dispatch(watch->loop) < 0)
			break;
	}
	drop_context(watch);
	return NULL;
}

/* Signals are main's business. */
static bool begin(struct sink_watch *watch)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	bool begun = pthread_create(&watch->thread, NULL, watch_on, watch) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return begun;
}

static void release(struct sink_watch *watch)
{
	pthread_mutex_destroy(&watch->mutex);
	pa_mainloop_free(watch->loop);
	free(watch);
}

struct sink_watch *sink_watch_open(void)
{
	struct sink_watch *watch = calloc(1, sizeof *watch);
	if (watch == NULL)
		return NULL;
	watch->loop = pa_mainloop_new();
	if (watch->loop == NULL) {
		free(watch);
		return NULL;
	}
	pthread_mutex_init(&watch->mutex, NULL);
	atomic_init(&watch->over, false);
	if (begin(watch))
		return watch;
	release(watch);
	return NULL;
}

void sink_watch_close(struct sink_watch *watch)
{
	if (watch == NULL)
		return;
	atomic_store(&watch->over, true);
	pa_mainloop_wakeup(watch->loop);
	pthread_join(watch->thread, NULL);
	release(watch);
}
