/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate_quiet.h - what is heard where nobody speaks to the coach, and what listening costs.
 */
#ifndef APP_EVALUATE_QUIET_H
#define APP_EVALUATE_QUIET_H

#include "evaluate_noise.h"

#include <stdbool.h>
#include <stdio.h>

struct fault;

struct quiet_job {
	const char *model;
	const struct chatter *chatter;
	bool progress;
	FILE *out;
};

/* Minutes of each noise and of talk, in an open session and in a check-in. */
bool evaluate_quiet(const struct quiet_job *job, struct fault *why);

/* Processor time in silence and in talk, and memory. */
bool evaluate_cost(const struct quiet_job *job, struct fault *why);

#endif
