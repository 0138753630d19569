/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policy.h - the pain policy: which number leads to what, and why.
 *
 * Pure functions over integers: the same inputs always give the same answer.
 * Every answer names its row (S1, G7, ...), so that a decision can be read
 * and explained. Rows, numbers and their sources: SAFETY section of README.md
 * and "easeback explain".
 *
 * Units: pain is 0 to 10 on the numeric rating scale, or PAIN_UNKNOWN.
 */
#ifndef CORE_POLICY_H
#define CORE_POLICY_H

#include <stdbool.h>

enum {
	PAIN_MAX = 10,
	PAIN_UNKNOWN = -1, /* no answer; never to be treated as zero */
	EASE_MAX = 2
};

/*
 * One line of the published policy. The order is the order of publication: before,
 * after a set, commands, asking, levels from session to session, flares, advice, plan.
 */
enum row {
	ROW_NONE,
	ROW_G1, ROW_G2, ROW_G3, ROW_G4, ROW_G5, ROW_G6, ROW_G7, ROW_G8, ROW_G9,
	ROW_S1, ROW_S2, ROW_S3, ROW_S4, ROW_S5, ROW_S6,
	ROW_W1, ROW_W2, ROW_W3, ROW_W4, ROW_W5, ROW_W6, ROW_W7, ROW_W8, ROW_W9,
	ROW_P1, ROW_P2, ROW_P3, ROW_P4, ROW_P5, ROW_P6, ROW_P7, ROW_P8,
	ROW_X1, ROW_X2, ROW_X3, ROW_X4, ROW_X5, ROW_X6, ROW_X7,
	ROW_X8, ROW_X9, ROW_X10, ROW_X11, ROW_X12, ROW_X13, ROW_X14,
	ROW_FL1, ROW_FL2, ROW_FL3,
	ROW_AD1, ROW_AD2, ROW_AD3, ROW_AD4, ROW_AD5,
	ROW_N1, ROW_N2, ROW_N3, ROW_N4,
	ROWS
};

/* When a spoken number is asked back. */
enum confirm_mode { CONFIRM_BY_CONSEQUENCE, CONFIRM_ALWAYS, CONFIRM_DEFAULT = CONFIRM_BY_CONSEQUENCE };

/* From here on (percent) a hearing is sure: what is spoken and less sure is asked back. */
enum { SURE_PERCENT = 90 };

/*
 * Section 6.7. By quota the dose goes by what somebody prescribed: S4 and S5 do
 * not ease where the pain is at most one point above the start. All else holds.
 */
enum policy_mode { MODE_NORMAL, MODE_QUOTA };

/*
 * The thresholds. Settings may tighten them within the ranges given here,
 * never loosen them, with safe <= green < skip <= stop.
 */
struct policy {
	int safe;		    /* 0 to 2: up to here a rise does not matter */
	int green;		    /* 1 to 3: up to here go on */
	int skip;		    /* 4 to 6: leave the exercise, if risen */
	int stop;		    /* 5 to 7: end the session */
	int tries;		    /* 1 to 3: prompts for one question */
	enum confirm_mode confirm;
	int answer_ms;		    /* 7,000 to 15,000: wait for an answer */
	enum policy_mode mode;	    /* of the routine, never of settings */
};

/* The published numbers: 2, 3, 6, 7, three tries, by consequence, 7 s. */
struct policy policy_default(void);

/* The setting that is looser than published or breaks the order; NULL when all is well. */
const char *policy_check(const struct policy *policy);

/* What is known before anything moves. */
struct gate_input {
	bool locked;	     /* an emergency was not yet cleared */
	bool emergency_sign; /* any EM sign answered yes */
	bool urgent_sign;    /* any UR sign answered yes, or ill today */
	bool unanswered;     /* a warning-sign question stayed unanswered */
	bool flare;
	int pain;	     /* at the start, or PAIN_UNKNOWN */
};

enum gate_result { GATE_REFUSE, GATE_GENTLE, GATE_START };

struct gate {
	enum gate_result result;
	int ease; /* to start with, 0 to EASE_MAX */
	enum row row;
};

/* Rows G1 to G9; the first that matches wins. */
struct gate policy_gate(const struct policy *policy, const struct gate_input *in);

struct verdict {
	int k;	      /* 0 go on, 1 ease, 2 leave the exercise, 3 stop */
	enum row row; /* S1 to S6 */
};

/* Rows S1 to S6 for pain now against pain at the start, both 0 to PAIN_MAX; see mode. */
struct verdict policy_judge(const struct policy *policy, int start, int now);

/*
 * P5: must a number that was heard, not keyed, be asked back? last is the
 * last accepted value, or PAIN_UNKNOWN: then always. percent is how far the
 * hearing may be believed.
 */
bool policy_must_confirm(const struct policy *policy, int heard, int last, int percent);

/* P5: the value to believe when a confirmation is met with silence. */
int policy_unconfirmed(int heard, int last);

/* The dose of one exercise. All counts; times in seconds unless named. */
struct dose {
	int sets;	/* 1 to 10 */
	int reps;	/* 1 to 50, a set and side */
	int out_s;	/* moving out, 1 to 30 */
	int pause_s;	/* short stop in the middle of a moving rep, 0 to 30 */
	int hold_s;	/* held at the end of the movement, 0 to 120 */
	int back_s;	/* moving back, 1 to 30 */
	int rest_s;	/* after a set, 0 to 300 */
	int minutes;	/* walking and the like: 1 to 60; then reps and holds do not count */
};

/*
 * Section 6.3: what the planned dose becomes at an ease of 0 to EASE_MAX.
 * Always from the plan, never from an eased dose. Reps, holds, sets, minutes
 * and work never rise, rests never fall.
 */
struct dose policy_ease(const struct dose *plan, int ease);

/* Milliseconds of one rep: out, pause, hold and back. */
int dose_rep_ms(const struct dose *dose);

/* Seconds under tension of one side in all sets; minutes count in full. */
int dose_work_s(const struct dose *dose);

/* "G7", "S2"; "-" for ROW_NONE. */
const char *row_name(enum row row);

/* The row of that name, in small or capital letters; ROW_NONE when there is none. */
enum row row_of_name(const char *name);

#endif
