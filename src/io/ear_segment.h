/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_segment.h - finds utterances in a stream of sound by their level.
 *
 * The last seconds are kept and judged again with each frame, so that the
 * level of the room need not be known before somebody speaks: an answer right
 * at the opening is found once silence follows it.
 *
 * Ownership: the caller's struct (340 KB: allocate it); nothing is allocated.
 * Units: frames of 10 ms at 16,000 Hz; level in dB below full scale, of the
 *        sound's first difference (hum and rumble do not count).
 */
#ifndef IO_EAR_SEGMENT_H
#define IO_EAR_SEGMENT_H

#include <stddef.h>
#include <stdint.h>

enum {
	SEGMENT_FRAME = 160,   /* samples */
	SEGMENT_KEPT = 300,    /* frames of the past that tell the level of the room */
	SEGMENT_LONGEST = 600, /* frames of an utterance */
	SEGMENT_SHORTEST = 12, /* loud frames that make one */
	SEGMENT_ROOM = 1000
};

enum segment_state {
	SEGMENT_SILENCE, /* nobody speaks, as far as can be told */
	SEGMENT_SPEECH,	 /* an utterance may be under way */
	SEGMENT_ENDED,	 /* one ended: first ... end are its loud frames */
	SEGMENT_ENDLESS	 /* it did not end in six seconds: given up */
};

struct segmenter {
	int frames;	    /* kept now */
	int from;	    /* nothing before this frame belongs to an utterance any more */
	int hang;	    /* silent frames that end an utterance */
	int first, end;	    /* of the utterance that ended, or is under way */
	int quiet;	    /* silent frames since the one that is under way was last heard */
	float threshold_db; /* of loud frames, at the last frame */
	int16_t before;	    /* the sample before the next frame */
	int64_t opened;	    /* dropped at the last reset */
	int64_t dropped;    /* frames before the kept ones, since init */
	float level_db[SEGMENT_ROOM];
	int16_t sample[SEGMENT_ROOM * SEGMENT_FRAME];
};

void segment_init(struct segmenter *segmenter, int hang);

/* Forget the utterance at hand and the past. */
void segment_reset(struct segmenter *segmenter);

/* Take the next frame. */
enum segment_state segment_push(struct segmenter *segmenter, const int16_t frame[SEGMENT_FRAME]);

/* No more frames come: SEGMENT_ENDED when an utterance was under way, else SEGMENT_SILENCE. */
enum segment_state segment_flush(struct segmenter *segmenter);

#endif
