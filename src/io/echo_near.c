/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_near.c - does somebody speak besides the echo?
 */
#include "echo_near.h"

#include <math.h>
#include <string.h>

static const float clearly_db = 4.0f;

void near_init(struct echo_near *near)
{
	*near = (struct echo_near){.floor_age = 0};
	for (int b = 0; b < MASK_BANDS; b++)
		near->floor[b] = near->lowest[b] = 1e-7f;
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

bool near_frame(struct echo_near *near, const struct mask_bands *bands)
{
	follow_floor(near, bands);
	float sum = 0;
	for (int b = 0; b < MASK_BANDS; b++) {
		float expect = 1.5f * bands->expect[b] + 6 * near->floor[b] + 1e-8f;
		float above = 10 * log10f(bands->left[b] / expect + 1e-3f);
		sum += fmaxf(-3, fminf(12, above));
	}
	near->score += 0.4f * (sum / MASK_BANDS - near->score);
	near->above = near->score > clearly_db ? near->above + 1 : 0;
	if (near->above >= 3)
		near->hold = 20;
	else if (near->hold > 0)
		near->hold--;
	return near->hold > 0;
}
