/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audio_inner.h - what the files of audio share; nobody else includes it.
 */
#ifndef IO_AUDIO_INNER_H
#define IO_AUDIO_INNER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include <portaudio.h>

#include "audio.h"

struct audio {
	int error_fd;
	int streams;  /* open ones */
	bool running; /* PortAudio is up */
	bool fresh;   /* its list of devices is that of now */
	bool stuck;
	bool keeps_awake; /* outputs opened from now on murmur */
};

struct errand;

/* What the output and the microphone have in common. */
struct stream {
	struct audio *audio;
	PaStream *handle;
	PaStreamParameters parameters;
	double hz;
	char name[AUDIO_NAME_BYTES + 32];
	atomic_uint frames; /* handed to the callback, or by it; starts again at 2^32 */
	atomic_bool over; /* PortAudio said that it ended */
	atomic_bool gone; /* the callback must not touch what is borrowed any more */
	atomic_bool busy; /* the callback is at it */
	unsigned seen;	  /* frames when last looked, and since when */
	int64_t seen_ms, started_ms;
	unsigned proof_frames; /* with so many it does play; 0: time alone tells */
	struct errand *closing; /* by the closer, since then */
	pthread_t closer;
	int64_t closing_ms;
};

/* --- audio_quiet.c --- */

/* Silence ALSA and JACK, which write to standard error on their own account. */
void audio_quiet(void);

/* False when ALSA's configuration is one that makes PortAudio abort. */
bool audio_config_is_sane(void);

/* --- audio_device.c --- */

/* The device for this text, or paNoDevice and *why. */
PaDeviceIndex audio_find(const char *text, bool input, struct fault *why);

/* It has channels of this direction. */
bool audio_serves(PaDeviceIndex i, bool input);

/* --- audio_choice.c --- */

/* The device where none is named, or paNoDevice. */
PaDeviceIndex audio_choose(bool input);

/* --- audio.c --- */

/* With no stream open, start PortAudio anew, so that its list of devices is that of now. */
bool audio_look_anew(struct audio *audio, struct fault *why);

/* --- audio_stream.c --- */

/*
 * The first rate of the list (its end is 0) and number of channels that the
 * device takes; stereo first or mono first. False and *why when there is none.
 */
bool stream_choose(struct stream *stream, PaDeviceIndex device, bool input, const int *rates,
		   struct fault *why);

/* Open and start what was chosen. When the driver hangs, stream must be left allocated for ever. */
bool stream_start(struct stream *stream, bool input, PaStreamCallback *callback, void *context,
		  struct fault *why);

bool stream_alive(struct stream *stream);

/* From here on the callback touches nothing that is borrowed. */
void stream_keep_off(struct stream *stream);

enum stream_end {
	STREAM_CLOSING,
	STREAM_CLOSED,
	STREAM_HANGS /* given up; stream and whatever the callback uses of its own stay allocated */
};

/* Begin to close it, and look how far that is until it is no more closing. */
void stream_stop_begin(struct stream *stream);
enum stream_end stream_stop_look(struct stream *stream);

/* Give it up without asking the driver for anything; it hangs then for who looks. */
void stream_abandon(struct stream *stream);

/* The same as both, and wait for it. False: it hangs. */
bool stream_stop(struct stream *stream);

/* Round the callback's work on so many frames; false: touch nothing that is borrowed. Leave only after true. */
bool stream_enter(struct stream *stream, unsigned long frames);
void stream_leave(struct stream *stream);

#endif
