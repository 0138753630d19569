/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_over.h - halting words in a running stream, while the coach itself can be heard.
 *
 * There is no silence then that would end an utterance, so a net of its own
 * looks at the last second again and again. It was taught with what the echo
 * canceller leaves of the coach, in many rooms.
 *
 * Ownership: over_open allocates, over_close releases. Threads: one.
 * Units: frames of 10 ms at 16,000 Hz.
 */
#ifndef IO_EAR_OVER_H
#define IO_EAR_OVER_H

#include "ear_decode.h"
#include "ear_segment.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	OVER_WINDOW = 110, /* frames looked at */
	OVER_EVERY = 10	   /* frames from one look to the next */
};

struct fault;
struct over;

struct overheard {
	struct intent intent; /* a halting one */
	float confidence;     /* 0 to 1 */
};

struct over *over_open(struct fault *why);

/* Forget what was heard so far. */
void over_reset(struct over *over);

/*
 * The next frame. With looks the stream is looked at; the decoder lends its
 * view of sound. True when a halting word was heard: once.
 */
bool over_push(struct over *over, struct decoder *decoder, const int16_t frame[SEGMENT_FRAME],
	       bool looks, struct overheard *heard);

/* What the level of a window is evened by: the mean square of its louder third. */
double over_power(const int16_t *samples, size_t frames);

void over_close(struct over *over);

#endif
