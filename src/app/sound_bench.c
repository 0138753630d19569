/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sound_bench.c - a loudspeaker, a microphone and somebody's yes or no, for trying them out. */
#include "sound_bench_parts.h"

#include "buttons.h"
#include "clip.h"
#include "device.h"
#include "fault.h"
#include "intent.h"
#include "keys.h"
#include "listener.h"
#include "mailbox.h"
#include "monotonic.h"
#include "resample.h"
#include "setup.h"
#include "speaker.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TAIL_MS = 300 /* the room goes on sounding, and the driver's latency is not always true */ };

static const struct tone_shape your_turn = {
    .from_hz = 880, .to_hz = 880, .length_ms = 120, .level_db = -18};

/* --- keys and signals --- */

static void take_intent(struct sound_bench *b, enum intent_kind kind)
{
	if (b->answer == BENCH_STOP)
		return;
	if (kind == INTENT_STOP || kind == INTENT_EMERGENCY)
		b->answer = BENCH_STOP;
	else if (kind == INTENT_YES || kind == INTENT_READY)
		b->answer = BENCH_YES;
	else if (kind == INTENT_NO)
		b->answer = BENCH_NO;
	else if (kind == INTENT_LOUDER)
		b->answer = BENCH_LOUDER;
	else if (kind == INTENT_QUIETER)
		b->answer = BENCH_QUIETER;
}

static void read_keys(struct sound_bench *b)
{
	struct letter letter;
	int key = KEYS_NONE;
	while (b->keys != NULL && (key = keys_next(b->keys)) > KEYS_NONE)
		take_intent(b, intent_from_key(key).kind);
	if (b->keys != NULL && key == KEYS_END) {
		keys_close(b->keys);
		b->keys = NULL;
	}
	while (mailbox_take(b->mailbox, &letter))
		if (letter.kind == LETTER_KEY)
			take_intent(b, intent_from_key(letter.id).kind);
}

enum bench_news bench_nap(struct sound_bench *b)
{
	const struct timespec pause = {.tv_nsec = BENCH_NAP_MS * 1000000L};
	if (sigtimedwait(&b->ends, NULL, &pause) >= 0)
		b->broken = true;
	read_keys(b);
	if (b->broken)
		return BENCH_BROKEN;
	return b->answer == BENCH_STOP ? BENCH_STOP : BENCH_DONE;
}

enum bench_news sound_bench_rest(struct sound_bench *b, int ms)
{
	enum bench_news news = BENCH_DONE;
	for (int64_t until = monotonic_ms() + ms; monotonic_ms() < until && news == BENCH_DONE;)
		news = bench_nap(b);
	return news;
}

bool sound_bench_has_keys(const struct sound_bench *b)
{
	return b->keys != NULL || b->buttons != NULL;
}

/* --- devices --- */

int sound_bench_devices(struct sound_bench *b, struct audio_device *list, int max)
{
	return audio_list(b->audio, list, max);
}

void bench_close_output(struct sound_bench *b, bool drain)
{
	audio_out_close(b->out, drain);
	b->out = NULL;
}

bool bench_open_output(struct sound_bench *b, struct fault *why)
{
	b->out = audio_out_open(b->audio, b->output, b->setup->settings.latency_ms, &b->mixer, why);
	return b->out != NULL;
}

void sound_bench_choose(struct sound_bench *b, const char *name)
{
	bench_close_output(b, false);
	snprintf(b->output, sizeof b->output, "%s", name);
}

bool sound_bench_output(struct sound_bench *b, const char *name, struct fault *why)
{
	sound_bench_choose(b, name);
	mixer_init(&b->mixer);
	return bench_open_output(b, why);
}

static void close_microphone(struct sound_bench *b)
{
	audio_in_close(b->in);
	resampler_close(b->resampler);
	b->in = NULL;
	b->resampler = NULL;
}

bool sound_bench_microphone(struct sound_bench *b, const char *name, struct fault *why)
{
	close_microphone(b);
	ring_init(&b->ring, b->items, sizeof b->items[0], BENCH_RING);
	snprintf(b->microphone, sizeof b->microphone, "%s", name);
	b->in = audio_in_open(b->audio, name, &b->ring, &b->hz, why);
	if (b->in != NULL && b->hz != EAR_HZ)
		b->resampler = resampler_open(b->hz, EAR_HZ, why);
	if (b->in != NULL && (b->hz == EAR_HZ || b->resampler != NULL))
		return true;
	close_microphone(b);
	return false;
}

const char *sound_bench_output_name(const struct sound_bench *b)
{
	return b->out != NULL ? audio_out_name(b->out) : "";
}

const char *sound_bench_microphone_name(const struct sound_bench *b)
{
	return b->in != NULL ? audio_in_name(b->in) : "";
}

int sound_bench_wake_ms(struct sound_bench *b)
{
	struct device device;
	struct settings settings = b->setup->settings;
	snprintf(settings.output, sizeof settings.output, "%s", b->output);
	device_init(&device, b->audio, &b->mixer, &settings);
	int ms = device_wake_ms(&device);
	device_close(&device, false);
	return ms;
}

void sound_bench_volume(struct sound_bench *b, int percent)
{
	b->volume = percent;
}

/* --- speaking --- */

static enum bench_news wait_for_end(struct sound_bench *b)
{
	struct note note;
	enum bench_news news = BENCH_DONE;
	bool lost = false;
	while (!lost && !mixer_note(&b->mixer, &note)) {
		news = bench_nap(b);
		if (news != BENCH_DONE)
			mixer_order(&b->mixer, &(struct order){.kind = ORDER_HUSH});
		lost = !audio_out_alive(b->out);
	}
	/* a callback that is still at work may read the clip until the stream is closed */
	if (lost) {
		bench_close_output(b, false);
		return news != BENCH_DONE ? news : BENCH_LOST;
	}
	int64_t until = monotonic_ms() + audio_out_latency_ms(b->out) + TAIL_MS;
	while (monotonic_ms() < until && news == BENCH_DONE)
		news = bench_nap(b);
	return news;
}

static enum bench_news play(struct sound_bench *b, const struct clip *clip, int percent)
{
	struct order order = {
	    .kind = ORDER_PLAY, .clip = clip, .gain = (float)percent / 100.0F};
	if (b->out == NULL || clip == NULL || !mixer_order(&b->mixer, &order))
		return bench_nap(b);
	return wait_for_end(b);
}

enum bench_news sound_bench_say(struct sound_bench *b, const char *words)
{
	b->answer = BENCH_SILENCE;
	b->by_voice = false;
	printf("%s\n", words);
	fflush(stdout);
	struct clip *clip =
	    b->speaker != NULL && b->out != NULL ? speaker_say_now(b->speaker, words) : NULL;
	enum bench_news news = play(b, clip, b->volume);
	free(clip);
	return news;
}

/* --- hearing --- */

static void decide(void *context, const struct hearing *hearing)
{
	struct sound_bench *b = context;
	if (!hearing->take)
		return;
	take_intent(b, hearing->intent.kind);
	b->by_voice = b->answer != BENCH_SILENCE;
}

bool sound_bench_by_voice(const struct sound_bench *b)
{
	return b->by_voice;
}

void bench_forget_sound(struct sound_bench *b)
{
	while (ring_read_many(&b->ring, b->heard, BENCH_PIECE) > 0)
		;
}

static void feed(struct sound_bench *b, size_t count)
{
	size_t done = 0;
	if (b->resampler == NULL) {
		ear_feed(b->ear, b->heard, count, decide, b);
		return;
	}
	while (done < count) {
		size_t used = 0;
		size_t given = resampler_run(b->resampler, b->heard + done, count - done, &used,
					     b->even, BENCH_PIECE);
		ear_feed(b->ear, b->even, given, decide, b);
		if (used == 0 && given == 0)
			return;
		done += used;
	}
}

static enum bench_news wait_for_answer(struct sound_bench *b, int wait_ms)
{
	int64_t until = monotonic_ms() + wait_ms;
	bool hears = b->ear != NULL && b->in != NULL;
	if (hears) {
		ear_reset(b->ear);
		ear_context(b->ear, LISTEN_YESNO);
		bench_forget_sound(b);
	}
	if (hears || sound_bench_has_keys(b))
		puts(hears ? "  (listening)" : "  (y or n)");
	fflush(stdout);
	while (b->answer == BENCH_SILENCE && monotonic_ms() < until) {
		size_t count;
		enum bench_news news = bench_nap(b);
		if (news != BENCH_DONE)
			return news;
		while (hears && b->answer == BENCH_SILENCE &&
		       (count = ring_read_many(&b->ring, b->heard, EAR_HZ / 100)) > 0)
			feed(b, count);
		if (hears && !audio_in_alive(b->in)) {
			puts("The microphone gives no sound any more; keys answer.");
			close_microphone(b);
			hears = false;
		}
	}
	return b->answer;
}

enum bench_news sound_bench_ask(struct sound_bench *b, const char *question, int wait_ms)
{
	enum bench_news news = sound_bench_say(b, question);
	/* whoever pressed a key did not need the end of the question */
	if (news != BENCH_DONE || b->answer != BENCH_SILENCE)
		return news != BENCH_DONE ? news : b->answer;
	news = play(b, b->turn, b->setup->settings.tones_percent);
	return news != BENCH_DONE ? news : wait_for_answer(b, wait_ms);
}

/* --- opening --- */

static bool make_turn(struct sound_bench *b, struct fault *why)
{
	size_t frames = clip_tone_frames(&your_turn);
	b->turn = malloc(clip_bytes(frames));
	if (b->turn == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	b->turn->frames = frames;
	clip_tone(b->turn, &your_turn);
	return true;
}

static void open_buttons(struct sound_bench *b)
{
	struct fault none;
	const struct settings *settings = &b->setup->settings;
	struct buttons_wish wish = {.names = settings->buttons,
				    .one_button = settings->one_button,
				    .grab = BUTTON_MODEST};
	if (settings->buttons[0] != '\0')
		b->buttons = buttons_open(&wish, b->mailbox, &none);
}

static bool open_parts(struct sound_bench *b, struct fault *why)
{
	struct fault less;
	const char *model = b->setup->settings.ear_model;
	mixer_init(&b->mixer);
	b->mailbox = mailbox_open(why);
	if (b->mailbox == NULL || !make_turn(b, why))
		return false;
	b->speaker = speaker_open(&b->setup->voice.speaker, &less);
	if (b->speaker == NULL)
		fprintf(stderr, "easeback: %s\n", less.text);
	if (b->setup->settings.ear) {
		b->ear = ear_open(model[0] != '\0' ? model : NULL, &less);
		if (b->ear == NULL)
			fprintf(stderr, "easeback: %s\n", less.text);
	}
	open_buttons(b);
	b->keys = keys_open(&less);
	b->audio = audio_open(why);
	if (b->audio == NULL)
		return false;
	audio_keep_awake(b->audio, b->setup->settings.keep_awake);
	int fd = dup(audio_error_fd(b->audio));
	b->messages = fd >= 0 ? fdopen(fd, "w") : NULL;
	return true;
}

FILE *sound_bench_messages(const struct sound_bench *b)
{
	return b->messages != NULL ? b->messages : stderr;
}

struct sound_bench *sound_bench_open(const struct setup *setup, struct fault *why)
{
	struct sound_bench *b = calloc(1, sizeof *b);
	if (b == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory");
		return NULL;
	}
	b->setup = setup;
	b->volume = setup->settings.voice_percent;
	b->answer = BENCH_SILENCE;
	ring_init(&b->ring, b->items, sizeof b->items[0], BENCH_RING);
	sigemptyset(&b->ends);
	sigaddset(&b->ends, SIGINT);
	sigaddset(&b->ends, SIGTERM);
	sigaddset(&b->ends, SIGHUP);
	/* before any thread starts, so that none of them takes the signal */
	sigprocmask(SIG_BLOCK, &b->ends, &b->before);
	if (open_parts(b, why))
		return b;
	sound_bench_close(b);
	return NULL;
}

void sound_bench_close(struct sound_bench *b)
{
	if (b == NULL)
		return;
	keys_close(b->keys);
	close_microphone(b);
	bench_close_output(b, !b->broken);
	buttons_close(b->buttons);
	mailbox_close(b->mailbox);
	speaker_close(b->speaker);
	ear_close(b->ear);
	if (b->messages != NULL)
		fclose(b->messages);
	audio_close(b->audio);
	sigprocmask(SIG_SETMASK, &b->before, NULL);
	free(b->recording);
	free(b->turn);
	free(b);
}
