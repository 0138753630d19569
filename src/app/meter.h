/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meter.h - how loud the microphone is, and what to do about it, in one line.
 *
 * Pure. Units: samples at 16,000 Hz; dB of the mean square below full scale.
 */
#ifndef APP_METER_H
#define APP_METER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	METER_BLOCK = 1600, /* samples: a tenth of a second, so long as a line stands */
	METER_KEPT = 50,    /* blocks that peak and floor are taken from */
	METER_LINE = 120
};

enum meter_advice {
	METER_FINE,
	METER_SILENT,	/* nothing but zeros: switched off, or the wrong one */
	METER_CLIPPING, /* so loud that it is cut off */
	METER_QUIET,	/* somebody speaks, but hardly above nothing */
	METER_HUM,	/* the mains are louder than the room */
	METER_NOISY	/* the room is nearly as loud as speech */
};

struct meter {
	int filled, next, kept;
	int16_t block[METER_BLOCK];
	float db[METER_KEPT];
	float hum[METER_KEPT]; /* share of the mains in its power, 0 to 1 */
	int clipped[METER_KEPT];
};

void meter_init(struct meter *meter);

/* Take sound up to the end of a block; returns how much. *line is true when there is a new one. */
size_t meter_feed(struct meter *meter, const int16_t *samples, size_t count, bool *line);

/* Of the last block; of the loudest and of the quietest of those kept. */
float meter_level_db(const struct meter *meter);
float meter_peak_db(const struct meter *meter);
float meter_floor_db(const struct meter *meter);

enum meter_advice meter_advise(const struct meter *meter);

/* "-32 dB [######    |      ] peak -20, room -61  too quiet: ..." */
void meter_line(const struct meter *meter, char line[METER_LINE]);

#endif
