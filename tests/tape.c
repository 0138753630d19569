/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tape.c - what a recording of the sound system shows.
 *
 *	tape equal TAPE RENDERING     the tape is the rendering, sample for sample
 *	tape tones TAPE TRANSCRIPT    every tone of the transcript stands at its place on the tape
 *	tape tones RENDERING.wav ...  ... or in the rendering, there at its very own time
 *	tape beats TAPE MS            how evenly sounds come that should come every MS
 *	tape cut TAPE RENDERING VOICE.wav    how soon it made room for the voice on it
 *	tape ends TAPE MS             from MS after its first sound on the tape is silent
 *
 * TAPE is raw 16-bit stereo at 48,000 Hz; its start is unknown, so that the first
 * sound of both is laid together.
 */
#include "tape.h"

#include "clip.h"
#include "fault.h"
#include "wav.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LOUD = 16, /* above what conversions leave of silence */
	NEAR = 3,  /* float to 16 bit, twice, rounds */
	PAUSE_FRAMES = 250 * FRAMES_PER_MS,
	TONES_PERCENT = 70, /* the loudness of tones in the settings shipped */
	TAPE_SECONDS = 3600
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

/* The next sample that sounds, behind a quarter of a second of silence. */
static size_t next_onset(const struct sound *sound, size_t from)
{
	size_t silent = 0;
	for (size_t i = from; i < sound->frames; i++) {
		bool loud = amount(sound->sample[i]) > LOUD;
		if (loud && silent >= PAUSE_FRAMES)
			return i;
		silent = loud ? 0 : silent + 1;
	}
	return sound->frames;
}

/* How evenly sounds follow one another that should do so every period_ms. */
static int beats(const struct sound *tape, long period_ms)
{
	long period = period_ms * FRAMES_PER_MS, worst = 0;
	double sum = 0;
	size_t first = next_onset(tape, 0), last = first, next;
	int count = first < tape->frames ? 1 : 0;
	for (; (next = next_onset(tape, last + 1)) < tape->frames; last = next, count++) {
		long apart = labs((long)(next - last) - period);
		sum += (double)apart;
		if (apart > worst)
			worst = apart;
	}
	double intervals = count > 1 ? count - 1 : 1;
	double minutes = intervals * (double)period_ms / 60000;
	double drift = ((double)(last - first) - intervals * (double)period) / minutes;
	printf("beats=%d mean=%.1f max=%ld drift=%.0f\n", count, sum / intervals, worst, drift);
	return count > 1 ? 0 : 1;
}

static int ends(const struct sound *tape, long ms)
{
	size_t first = first_loud(tape, 0), last = last_loud(tape);
	double sounding_ms = (double)(last - first) / FRAMES_PER_MS;
	printf("sounds for %.1f ms, may do so for %ld\n", sounding_ms, ms);
	return first < tape->frames && sounding_ms <= (double)ms ? 0 : 1;
}

static bool is_rendering(const char *path)
{
	size_t n = strlen(path);
	return n > 4 && strcmp(path + n - 4, ".wav") == 0;
}

static int cut(const struct sound *tape, char **word)
{
	struct sound rendering = {0}, voice = {0};
	int result = 2;
	if (read_rendering(word[3], &rendering) && read_rendering(word[4], &voice))
		result = tape_cut(tape, &rendering, &voice);
	free(rendering.sample);
	free(voice.sample);
	return result;
}

static int look(const struct sound *tape, char **word)
{
	struct sound rendering;
	if (strcmp(word[1], "cut") == 0)
		return cut(tape, word);
	if (strcmp(word[1], "ends") == 0)
		return ends(tape, strtol(word[3], NULL, 10));
	if (strcmp(word[1], "beats") == 0)
		return beats(tape, strtol(word[3], NULL, 10));
	if (strcmp(word[1], "equal") == 0) {
		int result = read_rendering(word[3], &rendering) ? equal(tape, &rendering) : 2;
		free(rendering.sample);
		return result;
	}
	FILE *transcript = fopen(word[3], "r");
	if (transcript == NULL)
		return 2;
	int result = tape_tones(tape, transcript, is_rendering(word[2]), TONES_PERCENT);
	fclose(transcript);
	return result;
}

int main(int argc, char **argv)
{
	struct sound tape = {0};
	bool cuts = argc > 1 && strcmp(argv[1], "cut") == 0;
	if (argc != (cuts ? 5 : 4) ||
	    !(is_rendering(argv[2]) ? read_rendering(argv[2], &tape) : read_tape(argv[2], &tape))) {
		fputs("tape equal|tones|beats|ends|cut TAPE RENDERING|TRANSCRIPT|MS [VOICE.wav]\n",
		      stderr);
		return 2;
	}
	int result = look(&tape, argv);
	free(tape.sample);
	return result;
}
