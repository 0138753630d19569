/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session.h - the state machine of one run through a routine.
 *
 * Pure: events go in, effects come out; no clock, no I/O, no heap. It may be
 * copied by assignment. The routine, the plan and the policy are borrowed and
 * must outlive it.
 *
 * Time: effects may lie in the future; what follows from an outside event is
 * due SESSION_LEAD_MS later, except hush, stop and the like: at once.
 * Deadlines follow from the deadline before, never from the time of an event,
 * so that late ticks do not make a count drift.
 */
#ifndef CORE_SESSION_H
#define CORE_SESSION_H

#include "event.h"
#include "routine.h"
#include "session_plan.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	SESSION_LEAD_MS = 250,
	SESSION_NEVER = -1 /* no deadline: only in STATE_IDLE and STATE_OVER */
};

enum session_state {
	STATE_IDLE,    /* not begun */
	STATE_ASK,     /* a question is open */
	STATE_REST,    /* between steps; the next is announced, the start counted down */
	STATE_WORK,    /* a set runs */
	STATE_PAUSED,  /* W7: all timers stand */
	STATE_STANDBY, /* P3: nobody answered; nothing runs */
	STATE_VOICE,   /* W8: somebody spoke over the coach, or a stop was not clear; "Stop?" */
	STATE_LOST,    /* no sound device */
	STATE_CLOSING, /* ended; the last words are being said */
	STATE_OVER,
	SESSION_STATES
};

enum session_result {
	RESULT_COMPLETED, /* every exercise was reached */
	RESULT_PARTLY,	  /* came to its end, but something was skipped or left */
	RESULT_PAIN,	  /* the pain policy ended it: S rows, W4 */
	RESULT_REFUSED,	  /* the gate let nothing start: G rows, P2 */
	RESULT_QUIET,	  /* nobody answered: P3, or a pause of ten minutes */
	RESULT_STOPPED,	  /* the person ended it: W3, Ctrl-C */
	RESULT_LEG,	  /* W2 */
	RESULT_EMERGENCY, /* W1: locks the next start */
	RESULT_LOST	  /* the sound device did not come back */
};

enum { ADVICE_MOST = 2 }; /* lines of advice in one opening */

/*
 * A session of the same routine that was cut off less than twelve hours ago, by a power cut, say.
 * The plan is then what it was for that session: what was done in it is no reason to rest today.
 */
struct session_cut {
	bool there;
	int exercise;	  /* where it was cut off */
	int sets;	  /* of it that were done; they are not done again */
	uint32_t reached; /* exercises behind that, bits; they count as done */
	uint32_t left;	  /* those left for pain or skipped, bits */
	int ease, k2, sharps; /* as they were; nothing of it gets milder */
	bool gentle;	  /* G7 held */
};

/* What is known of the person before the session, from files. */
struct session_start {
	bool first_run;	       /* the notice was never answered with yes */
	bool signs_due;	       /* warning-sign questions: first use, after W1/W2, every 14 days */
	bool locked;	       /* an emergency was not cleared */
	bool flare;
	bool severe_last;      /* the last start was refused by G6 */
	int last_start_pain;   /* of the session before, or PAIN_UNKNOWN */
	unsigned conditions;   /* enum condition, not cleared by a professional */
	bool stopped_twice;    /* AD1: its advice comes first, and needs two explicit yeses */
	enum row advice[ADVICE_MOST]; /* AD2 to AD5, FL3, X4: a line each; ROW_NONE where there is none */
	bool not_better;       /* AD4: ask a professional, not only reassess */
	bool ask_away;	       /* nothing was done for a week: why? */
	bool ask_morning;      /* the last session was on an earlier day, its next morning is not known */
	struct session_cut cut;
	bool cut_ended;	       /* ... or one that cannot be gone on with: it counts as ended, which is said */
	bool no_history;       /* what was before cannot be read: it is said, all is at level 0 */
	bool recorded;	       /* a session was written down before, so that there is a journal */
	bool by_count;	       /* P8: one button answers, so numbers are counted aloud */
};

/* What has to be remembered beyond the session; main writes it at once when it changes. */
struct session_memo {
	bool notice_accepted;
	bool signs_answered; /* all of them, favourably, today */
	bool ask_signs;	     /* W1 or W2 was said: the signs are asked again next time */
	bool locked;
	bool severe;	     /* this start was refused by G6 */
	int start_pain;	     /* or PAIN_UNKNOWN */
};

enum rest_kind {
	REST_FIRST,  /* before the first exercise */
	REST_NEXT,   /* before another exercise */
	REST_SET,    /* between two sets */
	REST_SIDE,   /* changing sides in a set */
	REST_RESUME, /* before going on with an interrupted set */
	REST_CUT,    /* before the sets that are left of an exercise that was cut off */
	REST_FINAL   /* after the last exercise, before the last question */
};

enum rest_phase {
	PHASE_TALK,	/* the announcement is being said */
	PHASE_SETTLE,	/* time to rest and to get into position */
	PHASE_READY,	/* wait = ready: until the person says so */
	PHASE_COUNTDOWN
};

/* Where in a rep the work is; each begins with its tone. */
enum beat { BEAT_OUT, BEAT_HOLD, BEAT_HALF, BEAT_THREE, BEAT_TWO, BEAT_ONE, BEAT_BACK, BEAT_MINUTE };

/*
 * Open, since tests build and walk it; others use the functions below.
 * There is no pointer to anything that changes: a copy is a snapshot.
 */
struct session {
	const struct routine *routine;
	const struct session_plan *plan;
	const struct policy *policy;
	struct session_start start;
	struct session_memo memo;

	enum session_state state;
	int64_t now_ms;	     /* of the event being handled */
	int64_t deadline_ms; /* when the state needs a tick, or SESSION_NEVER */
	bool talking;	     /* something was said and SPOKEN has not come */
	bool ended;	     /* no exercise step may start any more; never unset */
	enum session_result result;

	/* the open question */
	enum question question;
	enum question confirming;  /* the question that QUESTION_CONFIRM stands for */
	enum cue prompt;	   /* its first wording */
	int tries;		   /* prompts made of it, 1 to policy->tries */
	int tries_before;	   /* of the question that QUESTION_CONFIRM stands for */
	bool listening;		   /* the prompt has been said, the answer is awaited */
	bool counting;		   /* P8: instead of that, numbers are counted */
	int count_said;		   /* ... the last one whose word has begun */
	int count_means;	   /* ... the one that a press takes; below the first: none */
	bool pressed;		   /* P8: once, in answer to yes or no; a second press is no */
	int heard;		   /* by QUESTION_CONFIRM, else PAIN_UNKNOWN */
	int doubted;		   /* ... a higher one before "no, four", which silence would take */
	int sign;		   /* which warning sign is asked */
	bool sign_by_voice;	   /* some no was spoken, so SIGNS_SURE follows */

	/* pain */
	int start_pain;		   /* b, or PAIN_UNKNOWN */
	int last_pain;		   /* the last accepted value, or PAIN_UNKNOWN */
	int ease;		   /* 0 to EASE_MAX; never falls */
	int k2;			   /* how often K was 2; the second ends the session */
	int sharps;		   /* the second ends the session */
	bool amber;		   /* the last value was amber: ask after each set */
	bool gentle_only;	   /* G7 */
	int ease_before, k2_before; /* as they were before the last value, for "change" */
	enum question last_question; /* which "change" opens again */
	bool changing;		   /* the next value replaces the last one */
	bool one_that_morning;	   /* a keyed one is the last answer, and may become a ten */
	bool told;		   /* a value was accepted since the last step: it may be changed */
	int64_t told_ms;	   /* when the last one was; a step keeps its distance */

	/* where we are */
	int exercise;		   /* index, or -1 before the first */
	int done;		   /* index of the last whose step began, or -1 */
	uint32_t reached;	   /* exercises whose first step began */
	uint32_t left;		   /* exercises left for good: skipped, pain, sharp, profile */
	uint32_t barred;	   /* of those: by the plan, the profile or the gate */
	struct dose dose;	   /* of the set at hand */
	int64_t step_ms;	   /* when it began, or went on */
	bool right_first;	   /* ... with a rep to the right: sides in turn */
	int set, side, rep;	   /* all from 0 */
	int minutes_done;	   /* of a walk */
	bool in_set;		   /* a set was interrupted and has reps left */
	bool drop_sets;		   /* S4 at ease 2: the sets left are dropped */
	int wait_prompts;	   /* gentle reminders made in PHASE_READY */

	enum rest_kind rest;
	enum rest_phase phase;
	int64_t rest_until_ms;	   /* rest and the 10 s for "change" last until then */
	enum beat beat;

	/* a pause, a voice or a lost device */
	bool pause_stands; /* the device went during a pause: only the person ends that */
	int voices; /* how often "Stop?" was asked since anything else came through */
	enum session_state resume_to; /* STATE_ASK: the question is asked again; else
					 QUESTION_RESUME, after a voice just that */
};

/* Set up a session that has not begun. */
void session_init(struct session *s, const struct routine *routine, const struct session_plan *plan,
		  const struct policy *policy, const struct session_start *start);

/* Handle one event; *out is overwritten with what is to be done. */
void session_step(struct session *s, const struct event *event, struct effects *out);

/*
 * The rest goes on until then at least, since what was done is not written down yet. False where
 * no rest can be made longer: during the countdown and the work, at a question.
 */
bool session_hold(struct session *s, int64_t until_ms);

/* P8 from the next question on, or no more: a microphone came or went, say. */
void session_by_count(struct session *s, bool on);

/* When the session needs a tick next, or SESSION_NEVER. */
int64_t session_deadline(const struct session *s);

/* Estimated milliseconds to the end, if all stays as it is. */
int64_t session_remaining_ms(const struct session *s);

/* Exercises whose first step began, and those that were to be done. */
int session_done(const struct session *s);
int session_planned(const struct session *s);

/* Stable lower-case names for transcripts: "rest", "exercise", "completed". */
const char *session_state_name(enum session_state state);
const char *question_name(enum question question);
const char *session_result_name(enum session_result result);

/* True for the check-ins: the answer is a number. */
bool question_is_pain(enum question question);

#endif
