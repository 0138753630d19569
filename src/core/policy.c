/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policy.c - the pain policy as plain arithmetic.
 *
 * The bands 0-3, 4-5 and 6 up follow the pain-monitoring traffic lights that
 * physiotherapy services publish for their patients; two points are the
 * smallest change in back pain that means something (Ostelo 2008); the rest
 * is our own choice, made on the careful side. No study has tested this
 * policy as a whole.
 */
#include "policy.h"

#include <assert.h>
#include <stddef.h>

enum {
	MEANINGFUL_RISE = 2, /* Ostelo 2008: minimal important change in back pain */
	BIG_RISE = 4,	     /* twice that */
	QUOTA_RISE = 1,	     /* section 6.7: up to here a quota is kept to */
	REST_MOST_S = 120    /* easing lengthens rests up to two minutes */
};

struct policy policy_default(void)
{
	return (struct policy){.safe = 2,
			       .green = 3,
			       .skip = 6,
			       .stop = 7,
			       .tries = 3,
			       .confirm = CONFIRM_DEFAULT,
			       .answer_ms = 7000};
}

const char *policy_check(const struct policy *policy)
{
	if (policy->stop < 5 || policy->stop > 7)
		return "stop";
	if (policy->skip < 4 || policy->skip > 6 || policy->skip > policy->stop)
		return "skip";
	if (policy->green < 1 || policy->green > 3 || policy->green >= policy->skip)
		return "green";
	if (policy->safe < 0 || policy->safe > 2 || policy->safe > policy->green)
		return "safe";
	if (policy->tries < 1 || policy->tries > 3)
		return "tries";
	if (policy->answer_ms < 7000 || policy->answer_ms > 15000)
		return "answer";
	return NULL;
}

struct gate policy_gate(const struct policy *policy, const struct gate_input *in)
{
	if (in->locked)
		return (struct gate){GATE_REFUSE, 0, ROW_G1};
	if (in->emergency_sign)
		return (struct gate){GATE_REFUSE, 0, ROW_G2};
	if (in->urgent_sign)
		return (struct gate){GATE_REFUSE, 0, ROW_G3};
	if (in->unanswered)
		return (struct gate){GATE_REFUSE, 0, ROW_G4};
	if (in->pain == PAIN_UNKNOWN)
		return (struct gate){GATE_REFUSE, 0, ROW_G5};
	assert(in->pain >= 0 && in->pain <= PAIN_MAX);
	if (in->pain >= policy->stop)
		return (struct gate){GATE_REFUSE, 0, ROW_G6};
	if (in->flare || in->pain >= policy->skip)
		return (struct gate){GATE_GENTLE, 2, ROW_G7};
	if (in->pain > policy->green)
		return (struct gate){GATE_START, 1, ROW_G8};
	return (struct gate){GATE_START, 0, ROW_G9};
}

/* S4 and S5: the dose gets smaller, unless a quota is kept to. */
static struct verdict amber(const struct policy *policy, int rise, enum row row)
{
	return (struct verdict){policy->mode == MODE_QUOTA && rise <= QUOTA_RISE ? 0 : 1, row};
}

struct verdict policy_judge(const struct policy *policy, int start, int now)
{
	assert(start >= 0 && start <= PAIN_MAX && now >= 0 && now <= PAIN_MAX);
	int rise = now - start;
	if (now >= policy->stop)
		return (struct verdict){3, ROW_S1};
	if (now >= policy->skip && rise > 0)
		return (struct verdict){2, ROW_S2};
	if (now > policy->green && rise >= BIG_RISE)
		return (struct verdict){2, ROW_S3};
	if (now > policy->green)
		return amber(policy, rise, ROW_S4);
	if (now > policy->safe && rise >= MEANINGFUL_RISE)
		return amber(policy, rise, ROW_S5);
	return (struct verdict){0, ROW_S6};
}

bool policy_must_confirm(const struct policy *policy, int heard, int last, int percent)
{
	if (policy->confirm == CONFIRM_ALWAYS || last == PAIN_UNKNOWN || percent < SURE_PERCENT)
		return true;
	int change = heard > last ? heard - last : last - heard;
	return heard > policy->green || last > policy->green || change >= 3;
}

int policy_unconfirmed(int heard, int last)
{
	return heard > last ? heard : last;
}

static int at_least(int low, int value)
{
	return value < low ? low : value;
}

static int at_most(int high, int value)
{
	return value > high ? high : value;
}

/* Four fifths at ease 1, half at ease 2. */
static int lessened(int value, int ease)
{
	return ease == 1 ? value * 4 / 5 : value / 2;
}

static int longer_rest(int rest_s, int ease)
{
	int wanted = ease == 1 ? rest_s * 3 / 2 : rest_s * 2;
	return at_least(rest_s, at_most(REST_MOST_S, wanted));
}

/* Slower movement is gentler, but only if the muscle does not work longer for it. */
static void slow_down(struct dose *dose, int work_most_s)
{
	struct dose slower = *dose;
	slower.out_s++;
	slower.back_s++;
	slower.pause_s = 0;
	if (dose_work_s(&slower) <= work_most_s)
		*dose = slower;
}

struct dose policy_ease(const struct dose *plan, int ease)
{
	assert(ease >= 0 && ease <= EASE_MAX);
	if (ease == 0)
		return *plan;
	struct dose dose = *plan;
	dose.reps = at_least(1, lessened(plan->reps, ease));
	dose.hold_s = at_least(at_most(2, plan->hold_s), lessened(plan->hold_s, ease));
	if (plan->minutes > 0)
		dose.minutes = at_least(1, lessened(plan->minutes, ease));
	dose.rest_s = longer_rest(plan->rest_s, ease);
	if (ease == EASE_MAX) {
		struct dose milder = policy_ease(plan, 1);
		dose.sets = 1;
		slow_down(&dose, dose_work_s(&milder));
	}
	return dose;
}

int dose_rep_ms(const struct dose *dose)
{
	return (dose->out_s + dose->pause_s + dose->hold_s + dose->back_s) * 1000;
}

int dose_work_s(const struct dose *dose)
{
	if (dose->minutes > 0)
		return dose->minutes * 60;
	return dose->sets * dose->reps * (dose_rep_ms(dose) / 1000);
}

const char *row_name(enum row row)
{
	static const char *const names[ROWS] = {
	    "-",   "G1",  "G2",	 "G3",	"G4",  "G5",  "G6",  "G7",  "G8",  "G9",  "S1",	 "S2",
	    "S3",  "S4",  "S5",	 "S6",	"W1",  "W2",  "W3",  "W4",  "W5",  "W6",  "W7",	 "W8",
	    "W9",  "P1",  "P2",	 "P3",	"P4",  "P5",  "P6",  "P7",  "P8",  "X1",  "X2",  "X3",	 "X4",
	    "X5",  "X6",  "X7",	 "X8",	"X9",  "X10", "X11", "X12", "X13", "X14", "FL1", "FL2",
	    "FL3", "AD1", "AD2", "AD3", "AD4", "AD5", "N1",  "N2",  "N3",  "N4"};
	assert(row < ROWS);
	return names[row];
}

/* Without the locale: the names are plain letters and digits. */
static bool same_name(const char *name, const char *typed)
{
	while (*name != '\0' && (*typed == *name || (*typed >= 'a' && *typed - 'a' + 'A' == *name)))
		name++, typed++;
	return *name == '\0' && *typed == '\0';
}

enum row row_of_name(const char *name)
{
	for (int row = ROW_NONE + 1; row < ROWS; row++)
		if (same_name(row_name((enum row)row), name))
			return (enum row)row;
	return ROW_NONE;
}
