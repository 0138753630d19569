/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_echo_near.c - what the judgement about a voice over the coach saw, frame by frame, for
 * training.
 *
 * For each frame that was judged: its traits (echo_near.h); 1 when somebody spoke in it, 0 when
 * nobody did, -1 when it is hard to say; how loud the person is, dB above the echo. All of them
 * 32-bit floats. Each scene begins with one frame of which the label is -2.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench_echo.h"
#include "echo_near.h"
#include "fault.h"

enum { RECORD = NEAR_TRAITS + 2 };

static double any_level(void *context, uint32_t *seed)
{
	(void)context;
	return room_between(seed, -14, 12);
}

static double people_power(const struct stage *stage, size_t at)
{
	double sum = 0;
	for (size_t i = at; i < at + ECHO_FRAME; i++)
		sum += (double)(stage->people[i] * stage->people[i]);
	return sum / ECHO_FRAME;
}

/* Against the loudest that the nearest person gets; what has died away in the room is nobody. */
static float label_of(const struct stage *stage, size_t at, double active)
{
	double power = people_power(stage, at);
	if (power > active * 0.03)
		return 1;
	return power > active * 1e-4 ? -1 : 0;
}

static const struct spoken_over *person_at(const struct spoken_over *who, int people, size_t at)
{
	const struct spoken_over *person = NULL;
	for (int i = 0; i < people; i++)
		if (who[i].at <= at)
			person = &who[i];
	return person;
}

static bool put_scene(const struct stage *stage, const struct spoken_over *who, int people,
		      FILE *file)
{
	struct fault why;
	struct echo_report report;
	float record[RECORD] = {[NEAR_TRAITS] = -2};
	int16_t clean[ECHO_FRAME];
	struct echo *echo = echo_open(&why);
	if (echo == NULL)
		return false;
	fwrite(record, sizeof record, 1, file);
	for (size_t at = 0; at + ECHO_FRAME <= stage->count; at += ECHO_FRAME) {
		echo_played(echo, stage->played + at, ECHO_FRAME);
		echo_run(echo, stage->heard + at, clean, &report);
		const float *trait = echo_traits(echo);
		const struct spoken_over *person = person_at(who, people, at);
		if (trait == NULL)
			continue;
		double above_db = person != NULL ? person->above_db : -99;
		double active = pow(10, (stage->plan.echo_db + above_db) / 10);
		memcpy(record, trait, NEAR_TRAITS * sizeof *trait);
		record[NEAR_TRAITS] = person != NULL ? label_of(stage, at, active) : 0;
		record[NEAR_TRAITS + 1] = (float)above_db;
		fwrite(record, sizeof record, 1, file);
	}
	echo_close(echo);
	return true;
}

int bench_near(const struct material *material, const char *path, int count, uint32_t seed,
	       double alone)
{
	FILE *file = fopen(path, "wb");
	bool good = file != NULL;
	for (int n = 0; n < count && good; n++) {
		struct stage stage;
		struct spoken_over who[SCENE_PEOPLE];
		int people = room_random(&seed) < alone ? 0 : SCENE_PEOPLE;
		people = scene_play(&stage, material, &seed, people, any_level, NULL, who);
		good = put_scene(&stage, who, people, file);
		stage_clear(&stage);
	}
	if (!good)
		perror(path);
	return file == NULL || fclose(file) != 0 || !good;
}
