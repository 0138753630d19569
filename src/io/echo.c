/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo.c - takes what the loudspeaker plays out of what the microphone hears.
 */
#include "echo.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "echo_filter.h"
#include "echo_mask.h"
#include "echo_near.h"
#include "echo_track.h"
#include "echo_voice.h"
#include "fault.h"

static_assert((int)ECHO_FRAME == (int)FILTER_FRAME && (int)ECHO_FRAME == (int)MASK_FRAME &&
		  (int)ECHO_FRAME == (int)TRACK_FRAME,
	      "all work on the same frames");

enum { SETTLING = 250, RUN = 3, HOLD = 15 /* frames */ };

/* How sure it is that somebody speaks: so much to begin with, and so much to go on. */
static const float begins = 0.6f, goes_on = 0.5f;

static const float least_common = 0.4f;
static const float audible = 1e-6f * ECHO_FRAME; /* -60 dB */

struct echo {
	struct echo_track *track;
	struct echo_filter *filter;
	struct echo_mask *mask;
	struct echo_near near;
	struct echo_voice voice;
	bool something; /* besides the echo: nothing is learnt of that */
	bool near_voice;
	int run, hold;		/* frames */
	int settling;		/* frames of echo until the filter may be relied upon */
	float common, foretold; /* power of what is heard as it was foretold, and of the foretold */
	bool begun;		/* the filter knows something */
	bool judged;		/* the last frame */
};

struct echo *echo_open(struct fault *why)
{
	struct echo *echo = calloc(1, sizeof *echo);
	if (echo != NULL) {
		echo->track = track_open();
		echo->filter = filter_open();
		echo->mask = mask_open();
	}
	if (echo == NULL || echo->track == NULL || echo->filter == NULL || echo->mask == NULL) {
		fault_set(why, FAULT_SYSTEM, "not enough memory to take out the coach's own voice");
		echo_close(echo);
		return NULL;
	}
	voice_init(&echo->voice);
	echo_reset(echo);
	return echo;
}

void echo_reset(struct echo *echo)
{
	track_reset(echo->track);
	filter_reset(echo->filter);
	mask_reset(echo->mask);
	near_init(&echo->near);
	voice_reset(&echo->voice);
	echo->something = echo->near_voice = echo->begun = false;
	echo->run = echo->hold = 0;
	echo->common = echo->foretold = 0;
	echo->settling = SETTLING;
}

void echo_close(struct echo *echo)
{
	if (echo == NULL)
		return;
	track_close(echo->track);
	filter_close(echo->filter);
	mask_close(echo->mask);
	free(echo);
}

void echo_played(struct echo *echo, const int16_t *samples, size_t count)
{
	track_played(echo->track, samples, count);
}

/*
 * A voice does not change how much of the echo is heard as foretold. Where it is not,
 * the streams have jumped, and what is left is the coach.
 */
static bool as_foretold(struct echo *echo, const float *heard, const float *foretold)
{
	float common = 0, power = 0;
	for (int i = 0; i < ECHO_FRAME; i++) {
		common += heard[i] * foretold[i];
		power += foretold[i] * foretold[i];
	}
	echo->common += 0.1f * (common - echo->common);
	echo->foretold += 0.1f * (power - echo->foretold);
	if (echo->settling > 0 && power > audible)
		echo->settling--;
	return echo->common > least_common * echo->foretold;
}

static float level_db(const int16_t frame[ECHO_FRAME])
{
	double power = 1e-10;
	for (int i = 0; i < ECHO_FRAME; i++)
		power += (double)frame[i] * frame[i] / (32768.0 * 32768.0 * ECHO_FRAME);
	return (float)(10 * log10(power));
}

static void to_samples(const float *sound, int16_t *samples)
{
	for (int i = 0; i < ECHO_FRAME; i++)
		samples[i] =
		    (int16_t)lrintf(fmaxf(-32768.0f, fminf(32767.0f, sound[i] * 32768.0f)));
}

/* A few frames in a row to begin with; a short pause ends nothing. */
static bool speaks(struct echo *echo)
{
	float sure = voice_frame(&echo->voice, echo->near.trait);
	echo->run = sure > begins ? echo->run + 1 : 0;
	if (echo->run >= RUN || (echo->hold > 0 && sure > goes_on))
		echo->hold = HOLD;
	else if (echo->hold > 0)
		echo->hold--;
	return echo->hold > 0;
}

static void take_out(struct echo *echo, const float *heard, const float *played, int16_t *clean)
{
	float foretold[ECHO_FRAME], doubt[FILTER_LINES], left[ECHO_FRAME], sound[ECHO_FRAME];
	struct mask_bands bands;
	filter_run(echo->filter, played, heard, track_slip(echo->track), foretold, doubt);
	for (int i = 0; i < ECHO_FRAME; i++)
		left[i] = heard[i] - foretold[i];
	mask_run(echo->mask, left, foretold, doubt, !echo->something, sound, &bands);
	bool something = near_frame(&echo->near, &bands);
	bool known = as_foretold(echo, heard, foretold);
	echo->something = known && something && echo->settling == 0;
	echo->near_voice = echo->settling == 0 && speaks(echo) && known;
	to_samples(sound, clean);
}

/* Where the echo is has just become known: learn from the second that went by. */
static void catch_up(struct echo *echo)
{
	float heard[ECHO_FRAME], played[ECHO_FRAME], foretold[ECHO_FRAME], doubt[FILTER_LINES];
	double heard_power = 1e-12, played_power = 1e-9;
	for (int back = TRACK_REPLAY; back > 0; back--) {
		track_replay(echo->track, back, heard, played);
		for (int i = 0; i < ECHO_FRAME; i++) {
			heard_power += (double)(heard[i] * heard[i]);
			played_power += (double)(played[i] * played[i]);
		}
	}
	filter_begin(echo->filter, (float)(heard_power / played_power));
	for (int back = TRACK_REPLAY; back > 0; back--) {
		track_replay(echo->track, back, heard, played);
		filter_run(echo->filter, played, heard, track_slip(echo->track), foretold, doubt);
	}
}

void echo_run(struct echo *echo, const int16_t heard[ECHO_FRAME], int16_t clean[ECHO_FRAME],
	      struct echo_report *report)
{
	float sound[ECHO_FRAME], played[ECHO_FRAME];
	bool jumped;
	for (int i = 0; i < ECHO_FRAME; i++)
		sound[i] = (float)heard[i] / 32768;
	memmove(clean, heard, ECHO_FRAME * sizeof *clean);
	bool aligned = track_frame(echo->track, sound, played, &jumped);
	bool sounding = track_sounding(echo->track);
	if (jumped && !echo->begun) {
		echo->begun = true;
		echo->settling = SETTLING;
		catch_up(echo);
	}
	echo->something = echo->something && aligned && sounding;
	echo->near_voice = echo->near_voice && aligned && sounding;
	echo->judged = aligned && sounding;
	if (echo->judged)
		take_out(echo, sound, played, clean);
	*report = (struct echo_report){.playing = sounding,
				       .near_voice = echo->near_voice,
				       .near_db = level_db(clean),
				       .delay_ms = track_delay_ms(echo->track),
				       .drift_ppm = track_drift_ppm(echo->track)};
}

const float *echo_traits(const struct echo *echo)
{
	return echo->judged && echo->settling == 0 ? echo->near.trait : NULL;
}
