/* SPDX-License-Identifier: GPL-3.0-or-later */
/* announce.c - speaks one sentence through the loudspeaker. */
#include "announce.h"

#include "audio.h"
#include "clip.h"
#include "device.h"
#include "fault.h"
#include "mixer.h"
#include "speaker.h"

#include <stdlib.h>
#include <time.h>

enum { NAP_MS = 20, LIMIT_MS = 60000 };

static struct clip *speak(const struct setup *setup, const char *words, struct fault *why)
{
	struct speaker *speaker = speaker_open(&setup->voice.speaker, why);
	struct clip *clip = speaker != NULL ? speaker_say_now(speaker, words) : NULL;
	speaker_close(speaker);
	if (speaker != NULL && clip == NULL)
		fault_set(why, FAULT_VOICE, "the voice did not speak");
	return clip;
}

/* Until the note of its end; false when the device falls silent before. */
static bool wait_for_end(struct mixer *mixer, struct audio_out *out)
{
	const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
	struct note note;
	for (int ms = 0; ms < LIMIT_MS && audio_out_alive(out); ms += NAP_MS) {
		if (mixer_note(mixer, &note))
			return true;
		nanosleep(&nap, NULL);
	}
	return false;
}

static bool play(const struct setup *setup, struct audio *audio, struct mixer *mixer,
		 const struct clip *clip, struct fault *why)
{
	const struct settings *settings = &setup->settings;
	struct comfort comfort = setup_comfort(setup);
	struct device device;
	device_init(&device, audio, mixer, settings);
	struct order order = {.kind = ORDER_PLAY,
			      .clip = clip,
			      .at_frame = (int64_t)device_wake_ms(&device) * FRAMES_PER_MS,
			      .gain = comfort_gain(&comfort, COMFORT_VOICE, CUE_REMIND)};
	mixer_order(mixer, &order);
	bool opened = device_open(&device, why);
	bool heard = opened && wait_for_end(mixer, device.out);
	device_close(&device, heard);
	return heard || (opened && fault_set(why, FAULT_DEVICE, "the loudspeaker fell silent"));
}

bool announce(const struct setup *setup, const char *words, struct fault *why)
{
	struct mixer *mixer = malloc(sizeof *mixer);
	struct clip *clip = mixer != NULL ? speak(setup, words, why) : NULL;
	bool good = false;
	if (mixer == NULL)
		fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	struct audio *audio = clip != NULL ? audio_open(why) : NULL;
	if (audio != NULL) {
		mixer_init(mixer);
		good = play(setup, audio, mixer, clip, why);
		/* What hangs in its driver may still use them. */
		if (audio_is_stuck(audio)) {
			mixer = NULL;
			clip = NULL;
		}
	}
	audio_close(audio);
	free(clip);
	free(mixer);
	return good;
}
