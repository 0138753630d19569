/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sound_test_parts.h - how the parts of the sound test call each other; nobody else includes it.
 */
#ifndef APP_SOUND_TEST_PARTS_H
#define APP_SOUND_TEST_PARTS_H

#include "fault.h"
#include "sound_match.h"
#include "sound_test.h"

/* A recording at MATCH_HZ while it is looked through. */
struct sound_look {
	const struct sound_score *score;
	const int16_t *sample;
	size_t count;
	double start_ms;
	float noise; /* how strongly the silent room seems to have what is looked for */
};

/* One note of the run. */
extern const struct sweep sound_test_note;

/* The sample that hears what was made at frame, so late; within the recording. */
size_t sound_look_at(const struct sound_look *look, int64_t frame, double delay_ms);

/* The strongest place of those from ... to - 1. */
size_t sound_look_strongest(const float *strength, size_t from, size_t to);

/* Of squares of 16-bit samples. */
double sound_look_db(double mean_square);

/* How much of the run is missing at its beginning; the delay is known. */
int sound_lost_ms(const struct sound_look *look, const float *strength,
		  const struct sound_result *result);

#endif
