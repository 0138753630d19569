/* SPDX-License-Identifier: GPL-3.0-or-later */
/* device.c - the sound device of a live session, present or not. */
#include "device.h"

#include "audio.h"
#include "fault.h"
#include "mixer.h"
#include "settings.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum { TRY_EVERY_MS = 1000, PULL_FRAMES = 10 * FRAMES_PER_MS };

int64_t monotonic_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void device_init(struct device *device, struct audio *audio, struct mixer *mixer,
		 const struct settings *settings)
{
	*device = (struct device){.audio = audio, .mixer = mixer, .settings = settings};
	device->pulled_ms = monotonic_ms();
}

bool device_open(struct device *device, struct fault *why)
{
	device->out = audio_out_open(device->audio, device->settings->output,
				     device->settings->latency_ms, device->mixer, why);
	return device->out != NULL;
}

/* Keep session time going without a sound card. */
static void pull_silently(struct device *device)
{
	float nowhere[PULL_FRAMES];
	int64_t now_ms = monotonic_ms();
	for (; device->pulled_ms + PULL_FRAMES / FRAMES_PER_MS <= now_ms;
	     device->pulled_ms += PULL_FRAMES / FRAMES_PER_MS)
		mixer_pull(device->mixer, nowhere, PULL_FRAMES);
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
	attempt->good = device_open(&attempt->device, &ignored);
	audio_out_close(attempt->device.out, false);
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
}

/* It answered just now, so main may open it for good. */
static bool end_attempt(struct device *device)
{
	struct fault ignored;
	bool good = device->attempt->good;
	free(device->attempt);
	device->attempt = NULL;
	return good && device_open(device, &ignored);
}

static bool try_again(struct device *device)
{
	int64_t now_ms = monotonic_ms();
	if (device->attempt != NULL)
		return atomic_load(&device->attempt->done) && end_attempt(device);
	if (device->audio != NULL && now_ms >= device->next_try_ms) {
		device->next_try_ms = now_ms + TRY_EVERY_MS;
		begin_attempt(device);
	}
	return false;
}

bool device_is_stuck(const struct device *device)
{
	return device->attempt != NULL && !atomic_load(&device->attempt->done);
}

static void bury(struct device *device)
{
	audio_out_close(device->dead, false);
	device->dead = NULL;
}

enum device_news device_tend(struct device *device, bool hands_off)
{
	if (device->out != NULL) {
		if (audio_out_alive(device->out))
			return DEVICE_SAME;
		audio_out_mute(device->out);
		device->dead = device->out;
		device->out = NULL;
		device->pulled_ms = monotonic_ms();
		return DEVICE_LOST;
	}
	pull_silently(device);
	if (hands_off)
		return DEVICE_SAME;
	bury(device);
	return try_again(device) ? DEVICE_BACK : DEVICE_SAME;
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
	bury(device);
	audio_out_close(device->out, drain);
	device->out = NULL;
}
