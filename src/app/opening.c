/* SPDX-License-Identifier: GPL-3.0-or-later */
/* opening.c - what a session begins with, from what was before. */
#include "opening.h"

#include "memo_file.h"
#include "record.h"
#include "setup.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	AWAY_DAYS = 7,	/* X3 begins behind them */
	AFTERWARDS = 16 /* sessions without an exercise, and marks, since the last one with */
};

/* Either of both, in their order. */
struct event_after {
	bool is_mark;
	struct past_mark mark;
	struct past_session session;
};

/* The journal is read in one go into both. */
struct memory {
	struct opening *opening;
	struct progress all;
	/* the session that was cut off; and up to the newest that began anything, which comes last,
	 * since its morning may still be asked about */
	struct progress without;
	bool begun;
	struct past_session last;
	int count; /* what came after it */
	struct event_after after[AFTERWARDS];
	int start_pain; /* the newest that is known */
};

/* --- the memo ------------------------------------------------------------ */

static void read_memo(const struct setup *setup, long today, struct session_start *start)
{
	struct remarks *remarks = calloc(1, sizeof *remarks);
	*start = (struct session_start){
	    .first_run = true, .signs_due = true, .last_start_pain = PAIN_UNKNOWN};
	if (remarks != NULL) {
		memo_read(setup->places.memo, today, start, remarks);
		print_remarks(setup->places.memo, remarks);
		free(remarks);
	}
	start->conditions = setup_conditions(setup);
}

/* --- the journal --------------------------------------------------------- */

static void add_after(struct progress *progress, const struct event_after *after)
{
	if (after->is_mark)
		progress_mark(progress, &after->mark);
	else
		progress_add(progress, &after->session);
}

/* What was kept back is added, the newest that began anything first. */
static void add_last(const struct memory *memory, struct progress *progress,
		     const struct past_session *last)
{
	if (memory->begun)
		progress_add(progress, last);
	for (int i = 0; i < memory->count; i++)
		add_after(progress, &memory->after[i]);
}

static void add_kept(struct memory *memory)
{
	add_last(memory, &memory->without, &memory->last);
	memory->begun = false;
	memory->count = 0;
}

/* Too many: then the morning of the last one is not asked about any more. */
static void keep_back(struct memory *memory, const struct event_after *after)
{
	if (memory->count == AFTERWARDS)
		add_kept(memory);
	memory->after[memory->count++] = *after;
}

static bool add_session(void *context, const struct journal_entry *entry)
{
	struct memory *memory = context;
	const struct cut_off *cut = &memory->opening->cut;
	bool is_cut = cut->there && strcmp(entry->uid, cut->uid) == 0;
	progress_add(&memory->all, &entry->past);
	if (entry->past.start_pain != PAIN_UNKNOWN)
		memory->start_pain = entry->past.start_pain;
	if (is_cut)
		return true;
	if (record_has_begun(&entry->past)) {
		add_kept(memory);
		memory->last = entry->past;
		memory->begun = true;
	} else {
		keep_back(memory, &(struct event_after){.session = entry->past});
	}
	return true;
}

static bool add_mark(void *context, const struct past_mark *mark)
{
	struct memory *memory = context;
	progress_mark(&memory->all, mark);
	keep_back(memory, &(struct event_after){.is_mark = true, .mark = *mark});
	if (mark->kind == MARK_FLARE || mark->kind == MARK_FLARE_OVER)
		memory->opening->flare_marked = mark->kind == MARK_FLARE;
	return true;
}

static bool keep_day(void *context, const struct line *line)
{
	long *day = context;
	if (!line->at.doubtful && line->activity.day > *day)
		*day = line->activity.day;
	return true;
}

/* Who did something elsewhere was not away. */
static bool was_away(const struct memory *memory, struct journal *journal)
{
	struct fault ignored;
	const struct opening *opening = memory->opening;
	long day = memory->all.done_day;
	if (day == NO_DAY || opening->now.doubtful)
		return false;
	journal_other_lines(journal, LINE_ACTIVITY, keep_day, &day, &ignored);
	return opening->now.day - day > AWAY_DAYS;
}

/* --- questions and advice -------------------------------------------------- */

/* One that was raised later stands; no better answer of now takes it back. */
static bool is_morning_known(const struct memory *memory)
{
	const struct past_session *last = &memory->last;
	return last->morning != PAIN_UNKNOWN &&
	       (!last->morning_late || progress_morning(&memory->all.policy, last->start_pain,
							last) == MORNING_RAISED);
}

static void ask_morning(const struct memory *memory)
{
	struct opening *opening = memory->opening;
	const struct past_session *last = &memory->last;
	if (!memory->begun || opening->cut.there || is_morning_known(memory) ||
	    last->day >= opening->now.day)
		return;
	opening->start.ask_morning = true;
	/* the day of a doubtful one is not known, but it was before today */
	opening->morning_day = last->doubtful ? opening->now.day : last->day + 1;
}

static void give_advice(struct opening *opening, const struct progress *progress,
			const struct routine *routine)
{
	struct advice list[ADVICES];
	int said = 0;
	int count = progress_advice(progress, routine->review_day, list);
	for (int i = 0; i < count; i++) {
		opening->start.not_better |= list[i].not_better;
		if (list[i].needs_yes)
			opening->start.stopped_twice = true;
		else if (said < ADVICE_MOST)
			opening->start.advice[said++] = list[i].row;
	}
}

/* Where nothing was ever done the memo alone knows, so that what it asked is not asked again. */
static void ask(const struct memory *memory, struct journal *journal)
{
	struct session_start *start = &memory->opening->start;
	struct progress_questions due = progress_questions(&memory->all);
	bool did = memory->all.said_day != NO_DAY;
	start->first_run |= did && due.first_run;
	start->signs_due |= did && due.signs;
	start->flare = memory->all.flare.on;
	if (memory->start_pain != PAIN_UNKNOWN)
		start->last_start_pain = memory->start_pain;
	start->ask_away = !memory->opening->cut.there && was_away(memory, journal);
	ask_morning(memory);
}

static void mark_flare(struct opening *opening, const struct progress *progress)
{
	opening->flare = MARKS;
	if (progress->flare.on != opening->flare_marked)
		opening->flare = progress->flare.on ? MARK_FLARE : MARK_FLARE_OVER;
}

static long today_of(const struct opening *opening)
{
	return opening->now.day < 0 ? 0 : opening->now.day;
}

/* --- the plan ------------------------------------------------------------ */

static void take_up_all(struct opening *opening, const struct routine *routine)
{
	for (int i = 0; i < routine->count; i++)
		if (opening->plan.exercise[i].left_out != ROW_X4)
			opening->plan.exercise[i].left_out = ROW_NONE;
}

/* A warm-up alone is no session; a walk is fine without a coach. */
static void rest(struct opening *opening, const struct plan *plan)
{
	opening->rest_day = true;
	opening->next_day =
	    plan->strength_day < plan->walk_day || plan->walk_day <= opening->now.day
		? plan->strength_day
		: plan->walk_day;
	for (int i = 0; i < plan->count; i++)
		if (opening->plan.exercise[i].left_out == ROW_NONE)
			opening->plan.exercise[i].left_out = ROW_N4;
}

static void make_plan(struct opening *opening, const struct progress *progress,
		      const struct setup *setup)
{
	struct plan plan;
	bool tell_all = setup->settings.explain_always;
	plan_today(progress, &setup->routine, &plan);
	plan_session(&plan, today_of(opening), tell_all, &opening->plan);
	for (int i = 0; i < plan.count; i++)
		opening->top[i] = plan.item[i].outlook.top;
	if (opening->choice == OPENING_LEARN)
		session_plan_learn(&opening->plan, &setup->routine);
	else if (opening->choice == OPENING_ALL)
		take_up_all(opening, &setup->routine);
	else if (plan.main_due == 0 && !opening->cut.there)
		rest(opening, &plan);
}

/* What is left out has been said by then, so that it stays. */
static void plan_after(struct memory *memory, int morning, const struct setup *setup)
{
	struct opening *opening = memory->opening;
	struct session_plan *after = &opening->plan_after[morning];
	struct progress progress = memory->without;
	struct past_session last = memory->last;
	struct plan plan;
	last.morning = morning;
	last.morning_late = false;
	add_last(memory, &progress, &last);
	plan_today(&progress, &setup->routine, &plan);
	plan_session(&plan, today_of(opening), setup->settings.explain_always, after);
	for (int i = 0; i < plan.count; i++)
		after->exercise[i].left_out = opening->plan.exercise[i].left_out;
}

static void make_plans(struct memory *memory, const struct setup *setup)
{
	struct progress progress = memory->without;
	add_last(memory, &progress, &memory->last);
	make_plan(memory->opening, &progress, setup);
	for (int m = 0; m <= PAIN_MAX && memory->opening->start.ask_morning; m++)
		plan_after(memory, m, setup);
}

static void plan_without_history(struct opening *opening, const struct routine *routine)
{
	if (opening->choice == OPENING_LEARN)
		session_plan_learn(&opening->plan, routine);
	else
		session_plan_first(&opening->plan, routine);
	for (int i = 0; i < routine->count; i++)
		opening->top[i] = progress_top(&routine->exercise[i]);
}

/* --- all of it ----------------------------------------------------------- */

static bool read_journal(struct memory *memory, struct journal *journal, const struct setup *setup,
			 const struct clock_reading *reading, struct fault *why)
{
	struct opening *opening = memory->opening;
	const struct policy *policy = &setup->settings.policy;
	int64_t newest_s;
	if (!journal_newest(journal, &newest_s, why))
		return false;
	clock_init(&opening->clock, reading, newest_s, clock_built());
	opening->now = clock_stamp(&opening->clock, reading);
	if (opening->choice != OPENING_LEARN &&
	    !cut_off_read(&opening->cut, journal, opening->now.utc_s,
			  opening->choice == OPENING_DUE ? &setup->routine : NULL, why))
		return false;
	progress_init(&memory->all, policy, today_of(opening), opening->now.doubtful);
	progress_init(&memory->without, policy, today_of(opening), opening->now.doubtful);
	return journal_fold(journal, opening->now.utc_s, add_session, add_mark, memory, why);
}

/* Taken for an empty one, nobody would notice that all is forgotten. */
static bool is_gone(const struct opening *opening, const char *path, struct fault *why)
{
	bool gone = opening->start.recorded && journal_is_gone(path);
	if (gone)
		fault_set(why, FAULT_INPUT,
			  "the journal %.200s is gone; where there is a copy, \"easeback import\" "
			  "takes it in",
			  path);
	return gone;
}

static bool remember(struct memory *memory, const struct setup *setup,
		     const struct clock_reading *reading, struct fault *why)
{
	struct opening *opening = memory->opening;
	if (opening->choice != OPENING_LEARN && is_gone(opening, setup->places.journal, why))
		return false;
	struct journal *journal = journal_open(setup->places.journal, JOURNAL_READ, why);
	if (journal == NULL)
		return false;
	bool good = read_journal(memory, journal, setup, reading, why);
	if (good) {
		if (opening->choice != OPENING_LEARN) {
			ask(memory, journal);
			give_advice(opening, &memory->all, &setup->routine);
		}
		opening->start.flare = memory->all.flare.on;
		opening->start.cut = opening->cut.cut;
		mark_flare(opening, &memory->all);
		make_plans(memory, setup);
		opening->start.cut_ended = opening->cut.dropped;
	}
	journal_close(journal);
	return good;
}

static void begin_anew(struct opening *opening, const struct setup *setup,
		       enum opening_choice choice, const struct clock_reading *reading)
{
	memset(opening, 0, sizeof *opening);
	opening->choice = choice;
	opening->flare = MARKS;
	clock_init(&opening->clock, reading, 0, clock_built());
	opening->now = clock_stamp(&opening->clock, reading);
	read_memo(setup, today_of(opening), &opening->start);
	plan_without_history(opening, &setup->routine);
}

void opening_read(struct opening *opening, const struct setup *setup, enum opening_choice choice,
		  const struct clock_reading *reading)
{
	struct fault why = {.code = FAULT_NONE};
	struct memory *memory = calloc(1, sizeof *memory);
	begin_anew(opening, setup, choice, reading);
	if (memory == NULL) {
		fault_set(&opening->trouble, FAULT_SYSTEM, "there is not enough memory");
		opening->start.no_history = true;
		return;
	}
	memory->opening = opening;
	memory->start_pain = PAIN_UNKNOWN;
	if (!remember(memory, setup, reading, &why)) {
		memset(&opening->cut, 0, sizeof opening->cut);
		opening->trouble = why;
		opening->start.no_history = choice != OPENING_LEARN;
	}
	free(memory);
}

bool opening_is_recorded(const struct opening *opening)
{
	return opening->choice != OPENING_LEARN && !opening->rest_day;
}

static bool keep_routine(void *context, const struct journal_entry *entry)
{
	memcpy(context, entry->about.routine, NAME_BYTES);
	return false;
}

void opening_last_routine(const char *path, char name[NAME_BYTES])
{
	struct fault ignored;
	name[0] = '\0';
	struct journal *journal = journal_open(path, JOURNAL_READ, &ignored);
	if (journal == NULL)
		return;
	if (!journal_recent(journal, INT64_MAX, 1, LONG_MIN, keep_routine, name, &ignored))
		name[0] = '\0';
	journal_close(journal);
}
