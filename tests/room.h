/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * room.h - a living room made of arithmetic, with a small loudspeaker, a microphone and a person in
 * it.
 *
 * The same seed gives the same room and the same sound on every machine.
 * Ownership: what is returned is malloc'ed and the caller's; NULL never: short memory ends the
 * program. Units: m, s, dB; samples at ROOM_HZ, full scale 1.
 */
#ifndef ROOM_H
#define ROOM_H

#include <stddef.h>
#include <stdint.h>

enum { ROOM_HZ = 16000 };

struct room {
	double size_m[3];
	double rt60_s; /* until an echo has lost 60 dB */
	double speaker_m[3], mouth_m[3], microphone_m[3];
};

struct response {
	float *tap;
	size_t count;
};

/* A number from 0 up to 1, and the next seed. */
double room_random(uint32_t *seed);
double room_between(uint32_t *seed, double low, double high);

/* A room somebody might exercise in: 3 to 6 m long, 0.2 to 0.6 s of echo. */
struct room room_any(uint32_t *seed);

/* How the microphone hears what sounds at this place, by its mirror images in the walls. */
struct response room_response(const struct room *room, const double from_m[3], uint32_t seed);

/* out: count samples of the sound as it arrives. May not be in. */
void room_hear(const struct response *response, const float *in, size_t count, float *out);

/*
 * A small loudspeaker: nothing below 200 Hz, and loud sound is bent. drive: how
 * far the loudest sound (1) reaches into the bend; 0 is perfect, 1 about 4 % of distortion.
 */
void room_loudspeaker(float *sound, size_t count, double drive);

/* The sound on a clock that runs ppm fast, delay samples later; out: count samples. */
void room_clock(const float *in, size_t count, double delay, double ppm, float *out);

/* Mean power of the parts in which there is something to be heard: within 30 dB of the loudest. */
double room_active_power(const float *sound, size_t count);

void room_add_noise(float *sound, size_t count, double level_db, uint32_t seed);

/* As a converter gives it: rounded, and clipped at full scale. */
void room_convert(const float *sound, size_t count, int16_t *out);

#endif
