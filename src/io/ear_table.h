/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_table.h - reads the weights of a net out of their bytes.
 *
 * Ownership: the bytes are borrowed. Errors: what is short or no number makes
 * the reader bad and gives zeros from there on.
 */
#ifndef IO_EAR_TABLE_H
#define IO_EAR_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct table_reader {
	const unsigned char *at;
	size_t left;
	bool bad; /* less or other than there should be */
};

void table_take(struct table_reader *reader, void *to, size_t bytes);

/* The size of one step, then so many steps for each value, in 16 bits, low byte first. */
void table_take_values(struct table_reader *reader, float *values, size_t count);

#endif
