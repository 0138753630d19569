/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress_support.c - a person's past in a few words. */
#include "progress_support.h"

struct exercise an_exercise(const char *name, enum kind kind)
{
	struct exercise exercise = {.kind = kind};
	memcpy(exercise.name, name, strlen(name) + 1);
	exercise.dose = (struct dose){.sets = 1, .reps = 5, .out_s = 2, .back_s = 2, .rest_s = 30};
	exercise.top = exercise.dose;
	exercise.top.reps = 10;
	return exercise;
}

struct past_session a_session(long day, int start_pain, int morning)
{
	return (struct past_session){.day = day,
				     .ended = true,
				     .result = RESULT_COMPLETED,
				     .start_pain = start_pain,
				     .morning = morning};
}

struct past_exercise *with(struct past_session *session, const char *name, int k, int level)
{
	struct past_exercise *past = &session->exercise[session->count++];
	*past = (struct past_exercise){
	    .kind = KIND_MOBILISE, .level = level, .top = 5, .k = k, .begun = true};
	memcpy(past->name, name, strlen(name) + 1);
	past->complete = k < 2;
	past->left = k >= 2;
	return past;
}

struct progress nothing_yet(long today)
{
	struct progress p;
	struct policy policy = policy_default();
	progress_init(&p, &policy, today, false);
	return p;
}

struct outlook look_at(const struct progress *p, const char *name)
{
	struct exercise exercise = an_exercise(name, KIND_MOBILISE);
	struct outlook outlook;
	progress_today(p, &exercise, 1, 1, &outlook);
	return outlook;
}

/* As it would have been planned on that day. */
static int level_on(const struct progress *p, const char *name, long day)
{
	struct progress then = *p;
	then.today = day;
	return look_at(&then, name).level;
}

void day_with(struct progress *p, long day, int start_pain, int morning, int k)
{
	struct past_session session = a_session(day, start_pain, morning);
	with(&session, "bridge", k, level_on(p, "bridge", day));
	progress_add(p, &session);
}

void good_day(struct progress *p, long day, int k)
{
	day_with(p, day, 2, 2, k);
}

void stopped_day(struct progress *p, long day, int morning)
{
	struct past_session session = a_session(day, 2, morning);
	session.result = RESULT_PAIN;
	with(&session, "bridge", 3, level_on(p, "bridge", day));
	progress_add(p, &session);
}

void mark(struct progress *p, enum mark_kind kind, enum row row, long day)
{
	struct past_mark past = {.kind = kind, .row = row, .day = day};
	progress_mark(p, &past);
}

bool is_advised(const struct progress *p, enum row row)
{
	struct advice list[ADVICES];
	int count = progress_advice(p, 0, list);
	for (int i = 0; i < count; i++)
		if (list[i].row == row)
			return true;
	return false;
}
