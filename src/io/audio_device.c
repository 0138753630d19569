/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audio_device.c - lists sound devices and finds the one that is meant.
 */
#include "audio_inner.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "fault.h"
#include "sink.h"

enum { NAMES_BYTES = 200 };

/* What a person calls the two directions, here and in the settings. */
struct words {
	const char *device, *key, *option;
};

static struct words words_for(bool input)
{
	return input ? (struct words){"microphone", "microphone", "--mic"}
		     : (struct words){"sound output", "output", "--device"};
}

bool audio_serves(PaDeviceIndex i, bool input)
{
	const PaDeviceInfo *info = Pa_GetDeviceInfo(i);
	return (input ? info->maxInputChannels : info->maxOutputChannels) > 0;
}

static void add_name(char *names, const char *name)
{
	size_t used = strlen(names);
	if (used > 0 && used + strlen(name) + 8 > NAMES_BYTES) {
		if (names[used - 1] != '.')
			snprintf(names + used, NAMES_BYTES - used, " ...");
		return;
	}
	snprintf(names + used, NAMES_BYTES - used, "%s\"%.100s\"", used > 0 ? ", " : "", name);
}

/* The names with the text in them, "" for all; how many there are. */
static int collect_names(const char *text, bool input, char *names)
{
	int count = 0;
	names[0] = '\0';
	for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount(); i++) {
		if (!audio_serves(i, input) || !sink_has(Pa_GetDeviceInfo(i)->name, text))
			continue;
		add_name(names, Pa_GetDeviceInfo(i)->name);
		count++;
	}
	return count;
}

/* How well a name fits: as it is, but for the number of its card, or a part of it. */
static int fit(const char *name, const char *text)
{
	char bare[SINK_BARE_BYTES], bare_text[SINK_BARE_BYTES];
	sink_bare_name(name, bare);
	sink_bare_name(text, bare_text);
	if (strcasecmp(name, text) == 0)
		return 3;
	if (strcasecmp(bare, bare_text) == 0)
		return 2;
	return sink_has(name, text) ? 1 : 0;
}

static PaDeviceIndex only_match(const char *text, bool input)
{
	PaDeviceIndex found = paNoDevice;
	int best = 1;
	bool several = false;
	for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount(); i++) {
		int fits = audio_serves(i, input) ? fit(Pa_GetDeviceInfo(i)->name, text) : 0;
		if (fits < best)
			continue;
		several = found != paNoDevice && fits == best;
		best = fits;
		found = i;
	}
	return several ? paNoDevice : found;
}

static void explain_none(bool input, struct fault *why)
{
	struct words words = words_for(input);
	char names[NAMES_BYTES];
	if (collect_names("", input, names) == 0)
		fault_set(why, FAULT_DEVICE,
			  "there is no %s on this machine; plug one in and try again (\"easeback "
			  "doctor\" lists devices, \"%s =\" in the settings or %s chooses one)",
			  words.device, words.key, words.option);
	else
		fault_set(why, FAULT_DEVICE,
			  "no %s is the default; choose one with \"%s =\" in the settings or "
			  "%s: there is %s",
			  words.device, words.key, words.option, names);
}

static void explain_mismatch(const char *text, bool input, struct fault *why)
{
	struct words words = words_for(input);
	char names[NAMES_BYTES];
	if (collect_names(text, input, names) > 1) {
		fault_set(why, FAULT_DEVICE,
			  "\"%.60s\" fits several %ss; give more of one name: %s", text,
			  words.device, names);
		return;
	}
	if (collect_names("", input, names) == 0) {
		explain_none(input, why);
		return;
	}
	fault_set(why, FAULT_DEVICE, "no %s has \"%.60s\" in its name; there is %s", words.device,
		  text, names);
}

PaDeviceIndex audio_find(const char *text, bool input, struct fault *why)
{
	bool by_name = text != NULL && text[0] != '\0';
	PaDeviceIndex found = by_name ? only_match(text, input) : audio_choose(input);
	if (found == paNoDevice && by_name)
		explain_mismatch(text, input, why);
	else if (found == paNoDevice)
		explain_none(input, why);
	return found;
}

void audio_out_which(const struct audio *audio, const char *device, char name[AUDIO_NAME_BYTES])
{
	struct fault ignored;
	PaDeviceIndex found = audio->running ? audio_find(device, false, &ignored) : paNoDevice;
	snprintf(name, AUDIO_NAME_BYTES, "%s",
		 found != paNoDevice ? Pa_GetDeviceInfo(found)->name : "");
}

static struct audio_device describe(PaDeviceIndex i)
{
	const PaDeviceInfo *info = Pa_GetDeviceInfo(i);
	struct audio_device device = {.inputs = info->maxInputChannels,
				      .outputs = info->maxOutputChannels,
				      .default_hz = info->defaultSampleRate,
				      .default_input = i == audio_choose(true),
				      .default_output = i == audio_choose(false)};
	snprintf(device.name, sizeof device.name, "%s", info->name);
	snprintf(device.host, sizeof device.host, "%s", Pa_GetHostApiInfo(info->hostApi)->name);
	return device;
}

int audio_list(const struct audio *audio, struct audio_device *list, int max)
{
	int count = audio->running ? Pa_GetDeviceCount() : 0;
	for (int i = 0; i < count && i < max; i++)
		list[i] = describe(i);
	return count > 0 ? count : 0;
}
