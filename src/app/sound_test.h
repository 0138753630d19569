/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sound_test.h - what is played to measure loudspeaker and microphone, and what a recording of it
 * shows.
 *
 * First comes a run of short notes without a gap before it: how many of them are missing is how
 * long the loudspeaker took to wake up. Then words, then tones at uneven distances, so that none
 * can be taken for its neighbour however late they arrive, then silence.
 *
 * Threads: any. Pure apart from the heap.
 * Ownership: clips are the caller's; free() releases them.
 * Units: frames at SOUND_HZ for what is played; ms; dB of the mean square below full scale.
 * Errors: NULL or false when memory is short.
 */
#ifndef APP_SOUND_TEST_H
#define APP_SOUND_TEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct clip;

enum {
	SOUND_TEST_NOTES = 30,
	SOUND_TEST_NOTE_MS = 100,
	SOUND_TEST_RUN_MS = SOUND_TEST_NOTES * SOUND_TEST_NOTE_MS, /* no longer loss is measured */
	SOUND_TEST_TONES = 8,
	SOUND_TEST_LATEST_MS = 2500, /* what arrives later is not found */
	SOUND_TEST_QUIET_MS = 2000
};

/* When each thing is played, in frames; the run of notes is at 0. */
struct sound_score {
	int64_t words, tone[SOUND_TEST_TONES];
	int64_t quiet; /* nothing is played from then on */
	int64_t end;   /* what was played has arrived, and the silence is over */
};

/* word_frames: how long the words take; 0 for none. */
struct sound_score sound_score(size_t word_frames);

struct clip *sound_test_run(void);
struct clip *sound_test_tone(void);

/* A recording of it; start_ms: when its first sample was heard, frame 0 being made at 0. */
struct sound_heard {
	const int16_t *sample;
	size_t count;
	int hz;
	double start_ms;
};

struct sound_result {
	bool silent;	      /* nothing but zeros: switched off, or no microphone at all */
	bool heard;	      /* the microphone hears the loudspeaker; all below to floor_db needs it */
	int tones;	      /* found, of SOUND_TEST_TONES */
	/* Of the first sound; SOUND_TEST_RUN_MS: so long or longer; -1: cannot be told, as where
	   tones are missing. */
	int lost_ms;
	double delay_ms;      /* from made to heard, in the middle */
	double spread_ms;     /* from the earliest to the latest of them */
	bool has_drift;
	double drift_ppm;     /* how much faster the microphone's clock goes */
	double level_db;      /* of the tones at the microphone */
	bool has_floor;	      /* the recording has the silence at the end */
	double floor_db;      /* of the room */
	int clipped_ms;	      /* so long the microphone was too loud for itself */
};

bool sound_test_measure(const struct sound_score *score, const struct sound_heard *heard,
			struct sound_result *result);

/* What to set as wake, so that nothing is lost; 0 when nothing need be, -1 when it cannot be told. */
int sound_test_wake_ms(const struct sound_result *result);

#endif
