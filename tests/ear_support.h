/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_support.h - an ear for each test, and the decisions it makes. */
#ifndef TESTS_EAR_SUPPORT_H
#define TESTS_EAR_SUPPORT_H

#include "fault.h"
#include "listener.h"

enum { HEARINGS = 16 };

struct hearings {
	int count;
	struct hearing list[HEARINGS];
};

/* For ear_feed, with a struct hearings. */
static inline void keep_hearing(void *context, const struct hearing *hearing)
{
	struct hearings *heard = context;
	assert_true(heard->count < HEARINGS);
	heard->list[heard->count++] = *hearing;
}

static inline int set_up(void **state)
{
	struct fault why;
	*state = ear_open(NULL, &why);
	return *state != NULL ? 0 : -1;
}

static inline int tear_down(void **state)
{
	ear_close(*state);
	return 0;
}

#endif
