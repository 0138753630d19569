/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audio_in.c - PortAudio: the stream that listens.
 */
#include "audio_inner.h"

#include <assert.h>
#include <stdlib.h>

#include "fault.h"
#include "ring.h"

enum {
	PIECE = 256,
	LATENCY_MS = 80 /* an answer may wait so long; a slow machine needs the room */
};

struct audio_in {
	struct stream stream;
	struct ring *ears;
	int16_t left[PIECE]; /* of the callback only */
};

/* Of several channels the first: on many devices the second is silent. */
static void keep_left(struct audio_in *in, const int16_t *from, size_t count)
{
	size_t channels = (size_t)in->stream.parameters.channelCount;
	while (count > 0) {
		size_t n = count < PIECE ? count : PIECE;
		for (size_t i = 0; i < n; i++)
			in->left[i] = from[channels * i];
		ring_write_many(in->ears, in->left, n);
		from += channels * n;
		count -= n;
	}
}

static int hear(const void *input, void *output, unsigned long frames,
		const PaStreamCallbackTimeInfo *time, PaStreamCallbackFlags flags, void *context)
{
	struct audio_in *in = context;
	(void)output;
	(void)time;
	(void)flags;
	if (!stream_enter(&in->stream, frames))
		return paAbort;
	if (input != NULL && in->stream.parameters.channelCount > 1)
		keep_left(in, input, frames);
	else if (input != NULL)
		ring_write_many(in->ears, input, frames);
	stream_leave(&in->stream);
	return paContinue;
}

static bool prepare(struct audio_in *in, const char *device, struct fault *why)
{
	static const int rates[] = {16000, 48000, 44100, 32000, 22050, 96000, 0};
	PaDeviceIndex found = audio_find(device, true, why);
	if (found == paNoDevice)
		return false;
	in->stream.parameters.suggestedLatency = (double)LATENCY_MS / 1000.0;
	return stream_choose(&in->stream, found, true, rates, why);
}

struct audio_in *audio_in_open(struct audio *audio, const char *device, struct ring *ears, int *hz,
			       struct fault *why)
{
	assert(ears->item_bytes == sizeof(int16_t));
	if (!audio_look_anew(audio, why))
		return NULL;
	struct audio_in *in = calloc(1, sizeof *in);
	if (in == NULL) {
		fault_set(why, FAULT_SYSTEM, "not enough memory for the microphone");
		return NULL;
	}
	in->stream.audio = audio;
	in->ears = ears;
	if (prepare(in, device, why) && stream_start(&in->stream, true, hear, in, why)) {
		*hz = (int)in->stream.hz;
		return in;
	}
	why->code = why->code == FAULT_DEVICE ? FAULT_EAR : why->code;
	if (!atomic_load(&in->stream.gone))
		free(in);
	return NULL;
}

bool audio_in_alive(struct audio_in *in)
{
	return stream_alive(&in->stream);
}

const char *audio_in_name(const struct audio_in *in)
{
	return in->stream.name;
}

void audio_in_close(struct audio_in *in)
{
	if (in != NULL && stream_stop(&in->stream))
		free(in);
}
