/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * self_hearing.c - what the ear makes of the coach's own voice.
 *
 *	self_hearing SOUND.wav TRANSCRIPT    open only when a live session opens it: nothing may
 *come self_hearing SOUND.wav --ungated     open all the time, for comparison
 */
#include "fault.h"
#include "listener.h"
#include "wav.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	GUARD_MS = 60, /* from the end of our own sound to the open ear, as in live.c */
	SAMPLES_A_MS = EAR_HZ / 1000,
	SECONDS = 6 * 60 * 60
};

struct trial {
	struct ear *ear;
	int16_t *sample;
	size_t count;
	size_t from; /* of the window at hand */
	const char *context;
	int windows, takes, doubts;
	int64_t open_ms;
};

static void tell(void *context, const struct hearing *hearing)
{
	struct trial *trial = context;
	trial->takes += hearing->take;
	trial->doubts += !hearing->take;
	if (trial->context != NULL)
		printf("heard %s (%s) in the window \"%s\" of %.2f s, %.2f s after it opened\n",
		       intent_name(hearing->guess.kind), hearing->take ? "taken" : "in doubt",
		       trial->context, (double)trial->from / EAR_HZ, hearing->start_s);
}

/* As the listener does: opened anew, everything before is forgotten; what is under way when it is
 * shut is dropped. */
static void hear(struct trial *trial, int64_t from_ms, int64_t to_ms, enum listen_context context)
{
	size_t from = (size_t)from_ms * SAMPLES_A_MS, to = (size_t)to_ms * SAMPLES_A_MS;
	if (to > trial->count)
		to = trial->count;
	if (from >= to)
		return;
	trial->windows++;
	trial->open_ms += to_ms - from_ms;
	trial->from = from;
	trial->context = listen_name(context);
	ear_reset(trial->ear);
	ear_context(trial->ear, context);
	ear_feed(trial->ear, trial->sample + from, to - from, tell, trial);
}

static bool shuts(const char *effect)
{
	return strcmp(effect, "say") == 0 || strcmp(effect, "deaf") == 0 ||
	       strcmp(effect, "hush") == 0;
}

static void hear_windows(struct trial *trial, FILE *transcript)
{
	char line[1024], effect[32], detail[32];
	int64_t at_ms, from_ms = -1;
	enum listen_context context = LISTEN_ANY;
	while (fgets(line, sizeof line, transcript) != NULL) {
		if (sscanf(line, "%" SCNd64 "\t%31s\t%31s", &at_ms, effect, detail) != 3)
			continue;
		bool listens = strcmp(effect, "listen") == 0;
		if (from_ms >= 0 && (listens || shuts(effect))) {
			hear(trial, from_ms, at_ms, context);
			from_ms = -1;
		}
		if (listens && listen_from_name(detail, &context))
			from_ms = at_ms + GUARD_MS;
	}
}

static int gated(struct trial *trial, const char *path)
{
	FILE *transcript = fopen(path, "r");
	if (transcript == NULL) {
		fprintf(stderr, "self_hearing: %s cannot be read\n", path);
		return 2;
	}
	hear_windows(trial, transcript);
	fclose(transcript);
	printf("%d windows of %.0f s in all: %d taken, %d in doubt\n", trial->windows,
	       (double)trial->open_ms / 1000, trial->takes, trial->doubts);
	return trial->windows > 0 && trial->takes + trial->doubts == 0 ? 0 : 1;
}

/* An ear that hears nothing here would prove nothing above. */
static int ungated(struct trial *trial)
{
	ear_context(trial->ear, LISTEN_ANY);
	ear_feed(trial->ear, trial->sample, trial->count, tell, trial);
	printf("open for all %.0f s: %d taken, %d in doubt\n", (double)trial->count / EAR_HZ,
	       trial->takes, trial->doubts);
	return trial->takes + trial->doubts > 0 ? 0 : 1;
}

int main(int words, char **word)
{
	struct trial trial = {0};
	struct fault why;
	if (words != 3) {
		fputs("use: self_hearing SOUND.wav TRANSCRIPT|--ungated\n", stderr);
		return 2;
	}
	trial.ear = ear_open(NULL, &why);
	if (trial.ear != NULL)
		trial.sample = wav_read_mono(word[1], EAR_HZ, SECONDS, &trial.count, &why);
	int result = 2;
	if (trial.sample == NULL)
		fprintf(stderr, "self_hearing: %s\n", why.text);
	else if (strcmp(word[2], "--ungated") == 0)
		result = ungated(&trial);
	else
		result = gated(&trial, word[2]);
	free(trial.sample);
	ear_close(trial.ear);
	return result;
}
