/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sound_bench.h - a loudspeaker, a microphone and somebody's yes or no, for trying them out.
 *
 * While it speaks the microphone is not listened to. Loudspeaker and microphone come and go as they
 * are asked for; without the one nothing is heard, without the other only keys answer.
 *
 * Threads: main only. SIGINT, SIGTERM and SIGHUP break it off at once and are blocked while it is
 *          open.
 * Ownership: the setup is borrowed.
 * Units: ms. Errors: false and *why; what was open before is closed then.
 */
#ifndef APP_SOUND_BENCH_H
#define APP_SOUND_BENCH_H

#include "sound_test.h"

#include <stdbool.h>
#include <stdio.h>

struct audio_device;
struct fault;
struct setup;
struct sound_bench;

enum bench_news {
	BENCH_DONE,
	BENCH_YES,
	BENCH_NO,
	BENCH_LOUDER,
	BENCH_QUIETER,
	BENCH_SILENCE, /* nobody answered */
	BENCH_STOP,    /* the person wants no more of it */
	BENCH_BROKEN,  /* by a signal */
	BENCH_LOST     /* the loudspeaker gives no sound any more */
};

/* A voice that cannot be had is no error: what it would say is still to be read. */
struct sound_bench *sound_bench_open(const struct setup *setup, struct fault *why);
void sound_bench_close(struct sound_bench *bench);

/* Standard error is silenced while it is open; this is what was there before. */
FILE *sound_bench_messages(const struct sound_bench *bench);

/* Lists devices; returns how many there are. What is open is closed, so that new ones are found. */
int sound_bench_devices(struct sound_bench *bench, struct audio_device *list, int max);

/* Play on, or listen to, the device whose name has this text; "" is the default. */
bool sound_bench_output(struct sound_bench *bench, const char *name, struct fault *why);
bool sound_bench_microphone(struct sound_bench *bench, const char *name, struct fault *why);

/* The same loudspeaker, but only from the next test on: nothing wakes it up before. */
void sound_bench_choose(struct sound_bench *bench, const char *name);

/* Names of what is in use, as a person may write them into the settings; "" when nothing is. */
const char *sound_bench_output_name(const struct sound_bench *bench);
const char *sound_bench_microphone_name(const struct sound_bench *bench);

/* How long a session gives this loudspeaker to wake up, by the settings or by its kind. */
int sound_bench_wake_ms(struct sound_bench *bench);

/* How loud the voice speaks from now on, in percent. */
void sound_bench_volume(struct sound_bench *bench, int percent);

/* Is there a keyboard, a number pad or a button? */
bool sound_bench_has_keys(const struct sound_bench *bench);

/* Show the words, say them if that can be, and wait until they are said. */
enum bench_news sound_bench_say(struct sound_bench *bench, const char *words);

/* The same, and wait so long for a yes or a no, spoken or pressed. */
enum bench_news sound_bench_ask(struct sound_bench *bench, const char *question, int wait_ms);

/* Wait for so long. */
enum bench_news sound_bench_rest(struct sound_bench *bench, int ms);

/* Was the last answer spoken? */
bool sound_bench_by_voice(const struct sound_bench *bench);

/*
 * Play the sound test from a cold start, and measure what the microphone heard of it. BENCH_DONE:
 * *result is set; without a microphone it says that nothing was heard. BENCH_LOST: *why; else that
 * is FAULT_NONE.
 */
enum bench_news sound_bench_test(struct sound_bench *bench, struct sound_result *result,
				 struct fault *why);

/* What the microphone heard in the last test. */
bool sound_bench_save(const struct sound_bench *bench, const char *path, struct fault *why);

#endif
