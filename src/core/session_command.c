/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_command.c - what works in every state, without confirmation (rows W1 to W9).
 *
 * Stop, leg and emergency end the session in this very step. Pausing, a lost
 * device and missing answers all lead to a state in which nothing runs.
 */
#include "session_parts.h"

static bool is_open(const struct session *s)
{
	return s->state != STATE_IDLE && s->state != STATE_CLOSING && s->state != STATE_OVER;
}

static bool is_under_way(const struct session *s)
{
	return is_open(s) && !s->ended && s->start_pain != PAIN_UNKNOWN;
}

void command_stop(struct session *s, struct effects *out)
{
	emit_hush(s, out);
	emit_decide(s, out, ROW_W3, 3, PAIN_UNKNOWN);
	close_with(s, out, RESULT_STOPPED);
}

static void emergency(struct session *s, struct effects *out)
{
	emit_hush(s, out);
	s->memo.locked = true;
	s->memo.ask_signs = true;
	emit_decide(s, out, ROW_W1, 3, PAIN_UNKNOWN);
	close_with(s, out, RESULT_EMERGENCY);
}

static void leg(struct session *s, struct effects *out)
{
	emit_hush(s, out);
	if (!s->ended)
		rest_went(s, out);
	s->ended = true;
	s->result = RESULT_LEG;
	s->memo.ask_signs = true;
	s->in_set = false;
	s->heard = PAIN_UNKNOWN;
	s->sign = 0;
	emit_decide(s, out, ROW_W2, 3, PAIN_UNKNOWN);
	emit_say(s, out, CUE_LEG, 0, 0);
	ask_open(s, out, QUESTION_LEG);
}

static void end_for_sharp(struct session *s, struct effects *out, enum cue why,
			  enum session_result result)
{
	emit_say(s, out, why, 0, 0);
	close_with(s, out, result);
}

static void sharp(struct session *s, struct effects *out)
{
	/* A seven nobody took back, or a lost device: no further question, the end. */
	bool stops = s->heard >= s->policy->stop ||
		     (s->heard != PAIN_UNKNOWN && s->doubted >= s->policy->stop);
	bool end = stops || s->state == STATE_LOST;
	emit_hush(s, out);
	emit_decide(s, out, ROW_W4, 2, PAIN_UNKNOWN);
	if (s->start_pain == PAIN_UNKNOWN) {
		end_for_sharp(s, out, CUE_SHARP_NO_SESSION, RESULT_REFUSED);
		return;
	}
	if (s->state == STATE_WORK)
		work_interrupt(s);
	leave_done(s, out);
	if (s->exercise == s->done)
		s->in_set = false;
	s->heard = PAIN_UNKNOWN;
	s->changing = false;
	raise_ease(s, s->ease + 1);
	s->sharps++;
	s->k2++;
	if (end || s->sharps >= 2)
		end_for_sharp(s, out, CUE_STOP_SHARP, RESULT_PAIN);
	else if (s->k2 >= 2)
		end_for_sharp(s, out, CUE_STOP_SECOND, RESULT_PAIN);
	else {
		emit_say(s, out, CUE_SHARP, 0, 0);
		ask_open(s, out, QUESTION_SHARP);
	}
}

/* An answer beside the matter at hand; afterwards the state goes on as it was. */
static void aside(struct session *s, struct effects *out, enum cue cue, int n)
{
	/* Whoever listened listens anew when it is said: no try is spent. */
	if (s->state == STATE_ASK && (s->listening || s->counting))
		ask_cut(s, out);
	ask_shut(s);
	emit(out, EFFECT_DEAF, s->now_ms);
	if (s->state == STATE_WORK)
		emit_aside(s, out, cue, n, 0);
	else if (s->state == STATE_REST)
		rest_aside(s, out, cue, n);
	else
		emit_say(s, out, cue, n, 0);
}

static void easier(struct session *s, struct effects *out)
{
	bool spent = s->ease == EASE_MAX;
	raise_ease(s, s->ease + 1);
	emit_decide(s, out, ROW_W5, s->ease, PAIN_UNKNOWN);
	aside(s, out, spent ? CUE_EASIEST : CUE_EASIER, 0);
	if (s->state == STATE_REST)
		rest_eased(s, out);
}

static void skip(struct session *s, struct effects *out)
{
	if (s->state == STATE_ASK &&
	    (s->question == QUESTION_MORNING || s->question == QUESTION_AWAY)) {
		ask_cut(s, out);
		before_pass(s, out);
		return;
	}
	if (!is_under_way(s) || !has_exercise(s))
		return;
	emit_decide(s, out, ROW_W6, 0, PAIN_UNKNOWN);
	out->list[out->count - 1].saying.exercise = s->exercise;
	leave_exercise(s, out, s->exercise);
	s->in_set = false;
	s->changing = false;
	emit_hush(s, out);
	emit_say(s, out, CUE_SKIP, 0, 0);
	/* An open question stays open, behind a pause too: nothing that was heard is forgotten. */
	bool behind = s->state == STATE_PAUSED || s->state == STATE_VOICE;
	if (s->state == STATE_ASK || (behind && s->resume_to == STATE_ASK))
		ask_repeat(s, out);
	else
		ask_open(s, out, QUESTION_EXERCISE);
}

static void repeat(struct session *s, struct effects *out)
{
	if (s->state == STATE_ASK) {
		emit_hush(s, out);
		ask_repeat(s, out);
	} else if (s->state == STATE_REST) {
		emit_hush(s, out);
		tell_rest(s, out, TELL_FULL);
	} else if (s->state == STATE_WORK) {
		aside(s, out, CUE_MOVE, 0);
	} else if (s->state == STATE_PAUSED) {
		aside(s, out, count_paused_cue(s), 0);
	} else if (s->state == STATE_STANDBY) {
		aside(s, out, CUE_STANDBY, 0);
	} else if (s->state == STATE_VOICE) {
		aside(s, out, CUE_STOP_ASK, 0);
	}
}

static void how_long(struct session *s, struct effects *out)
{
	int minutes = (int)((session_remaining_ms(s) + 30000) / 60000);
	aside(s, out, CUE_HOW_LONG, minutes > 0 ? minutes : 1);
}

/*
 * How the coach speaks is no state of the session. A countdown is not counted anew for it: the next
 * beep tells; nor are the last words kept waiting.
 */
static void voice(struct session *s, struct effects *out, enum intent_kind kind)
{
	static const enum cue cues[] = {CUE_LOUDER, CUE_QUIETER, CUE_SPEAK_SLOWER,
					CUE_SPEAK_FASTER};
	enum cue cue = cues[kind - INTENT_LOUDER];
	emit(out, EFFECT_VOICE, s->now_ms)->n = (int)kind;
	if (is_open(s) && s->state != STATE_LOST &&
	    !(s->state == STATE_REST && s->phase == PHASE_COUNTDOWN))
		aside(s, out, cue, 0);
}

/* --- pause, lost device, standby: states in which nothing runs ---------- */

/* Where a question was open it is asked again; all else goes on through a number. */
void command_halt(struct session *s, struct effects *out, enum session_state state)
{
	emit_hush(s, out);
	emit(out, EFFECT_DEAF, s->now_ms);
	if (s->state != STATE_PAUSED && s->state != STATE_LOST && s->state != STATE_VOICE)
		s->resume_to = s->state;
	if (s->state == STATE_WORK)
		work_interrupt(s);
	s->pause_stands = state == STATE_LOST && s->state == STATE_PAUSED;
	ask_shut(s);
	if (state != STATE_VOICE)
		s->voices = 0;
	s->state = state;
	s->deadline_ms = s->now_ms + PAUSE_MS;
}

void command_go_back(struct session *s, struct effects *out)
{
	if (s->resume_to == STATE_ASK && s->question == QUESTION_GO_ON)
		rest_change(s, out); /* the number from before the halt is old */
	else if (s->resume_to == STATE_ASK)
		ask_repeat(s, out);
	else if (s->resume_to == STATE_STANDBY)
		ask_open(s, out, s->question);
	else
		ask_open(s, out, QUESTION_RESUME);
}

static void resume(struct session *s, struct effects *out)
{
	if (s->talking)
		emit_hush(s, out);
	command_go_back(s, out);
}

void command_pause(struct session *s, struct effects *out)
{
	command_halt(s, out, STATE_PAUSED);
	emit_decide(s, out, ROW_W7, 0, PAIN_UNKNOWN);
	emit_say(s, out, count_paused_cue(s), 0, 0);
}

void command_number(struct session *s, struct effects *out, const struct intent *intent)
{
	bool question = s->resume_to == STATE_ASK || s->resume_to == STATE_STANDBY;
	enum question which = question ? s->question : QUESTION_RESUME;
	bool takes_back = which == QUESTION_CONFIRM && intent->source == SOURCE_KEY;
	if (takes_back)
		which = s->confirming;
	if (!question_is_pain(which) ||
	    (intent->kind == INTENT_SAME && s->last_pain == PAIN_UNKNOWN))
		return;
	if (takes_back)
		s->tries = s->tries_before;
	if (s->resume_to != STATE_ASK)
		s->tries = 0;
	if (s->talking)
		emit_hush(s, out);
	number_heard(s, out, which, intent);
}

void paused_event(struct session *s, const struct event *event, struct effects *out)
{
	enum intent_kind kind = event->intent.kind;
	if (event->kind == EVENT_SPOKEN) {
		emit_listen(s, out, LISTEN_READY);
		s->deadline_ms = s->now_ms + PAUSE_MS;
	} else if (event->kind == EVENT_TICK) {
		emit_decide(s, out, ROW_W7, 3, PAIN_UNKNOWN);
		emit_say(s, out, CUE_PAUSED_END, 0, 0);
		close_with(s, out, RESULT_QUIET);
	} else if (event->kind == EVENT_INTENT) {
		if (kind == INTENT_READY || kind == INTENT_YES)
			resume(s, out);
		else if (kind == INTENT_NUMBER || kind == INTENT_NONE || kind == INTENT_SAME)
			command_number(s, out, &event->intent);
	}
}

void lost_event(struct session *s, const struct event *event, struct effects *out)
{
	if (event->kind == EVENT_MENDED) {
		emit_say(s, out, CUE_SOUND_BACK, 0, 0);
		if (s->pause_stands) {
			s->state = STATE_PAUSED;
			emit_say(s, out, count_paused_cue(s), 0, 0);
		} else {
			command_go_back(s, out);
		}
	} else if (event->kind == EVENT_TICK) {
		if (s->ended) /* "leg" was said: no answer, so the signs are read anyway */
			emit_say(s, out, CUE_LEG_READ, 0, 0);
		close_with(s, out, s->ended ? RESULT_LEG : RESULT_LOST);
	}
}

void standby_enter(struct session *s, struct effects *out)
{
	s->state = STATE_STANDBY;
	s->voices = 0;
	ask_shut(s);
	emit(out, EFFECT_DEAF, s->now_ms);
	emit_decide(s, out, ROW_P3, 0, PAIN_UNKNOWN);
	emit_say(s, out, CUE_STANDBY, 0, 0);
}

static void standby_intent(struct session *s, struct effects *out, const struct intent *intent)
{
	enum intent_kind kind = intent->kind;
	bool number = kind == INTENT_NUMBER || kind == INTENT_NONE || kind == INTENT_SAME;
	if (!number && kind != INTENT_READY && kind != INTENT_YES)
		return;
	if (s->talking)
		emit_hush(s, out);
	s->tries = 0;
	if (number)
		number_heard(s, out, s->question, intent);
	else
		ask_open(s, out, s->question);
}

void standby_event(struct session *s, const struct event *event, struct effects *out)
{
	if (event->kind == EVENT_SPOKEN) {
		emit_listen(s, out, LISTEN_NUMBER);
		s->deadline_ms = s->now_ms + STANDBY_MS;
	} else if (event->kind == EVENT_TICK) {
		emit_decide(s, out, ROW_P3, 3, PAIN_UNKNOWN);
		emit_say(s, out, CUE_STANDBY_END, 0, 0);
		close_with(s, out, RESULT_QUIET);
	} else if (event->kind == EVENT_INTENT) {
		standby_intent(s, out, &event->intent);
	}
}

/* The space bar pauses, and goes on where the person is waited for. */
enum intent_kind command_meaning(const struct session *s, const struct intent *intent)
{
	enum intent_kind pressed = count_meaning(s, intent);
	if (pressed != intent->kind)
		return pressed;
	bool waits = s->state == STATE_PAUSED ||
		     (s->state == STATE_ASK && s->question == QUESTION_READY) ||
		     (s->state == STATE_REST && s->phase == PHASE_READY);
	if (intent->kind == INTENT_PAUSE && intent->source == SOURCE_KEY && waits)
		return INTENT_READY;
	return intent->kind;
}

/* --- dispatch ---------------------------------------------------------- */

/* The commands that end or halt; they also work while the last words are said. */
static bool safety_intent(struct session *s, enum intent_kind kind, struct effects *out)
{
	bool closing = s->state == STATE_CLOSING;
	if (kind == INTENT_EMERGENCY && !(closing && s->result == RESULT_EMERGENCY))
		emergency(s, out);
	else if (kind == INTENT_LEG && !(closing && s->result == RESULT_EMERGENCY))
		leg(s, out);
	else if (kind == INTENT_STOP && !closing)
		command_stop(s, out);
	else if (kind == INTENT_SHARP && !closing && !s->ended)
		sharp(s, out);
	else
		return false;
	return true;
}

static bool comfort_intent(struct session *s, enum intent_kind kind, struct effects *out)
{
	if (kind == INTENT_PAUSE && !s->ended && s->state != STATE_PAUSED)
		command_pause(s, out);
	else if (kind == INTENT_OUCH && is_under_way(s))
		voice_ouch(s, out);
	else if (kind == INTENT_EASIER && !s->ended)
		easier(s, out);
	else if (kind == INTENT_SKIP && !s->ended)
		skip(s, out);
	else if (kind == INTENT_REPEAT)
		repeat(s, out);
	else if (kind == INTENT_HOW_LONG && !s->ended)
		how_long(s, out);
	else
		return false;
	return true;
}

bool command_event(struct session *s, const struct event *event, struct effects *out)
{
	if (s->state == STATE_IDLE || s->state == STATE_OVER)
		return false;
	if (event->kind == EVENT_QUIT && is_open(s)) {
		command_stop(s, out);
		return true;
	}
	if (event->kind == EVENT_LOST && is_open(s) && s->state != STATE_LOST) {
		command_halt(s, out, STATE_LOST);
		return true;
	}
	if (event->kind == EVENT_VOICE && is_open(s)) {
		voice_over(s, out);
		return true;
	}
	if (event->kind != EVENT_INTENT)
		return false;
	enum intent_kind kind = event->intent.kind;
	if (safety_intent(s, kind, out))
		return true;
	if (kind >= INTENT_LOUDER && kind <= INTENT_FASTER) {
		voice(s, out, kind);
		return true;
	}
	return is_open(s) && s->state != STATE_LOST && comfort_intent(s, kind, out);
}
