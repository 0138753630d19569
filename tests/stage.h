/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stage.h - a coach who speaks from a loudspeaker in some room, people who speak over it, and what
 * a microphone makes of it.
 *
 * Ownership: the stage owns its sound until stage_clear.
 * Units: samples at ROOM_HZ; dB against full scale, or of the person against the echo.
 */
#ifndef STAGE_H
#define STAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "echo.h"
#include "room.h"

struct stage_plan {
	uint32_t seed;	 /* of room and noise */
	double echo_db;	 /* active level of the echo at the microphone */
	double noise_db; /* of room and microphone */
	double delay_ms, drift_ppm;
	double drive; /* room_loudspeaker() */
};

struct stage {
	size_t count;
	int16_t *played, *heard, *clean;
	float *echo, *people;	    /* at the microphone */
	struct echo_report *report; /* one for each frame */
	struct stage_plan plan;
	struct response mouth;
};

/* Everything drawn from a seed: echo from -42 to -18 dB, -150 to 150 ppm, 5 to 250 ms. */
struct stage_plan stage_any(uint32_t *seed);

/* The coach says this. */
void stage_set(struct stage *stage, const struct stage_plan *plan, const int16_t *coach,
	       size_t count);

/* A person says this, so much louder than the echo is on the whole. */
void stage_person(struct stage *stage, const int16_t *clip, size_t count, size_t at,
		  double above_db);

/* The microphone's signal from echo, people and noise. */
void stage_mix(struct stage *stage);

/* Through the canceller, which both streams reach in pieces of chunk samples. */
void stage_run(struct stage *stage, struct echo *echo, size_t chunk);

void stage_clear(struct stage *stage);

/* The loud part of a clip: within 25 dB of its loudest 10 ms. */
void clip_loud_part(const int16_t *clip, size_t count, size_t *from, size_t *to);

#endif
