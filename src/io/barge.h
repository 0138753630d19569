/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * barge.h - somebody speaks over the coach: when it grows quieter, when it falls silent.
 *
 * Pure: one frame in, at most one piece of news out.
 *
 *            voice over the coach               voice goes on
 *   quiet ------------------------> near ------------------------> spoke
 *     ^  BARGE_NEAR                  |  BARGE_SPEAKS                 | once more, if it
 *     +------------------------------+-------------------------------+ speaks on and on
 *              BARGE_GONE, after a pause of the voice
 *
 * Units: frames of 10 ms.
 */
#ifndef IO_BARGE_H
#define IO_BARGE_H

#include <stdbool.h>

enum {
	BARGE_WINDOW = 40, /* of so many frames ... */
	BARGE_VOICE = 22,  /* ... so many with a voice: it goes on */
	BARGE_PAUSE = 30,  /* without a voice: it is over */
	BARGE_AGAIN = 500  /* from one BARGE_SPEAKS to where frames count for the next */
};

enum barge_news {
	BARGE_NOTHING,
	BARGE_NEAR,   /* a voice began: grow quieter */
	BARGE_SPEAKS, /* it goes on: fall silent */
	BARGE_GONE    /* it is over */
};

struct barge {
	bool near;
	bool voice[BARGE_WINDOW]; /* over the coach, in turn */
	int next, voices;
	int pause; /* frames since the last voice */
	int deaf;  /* frames that do not count yet */
};

void barge_init(struct barge *barge);

/*
 * The next frame: is the coach to be heard in it, and is there a voice besides
 * it? What is said while the coach is silent only keeps a voice from being over.
 */
enum barge_news barge_frame(struct barge *barge, bool playing, bool voice);

#endif
