/* SPDX-License-Identifier: GPL-3.0-or-later */
/* listener_trust.c - whose words these were, and which question they may answer. */
#include "listener_trust.h"

#include "listener.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { PLAYING = 1, NEAR = 2, FRAMES_A_SECOND = 100 };

void trust_init(struct trust *trust)
{
	memset(trust, 0, sizeof *trust);
	trust->context = LISTEN_OVER;
}

bool trust_is_question(enum listen_context context)
{
	return context != LISTEN_ANY && context != LISTEN_OVER;
}

/* From one sentence or count to the next nothing else is asked: no new beginning. */
void trust_context(struct trust *trust, enum listen_context context)
{
	assert(context < LISTEN_CONTEXTS);
	if (trust_is_question(context) || trust_is_question(trust->context))
		trust->since = trust->fed;
	trust->context = context;
}

void trust_frame(struct trust *trust, bool playing, bool near_voice)
{
	int what = (playing ? PLAYING : 0) | (near_voice ? NEAR : 0);
	trust->kept[trust->fed % TRUST_KEPT] = (unsigned char)what;
	trust->fed++;
}

struct share {
	int frames, playing, near;
};

static struct share share_of(const struct trust *trust, int64_t from, int64_t to)
{
	struct share share = {0, 0, 0};
	if (to > trust->fed)
		to = trust->fed;
	if (from < to - TRUST_KEPT)
		from = to - TRUST_KEPT;
	for (int64_t i = from > 0 ? from : 0; i < to; i++) {
		int what = trust->kept[i % TRUST_KEPT];
		share.frames++;
		share.playing += (what & PLAYING) != 0;
		share.near += what == (PLAYING | NEAR);
	}
	return share;
}

/*
 * An utterance that ends now had its last sound when the silence behind it
 * began. One that was spoken over the coach nearly all the time is looked at
 * with the few words that halt it; one with a beep or a count in it is not.
 */
enum listen_context trust_grammar(const struct trust *trust)
{
	enum { FROM = 140, TO = 50 };
	if (trust_is_question(trust->context))
		return trust->context;
	struct share share = share_of(trust, trust->fed - FROM, trust->fed - TO);
	return share.playing * 4 > share.frames * 3 ? LISTEN_OVER : LISTEN_ANY;
}

/* Somebody's, and not what the canceller left of the coach. */
static bool is_somebodys(const struct share *share)
{
	return share->playing * 2 <= share->frames ||
	       (share->near >= TRUST_VOICE && share->near * 6 >= share->playing);
}

static int64_t first_frame(const struct hearing *hearing)
{
	return (int64_t)floor(hearing->start_s * FRAMES_A_SECOND);
}

static struct share share_heard(const struct trust *trust, const struct hearing *hearing)
{
	int64_t to = (int64_t)ceil(hearing->end_s * FRAMES_A_SECOND);
	return share_of(trust, first_frame(hearing), to);
}

bool trust_accepts(const struct trust *trust, const struct hearing *hearing)
{
	int64_t from = first_frame(hearing);
	struct share share = share_heard(trust, hearing);
	enum intent_kind kind = hearing->intent.kind;
	bool question = trust_is_question(trust->context);
	bool in_time = from >= trust->since - TRUST_LOOK_BACK;
	bool mostly_over = share.playing * 2 > share.frames;
	if (!is_somebodys(&share))
		return false;
	if (intent_fits(kind, LISTEN_OVER))
		return true;
	if (!in_time || (!question && mostly_over))
		return false;
	if (kind == INTENT_UNCLEAR)
		return question && !mostly_over;
	return intent_fits(kind, question ? trust->context : LISTEN_ANY);
}

bool trust_doubts_halt(const struct trust *trust, const struct hearing *hearing)
{
	struct share share = share_heard(trust, hearing);
	return !hearing->take && !trust_is_question(trust->context) &&
	       intent_fits(hearing->guess.kind, LISTEN_OVER) &&
	       hearing->confidence * 100.0F >= TRUST_DOUBT && is_somebodys(&share);
}
