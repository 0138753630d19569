/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_over.c - halting words in a running stream, while the coach itself can be heard. */
#include "ear_over.h"

#include "ear_net.h"
#include "fault.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	LOOKS_AGREE = 2,  /* in a row, unless one is very sure */
	DEAF_FRAMES = 100 /* after a word: the same one must not be heard twice */
};

/*
 * Less will do for "stop" and "pause", which are said most and taken for little else. Talk is
 * easily taken for one of the many other words, and a voice that goes on halts the coach anyway.
 */
static const float LIKELY = 0.85F, VERY_LIKELY = 0.95F;
static const float LIKELY_END = 0.90F, VERY_LIKELY_END = 0.98F;
static const double FAINTEST = 60.0; /* mean square below which nobody speaks */

struct over {
	struct net *net;
	int frames;	/* kept, up to OVER_WINDOW */
	int since_look; /* frames, up to OVER_EVERY */
	int deaf;	/* frames to go */
	int agreed;	/* looks in a row for the same kind */
	enum intent_kind kind;
	int16_t kept[OVER_WINDOW * SEGMENT_FRAME];
};

struct over *over_open(struct fault *why)
{
	struct over *over = calloc(1, sizeof *over);
	if (over != NULL)
		over->net = net_open("over");
	if (over != NULL && over->net != NULL)
		return over;
	fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
	over_close(over);
	return NULL;
}

void over_close(struct over *over)
{
	if (over == NULL)
		return;
	net_close(over->net);
	free(over);
}

void over_reset(struct over *over)
{
	over->frames = over->since_look = over->deaf = over->agreed = 0;
}

static int by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

double over_power(const int16_t *samples, size_t frames)
{
	double power[OVER_WINDOW], sum = 0.0;
	assert(frames > 0 && frames <= OVER_WINDOW);
	for (size_t i = 0; i < frames; i++) {
		power[i] = 0.0;
		for (int k = 0; k < SEGMENT_FRAME; k++) {
			double x = samples[i * SEGMENT_FRAME + (size_t)k];
			power[i] += x * x / SEGMENT_FRAME;
		}
	}
	qsort(power, frames, sizeof power[0], by_size);
	size_t first = frames - (frames + 2) / 3;
	for (size_t i = first; i < frames; i++)
		sum += power[i];
	return sum / (double)(frames - first);
}

static void keep(struct over *over, const int16_t frame[SEGMENT_FRAME])
{
	if (over->frames == OVER_WINDOW) {
		memmove(over->kept, over->kept + SEGMENT_FRAME,
			(OVER_WINDOW - 1) * SEGMENT_FRAME * sizeof over->kept[0]);
		over->frames--;
	}
	memcpy(over->kept + (size_t)over->frames * SEGMENT_FRAME, frame,
	       SEGMENT_FRAME * sizeof frame[0]);
	over->frames++;
}

/* The likeliest halting word; several may mean the same. */
static float likeliest(const struct net *net, const float *score, struct intent *intent)
{
	float chance[INTENT_KINDS] = {0.0F};
	int best = 0;
	for (size_t i = 0; i < net_words(net); i++)
		if (intent_from_speech(net_word(net, i), LISTEN_OVER, intent))
			chance[intent->kind] += expf(score[i]);
	for (int k = 1; k < INTENT_KINDS; k++)
		best = chance[k] > chance[best] ? k : best;
	*intent = (struct intent){.kind = (enum intent_kind)best, .source = SOURCE_VOICE};
	return fminf(chance[best], 1.0F);
}

static bool agree(struct over *over, const struct intent *intent, float chance)
{
	bool rests = intent->kind == INTENT_STOP || intent->kind == INTENT_PAUSE;
	if (chance < (rests ? LIKELY : LIKELY_END)) {
		over->agreed = 0;
		return false;
	}
	over->agreed = over->agreed > 0 && over->kind == intent->kind ? over->agreed + 1 : 1;
	over->kind = intent->kind;
	return over->agreed >= LOOKS_AGREE || chance >= (rests ? VERY_LIKELY : VERY_LIKELY_END);
}

static bool look(struct over *over, struct decoder *decoder, struct overheard *heard)
{
	struct net_view view;
	double power = over_power(over->kept, OVER_WINDOW);
	if (power < FAINTEST ||
	    !decoder_take(decoder, over->kept, OVER_WINDOW * SEGMENT_FRAME, power)) {
		over->agreed = 0;
		return false;
	}
	struct sound_view sound = decoder_view(decoder);
	net_run(over->net, &sound, 0, sound.frames, &view);
	heard->confidence = likeliest(over->net, view.score, &heard->intent);
	heard->intent.percent = (int)(heard->confidence * 100.0F);
	return agree(over, &heard->intent, heard->confidence);
}

bool over_push(struct over *over, struct decoder *decoder, const int16_t frame[SEGMENT_FRAME],
	       bool looks, struct overheard *heard)
{
	keep(over, frame);
	if (over->since_look < OVER_EVERY)
		over->since_look++;
	if (over->deaf > 0)
		over->deaf--;
	if (!looks)
		over->agreed = 0;
	if (!looks || over->deaf > 0 || over->frames < OVER_WINDOW || over->since_look < OVER_EVERY)
		return false;
	over->since_look = 0;
	if (!look(over, decoder, heard))
		return false;
	over->deaf = DEAF_FRAMES;
	over->agreed = 0;
	return true;
}
