/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scene_plan.c - what a scene says of the time before it, and of the plan for today. */
#include "progress.h"
#include "scene.h"

#include <stdio.h>
#include <string.h>

static bool start_last(struct scene *scene, const char *rest)
{
	struct intent intent;
	if (!intent_from_words(rest, &intent) || intent.kind != INTENT_NUMBER)
		return false;
	scene->start.last_start_pain = intent.value;
	return true;
}

static bool start_advice(struct scene *scene, const char *name)
{
	enum row row = row_of_name(name);
	for (int i = 0; i < ADVICE_MOST; i++)
		if (scene->start.advice[i] == ROW_NONE) {
			scene->start.advice[i] = row;
			return row != ROW_NONE;
		}
	return false;
}

/* One word behind the number, and the number behind that, if it has one. */
static bool resume_word(struct session_cut *cut, const char **rest)
{
	char word[16];
	int used = 0, more = 0, number = 0;
	if (sscanf(*rest, "%15s %n", word, &used) != 1)
		return false;
	*rest += used;
	if (strcmp(word, "gentle") == 0) {
		cut->gentle = true;
		return true;
	}
	if (sscanf(*rest, "%d %n", &number, &more) != 1)
		return false;
	*rest += more;
	bool ease = strcmp(word, "ease") == 0 && number >= 0 && number <= EASE_MAX;
	bool left = strcmp(word, "left") == 0 && number >= 1 && number <= cut->exercise;
	bool sets = strcmp(word, "sets") == 0 && number >= 0;
	if (ease)
		cut->ease = number;
	if (left)
		cut->left |= 1u << (number - 1);
	if (sets)
		cut->sets = number;
	return ease || left || sets;
}

/* "3 sets 1 ease 1 left 2": of the third one set was done; what was before it is behind us, but the
 * second was left. */
static bool start_resume(struct scene *scene, const char *rest)
{
	struct session_cut *cut = &scene->start.cut;
	int used = 0, number = 0;
	if (sscanf(rest, "%d %n", &number, &used) != 1 || number < 1 || number > ROUTINE_EXERCISES)
		return false;
	*cut = (struct session_cut){
	    .there = true, .exercise = number - 1, .reached = (1u << (number - 1)) - 1};
	rest += used;
	while (*rest != '\0')
		if (!resume_word(cut, &rest))
			return false;
	cut->reached &= ~cut->left;
	return true;
}

bool scene_start(struct scene *scene, const char *what)
{
	struct session_start *start = &scene->start;
	if (strcmp(what, "first-run") == 0)
		start->first_run = start->signs_due = true;
	else if (strcmp(what, "signs-due") == 0)
		start->signs_due = true;
	else if (strcmp(what, "locked") == 0)
		start->locked = true;
	else if (strcmp(what, "flare") == 0)
		start->flare = true;
	else if (strcmp(what, "severe") == 0)
		start->severe_last = true;
	else if (strcmp(what, "stopped-twice") == 0)
		start->stopped_twice = true;
	else if (strcmp(what, "away") == 0)
		start->ask_away = true;
	else if (strcmp(what, "morning") == 0)
		start->ask_morning = true;
	else if (strcmp(what, "one-button") == 0)
		start->by_count = true;
	else if (strcmp(what, "not-better") == 0)
		start->not_better = true;
	else if (strncmp(what, "advice ", 7) == 0)
		return start_advice(scene, what + 7);
	else if (strncmp(what, "resume ", 7) == 0)
		return start_resume(scene, what + 7);
	else if (strncmp(what, "last ", 5) == 0)
		return start_last(scene, what + 5);
	else
		return false;
	return true;
}

bool scene_plan(struct scene *scene, const char *what, int line)
{
	char how[16];
	struct scene_plan plan = {.line = line};
	if (scene->plans == SCENE_PLANS)
		return false;
	if (strcmp(what, "learn") != 0) {
		if (sscanf(what, "%47s %15s %d", plan.name, how, &plan.level) < 2)
			return false;
		plan.known = strcmp(how, "short") == 0;
		plan.rests = strcmp(how, "rests") == 0;
		if (!plan.known && !plan.rests && (strcmp(how, "level") != 0 || plan.level < 1))
			return false;
	}
	scene->plan[scene->plans++] = plan;
	return true;
}

/* The exercise of that name, whose blanks are written as dashes, or -1. */
static int find(const struct routine *routine, const char *name)
{
	for (int i = 0; i < routine->count; i++) {
		const char *is = routine->exercise[i].name, *wanted = name;
		while (*is != '\0' && (*is == *wanted || (*is == ' ' && *wanted == '-')))
			is++, wanted++;
		if (*is == '\0' && *wanted == '\0')
			return i;
	}
	return -1;
}

static void apply(const struct scene_plan *plan, const struct exercise *exercise,
		  struct planned *planned)
{
	if (plan->known)
		planned->telling = TELL_SHORT;
	if (plan->rests)
		planned->left_out = ROW_N2;
	if (plan->level > 0) {
		planned->level = plan->level;
		planned->dose = progress_dose(exercise, plan->level);
	}
}

bool scene_session_plan(const struct scene *scene, const struct routine *routine,
			struct session_plan *plan, struct fault *why)
{
	session_plan_first(plan, routine);
	for (int i = 0; i < scene->plans; i++) {
		const struct scene_plan *said = &scene->plan[i];
		int which = said->name[0] == '\0' ? 0 : find(routine, said->name);
		if (which < 0)
			return fault_set(why, FAULT_INPUT,
					 "line %d of the scene: %s has no exercise \"%s\"",
					 said->line, routine->id, said->name);
		if (said->name[0] == '\0')
			session_plan_learn(plan, routine);
		else
			apply(said, &routine->exercise[which], &plan->exercise[which]);
	}
	if (scene->start.cut.there && scene->start.cut.exercise >= routine->count)
		return fault_set(why, FAULT_INPUT,
				 "the scene resumes behind the last exercise of %s", routine->id);
	return true;
}
