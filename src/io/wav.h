/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wav.h - reads recordings and writes renderings with libsndfile.
 *
 * Reading takes any rate and channel count (WAV, FLAC, Ogg ...), mixes to
 * mono and resamples (resample.h); writing chooses the format by the file's
 * ending: .wav and .flac 16 bit, .ogg and .oga Vorbis. 
 * Ownership: a clip that is read belongs to the caller; free() releases it.
 */
#ifndef IO_WAV_H
#define IO_WAV_H

#include <stdbool.h>
#include <stddef.h>

struct clip;
struct fault;
struct wav_writer;

enum { RECORDING_SECONDS = 60 }; /* a recording for a cue may not be longer */

/* A recording as a clip at SOUND_HZ, or NULL and *why ("hello.wav: not a sound file libsndfile can read"). */
struct clip *wav_read_clip(const char *path, struct fault *why);

/*
 * All of a sound file as mono 16-bit samples at hz, up to seconds of it.
 * *frames is set. The caller frees it. NULL and *why otherwise.
 */
short *wav_read_mono(const char *path, int hz, int seconds, size_t *frames, struct fault *why);

/* Open a rendering: mono, SOUND_HZ. */
struct wav_writer *wav_open(const char *path, struct fault *why);

/* Append frames in -1 ... 1; false and *why when the disk is full, say. */
bool wav_write(struct wav_writer *writer, const float *frames, size_t count, struct fault *why);

/* Finish the file; accepts NULL. False and *why when the end could not be written. */
bool wav_close(struct wav_writer *writer, struct fault *why);

/* False and *why when the ending is none we can write. */
bool wav_check_ending(const char *path, struct fault *why);

#endif
