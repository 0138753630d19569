/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_offset.c - takes off the constant that some microphones add to all they hear. */
#include "ear_offset.h"

#include <math.h>

/* 20 Hz at 16,000 samples a second: 2 pi 20 / 16000. */
static const float RATE = 0.00785F;

static int16_t clipped(float value)
{
	return (int16_t)lrintf(fmaxf((float)INT16_MIN, fminf((float)INT16_MAX, value)));
}

void offset_take_off(struct offset *offset, int16_t *samples, size_t count)
{
	/* The first sample is the best guess there is: from zero on, the step would be a click. */
	if (!offset->begun && count > 0)
		offset->mean = samples[0];
	offset->begun = offset->begun || count > 0;
	for (size_t i = 0; i < count; i++) {
		float value = samples[i];
		samples[i] = clipped(value - offset->mean);
		offset->mean += RATE * (value - offset->mean);
	}
}
