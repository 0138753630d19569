/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_dump.c - shows sound as the ear sees it, for training.
 *
 * In, again and again: two 32-bit numbers (samples, context or -1, -2: a whole window), then the
 * samples. Out for each: frames (0: no utterance), first and end frame in the
 * recording, voiced frames; the bands and the states of each frame; with a
 * context also what PocketSphinx makes of it: found, kind, value, and seven
 * numbers of struct decoded.
 */
#include "ear_bands.h"
#include "ear_decode.h"
#include "ear_over.h"
#include "ear_segment.h"
#include "ear_senone.h"
#include "ear_voice.h"
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW = -2, PAD = 10, HANG = 60, MOST = 16000 * 60 };

static double loud_power(const struct segmenter *s)
{
	double sum = 0.0;
	int count = 0;
	for (int i = s->first; i < s->end; i++)
		if (s->level_db[i] > s->threshold_db) {
			const int16_t *x = s->sample + (size_t)i * SEGMENT_FRAME;
			for (int k = 0; k < SEGMENT_FRAME; k++)
				sum += (double)x[k] * x[k];
			count++;
		}
	return count > 0 ? sum / count / SEGMENT_FRAME : 0.0;
}

static void put_ints(const int *values, size_t count)
{
	fwrite(values, sizeof *values, count, stdout);
}

static void put_decoded(struct decoder *d, int context)
{
	struct decoded r;
	memset(&r, 0, sizeof r);
	int found = decoder_run(d, (enum listen_context)context, &r);
	int head[8] = {found,	 (int)r.intent.kind, r.intent.value, r.word_frames,
		       r.phones, r.phrase,	     r.word_first,   r.word_end};
	float score[6] = {(float)r.grammar, (float)r.others, (float)r.phone_loop,
			  (float)r.words,   (float)r.noise,  (float)r.frames};
	put_ints(head, 8);
	fwrite(score, sizeof score, 1, stdout);
}

static void put_utterance(struct decoder *d, const struct segmenter *s, int context)
{
	int first = s->first > PAD ? s->first - PAD : 0;
	int end = s->end + PAD < s->frames ? s->end + PAD : s->frames;
	int head[4] = {0, s->first, s->end, voice_frames(s)};
	if (!decoder_take(d, s->sample + (size_t)first * SEGMENT_FRAME,
			  (size_t)(end - first) * SEGMENT_FRAME, loud_power(s))) {
		put_ints(head, 4);
		return;
	}
	struct sound_view view = decoder_view(d);
	head[0] = view.frames;
	put_ints(head, 4);
	fwrite(view.bands, sizeof(float) * BANDS, (size_t)view.frames, stdout);
	fwrite(view.states, sizeof(float) * SENONE_COUNT, (size_t)view.frames, stdout);
	if (context >= 0)
		put_decoded(d, context);
}

/* Whole windows, as over the coach: no utterance is looked for. */
static void dump_window(struct decoder *d, const int16_t *samples)
{
	int head[4] = {0, 0, OVER_WINDOW, 0};
	if (!decoder_take(d, samples, OVER_WINDOW * SEGMENT_FRAME, over_power(samples, OVER_WINDOW))) {
		put_ints(head, 4);
		return;
	}
	struct sound_view view = decoder_view(d);
	head[0] = view.frames;
	put_ints(head, 4);
	fwrite(view.bands, sizeof(float) * BANDS, (size_t)view.frames, stdout);
	fwrite(view.states, sizeof(float) * SENONE_COUNT, (size_t)view.frames, stdout);
}

static void dump(struct decoder *d, struct segmenter *s, const int16_t *samples, int count,
		 int context)
{
	int none[4] = {0};
	if (context == WINDOW && count == OVER_WINDOW * SEGMENT_FRAME) {
		dump_window(d, samples);
		fflush(stdout);
		return;
	}
	segment_init(s, HANG);
	bool found = false;
	for (int i = 0; i + SEGMENT_FRAME <= count && !found; i += SEGMENT_FRAME)
		found = segment_push(s, samples + i) == SEGMENT_ENDED;
	if (found || segment_flush(s) == SEGMENT_ENDED)
		put_utterance(d, s, context);
	else
		put_ints(none, 4);
	fflush(stdout);
}

int main(void)
{
	struct fault why;
	struct decoder *d = decoder_open("/usr/share/pocketsphinx/model/en-us", &why);
	struct segmenter *s = malloc(sizeof *s);
	int16_t *samples = malloc(MOST * sizeof *samples);
	int head[2];
	if (d == NULL || s == NULL || samples == NULL) {
		fprintf(stderr, "ear_dump: %s\n", d == NULL ? why.text : "no memory");
		return 1;
	}
	while (fread(head, sizeof head, 1, stdin) == 1 && head[0] > 0 && head[0] <= MOST) {
		if (fread(samples, sizeof *samples, (size_t)head[0], stdin) != (size_t)head[0])
			break;
		dump(d, s, samples, head[0], head[1]);
	}
	free(samples);
	free(s);
	decoder_close(d);
	return 0;
}
