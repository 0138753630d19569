/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coach.c - carries out what the session asks for. */
#include "coach_inner.h"

#include "fault.h"
#include "mixer.h"
#include "shelf.h"
#include "transcript.h"

#include <stdlib.h>
#include <string.h>

enum { HOLD_MS = 20 };

struct coach *coach_open(const struct coach_parts *parts, struct fault *why)
{
	struct coach *coach = calloc(1, sizeof *coach);
	if (coach == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for a session");
		return NULL;
	}
	coach->parts = *parts;
	shelf_speed(parts->shelf, comfort_speed_percent(&parts->comfort));
	return coach;
}

/* --- sound ------------------------------------------------------------- */

/* A full ring means that nobody pulls (the device is gone): the sound is given up. */
static bool play(struct coach *coach, const struct clip *clip, int64_t at_ms, float gain)
{
	struct order order = {
	    .kind = ORDER_PLAY, .clip = clip, .at_frame = at_ms * FRAMES_PER_MS, .gain = gain};
	return mixer_order(coach->parts.mixer, &order);
}

static int64_t length_ms(const struct clip *clip)
{
	return ((int64_t)clip->frames + FRAMES_PER_MS - 1) / FRAMES_PER_MS;
}

/* Words without sound still take their time: 60 ms a letter. */
static int64_t silent_ms(const char *words)
{
	return 60 * (int64_t)strlen(words);
}

static void take_notes(struct coach *coach)
{
	struct note note;
	while (mixer_note(coach->parts.mixer, &note))
		shelf_return(coach->parts.shelf, note.clip);
}

/* --- sentences --------------------------------------------------------- */

/* A held key asks for the same words again and again; once is enough. */
static bool is_queued(const struct coach *coach, const char *words)
{
	for (int i = 0; i < coach->queue_count; i++)
		if (strcmp(coach->queue[(coach->queue_first + i) % QUEUE].words, words) == 0)
			return true;
	return false;
}

static void queue_sentence(struct coach *coach, const struct effect *effect)
{
	coach->speaking = true;
	if (coach->queue_count == QUEUE)
		return; /* more than anybody would listen to */
	int slot = (coach->queue_first + coach->queue_count) % QUEUE;
	struct sentence *sentence = &coach->queue[slot];
	sentence->at_ms = effect->at_ms;
	sentence->saying = effect->saying;
	sentence->saying.cue = coach_voice_cue(coach, effect->saying.cue);
	sentence->ticket = shelf_ask(coach->parts.shelf, &sentence->saying, false, sentence->words);
	if (sentence->ticket == SHELF_NONE)
		return;
	if (is_queued(coach, sentence->words) && effect->saying.cue != CUE_EMERGENCY)
		shelf_drop(coach->parts.shelf, sentence->ticket);
	else
		coach->queue_count++;
}

static const struct sentence *first_sentence(const struct coach *coach)
{
	return coach->queue_count > 0 ? &coach->queue[coach->queue_first] : NULL;
}

/* When the first sentence may begin. */
static int64_t sentence_ms(const struct coach *coach)
{
	int64_t at_ms = first_sentence(coach)->at_ms;
	int64_t free_ms = coach->voice_free_ms;
	if (free_ms > coach->silent_to_ms)
		free_ms += SENTENCE_GAP_MS;
	return at_ms > free_ms ? at_ms : free_ms;
}

static void say(struct coach *coach, int64_t at_ms)
{
	const struct sentence *sentence = first_sentence(coach);
	const struct clip *clip;
	enum cue cue = sentence->saying.cue;
	if (!shelf_ready(coach->parts.shelf, sentence->ticket, &clip))
		return;
	if (at_ms < coach->now_ms)
		at_ms = coach->now_ms;
	transcript_line(coach->parts.transcript, at_ms, "say", "%s", sentence->words);
	caption_sentence(coach->parts.transcript, session_remaining_ms(coach->parts.session),
			 sentence->words);
	if (clip != NULL &&
	    play(coach, clip, at_ms, coach_voice_gain(coach, sentence->ticket, cue))) {
		coach->voice_free_ms = at_ms + length_ms(clip);
	} else {
		coach->voice_free_ms = at_ms + silent_ms(sentence->words);
		shelf_drop(coach->parts.shelf, sentence->ticket);
	}
	coach->queue_first = (coach->queue_first + 1) % QUEUE;
	coach->queue_count--;
}

/* --- the agenda -------------------------------------------------------- */

static void plan(struct coach *coach, const struct effect *effect)
{
	if (coach->agenda_count == AGENDA)
		return;
	int i = coach->agenda_count++;
	for (; i > 0 && coach->agenda[i - 1].at_ms > effect->at_ms; i--)
		coach->agenda[i] = coach->agenda[i - 1];
	coach->agenda[i] = *effect;
}

static void sound_tone(struct coach *coach, const struct effect *effect)
{
	const struct clip *clip = shelf_tone(coach->parts.shelf, effect->tone);
	play(coach, clip, effect->at_ms, comfort_gain(&coach->parts.comfort, COMFORT_TONE, CUES));
	transcript_effect(coach->parts.transcript, effect, coach->parts.session);
	caption_word(coach->parts.transcript, tone_word(effect->tone));
}

/* A count sounds exactly at its time or not at all; it never delays anything. */
static void sound_count(struct coach *coach, const struct effect *effect)
{
	char words[WORDS_BYTES];
	const struct clip *clip = NULL;
	int ticket = shelf_ask(coach->parts.shelf, &effect->saying, true, words);
	if (ticket == SHELF_NONE)
		return;
	bool busy = coach->queue_count > 0 || coach->voice_free_ms > effect->at_ms;
	bool fits = !busy && shelf_ready(coach->parts.shelf, ticket, &clip);
	if (fits && clip != NULL &&
	    play(coach, clip, effect->at_ms, coach_voice_gain(coach, ticket, effect->saying.cue)))
		coach->voice_free_ms = effect->at_ms + length_ms(clip);
	transcript_line(coach->parts.transcript, effect->at_ms, fits ? "count" : "drop", "%s",
			words);
	caption_word(coach->parts.transcript, words);
}

static void do_planned(struct coach *coach)
{
	struct effect effect = coach->agenda[0];
	memmove(coach->agenda, coach->agenda + 1, (size_t)--coach->agenda_count * sizeof effect);
	if (effect.kind == EFFECT_TONE)
		sound_tone(coach, &effect);
	else
		sound_count(coach, &effect);
}

/* --- effects ----------------------------------------------------------- */

static void hush(struct coach *coach)
{
	struct order order = {.kind = ORDER_HUSH};
	mixer_order(coach->parts.mixer, &order);
	for (; coach->queue_count > 0; coach->queue_count--) {
		shelf_drop(coach->parts.shelf, first_sentence(coach)->ticket);
		coach->queue_first = (coach->queue_first + 1) % QUEUE;
	}
	shelf_hush(coach->parts.shelf);
	coach->agenda_count = 0;
	coach->speaking = false;
	/* but a loudspeaker that wakes up goes on doing so */
	int64_t free_ms =
	    coach->silent_to_ms > coach->now_ms ? coach->silent_to_ms : coach->now_ms;
	if (coach->voice_free_ms > free_ms)
		coach->voice_free_ms = free_ms;
}

static void carry_out(struct coach *coach, const struct effect *effect)
{
	switch (effect->kind) {
	case EFFECT_SAY:
		queue_sentence(coach, effect);
		return;
	case EFFECT_TONE:
	case EFFECT_COUNT:
		plan(coach, effect);
		return;
	case EFFECT_HUSH:
		hush(coach);
		break;
	case EFFECT_LISTEN:
		coach->ear_open = true;
		coach->context = effect->context;
		coach->ear_since_ms = effect->at_ms;
		coach->expecting = false;
		break;
	case EFFECT_DEAF:
		coach->ear_open = false;
		coach->expecting = false;
		break;
	case EFFECT_END:
		coach->ended = true;
		break;
	case EFFECT_VOICE:
		coach_voice_adjust(coach, (enum intent_kind)effect->n);
		break;
	case EFFECT_STEP:
	case EFFECT_DONE:
	case EFFECT_WENT:
	case EFFECT_ANSWER:
	case EFFECT_HEARD:
	case EFFECT_PAIN:
	case EFFECT_DECIDE:
	case EFFECT_STATE:
		break;
	}
	transcript_effect(coach->parts.transcript, effect, coach->parts.session);
}

static void step(struct coach *coach, enum event_kind kind, const struct intent *intent)
{
	struct event event = {.at_ms = coach->now_ms, .kind = kind};
	struct effects effects;
	if (intent != NULL)
		event.intent = *intent;
	const struct coach_watch *watch = &coach->parts.watch;
	session_step(coach->parts.session, &event, &effects);
	for (int i = 0; i < effects.count; i++)
		carry_out(coach, &effects.list[i]);
	for (int i = 0; i < effects.count && watch->effect != NULL; i++)
		watch->effect(watch->context, &effects.list[i]);
}

/* No step before what was done is written down; the rest is longer for it. */
static void tick(struct coach *coach)
{
	const struct coach_watch *watch = &coach->parts.watch;
	bool held = watch->holds != NULL && watch->holds(watch->context) &&
		    session_hold(coach->parts.session, coach->now_ms + HOLD_MS);
	if (!held)
		step(coach, EVENT_TICK, NULL);
}

/* --- time -------------------------------------------------------------- */

enum what { WHAT_NOTHING, WHAT_PLANNED, WHAT_SENTENCE, WHAT_SPOKEN, WHAT_EXPECTED, WHAT_TICK };

static void earlier(enum what *what, int64_t *at_ms, enum what other, int64_t other_ms)
{
	if (*what == WHAT_NOTHING || other_ms < *at_ms) {
		*what = other;
		*at_ms = other_ms;
	}
}

/* The next thing to do; of several at one time the first in this order. */
static enum what next(const struct coach *coach, int64_t *at_ms)
{
	enum what what = WHAT_NOTHING;
	const struct clip *clip;
	int64_t tick_ms = session_deadline(coach->parts.session);
	*at_ms = 0;
	if (coach->agenda_count > 0)
		earlier(&what, at_ms, WHAT_PLANNED, coach->agenda[0].at_ms);
	if (coach->queue_count > 0 &&
	    shelf_ready(coach->parts.shelf, first_sentence(coach)->ticket, &clip))
		earlier(&what, at_ms, WHAT_SENTENCE, sentence_ms(coach));
	if (coach->queue_count == 0 && coach->speaking)
		earlier(&what, at_ms, WHAT_SPOKEN, coach->voice_free_ms);
	if (coach->expecting)
		earlier(&what, at_ms, WHAT_EXPECTED, coach->expected.at_ms);
	if (tick_ms != SESSION_NEVER)
		earlier(&what, at_ms, WHAT_TICK, tick_ms);
	return what;
}

static void do_next(struct coach *coach, enum what what, int64_t at_ms)
{
	switch (what) {
	case WHAT_PLANNED:
		do_planned(coach);
		break;
	case WHAT_SENTENCE:
		say(coach, at_ms);
		break;
	case WHAT_SPOKEN:
		coach->speaking = false;
		step(coach, EVENT_SPOKEN, NULL);
		break;
	case WHAT_EXPECTED:
		coach->expecting = false;
		step(coach, EVENT_INTENT, &coach->expected.intent);
		break;
	case WHAT_TICK:
		tick(coach);
		break;
	case WHAT_NOTHING:
		break;
	}
}

static void run_until(struct coach *coach, int64_t until_ms)
{
	int64_t at_ms;
	enum what what;
	while ((what = next(coach, &at_ms)) != WHAT_NOTHING && at_ms <= until_ms) {
		if (at_ms > coach->now_ms)
			coach->now_ms = at_ms;
		do_next(coach, what, at_ms);
	}
	if (until_ms > coach->now_ms)
		coach->now_ms = until_ms;
}

void coach_prepare(struct coach *coach)
{
	const struct session *s = coach->parts.session;
	shelf_prepare(coach->parts.shelf, s->routine, s->start.by_count);
}

void coach_begin(struct coach *coach)
{
	step(coach, EVENT_BEGIN, NULL);
	run_until(coach, 0);
}

void coach_run(struct coach *coach)
{
	take_notes(coach);
	run_until(coach, mixer_frames(coach->parts.mixer) / FRAMES_PER_MS + coach->parts.ahead_ms);
}

void coach_wake(struct coach *coach, int wake_ms)
{
	int64_t from_ms = coach->now_ms;
	if (wake_ms == 0)
		return;
	if (coach->voice_free_ms > from_ms)
		from_ms = coach->voice_free_ms;
	coach->voice_free_ms = coach->silent_to_ms = from_ms + wake_ms;
}

bool coach_add(struct coach *coach, enum cue cue)
{
	const struct session *s = coach->parts.session;
	struct effect effect = {
	    .at_ms = coach->now_ms, .kind = EFFECT_SAY, .saying = {.cue = cue, .exercise = -1}};
	bool talks = coach->speaking && coach->queue_count > 0;
	bool calm = (s->state == STATE_REST && s->phase == PHASE_TALK) ||
		    (s->state == STATE_CLOSING && s->result != RESULT_EMERGENCY);
	if (talks && calm)
		queue_sentence(coach, &effect);
	return talks && calm;
}

void coach_event(struct coach *coach, enum event_kind kind, const struct intent *intent)
{
	step(coach, kind, intent);
	run_until(coach, coach->now_ms);
}

void coach_expect(struct coach *coach, int64_t at_ms, const struct intent *intent)
{
	coach->expecting = true;
	coach->expected = (struct event){.at_ms = at_ms, .kind = EVENT_INTENT, .intent = *intent};
}

int64_t coach_now_ms(const struct coach *coach)
{
	return coach->now_ms;
}

bool coach_is_over(const struct coach *coach)
{
	int64_t heard_ms = mixer_frames(coach->parts.mixer) / FRAMES_PER_MS;
	return coach->ended && coach->queue_count == 0 && heard_ms >= coach->voice_free_ms;
}

void coach_close(struct coach *coach)
{
	free(coach);
}
