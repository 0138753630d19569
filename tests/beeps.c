/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * beeps.c - plays beeps at exact frames through the sound card, and measures a recording of them.
 *
 *	beeps play COUNT LATENCY_MS [DEVICE]    a beep a second, the microphone open beside it
 *	beeps write FILE                        one beep, for other players
 *	beeps check COUNT FILE                  raw 16-bit stereo at 48,000 Hz; exit code 1 when any
 *	                                        beep is not where it belongs, to the sample
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audio.h"
#include "clip.h"
#include "fault.h"
#include "mixer.h"
#include "ring.h"
#include "wav.h"

enum { EARS = 16384, AHEAD = 60, NAP_MS = 10 };

static const struct tone_shape shape = {
    .from_hz = 440, .to_hz = 440, .length_ms = 120, .level_db = -6};

struct bench {
	struct audio *audio;
	struct audio_out *out;
	struct audio_in *in;
	struct mixer mixer;
	struct ring ears;
	int16_t ears_items[EARS];
	struct clip *beep;
	int count, ordered, noted, misplaced;
	size_t heard;
	int loudest;
};

static int64_t place_of(int beep)
{
	return (int64_t)(beep + 1) * SOUND_HZ;
}

static struct clip *make_beep(void)
{
	size_t frames = clip_tone_frames(&shape);
	struct clip *clip = malloc(clip_bytes(frames));
	if (clip != NULL) {
		clip->frames = frames;
		clip_tone(clip, &shape);
	}
	return clip;
}

/* --- playing --- */

static void order_some(struct bench *bench)
{
	while (bench->ordered < bench->count && bench->ordered < bench->noted + AHEAD) {
		struct order order = {.kind = ORDER_PLAY,
				      .clip = bench->beep,
				      .at_frame = place_of(bench->ordered),
				      .gain = 1.0F};
		if (!mixer_order(&bench->mixer, &order))
			return;
		bench->ordered++;
	}
}

static void read_notes(struct bench *bench)
{
	struct note note;
	while (mixer_note(&bench->mixer, &note))
		bench->misplaced += note.start_frame != place_of(bench->noted++);
}

static void read_ears(struct bench *bench)
{
	int16_t piece[256];
	size_t n;
	while ((n = ring_read_many(&bench->ears, piece, 256)) > 0) {
		bench->heard += n;
		for (size_t i = 0; i < n; i++)
			if (abs(piece[i]) > bench->loudest)
				bench->loudest = abs(piece[i]);
	}
}

static bool play_all(struct bench *bench)
{
	struct timespec pause = {.tv_nsec = NAP_MS * 1000000L};
	while (bench->noted < bench->count) {
		if (!audio_out_alive(bench->out))
			return false;
		order_some(bench);
		read_notes(bench);
		read_ears(bench);
		nanosleep(&pause, NULL);
	}
	return true;
}

static void tell(const struct bench *bench, int hz)
{
	printf("output: %s, latency %d ms\n", audio_out_name(bench->out),
	       audio_out_latency_ms(bench->out));
	if (bench->in != NULL)
		printf("microphone: %s, %zu samples at %d Hz, peak %d\n", audio_in_name(bench->in),
		       bench->heard, hz, bench->loudest);
	printf("beeps: %d played, %d not at their frame\n", bench->noted, bench->misplaced);
}

static int play_on(struct bench *bench, int latency_ms, const char *device)
{
	struct fault why;
	int hz = 0;
	bench->out = audio_out_open(bench->audio, device, latency_ms, &bench->mixer, &why);
	if (bench->out == NULL) {
		printf("beeps: %s\n", why.text);
		return 2;
	}
	bench->in = audio_in_open(bench->audio, NULL, &bench->ears, &hz, &why);
	if (bench->in == NULL)
		printf("beeps: %s\n", why.text);
	bool alive = play_all(bench);
	tell(bench, hz);
	if (!alive)
		printf("beeps: the sound device is gone\n");
	audio_in_close(bench->in);
	audio_out_close(bench->out, alive);
	return alive && bench->misplaced == 0 ? 0 : 1;
}

static int play(int count, int latency_ms, const char *device)
{
	static struct bench bench;
	struct fault why;
	bench.count = count;
	bench.beep = make_beep();
	mixer_init(&bench.mixer);
	ring_init(&bench.ears, bench.ears_items, sizeof(int16_t), EARS);
	bench.audio = audio_open(&why);
	if (bench.audio == NULL || bench.beep == NULL) {
		printf("beeps: %s\n", why.text);
		return 2;
	}
	order_some(&bench);
	int result = play_on(&bench, latency_ms, device);
	bool stuck = audio_is_stuck(bench.audio);
	audio_close(bench.audio);
	/* a callback left behind may still look at it */
	if (!stuck)
		free(bench.beep);
	return result;
}

/* --- checking --- */

struct tape {
	int16_t *left;
	size_t frames;
};

static bool read_tape(const char *path, struct tape *tape)
{
	int16_t pair[2];
	size_t room = 0;
	FILE *file = fopen(path, "rb");
	while (file != NULL && fread(pair, sizeof pair, 1, file) == 1) {
		if (tape->frames == room) {
			room = room > 0 ? 2 * room : 1 << 20;
			int16_t *larger = realloc(tape->left, room * sizeof *larger);
			if (larger == NULL)
				return false;
			tape->left = larger;
		}
		tape->left[tape->frames++] = pair[0];
	}
	return file != NULL && fclose(file) == 0;
}

/* Samples that are not silent and sample 0 of a beep is: it begins before its first sound. */
static size_t silent_start(const struct clip *beep)
{
	size_t i = 0;
	while (beep->sample[i] == 0)
		i++;
	return i;
}

static bool is_whole(const struct tape *tape, size_t at, const struct clip *beep)
{
	return at + beep->frames <= tape->frames &&
	       memcmp(tape->left + at, beep->sample, beep->frames * sizeof beep->sample[0]) == 0;
}

static int check(int count, const char *path)
{
	struct tape tape = {0};
	struct clip *beep = make_beep();
	int found = 0, whole = 0;
	long worst = 0;
	if (beep == NULL || !read_tape(path, &tape)) {
		printf("beeps: %s: cannot be read: %s\n", path, strerror(errno));
		return 2;
	}
	size_t lead = silent_start(beep), last = 0;
	for (size_t i = lead; i < tape.frames; i++) {
		if (tape.left[i] == 0)
			continue;
		long error = found > 0 ? labs((long)(i - last) - SOUND_HZ) : 0;
		worst = error > worst ? error : worst;
		whole += is_whole(&tape, i - lead, beep);
		found++;
		last = i;
		i += beep->frames + SOUND_HZ / 100;
	}
	printf("beeps: %d of %d recorded, %d of them sample by sample; largest interval error %ld "
	       "samples\n",
	       found, count, whole, worst);
	free(tape.left);
	free(beep);
	return found == count && whole == count && worst == 0 ? 0 : 1;
}

static int write_beep(const char *path)
{
	static float frames[SOUND_HZ];
	struct fault why;
	struct clip *beep = make_beep();
	struct wav_writer *writer = beep != NULL ? wav_open(path, &why) : NULL;
	bool good = writer != NULL;
	for (size_t i = 0; good && i < beep->frames; i++)
		frames[i] = (float)beep->sample[i] / 32768.0F;
	good = good && wav_write(writer, frames, beep->frames, &why);
	good = wav_close(writer, &why) && good;
	if (!good)
		printf("beeps: %s: cannot be written\n", path);
	free(beep);
	return good ? 0 : 2;
}

int main(int words, char **word)
{
	if (words == 3 && strcmp(word[1], "write") == 0)
		return write_beep(word[2]);
	if (words >= 4 && strcmp(word[1], "play") == 0)
		return play(atoi(word[2]), atoi(word[3]), words > 4 ? word[4] : NULL);
	if (words == 4 && strcmp(word[1], "check") == 0)
		return check(atoi(word[2]), word[3]);
	fputs("use: beeps play COUNT LATENCY_MS [DEVICE] | beeps check COUNT FILE | "
	      "beeps write FILE\n",
	      stderr);
	return 2;
}
