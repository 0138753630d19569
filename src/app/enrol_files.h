/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * enrol_files.h - enrols a person from recordings.
 */
#ifndef APP_ENROL_FILES_H
#define APP_ENROL_FILES_H

#include "ear_voiceprint.h"

#include <stdbool.h>
#include <stdio.h>

struct enrol_ear;
struct fault;

enum { ENROL_FILE_TAKES = 5 }; /* of one word; more are left aside */

/*
 * place: a folder with sound files whose names begin with the word
 * ("four-1.wav", "no_2.flac"), or a manifest (manifest.h). Of a manifest
 * with several speakers, those whose speaker has the person's name. What was
 * left aside, and why, goes to out. False and *why when nothing can be read
 * or no take came of it.
 */
bool enrol_files(const char *place, struct enrol_ear *ear, struct person *person, FILE *out,
		 struct fault *why);

#endif
