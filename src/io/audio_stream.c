/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audio_stream.c - opens, watches and gives up PortAudio streams.
 *
 * Calls into a driver may never return (a sound server that was restarted, a
 * Bluetooth speaker gone out of reach). So they are made in a thread of their
 * own, which is left behind when it does not come back in time.
 */
#include "audio_inner.h"

#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "fault.h"
#include "monotonic.h"

enum {
	SILENT_MS = 1000, /* without a callback: the device is gone */
	SETTLE_MS = 5000, /* ... but Bluetooth and HDMI may take so long to begin at all */
	PROOF_MS = 200,	  /* of sound beyond what a driver takes in advance */
	CLOSE_LIMIT_MS = 1000,
	START_LIMIT_MS = 10000, /* Bluetooth takes seconds to connect */
	CHANNELS_MAX = 64,
	RATE_LEAST = 8000,
	NAP_MS = 2
};

/* Work for the thread of its own; on the heap, since either side may be the last. */
struct errand {
	struct stream *stream;
	bool input;
	PaStreamCallback *callback;
	void *context;
	PaError result;
	PaError (*run)(struct errand *errand);
	atomic_bool done;
};

static void nap(void)
{
	struct timespec pause = {.tv_nsec = NAP_MS * 1000000L};
	nanosleep(&pause, NULL);
}

static void *run_errand(void *context)
{
	struct errand *errand = context;
	errand->result = errand->run(errand);
	atomic_store(&errand->done, true);
	return NULL;
}

static bool is_done_in_time(struct errand *errand, int limit_ms)
{
	int64_t until = monotonic_ms() + limit_ms;
	while (!atomic_load(&errand->done)) {
		if (monotonic_ms() >= until)
			return false;
		nap();
	}
	return true;
}

/* Signals are main's business, whatever threads the libraries start from here. */
static bool begin_errand(struct errand *errand, pthread_t *thread)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	bool begun = pthread_create(thread, NULL, run_errand, errand) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return begun;
}

/* False: it hangs and was given up. The errand is freed here, or never. */
static bool run_in_time(struct errand *errand, int limit_ms, PaError *result)
{
	pthread_t thread;
	if (!begin_errand(errand, &thread)) {
		*result = paInsufficientMemory;
		free(errand);
		return true;
	}
	if (!is_done_in_time(errand, limit_ms)) {
		pthread_detach(thread);
		return false;
	}
	pthread_join(thread, NULL);
	*result = errand->result;
	free(errand);
	return true;
}

/* --- choosing --- */

static PaError takes(const struct stream *stream, bool input)
{
	const PaStreamParameters *p = &stream->parameters;
	return Pa_IsFormatSupported(input ? p : NULL, input ? NULL : p, stream->hz);
}

/* A player wants both speakers, a microphone is one; some devices take only all they have. */
static PaError choose_channels(struct stream *stream, bool input, int most)
{
	const int counts[] = {input ? 1 : 2, input ? 2 : 1, most};
	PaError error = paInvalidChannelCount;
	for (int i = 0; i < 3 && error != paFormatIsSupported; i++) {
		stream->parameters.channelCount = counts[i];
		if (counts[i] <= most && counts[i] <= CHANNELS_MAX)
			error = takes(stream, input);
	}
	return error;
}

static bool choose_failed(const char *name, PaError error, struct fault *why)
{
	if (error == paInvalidSampleRate || error == paInvalidChannelCount)
		return fault_set(why, FAULT_DEVICE,
				 "the sound device \"%.100s\" takes none of our rates in mono or "
				 "stereo; \"easeback doctor\" lists others",
				 name);
	return fault_set(why, FAULT_DEVICE,
			 "the sound device \"%.100s\" cannot be had now (%s): it may be switched "
			 "off or in use by another program; \"easeback doctor\" lists others",
			 name, Pa_GetErrorText(error));
}

bool stream_choose(struct stream *stream, PaDeviceIndex device, bool input, const int *rates,
		   struct fault *why)
{
	const PaDeviceInfo *info = Pa_GetDeviceInfo(device);
	int most = input ? info->maxInputChannels : info->maxOutputChannels;
	PaError error = paInvalidSampleRate;
	stream->parameters.device = device;
	stream->parameters.sampleFormat = paInt16;
	for (; *rates != 0 && error != paFormatIsSupported; rates++) {
		stream->hz = *rates;
		error = choose_channels(stream, input, most);
	}
	/* none of the usual ones: that which it says is its own */
	if (error != paFormatIsSupported && info->defaultSampleRate >= RATE_LEAST) {
		stream->hz = floor(info->defaultSampleRate);
		error = choose_channels(stream, input, most);
	}
	if (error != paFormatIsSupported)
		return choose_failed(info->name, error, why);
	snprintf(stream->name, sizeof stream->name, "%.*s, %.0f Hz", AUDIO_NAME_BYTES - 1,
		 info->name, stream->hz);
	return true;
}

/* --- starting --- */

static void note_end(void *context)
{
	struct stream *stream = context;
	atomic_store(&stream->over, true);
}

/* The handle is known before the driver is asked, so that a late success can be seen. */
static PaError open_and_start(struct errand *errand)
{
	struct stream *stream = errand->stream;
	const PaStreamParameters *p = &stream->parameters;
	PaError error =
	    Pa_OpenStream(&stream->handle, errand->input ? p : NULL, errand->input ? NULL : p,
			  stream->hz, paFramesPerBufferUnspecified, paClipOff | paDitherOff,
			  errand->callback, errand->context);
	if (error != paNoError)
		return error;
	Pa_SetStreamFinishedCallback(stream->handle, note_end);
	error = Pa_StartStream(stream->handle);
	if (error != paNoError)
		Pa_CloseStream(stream->handle);
	return error;
}

static bool give_up(struct stream *stream)
{
	atomic_store(&stream->gone, true);
	stream->audio->stuck = true;
	return false;
}

/* A loudspeaker that still wakes up lets its driver be filled, and takes nothing after that. */
static unsigned proof_frames(const struct stream *stream)
{
	double latency_s = Pa_GetStreamInfo(stream->handle)->outputLatency;
	return (unsigned)((2 * latency_s + PROOF_MS / 1000.0) * stream->hz);
}

bool stream_start(struct stream *stream, bool input, PaStreamCallback *callback, void *context,
		  struct fault *why)
{
	PaError error;
	struct errand *errand = calloc(1, sizeof *errand);
	if (errand == NULL)
		return fault_set(why, FAULT_SYSTEM, "not enough memory for sound");
	*errand = (struct errand){.stream = stream,
				  .input = input,
				  .callback = callback,
				  .context = context,
				  .run = open_and_start};
	if (!run_in_time(errand, START_LIMIT_MS, &error)) {
		give_up(stream);
		return fault_set(why, FAULT_DEVICE, "the sound device \"%.100s\" does not answer",
				 stream->name);
	}
	if (error != paNoError)
		return fault_set(why, FAULT_DEVICE,
				 "the sound device \"%.100s\" does not start: %s", stream->name,
				 Pa_GetErrorText(error));
	stream->audio->streams++;
	stream->started_ms = stream->seen_ms = monotonic_ms();
	stream->proof_frames = input ? 0 : proof_frames(stream);
	return true;
}

/* --- watching --- */

/* Once it plays, it has been woken up. A microphone that falters harms less than one given up. */
static bool has_settled(const struct stream *stream, int64_t now)
{
	bool played = stream->proof_frames != 0 && stream->seen >= stream->proof_frames;
	return played || now - stream->started_ms >= SETTLE_MS;
}

bool stream_alive(struct stream *stream)
{
	unsigned frames = atomic_load(&stream->frames);
	int64_t now = monotonic_ms();
	if (frames != stream->seen) {
		stream->seen = frames;
		stream->seen_ms = now;
	}
	/* a suspended device neither ends nor is inactive; only the counter tells */
	return !atomic_load(&stream->over) &&
	       (now - stream->seen_ms < SILENT_MS || !has_settled(stream, now));
}

bool stream_enter(struct stream *stream, unsigned long frames)
{
	atomic_store(&stream->busy, true);
	if (atomic_load(&stream->gone)) {
		atomic_store(&stream->busy, false);
		return false;
	}
	atomic_fetch_add_explicit(&stream->frames, (unsigned)frames, memory_order_relaxed);
	return true;
}

void stream_leave(struct stream *stream)
{
	atomic_store(&stream->busy, false);
}

/* --- stopping --- */

/* PortAudio's ALSA part aborts on a stop as well, but a stop can wait for ever first. */
static PaError abort_and_close(struct errand *errand)
{
	Pa_AbortStream(errand->stream->handle);
	return Pa_CloseStream(errand->stream->handle);
}

/* What the callback has begun takes microseconds. */
void stream_keep_off(struct stream *stream)
{
	int64_t until = monotonic_ms() + CLOSE_LIMIT_MS;
	atomic_store(&stream->gone, true);
	while (atomic_load(&stream->busy) && monotonic_ms() < until)
		nap();
}

void stream_abandon(struct stream *stream)
{
	stream_keep_off(stream);
	stream->audio->streams--;
	give_up(stream);
}

void stream_stop_begin(struct stream *stream)
{
	struct errand *errand = calloc(1, sizeof *errand);
	stream_keep_off(stream);
	stream->audio->streams--;
	stream->closing_ms = monotonic_ms();
	if (errand == NULL)
		return;
	*errand = (struct errand){.stream = stream, .run = abort_and_close};
	if (begin_errand(errand, &stream->closer))
		stream->closing = errand;
	else
		free(errand);
}

enum stream_end stream_stop_look(struct stream *stream)
{
	struct errand *errand = stream->closing;
	bool late = monotonic_ms() - stream->closing_ms >= CLOSE_LIMIT_MS;
	if (errand != NULL && atomic_load(&errand->done)) {
		pthread_join(stream->closer, NULL);
		free(errand);
		stream->closing = NULL;
		return STREAM_CLOSED;
	}
	if (errand != NULL && !late)
		return STREAM_CLOSING;
	if (errand != NULL)
		pthread_detach(stream->closer);
	give_up(stream);
	return STREAM_HANGS;
}

bool stream_stop(struct stream *stream)
{
	enum stream_end end;
	stream_stop_begin(stream);
	while ((end = stream_stop_look(stream)) == STREAM_CLOSING)
		nap();
	return end == STREAM_CLOSED;
}
