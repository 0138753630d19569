/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doctor_speaker.c - does the loudspeaker of the settings play? */
#include "doctor_speaker.h"

#include "audio.h"
#include "device.h"
#include "exit_code.h"
#include "fault.h"
#include "mixer.h"
#include "settings.h"

#include <stdlib.h>

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
