/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * coupling.h - does the microphone hear the loudspeaker at all?
 *
 * With headphones, or far from the loudspeaker, there is nothing to take out:
 * whatever is loud then is somebody else. That is believed only after the
 * coach has sounded for some seconds without the microphone growing louder.
 * And when it hears it: has it been in one place long enough to be known?
 *
 * Pure. Units: frames of 10 ms; dB.
 */
#ifndef IO_COUPLING_H
#define IO_COUPLING_H

#include <stdbool.h>

enum {
	COUPLING_WINDOW = 150, /* frames in which the quietest moment is looked for */
	COUPLING_JUMP_MS = 15, /* no clock drifts so far in between: a buffer was lost */
	COUPLING_SETTLE = 200  /* frames until the canceller is believed after that */
};

struct echo_report;

struct coupling {
	float smooth_db, least_db, least_before_db; /* of this window, and of the one before */
	int frame;				    /* of the window */
	int loud_run;				    /* loud frames in a row */
	int delay_ms, unsteady;			    /* as last believed; frames still to go */
	float share; /* of loud frames, lately, while the coach sounds */
};

void coupling_init(struct coupling *coupling);

/*
 * The next frame: is the coach sounding, has it been found in the microphone,
 * how loud is the microphone? True when the coach may be heard in it.
 */
bool coupling_frame(struct coupling *coupling, bool sounding, bool found, float level_db);

/*
 * The place of the coach in the microphone, each frame (-1: not known): true
 * when it has stood still long enough to tell what is the coach and what is
 * not. A starved machine loses buffers, and the coach is where it was not.
 */
bool coupling_steady(struct coupling *coupling, int delay_ms);

/*
 * The next frame as the canceller reports it, all of this together: may
 * the coach be heard in it, and is there somebody besides it?
 */
void coupling_take(struct coupling *coupling, const struct echo_report *report, bool *playing,
		   bool *near_voice);

/* In a microphone that does not hear the coach: does somebody speak, or something sound? */
bool coupling_voice(const struct coupling *coupling);

#endif
