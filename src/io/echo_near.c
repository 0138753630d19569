/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_near.c - does somebody speak besides the echo?
 */
#include "echo_near.h"

#include <math.h>
#include <string.h>

enum { HOLD = 15, NEW = 400, VOICE_LONGEST = 150 /* frames */ };

static const float clearly_db = 2, clearly_at_first_db = 3.5f;
static const float least_db = 0, most_db = 12;
static const float usual_first_db = 12, usual_most_db = 20,
		   usual_least_db = -20; /* first: until more is known */
static const float over_floor = 6;
static const float audible = 1e-6f;

void near_init(struct echo_near *near)
{
	*near = (struct echo_near){.floor_age = 0};
	for (int b = 0; b < MASK_BANDS; b++)
		near->floor[b] = near->lowest[b] = 1e-7f, near->usual_db[b] = usual_first_db;
}

/* The lowest of the last seconds. */
static void follow_floor(struct echo_near *near, const struct mask_bands *bands)
{
	const bool renew = ++near->floor_age >= 150;
	if (renew)
		near->floor_age = 0;
	for (int b = 0; b < MASK_BANDS; b++) {
		float left = bands->left[b] + 1e-9f;
		near->floor[b] = fminf(near->floor[b], left);
		near->lowest[b] = fminf(near->lowest[b], left);
		if (renew) {
			near->floor[b] = near->lowest[b];
			near->lowest[b] = left;
		}
	}
}

/* A step up for a frame above, a nineteenth of it down for one below: in balance at one of twenty.
 */
static void learn_usual(struct echo_near *near, const struct mask_bands *bands,
			const float above_db[MASK_BANDS])
{
	const float hurry = near->learnt < NEW ? 5 : 1;
	near->learnt += bands->echo[MASK_BANDS / 2] >= audible;
	for (int b = 0; b < MASK_BANDS; b++) {
		if (bands->echo[b] < audible)
			continue;
		float step = hurry * (above_db[b] > near->usual_db[b] ? 0.19f : -0.01f);
		near->usual_db[b] =
		    fmaxf(usual_least_db, fminf(usual_most_db, near->usual_db[b] + step));
	}
}

/* A small loudspeaker bends what is loud: tones appear where none were played. */
static float bent(const struct mask_bands *bands)
{
	float all = 0;
	for (int b = 0; b < MASK_BANDS; b++)
		all += bands->echo[b];
	return 0.001f * all;
}

static float part_db(float power, float of)
{
	return 10 * log10f((power + 1e-10f) / (of + 1e-10f));
}

static float within(float db, float least, float most)
{
	return fmaxf(least, fminf(most, db));
}

static void describe(struct echo_near *near, const struct mask_bands *bands,
		     const float above_db[MASK_BANDS])
{
	float *trait = near->trait;
	for (int b = 0; b < MASK_BANDS; b++, trait += NEAR_VIEWS) {
		trait[0] = within(above_db[b] - near->usual_db[b], -20, 20) / 10;
		trait[1] = within(part_db(bands->left[b], near->floor[b]) - 15, -30, 30) / 15;
		trait[2] = within(part_db(bands->left[b], bands->echo[b]), -40, 40) / 20;
		trait[3] = within(part_db(bands->echo[b], 1e-4f), -40, 40) / 20;
	}
}

bool near_frame(struct echo_near *near, const struct mask_bands *bands)
{
	float above_db[MASK_BANDS], sum = 0;
	const float bend = bent(bands);
	follow_floor(near, bands);
	for (int b = 0; b < MASK_BANDS; b++) {
		float expect = bands->expect[b] + bend + over_floor * near->floor[b] + 1e-8f;
		above_db[b] = 10 * log10f(bands->left[b] / expect + 1e-3f);
		sum += fmaxf(least_db, fminf(most_db, above_db[b] - near->usual_db[b]));
	}
	describe(near, bands, above_db);
	near->score += 0.33f * (sum / MASK_BANDS - near->score);
	const float clearly = near->learnt < 2 * NEW ? clearly_at_first_db : clearly_db;
	near->above = near->score > clearly ? near->above + 1 : 0;
	/* Somebody who speaks teaches nothing; what never ends is no voice. */
	if (near->above == 0 || near->above > VOICE_LONGEST)
		learn_usual(near, bands, above_db);
	if (near->above > 0)
		near->hold = HOLD;
	else if (near->hold > 0)
		near->hold--;
	return near->hold > 0;
}
