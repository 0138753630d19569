/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_segment.c - finds utterances in a stream of sound by their level. */
#include "ear_segment.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum {
	LEVELS = 100,	 /* bins of 1 dB, from -LEVELS up */
	PEAK_KEPT = 150, /* frames in which the loudest speech is looked for */
	LONE_LOUD = 4,	 /* a group of fewer loud frames ... */
	LONE_GAP = 15,	 /* ... with such a gap is a click, not speech */
	CLIP = 150	 /* a recording this short may be cut tight around a word */
};

static const float QUIETEST_DB = -72.0F;
static const float CLIP_DB = -60.0F;

void segment_init(struct segmenter *segmenter, int hang)
{
	assert(hang > 0 && hang < SEGMENT_KEPT);
	memset(segmenter, 0, sizeof *segmenter);
	segmenter->hang = hang;
}

void segment_reset(struct segmenter *segmenter)
{
	segmenter->dropped += segmenter->frames;
	segmenter->opened = segmenter->dropped;
	segmenter->frames = 0;
	segmenter->from = 0;
	segmenter->before = 0;
}

static float frame_level_db(int16_t before, const int16_t *frame)
{
	double power = 0.0;
	double last = before;
	for (int i = 0; i < SEGMENT_FRAME; i++) {
		double d = frame[i] - 0.97 * last;
		last = frame[i];
		power += d * d;
	}
	power /= (double)SEGMENT_FRAME * 32768.0 * 32768.0;
	return (float)(10.0 * log10(power + 1e-10));
}

/* The level that so many of a thousand of the frames from ... end stay below. */
static float quantile_db(const struct segmenter *s, int from, int end, int thousandths)
{
	int bin[LEVELS + 1] = {0};
	for (int i = from; i < end; i++) {
		int level = (int)s->level_db[i] + LEVELS;
		bin[level < 0 ? 0 : level > LEVELS ? LEVELS : level]++;
	}
	int left = (end - from) * thousandths / 1000;
	int i = 0;
	while (i < LEVELS && left >= bin[i])
		left -= bin[i++];
	return (float)(i - LEVELS);
}

static float smaller(float a, float b)
{
	return a < b ? a : b;
}

static float larger(float a, float b)
{
	return a > b ? a : b;
}

/* Loud is what stands out of the room by a part of what the loudest speech does. */
static float threshold_db(const struct segmenter *s)
{
	int from = s->frames > SEGMENT_KEPT ? s->frames - SEGMENT_KEPT : 0;
	int peak_from = s->frames > PEAK_KEPT ? s->frames - PEAK_KEPT : 0;
	float room = larger(quantile_db(s, from, s->frames, 100), QUIETEST_DB - 8.0F);
	float peak = quantile_db(s, peak_from, s->frames, 960);
	return room + smaller(larger(0.30F * (peak - room), 8.0F), 20.0F);
}

static bool loud(const struct segmenter *s, int i)
{
	return s->level_db[i] > s->threshold_db;
}

static int count_loud(const struct segmenter *s, int from, int end)
{
	int count = 0;
	for (int i = from; i < end; i++)
		count += loud(s, i);
	return count;
}

static int next_loud(const struct segmenter *s, int i)
{
	while (i < s->frames && !loud(s, i))
		i++;
	return i;
}

static int last_loud_end(const struct segmenter *s, int from, int end)
{
	while (end > from && !loud(s, end - 1))
		end--;
	return end;
}

/* Clicks before and after the word would spoil its trimming. */
static void drop_clicks(struct segmenter *s)
{
	for (int i = s->first; i + LONE_GAP < s->end; i++)
		if (count_loud(s, i, i + LONE_GAP) == 0) {
			if (count_loud(s, s->first, i) < LONE_LOUD)
				s->first = next_loud(s, i);
			else if (count_loud(s, i, s->end) < LONE_LOUD)
				s->end = last_loud_end(s, s->first, i);
		}
}

/* Keep the room's past, forget what is older. */
static void make_room(struct segmenter *s)
{
	int drop = s->frames - SEGMENT_KEPT;
	if (drop > s->from)
		drop = s->from;
	if (drop <= 0)
		return;
	size_t keep = (size_t)(s->frames - drop);
	memmove(s->level_db, s->level_db + drop, keep * sizeof s->level_db[0]);
	memmove(s->sample, s->sample + (size_t)drop * SEGMENT_FRAME,
		keep * SEGMENT_FRAME * sizeof s->sample[0]);
	s->frames -= drop;
	s->from -= drop;
	s->dropped += drop;
}

static enum segment_state finish(struct segmenter *s, int first, int end)
{
	s->first = first;
	s->end = end;
	s->from = s->frames;
	drop_clicks(s);
	bool speech = count_loud(s, s->first, s->end) >= SEGMENT_SHORTEST;
	return speech ? SEGMENT_ENDED : SEGMENT_SILENCE;
}

static enum segment_state judge(struct segmenter *s)
{
	s->threshold_db = threshold_db(s);
	int first = next_loud(s, s->from);
	if (first == s->frames) {
		/* Hindsight needs some of the past: what is silent now may turn out to be a word.
		 */
		if (s->from < s->frames - PEAK_KEPT)
			s->from = s->frames - PEAK_KEPT;
		return SEGMENT_SILENCE;
	}
	int end = last_loud_end(s, first, s->frames);
	if (s->frames - end >= s->hang)
		return finish(s, first, end);
	if (s->frames - first >= SEGMENT_LONGEST) {
		s->from = s->frames;
		return SEGMENT_ENDLESS;
	}
	s->first = first;
	s->end = end;
	s->quiet = s->frames - end;
	return SEGMENT_SPEECH;
}

enum segment_state segment_push(struct segmenter *s, const int16_t frame[SEGMENT_FRAME])
{
	if (s->frames == SEGMENT_ROOM)
		make_room(s);
	assert(s->frames < SEGMENT_ROOM);
	s->level_db[s->frames] = frame_level_db(s->before, frame);
	memcpy(s->sample + (size_t)s->frames * SEGMENT_FRAME, frame,
	       SEGMENT_FRAME * sizeof frame[0]);
	s->before = frame[SEGMENT_FRAME - 1];
	s->frames++;
	return judge(s);
}

static enum segment_state finish_loud(struct segmenter *s)
{
	int first = next_loud(s, s->from);
	return finish(s, first, last_loud_end(s, first, s->frames));
}

enum segment_state segment_flush(struct segmenter *s)
{
	int from = s->from;
	if (s->frames == from)
		return SEGMENT_SILENCE;
	s->threshold_db = threshold_db(s);
	enum segment_state state = finish_loud(s);
	if (state == SEGMENT_ENDED || s->dropped > s->opened || from > 0 || s->frames > CLIP)
		return state;
	/* Nothing stands out where there is no room around the word. */
	s->from = 0;
	s->threshold_db = CLIP_DB;
	return finish_loud(s);
}
