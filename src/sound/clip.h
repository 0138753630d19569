/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clip.h - a piece of mono sound, and the tones.
 *
 * Ownership: a clip is one block; whoever owns it releases it with free().
 *            Nothing here allocates: the caller brings the block.
 * Units: 16-bit samples at SOUND_HZ.
 */
#ifndef SOUND_CLIP_H
#define SOUND_CLIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SOUND_HZ = 48000, FRAMES_PER_MS = SOUND_HZ / 1000 };

struct clip {
	size_t frames;
	int16_t sample[];
};

/* Bytes of a clip of so many frames. */
size_t clip_bytes(size_t frames);

/* A frame of -1 ... 1 as a sample: the sound card and the files get the same. Callback-safe. */
int16_t clip_sample(float value);

/*
 * What else sounds beside the pitch. Small loudspeakers have no depth, older
 * ears no height: partials carry a low tone in between; none above 1,800 Hz.
 */
enum timbre {
	TIMBRE_PURE,   /* nothing: a sine of even strength */
	TIMBRE_SOFT,   /* a little, and it dies away */
	TIMBRE_WOOD,   /* struck, as on a marimba */
	TIMBRE_BRIGHT, /* much, for weak loudspeakers and loud rooms */
	TIMBRES
};

/* How a tone sounds: soft edges, perhaps gliding, perhaps twice. */
struct tone_shape {
	int from_hz, to_hz; /* 150 to 2,000; equal: no glide */
	int length_ms;	    /* 20 to 1,000, all of it */
	int level_db;	    /* never beyond this peak, -40 to 0 dB below full scale */
	enum timbre timbre;
	bool twice; /* in two halves */
};

/* Frames of a tone of this shape. */
size_t clip_tone_frames(const struct tone_shape *shape);

/* Fill clip->sample, whose frames were set from clip_tone_frames. Not for the callback: uses sin().
 */
void clip_tone(struct clip *clip, const struct tone_shape *shape);

/* Fades of 5 ms at both ends, so that speech that was cut out does not click. */
void clip_soften(struct clip *clip);

#endif
