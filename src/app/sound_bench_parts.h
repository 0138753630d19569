/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sound_bench_parts.h - what the files of sound_bench share; nobody else includes it.
 */
#ifndef APP_SOUND_BENCH_PARTS_H
#define APP_SOUND_BENCH_PARTS_H

#include "audio.h"
#include "mixer.h"
#include "ring.h"
#include "sound_bench.h"

#include <signal.h>
#include <stdint.h>

enum {
	BENCH_RING = 1 << 19, /* 11 s at 48,000 Hz: a loudspeaker may take long to open */
	BENCH_PIECE = 4096,
	BENCH_NAP_MS = 5
};

struct sound_bench {
	const struct setup *setup;
	struct audio *audio;
	FILE *messages;
	struct audio_out *out;
	struct audio_in *in;
	char output[AUDIO_NAME_BYTES], microphone[AUDIO_NAME_BYTES];
	int hz; /* of the microphone */
	struct speaker *speaker; /* NULL: writes only */
	struct clip *turn;	 /* "your turn" */
	struct ear *ear;	 /* NULL: keys only */
	struct resampler *resampler;
	struct keys *keys; /* NULL: no keyboard */
	struct mailbox *mailbox;
	struct buttons *buttons;
	int volume;
	enum bench_news answer; /* since it was asked: BENCH_SILENCE when there is none */
	bool by_voice;		/* ... and it was spoken */
	bool broken;
	sigset_t ends, before;
	struct mixer mixer;
	struct ring ring;
	int16_t *recording; /* of the last test, or NULL */
	size_t recorded;
	int recorded_hz;
	int16_t heard[BENCH_PIECE], even[BENCH_PIECE];
	int16_t items[BENCH_RING];
};

/* A short rest: looks after signals and keys. BENCH_DONE: nothing happened. */
enum bench_news bench_nap(struct sound_bench *bench);

/* What the microphone heard until now. */
void bench_forget_sound(struct sound_bench *bench);

/* Close the loudspeaker; with drain, what was made is heard first. */
void bench_close_output(struct sound_bench *bench, bool drain);

/* Open what was chosen, with the mixer as it is. */
bool bench_open_output(struct sound_bench *bench, struct fault *why);

#endif
