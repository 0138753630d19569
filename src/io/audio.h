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
 * Ownership: mixer and ring are borrowed and must outlive the stream; both
 *            streams are closed before audio_close.
 * Units: latency in ms; frames at SOUND_HZ for the output.
 * Errors: a fault says what was tried and how to choose another device.
 */
#ifndef IO_AUDIO_H
#define IO_AUDIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct audio;
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
 * Start PortAudio, at most once at a time in a process. Its libraries write to
 * descriptor 2 whenever they like, so that is turned to /dev/null until
 * audio_close. NULL and *why when it does not start.
 */
struct audio *audio_open(struct fault *why);

/* The same for finding a fault: its libraries write to descriptor 2 what they have to say. */
struct audio *audio_open_loud(struct fault *why);

/*
 * The descriptor of the old standard error, for our own messages, or -1 where it is as it was or
 * not there at all; stays valid until audio_close.
 */
int audio_error_fd(const struct audio *audio);

/*
 * Outputs opened from now on fill silence with a noise that nobody hears, so that a loudspeaker which
 * sleeps on zeros stays awake.
 */
void audio_keep_awake(struct audio *audio, bool on);

/*
 * True once a device hung in its driver and was given up, or JACK's server is
 * gone. What is left of it may take processor time: only a fresh process is
 * clean again.
 */
bool audio_is_stuck(const struct audio *audio);

/* Accepts NULL. When stuck, descriptor 2 stays silent and audio_error_fd stays open. */
void audio_close(struct audio *audio);

/*
 * The name of the device that audio_out_open would use, "" where there is none. Nothing may be open
 * or being opened in a thread.
 */
void audio_out_which(const struct audio *audio, const char *device, char name[AUDIO_NAME_BYTES]);

/* List devices: at most max into list; returns how many there are. */
int audio_list(const struct audio *audio, struct audio_device *list, int max);

/*
 * Open and start the output: the device whose name contains the text (any
 * case; the number of its card in it counts for nothing). With NULL or "" that
 * of the sound server or of ALSA's configuration; without either USB goes
 * before a HAT, the jack and HDMI. Mono is made into as many channels as the
 * device wants (it sounds in two at the most), SOUND_HZ into its rate if it
 * takes no other. With no stream open, devices are looked for anew.
 */
struct audio_out *audio_out_open(struct audio *audio, const char *device, int latency_ms,
				 struct mixer *mixer, struct fault *why);

/*
 * True while callbacks come; false once none came for a second (by the
 * monotonic clock), or the driver said so. A device that has played nothing yet
 * has five seconds: one by Bluetooth takes no more than its driver holds until
 * it is connected, and to be given up then would have it begin anew.
 */
bool audio_out_alive(struct audio_out *out);

/* The name of the device in use ("default, 48000 Hz"), and its true output latency. */
const char *audio_out_name(const struct audio_out *out);
int audio_out_latency_ms(const struct audio_out *out);

/* From now on the mixer is not pulled; the driver is not asked for anything. */
void audio_out_mute(struct audio_out *out);

/*
 * Close one that went, without waiting for its driver: begin, and look until it is done, at the
 * latest after a second; from then on out is gone. audio_is_stuck tells whether it hung.
 */
void audio_out_bury(struct audio_out *out);
bool audio_out_buried(struct audio_out *out);

/*
 * With drain, wait first until what was made has been heard (twice the latency; the mixer
 * should have nothing left to play). Accepts NULL.
 */
void audio_out_close(struct audio_out *out, bool drain);

/*
 * Open and start the microphone: 16-bit mono at *hz (16,000 if it can be had,
 * else more) into the ring; when the ring is full, sound is lost.
 */
struct audio_in *audio_in_open(struct audio *audio, const char *device, struct ring *ears, int *hz,
			       struct fault *why);
bool audio_in_alive(struct audio_in *in);
const char *audio_in_name(const struct audio_in *in);
void audio_in_close(struct audio_in *in);

#endif
