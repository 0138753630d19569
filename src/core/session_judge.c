/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_judge.c - what an accepted number leads to: the gate and the verdict.
 *
 * The sentence that is said names the number, the consequence and the reason.
 */
#include "session_parts.h"

void judge_bar_all_but_gentle(struct session *s)
{
	/* What was done today, before a cut too, is not to be barred any more. */
	uint32_t done = s->reached | (s->start.cut.there ? s->start.cut.reached : 0);
	s->gentle_only = true;
	for (int i = 0; i < s->routine->count; i++)
		if (!s->routine->exercise[i].gentle && (done & (1u << i)) == 0)
			s->barred |= 1u << i;
	s->left |= s->barred;
}

void judge_note(struct session *s, enum question question, int value)
{
	if (!s->changing) {
		s->ease_before = s->ease;
		s->k2_before = s->k2;
	}
	s->changing = false;
	s->last_pain = value;
	s->last_question = question;
	s->told = true;
	s->voices = 0;
	s->told_ms = s->now_ms;
}

/* After "change" or "easier" what was eased stays so, whatever the new number. */
static enum cue start_cue(const struct session *s, const struct gate *gate)
{
	if (gate->result == GATE_GENTLE)
		return CUE_START_GENTLE;
	if (s->gentle_only || s->ease > gate->ease)
		return CUE_START_KEPT;
	return gate->row == ROW_G8 ? CUE_START_EASED : CUE_START_GREEN;
}

static void begin(struct session *s, struct effects *out, const struct gate *gate, int pain)
{
	judge_note(s, QUESTION_START, pain);
	s->start_pain = pain;
	s->memo.start_pain = pain;
	s->amber = gate->row != ROW_G9;
	raise_ease(s, gate->ease);
	if (gate->result == GATE_GENTLE || s->gentle_only)
		judge_bar_all_but_gentle(s);
	if (session_planned(s) == 0) {
		emit_say(s, out, CUE_REFUSE_NOTHING_LEFT, pain, 0);
		close_with(s, out, RESULT_REFUSED);
		return;
	}
	emit_say(s, out, start_cue(s, gate), pain, 0);
	rest_go_on(s, out);
}

static enum cue refusal(const struct session *s, enum row row)
{
	if (row == ROW_G1)
		return CUE_REFUSE_LOCKED;
	if (row == ROW_G3)
		return CUE_REFUSE_URGENT;
	if (row == ROW_G4)
		return CUE_REFUSE_UNANSWERED;
	if (row == ROW_G5)
		return CUE_REFUSE_UNKNOWN;
	return s->start.severe_last ? CUE_REFUSE_SEVERE_TWICE : CUE_REFUSE_SEVERE;
}

void judge_start(struct session *s, struct effects *out, const struct gate_input *in)
{
	struct gate gate = policy_gate(s->policy, in);
	emit_decide(s, out, gate.row, gate.ease, in->pain);
	if (gate.result != GATE_REFUSE) {
		begin(s, out, &gate, in->pain);
		return;
	}
	if (gate.row == ROW_G2) {
		s->memo.locked = true;
		close_with(s, out, RESULT_EMERGENCY);
		return;
	}
	if (gate.row == ROW_G6) {
		s->memo.severe = true;
		s->memo.start_pain = in->pain;
	}
	emit_say(s, out, refusal(s, gate.row), in->pain, 0);
	close_with(s, out, RESULT_REFUSED);
}

static void stop_for_pain(struct session *s, struct effects *out, enum cue cue, int value)
{
	emit_say(s, out, cue, value, 0);
	close_with(s, out, RESULT_PAIN);
}

/* After the last exercise there is nothing to promise. */
static void say_why(struct session *s, struct effects *out, enum cue cue, int value)
{
	emit_say(s, out, rest_has_more(s) ? cue : CUE_NOTED, value, 0);
}

/* K = 2: the exercise just done is left for good; the second time all is. */
static void leave(struct session *s, struct effects *out, enum row row, int value)
{
	leave_done(s, out);
	raise_ease(s, s->ease_before + 1);
	if (s->k2 <= s->k2_before)
		s->k2 = s->k2_before + 1;
	if (s->k2 >= 2) {
		stop_for_pain(s, out, CUE_STOP_SECOND, value);
		return;
	}
	say_why(s, out, row == ROW_S3 ? CUE_LEAVE_RISE : CUE_LEAVE, value);
	rest_go_on(s, out);
}

/* K = 1: smaller from the next set on; where that is spent, the sets left are dropped. */
static void ease(struct session *s, struct effects *out, enum row row, int value)
{
	if (s->ease_before == EASE_MAX) {
		s->drop_sets = true;
		say_why(s, out, CUE_EASE_REST, value);
	} else {
		raise_ease(s, s->ease_before + 1);
		say_why(s, out, row == ROW_S5 ? CUE_EASE_RISE : CUE_EASE, value);
	}
	rest_go_on(s, out);
}

/* The number before getting up: a second K = 2 is said and counted here too. */
static void end(struct session *s, struct effects *out, const struct verdict *verdict, int value)
{
	if (verdict->k == 2 && s->k2 > 0) {
		stop_for_pain(s, out, CUE_STOP_SECOND, value);
		return;
	}
	emit_say(s, out, CUE_NOTED, value, 0);
	close_with(s, out, rest_result(s));
}

static void act(struct session *s, struct effects *out, enum question question,
		const struct verdict *verdict, int value)
{
	if (verdict->k == 3) {
		stop_for_pain(s, out, CUE_STOP_PAIN, value);
	} else if (question == QUESTION_FINAL) {
		end(s, out, verdict, value);
	} else if (question == QUESTION_SHARP) {
		/* "Sharp" itself has already left the exercise and counted as K = 2. */
		emit_say(s, out, CUE_SHARP_LEFT, value, 0);
		rest_go_on(s, out);
	} else if (verdict->k == 2) {
		leave(s, out, verdict->row, value);
	} else if (verdict->k == 1) {
		ease(s, out, verdict->row, value);
	} else {
		emit_say(s, out, verdict->row == ROW_S6 ? CUE_GO_ON : CUE_GO_ON_QUOTA, value, 0);
		rest_go_on(s, out);
	}
}

void judge_pain(struct session *s, struct effects *out, enum question question, int value,
		enum belief belief)
{
	emit_pain(s, out, question, value, belief);
	if (question == QUESTION_MORNING) {
		before_morning(s, out, value);
		return;
	}
	if (question == QUESTION_START) {
		struct gate_input in = {.flare = s->start.flare, .pain = value};
		judge_start(s, out, &in);
		return;
	}
	struct verdict verdict = policy_judge(s->policy, s->start_pain, value);
	emit_decide(s, out, verdict.row, verdict.k, value);
	judge_note(s, question, value);
	s->amber = verdict.k > 0;
	act(s, out, question, &verdict, value);
}
