/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_hush.c - presses keys in the middle of speech and counts the frames until silence.
 *
 * A library for LD_PRELOAD; the program needs no change and does not know:
 *
 *	HUSH_REPORT=report.txt HUSH_PRESSES=40 LD_PRELOAD=./bench_hush.so easeback run ROUTINE
 *
 * It stands between the program and Pa_OpenStream, counts the frames made and
 * looks at each of them. It also is the keyboard: at random moments while
 * words sound it writes "r" (say it again) into standard input, in the end "s"
 * (stop). A line of the report is one press: frames from those made when the
 * key could be read to the last one that is not silent, and the same by the
 * clock in ms. The last line tells how many frames a callback makes.
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <portaudio.h>

enum {
	SILENT_FRAMES = 100 * 48, /* no sound for so long: silence */
	SPEECH_FRAMES = 400 * 48, /* words sound for so long before a press */
	LIMIT_MS = 3000
};

/* The program's own callback. */
struct inner {
	PaStreamCallback *callback;
	void *context;
	int channels;
};

/* A preloaded library has no one to hand it a context. */
static _Atomic int64_t frames_made, last_loud, speech_since, last_loud_ns;
static _Atomic unsigned long least_period = 1 << 30, most_period;
static atomic_bool started;
static int keyboard = -1;

static int64_t now_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void nap_ms(long ms)
{
	struct timespec pause = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
	nanosleep(&pause, NULL);
}

/* --- what is made --- */

static void look_at(const int16_t *made, unsigned long frames, int channels)
{
	int64_t from = atomic_load(&frames_made), loud = -1;
	for (unsigned long i = 0; i < frames; i++) {
		if (made[i * (unsigned long)channels] == 0)
			continue;
		int64_t at = from + (int64_t)i;
		int64_t before = loud >= 0 ? loud : atomic_load(&last_loud);
		if (at - before > SILENT_FRAMES)
			atomic_store(&speech_since, at);
		loud = at;
	}
	if (loud >= 0) {
		atomic_store(&last_loud, loud);
		atomic_store(&last_loud_ns, now_ns());
	}
	atomic_store(&frames_made, from + (int64_t)frames);
}

static int watched(const void *input, void *output, unsigned long frames,
		   const PaStreamCallbackTimeInfo *time, PaStreamCallbackFlags flags, void *context)
{
	const struct inner *inner = context;
	int result = inner->callback(input, output, frames, time, flags, inner->context);
	look_at(output, frames, inner->channels);
	if (frames < atomic_load(&least_period))
		atomic_store(&least_period, frames);
	if (frames > atomic_load(&most_period))
		atomic_store(&most_period, frames);
	return result;
}

/* --- who presses --- */

static void press(char key)
{
	if (write(keyboard, &key, 1) != 1)
		perror("bench_hush: the key");
}

/* Words sound, and have done so for a while. */
static bool is_speech(void)
{
	int64_t made = atomic_load(&frames_made), loud = atomic_load(&last_loud);
	return loud > 0 && made - loud < 48 && loud - atomic_load(&speech_since) > SPEECH_FRAMES;
}

static bool await_speech(unsigned *seed)
{
	int64_t until = now_ns() + 60LL * 1000000000;
	while (!is_speech()) {
		if (now_ns() > until)
			return false;
		nap_ms(1);
	}
	nap_ms(rand_r(seed) % 700);
	return true;
}

/* True when it was in the middle of speech to the last, and so counts. */
static bool press_once(FILE *report, unsigned *seed)
{
	if (!await_speech(seed) || !is_speech())
		return false;
	int64_t began_ns = now_ns(), made = atomic_load(&frames_made);
	press('r');
	while (atomic_load(&frames_made) - atomic_load(&last_loud) < SILENT_FRAMES)
		if (now_ns() - began_ns > LIMIT_MS * 1000000LL)
			return false;
		else
			nap_ms(1);
	fprintf(report, "press %lld %.1f\n", (long long)(atomic_load(&last_loud) + 1 - made),
		(double)(atomic_load(&last_loud_ns) - began_ns) / 1e6);
	return true;
}

static void *press_keys(void *context)
{
	const char *path = getenv("HUSH_REPORT"), *presses = getenv("HUSH_PRESSES");
	FILE *report = path != NULL ? fopen(path, "w") : NULL;
	int wanted = presses != NULL ? atoi(presses) : 30;
	unsigned seed = (unsigned)getpid();
	(void)context;
	for (int tries = 0; report != NULL && wanted > 0 && tries < 1000; tries++)
		wanted -= press_once(report, &seed);
	if (report != NULL) {
		fprintf(report, "period %lu %lu\n", atomic_load(&least_period),
			atomic_load(&most_period));
		fclose(report);
	}
	press('s');
	return NULL;
}

/* --- PortAudio --- */

/* C has no cast from an object's pointer to a function's. */
static void find(const char *name, void *function)
{
	void *symbol = dlsym(RTLD_NEXT, name);
	memcpy(function, &symbol, sizeof symbol);
}

static void begin_pressing(void)
{
	pthread_t thread;
	if (!atomic_exchange(&started, true) &&
	    pthread_create(&thread, NULL, press_keys, NULL) == 0)
		pthread_detach(thread);
}

typedef PaError open_stream(PaStream **, const PaStreamParameters *, const PaStreamParameters *,
			    double, unsigned long, PaStreamFlags, PaStreamCallback *, void *);

PaError Pa_OpenStream(PaStream **stream, const PaStreamParameters *in,
		      const PaStreamParameters *out, double rate, unsigned long frames,
		      PaStreamFlags flags, PaStreamCallback *callback, void *context)
{
	open_stream *real;
	/* never freed: nobody tells when the last callback was */
	struct inner *inner = malloc(sizeof *inner);
	find("Pa_OpenStream", &real);
	if (inner == NULL || callback == NULL || out == NULL)
		return real(stream, in, out, rate, frames, flags, callback, context);
	*inner = (struct inner){callback, context, out->channelCount};
	begin_pressing();
	return real(stream, in, out, rate, frames, flags, watched, inner);
}

static void begin(void) __attribute__((constructor));

static void begin(void)
{
	int ends[2];
	if (pipe(ends) != 0)
		return;
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	keyboard = ends[1];
}
