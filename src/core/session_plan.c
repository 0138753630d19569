/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_plan.c - plans that need no history, and the doses they lead to. */
#include "session_plan.h"

#include <assert.h>
#include <string.h>

void session_plan_first(struct session_plan *plan, const struct routine *routine)
{
	memset(plan, 0, sizeof *plan);
	for (int i = 0; i < routine->count; i++)
		plan->exercise[i].dose = routine->exercise[i].dose;
}

/* One second slower each way, as the second ease is: section 6.3, policy. */
static void learn(struct dose *dose)
{
	dose->sets = 1;
	dose->reps = 1;
	dose->out_s++;
	dose->back_s++;
	if (dose->minutes > 0)
		dose->minutes = 1;
}

void session_plan_learn(struct session_plan *plan, const struct routine *routine)
{
	session_plan_first(plan, routine);
	for (int i = 0; i < routine->count; i++)
		learn(&plan->exercise[i].dose);
}

enum telling session_plan_telling(int times, long days)
{
	enum { FULL_TIMES = 3, FULL_DAYS = 28 };
	return times < FULL_TIMES || days < 0 || days > FULL_DAYS ? TELL_FULL : TELL_SHORT;
}

int session_plan_left_out(const struct session_plan *plan, const struct routine *routine)
{
	int count = 0;
	for (int i = 0; i < routine->count; i++)
		count += plan->exercise[i].left_out != ROW_NONE;
	return count;
}

/* At the second ease strength goes back to where everybody starts: section 6.3, policy. */
struct dose planned_dose(const struct planned *planned, const struct exercise *exercise, int ease)
{
	bool anew = ease == EASE_MAX && exercise->kind == KIND_STRENGTH && planned->level > 0;
	return policy_ease(anew ? &exercise->dose : &planned->dose, ease);
}

struct dose session_plan_dose(const struct session_plan *plan, const struct routine *routine,
			      int exercise, int ease)
{
	assert(exercise >= 0 && exercise < routine->count);
	return planned_dose(&plan->exercise[exercise], &routine->exercise[exercise], ease);
}

int64_t session_plan_ms(const struct session_plan *plan, const struct routine *routine, int ease)
{
	struct dose dose[ROUTINE_EXERCISES] = {0};
	for (int i = 0; i < routine->count; i++)
		if (plan->exercise[i].left_out == ROW_NONE)
			dose[i] = session_plan_dose(plan, routine, i, ease);
	return routine_doses_ms(routine, dose, ease);
}
