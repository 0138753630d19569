/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sound_bench_test.c - plays the sound test from a cold start, and records what is heard of it. */
#include "sound_bench_parts.h"

#include "clip.h"
#include "device.h"
#include "fault.h"
#include "monotonic.h"
#include "resample.h"
#include "setup.h"
#include "speaker.h"
#include "wav.h"

#include <stdlib.h>
#include <string.h>

enum {
	BEFORE_MS = 700,   /* a microphone wakes up as well */
	SETTLED_MS = 1000, /* from then on a stream runs evenly */
	STILL_MS = 500,	   /* a driver's block or two may be on their way */
	PATIENCE_MS = 8000 /* beyond what it takes */
};

static const char words[] = "This is a test of the sound. Please be quiet until it is over.";

struct test_run {
	struct sound_bench *bench;
	struct sound_score score;
	struct clip *opening, *words, *tone;
	size_t room;
	/* how far each stream is ahead of the monotonic clock, in ms: the sum, and how often */
	double made_ahead_ms, heard_ahead_ms;
	int looks;
	size_t first_recorded; /* at the first look */
	double first_ms, last_ms;
};

static bool make_clips(struct test_run *r)
{
	struct sound_bench *b = r->bench;
	r->opening = sound_test_run();
	r->tone = sound_test_tone();
	r->words = b->speaker != NULL ? speaker_say_now(b->speaker, words) : NULL;
	r->score = sound_score(r->words != NULL ? r->words->frames : 0);
	free(b->recording);
	b->recorded = 0;
	b->recording = NULL;
	b->recorded_hz = b->hz;
	if (b->in != NULL) {
		int64_t ms = r->score.end / FRAMES_PER_MS + BEFORE_MS + PATIENCE_MS;
		r->room = (size_t)(ms * b->hz / 1000);
		b->recording = malloc(r->room * sizeof *b->recording);
	}
	return r->opening != NULL && r->tone != NULL && (b->in == NULL || b->recording != NULL);
}

static void order(struct test_run *r, const struct clip *clip, int64_t at, int percent)
{
	struct order play = {.kind = ORDER_PLAY,
			     .clip = clip,
			     .at_frame = at,
			     .gain = (float)percent / 100.0F};
	if (clip != NULL)
		mixer_order(&r->bench->mixer, &play);
}

/* All of it before the device opens, so that it has the beginning with its first block. */
static void order_all(struct test_run *r)
{
	mixer_init(&r->bench->mixer);
	order(r, r->opening, 0, 100);
	order(r, r->words, r->score.words, r->bench->volume);
	for (int i = 0; i < SOUND_TEST_TONES; i++)
		order(r, r->tone, r->score.tone[i], 100);
}

static void record(struct test_run *r)
{
	struct sound_bench *b = r->bench;
	size_t count;
	while (b->in != NULL && (count = ring_read_many(&b->ring, b->heard, BENCH_PIECE)) > 0) {
		size_t space = r->room - b->recorded;
		count = count < space ? count : space;
		if (count == 0)
			return;
		memcpy(b->recording + b->recorded, b->heard, count * sizeof *b->heard);
		b->recorded += count;
	}
}

static enum bench_news pass(struct test_run *r, int ms)
{
	enum bench_news news = BENCH_DONE;
	for (int64_t until = monotonic_ms() + ms; monotonic_ms() < until && news == BENCH_DONE;) {
		news = bench_nap(r->bench);
		record(r);
	}
	return news;
}

/* Both streams move in blocks; in the mean of many looks that does not matter. */
static void look(struct test_run *r, int64_t began_ms)
{
	struct sound_bench *b = r->bench;
	double now_ms = (double)(monotonic_ms() - began_ms);
	if (now_ms < SETTLED_MS || b->in == NULL || b->recorded == r->room)
		return;
	r->made_ahead_ms += (double)mixer_frames(&b->mixer) / FRAMES_PER_MS - now_ms;
	r->heard_ahead_ms += (double)b->recorded * 1000.0 / b->hz - now_ms;
	if (r->looks++ == 0) {
		r->first_recorded = b->recorded;
		r->first_ms = now_ms;
	}
	r->last_ms = now_ms;
}

static enum bench_news play_through(struct test_run *r)
{
	struct sound_bench *b = r->bench;
	int64_t began_ms = monotonic_ms();
	int64_t latest_ms = began_ms + r->score.end / FRAMES_PER_MS + PATIENCE_MS;
	int64_t end = b->in != NULL ? r->score.end : r->score.quiet;
	enum bench_news news = BENCH_DONE;
	while (news == BENCH_DONE && mixer_frames(&b->mixer) < end) {
		news = bench_nap(b);
		record(r);
		look(r, began_ms);
		if (news == BENCH_DONE &&
		    (!audio_out_alive(b->out) || monotonic_ms() > latest_ms))
			news = BENCH_LOST;
	}
	return news;
}

static bool measure(const struct test_run *r, struct sound_result *result, struct fault *why)
{
	const struct sound_bench *b = r->bench;
	if (b->in == NULL || b->recorded == 0 || r->looks == 0) {
		*result = (struct sound_result){.silent = true, .lost_ms = -1};
		return true;
	}
	/* what a machine out of breath left out cannot be told from what the loudspeaker lost */
	double heard_ms = (double)(b->recorded - r->first_recorded) * 1000.0 / b->hz;
	if (r->last_ms - r->first_ms - heard_ms > STILL_MS)
		return fault_set(why, FAULT_EAR,
				 "the microphone stood still in between; try again");
	struct sound_heard heard = {.sample = b->recording,
				    .count = b->recorded,
				    .hz = b->recorded_hz,
				    .start_ms = (r->made_ahead_ms - r->heard_ahead_ms) / r->looks};
	return sound_test_measure(&r->score, &heard, result) ||
	       fault_set(why, FAULT_SYSTEM, "there is not enough memory to measure the sound");
}

enum bench_news sound_bench_test(struct sound_bench *b, struct sound_result *result,
				 struct fault *why)
{
	struct note note;
	struct test_run run = {.bench = b};
	enum bench_news news = BENCH_LOST;
	b->answer = BENCH_SILENCE;
	*result = (struct sound_result){.lost_ms = -1};
	fault_set(why, FAULT_DEVICE, "the loudspeaker gives no sound any more");
	bench_close_output(b, true);
	bench_forget_sound(b);
	if (!make_clips(&run)) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the sound test");
	} else if ((news = pass(&run, BEFORE_MS)) == BENCH_DONE) {
		order_all(&run);
		news = bench_open_output(b, why) ? play_through(&run) : BENCH_LOST;
		if (news == BENCH_DONE && !measure(&run, result, why))
			news = BENCH_LOST;
	}
	/* the callback may be reading a clip as long as the stream is there */
	if (news != BENCH_DONE)
		bench_close_output(b, false);
	if (news != BENCH_LOST)
		why->code = FAULT_NONE;
	while (mixer_note(&b->mixer, &note))
		;
	free(run.opening);
	free(run.words);
	free(run.tone);
	return news;
}

static bool write_all(struct wav_writer *writer, const int16_t *sample, size_t count,
		      struct fault *why)
{
	float piece[BENCH_PIECE];
	for (size_t i = 0; i < count; i += BENCH_PIECE) {
		size_t n = count - i < BENCH_PIECE ? count - i : BENCH_PIECE;
		for (size_t k = 0; k < n; k++)
			piece[k] = (float)sample[i + k] / 32768.0F;
		if (!wav_write(writer, piece, n, why))
			return false;
	}
	return true;
}

bool sound_bench_save(const struct sound_bench *b, const char *path, struct fault *why)
{
	size_t count = 0;
	if (b->recorded == 0)
		return fault_set(why, FAULT_EAR, "%.200s: there is no recording to write", path);
	int16_t *sample =
	    resample_all(b->recording, b->recorded, b->recorded_hz, SOUND_HZ, &count, why);
	if (sample == NULL)
		return false;
	struct wav_writer *writer = wav_open(path, why);
	bool good = writer != NULL && write_all(writer, sample, count, why);
	good = (writer == NULL || wav_close(writer, why)) && good;
	free(sample);
	return good;
}
