/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * voice_file.h - reads a voice: an eSpeak NG voice, the wording of every cue, recordings.
 *
 * Ownership: voice_read fills the caller's struct (large: allocate it).
 */
#ifndef IO_VOICE_FILE_H
#define IO_VOICE_FILE_H

#include "ini_file.h"
#include "phrase.h"
#include "speaker.h"

#include <stdbool.h>

enum { RECORDINGS_MAX = 400, RECORDING_KEY_BYTES = 80, RECORDING_PATH_BYTES = 400 };

/* What is played instead of synthesised: "greeting", "number/3", "bridge/setup". */
struct recording {
	char key[RECORDING_KEY_BYTES];
	char path[RECORDING_PATH_BYTES]; /* absolute, or relative to the working folder */
	int line;
};

struct voice_file {
	char title[NAME_BYTES];
	struct speaker_voice speaker;
	struct wording wording;
	int recordings;
	struct recording recording[RECORDINGS_MAX];
};

/*
 * Read a voice. "like = NAME" takes everything from NAME.ini first: beside it,
 * else in the folder shipped, which may be NULL. True when there was no error:
 * every cue has words, their placeholders are right, every recording can be
 * opened and is sound.
 */
bool voice_read(const char *path, const char *shipped, struct voice_file *voice,
		struct remarks *remarks);

/* The recording for a saying's key, or NULL. */
const char *voice_recording(const struct voice_file *voice, const char *key);

#endif
