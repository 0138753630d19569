/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cut_off.c - where a session goes on that was cut off, and how carefully. */
#include "cut_off.h"

#include "record.h"

#include <string.h>

enum { CHECKINS = 256 };

/* What was answered, and what it led to; they are read one kind after the other. */
struct answer {
	int64_t at_ms;
	enum question question;
	int pain;
	bool changes;
};

struct reckoning {
	struct session_cut *cut;
	int count;
	struct answer answer[CHECKINS]; /* those beyond count as new ones, which eases more */
	int ease_before, k2_before;
	bool over;	     /* a decision had ended it */
	int64_t last_ms;     /* of any line */
	int64_t exercise_ms; /* of the newest line of an exercise that was begun */
	int last;	     /* ... and its place, or -1 */
	struct past_exercise exercise[ROUTINE_EXERCISES];
	bool known[ROUTINE_EXERCISES];
};

/* --- what the decisions led to: as the session does it --------------------- */

static const struct answer *answer_of(const struct reckoning *r, const struct line *line)
{
	for (int i = r->count - 1; i >= 0; i--)
		if (r->answer[i].at_ms == line->at_ms && r->answer[i].pain == line->decision.pain)
			return &r->answer[i];
	return NULL;
}

static void raise_to(struct session_cut *cut, int ease)
{
	if (ease > EASE_MAX)
		ease = EASE_MAX;
	if (ease > cut->ease)
		cut->ease = ease;
}

static void take_gate(struct reckoning *r, const struct line_decision *decision)
{
	r->over |= decision->row <= ROW_G6;
	r->cut->gentle |= decision->row == ROW_G7;
	raise_to(r->cut, decision->value);
}

static void take_verdict(struct reckoning *r, const struct line *line)
{
	const struct answer *answer = answer_of(r, line);
	int k = line->decision.value;
	if (answer == NULL || !answer->changes) {
		r->ease_before = r->cut->ease;
		r->k2_before = r->cut->k2;
	}
	r->over |= k >= 3;
	/* after "sharp" that word itself has eased; before getting up nothing is left to ease */
	if (answer != NULL &&
	    (answer->question == QUESTION_SHARP || answer->question == QUESTION_FINAL))
		return;
	if (k > 0)
		raise_to(r->cut, r->ease_before + 1);
	if (k == 2 && r->cut->k2 <= r->k2_before)
		r->cut->k2 = r->k2_before + 1;
}

static void take_sharp(struct reckoning *r, const struct line_decision *decision)
{
	r->over |= decision->value >= 3;
	raise_to(r->cut, r->cut->ease + 1);
	r->cut->sharps++;
	r->cut->k2++;
}

static void take_decision(struct reckoning *r, const struct line *line)
{
	const struct line_decision *decision = &line->decision;
	enum row row = decision->row;
	if (row >= ROW_G1 && row <= ROW_G9)
		take_gate(r, decision);
	else if (row >= ROW_S1 && row <= ROW_S6)
		take_verdict(r, line);
	else if (row == ROW_W4)
		take_sharp(r, decision);
	else if (row == ROW_W5)
		raise_to(r->cut, decision->value);
	else if (row >= ROW_W1 && row <= ROW_W3)
		r->over = true;
}

/* --- lines ------------------------------------------------------------- */

static bool keep_exercise(void *context, const struct line *line)
{
	struct reckoning *r = context;
	if (line->kind != LINE_EXERCISE && line->kind != LINE_CHECKIN &&
	    line->kind != LINE_DECISION)
		return true;
	if (line->at_ms > r->last_ms)
		r->last_ms = line->at_ms;
	if (line->kind == LINE_CHECKIN && r->count < CHECKINS)
		r->answer[r->count++] = (struct answer){.at_ms = line->at_ms,
							.question = line->checkin.question,
							.pain = line->checkin.accepted,
							.changes = line->checkin.changes};
	if (line->kind != LINE_EXERCISE)
		return true;
	int place = line->exercise.place;
	r->exercise[place] = line->exercise.done;
	r->known[place] = true;
	if (line->exercise.done.begun && (r->last < 0 || line->at_ms >= r->exercise_ms)) {
		r->exercise_ms = line->at_ms;
		r->last = place;
	}
	return true;
}

static bool judge_decision(void *context, const struct line *line)
{
	if (line->kind == LINE_DECISION)
		take_decision(context, line);
	return true;
}

/* Somebody may have changed the routine meanwhile. */
static bool is_same_routine(const struct reckoning *r, const struct routine *routine)
{
	for (int i = 0; i < ROUTINE_EXERCISES; i++)
		if (r->known[i] && (i >= routine->count ||
				    strcmp(r->exercise[i].name, routine->exercise[i].name) != 0))
			return false;
	return r->last >= 0;
}

/* --- where it goes on ---------------------------------------------------- */

/* Half a set or more counts as one: nobody is to do more than was meant. */
static int sets_done(const struct past_exercise *past, const struct exercise *exercise)
{
	struct planned planned = {.dose = past->planned, .level = past->level};
	struct dose dose = planned_dose(&planned, exercise, past->ease);
	int done = past->reps + past->reps_right;
	int all = exercise->sides == SIDES_ONE ? dose.reps : dose.reps * 2;
	if (dose.minutes > 0) {
		done = past->seconds;
		all = dose.minutes * 60;
	}
	int sets = all > 0 ? (done * 2 + all) / (all * 2) : 0;
	return sets < dose.sets ? sets : dose.sets;
}

static void take_places(const struct reckoning *r, const struct routine *routine)
{
	struct session_cut *cut = r->cut;
	const struct past_exercise *last = &r->exercise[r->last];
	bool in_hand = !last->complete && !last->left;
	for (int i = 0; i < ROUTINE_EXERCISES; i++) {
		const struct past_exercise *past = &r->exercise[i];
		uint32_t bit = 1u << i;
		if (!r->known[i])
			continue;
		if (past->left)
			cut->left |= bit;
		else if (past->begun && !(in_hand && i == r->last))
			cut->reached |= bit;
		if (past->begun)
			raise_to(cut, past->ease);
	}
	cut->exercise = in_hand ? r->last : -1;
	cut->sets = in_hand ? sets_done(last, &routine->exercise[r->last]) : 0;
}

/* As the session chooses: at the second ease gentle ones first among the main part. */
static int next_exercise(const struct session_cut *cut, const struct routine *routine)
{
	int first = -1;
	for (int i = 0; i < routine->count; i++) {
		const struct exercise *exercise = &routine->exercise[i];
		if (((cut->reached | cut->left) & (1u << i)) != 0 ||
		    (cut->gentle && !exercise->gentle))
			continue;
		if (first < 0)
			first = i;
		if (cut->ease < EASE_MAX || routine->exercise[first].part != PART_MAIN)
			break;
		if (exercise->part == PART_MAIN && exercise->gentle)
			return i;
	}
	return first;
}

/* What was not written down was not begun. */
static void keep_past(struct cut_off *cut, const struct reckoning *r)
{
	for (int i = 0; i < cut->past.count; i++) {
		cut->past.exercise[i] = r->exercise[i];
		if (r->known[i])
			cut->known |= 1u << i;
	}
}

static bool reckon(struct cut_off *cut, struct reckoning *r, struct journal *journal,
		   const struct journal_cut *found, const struct routine *routine,
		   struct fault *why)
{
	const char *uid = found->entry.uid;
	r->cut = &cut->cut;
	r->last = -1;
	if (!journal_session_lines(journal, uid, keep_exercise, r, why) ||
	    !journal_session_lines(journal, uid, judge_decision, r, why))
		return false;
	if (!is_same_routine(r, routine) || r->over || r->cut->k2 > 1 || r->cut->sharps > 1)
		return true;
	take_places(r, routine);
	if (cut->cut.exercise < 0)
		cut->cut.exercise = next_exercise(&cut->cut, routine);
	cut->there = cut->cut.exercise >= 0;
	cut->cut.there = cut->there;
	memcpy(cut->uid, uid, sizeof cut->uid);
	cut->past = found->entry.past;
	cut->past.count = routine->count;
	keep_past(cut, r);
	return true;
}

/* Where nothing was begun nobody misses it. */
static void drop(struct cut_off *cut, const struct journal_cut *found)
{
	if (found->entry.uid[0] == '\0' || found->entry.past.ended ||
	    !record_has_begun(&found->entry.past))
		return;
	cut->dropped = true;
	memcpy(cut->title, found->entry.about.title, sizeof cut->title);
	if (found->in_hand >= 0)
		memcpy(cut->name, found->entry.past.exercise[found->in_hand].name,
		       sizeof cut->name);
}

bool cut_off_read(struct cut_off *cut, struct journal *journal, int64_t now_s,
		  const struct routine *routine, struct fault *why)
{
	struct journal_cut found;
	struct reckoning r = {.count = 0};
	bool is_there;
	memset(cut, 0, sizeof *cut);
	if (!journal_cut_off(journal, now_s, &is_there, &found, why))
		return false;
	if (!is_there || routine == NULL || strcmp(found.entry.about.routine, routine->id) != 0) {
		drop(cut, &found);
		return true;
	}
	if (!reckon(cut, &r, journal, &found, routine, why))
		return false;
	if (!cut->there)
		drop(cut, &found);
	int64_t passed_ms = (now_s - found.entry.began.utc_s) * 1000;
	cut->passed_ms = passed_ms > r.last_ms ? passed_ms : r.last_ms + 1;
	return true;
}
