/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doctor_speaker.c - does the loudspeaker of the settings play? */
#include "doctor_speaker.h"

#include "audio.h"
#include "device.h"
#include "exit_code.h"
#include "fault.h"
#include "mixer.h"
#include "settings.h"
#include "sink_watch.h"

#include <stdlib.h>

enum { SERVER_MS = 500, DEVICES_MAX = 64 };

bool doctor_sink(char *text, size_t bytes)
{
	struct sink_watch *watch = sink_watch_open();
	struct sink_view view = sink_watch_await(watch, SERVER_MS);
	sink_watch_close(watch);
	if (!view.known)
		return false;
	if (view.kind == SINK_NOTHING)
		snprintf(text, bytes, "nothing: the sound server has no loudspeaker (%s)",
			 view.name);
	else
		snprintf(text, bytes, "%s, %s; it wakes up in %d ms", view.name,
			 sink_kind_name(view.kind), sink_wake_ms(view.kind));
	return true;
}

static bool try_it(const struct settings *settings, struct mixer *mixer, FILE *out)
{
	struct fault why;
	struct device device;
	struct audio *audio = audio_open(&why);
	bool good = false;
	if (audio != NULL) {
		mixer_init(mixer);
		device_init(&device, audio, mixer, settings);
		good = device_try(&device, &why);
		device_close(&device, false);
	}
	fprintf(out, "%s\n", good ? "The loudspeaker plays." : why.text);
	audio_close(audio);
	return good;
}

int doctor_speaker(const struct settings *settings, FILE *out)
{
	struct mixer *mixer = malloc(sizeof *mixer);
	if (mixer == NULL) {
		fprintf(out, "there is not enough memory\n");
		return EXIT_CODE_NO_WAY;
	}
	bool good = try_it(settings, mixer, out);
	if (good)
		free(mixer); /* what hangs may still use it */
	return good ? EXIT_CODE_COMPLETED : EXIT_CODE_NO_WAY;
}

int doctor_outputs(FILE *out)
{
	struct audio_device list[DEVICES_MAX];
	struct fault why = {FAULT_NONE, ""};
	struct audio *audio = audio_open(&why);
	int count = audio != NULL ? audio_list(audio, list, DEVICES_MAX) : 0;
	int outputs = 0;
	for (int i = 0; i < count && i < DEVICES_MAX; i++) {
		if (list[i].outputs == 0)
			continue;
		fprintf(out, "%s\t%s\t%s\n", list[i].name, list[i].host,
			list[i].default_output ? "default" : "-");
		outputs++;
	}
	audio_close(audio);
	return outputs > 0 ? EXIT_CODE_COMPLETED : EXIT_CODE_INPUT;
}
