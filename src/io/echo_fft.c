/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_fft.c - the spectrum of real sound: two samples make one complex number,
 * a mixed-radix transform of half the length, and the two halves untangled.
 */
#include "echo_fft.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { MOST_FACTORS = 24 };

struct fft {
	int half; /* complex numbers */
	int factors;
	int factor[MOST_FACTORS];
	struct line *turn; /* exp(-2 pi i n / (2 half)), n = 0 ... 2 half - 1 */
	struct line *in, *out;
};

static const double tau = 6.28318530717958647692;

static int factorise(int number, int *factor)
{
	static const int radix[] = {4, 2, 3, 5};
	int count = 0;
	for (int i = 0; i < 4; i++)
		for (; number % radix[i] == 0; number /= radix[i])
			factor[count++] = radix[i];
	assert(number == 1);
	return count;
}

struct fft *fft_open(int length)
{
	assert(length >= 4 && length % 2 == 0);
	struct fft *fft = calloc(1, sizeof *fft);
	if (fft == NULL)
		return NULL;
	fft->half = length / 2;
	fft->factors = factorise(fft->half, fft->factor);
	fft->turn = malloc((size_t)length * sizeof *fft->turn);
	fft->in = malloc((size_t)length * sizeof *fft->in);
	if (fft->turn == NULL || fft->in == NULL) {
		fft_close(fft);
		return NULL;
	}
	fft->out = fft->in + fft->half;
	for (int n = 0; n < length; n++)
		fft->turn[n] =
		    (struct line){(float)cos(tau * n / length), (float)-sin(tau * n / length)};
	return fft;
}

static struct line times(struct line a, struct line b)
{
	return (struct line){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

/* Joins two spectra of count lines each; step: of the turns. */
static void join_2(const struct fft *fft, struct line *out, int count, int step)
{
	for (int k = 0; k < count; k++) {
		struct line b = times(out[k + count], fft->turn[2 * k * step]);
		struct line a = out[k];
		out[k] = (struct line){a.re + b.re, a.im + b.im};
		out[k + count] = (struct line){a.re - b.re, a.im - b.im};
	}
}

static void join_4(const struct fft *fft, struct line *out, int count, int step)
{
	for (int k = 0; k < count; k++) {
		struct line a = out[k];
		struct line b = times(out[k + count], fft->turn[2 * k * step]);
		struct line c = times(out[k + 2 * count], fft->turn[4 * k * step]);
		struct line d = times(out[k + 3 * count], fft->turn[6 * k * step]);
		struct line even = {a.re + c.re, a.im + c.im}, odd = {a.re - c.re, a.im - c.im};
		struct line sum = {b.re + d.re, b.im + d.im};
		struct line turned = {b.im - d.im, d.re - b.re}; /* -i (b - d) */
		out[k] = (struct line){even.re + sum.re, even.im + sum.im};
		out[k + count] = (struct line){odd.re + turned.re, odd.im + turned.im};
		out[k + 2 * count] = (struct line){even.re - sum.re, even.im - sum.im};
		out[k + 3 * count] = (struct line){odd.re - turned.re, odd.im - turned.im};
	}
}

static void join_any(const struct fft *fft, struct line *out, int count, int step, int radix)
{
	struct line part[5];
	const int around = fft->half;
	for (int k = 0; k < count; k++) {
		for (int q = 0; q < radix; q++)
			part[q] = out[k + q * count];
		for (int q = 0; q < radix; q++) {
			struct line sum = part[0];
			for (int r = 1; r < radix; r++) {
				int at = (k + q * count) * r * step % around;
				struct line more = times(part[r], fft->turn[2 * at]);
				sum.re += more.re, sum.im += more.im;
			}
			out[k + q * count] = sum;
		}
	}
}

/* out = spectrum of every step-th number of in. */
static void transform(const struct fft *fft, const struct line *in, struct line *out, int step,
		      int depth)
{
	if (depth == fft->factors) {
		*out = *in;
		return;
	}
	const int radix = fft->factor[depth];
	const int count = fft->half / step / radix;
	for (int q = 0; q < radix; q++)
		transform(fft, in + q * step, out + q * count, step * radix, depth + 1);
	if (radix == 4)
		join_4(fft, out, count, step);
	else if (radix == 2)
		join_2(fft, out, count, step);
	else
		join_any(fft, out, count, step, radix);
}

void fft_forward(struct fft *fft, const float *sound, struct line *spectrum)
{
	const int half = fft->half;
	for (int n = 0; n < half; n++)
		fft->in[n] = (struct line){sound[2 * n], sound[2 * n + 1]};
	transform(fft, fft->in, fft->out, 1, 0);
	for (int k = 0; k <= half; k++) {
		struct line a = fft->out[k % half], b = fft->out[(half - k) % half];
		struct line even = {0.5f * (a.re + b.re), 0.5f * (a.im - b.im)};
		struct line odd = {0.5f * (a.im + b.im), 0.5f * (b.re - a.re)};
		odd = times(odd, fft->turn[k]);
		spectrum[k] = (struct line){even.re + odd.re, even.im + odd.im};
	}
}

/* Backwards is forwards with real and imaginary parts exchanged. */
void fft_back(struct fft *fft, const struct line *spectrum, float *sound)
{
	const int half = fft->half;
	for (int k = 0; k < half; k++) {
		struct line a = spectrum[k], b = spectrum[half - k];
		struct line even = {a.re + b.re, a.im - b.im};
		struct line odd = {a.re - b.re, a.im + b.im};
		struct line back = {fft->turn[k].re, -fft->turn[k].im};
		odd = times(odd, back);
		fft->in[k] = (struct line){even.im + odd.re, even.re - odd.im};
	}
	transform(fft, fft->in, fft->out, 1, 0);
	const float scale = 0.5f / (float)half;
	for (int n = 0; n < half; n++) {
		sound[2 * n] = fft->out[n].im * scale;
		sound[2 * n + 1] = fft->out[n].re * scale;
	}
}

void fft_close(struct fft *fft)
{
	if (fft == NULL)
		return;
	free(fft->turn);
	free(fft->in);
	free(fft);
}
