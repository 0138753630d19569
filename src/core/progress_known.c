/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress_known.c - the exercises of the past: their level, and what their last session says. */
#include "progress_parts.h"

#include <assert.h>
#include <string.h>

enum { BAD_RUN = 2 /* X4 twice running: left out */ };

struct known_exercise *known_find(struct progress *p, const char *name)
{
	for (int i = 0; i < p->count; i++)
		if (strcmp(p->known[i].name, name) == 0)
			return &p->known[i];
	return NULL;
}

/* The place of the one not done for longest; one that is left out keeps its place. */
static struct known_exercise *place_to_spare(struct progress *p)
{
	struct known_exercise *oldest = NULL;
	for (int i = 0; i < p->count; i++) {
		struct known_exercise *known = &p->known[i];
		if (!known->left_out && (oldest == NULL || known->order < oldest->order))
			oldest = known;
	}
	return oldest;
}

/* NULL when every place is taken by what is left out. */
static struct known_exercise *known_add(struct progress *p, const struct past_exercise *past)
{
	struct known_exercise *known =
	    p->count < PROGRESS_NAMES ? &p->known[p->count++] : place_to_spare(p);
	if (known == NULL)
		return NULL;
	*known = (struct known_exercise){.done_day = NO_DAY, .step_day = NO_DAY};
	memcpy(known->name, past->name, sizeof known->name);
	known->last.day = NO_DAY;
	known->last.k = PAIN_UNKNOWN;
	return known;
}

/* --- the opening: what the last session of an exercise comes to ------------------ */

struct level_input known_input(const struct progress *p, const struct known_exercise *known,
			       const struct opened *at, int top)
{
	const struct outcome *last = &known->last;
	bool gap_known = known->done_day != NO_DAY && at->day > known->done_day;
	bool step_known = known->step_day != NO_DAY && at->sure;
	return (struct level_input){
	    .level = known->level,
	    .top = top,
	    .gap = gap_known ? (int)(at->day - known->done_day) : 0,
	    .gap_taken = known->gap_taken,
	    .k = last->k,
	    .sharp = last->sharp,
	    .amber_before = last->amber_before,
	    .morning = last->morning,
	    .trend = at->trend,
	    .flare = p->flare.on,
	    .complete = last->complete,
	    .streak = known->streak,
	    .since_step = step_known ? (int)(at->day - known->step_day) : 0,
	};
}

static int levels_of_gap(enum row row)
{
	return row == ROW_X3 ? 1 : row == ROW_X2 ? 2 : row == ROW_X1 ? INT16_MAX : 0;
}

static void set_level(struct known_exercise *known, int level, const struct opened *at)
{
	if (level == known->level)
		return;
	known->level = level;
	known->step_day = at->sure ? at->day : NO_DAY;
}

/* A session planned lower than the level sets it back; not one whose ladder ends there. */
static void believe_record(struct known_exercise *known, const struct past_exercise *past,
			   const struct opened *at)
{
	if (past->level >= 0 && past->level < known->level && past->level < past->top) {
		set_level(known, past->level, at);
		known->streak = 0;
	}
}

static void take_step(struct known_exercise *known, const struct level_step *step,
		      const struct past_exercise *past, const struct opened *at)
{
	int cost = levels_of_gap(step->row);
	if (cost > known->gap_taken)
		known->gap_taken = cost;
	known->streak = step->streak;
	known->row = step->row;
	set_level(known, step->level, at);
	believe_record(known, past, at);
}

/* An exercise of the session that had been done before. */
static struct known_exercise *reopened(struct progress *p, const struct past_exercise *past)
{
	return past->begun ? known_find(p, past->name) : NULL;
}

void known_open(struct progress *p, const struct opened *at)
{
	const struct past_session *session = at->session;
	struct level_input in[ROUTINE_EXERCISES] = {{0}};
	struct level_step step[ROUTINE_EXERCISES] = {{0}};
	long stood_since[ROUTINE_EXERCISES] = {0};
	for (int i = 0; i < session->count; i++) {
		const struct past_exercise *past = &session->exercise[i];
		const struct known_exercise *known = reopened(p, past);
		if (known == NULL)
			continue;
		in[i] = known_input(p, known, at, past->top);
		step[i] = level_next(&in[i]);
		stood_since[i] = known->step_day;
		/* It was not taken then: two others were, or the level could not be read. */
		if (level_is_step(&step[i]) && past->level <= known->level)
			step[i] = level_wait(&in[i]);
	}
	level_choose(in, step, stood_since, session->count);
	for (int i = 0; i < session->count; i++) {
		struct known_exercise *known = reopened(p, &session->exercise[i]);
		if (known != NULL)
			take_step(known, &step[i], &session->exercise[i], at);
	}
}

/* --- afterwards: what this session says ------------------------------------------- */

/* As much as the start pain asked for: G7 to G9. */
static bool is_full_size(const struct progress *p, const struct past_session *session, int ease)
{
	struct gate_input in = {.pain = session->start_pain};
	struct gate gate = policy_gate(&p->policy, &in);
	return gate.result != GATE_REFUSE && ease <= gate.ease;
}

static bool is_complete(const struct progress *p, const struct known_exercise *known,
			const struct past_session *session, const struct past_exercise *past)
{
	return session->ended && session->result == RESULT_COMPLETED && past->complete &&
	       !past->left && past->level >= known->level && is_full_size(p, session, past->ease);
}

/* Runs of bad sessions; only a good one of a sure day ends them. */
static void note_runs(struct progress *p, struct known_exercise *known,
		      const struct past_exercise *past, bool sure)
{
	bool bad = past->k >= 2 || past->sharp;
	known->amber = past->k == 1 || (known->amber && (past->k == PAIN_UNKNOWN || !sure));
	if (bad)
		known->bad_run++;
	else if (sure && past->k != PAIN_UNKNOWN)
		known->bad_run = 0;
	if (known->bad_run >= BAD_RUN && !known->left_out) {
		known->left_out = true;
		p->due |= DUE_X4;
	}
}

static void note_days(struct known_exercise *known, const struct opened *at)
{
	if (!at->sure)
		return;
	known->done_day = at->day;
	known->gap_taken = 0;
	if (known->step_day == NO_DAY)
		known->step_day = at->day;
}

static void note_outcome(struct progress *p, struct known_exercise *known,
			 const struct past_exercise *past, const struct opened *at)
{
	bool amber_before = known->amber;
	known->kind = past->kind;
	known->top = past->top;
	known->order = p->order;
	known->times++;
	note_runs(p, known, past, at->sure);
	note_days(known, at);
	known->last = (struct outcome){
	    .day = at->sure ? at->day : NO_DAY,
	    .start_pain = at->session->start_pain,
	    .k = past->k,
	    .sharp = past->sharp,
	    .complete = is_complete(p, known, at->session, past),
	    .doubtful = !at->sure,
	    .amber_before = amber_before,
	    .morning = at->morning,
	};
}

void known_outcome(struct progress *p, const struct opened *at)
{
	const struct past_session *session = at->session;
	for (int i = 0; i < session->count; i++) {
		const struct past_exercise *past = &session->exercise[i];
		if (!past->begun)
			continue;
		struct known_exercise *known = known_find(p, past->name);
		if (known == NULL)
			known = known_add(p, past);
		if (known != NULL)
			note_outcome(p, known, past, at);
	}
}

/* --- what is said later ---------------------------------------------------------------- */

enum morning progress_morning(const struct policy *policy, int start,
			      const struct past_session *session)
{
	int morning = session->morning;
	if (morning == PAIN_UNKNOWN)
		return MORNING_UNKNOWN;
	if (morning >= policy->skip)
		return MORNING_RAISED;
	if (start == PAIN_UNKNOWN)
		return MORNING_UNKNOWN;
	if (morning >= start + 2)
		return MORNING_RAISED;
	return session->morning_late ? MORNING_UNKNOWN : MORNING_SETTLED;
}

void known_morning(struct progress *p, const struct opened *at)
{
	for (int i = 0; i < p->count; i++) {
		struct outcome *last = &p->known[i].last;
		if (at->sure && last->day == at->day && last->morning == MORNING_UNKNOWN)
			last->morning =
			    progress_morning(&p->policy, last->start_pain, at->session);
	}
}

void known_flare(struct progress *p)
{
	for (int i = 0; i < p->count; i++)
		p->known[i].streak = 0;
}

static void take_again(struct known_exercise *known)
{
	if (!known->left_out)
		return;
	known->left_out = false;
	known->bad_run = 0;
	known->level = 0;
	known->streak = 0;
	known->step_day = NO_DAY;
}

void known_again(struct progress *p, const char *name)
{
	for (int i = 0; i < p->count; i++)
		if (name == NULL || strcmp(p->known[i].name, name) == 0)
			take_again(&p->known[i]);
}
