/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sound_match.c - a short rising sound, and how strongly a recording has it at each place. */
#include "sound_match.h"

#include "echo_fft.h"

#include <math.h>
#include <stdlib.h>

enum { EDGE_MS = 15, ROOM = MATCH_HZ /* the longest sweep, so that the end meets no beginning */ };

static const double tau = 6.28318530717958647692;

/* Soft at both ends, so that it does not click. */
static double softness(double ms, double length_ms)
{
	double edge = fmin(ms, length_ms - ms);
	double soft = fmin(EDGE_MS, length_ms / 4);
	return edge >= soft ? 1.0 : 0.5 - 0.5 * cos(tau / 2 * fmax(edge, 0.0) / soft);
}

double sweep_sample(const struct sweep *sweep, int i, int hz, bool turned)
{
	double s = (double)i / hz, length = sweep->length_ms / 1000.0;
	double turns =
	    s * (sweep->from_hz + (sweep->to_hz - sweep->from_hz) * s / (2 * length));
	return softness(s * 1000.0, sweep->length_ms) * sin(tau * (turns + (turned ? 0.25 : 0.0)));
}

struct sound_match {
	size_t count;
	int length;
	struct fft *fft;
	float *block, *strength;
	struct line *recording, *product;
};

static bool make_room(struct sound_match *m)
{
	size_t lines = (size_t)m->length / 2 + 1;
	m->fft = fft_open(m->length);
	m->block = malloc((size_t)m->length * sizeof *m->block);
	m->strength = malloc((size_t)m->length * sizeof *m->strength);
	m->recording = malloc(2 * lines * sizeof *m->recording);
	if (m->fft == NULL || m->block == NULL || m->strength == NULL || m->recording == NULL)
		return false;
	m->product = m->recording + lines;
	return true;
}

struct sound_match *sound_match_open(const int16_t *sample, size_t count)
{
	struct sound_match *m = calloc(1, sizeof *m);
	if (m == NULL)
		return NULL;
	m->count = count;
	m->length = MATCH_HZ;
	while ((size_t)m->length < count + ROOM)
		m->length *= 2;
	if (!make_room(m)) {
		sound_match_close(m);
		return NULL;
	}
	for (size_t i = 0; i < (size_t)m->length; i++)
		m->block[i] = i < count ? (float)sample[i] / 32768.0F : 0.0F;
	fft_forward(m->fft, m->block, m->recording);
	return m;
}

/* One phase of it, into the block; what it would give for itself. */
static double correlate(struct sound_match *m, const struct sweep *sweep, bool turned)
{
	double whole = 0;
	int samples = sweep->length_ms * MATCH_MS;
	for (int i = 0; i < m->length; i++) {
		m->block[i] =
		    i < samples ? (float)sweep_sample(sweep, i, MATCH_HZ, turned) : 0.0F;
		whole += (double)m->block[i] * (double)m->block[i];
	}
	fft_forward(m->fft, m->block, m->product);
	for (int k = 0; k <= m->length / 2; k++) {
		struct line x = m->product[k], y = m->recording[k];
		m->product[k] =
		    (struct line){x.re * y.re + x.im * y.im, x.re * y.im - x.im * y.re};
	}
	fft_back(m->fft, m->product, m->block);
	return whole;
}

const float *sound_match_find(struct sound_match *m, const struct sweep *sweep)
{
	double whole = correlate(m, sweep, false);
	for (size_t i = 0; i < m->count; i++)
		m->strength[i] = m->block[i];
	correlate(m, sweep, true);
	for (size_t i = 0; i < m->count; i++)
		m->strength[i] =
		    sqrtf(m->strength[i] * m->strength[i] + m->block[i] * m->block[i]) /
		    (float)whole;
	return m->strength;
}

void sound_match_close(struct sound_match *m)
{
	if (m == NULL)
		return;
	fft_close(m->fft);
	free(m->block);
	free(m->strength);
	free(m->recording);
	free(m);
}
