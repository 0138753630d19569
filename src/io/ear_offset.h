/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_offset.h - takes off the constant that some microphones add to all they hear.
 *
 * A quiet voice would drown in it, since levels would be the constant's. What
 * lies below 20 Hz goes; a voice, and hum, stay as they are.
 *
 * Threads: none of its own; one offset belongs to one stream.
 * Ownership: the caller's struct. Units: 16-bit mono samples at 16,000 Hz.
 * Errors: none.
 */
#ifndef IO_EAR_OFFSET_H
#define IO_EAR_OFFSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero at the beginning of a stream. */
struct offset {
	bool begun;
	float mean; /* of what was heard lately */
};

/* Change samples in place; the next call goes on where this one ended. */
void offset_take_off(struct offset *offset, int16_t *samples, size_t count);

#endif
