/* SPDX-License-Identifier: GPL-3.0-or-later */
/* listen.c - the command "listen": what the ear makes of a recording or of the microphone. */
#include "listen.h"

#include "audio.h"
#include "fault.h"
#include "listener.h"
#include "meter.h"
#include "overhear.h"
#include "resample.h"
#include "ring.h"
#include "wav.h"

#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
	RING_ITEMS = 1 << 17, /* 2.7 s at 48,000 Hz: longer than any decision takes */
	PIECE = 4096,
	NAP_MS = 20
};

static struct ear *open_ear(const struct listening *how, struct fault *why)
{
	struct ear *ear = ear_open(how->model[0] != '\0' ? how->model : NULL, why);
	if (ear == NULL)
		return NULL;
	ear_context(ear, how->context);
	ear_know(ear, how->people);
	return ear;
}

/* As the policy is told it: never more than the words allow. */
static double sureness(const struct hearing *hearing)
{
	double most =
	    hearing->take && hearing->intent.percent > 0 ? hearing->intent.percent / 100.0 : 1.0;
	return fmin((double)hearing->confidence, most);
}

static void print_decision(void *context, const struct hearing *hearing)
{
	FILE *out = context;
	fprintf(out, "%.2f\t%.2f\t%s\t", hearing->start_s, hearing->end_s,
		intent_name(hearing->guess.kind));
	if (hearing->guess.kind == INTENT_NUMBER)
		fprintf(out, "%d", hearing->guess.value);
	else
		fputc('-', out);
	fprintf(out, "\t%.2f\t%s\n", sureness(hearing), hearing->take ? "take" : "doubt");
	fflush(out);
}

bool listen_file(const char *path, const struct listening *how, FILE *out, struct fault *why)
{
	size_t frames = 0;
	short *samples = wav_read_mono(path, EAR_HZ, LISTEN_SECONDS, &frames, why);
	struct ear *ear = samples != NULL ? open_ear(how, why) : NULL;
	if (ear != NULL) {
		ear_feed(ear, samples, frames, print_decision, out);
		ear_flush(ear, print_decision, out);
	}
	bool good = ear != NULL;
	ear_close(ear);
	free(samples);
	return good;
}

static void print_voice(void *context, double start_s, double end_s)
{
	FILE *out = context;
	fprintf(out, "%.2f\t%.2f\tvoice\t-\t1.00\ttake\n", start_s, end_s);
	fflush(out);
}

bool listen_over(const char *path, const char *played, const struct listening *how, FILE *out,
		 struct fault *why)
{
	struct overheard told = {.decide = print_decision, .voice = print_voice, .context = out};
	size_t frames = 0, played_frames = 0;
	short *samples = wav_read_mono(path, EAR_HZ, LISTEN_SECONDS, &frames, why);
	short *other = samples != NULL
			   ? wav_read_mono(played, EAR_HZ, LISTEN_SECONDS, &played_frames, why)
			   : NULL;
	struct ear *ear = other != NULL ? open_ear(how, why) : NULL;
	bool good = ear != NULL &&
		    overhear(ear, how->context, samples, frames, other, played_frames, &told, why);
	ear_close(ear);
	free(other);
	free(samples);
	return good;
}

/* --- the microphone --- */

struct live_ear {
	FILE *out;
	struct audio *audio;
	struct audio_in *in;
	struct ear *ear;
	struct resampler *resampler;
	int hz;
	bool shows; /* the meter: somebody looks at a terminal */
	struct meter meter;
	struct ring ring;
	int16_t heard[PIECE], even[PIECE];
	int16_t items[RING_ITEMS];
};

static bool open_parts(struct live_ear *live, const char *microphone, const struct listening *how,
		       struct fault *why)
{
	ring_init(&live->ring, live->items, sizeof live->items[0], RING_ITEMS);
	live->ear = open_ear(how, why);
	if (live->ear == NULL)
		return false;
	live->audio = audio_open(why);
	if (live->audio == NULL)
		return false;
	live->in = audio_in_open(live->audio, microphone, &live->ring, &live->hz, why);
	if (live->in == NULL || live->hz == EAR_HZ)
		return live->in != NULL;
	live->resampler = resampler_open(live->hz, EAR_HZ, why);
	return live->resampler != NULL;
}

static void close_parts(struct live_ear *live)
{
	audio_in_close(live->in);
	audio_close(live->audio);
	resampler_close(live->resampler);
	ear_close(live->ear);
	free(live);
}

static void clear_line(const struct live_ear *live)
{
	if (live->shows)
		fputs("\r\033[K", live->out);
}

static void show_decision(void *context, const struct hearing *hearing)
{
	struct live_ear *live = context;
	clear_line(live);
	print_decision(live->out, hearing);
}

static void show_meter(struct live_ear *live, const int16_t *samples, size_t count)
{
	char text[METER_LINE];
	while (live->shows && count > 0) {
		bool line;
		size_t taken = meter_feed(&live->meter, samples, count, &line);
		samples += taken;
		count -= taken;
		if (!line)
			continue;
		meter_line(&live->meter, text);
		fprintf(live->out, "\r%s\033[K", text);
		fflush(live->out);
	}
}

static void take(struct live_ear *live, const int16_t *samples, size_t count)
{
	show_meter(live, samples, count);
	ear_feed(live->ear, samples, count, show_decision, live);
}

static void feed(struct live_ear *live, size_t count)
{
	size_t done = 0;
	if (live->resampler == NULL) {
		take(live, live->heard, count);
		return;
	}
	while (done < count) {
		size_t used = 0;
		size_t given = resampler_run(live->resampler, live->heard + done, count - done,
					     &used, live->even, PIECE);
		take(live, live->even, given);
		if (used == 0 && given == 0)
			return;
		done += used;
	}
}

/* Until a signal of the set comes; false when the microphone is gone. */
static bool listen_on(struct live_ear *live, const sigset_t *ends, struct fault *why)
{
	const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
	while (sigtimedwait(ends, NULL, &nap) < 0) {
		size_t count;
		while ((count = ring_read_many(&live->ring, live->heard, PIECE)) > 0)
			feed(live, count);
		if (!audio_in_alive(live->in))
			return fault_set(why, FAULT_DEVICE,
					 "the microphone gives no sound any more; "
					 "\"easeback doctor --devices\" lists what there is");
	}
	ear_flush(live->ear, show_decision, live);
	return true;
}

bool listen_live(const char *microphone, const struct listening *how, FILE *out, struct fault *why)
{
	sigset_t ends, before;
	struct live_ear *live = calloc(1, sizeof *live);
	if (live == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
	live->out = out;
	live->shows = isatty(fileno(out)) != 0;
	meter_init(&live->meter);
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	/* before any thread starts, so that none of them takes the signal */
	sigprocmask(SIG_BLOCK, &ends, &before);
	bool good = open_parts(live, microphone, how, why) && listen_on(live, &ends, why);
	clear_line(live);
	fflush(out);
	close_parts(live);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return good;
}
