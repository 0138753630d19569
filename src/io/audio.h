/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audio.h - PortAudio: the stream that plays, the stream that listens.
 *
 * Two streams with a callback each (one full-duplex stream starves the output
 * when the microphone is slow). The output callback pulls the mixer and does
 * nothing else; the input callback copies into the ears ring and does nothing
 * else. Neither allocates, locks, logs or calls the system.
 *
 * Threads: all functions from main. A device that hangs in its driver is
 *          given up, not waited for: closing takes a second at most.
 * Ownership: mixer and ring are borrowed and must outlive the stream.
 * Units: latency in ms; frames at SOUND_HZ for the output.
 * Errors: a fault says what was tried and how to choose another device.
 */
#ifndef IO_AUDIO_H
#define IO_AUDIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct audio_out;
struct audio_in;
struct fault;
struct mixer;
struct ring;

enum { AUDIO_NAME_BYTES = 128 };

/* One device as PortAudio lists it. */
struct audio_device {
	char name[AUDIO_NAME_BYTES];
	char host[32]; /* "ALSA", "JACK Audio Connection Kit" */
	int inputs, outputs;
	double default_hz;
	bool default_input, default_output;
};

/*
 * Start PortAudio with its libraries' chatter kept off standard error (it is
 * kept away until audio_finish; *error_fd is a descriptor of the old standard
 * error, for our own messages). False and *why when PortAudio does not start.
 */
bool audio_init(struct fault *why);
void audio_finish(void);

/* List devices: at most max into list; returns how many there are. */
int audio_list(struct audio_device *list, int max);

/*
 * Open and start the output: the device whose name contains the text (any
 * case), or the default one with NULL or "". Mono is made into as many
 * channels as the device wants (1 or 2), SOUND_HZ into its rate if it takes no other.
 */
struct audio_out *audio_out_open(const char *device, int latency_ms, struct mixer *mixer,
				 struct fault *why);

/* True while callbacks come; false once none came for a second (by the monotonic clock). */
bool audio_out_alive(struct audio_out *out);

/* The name of the device in use, its rate and true output latency. */
const char *audio_out_name(const struct audio_out *out);
int audio_out_latency_ms(const struct audio_out *out);

/* After the last sound has left: plays silence for twice the latency first if drain. Accepts NULL. */
void audio_out_close(struct audio_out *out, bool drain);

/* Open and start the microphone: 16-bit mono at *hz (16,000 if it can be had) into the ring. */
struct audio_in *audio_in_open(const char *device, struct ring *ears, int *hz, struct fault *why);
bool audio_in_alive(struct audio_in *in);
const char *audio_in_name(const struct audio_in *in);
void audio_in_close(struct audio_in *in);

#endif
