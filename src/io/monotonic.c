/* SPDX-License-Identifier: GPL-3.0-or-later */
/* monotonic.c - the clock that runs evenly and that nobody sets. */
#include "monotonic.h"

enum { MS_NS = 1000000, SECOND_NS = 1000000000 };

int64_t monotonic_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / MS_NS;
}

struct timespec monotonic_in(int ms)
{
	struct timespec at;
	clock_gettime(CLOCK_MONOTONIC, &at);
	at.tv_sec += ms / 1000;
	at.tv_nsec += (long)(ms % 1000) * MS_NS;
	at.tv_sec += at.tv_nsec / SECOND_NS;
	at.tv_nsec %= SECOND_NS;
	return at;
}
