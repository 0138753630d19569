/* SPDX-License-Identifier: GPL-3.0-or-later */
/* barge.c - somebody speaks over the coach: when it grows quieter, when it falls silent. */
#include "barge.h"

#include <string.h>

void barge_init(struct barge *barge)
{
	memset(barge, 0, sizeof *barge);
}

static void forget_window(struct barge *barge)
{
	memset(barge->voice, 0, sizeof barge->voice);
	barge->voices = 0;
}

static void count(struct barge *barge, bool voice)
{
	barge->voices += voice - barge->voice[barge->next];
	barge->voice[barge->next] = voice;
	barge->next = (barge->next + 1) % BARGE_WINDOW;
}

static enum barge_news speaks(struct barge *barge)
{
	forget_window(barge);
	barge->deaf = BARGE_AGAIN;
	return BARGE_SPEAKS;
}

static enum barge_news begin(struct barge *barge)
{
	forget_window(barge);
	barge->deaf = 0;
	barge->near = true;
	count(barge, true);
	return BARGE_NEAR;
}

enum barge_news barge_frame(struct barge *barge, bool playing, bool voice)
{
	barge->pause = voice ? 0 : barge->pause + 1;
	if (!barge->near)
		return playing && voice ? begin(barge) : BARGE_NOTHING;
	if (barge->deaf > 0)
		barge->deaf--;
	else
		count(barge, playing && voice);
	if (barge->voices >= BARGE_VOICE)
		return speaks(barge);
	if (barge->pause < BARGE_PAUSE)
		return BARGE_NOTHING;
	barge->near = false;
	return BARGE_GONE;
}
