/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_tell.c - what is said of the next exercise or set.
 *
 * Who knows an exercise hears where to be and how much of it; the movement and
 * the breathing fade, but what eases it is always said.
 */
#include "session_parts.h"

static void say_dose(struct session *s, struct effects *out)
{
	struct dose dose = dose_today(s, s->exercise);
	if (dose.minutes > 0)
		emit_say(s, out, CUE_DOSE_MINUTES, dose.minutes, 0);
	else if (dose.hold_s > 0 && dose.reps == 1)
		emit_say(s, out, CUE_DOSE_HOLD, dose.hold_s, 0);
	else if (dose.hold_s > 0)
		emit_say(s, out, CUE_DOSE_REPS_HOLD, dose.reps, dose.hold_s);
	else
		emit_say(s, out, CUE_DOSE_REPS, dose.reps, 0);
	if (dose.minutes == 0 && dose.sets > 1)
		emit_say(s, out, CUE_DOSE_SETS, dose.sets, 0);
}

static void say_sides(struct session *s, struct effects *out)
{
	enum sides sides = exercise_at_hand(s)->sides;
	if (sides == SIDES_BOTH)
		emit_say(s, out, s->side == 0 ? CUE_LEFT_FIRST : CUE_RIGHT_NOW, 0, 0);
	else if (sides == SIDES_ALTERNATE)
		emit_say(s, out, CUE_IN_TURN, 0, 0);
}

/* Once eased: the exercise's own easier way, or the general one. */
static void say_easing(struct session *s, struct effects *out)
{
	if (s->ease == 0 || dose_today(s, s->exercise).minutes > 0)
		return;
	if (exercise_at_hand(s)->easier[0] != '\0')
		emit_say(s, out, CUE_EASIER_WAY, 0, 0);
	else
		emit_say(s, out, CUE_SMALLER, 0, 0);
	if (dose_today(s, s->exercise).out_s > s->plan->exercise[s->exercise].dose.out_s)
		emit_say(s, out, CUE_SLOWER, 0, 0);
}

static void say_exercise(struct session *s, struct effects *out, enum telling telling)
{
	emit_say(s, out, s->rest == REST_FIRST ? CUE_FIRST : CUE_NEXT, 0, 0);
	emit_say(s, out, CUE_SETUP, 0, 0);
	say_sides(s, out);
	say_dose(s, out);
	if (telling == TELL_FULL) {
		emit_say(s, out, CUE_MOVE, 0, 0);
		emit_say(s, out, CUE_BREATHE, 0, 0);
	}
	say_easing(s, out);
	if (telling == TELL_FULL && !exercise_at_hand(s)->wait)
		emit_say(s, out, CUE_POSITION, 0, 0);
}

static void say_set(struct session *s, struct effects *out)
{
	struct dose dose = dose_today(s, s->exercise);
	if (dose.rest_s >= 10)
		emit_say(s, out, CUE_REST, dose.rest_s, 0);
	emit_say(s, out, CUE_SET_OF, s->set + 1, dose.sets);
	if (exercise_at_hand(s)->sides == SIDES_BOTH)
		emit_say(s, out, CUE_LEFT_FIRST, 0, 0);
}

void tell_rest(struct session *s, struct effects *out, enum telling telling)
{
	s->phase = PHASE_TALK;
	emit(out, EFFECT_DEAF, s->now_ms);
	switch (s->rest) {
	case REST_FIRST:
	case REST_NEXT:
		say_exercise(s, out, telling);
		break;
	case REST_SET:
		say_set(s, out);
		break;
	case REST_CUT:
		say_exercise(s, out, TELL_FULL);
		emit_say(s, out, CUE_SET_OF, s->set + 1, dose_today(s, s->exercise).sets);
		break;
	case REST_SIDE:
		emit_say(s, out, CUE_RIGHT_NOW, 0, 0);
		break;
	case REST_RESUME:
		emit_say(s, out, CUE_RESUMED, 0, 0);
		say_sides(s, out);
		break;
	case REST_FINAL:
		emit_say(s, out, CUE_LAST_REST, 0, 0);
		break;
	}
}
