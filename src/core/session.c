/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session.c - the state machine's frame: events in, effects out.
 *
 *            BEGIN
 *  IDLE ------------> ASK (opening questions, pain at the start)
 *                      |  gate G7-G9               \ gate G1-G6
 *                      v                             \
 *      +------------> REST --countdown--> WORK         \
 *      |               ^  ^                |  set done   \
 *      |   green sets, |  | sides          |              \
 *      |   sides       +--+----------------+               \
 *      |                                   v                v
 *      +------- number accepted -------- ASK --stop, pain-> CLOSING --> OVER
 *                                        |  ^
 *                       no answer, later v  | a number
 *                                      STANDBY --60 s--> CLOSING
 *
 *  From everywhere: pause -> PAUSED, device gone -> LOST; both lead back only
 *  through ASK. A voice over the coach's own -> VOICE ("Stop?"), which leads back
 *  to where it was, or to PAUSED. Stop, leg and emergency end it from everywhere
 *  at once.
 */
#include "session_parts.h"

#include <assert.h>
#include <string.h>

typedef void state_handler(struct session *s, const struct event *event, struct effects *out);

static void idle_event(struct session *s, const struct event *event, struct effects *out)
{
	if (event->kind == EVENT_BEGIN)
		open_begin(s, out);
}

static void over_event(struct session *s, const struct event *event, struct effects *out)
{
	(void)s;
	(void)event;
	(void)out;
}

static state_handler *const handlers[] = {
    [STATE_IDLE] = idle_event,	 [STATE_ASK] = ask_event,	[STATE_REST] = rest_event,
    [STATE_WORK] = work_event,	 [STATE_PAUSED] = paused_event, [STATE_STANDBY] = standby_event,
    [STATE_VOICE] = voice_event, [STATE_LOST] = lost_event,	[STATE_CLOSING] = close_event,
    [STATE_OVER] = over_event,
};
_Static_assert(sizeof handlers / sizeof handlers[0] == SESSION_STATES, "a handler for each state");

/* Nothing gets milder because the power went. */
static void take_over(struct session *s, const struct session_cut *cut)
{
	assert(cut->exercise >= 0 && cut->exercise < s->routine->count);
	assert(cut->ease >= 0 && cut->ease <= EASE_MAX && cut->k2 < 2 && cut->sharps < 2);
	s->ease = cut->ease;
	s->k2 = cut->k2;
	s->sharps = cut->sharps;
	s->gentle_only = cut->gentle;
}

void session_init(struct session *s, const struct routine *routine, const struct session_plan *plan,
		  const struct policy *policy, const struct session_start *start)
{
	/* Padding is cleared too, so that equal sessions are equal bytes. */
	memset(s, 0, sizeof *s);
	s->routine = routine;
	s->plan = plan;
	s->policy = policy;
	s->start = *start;
	s->memo.locked = start->locked;
	s->memo.start_pain = PAIN_UNKNOWN;
	s->deadline_ms = SESSION_NEVER;
	s->heard = PAIN_UNKNOWN;
	s->doubted = PAIN_UNKNOWN;
	s->start_pain = PAIN_UNKNOWN;
	s->last_pain = PAIN_UNKNOWN;
	s->exercise = -1;
	s->done = -1;
	if (start->cut.there)
		take_over(s, &start->cut);
}

/* "1", "0" on the keys is ten: the worst pain must never become none. */
static bool is_end_of_ten(const struct session *s, const struct event *event)
{
	return event->kind == EVENT_INTENT && event->intent.kind == INTENT_NUMBER &&
	       event->intent.source == SOURCE_KEY && event->intent.value == 0 && s->told &&
	       s->last_pain == 1 && s->now_ms - s->told_ms <= TEN_MS;
}

/* Before all that follows from it, but behind the hush, which comes first. */
static void tell_done(struct effects *out, const struct effect *done)
{
	int at = out->count > 0 && out->list[0].kind == EFFECT_HUSH ? 1 : 0;
	assert(out->count < EFFECTS_MAX);
	memmove(&out->list[at + 1], &out->list[at],
		(size_t)(out->count - at) * sizeof out->list[0]);
	out->list[at] = *done;
	out->count++;
}

void session_step(struct session *s, const struct event *event, struct effects *out)
{
	enum session_state before = s->state;
	struct effect done;
	out->count = 0;
	if (event->at_ms > s->now_ms)
		s->now_ms = event->at_ms;
	if (event->kind == EVENT_SPOKEN)
		s->talking = false;
	/* A SPOKEN that never comes must not hang the session: its time limit stands in for it. */
	struct event e = *event;
	e.intent.kind = command_meaning(s, &event->intent);
	if (is_end_of_ten(s, &e))
		e.intent.value = PAIN_MAX;
	if (e.kind == EVENT_TICK) {
		if (s->deadline_ms == SESSION_NEVER || s->now_ms < s->deadline_ms)
			return;
		if (s->talking && s->state != STATE_WORK) {
			s->talking = false;
			e.kind = EVENT_SPOKEN;
		}
	}
	if (before == STATE_WORK)
		work_measure(s, &done);
	if (before_is_ten(s, &e)) {
		ask_cut(s, out);
		judge_pain(s, out, QUESTION_MORNING, PAIN_MAX, BELIEF_KEY);
	} else if (!command_event(s, &e, out)) {
		handlers[s->state](s, &e, out);
	}
	if (before == STATE_WORK && s->state != before)
		tell_done(out, &done);
	if (s->state != before)
		emit(out, EFFECT_STATE, s->now_ms)->n = (int)s->state;
}

int64_t session_deadline(const struct session *s)
{
	return s->deadline_ms;
}

struct effect *emit(struct effects *out, enum effect_kind kind, int64_t at_ms)
{
	assert(out->count < EFFECTS_MAX);
	struct effect *effect = &out->list[out->count++];
	memset(effect, 0, sizeof *effect);
	effect->kind = kind;
	effect->at_ms = at_ms;
	effect->saying.exercise = -1;
	return effect;
}

void emit_aside(struct session *s, struct effects *out, enum cue cue, int n, int m)
{
	/* The greeting waits for nobody. */
	int lead_ms = s->state == STATE_IDLE ? 0 : SESSION_LEAD_MS;
	struct effect *effect = emit(out, EFFECT_SAY, s->now_ms + lead_ms);
	effect->saying = (struct saying){.cue = cue, .exercise = s->exercise, .n = n, .m = m};
}

void emit_say(struct session *s, struct effects *out, enum cue cue, int n, int m)
{
	emit_aside(s, out, cue, n, m);
	s->talking = true;
	s->deadline_ms = s->now_ms + TALK_LIMIT_MS;
}

void emit_hush(struct session *s, struct effects *out)
{
	emit(out, EFFECT_HUSH, s->now_ms);
	s->talking = false;
}

void emit_tone(struct effects *out, enum tone tone, int64_t at_ms)
{
	emit(out, EFFECT_TONE, at_ms)->tone = tone;
}

void emit_count(struct effects *out, enum cue cue, int n, int64_t at_ms)
{
	struct effect *effect = emit(out, EFFECT_COUNT, at_ms);
	effect->saying = (struct saying){.cue = cue, .exercise = -1, .n = n};
}

void emit_listen(struct session *s, struct effects *out, enum listen_context context)
{
	emit(out, EFFECT_LISTEN, s->now_ms)->context = context;
}

void emit_decide(struct session *s, struct effects *out, enum row row, int n, int m)
{
	struct effect *effect = emit(out, EFFECT_DECIDE, s->now_ms);
	effect->row = row;
	effect->n = n;
	effect->m = m;
	effect->saying.exercise = s->done;
}

void emit_heard(struct session *s, struct effects *out, enum question question,
		const struct intent *intent, int value)
{
	struct effect *heard = emit(out, EFFECT_HEARD, s->now_ms);
	heard->n = value;
	heard->m = (int)intent->source;
	heard->question = question;
	heard->percent = intent->percent;
}

void emit_answer(struct session *s, struct effects *out, int n, const struct intent *intent)
{
	struct effect *answer = emit(out, EFFECT_ANSWER, s->now_ms);
	answer->n = n;
	answer->m = (int)intent->source;
	answer->question = s->question;
	answer->percent = intent->percent;
	answer->saying.n =
	    s->question == QUESTION_SIGN || s->question == QUESTION_LEG ? s->sign : 0;
}

void emit_pain(struct session *s, struct effects *out, enum question question, int value,
	       enum belief belief)
{
	struct effect *pain = emit(out, EFFECT_PAIN, s->now_ms);
	pain->n = value;
	pain->m = (int)question;
	pain->belief = belief;
	pain->changes = question == QUESTION_MORNING ? !s->start.ask_morning : s->changing;
	pain->saying.exercise = s->done;
}

bool has_exercise(const struct session *s)
{
	return s->exercise >= 0 && (s->left & (1u << s->exercise)) == 0;
}

const struct exercise *exercise_at_hand(const struct session *s)
{
	assert(s->exercise >= 0 && s->exercise < s->routine->count);
	return &s->routine->exercise[s->exercise];
}

struct dose dose_today(const struct session *s, int exercise)
{
	return session_plan_dose(s->plan, s->routine, exercise, s->ease);
}

void raise_ease(struct session *s, int to)
{
	if (to > EASE_MAX)
		to = EASE_MAX;
	if (to > s->ease)
		s->ease = to;
}

void leave_exercise(struct session *s, struct effects *out, int which)
{
	if ((s->left & (1u << which)) != 0)
		return;
	s->left |= 1u << which;
	struct effect *went = emit(out, EFFECT_WENT, s->now_ms);
	went->saying.exercise = which;
	went->m = 1;
}

void leave_done(struct session *s, struct effects *out)
{
	int which = s->done >= 0 ? s->done : s->exercise;
	if (which >= 0)
		leave_exercise(s, out, which);
}

bool question_is_pain(enum question question)
{
	return question == QUESTION_START || question == QUESTION_EXERCISE ||
	       question == QUESTION_SHARP || question == QUESTION_RESUME ||
	       question == QUESTION_FINAL || question == QUESTION_MORNING;
}

static int count_bits(uint32_t bits)
{
	int count = 0;
	for (; bits != 0; bits &= bits - 1)
		count++;
	return count;
}

int session_done(const struct session *s)
{
	return count_bits(s->reached);
}

int session_planned(const struct session *s)
{
	return s->routine->count - count_bits(s->barred);
}

/* What one exercise takes beside its work: its announcement, getting there, the check-in. */
static int64_t around_ms(const struct exercise *exercise)
{
	return 25000 + (int64_t)exercise->position_s * 1000;
}

int64_t session_remaining_ms(const struct session *s)
{
	int64_t left_ms = 0;
	if (s->ended)
		return 0;
	for (int i = 0; i < s->routine->count; i++) {
		const struct exercise *exercise = &s->routine->exercise[i];
		uint32_t bit = 1u << i;
		if ((s->left & bit) != 0 || ((s->reached & bit) != 0 && i != s->exercise))
			continue;
		struct dose dose = dose_today(s, i);
		int64_t whole_ms = exercise_ms(exercise, &dose);
		if ((s->reached & bit) != 0)
			left_ms += whole_ms - whole_ms * work_done_percent(s, &dose) / 100;
		else
			left_ms += whole_ms + around_ms(exercise);
	}
	return left_ms + FINAL_REST_MS;
}

const char *session_state_name(enum session_state state)
{
	static const char *const names[SESSION_STATES] = {
	    "idle", "ask", "rest", "work", "paused", "standby", "voice", "lost", "closing", "over"};
	assert(state < SESSION_STATES);
	return names[state];
}

const char *question_name(enum question question)
{
	static const char *const names[QUESTIONS] = {
	    [QUESTION_LOCK] = "lock",
	    [QUESTION_LOCK_SURE] = "lock-sure",
	    [QUESTION_NOTICE] = "notice",
	    [QUESTION_ADVICE] = "advice",
	    [QUESTION_ADVICE_SURE] = "advice-sure",
	    [QUESTION_AWAY] = "away",
	    [QUESTION_MORNING] = "morning",
	    [QUESTION_SIGN] = "sign",
	    [QUESTION_SIGNS_SURE] = "signs-sure",
	    [QUESTION_READY] = "ready",
	    [QUESTION_START] = "start",
	    [QUESTION_GO_ON] = "go-on",
	    [QUESTION_EXERCISE] = "exercise",
	    [QUESTION_SHARP] = "sharp",
	    [QUESTION_RESUME] = "resume",
	    [QUESTION_FINAL] = "final",
	    [QUESTION_CONFIRM] = "confirm",
	    [QUESTION_LEG] = "leg",
	};
	assert(question < QUESTIONS);
	return names[question];
}

const char *session_result_name(enum session_result result)
{
	static const char *const names[] = {"completed", "partly", "pain",	"refused", "quiet",
					    "stopped",	 "leg",	   "emergency", "lost"};
	assert(result <= RESULT_LOST);
	return names[result];
}
