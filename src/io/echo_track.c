/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_track.c - lines up what was played with what is heard: delay, and drift of the clocks.
 */
#include "echo_track.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "echo_delay.h"
#include "echo_line.h"

enum {
	A_MS = 16,
	PLAYED_KEPT = 65536,
	HEARD_KEPT = 16384,
	WIDE = 16384,	     /* heard, while the delay is sought in the whole range */
	CLOSE = 8192,	     /* heard, while it is followed */
	LATEST = 600 * A_MS, /* after it arrives here */
	EARLIEST = 100 * A_MS,
	ASIDE = 224 * A_MS, /* how far a jump is looked for */
	EVERY = 25,	    /* frames from one search to the next */
	TAPS = 16,
	PHASES = 64,
	HALF_WIDTH = TAPS / 2,
	SOUNDING = 30 /* frames for which an echo may last */
};

static const float quiet = 1e-6f; /* power of a played frame that is as good as silence: -60 dB */
static const double steer_most = 0.03; /* samples a frame: 190 ppm */

struct echo_track {
	struct delay_search *wide, *close;
	float phase[PHASES + 1][TAPS];
	float played[PLAYED_KEPT];
	float heard[HEARD_KEPT];
	int64_t played_count, heard_count;
	double arrival;	 /* played less heard, smoothed */
	double position; /* played sample of the next frame */
	double slip;	 /* samples the last step may have been wrong */
	bool aligned;
	int since_search, sounding; /* frames */
	int missed;		    /* searches without a find, one after the other */
	struct echo_line line;
	float sought_heard[WIDE];
	float sought_played[WIDE + LATEST + EARLIEST];
};

static void make_phases(struct echo_track *track)
{
	const double pi = 3.14159265358979323846;
	for (int p = 0; p <= PHASES; p++)
		for (int t = 0; t < TAPS; t++) {
			double x = t - (HALF_WIDTH - 1) - (double)p / PHASES;
			double window = 0.5 + 0.5 * cos(pi * x / (HALF_WIDTH + 0.5));
			double value = fabs(x) < 1e-9 ? 1 : sin(pi * x) / (pi * x);
			track->phase[p][t] = (float)(value * window);
		}
}

struct echo_track *track_open(void)
{
	struct echo_track *track = calloc(1, sizeof *track);
	if (track == NULL)
		return NULL;
	track->wide = delay_search_open(WIDE, WIDE + LATEST + EARLIEST, 0.6f);
	track->close = delay_search_open(CLOSE, CLOSE + 2 * ASIDE, 0.5f);
	if (track->wide == NULL || track->close == NULL) {
		track_close(track);
		return NULL;
	}
	make_phases(track);
	track_reset(track);
	return track;
}

void track_reset(struct echo_track *track)
{
	memset(track->played, 0, sizeof track->played);
	memset(track->heard, 0, sizeof track->heard);
	track->played_count = track->heard_count = 0;
	track->arrival = 0;
	track->aligned = false;
	track->since_search = track->missed = 0;
	track->sounding = -1;
	delay_search_forget(track->wide);
	delay_search_forget(track->close);
	line_init(&track->line);
}

void track_close(struct echo_track *track)
{
	if (track == NULL)
		return;
	delay_search_close(track->wide);
	delay_search_close(track->close);
	free(track);
}

void track_played(struct echo_track *track, const int16_t *samples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		track->played[(track->played_count + (int64_t)i) % PLAYED_KEPT] =
		    (float)samples[i] / 32768;
	track->played_count += (int64_t)count;
}

static float played_at(const struct echo_track *track, int64_t at)
{
	bool there = at >= 0 && at < track->played_count && at >= track->played_count - PLAYED_KEPT;
	return there ? track->played[at % PLAYED_KEPT] : 0;
}

/* What was played from this place on, on the microphone's clock. */
static void read_played(const struct echo_track *track, double from, double step, float *out,
			int count)
{
	for (int i = 0; i < count; i++) {
		double at = from + i * step;
		int64_t whole = (int64_t)floor(at);
		float fine = (float)(at - (double)whole) * PHASES;
		int p = (int)fine;
		const float *low = track->phase[p], *high = track->phase[p < PHASES ? p + 1 : p];
		float share = fine - (float)p, sum = 0;
		for (int t = 0; t < TAPS; t++)
			sum += played_at(track, whole + t - (HALF_WIDTH - 1)) *
			       (low[t] + share * (high[t] - low[t]));
		out[i] = sum;
	}
}

static void take_heard(struct echo_track *track, const float heard[TRACK_FRAME])
{
	for (int i = 0; i < TRACK_FRAME; i++)
		track->heard[(track->heard_count + i) % HEARD_KEPT] = heard[i];
	track->heard_count += TRACK_FRAME;
	double gap = (double)(track->played_count - track->heard_count);
	bool far = track->heard_count == TRACK_FRAME || fabs(gap - track->arrival) > 400 * A_MS;
	track->arrival = far ? gap : track->arrival + 0.01 * (gap - track->arrival);
}

/* The last of what was heard. */
static void recall(struct echo_track *track, int count)
{
	for (int i = 0; i < count; i++)
		track->sought_heard[i] =
		    track->heard[(track->heard_count + HEARD_KEPT - count + i) % HEARD_KEPT];
}

/* Enough must have been played, in speech and not in one beep. */
static bool worth_it(const float *played, int count)
{
	int loud = 0;
	for (int at = 0; at + TRACK_FRAME <= count; at += TRACK_FRAME) {
		float power = 0;
		for (int i = 0; i < TRACK_FRAME; i++)
			power += played[at + i] * played[at + i];
		loud += power > quiet * 10 * TRACK_FRAME;
	}
	return loud >= 25;
}

/* Where what was heard last is found in what was played; the place of the first sample. */
static bool seek(struct echo_track *track, struct delay_search *search, int count, double from,
		 int room, float near, double *place)
{
	const double step = 1 + track->line.tilt;
	recall(track, count);
	read_played(track, from, step, track->sought_played, count + room);
	if (!worth_it(track->sought_played, count + room))
		return false;
	track->missed++;
	struct delay_found found =
	    delay_search(search, track->sought_heard, track->sought_played, near);
	*place = from + (double)found.lag * step;
	bool expected = near >= 0 && fabsf(found.lag - near) < 16;
	if (expected)
		return found.peak > 6;
	return found.peak > 10 && found.rival < (track->aligned ? 0.7f : 0.9f);
}

/* Seeks the last count samples heard, and enters their middle in the line. */
static enum line_news search_in(struct echo_track *track, struct delay_search *search, int count,
				double from, int room, float near)
{
	const double start = (double)(track->heard_count - count);
	const double step = 1 + track->line.tilt;
	double place;
	if (!seek(track, search, count, from, room, near, &place))
		return LINE_STRAYS;
	track->missed = 0;
	double middle = start + count / 2.0;
	return line_take(&track->line, (int64_t)middle, place + step * count / 2.0 - middle);
}

/* In the whole range while nothing is known, and now and then when nothing is found close by. */
static enum line_news search_now(struct echo_track *track)
{
	if (!track->aligned || track->missed % 4 == 3) {
		double from = (double)(track->heard_count - WIDE) + track->arrival - LATEST;
		if (track->aligned)
			delay_search_forget(track->wide);
		return search_in(track, track->wide, WIDE, from, LATEST + EARLIEST, -1);
	}
	double start = (double)(track->heard_count - CLOSE);
	double expected = start + line_offset(&track->line, start);
	return search_in(track, track->close, CLOSE, expected - ASIDE, 2 * ASIDE, ASIDE);
}

static void follow(struct echo_track *track, bool *jumped)
{
	if (++track->since_search < EVERY)
		return;
	track->since_search = 0;
	if (search_now(track) != LINE_JUMPED)
		return;
	double now = (double)track->heard_count - TRACK_FRAME;
	track->position = now + line_offset(&track->line, now) + TRACK_AHEAD;
	track->aligned = *jumped = true;
	delay_search_forget(track->close);
}

/* Follows the line so slowly that the filter hardly notices. */
static void step_on(struct echo_track *track)
{
	double now = (double)track->heard_count;
	double wanted = now + line_offset(&track->line, now) + TRACK_AHEAD;
	double step = TRACK_FRAME * (1 + track->line.tilt);
	double off = wanted - (track->position + step);
	double steer = fmax(-steer_most, fmin(steer_most, 0.05 * off));
	track->position += step + steer;
	track->slip = fabs(steer) + TRACK_FRAME * line_unsure(&track->line);
}

static bool loud(const float *sound)
{
	float power = 0;
	for (int i = 0; i < TRACK_FRAME; i++)
		power += sound[i] * sound[i];
	return power > quiet * TRACK_FRAME;
}

bool track_frame(struct echo_track *track, const float heard[TRACK_FRAME],
		 float played[TRACK_FRAME], bool *jumped)
{
	*jumped = false;
	take_heard(track, heard);
	follow(track, jumped);
	if (track->aligned) {
		read_played(track, track->position, 1 + track->line.tilt, played, TRACK_FRAME);
		step_on(track);
	} else {
		/* whatever came in lately may be heard now */
		read_played(track, (double)(track->played_count - TRACK_FRAME), 1, played,
			    TRACK_FRAME);
	}
	int lasts = track->aligned ? SOUNDING : SOUNDING + (LATEST + EARLIEST) / TRACK_FRAME;
	if (loud(played))
		track->sounding = lasts;
	else if (track->sounding >= 0)
		track->sounding--;
	return track->aligned;
}

void track_replay(const struct echo_track *track, int back, float heard[TRACK_FRAME],
		  float played[TRACK_FRAME])
{
	const int64_t at = track->heard_count - (back + 1) * TRACK_FRAME;
	for (int i = 0; i < TRACK_FRAME; i++)
		heard[i] = track->heard[(at + i + HEARD_KEPT) % HEARD_KEPT];
	double from = (double)at + line_offset(&track->line, (double)at) + TRACK_AHEAD;
	read_played(track, from, 1 + track->line.tilt, played, TRACK_FRAME);
}

bool track_sounding(const struct echo_track *track)
{
	return track->sounding >= 0;
}

int track_delay_ms(const struct echo_track *track)
{
	if (!track->aligned)
		return -1;
	double delay = track->arrival - line_offset(&track->line, (double)track->heard_count);
	return (int)lround(delay / A_MS);
}

float track_slip(const struct echo_track *track)
{
	return (float)track->slip;
}

float track_drift_ppm(const struct echo_track *track)
{
	return (float)(-1e6 * track->line.tilt);
}
