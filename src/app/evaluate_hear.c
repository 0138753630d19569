/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate_hear.c - plays sound to the ear as a microphone would, and keeps what it decides when.
 */
#include "evaluate_hear.h"

#include <time.h>

enum { PIECE = EAR_HZ / 100 };

double hear_clock_s(void)
{
	struct timespec now;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void keep(void *context, const struct hearing *hearing)
{
	struct heard *heard = context;
	if (heard->count == HEARD_MAX)
		return;
	heard->list[heard->count] = *hearing;
	heard->at_s[heard->count] = heard->fed_s;
	heard->think_s[heard->count] = hear_clock_s() - heard->began_s;
	heard->count++;
}

void hear(struct ear *ear, enum listen_context context, const int16_t *sample, size_t count,
	  struct heard *heard)
{
	double start = hear_clock_s();
	heard->count = 0;
	ear_forget(ear);
	ear_context(ear, context);
	for (size_t i = 0; i < count; i += PIECE) {
		size_t piece = count - i < PIECE ? count - i : PIECE;
		heard->fed_s = (double)(i + piece) / (double)EAR_HZ;
		heard->began_s = hear_clock_s();
		ear_feed(ear, sample + i, piece, keep, heard);
	}
	heard->work_s = hear_clock_s() - start;
}
