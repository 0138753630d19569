/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_table.c - reads the weights of a net out of their bytes. */
#include "ear_table.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

void table_take(struct table_reader *reader, void *to, size_t bytes)
{
	if (reader->bad || reader->left < bytes) {
		reader->bad = true;
		memset(to, 0, bytes);
		return;
	}
	memcpy(to, reader->at, bytes);
	reader->at += bytes;
	reader->left -= bytes;
}

void table_take_values(struct table_reader *reader, float *values, size_t count)
{
	float step;
	table_take(reader, &step, sizeof step);
	reader->bad = reader->bad || !isfinite(step);
	for (size_t i = 0; i < count; i++) {
		unsigned char pair[2];
		table_take(reader, pair, sizeof pair);
		values[i] = step * (float)(int16_t)(uint16_t)(pair[0] | pair[1] << 8);
	}
}
