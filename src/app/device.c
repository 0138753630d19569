/* SPDX-License-Identifier: GPL-3.0-or-later */
/* device.c - the sound device of a live session, present or not. */
#include "device.h"

#include "audio.h"
#include "fault.h"
#include "mixer.h"
#include "settings.h"

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

static bool try_again(struct device *device)
{
	struct fault ignored; /* it was said when the device went */
	int64_t now_ms = monotonic_ms();
	if (device->audio == NULL || now_ms < device->next_try_ms)
		return false;
	device->next_try_ms = now_ms + TRY_EVERY_MS;
	return device_open(device, &ignored);
}

enum device_news device_tend(struct device *device)
{
	if (device->out != NULL) {
		if (audio_out_alive(device->out))
			return DEVICE_SAME;
		audio_out_close(device->out, false);
		device->out = NULL;
		device->pulled_ms = monotonic_ms();
		return DEVICE_LOST;
	}
	pull_silently(device);
	return try_again(device) ? DEVICE_BACK : DEVICE_SAME;
}

int device_latency_ms(const struct device *device)
{
	return device->out != NULL ? audio_out_latency_ms(device->out) : 0;
}

void device_close(struct device *device, bool drain)
{
	audio_out_close(device->out, drain);
	device->out = NULL;
}
