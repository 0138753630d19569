/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate_hear.h - plays sound to the ear as a microphone would, and keeps what it decides when.
 *
 * Units: samples at 16,000 Hz; processor time of the calling thread in seconds.
 */
#ifndef APP_EVALUATE_HEAR_H
#define APP_EVALUATE_HEAR_H

#include "listener.h"

#include <stddef.h>
#include <stdint.h>

enum { HEARD_MAX = 64 };

struct heard {
	int count; /* the first HEARD_MAX are kept */
	struct hearing list[HEARD_MAX];
	double at_s[HEARD_MAX];	   /* how much sound had come in by then */
	double think_s[HEARD_MAX]; /* processor time from its last piece to the decision */
	double work_s;		   /* processor time of it all */
	/* of hear alone */
	double fed_s, began_s;
};

/* A stranger speaks: all the sound, in pieces of 10 ms, in one context. */
void hear(struct ear *ear, enum listen_context context, const int16_t *sample, size_t count,
	  struct heard *heard);

/* Processor time of this thread so far. */
double hear_clock_s(void);

#endif
