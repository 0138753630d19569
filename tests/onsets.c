/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * onsets.c - how many words after a long silence reach a loudspeaker that sleeps; in virtual time.
 *
 *	onsets WORDS SWALLOWS_MS DOZES_MS [awake]
 *
 * A person pauses the session for ten minutes, the longest silence there is, and comes back, again
 * and again. The session, the coach and the mixer are those of the program; what they make goes to
 * the loudspeaker of sleeper.h instead of into a file, with "awake" as the setting keep_awake has it.
 * Prints words after nine minutes or more of silence, how many were lost, and the shortest silence.
 */
#include "clip.h"
#include "fault.h"
#include "murmur.h"
#include "render.h"
#include "scene.h"
#include "setup.h"
#include "sleeper.h"
#include "wav.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PAUSES = 25,		/* more than a set of 50 repetitions outlasts */
	FIRST_MS = 80000,	/* in the first set */
	LONG_MS = 597000,	/* after ten minutes the session would end */
	AGAIN_MS = LONG_MS + 45000, /* of words, the question and a part of the set */
	IDLE_MS = 540000
};

/* What stands behind render_run can be handed nothing. */
static struct sleeper sleeper;
static struct murmur murmur;
static bool awake;

struct wav_writer *__wrap_wav_open(const char *path, struct fault *why);
bool __wrap_wav_write(struct wav_writer *writer, const float *frames, size_t count,
		      struct fault *why);
bool __wrap_wav_close(struct wav_writer *writer, struct fault *why);

struct wav_writer *__wrap_wav_open(const char *path, struct fault *why)
{
	(void)path;
	(void)why;
	sleeper_open(&sleeper);
	return (struct wav_writer *)&sleeper;
}

bool __wrap_wav_write(struct wav_writer *writer, const float *frames, size_t count,
		      struct fault *why)
{
	(void)writer;
	(void)why;
	for (size_t i = 0; i < count; i++) {
		int16_t sample = clip_sample(frames[i]);
		if (awake)
			murmur_fill(&murmur, &sample, 1);
		sleeper_take(&sleeper, &sample, 1, 1);
	}
	return true;
}

bool __wrap_wav_close(struct wav_writer *writer, struct fault *why)
{
	(void)writer;
	(void)why;
	return true;
}

static void press(struct scene *scene, int64_t at_ms, enum intent_kind kind)
{
	scene->event[scene->events++] =
	    (struct scene_event){.at_ms = at_ms,
				 .kind = EVENT_INTENT,
				 .intent = {.kind = kind, .source = SOURCE_KEY}};
}

static void pause_often(struct scene *scene)
{
	scene_init(scene);
	for (int i = 0; i < PAUSES; i++) {
		press(scene, FIRST_MS + (int64_t)i * AGAIN_MS, INTENT_PAUSE);
		press(scene, FIRST_MS + (int64_t)i * AGAIN_MS + LONG_MS, INTENT_READY);
	}
}

static bool lead(const struct scene *scene)
{
	struct fault why = {FAULT_NONE, ""};
	enum session_result result;
	struct choices choices = {.settings = SOURCE_DIR "/config/easeback.ini"};
	struct setup *setup = setup_new(&why);
	struct render_job job = {.scene = scene, .sound = "nowhere.wav"};
	bool good = setup != NULL && setup_settings(setup, &choices) &&
		    setup_routine(setup, TEST_DATA "/lost.ini") && setup_voice(setup) &&
		    render_run(setup, &job, &result, &why);
	if (!good)
		fprintf(stderr, "onsets: %s\n", why.text);
	free(setup);
	return good;
}

/* Counts those of one session; *shortest is the least silence before one, in ms. */
static int count(int *lost, int64_t *shortest)
{
	int words = 0;
	for (int i = 0; i < sleeper.onsets; i++) {
		const struct onset *onset = &sleeper.onset[i];
		int64_t idle_ms = onset->idle * 1000 / sleeper.hz;
		if (idle_ms < IDLE_MS)
			continue;
		words++;
		*lost += onset->lost;
		if (*shortest < 0 || idle_ms < *shortest)
			*shortest = idle_ms;
	}
	return words;
}

int main(int argc, char **argv)
{
	if (argc < 4 || argc > 5) {
		fputs("use: onsets WORDS SWALLOWS_MS DOZES_MS [awake]\n", stderr);
		return 2;
	}
	static struct scene scene;
	int wanted = atoi(argv[1]), words = 0, lost = 0;
	int64_t shortest = -1;
	awake = argc == 5 && strcmp(argv[4], "awake") == 0;
	pause_often(&scene);
	while (words < wanted) {
		sleeper_init(&sleeper, SOUND_HZ, atoi(argv[2]), atoi(argv[3]));
		murmur_init(&murmur);
		int more = lead(&scene) ? count(&lost, &shortest) : 0;
		if (more == 0)
			return 1;
		words += more;
	}
	printf("words=%d lost=%d shortest_ms=%lld\n", words, lost, (long long)shortest);
	return 0;
}
