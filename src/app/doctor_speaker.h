/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doctor_speaker.h - does the loudspeaker of the settings play?
 */
#ifndef APP_DOCTOR_SPEAKER_H
#define APP_DOCTOR_SPEAKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct settings;

/* Opens it and plays some silence; tells on out what is wrong. Returns an exit code. */
int doctor_speaker(const struct settings *settings, FILE *out);

/* What the sound server plays on, in words; false where none answers. */
bool doctor_sink(char *text, size_t bytes);

/* Each device that can play, a line of it; an exit code: is there one? */
int doctor_outputs(FILE *out);

#endif
