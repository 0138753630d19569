/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_close.c - the last words of a session; nothing runs after they began. */
#include "session_parts.h"

static void say_summary(struct session *s, struct effects *out)
{
	int done = session_done(s), planned = session_planned(s);
	if (done == 0)
		return;
	if (done == planned && s->result == RESULT_COMPLETED)
		emit_say(s, out, CUE_SUMMARY_ALL, done, planned);
	else
		emit_say(s, out, CUE_SUMMARY_SOME, done, planned);
}

/* What is said at the end, behind the sentence that says why. */
static void say_last_words(struct session *s, struct effects *out)
{
	switch (s->result) {
	case RESULT_COMPLETED:
	case RESULT_PARTLY:
		say_summary(s, out);
		emit_say(s, out, CUE_GET_UP, 0, 0);
		emit_say(s, out, CUE_GOODBYE, 0, 0);
		break;
	case RESULT_PAIN:
		emit_say(s, out, CUE_BREATHE_CALM, 0, 0);
		say_summary(s, out);
		emit_say(s, out, CUE_GET_UP, 0, 0);
		break;
	case RESULT_STOPPED:
		emit_say(s, out, CUE_STOPPED, 0, 0);
		say_summary(s, out);
		break;
	case RESULT_EMERGENCY:
		emit_say(s, out, CUE_EMERGENCY, 0, 0);
		emit_say(s, out, CUE_EMERGENCY, 0, 0);
		break;
	case RESULT_REFUSED:
	case RESULT_QUIET:
	case RESULT_LEG:
	case RESULT_LOST:
		break; /* whoever closed it has said all */
	}
}

static void over(struct session *s, struct effects *out)
{
	s->state = STATE_OVER;
	s->talking = false;
	s->deadline_ms = SESSION_NEVER;
	emit(out, EFFECT_END, s->now_ms)->n = (int)s->result;
}

void close_with(struct session *s, struct effects *out, enum session_result result)
{
	if (!s->ended)
		rest_went(s, out);
	s->state = STATE_CLOSING;
	s->ended = true;
	s->result = result;
	s->in_set = false;
	ask_shut(s);
	s->heard = PAIN_UNKNOWN;
	emit(out, EFFECT_DEAF, s->now_ms);
	say_last_words(s, out);
	/* Nothing to say: the next tick ends it. */
	if (!s->talking)
		s->deadline_ms = s->now_ms;
}

void close_event(struct session *s, const struct event *event, struct effects *out)
{
	if (event->kind == EVENT_SPOKEN || event->kind == EVENT_TICK)
		over(s, out);
	else if (event->kind == EVENT_QUIT ||
		 (event->kind == EVENT_INTENT && event->intent.kind == INTENT_STOP)) {
		emit_hush(s, out);
		over(s, out);
	}
}
