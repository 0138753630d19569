/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_voice.c - a voice over the coach's own, and a cry of pain (rows W8 and W9).
 *
 * Somebody speaks and goes on, and no word was understood, or what was said
 * may have been a halt: the session halts and asks "Stop?". A short silence means that nobody
 * wanted anything, and it goes on where it was; what it may not do is to go on against a voice.
 * Since a television talks, too, it asks twice at most until something else has come through; then
 * it pauses and waits for the person.
 */
#include "session_parts.h"

enum {
	ASKED_MOST = 2,
	SILENCE_MS = 4000,
	LET_FINISH_MS = 1100 /* a word that was begun ends, and is understood, before it is asked */
};

/* Elsewhere the ear is open for it, and nothing goes on by itself. */
static bool goes_on(const struct session *s)
{
	return s->state == STATE_WORK || s->state == STATE_REST || s->talking;
}

static void ask_stop(struct session *s, struct effects *out)
{
	command_halt(s, out, STATE_VOICE);
	emit_decide(s, out, ROW_W8, s->voices, PAIN_UNKNOWN);
	emit_say(s, out, CUE_STOP_ASK, 0, 0);
	out->list[out->count - 1].at_ms = s->now_ms + LET_FINISH_MS;
}

static void spoken_over(struct session *s, struct effects *out)
{
	s->voices++;
	if (s->voices <= ASKED_MOST)
		ask_stop(s, out);
	else
		command_pause(s, out);
}

/* What is being said can be cut short, and the person listened to, where nothing runs anyway. */
static void fall_silent(struct session *s, struct effects *out)
{
	struct event spoken = {.at_ms = s->now_ms, .kind = EVENT_SPOKEN};
	emit_hush(s, out);
	if (s->state == STATE_PAUSED)
		paused_event(s, &spoken, out);
	else
		standby_event(s, &spoken, out);
}

void voice_over(struct session *s, struct effects *out)
{
	if (!goes_on(s))
		return;
	if (s->state == STATE_PAUSED || s->state == STATE_STANDBY)
		fall_silent(s, out);
	else if (s->ended) /* the questions after "leg" spend a try: they come to their end */
		ask_unanswered(s, out);
	else
		spoken_over(s, out);
}

/* As if nothing had been said: no try is spent, nothing is left out. */
static void go_on(struct session *s, struct effects *out)
{
	if (s->talking)
		emit_hush(s, out);
	if (s->resume_to == STATE_ASK) {
		ask_repeat(s, out);
		return;
	}
	emit(out, EFFECT_DEAF, s->now_ms);
	ask_shut(s);
	if (s->resume_to == STATE_WORK)
		work_return(s, out);
	else
		rest_return(s, out);
}

static void answered(struct session *s, struct effects *out, const struct intent *intent)
{
	enum intent_kind kind = intent->kind;
	/* Before the ear is open it was not an answer to this. */
	if (intent->source == SOURCE_VOICE && !s->listening)
		return;
	if (kind == INTENT_YES) {
		command_stop(s, out);
	} else if (kind == INTENT_NO || kind == INTENT_READY) {
		s->voices = 0;
		go_on(s, out);
	} else if (kind == INTENT_UNCLEAR) {
		spoken_over(s, out);
	} else if (kind == INTENT_NUMBER || kind == INTENT_NONE || kind == INTENT_SAME) {
		command_number(s, out, intent);
	}
}

void voice_event(struct session *s, const struct event *event, struct effects *out)
{
	if (event->kind == EVENT_SPOKEN) {
		s->listening = true;
		emit_listen(s, out, LISTEN_YESNO);
		s->deadline_ms = s->now_ms + SILENCE_MS;
	} else if (event->kind == EVENT_TICK) {
		go_on(s, out);
	} else if (event->kind == EVENT_INTENT) {
		answered(s, out, &event->intent);
	}
}

/* Halts and asks for the pain, as after a pause; the cry does not say how strong it is. */
void voice_ouch(struct session *s, struct effects *out)
{
	command_halt(s, out, STATE_PAUSED);
	emit_decide(s, out, ROW_W9, 0, PAIN_UNKNOWN);
	emit_say(s, out, CUE_OUCH, 0, 0);
	command_go_back(s, out);
}
