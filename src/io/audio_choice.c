/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audio_choice.c - which device to use where nobody has named one.
 *
 * A sound server has a default that people choose by its own means, and so has
 * who wrote a configuration of ALSA. Without either, ALSA's default is card 0,
 * which on a Raspberry Pi is as likely the television as anything else.
 */
#include "audio_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sink.h"

enum { CARDS_MAX = 64, FILE_BYTES = 512 };

/* PortAudio's own default is that of its first host, which may have no device at all. */
static PaDeviceIndex default_device(bool input)
{
	PaDeviceIndex found = input ? Pa_GetDefaultInputDevice() : Pa_GetDefaultOutputDevice();
	for (PaHostApiIndex i = 0; found == paNoDevice && i < Pa_GetHostApiCount(); i++) {
		const PaHostApiInfo *host = Pa_GetHostApiInfo(i);
		found = input ? host->defaultInputDevice : host->defaultOutputDevice;
	}
	return found;
}

/* Is there this file in the folder that the variable names? */
static bool is_there(const char *variable, const char *file)
{
	char path[FILE_BYTES];
	const char *folder = getenv(variable);
	if (folder == NULL || folder[0] == '\0')
		return false;
	snprintf(path, sizeof path, "%s/%s", folder, file);
	return access(path, F_OK) == 0;
}

static bool is_chosen_elsewhere(void)
{
	return getenv("ALSA_CONFIG_PATH") != NULL || getenv("PULSE_SERVER") != NULL ||
	       access("/etc/asound.conf", F_OK) == 0 || is_there("HOME", ".asoundrc") ||
	       is_there("XDG_CONFIG_HOME", "alsa/asoundrc") ||
	       is_there("HOME", ".config/alsa/asoundrc") ||
	       is_there("XDG_RUNTIME_DIR", "pulse/native") ||
	       is_there("XDG_RUNTIME_DIR", "pipewire-0");
}

/* A card itself, and none of the names that stand for one; HDMI takes our sound only through such a
 * name. */
static bool is_card(PaDeviceIndex i, bool input)
{
	const char *name = Pa_GetDeviceInfo(i)->name;
	return audio_serves(i, input) && strstr(name, "(hw:") != NULL &&
	       sink_kind(name) != SINK_HDMI;
}

PaDeviceIndex audio_choose(bool input)
{
	const char *names[CARDS_MAX];
	PaDeviceIndex index[CARDS_MAX];
	PaDeviceIndex found = default_device(input);
	int count = 0;
	if (is_chosen_elsewhere())
		return found;
	for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount() && count < CARDS_MAX; i++) {
		if (!is_card(i, input))
			continue;
		names[count] = Pa_GetDeviceInfo(i)->name;
		index[count++] = i;
	}
	int chosen = sink_choose(names, count);
	return chosen >= 0 ? index[chosen] : found;
}
