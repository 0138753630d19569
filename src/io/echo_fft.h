/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_fft.h - the spectrum of real sound, and the way back.
 *
 * Lengths are even with no prime factor above 5. Spectra have length / 2 + 1
 * lines; there and back again gives the same sound.
 * Threads: a plan belongs to one thread.
 */
#ifndef IO_ECHO_FFT_H
#define IO_ECHO_FFT_H

struct fft;

struct line {
	float re, im;
};

/* NULL when memory is short. */
struct fft *fft_open(int length);

void fft_forward(struct fft *fft, const float *sound, struct line *spectrum);
void fft_back(struct fft *fft, const struct line *spectrum, float *sound);

void fft_close(struct fft *fft);

#endif
