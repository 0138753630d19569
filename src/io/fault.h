/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fault.h - an error as a value: a code and a sentence for the person.
 *
 * Ownership: the caller's struct; nothing is allocated. Thread-safe.
 */
#ifndef IO_FAULT_H
#define IO_FAULT_H

#include <stdbool.h>

enum fault_code {
	FAULT_NONE,
	FAULT_INPUT,  /* a file or an option is wrong: exit code 1 */
	FAULT_DEVICE, /* sound device */
	FAULT_VOICE,  /* eSpeak NG or its data */
	FAULT_EAR,    /* recogniser, model or microphone */
	FAULT_SYSTEM, /* memory, disk */
	/* of files that are kept for long, such as the journal */
	FAULT_READ_ONLY, /* it may not be written */
	FAULT_FULL,	 /* there is no room on the disk */
	FAULT_BUSY,	 /* another process has it */
	FAULT_CORRUPT,	 /* it is damaged */
	FAULT_NEWER	 /* a newer version wrote it */
};

struct fault {
	enum fault_code code;
	char text[400]; /* a sentence: what happened, what to do */
};

/* Write the sentence; always returns false, so that "return fault_set(...)" reads well. */
bool fault_set(struct fault *why, enum fault_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
