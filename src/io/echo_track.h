/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_track.h - lines up what was played with what is heard: delay, and drift of the clocks.
 *
 * Both are found again in each other several times a second; a straight line
 * through what was found tells where the next sample belongs.
 * Threads: a track belongs to one thread. Units: samples at EAR_HZ, counted
 * from the beginning or the last reset; full scale is 1.
 */
#ifndef IO_ECHO_TRACK_H
#define IO_ECHO_TRACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TRACK_FRAME = 160,
	TRACK_AHEAD = 80 /* the echo begins so long after its sample */,
	TRACK_REPLAY = 100
};

struct echo_track;

/* NULL when memory is short. */
struct echo_track *track_open(void);

void track_played(struct echo_track *track, const int16_t *samples, size_t count);

/*
 * Take the next frame of the microphone and give what was played for it.
 * False when that is not known yet. *jumped: it was found at another place than before.
 */
bool track_frame(struct echo_track *track, const float heard[TRACK_FRAME],
		 float played[TRACK_FRAME], bool *jumped);

/*
 * Frames that went by before the one given last, and what was played for them as is
 * known now: back from 1 to TRACK_REPLAY.
 */
void track_replay(const struct echo_track *track, int back, float heard[TRACK_FRAME],
		  float played[TRACK_FRAME]);

/* Is anything that was played perhaps to be heard in the frame given last? */
bool track_sounding(const struct echo_track *track);

int track_delay_ms(const struct echo_track *track); /* -1: not known */
float track_drift_ppm(const struct echo_track *track);
float track_slip(const struct echo_track *track); /* samples the last frame may be out of step */

void track_reset(struct echo_track *track);
void track_close(struct echo_track *track);

#endif
