/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audio.c - PortAudio: starting it in silence, and the stream that plays.
 */
#include "audio_inner.h"

#include <assert.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "clip.h"
#include "fault.h"
#include "mixer.h"
#include "monotonic.h"
#include "murmur.h"
#include "resample.h"

enum { PIECE = 256 }; /* frames made at a time inside the callback */

struct audio_out {
	struct stream stream;
	struct mixer *mixer;
	struct resampler *resampler; /* NULL: the device runs at SOUND_HZ */
	bool murmurs;
	struct murmur murmur;
	int latency_ms;
	/* of the callback only */
	float mixed[PIECE];
	int16_t made[PIECE], waiting[PIECE];
	size_t waiting_from, waiting_to;
};

/* --- PortAudio itself --- */

/* The copy stands above 2, so that it is not turned away with it; -1 when there was nothing. */
static int turn_away_errors(void)
{
	int old = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	int nowhere = open("/dev/null", O_WRONLY);
	/* with nothing at 2, the library's chatter would go into the next file opened */
	if (nowhere < 0 || nowhere == STDERR_FILENO)
		return old;
	dup2(nowhere, STDERR_FILENO);
	close(nowhere);
	return old;
}

static void turn_back_errors(int old)
{
	if (old < 0)
		return;
	dup2(old, STDERR_FILENO);
	close(old);
}

static bool start(struct audio *audio, struct fault *why)
{
	if (!audio_config_is_sane())
		return fault_set(why, FAULT_DEVICE,
				 "ALSA's configuration names no device called default; "
				 "look at ~/.asoundrc and at ALSA_CONFIG_PATH");
	PaError error = Pa_Initialize();
	audio->running = error == paNoError;
	if (!audio->running)
		return fault_set(why, FAULT_DEVICE, "PortAudio does not start: %s",
				 Pa_GetErrorText(error));
	return true;
}

static struct audio *open_it(bool quietly, struct fault *why)
{
	struct audio *audio = calloc(1, sizeof *audio);
	if (audio == NULL) {
		fault_set(why, FAULT_SYSTEM, "not enough memory for sound");
		return NULL;
	}
	audio->error_fd = -1;
	if (quietly) {
		audio_quiet();
		audio->error_fd = turn_away_errors();
	}
	audio->fresh = start(audio, why);
	if (audio->fresh)
		return audio;
	turn_back_errors(audio->error_fd);
	free(audio);
	return NULL;
}

struct audio *audio_open(struct fault *why)
{
	return open_it(true, why);
}

struct audio *audio_open_loud(struct fault *why)
{
	return open_it(false, why);
}

int audio_error_fd(const struct audio *audio)
{
	return audio->error_fd;
}

void audio_keep_awake(struct audio *audio, bool on)
{
	audio->keeps_awake = on;
}

bool audio_is_stuck(const struct audio *audio)
{
	return audio->stuck;
}

/* Taking PortAudio down closes its streams: after a hang that would hang as well. */
void audio_close(struct audio *audio)
{
	if (audio == NULL || audio->stuck)
		return;
	assert(audio->streams == 0);
	if (audio->running)
		Pa_Terminate();
	turn_back_errors(audio->error_fd);
	free(audio);
}

/* PortAudio looks for devices only when it starts. */
bool audio_look_anew(struct audio *audio, struct fault *why)
{
	bool fresh = audio->fresh;
	audio->fresh = false;
	if (fresh || audio->streams > 0 || audio->stuck)
		return true;
	if (audio->running)
		Pa_Terminate();
	audio->running = false;
	return start(audio, why);
}

/* --- the callback --- */

static void make_mixed(struct audio_out *out, int16_t *made, size_t count)
{
	mixer_pull(out->mixer, out->mixed, count);
	for (size_t i = 0; i < count; i++)
		made[i] = clip_sample(out->mixed[i]);
}

/* The resampler takes what it needs; the rest of a piece waits for the next round. */
static void make_resampled(struct audio_out *out, size_t count)
{
	size_t used, done = 0;
	while (done < count) {
		if (out->waiting_from == out->waiting_to) {
			make_mixed(out, out->waiting, PIECE);
			out->waiting_from = 0;
			out->waiting_to = PIECE;
		}
		done += resampler_run(out->resampler, out->waiting + out->waiting_from,
				      out->waiting_to - out->waiting_from, &used, out->made + done,
				      count - done);
		out->waiting_from += used;
	}
}

/* On the first two of many channels; the others belong to speakers behind and below. */
static void spread(const int16_t *mono, int16_t *to, size_t count, int channels)
{
	for (size_t i = 0; i < count; i++)
		for (int channel = 0; channel < channels; channel++)
			*to++ = channel < 2 ? mono[i] : 0;
}

static int play(const void *input, void *output, unsigned long frames,
		const PaStreamCallbackTimeInfo *time, PaStreamCallbackFlags flags, void *context)
{
	struct audio_out *out = context;
	int channels = out->stream.parameters.channelCount;
	int16_t *to = output;
	(void)input;
	(void)time;
	(void)flags;
	if (!stream_enter(&out->stream, frames)) {
		memset(to, 0, frames * (size_t)channels * sizeof *to);
		return paAbort;
	}
	while (frames > 0) {
		size_t n = frames < PIECE ? frames : PIECE;
		if (out->resampler != NULL)
			make_resampled(out, n);
		else
			make_mixed(out, out->made, n);
		if (out->murmurs)
			murmur_fill(&out->murmur, out->made, n);
		spread(out->made, to, n, channels);
		to += n * (size_t)channels;
		frames -= n;
	}
	stream_leave(&out->stream);
	return paContinue;
}

/* --- for main --- */

static bool prepare(struct audio_out *out, const char *device, int latency_ms, struct fault *why)
{
	static const int rates[] = {SOUND_HZ, 44100, 96000, 32000, 24000, 22050, 16000, 0};
	PaDeviceIndex found = audio_find(device, false, why);
	if (found == paNoDevice)
		return false;
	out->stream.parameters.suggestedLatency = latency_ms / 1000.0;
	if (!stream_choose(&out->stream, found, false, rates, why))
		return false;
	int hz = (int)out->stream.hz;
	if (hz != SOUND_HZ)
		out->resampler = resampler_open(SOUND_HZ, hz, why);
	return hz == SOUND_HZ || out->resampler != NULL;
}

static void release(struct audio_out *out)
{
	resampler_close(out->resampler);
	free(out);
}

struct audio_out *audio_out_open(struct audio *audio, const char *device, int latency_ms,
				 struct mixer *mixer, struct fault *why)
{
	if (!audio_look_anew(audio, why))
		return NULL;
	struct audio_out *out = calloc(1, sizeof *out);
	if (out == NULL) {
		fault_set(why, FAULT_SYSTEM, "not enough memory for sound");
		return NULL;
	}
	out->stream.audio = audio;
	out->mixer = mixer;
	out->murmurs = audio->keeps_awake;
	murmur_init(&out->murmur);
	bool ready = prepare(out, device, latency_ms, why) &&
		     stream_start(&out->stream, false, play, out, why);
	if (ready) {
		const PaStreamInfo *info = Pa_GetStreamInfo(out->stream.handle);
		out->latency_ms = (int)lround(info->outputLatency * 1000.0);
		return out;
	}
	/* a driver that hangs may come back to it at any time */
	if (!atomic_load(&out->stream.gone))
		release(out);
	return NULL;
}

bool audio_out_alive(struct audio_out *out)
{
	return stream_alive(&out->stream);
}

const char *audio_out_name(const struct audio_out *out)
{
	return out->stream.name;
}

int audio_out_latency_ms(const struct audio_out *out)
{
	return out->latency_ms;
}

void audio_out_mute(struct audio_out *out)
{
	stream_keep_off(&out->stream);
}

/* PortAudio throws away what it has not played yet when a stream stops. */
static void drain_out(struct audio_out *out)
{
	int64_t until = monotonic_ms() + 2 * (int64_t)out->latency_ms;
	struct timespec pause = {.tv_nsec = 5000000L};
	while (monotonic_ms() < until && stream_alive(&out->stream))
		nanosleep(&pause, NULL);
}

/* When its server has gone, PortAudio's part for JACK ends the whole process on closing a stream. */
static bool cannot_be_closed(const struct audio_out *out)
{
	const PaDeviceInfo *device = Pa_GetDeviceInfo(out->stream.parameters.device);
	return Pa_GetHostApiInfo(device->hostApi)->type == paJACK;
}

void audio_out_bury(struct audio_out *out)
{
	if (cannot_be_closed(out))
		stream_abandon(&out->stream);
	else
		stream_stop_begin(&out->stream);
}

bool audio_out_buried(struct audio_out *out)
{
	enum stream_end end = stream_stop_look(&out->stream);
	if (end == STREAM_CLOSED)
		release(out);
	return end != STREAM_CLOSING;
}

void audio_out_close(struct audio_out *out, bool drain)
{
	if (out == NULL)
		return;
	if (drain)
		drain_out(out);
	if (stream_stop(&out->stream))
		release(out);
}
