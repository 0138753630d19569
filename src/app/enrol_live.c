/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enrol_live.c - speaks and hears for the enrolment, through the real devices. */
#include "enrol_live.h"

#include "audio.h"
#include "clip.h"
#include "device.h"
#include "enrol_ear.h"
#include "fault.h"
#include "keys.h"
#include "listener.h"
#include "mixer.h"
#include "monotonic.h"
#include "resample.h"
#include "ring.h"
#include "setup.h"
#include "speaker.h"
#include "tones.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
	RING_ITEMS = 1 << 17, /* 2.7 s at 48,000 Hz: longer than any decision takes */
	PIECE = 4096,
	NAP_MS = 20,
	TAIL_MS = 250, /* the room goes on sounding, and the driver's latency is not always true */
	WAIT_MS = 8000,
	CONFIRM_MS = 12000
};

struct enrol_live {
	const struct setup *setup;
	struct audio *audio;
	struct device device;
	struct mixer mixer;
	struct speaker *speaker; /* NULL: writes only */
	struct clip *tone;
	struct keys *keys; /* NULL: no keyboard */
	struct audio_in *in;
	struct enrol_ear *ear;
	struct resampler *resampler;
	int hz;
	bool broken, end, yes;
	sigset_t ends, before;
	struct ring ring;
	int16_t heard[PIECE], even[PIECE];
	int16_t items[RING_ITEMS];
};

/* --- keys and signals -------------------------------------------------- */

static void read_keys(struct enrol_live *l)
{
	int key;
	while (l->keys != NULL && (key = keys_next(l->keys)) > KEYS_NONE) {
		l->end |= key == 'q' || key == 'Q';
		l->yes |= key == 'y' || key == 'Y';
		l->end |= key == 'n' || key == 'N';
	}
}

/* A short rest; what happened meanwhile. */
static enum enrol_news nap(struct enrol_live *l)
{
	const struct timespec pause = {.tv_nsec = NAP_MS * 1000000L};
	if (sigtimedwait(&l->ends, NULL, &pause) >= 0)
		l->broken = true;
	device_tend(&l->device, false);
	read_keys(l);
	if (l->broken)
		return ENROL_BROKEN;
	return l->end ? ENROL_END : ENROL_HEARD;
}

static void drop_sound(struct enrol_live *l)
{
	while (ring_read_many(&l->ring, l->heard, PIECE) > 0)
		;
}

/* --- speaking ---------------------------------------------------------- */

/* Until the note of its end comes, and the room is still. */
static enum enrol_news wait_for_end(struct enrol_live *l)
{
	struct note note;
	enum enrol_news news = ENROL_HEARD;
	while (!mixer_note(&l->mixer, &note))
		if ((news = nap(l)) == ENROL_BROKEN)
			mixer_order(&l->mixer, &(struct order){.kind = ORDER_HUSH});
	int64_t until = monotonic_ms() + device_latency_ms(&l->device) + TAIL_MS;
	while (monotonic_ms() < until && news != ENROL_BROKEN)
		news = nap(l);
	return news;
}

static enum enrol_news play(struct enrol_live *l, const struct clip *clip)
{
	struct order order = {.kind = ORDER_PLAY, .clip = clip, .gain = 1.0F};
	return mixer_order(&l->mixer, &order) ? wait_for_end(l) : nap(l);
}

static enum enrol_news say(void *context, const char *words, bool tone)
{
	struct enrol_live *l = context;
	enum enrol_news news = ENROL_HEARD;
	l->end = l->yes = false;
	printf("%s\n", words);
	fflush(stdout);
	struct clip *clip = l->speaker != NULL ? speaker_say_now(l->speaker, words) : NULL;
	if (clip != NULL)
		news = play(l, clip);
	free(clip);
	if (news == ENROL_HEARD && tone)
		news = play(l, l->tone);
	drop_sound(l);
	return news;
}

/* --- hearing ----------------------------------------------------------- */

/* True when an utterance ended. */
static bool feed(struct enrol_live *l, size_t count, struct enrol_saying *saying)
{
	size_t done = 0;
	bool ended = false;
	if (l->resampler == NULL)
		return enrol_ear_feed(l->ear, l->heard, count, false, saying);
	while (done < count && !ended) {
		size_t used = 0;
		size_t given = resampler_run(l->resampler, l->heard + done, count - done, &used,
					     l->even, PIECE);
		ended = enrol_ear_feed(l->ear, l->even, given, false, saying);
		if (used == 0 && given == 0)
			break;
		done += used;
	}
	return ended;
}

static bool feed_waiting(struct enrol_live *l, struct enrol_saying *saying)
{
	size_t count;
	while ((count = ring_read_many(&l->ring, l->heard, EAR_HZ / 100)) > 0)
		if (feed(l, count, saying))
			return true;
	return false;
}

static enum enrol_news wait_for_voice(struct enrol_live *l, int ms, struct enrol_saying *saying)
{
	int64_t until = monotonic_ms() + ms;
	while (monotonic_ms() < until) {
		if (feed_waiting(l, saying))
			return ENROL_HEARD;
		if (!audio_in_alive(l->in)) {
			fputs("The microphone gives no sound any more.\n", stdout);
			l->broken = true;
		}
		enum enrol_news news = nap(l);
		if (news != ENROL_HEARD || l->yes)
			return news;
	}
	return ENROL_SILENCE;
}

static enum enrol_news hear(void *context, const char *word, struct enrol_saying *saying)
{
	struct enrol_live *l = context;
	l->yes = false;
	enrol_ear_expect(l->ear, word);
	enum enrol_news news = wait_for_voice(l, WAIT_MS, saying);
	/* A key that means nothing here is no utterance. */
	return news == ENROL_HEARD && l->yes ? ENROL_SILENCE : news;
}

static enum enrol_news confirm(void *context, const char *question)
{
	struct enrol_live *l = context;
	struct enrol_saying saying = {.makes_take = false};
	enum enrol_news news = say(l, question, true);
	enrol_ear_expect(l->ear, "yes");
	if (news == ENROL_HEARD)
		news = wait_for_voice(l, CONFIRM_MS, &saying);
	if (news != ENROL_HEARD)
		return news;
	return l->yes || enrol_ear_agrees(&saying) ? ENROL_HEARD : ENROL_SILENCE;
}

static void show(void *context, const char *text)
{
	(void)context;
	printf("  %s\n", text);
	fflush(stdout);
}

struct enrol_partner enrol_live_partner(struct enrol_live *live)
{
	return (struct enrol_partner){
	    .context = live, .say = say, .hear = hear, .confirm = confirm, .show = show};
}

bool enrol_live_broken(const struct enrol_live *live)
{
	return live->broken;
}

/* --- opening ----------------------------------------------------------- */

static bool make_tone(struct enrol_live *l, struct fault *why)
{
	l->tone = tones_make(&l->setup->settings.tones, TONE_ASK, l->setup->voice.speaker.level_db);
	if (l->tone == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	return true;
}

/* Without a loudspeaker or a voice the words are still to be read. */
static bool open_sound(struct enrol_live *l, struct fault *why)
{
	struct fault silent;
	mixer_init(&l->mixer);
	l->audio = audio_open(why);
	if (l->audio == NULL)
		return false;
	device_init(&l->device, l->audio, &l->mixer, &l->setup->settings);
	l->speaker = speaker_open(&l->setup->voice.speaker, &silent);
	if (!device_open(&l->device, &silent))
		fprintf(stdout, "%s\n", silent.text);
	return make_tone(l, why);
}

static bool open_ear(struct enrol_live *l, struct fault *why)
{
	ring_init(&l->ring, l->items, sizeof l->items[0], RING_ITEMS);
	l->ear = enrol_ear_open(l->setup->settings.ear_model, why);
	if (l->ear == NULL)
		return false;
	l->in = audio_in_open(l->audio, l->setup->settings.microphone, &l->ring, &l->hz, why);
	if (l->in == NULL || l->hz == EAR_HZ)
		return l->in != NULL;
	l->resampler = resampler_open(l->hz, EAR_HZ, why);
	return l->resampler != NULL;
}

struct enrol_live *enrol_live_open(const struct setup *setup, struct fault *why)
{
	struct fault no_keys;
	struct enrol_live *l = calloc(1, sizeof *l);
	if (l == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory");
		return NULL;
	}
	l->setup = setup;
	sigemptyset(&l->ends);
	sigaddset(&l->ends, SIGINT);
	sigaddset(&l->ends, SIGTERM);
	sigaddset(&l->ends, SIGHUP);
	/* before any thread starts, so that none of them takes the signal */
	sigprocmask(SIG_BLOCK, &l->ends, &l->before);
	if (open_sound(l, why) && open_ear(l, why)) {
		l->keys = keys_open(&no_keys);
		return l;
	}
	enrol_live_close(l);
	return NULL;
}

void enrol_live_close(struct enrol_live *l)
{
	if (l == NULL)
		return;
	keys_close(l->keys);
	audio_in_close(l->in);
	if (l->audio != NULL)
		device_close(&l->device, false);
	audio_close(l->audio);
	speaker_close(l->speaker);
	resampler_close(l->resampler);
	enrol_ear_close(l->ear);
	sigprocmask(SIG_SETMASK, &l->before, NULL);
	free(l->tone);
	free(l);
}
