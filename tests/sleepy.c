/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sleepy.c - puts a loudspeaker that sleeps between a program and its sound device.
 *
 * A library for LD_PRELOAD; the program needs no change and does not know:
 *
 *	SLEEPY_SWALLOWS=1500 SLEEPY_DOZES=0 SLEEPY_REPORT=FILE LD_PRELOAD=./sleepy.so easeback ...
 *
 * Times in ms, as in sleeper.h. It stands in Pa_OpenStream: each stream that plays finds the
 * loudspeaker asleep, and what it swallows does not reach the device. At the program's end a line
 * is written for each onset: heard or lost, ms since the stream began, ms of silence before.
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <portaudio.h>

#include "sleeper.h"

/* The program's own callback. */
struct inner {
	PaStreamCallback *callback;
	void *context;
	int channels;
	struct sleeper sleeper;
	struct inner *before;
};

/* A preloaded library has no one to hand it a context. */
static struct inner *last;

static int swallowed(const void *input, void *output, unsigned long frames,
		     const PaStreamCallbackTimeInfo *time, PaStreamCallbackFlags flags,
		     void *context)
{
	struct inner *inner = context;
	int result = inner->callback(input, output, frames, time, flags, inner->context);
	sleeper_take(&inner->sleeper, output, frames, inner->channels);
	return result;
}

static int setting(const char *name)
{
	const char *text = getenv(name);
	return text != NULL ? atoi(text) : 0;
}

typedef PaError open_stream(PaStream **, const PaStreamParameters *, const PaStreamParameters *,
			    double, unsigned long, PaStreamFlags, PaStreamCallback *, void *);

PaError Pa_OpenStream(PaStream **stream, const PaStreamParameters *in,
		      const PaStreamParameters *out, double rate, unsigned long frames,
		      PaStreamFlags flags, PaStreamCallback *callback, void *context)
{
	open_stream *real;
	void *symbol = dlsym(RTLD_NEXT, "Pa_OpenStream");
	/* never freed: nobody tells when the last callback was */
	struct inner *inner = calloc(1, sizeof *inner);
	/* C has no cast from an object's pointer to a function's */
	memcpy(&real, &symbol, sizeof real);
	if (inner == NULL || callback == NULL || out == NULL)
		return real(stream, in, out, rate, frames, flags, callback, context);
	inner->callback = callback;
	inner->context = context;
	inner->channels = out->channelCount;
	sleeper_init(&inner->sleeper, (int)rate, setting("SLEEPY_SWALLOWS"),
		     setting("SLEEPY_DOZES"));
	sleeper_open(&inner->sleeper);
	inner->before = last;
	last = inner;
	return real(stream, in, out, rate, frames, flags, swallowed, inner);
}

static void report(void) __attribute__((destructor));

static void report(void)
{
	const char *path = getenv("SLEEPY_REPORT");
	FILE *file = path != NULL && last != NULL ? fopen(path, "w") : NULL;
	if (file == NULL)
		return;
	for (const struct inner *inner = last; inner != NULL; inner = inner->before)
		for (int i = 0; i < inner->sleeper.onsets; i++) {
			const struct onset *onset = &inner->sleeper.onset[i];
			fprintf(file, "%s\t%lld\t%lld\n", onset->lost ? "lost" : "heard",
				(long long)(onset->frame * 1000 / inner->sleeper.hz),
				(long long)(onset->idle * 1000 / inner->sleeper.hz));
		}
	fclose(file);
}
