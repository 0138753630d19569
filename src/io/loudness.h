/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * loudness.h - how loud a clip is to people (EBU R 128), and clips made equally loud.
 *
 * The loudness is the gated one of the whole clip, one channel. A block is
 * 400 ms long: a shorter clip counts as if silence followed up to there, so
 * that short sounds come out a little stronger, as the ear wants them.
 *
 * Threads: any but a callback: it allocates. Ownership: the caller's clip.
 * Units: LUFS; dB of true peak, below full scale.
 * Errors: without memory a clip stays as it was, and false is returned.
 */
#ifndef IO_LOUDNESS_H
#define IO_LOUDNESS_H

#include <stdbool.h>

struct clip;

enum {
	LOUDNESS_SILENCE = -70, /* LUFS; what is quieter is not measured */
	LOUDNESS_RAISE = 30	/* dB at the most: noise is not made into speech */
};

struct loudness {
	double lufs;	/* of the whole */
	double peak_db; /* true peak */
};

bool loudness_measure(const struct clip *clip, struct loudness *loudness);

/* To this loudness, with no peak above; its ends are made soft. Silence stays silence. */
bool loudness_level(struct clip *clip, const struct loudness *wanted);

#endif
