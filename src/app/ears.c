/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ears.c - microphone and ear of a live session, present or not. */
#include "ears.h"

#include "audio.h"
#include "device.h"
#include "ear_engine.h"
#include "fault.h"
#include "listener.h"
#include "monotonic.h"
#include "ring.h"
#include "settings.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

enum {
	ITEMS = 1 << 16,       /* 1.4 s at 48,000 Hz, 4 s at 16,000 */
	PROOF_LIMIT_MS = 3000, /* some take two seconds to begin */
	CLOSE_LIMIT_MS = 1000
};

/* On the heap, since it is left behind when its driver hangs. */
struct microphone {
	struct audio *audio;
	const char *name;
	struct audio_in *in; /* NULL: it could not be had, *why says why */
	int hz;
	struct fault why;
	atomic_bool done;
	struct ring ring;
	int16_t items[ITEMS];
};

static const char *model_of(const struct settings *settings)
{
	return settings->ear_model[0] != '\0' ? settings->ear_model : NULL;
}

bool ears_is_possible(const struct settings *settings, struct fault *why)
{
	struct ear *ear = ear_open(model_of(settings), why);
	bool possible = ear != NULL;
	ear_close(ear);
	return possible;
}

/* --- the microphone --- */

static void nap(void)
{
	struct timespec pause = {.tv_nsec = 5000000L};
	nanosleep(&pause, NULL);
}

/* One that is suspended opens, and then nothing comes. */
static bool is_giving(const struct microphone *m)
{
	int64_t until_ms = monotonic_ms() + PROOF_LIMIT_MS;
	while (ring_count(&m->ring) == 0 && monotonic_ms() < until_ms)
		nap();
	return ring_count(&m->ring) > 0;
}

static void *open_microphone(void *context)
{
	struct microphone *m = context;
	m->in = audio_in_open(m->audio, m->name, &m->ring, &m->hz, &m->why);
	if (m->in != NULL && !is_giving(m)) {
		fault_set(&m->why, FAULT_EAR, "the microphone \"%.100s\" gives no sound",
			  audio_in_name(m->in));
		audio_in_close(m->in);
		m->in = NULL;
	}
	atomic_store(&m->done, true);
	return NULL;
}

void ears_begin(struct ears *ears, struct audio *audio, const struct settings *settings)
{
	pthread_t thread;
	struct microphone *m = calloc(1, sizeof *m);
	if (m == NULL)
		return;
	m->audio = audio;
	m->name = settings->microphone;
	ring_init(&m->ring, m->items, sizeof m->items[0], ITEMS);
	ears->microphone = m;
	if (pthread_create(&thread, NULL, open_microphone, m) == 0) {
		pthread_detach(thread);
		return;
	}
	fault_set(&m->why, FAULT_SYSTEM, "the microphone cannot be opened beside the session");
	atomic_store(&m->done, true);
}

bool ears_is_busy(const struct ears *ears)
{
	return ears->microphone != NULL && !atomic_load(&ears->microphone->done);
}

/* The driver's own time limit ends it; what hangs even so is no reason to start without an ear. */
bool ears_wait(struct ears *ears, struct fault *why)
{
	while (ears_is_busy(ears))
		nap();
	if (ears->microphone == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
	*why = ears->microphone->why;
	return ears->microphone->in != NULL;
}

/* --- the ear --- */

/* Without memory for it the ear goes on alone. */
static void consult_server(struct ears *ears, const struct settings *settings)
{
	struct fault why;
	struct engine *engine = NULL;
	if (settings->ear_host[0] != '\0')
		engine = engine_open(settings->ear_host, settings->ear_port, &why);
	if (engine != NULL)
		listener_consult(ears->listener, engine);
}

static enum ears_news begin_to_listen(struct ears *ears, const struct settings *settings,
				      struct mixer *mixer, struct mailbox *mailbox,
				      struct fault *why)
{
	struct microphone *m = ears->microphone;
	*why = m->why;
	if (m->in != NULL)
		ears->listener =
		    listener_start(model_of(settings), &m->ring, m->hz, mixer, mailbox, why);
	if (ears->listener == NULL) {
		bool there = m->in != NULL;
		ears_close(ears);
		return there ? EARS_DEAF : EARS_NONE;
	}
	listener_know(ears->listener, ears->people);
	consult_server(ears, settings);
	ears->context = LISTEN_OVER;
	return EARS_OPEN;
}

enum ears_news ears_tend(struct ears *ears, const struct settings *settings, struct mixer *mixer,
			 struct mailbox *mailbox, struct fault *why)
{
	if (ears->microphone == NULL || ears_is_busy(ears))
		return EARS_SAME;
	if (ears->listener == NULL)
		return begin_to_listen(ears, settings, mixer, mailbox, why);
	if (audio_in_alive(ears->microphone->in))
		return EARS_SAME;
	ears_close(ears);
	return EARS_GONE;
}

/* An ear that cannot tell the coach from a person only hears what the session waits for. */
void ears_set(struct ears *ears, bool listens, enum listen_context context)
{
	if (ears->listener == NULL)
		return;
	if (!listens && listener_is_gated(ears->listener))
		context = LISTEN_OVER;
	if (context != ears->context)
		listener_hear(ears->listener, context);
	ears->context = context;
}

void ears_close(struct ears *ears)
{
	int64_t until_ms = monotonic_ms() + CLOSE_LIMIT_MS;
	listener_stop(ears->listener);
	ears->listener = NULL;
	while (ears_is_busy(ears) && monotonic_ms() < until_ms)
		nap();
	if (ears->microphone == NULL || ears_is_busy(ears))
		return;
	audio_in_close(ears->microphone->in);
	free(ears->microphone);
	ears->microphone = NULL;
}
