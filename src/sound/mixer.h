/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mixer.h - plays clips at their frame, reports their end, falls silent.
 *
 * Everything that the audio callback touches is in this struct and in the two
 * rings; nothing here allocates, locks, logs or calls the system.
 *
 * Threads: mixer_order and mixer_note from main; mixer_pull from the callback
 *          (or from the loop that renders); mixer_frames from anywhere. The
 *          tap is read by one thread, which may come and go.
 * Ownership: the mixer borrows clips; a clip may be freed when the note of
 *            its end has been read. There is a note for each order played,
 *            and the notes ring is large enough for all of them.
 * Units: frames at SOUND_HZ since the mixer was set up.
 */
#ifndef SOUND_MIXER_H
#define SOUND_MIXER_H

#include "clip.h"
#include "ring.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	MIXER_ORDERS = 64, /* ring of orders not yet seen by the callback */
	MIXER_VOICES = 64, /* clips waiting for their frame or sounding */
	MIXER_NOTES = 256,
	MIXER_FADE_FRAMES = 5 * FRAMES_PER_MS,	 /* of a hush */
	MIXER_DUCK_FRAMES = 20 * FRAMES_PER_MS,	 /* from full loudness to nothing */
	MIXER_RISE_FRAMES = 200 * FRAMES_PER_MS, /* and back */
	MIXER_TAP_ITEMS = 1 << 16		 /* samples: 1.4 s */
};

enum order_kind {
	ORDER_PLAY, /* clip from at_frame on; a late one starts at once */
	ORDER_HUSH, /* fade out what sounds, forget what waits */
	ORDER_DUCK  /* all that sounds falls or rises to this gain, at an even pace */
};

struct order {
	enum order_kind kind;
	const struct clip *clip;
	int64_t at_frame;
	float gain; /* 0 to 2; of a duck 0 to 1 */
};

/* What was made, for somebody who must know it: 16-bit samples, none left out. */
struct tap {
	struct ring ring;
	atomic_bool wanted;
	size_t owed; /* of the callback only: samples that did not fit, to be made up by silence */
	int16_t items[MIXER_TAP_ITEMS];
};

struct note {
	const struct clip *clip; /* is not used any more */
	int64_t start_frame;	 /* where its first sample was put, or -1: never sounded */
	int64_t end_frame;	 /* first frame without it */
};

struct voice {
	const struct clip *clip; /* NULL: free */
	int64_t at_frame;
	size_t position; /* samples played */
	float gain;
	int fade_left; /* frames of fade-out to go, or -1: none */
	bool started;
	int64_t start_frame;
};

struct mixer {
	struct ring orders, notes;
	struct order order_items[MIXER_ORDERS];
	struct note note_items[MIXER_NOTES];
	struct voice voice[MIXER_VOICES]; /* of the callback only, as the two below */
	int duck, duck_to;		  /* 0 to MIXER_RISE_FRAMES: silent to full loudness */
	struct tap tap;
	_Atomic int64_t frames;	      /* made so far */
	_Atomic int64_t hushed_frame; /* where the last hush took hold, or -1 */
};

void mixer_init(struct mixer *mixer);

/* The same, as if so many frames had been made already. */
void mixer_init_at(struct mixer *mixer, int64_t frames);

/* Hand an order to the callback; false when the ring is full. */
bool mixer_order(struct mixer *mixer, const struct order *order);

/* The next note, if there is one. */
bool mixer_note(struct mixer *mixer, struct note *note);

/* Make the next count frames of mono sound, clamped to -1 ... 1. */
void mixer_pull(struct mixer *mixer, float *out, size_t count);

/*
 * From now on everything made is kept for mixer_tapped, until mixer_untap.
 * What was kept before is forgotten.
 */
void mixer_tap(struct mixer *mixer);
void mixer_untap(struct mixer *mixer);

/*
 * Copy out up to count samples of what was made, in order and without a gap:
 * what came while the reader was late by more than the tap holds is silence.
 */
size_t mixer_tapped(struct mixer *mixer, int16_t *samples, size_t count);

/* Frames made so far. */
int64_t mixer_frames(const struct mixer *mixer);

#endif
