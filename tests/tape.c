/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tape.c - what a recording of the sound system shows.
 *
 *	tape equal TAPE RENDERING     the tape is the rendering, sample for sample
 *	tape tones TAPE TRANSCRIPT    every tone of the transcript stands at its place on the tape
 *	tape ends TAPE MS             from MS after its first sound on the tape is silent
 *
 * TAPE is raw 16-bit stereo at 48,000 Hz; its start is unknown, so that the first
 * sound of both is laid together.
 */
#include "clip.h"
#include "fault.h"
#include "wav.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LOUD = 16,     /* above what conversions leave of silence */
	NEAR = 3,      /* float to 16 bit, twice, rounds */
	TAPE_SECONDS = 900
};

struct sound {
	int16_t *sample;
	size_t frames;
};

static int amount(int value)
{
	return value < 0 ? -value : value;
}

static bool read_tape(const char *path, struct sound *sound)
{
	FILE *file = fopen(path, "rb");
	size_t room = (size_t)TAPE_SECONDS * SOUND_HZ;
	int16_t pair[2];
	sound->sample = malloc(room * sizeof *sound->sample);
	sound->frames = 0;
	if (file == NULL || sound->sample == NULL)
		return false;
	while (sound->frames < room && fread(pair, sizeof pair, 1, file) == 1)
		sound->sample[sound->frames++] = pair[0];
	fclose(file);
	return sound->frames > 0;
}

static bool read_rendering(const char *path, struct sound *sound)
{
	struct fault why;
	sound->sample = wav_read_mono(path, SOUND_HZ, TAPE_SECONDS, &sound->frames, &why);
	if (sound->sample == NULL)
		fprintf(stderr, "%s\n", why.text);
	return sound->sample != NULL;
}

static size_t first_loud(const struct sound *sound, size_t from)
{
	for (size_t i = from; i < sound->frames; i++)
		if (amount(sound->sample[i]) > LOUD)
			return i;
	return sound->frames;
}

static size_t last_loud(const struct sound *sound)
{
	for (size_t i = sound->frames; i > 0; i--)
		if (amount(sound->sample[i - 1]) > LOUD)
			return i - 1;
	return 0;
}

static int equal(const struct sound *tape, const struct sound *rendering)
{
	size_t a = first_loud(tape, 0), b = first_loud(rendering, 0);
	size_t count = last_loud(rendering) - b + 1, wrong = 0, first = 0;
	int worst = 0;
	for (size_t i = 0; i < count; i++) {
		int is = a + i < tape->frames ? tape->sample[a + i] : 0;
		int apart = amount(is - rendering->sample[b + i]);
		if (apart > worst)
			worst = apart;
		if (apart > NEAR && wrong++ == 0)
			first = i;
	}
	printf("%zu samples from the first sound to the last: %zu differ, worst by %d of 32768\n",
	       count, wrong, worst);
	if (wrong > 0)
		printf("first difference %.3f s after the first sound\n", (double)first / SOUND_HZ);
	return wrong == 0 ? 0 : 1;
}

/* The first sample of a tone is silent, so it shows a little later; the same for all of a kind. */
static int tones(const struct sound *tape, FILE *transcript, int64_t first_say_ms)
{
	char line[1024], effect[32], detail[32];
	int64_t at_ms;
	long first = (long)first_loud(tape, 0), delay = -1, worst = 0;
	int count = 0;
	(void)first_say_ms;
	int64_t base_ms = -1;
	while (fgets(line, sizeof line, transcript) != NULL) {
		if (sscanf(line, "%" SCNd64 "\t%31s\t%31s", &at_ms, effect, detail) != 3 ||
		    strcmp(effect, "tone") != 0 || strcmp(detail, "count") != 0)
			continue;
		/* A countdown's beep comes out of silence, half a second long at least. */
		long place = base_ms < 0 ? first + (long)(at_ms - 1000) * FRAMES_PER_MS
					 : delay + (long)(at_ms - base_ms) * FRAMES_PER_MS - 4800;
		long onset = (long)first_loud(tape, place > 0 ? (size_t)place : 0);
		if (base_ms < 0) {
			base_ms = at_ms;
			delay = onset;
		}
		long apart = labs(onset - delay - (long)(at_ms - base_ms) * FRAMES_PER_MS);
		if (apart > worst)
			worst = apart;
		count++;
	}
	printf("%d countdown beeps, worst %ld samples from its place\n", count, worst);
	return count > 0 && worst == 0 ? 0 : 1;
}

static int ends(const struct sound *tape, long ms)
{
	size_t first = first_loud(tape, 0), last = last_loud(tape);
	double sounding_ms = (double)(last - first) / FRAMES_PER_MS;
	printf("sounds for %.1f ms, may do so for %ld\n", sounding_ms, ms);
	return first < tape->frames && sounding_ms <= (double)ms ? 0 : 1;
}

int main(int argc, char **argv)
{
	struct sound tape, rendering;
	if (argc != 4 || !read_tape(argv[2], &tape)) {
		fputs("tape equal|tones|ends TAPE RENDERING|TRANSCRIPT|MS\n", stderr);
		return 2;
	}
	if (strcmp(argv[1], "equal") == 0)
		return read_rendering(argv[3], &rendering) ? equal(&tape, &rendering) : 2;
	if (strcmp(argv[1], "ends") == 0)
		return ends(&tape, strtol(argv[3], NULL, 10));
	FILE *transcript = fopen(argv[3], "r");
	return transcript != NULL ? tones(&tape, transcript, 0) : 2;
}
