/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * guard_check.c - a stream whose callback does what it must not, so that the guard can be tested.
 *
 *	guard_check nothing|malloc|lock|call
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <portaudio.h>

enum { ROUNDS = 40 };

struct sin {
	const char *kind;
	pthread_mutex_t mutex;
	atomic_int rounds;
	void *volatile block; /* volatile: a compiler may leave out malloc and free together */
};

static void commit(struct sin *sin)
{
	if (strcmp(sin->kind, "malloc") == 0) {
		sin->block = malloc(100);
		free(sin->block);
	} else if (strcmp(sin->kind, "lock") == 0) {
		pthread_mutex_lock(&sin->mutex);
		pthread_mutex_unlock(&sin->mutex);
	} else if (strcmp(sin->kind, "call") == 0) {
		(void)getppid();
	}
}

static int play(const void *input, void *output, unsigned long frames,
		const PaStreamCallbackTimeInfo *now, PaStreamCallbackFlags flags, void *context)
{
	struct sin *sin = context;
	(void)input;
	(void)now;
	(void)flags;
	memset(output, 0, frames * sizeof(short));
	commit(sin);
	return atomic_fetch_add(&sin->rounds, 1) + 1 < ROUNDS ? paContinue : paComplete;
}

static int run(struct sin *sin)
{
	PaStream *stream;
	struct timespec pause = {.tv_nsec = 5000000L};
	if (Pa_OpenDefaultStream(&stream, 0, 1, paInt16, 48000, 256, play, sin) != paNoError)
		return 1;
	if (Pa_StartStream(stream) != paNoError)
		return 1;
	while (Pa_IsStreamActive(stream) == 1)
		nanosleep(&pause, NULL);
	Pa_CloseStream(stream);
	return 0;
}

int main(int count, char **words)
{
	struct sin sin = {.kind = count > 1 ? words[1] : "nothing"};
	pthread_mutex_init(&sin.mutex, NULL);
	int failed = Pa_Initialize() != paNoError || run(&sin) != 0;
	if (failed)
		fputs("guard_check: no stream\n", stderr);
	Pa_Terminate();
	return failed;
}
