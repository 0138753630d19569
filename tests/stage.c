/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stage.c - a coach in a room, people who speak over it, and what a microphone makes of it.
 */
#include "stage.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *needed(size_t count, size_t size)
{
	void *memory = calloc(count + 1, size);
	if (memory == NULL) {
		fputs("not enough memory for the stage\n", stderr);
		exit(1);
	}
	return memory;
}

struct stage_plan stage_any(uint32_t *seed)
{
	struct stage_plan plan = {.echo_db = room_between(seed, -42, -18),
				  .delay_ms = room_between(seed, 5, 250),
				  .drift_ppm = room_between(seed, -150, 150),
				  .drive = 2.4 * pow(room_random(seed), 2)};
	plan.noise_db = fmax(-85, plan.echo_db - room_between(seed, 25, 50));
	plan.seed = (uint32_t)(room_random(seed) * 4294967295.0);
	return plan;
}

static void scale_to(float *sound, size_t count, double level_db)
{
	double power = room_active_power(sound, count);
	double gain = power > 0 ? pow(10, level_db / 20) / sqrt(power) : 0;
	for (size_t i = 0; i < count; i++)
		sound[i] *= (float)gain;
}

static void make_echo(struct stage *stage, const struct response *way)
{
	float *sound = needed(stage->count, sizeof *sound);
	for (size_t i = 0; i < stage->count; i++)
		sound[i] = (float)stage->played[i] / 32768;
	room_loudspeaker(sound, stage->count, stage->plan.drive);
	room_hear(way, sound, stage->count, stage->echo);
	room_clock(stage->echo, stage->count, stage->plan.delay_ms * ROOM_HZ / 1000,
		   stage->plan.drift_ppm, sound);
	memcpy(stage->echo, sound, stage->count * sizeof *sound);
	scale_to(stage->echo, stage->count, stage->plan.echo_db);
	free(sound);
}

void stage_set(struct stage *stage, const struct stage_plan *plan, const int16_t *coach,
	       size_t count)
{
	count -= count % ECHO_FRAME;
	*stage = (struct stage){.count = count, .plan = *plan};
	stage->played = needed(count, sizeof *stage->played);
	stage->heard = needed(count, sizeof *stage->heard);
	stage->clean = needed(count, sizeof *stage->clean);
	stage->echo = needed(count, sizeof *stage->echo);
	stage->people = needed(count, sizeof *stage->people);
	stage->report = needed(count / ECHO_FRAME, sizeof *stage->report);
	memcpy(stage->played, coach, count * sizeof *coach);
	uint32_t seed = plan->seed;
	struct room room = room_any(&seed);
	struct response way = room_response(&room, room.speaker_m, seed);
	stage->mouth = room_response(&room, room.mouth_m, seed + 1);
	make_echo(stage, &way);
	free(way.tap);
}

void stage_person(struct stage *stage, const int16_t *clip, size_t count, size_t at,
		  double above_db)
{
	const size_t whole = count + stage->mouth.count;
	float *dry = needed(whole, sizeof *dry), *wet = needed(whole, sizeof *wet);
	for (size_t i = 0; i < count; i++)
		dry[i] = (float)clip[i] / 32768;
	room_hear(&stage->mouth, dry, whole, wet);
	scale_to(wet, whole, stage->plan.echo_db + above_db);
	for (size_t i = 0; i < whole && at + i < stage->count; i++)
		stage->people[at + i] += wet[i];
	free(dry);
	free(wet);
}

void stage_mix(struct stage *stage)
{
	float *sound = needed(stage->count, sizeof *sound);
	for (size_t i = 0; i < stage->count; i++)
		sound[i] = stage->echo[i] + stage->people[i];
	room_add_noise(sound, stage->count, stage->plan.noise_db, stage->plan.seed + 2);
	room_convert(sound, stage->count, stage->heard);
	free(sound);
}

void stage_run(struct stage *stage, struct echo *echo, size_t chunk)
{
	size_t played = 0;
	for (size_t at = 0; at + ECHO_FRAME <= stage->count; at += ECHO_FRAME) {
		while (played < at + ECHO_FRAME) {
			size_t more = played + chunk < stage->count ? chunk : stage->count - played;
			echo_played(echo, stage->played + played, more);
			played += more;
		}
		echo_run(echo, stage->heard + at, stage->clean + at,
			 &stage->report[at / ECHO_FRAME]);
	}
}

void stage_clear(struct stage *stage)
{
	free(stage->played);
	free(stage->heard);
	free(stage->clean);
	free(stage->echo);
	free(stage->people);
	free(stage->report);
	free(stage->mouth.tap);
	*stage = (struct stage){.count = 0};
}

static double power_at(const int16_t *clip)
{
	double sum = 0;
	for (int i = 0; i < ECHO_FRAME; i++)
		sum += (double)clip[i] * clip[i];
	return sum;
}

void clip_loud_part(const int16_t *clip, size_t count, size_t *from, size_t *to)
{
	const double share = pow(10, -2.5);
	double most = 0;
	for (size_t at = 0; at + ECHO_FRAME <= count; at += ECHO_FRAME)
		most = fmax(most, power_at(clip + at));
	*from = count, *to = 0;
	for (size_t at = 0; at + ECHO_FRAME <= count; at += ECHO_FRAME)
		if (most > 0 && power_at(clip + at) >= share * most) {
			*from = at < *from ? at : *from;
			*to = at + ECHO_FRAME;
		}
	if (*from > *to)
		*from = *to = 0;
}
