/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * voiceprint_file.h - reads, writes and deletes what is known of people's voices:
 * FOLDER/NAME.voice.
 *
 * Only this person may read the file. It is written whole or not at all.
 *
 *   8 bytes "easevoi1"; then, low byte first:
 *   32 bits   takes
 *   a take:   16 bytes the word, ended by NUL; 32 bits frames; 16 + frames * 16 numbers of 16 bits
 *   32 bits   check sum (CRC-32 of everything before)
 *
 * Ownership: what is read belongs to the caller. Threads: any, one at a time for a file.
 */
#ifndef IO_VOICEPRINT_FILE_H
#define IO_VOICEPRINT_FILE_H

#include "ear_voiceprint.h"

#include <stdbool.h>

struct fault;
struct remarks;

enum { VOICE_PATH_BYTES = 640 };

/* FOLDER/NAME.voice; false when that is too long. */
bool voiceprint_path(const char *folder, const char *name, char path[VOICE_PATH_BYTES]);

/* The person of a file, settled; the name is the file's. NULL and *why when it is missing, damaged,
 * of another kind or of a newer version. */
struct person *person_read(const char *path, struct fault *why);

/* Write it into the folder, which is made if need be, in place of what was there of that name. */
bool person_write(const char *folder, const struct person *person, struct fault *why);

bool person_delete(const char *folder, const char *name, struct fault *why);

/*
 * Everybody in the folder, in the order of their names; with only (or NULL)
 * that person alone. What cannot be read is a warning, and goes without.
 * No folder is nobody. NULL when nobody is known, or there is no memory.
 */
struct voiceprint *voiceprint_read(const char *folder, const char *only, struct remarks *remarks);

#endif
