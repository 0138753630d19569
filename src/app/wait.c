/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wait.c - waits for the words that begin a session, or for a key. */
#include "wait.h"

#include "audio.h"
#include "buttons.h"
#include "ear_phrase.h"
#include "fault.h"
#include "intent.h"
#include "keys.h"
#include "listener.h"
#include "mailbox.h"
#include "resample.h"
#include "ring.h"
#include "service.h"
#include "session_lock.h"
#include "setup.h"
#include "waiting.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
	RING_ITEMS = 1 << 17, /* 2.7 s at 48,000 Hz */
	PIECE = 4096,
	NAP_MS = 100,
	RETRY_NAPS = 100, /* ten seconds until a microphone that went is looked for again */
	PRESS_NAPS = 200  /* a key waits this long for the end of a reminder */
};

struct waiting {
	const struct settings *settings;
	const struct places *places;
	struct waiting_sign sign;
	struct waiting_for told; /* what the sign says */
	struct keys *keys; /* or NULL */
	struct mailbox *mailbox;
	struct buttons *buttons; /* NULL: none are wanted */
	struct wake *wake;	 /* or NULL, as all below without a microphone */
	struct audio *audio;
	struct audio_in *in;
	struct resampler *resampler;
	int hz;
	bool woken;
	bool busy;   /* another process leads a session, or reminds */
	int pressed; /* naps that a key still waits for its end; 0: none */
	/*
	 * As a service nobody reads what is wrong, so it waits on for a first microphone. One
	 * that went is left to a new process: a sound server that restarts can leave its
	 * library in this one spinning.
	 */
	bool service, lost;
	struct ring ring;
	int16_t heard[PIECE], even[PIECE];
	int16_t items[RING_ITEMS];
};

/* --- the microphone --- */

static void close_microphone(struct waiting *w)
{
	audio_in_close(w->in);
	audio_close(w->audio);
	resampler_close(w->resampler);
	w->in = NULL;
	w->audio = NULL;
	w->resampler = NULL;
}

static bool open_microphone(struct waiting *w, struct fault *why)
{
	ring_init(&w->ring, w->items, sizeof w->items[0], RING_ITEMS);
	wake_reset(w->wake);
	w->audio = audio_open(why);
	if (w->audio == NULL)
		return false;
	w->in = audio_in_open(w->audio, w->settings->microphone, &w->ring, &w->hz, why);
	if (w->in != NULL && w->hz != EAR_HZ)
		w->resampler = resampler_open(w->hz, EAR_HZ, why);
	if (w->in != NULL && (w->hz == EAR_HZ || w->resampler != NULL))
		return true;
	close_microphone(w);
	return false;
}

static void note(void *context, const struct wake_hearing *hearing)
{
	struct waiting *w = context;
	w->woken = w->woken || hearing->woken;
}

static void feed(struct waiting *w, size_t count)
{
	size_t done = 0;
	if (w->resampler == NULL) {
		wake_feed(w->wake, w->heard, count, note, w);
		return;
	}
	while (done < count) {
		size_t used = 0;
		size_t given = resampler_run(w->resampler, w->heard + done, count - done, &used,
					     w->even, PIECE);
		wake_feed(w->wake, w->even, given, note, w);
		if (used == 0 && given == 0)
			return;
		done += used;
	}
}

static void listen(struct waiting *w)
{
	size_t count;
	while (!w->woken && (count = ring_read_many(&w->ring, w->heard, PIECE)) > 0)
		feed(w, count);
}

/* --- waiting --- */

static bool is_key_pressed(struct waiting *w)
{
	int key = w->keys != NULL ? keys_next(w->keys) : KEYS_NONE;
	if (key == KEYS_END) {
		keys_close(w->keys);
		w->keys = NULL;
	}
	return key != KEYS_NONE && key != KEYS_END;
}

/* Whoever goes on pressing stop does not want another session. */
static bool is_button_pressed(struct waiting *w)
{
	struct letter letter;
	bool pressed = false;
	while (!pressed && mailbox_take(w->mailbox, &letter)) {
		if (letter.kind == LETTER_BUTTONS)
			fprintf(stderr, "easeback: %s\n", letter.text);
		else if (letter.kind == LETTER_KEY)
			pressed = intent_from_key(letter.id).kind != INTENT_STOP;
	}
	return pressed;
}

static void tell_service(const struct waiting *w)
{
	const char *phrase = w->settings->start_phrase;
	if (w->in != NULL)
		service_tell("Waiting for \"%s\"%s", phrase,
			     w->buttons != NULL ? " or a button" : "");
	else if (w->buttons != NULL)
		service_tell("Waiting for a button; no microphone is there");
	else
		service_tell("Waiting for a microphone or a button; \"easeback doctor\" says "
			     "what is missing");
}

/* What went is looked for again now and then; keys go on meanwhile. */
static void tend_microphone(struct waiting *w, int *naps)
{
	struct fault why;
	if (w->wake == NULL)
		return;
	if (w->in != NULL && !audio_in_alive(w->in)) {
		close_microphone(w);
		fputs("easeback: the microphone is gone; a key begins, or the phrase when it is "
		      "back\n",
		      stderr);
		*naps = 0;
		w->lost = true;
	} else if (w->in == NULL && ++*naps >= RETRY_NAPS) {
		*naps = 0;
		if (open_microphone(w, &why)) {
			fprintf(stderr, "easeback: the microphone is back\n");
			tell_service(w);
		}
	}
}

static void tell_others(struct waiting *w)
{
	struct waiting_for now = {.words = w->in != NULL,
				  .keys = w->keys != NULL || w->buttons != NULL};
	if (now.words == w->told.words && now.keys == w->told.keys)
		return;
	waiting_sign_set(&w->sign, now);
	w->told = now;
}

/* What another coach says is not meant for this one, also when its last word is still to come. */
static void mind_others(struct waiting *w)
{
	bool before = w->busy;
	w->busy = session_lock_is_held(w->places->session_lock);
	if (w->in == NULL || (!w->busy && !before))
		return;
	while (ring_read_many(&w->ring, w->heard, PIECE) > 0)
		;
	wake_reset(w->wake);
}

/* A key waits for the end of a reminder; of a session, which is longer, whoever pressed is told. */
static bool is_pressed(struct waiting *w)
{
	if (is_key_pressed(w) || is_button_pressed(w))
		w->pressed = PRESS_NAPS;
	else if (w->pressed == 0)
		return false;
	return !w->busy || --w->pressed == 0;
}

static enum wait_end wait_on(struct waiting *w, const sigset_t *ends, struct fault *why)
{
	const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
	int naps = 0;
	while (tell_others(w), sigtimedwait(ends, NULL, &nap) < 0) {
		mind_others(w);
		if (is_pressed(w))
			return WAIT_BEGIN;
		if (w->in != NULL)
			listen(w);
		if (w->woken)
			return WAIT_BEGIN;
		tend_microphone(w, &naps);
		if (w->lost && w->service) {
			fault_set(why, FAULT_EAR, "the microphone is gone; begins anew");
			return WAIT_NOBODY;
		}
		if (w->keys == NULL && w->in == NULL && w->buttons == NULL &&
		    !(w->service && w->wake != NULL)) {
			fault_set(why, FAULT_EAR,
				  "there is no keyboard and no microphone, so nobody could begin");
			return WAIT_NOBODY;
		}
	}
	return WAIT_QUIT;
}

/* Without it a key still begins; said before PortAudio silences standard error. */
static void open_ear(struct waiting *w, struct fault *why)
{
	w->wake = wake_open(w->settings->ear_model, w->settings->start_phrase, why);
	if (w->wake != NULL && open_microphone(w, why))
		return;
	fprintf(stderr, "easeback: %s\n", why->text);
	if (w->service) /* at boot the sound server may come later, and a microphone at any time */
		return;
	wake_close(w->wake);
	w->wake = NULL;
}

/*
 * Those that are no whole keyboard are the coach's alone meanwhile, so that what is typed on a
 * number pad does not stand in a login prompt; a keyboard may be somebody's desk.
 */
static void open_buttons(struct waiting *w)
{
	struct fault why;
	struct buttons_wish wish = {.names = w->settings->buttons,
				    .one_button = w->settings->one_button,
				    .grab = BUTTON_MODEST};
	if (w->settings->buttons[0] == '\0')
		return;
	w->buttons = buttons_open(&wish, w->mailbox, &why);
	if (why.code != FAULT_NONE)
		fprintf(stderr, "easeback: %s\n", why.text);
}

static void tell(const struct waiting *w)
{
	bool keys = w->keys != NULL || w->buttons != NULL;
	if (w->in != NULL && keys)
		printf("Waiting. Say \"%s\" or press a key to begin; Ctrl-C ends.\n",
		       w->settings->start_phrase);
	else if (w->in != NULL)
		printf("Waiting. Say \"%s\" to begin.\n", w->settings->start_phrase);
	else if (keys)
		printf("Waiting. Press a key to begin; Ctrl-C ends.\n");
	fflush(stdout);
	tell_service(w);
}

static enum wait_end wait_with(struct waiting *w, bool silent, const sigset_t *ends,
			       struct fault *why)
{
	struct fault no_keys, no_sign;
	w->mailbox = mailbox_open(why);
	if (w->mailbox == NULL)
		return WAIT_NOBODY;
	*why = (struct fault){.code = FAULT_NONE};
	open_buttons(w);
	if (!silent && w->settings->ear)
		open_ear(w, why);
	w->keys = keys_open(&no_keys);
	waiting_sign_open(&w->sign, w->places->waiting, &no_sign);
	tell(w);
	enum wait_end end = wait_on(w, ends, why);
	waiting_sign_close(&w->sign);
	keys_close(w->keys);
	buttons_close(w->buttons);
	mailbox_close(w->mailbox);
	close_microphone(w);
	wake_close(w->wake);
	return end;
}

enum wait_end wait_for_start(const struct setup *setup, bool silent, struct fault *why)
{
	sigset_t ends, before;
	struct waiting *w = calloc(1, sizeof *w);
	if (w == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory to wait");
		return WAIT_NOBODY;
	}
	w->settings = &setup->settings;
	w->places = &setup->places;
	w->service = service_is_one();
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	/* before any thread starts, so that none of them takes the signal */
	sigprocmask(SIG_BLOCK, &ends, &before);
	enum wait_end end = wait_with(w, silent, &ends, why);
	sigprocmask(SIG_SETMASK, &before, NULL);
	free(w);
	return end;
}
