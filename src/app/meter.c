/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meter.c - how loud the microphone is, and what to do about it, in one line. */
#include "meter.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
	BAR = 16,	 /* columns: all of a line fits into 80 */
	CLIPPED = 5,	 /* samples of a block at full scale that are no accident */
	SPEECH_OVER = 15 /* dB above the room: somebody speaks */
};

static const double HZ = 16000.0;
static const float LOWEST_DB = -90.0F;
static const float QUIET_DB = -42.0F; /* speech below this is too quiet */
static const float NOISY_DB = -40.0F;
static const float HUM_SHARE = 0.5F;
static const float HUM_DB = -65.0F; /* below this nobody minds */

void meter_init(struct meter *meter)
{
	memset(meter, 0, sizeof *meter);
}

/* Mean square of what the block has at one frequency (Goertzel). */
static double power_at(const int16_t *block, double hz)
{
	double angle = 6.28318530717958648 * hz / HZ, one = 0.0, two = 0.0;
	double factor = 2.0 * cos(angle);
	for (int i = 0; i < METER_BLOCK; i++) {
		double now = block[i] + factor * one - two;
		two = one;
		one = now;
	}
	double power = one * one + two * two - factor * one * two;
	return 2.0 * power / ((double)METER_BLOCK * METER_BLOCK);
}

/* The mains have 50 or 60 Hz, and overtones; a block holds each of them a whole number of times. */
static double hum_power(const int16_t *block)
{
	double fifty = 0.0, sixty = 0.0;
	for (int k = 1; k <= 3; k++) {
		fifty += power_at(block, 50.0 * k);
		sixty += power_at(block, 60.0 * k);
	}
	return fmax(fifty, sixty);
}

static void finish_block(struct meter *m)
{
	double sum = 0.0, mean = 0.0;
	int clipped = 0;
	for (int i = 0; i < METER_BLOCK; i++) {
		mean += m->block[i];
		sum += (double)m->block[i] * m->block[i];
		clipped += m->block[i] == INT16_MAX || m->block[i] == INT16_MIN;
	}
	mean /= METER_BLOCK;
	double power = sum / METER_BLOCK - mean * mean;
	double db = power > 0.0 ? 10.0 * log10(power / (32768.0 * 32768.0)) : -200.0;
	m->db[m->next] = fmaxf((float)db, LOWEST_DB);
	m->hum[m->next] = power > 0.0 ? (float)(hum_power(m->block) / power) : 0.0F;
	m->clipped[m->next] = clipped;
	m->next = (m->next + 1) % METER_KEPT;
	m->kept += m->kept < METER_KEPT;
	m->filled = 0;
}

size_t meter_feed(struct meter *m, const int16_t *samples, size_t count, bool *line)
{
	size_t room = (size_t)(METER_BLOCK - m->filled);
	size_t part = count < room ? count : room;
	memcpy(m->block + m->filled, samples, part * sizeof *samples);
	m->filled += (int)part;
	*line = m->filled == METER_BLOCK;
	if (*line)
		finish_block(m);
	return part;
}

float meter_level_db(const struct meter *m)
{
	return m->kept > 0 ? m->db[(m->next + METER_KEPT - 1) % METER_KEPT] : LOWEST_DB;
}

float meter_peak_db(const struct meter *m)
{
	float peak = LOWEST_DB;
	for (int i = 0; i < m->kept; i++)
		peak = fmaxf(peak, m->db[i]);
	return peak;
}

static int quietest(const struct meter *m)
{
	int at = 0;
	for (int i = 1; i < m->kept; i++)
		if (m->db[i] < m->db[at])
			at = i;
	return at;
}

float meter_floor_db(const struct meter *m)
{
	return m->kept > 0 ? m->db[quietest(m)] : LOWEST_DB;
}

static bool is_clipping(const struct meter *m)
{
	for (int i = 0; i < m->kept; i++)
		if (m->clipped[i] >= CLIPPED)
			return true;
	return false;
}

enum meter_advice meter_advise(const struct meter *m)
{
	float peak = meter_peak_db(m), room = meter_floor_db(m);
	if (m->kept < METER_KEPT / 5)
		return METER_FINE;
	if (peak <= LOWEST_DB)
		return METER_SILENT;
	if (is_clipping(m))
		return METER_CLIPPING;
	if (room > HUM_DB && m->hum[quietest(m)] > HUM_SHARE)
		return METER_HUM;
	if (room > NOISY_DB)
		return METER_NOISY;
	return peak > room + (float)SPEECH_OVER && peak < QUIET_DB ? METER_QUIET : METER_FINE;
}

static const char *advice_text(enum meter_advice advice)
{
	static const char *const texts[] = {
	    [METER_FINE] = "",
	    [METER_SILENT] = "no sound at all: is it switched on?",
	    [METER_CLIPPING] = "clipping: turn it down",
	    [METER_QUIET] = "too quiet: nearer, or turn it up",
	    [METER_HUM] = "hum: another cable or socket",
	    [METER_NOISY] = "noisy: nearer, away from the noise",
	};
	return texts[advice];
}

static int column(float db)
{
	int at = (int)((db - LOWEST_DB) / -LOWEST_DB * (float)BAR);
	return at < 0 ? 0 : at >= BAR ? BAR - 1 : at;
}

void meter_line(const struct meter *m, char line[METER_LINE])
{
	char bar[BAR + 1];
	float level = meter_level_db(m), peak = meter_peak_db(m);
	for (int i = 0; i < BAR; i++)
		bar[i] = i <= column(level) && level > LOWEST_DB ? '#' : ' ';
	bar[column(peak)] = '|';
	bar[BAR] = '\0';
	int n =
	    snprintf(line, METER_LINE, "%3.0f dB [%s] peak %.0f room %.0f  %s", (double)level, bar,
		     (double)peak, (double)meter_floor_db(m), advice_text(meter_advise(m)));
	assert(n > 0 && n < METER_LINE);
}
