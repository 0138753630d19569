/* SPDX-License-Identifier: GPL-3.0-or-later */
/* device.c - the sound device of a live session, present or not. */
#include "device.h"

#include "audio.h"
#include "device_scout.h"
#include "fault.h"
#include "mixer.h"
#include "monotonic.h"
#include "settings.h"
#include "sink_watch.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

enum {
	TRY_EVERY_MS = 500,
	HANGS_MS = 15000,      /* an attempt that takes longer does not come back */
	PROOF_MS = 200,	       /* of sound beyond what a driver takes in advance */
	PROOF_LIMIT_MS = 3000, /* a Bluetooth speaker takes its time */
	SERVER_MS = 300,       /* for a sound server to say what it plays on */
	NAP_MS = 10,
	PULL_FRAMES = 10 * FRAMES_PER_MS
};

void device_init(struct device *device, struct audio *audio, struct mixer *mixer,
		 const struct settings *settings)
{
	*device = (struct device){.audio = audio, .mixer = mixer, .settings = settings};
	device->pulled_ms = monotonic_ms();
	if (audio == NULL)
		return;
	audio_keep_awake(audio, settings->keep_awake);
	device->sinks = sink_watch_open();
}

bool device_open(struct device *device, struct fault *why)
{
	device->out = audio_out_open(device->audio, device->settings->output,
				     device->settings->latency_ms, device->mixer, why);
	return device->out != NULL;
}

/* --- what is at the other end --- */

/* Names behind which a sound server may stand, and the one that JACK gives its loudspeaker. */
static bool is_for_server(const char *name)
{
	return strcasecmp(name, "default") == 0 || strcasecmp(name, "pulse") == 0 ||
	       strcasecmp(name, "pipewire") == 0;
}

int device_wake_ms(const struct device *device)
{
	char name[AUDIO_NAME_BYTES];
	if (device->settings->wake_ms != WAKE_AUTO)
		return device->settings->wake_ms;
	if (device->audio == NULL)
		return 0;
	audio_out_which(device->audio, device->settings->output, name);
	if (!is_for_server(name))
		return sink_wake_ms(sink_kind(name));
	return sink_wake_ms(sink_watch_await(device->sinks, SERVER_MS).kind);
}

/* What sounds, and still nobody can hear it. */
static bool plays_into_nothing(struct device *device)
{
	struct sink_view view = sink_watch_look(device->sinks);
	if (view.ours)
		device->by_server = true;
	return view.ours && view.into_nothing;
}

/* The server that we played through has nothing else yet. */
static bool is_hopeless(const struct device *device)
{
	return device->by_server && sink_watch_look(device->sinks).kind == SINK_NOTHING;
}

/* --- without a device --- */

/* Keep session time going without a sound card. */
static void pull_silently(struct device *device)
{
	float nowhere[PULL_FRAMES];
	int64_t now_ms = monotonic_ms();
	for (; device->pulled_ms + PULL_FRAMES / FRAMES_PER_MS <= now_ms;
	     device->pulled_ms += PULL_FRAMES / FRAMES_PER_MS)
		mixer_pull(device->mixer, nowhere, PULL_FRAMES);
}

static void nap(void)
{
	struct timespec pause = {.tv_nsec = NAP_MS * 1000000L};
	nanosleep(&pause, NULL);
}

/* A suspended device opens and takes what fits into its buffer, and then nothing. */
static bool is_playing(struct device *device, struct fault *why)
{
	int64_t until_ms = monotonic_ms() + PROOF_LIMIT_MS;
	int64_t enough = mixer_frames(device->mixer) +
			 (int64_t)(2 * device_latency_ms(device) + PROOF_MS) * FRAMES_PER_MS;
	while (audio_out_alive(device->out) && monotonic_ms() < until_ms) {
		if (mixer_frames(device->mixer) >= enough)
			return true;
		nap();
	}
	return fault_set(why, FAULT_DEVICE, "the sound device \"%.100s\" takes no sound",
			 audio_out_name(device->out));
}

bool device_try(struct device *device, struct fault *why)
{
	if (!device_open(device, why))
		return false;
	bool good = is_playing(device, why);
	if (good && plays_into_nothing(device))
		good = fault_set(why, FAULT_DEVICE, "the sound server has no loudspeaker");
	audio_out_close(device->out, false);
	device->out = NULL;
	return good;
}

/* One attempt: opens the device, to see that it answers, and closes it again. */
struct device_attempt {
	struct device device; /* a copy, with a mixer of its own: main still pulls the other */
	struct mixer mixer;
	bool good;
	atomic_bool done;
};

static void *attempt_work(void *context)
{
	struct device_attempt *attempt = context;
	struct fault ignored; /* it was said when the device went */
	attempt->good = device_try(&attempt->device, &ignored);
	atomic_store(&attempt->done, true);
	return NULL;
}

static void begin_attempt(struct device *device)
{
	pthread_t thread;
	struct device_attempt *attempt = calloc(1, sizeof *attempt);
	if (attempt == NULL)
		return;
	mixer_init(&attempt->mixer);
	attempt->device = *device;
	attempt->device.mixer = &attempt->mixer;
	if (pthread_create(&thread, NULL, attempt_work, attempt) != 0) {
		free(attempt);
		return;
	}
	pthread_detach(thread);
	device->attempt = attempt;
	device->attempt_ms = monotonic_ms();
}

/* It answered just now, so main may open it for good. */
static bool end_attempt(struct device *device)
{
	struct fault ignored;
	bool good = device->attempt->good;
	free(device->attempt);
	device->attempt = NULL;
	device->next_try_ms = monotonic_ms() + TRY_EVERY_MS;
	return good && device_open(device, &ignored);
}

/* A driver that hangs stays in this process for ever. */
static bool is_spent(const struct device *device)
{
	return device->audio != NULL &&
	       (audio_is_stuck(device->audio) ||
		(device_is_stuck(device) && monotonic_ms() - device->attempt_ms > HANGS_MS));
}

static enum device_news send_scout(struct device *device)
{
	enum scout_news news = SCOUT_OUT;
	if (device->scout != NULL)
		news = device_scout_look(device->scout);
	else if (monotonic_ms() >= device->next_try_ms && !is_hopeless(device))
		device->scout = device_scout_send(device->settings->output);
	if (news == SCOUT_OUT)
		return DEVICE_SAME;
	device->scout = NULL;
	device->next_try_ms = monotonic_ms() + TRY_EVERY_MS;
	return news == SCOUT_PLAYED ? DEVICE_FRESH : DEVICE_SAME;
}

static enum device_news try_again(struct device *device)
{
	if (device->attempt != NULL && atomic_load(&device->attempt->done))
		return end_attempt(device) ? DEVICE_BACK : DEVICE_SAME;
	if (is_spent(device))
		return send_scout(device);
	if (device->attempt == NULL && device->audio != NULL &&
	    monotonic_ms() >= device->next_try_ms && !is_hopeless(device))
		begin_attempt(device);
	return DEVICE_SAME;
}

bool device_is_stuck(const struct device *device)
{
	return device->attempt != NULL && !atomic_load(&device->attempt->done);
}

bool device_is_closing(const struct device *device)
{
	return device->dead != NULL;
}

/* --- looking after it --- */

static void lose(struct device *device)
{
	audio_out_mute(device->out);
	device->dead = device->out;
	device->out = NULL;
	device->pulled_ms = monotonic_ms();
	device->next_try_ms = 0;
	device->burying = false;
}

/* Not while somebody else is in PortAudio; and who wants to close something too comes before us. */
static void bury(struct device *device, bool hands_off)
{
	if (!device->burying && !hands_off) {
		audio_out_bury(device->dead);
		device->burying = true;
	} else if (device->burying && audio_out_buried(device->dead)) {
		device->dead = NULL;
	}
}

enum device_news device_tend(struct device *device, bool hands_off)
{
	if (device->out != NULL) {
		if (audio_out_alive(device->out) && !plays_into_nothing(device))
			return DEVICE_SAME;
		lose(device);
		bury(device, hands_off);
		return DEVICE_LOST;
	}
	pull_silently(device);
	if (device->dead != NULL)
		bury(device, hands_off);
	else if (!hands_off)
		return try_again(device);
	return DEVICE_SAME;
}

bool device_is_lost(const struct device *device)
{
	return device->audio != NULL && device->out == NULL;
}

int device_latency_ms(const struct device *device)
{
	return device->out != NULL ? audio_out_latency_ms(device->out) : 0;
}

void device_close(struct device *device, bool drain)
{
	if (!device_is_stuck(device)) {
		free(device->attempt);
		device->attempt = NULL;
	}
	for (; device->dead != NULL; nap())
		bury(device, false);
	audio_out_close(device->out, drain);
	device->out = NULL;
	device_scout_recall(device->scout);
	device->scout = NULL;
	/* an attempt left behind may still look */
	if (device->attempt == NULL)
		sink_watch_close(device->sinks);
	device->sinks = NULL;
}
