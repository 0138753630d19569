/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scribe.c - what happens in a session, made into lines of the journal. */
#include "scribe.h"

#include "opening.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static void send(struct scribe *scribe, struct line *line)
{
	if (line_is_of_session(line->kind))
		memcpy(line->uid, scribe->head.uid, sizeof line->uid);
	line->at = scribe->now;
	scribe->number = scribe->write(scribe->context, line);
}

static struct line line_at(const struct scribe *scribe, enum line_kind kind, int64_t at_ms)
{
	return (struct line){.kind = kind, .at_ms = scribe->begin_ms + at_ms};
}

static void send_mark(struct scribe *scribe, enum mark_kind kind, enum row row)
{
	struct line line = {.kind = LINE_MARK};
	uid_make(line.uid);
	line.mark.kind = kind;
	line.mark.row = row;
	send(scribe, &line);
}

static void send_exercise(struct scribe *scribe, int place, int64_t at_ms)
{
	struct line line = line_at(scribe, LINE_EXERCISE, at_ms);
	line.exercise.place = place;
	line.exercise.done = scribe->record.past.exercise[place];
	send(scribe, &line);
}

static void send_head(struct scribe *scribe)
{
	struct line line = scribe->head;
	line.session.start_pain = scribe->record.past.start_pain;
	send(scribe, &line);
}

/* --- the beginning ------------------------------------------------------- */

static void go_on(struct scribe *scribe, const struct cut_off *cut)
{
	struct past_session past = cut->past;
	for (int i = 0; i < past.count; i++)
		if ((cut->known & (1u << i)) == 0)
			past.exercise[i] = scribe->record.past.exercise[i];
	record_resume(&scribe->record, &past);
	memcpy(scribe->head.uid, cut->uid, sizeof scribe->head.uid);
	scribe->begin_ms = cut->passed_ms;
}

static void name_session(struct scribe *scribe, const struct routine *routine)
{
	struct line *head = &scribe->head;
	head->kind = LINE_SESSION;
	uid_make(head->uid);
	memcpy(head->session.routine, routine->id, sizeof head->session.routine);
	memcpy(head->session.title, routine->title, sizeof head->session.title);
	snprintf(head->session.version, sizeof head->session.version, "%s", EASEBACK_VERSION);
	head->session.start_pain = PAIN_UNKNOWN;
}

void scribe_begin(struct scribe *scribe, const struct opening *opening,
		  const struct session *session, struct session_plan *plan, scribe_write_fn *write,
		  void *context)
{
	assert(session->plan == plan);
	memset(scribe, 0, sizeof *scribe);
	scribe->write = write;
	scribe->context = context;
	scribe->opening = opening;
	scribe->session = session;
	scribe->plan = plan;
	scribe->now = opening->now;
	record_init(&scribe->record, session, opening->top, opening->now.day,
		    opening->now.doubtful);
	name_session(scribe, session->routine);
	if (opening->cut.there)
		go_on(scribe, &opening->cut);
	send_head(scribe);
	if (opening->cut.there) {
		struct line line = {.kind = LINE_RESUME, .goes_on = opening->cut.cut.exercise};
		send(scribe, &line);
	}
	if (opening->flare != MARKS)
		send_mark(scribe, opening->flare, opening->flare == MARK_FLARE ? ROW_FL1 : ROW_FL2);
}

void scribe_take_over(struct scribe *scribe, const struct scribe *before,
		      const struct opening *opening, const struct session *session,
		      struct session_plan *plan, scribe_write_fn *write, void *context)
{
	*scribe = *before;
	scribe->write = write;
	scribe->context = context;
	scribe->opening = opening;
	scribe->session = session;
	scribe->plan = plan;
	/* whoever writes wants to hear of a session first of all */
	send_head(scribe);
}

void scribe_time(struct scribe *scribe, const struct stamp *now)
{
	bool doubt = now->doubtful && !scribe->now.doubtful;
	scribe->now = *now;
	if (!doubt || scribe->ended)
		return;
	scribe->record.past.doubtful = true;
	send_head(scribe);
}

/* --- what happens ---------------------------------------------------------- */

static enum line_source source_of(int source)
{
	return source == (int)SOURCE_VOICE ? BY_VOICE : BY_KEY;
}

/* X5 and X11 to X13 look at the morning, so that the plan waits for it. */
static void take_morning(struct scribe *scribe, int pain)
{
	struct line morning = {.kind = LINE_MORNING};
	morning.morning.day = scribe->opening->morning_day;
	morning.morning.pain = pain;
	send(scribe, &morning);
	*scribe->plan = scribe->opening->plan_after[pain];
	record_plan(&scribe->record, scribe->session);
}

static void send_pain(struct scribe *scribe, const struct effect *pain)
{
	const struct record *record = &scribe->record;
	struct line line = line_at(scribe, LINE_CHECKIN, pain->at_ms);
	line.checkin = (struct line_checkin){.question = (enum question)pain->m,
					     .exercise = pain->saying.exercise,
					     .set = record->set < 0 ? 0 : record->set,
					     .heard = record->hearing.value,
					     .accepted = pain->n,
					     .belief = pain->belief,
					     .changes = pain->changes,
					     .source = source_of((int)record->hearing.source),
					     .percent = record->hearing.percent};
	send(scribe, &line);
	if (pain->m == (int)QUESTION_START)
		send_head(scribe);
	if (pain->m == (int)QUESTION_MORNING)
		take_morning(scribe, pain->n);
}

/* A yes is 1, a no is 0; why a week was missed is an enum away. */
static void send_answer(struct scribe *scribe, const struct effect *answer)
{
	struct line line = line_at(scribe, LINE_CHECKIN, answer->at_ms);
	line.checkin = (struct line_checkin){.question = answer->question,
					     .exercise = -1,
					     .heard = answer->n,
					     .accepted = PAIN_UNKNOWN,
					     .source = source_of(answer->m),
					     .percent = answer->percent};
	send(scribe, &line);
}

static bool is_advice(enum row row)
{
	return row == ROW_FL3 || row == ROW_X4 || (row >= ROW_AD1 && row <= ROW_AD5);
}

static void send_decision(struct scribe *scribe, const struct effect *decide)
{
	struct line line = line_at(scribe, LINE_DECISION, decide->at_ms);
	line.decision = (struct line_decision){.row = decide->row,
					       .exercise = decide->saying.exercise,
					       .value = decide->n,
					       .pain = decide->m};
	send(scribe, &line);
	if (decide->row == ROW_AD1)
		send_mark(scribe, MARK_ACKNOWLEDGED, ROW_AD1);
	else if (is_advice(decide->row))
		send_mark(scribe, MARK_ADVICE, decide->row);
}

static void send_changed(struct scribe *scribe, uint32_t changed, int64_t at_ms)
{
	for (int i = 0; i < scribe->record.past.count; i++)
		if ((changed & (1u << i)) != 0)
			send_exercise(scribe, i, at_ms);
}

/* What was planned and not reached belongs to the whole, where anything was begun. */
static void send_rest(struct scribe *scribe, int64_t at_ms)
{
	const struct past_session *past = &scribe->record.past;
	uint32_t rest = 0;
	bool begun = false;
	for (int i = 0; i < past->count; i++) {
		begun |= past->exercise[i].begun;
		if (!past->exercise[i].begun && !past->exercise[i].left)
			rest |= 1u << i;
	}
	if (begun)
		send_changed(scribe, rest, at_ms);
}

/* The end is written when the last words begin: power that goes in them is no cut. */
static void send_end(struct scribe *scribe, int64_t at_ms, enum session_result result)
{
	struct line line = {.kind = LINE_END, .result = result};
	if (scribe->ended)
		return;
	scribe->ended = true;
	send_rest(scribe, at_ms);
	send(scribe, &line);
}

void scribe_effect(struct scribe *scribe, const struct effect *effect)
{
	uint32_t changed = record_effect(&scribe->record, effect, scribe->session);
	if (effect->kind == EFFECT_PAIN)
		send_pain(scribe, effect);
	else if (effect->kind == EFFECT_ANSWER)
		send_answer(scribe, effect);
	else if (effect->kind == EFFECT_DECIDE)
		send_decision(scribe, effect);
	send_changed(scribe, changed, effect->at_ms);
	if (effect->kind == EFFECT_END || (effect->kind == EFFECT_STATE && scribe->session->ended))
		send_end(scribe, effect->at_ms, scribe->session->result);
}

void scribe_lost(struct scribe *scribe)
{
	send_end(scribe, scribe->session->now_ms, RESULT_LOST);
}

void scribe_seen(const struct opening *opening, struct line *line)
{
	*line = (struct line){.kind = LINE_MARK, .at = opening->now};
	uid_make(line->uid);
	line->mark.kind = MARK_SEEN;
	line->mark.row = ROW_NONE;
}
