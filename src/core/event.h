/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * event.h - what can happen to a session, and what it may ask for.
 *
 * This is the whole traffic between the session and the world. Times are
 * milliseconds of session time: frames made, divided by 48.
 */
#ifndef CORE_EVENT_H
#define CORE_EVENT_H

#include "cue.h"
#include "intent.h"
#include "policy.h"
#include "tone.h"

#include <stdbool.h>
#include <stdint.h>

enum event_kind {
	EVENT_BEGIN,  /* somebody started the session; once, first */
	EVENT_TICK,   /* the time is at_ms */
	EVENT_SPOKEN, /* everything said so far has been spoken */
	EVENT_INTENT, /* the person said or pressed something */
	EVENT_VOICE,  /* somebody speaks over the coach and goes on; no word was understood */
	EVENT_LOST,   /* the sound device is gone */
	EVENT_MENDED, /* ... and back */
	EVENT_QUIT,   /* Ctrl-C or SIGTERM: close kindly */
	EVENT_KINDS
};

struct event {
	int64_t at_ms; /* never before that of the event before */
	enum event_kind kind;
	struct intent intent; /* with EVENT_INTENT */
};

enum question {
	QUESTION_LOCK,	    /* G1: may you exercise again? */
	QUESTION_LOCK_SURE, /* and the second, explicit yes */
	QUESTION_NOTICE,    /* first run: timer and guide, not a doctor */
	QUESTION_ADVICE,    /* AD1: two pain stops; taken in? */
	QUESTION_ADVICE_SURE, /* and the second, explicit yes */
	QUESTION_AWAY,	    /* a week was missed: an enum away */
	QUESTION_MORNING,   /* pain on the morning after the last session */
	QUESTION_SIGN,	    /* one warning sign of the list */
	QUESTION_SIGNS_SURE,/* all spoken answers were no: right? */
	QUESTION_READY,	    /* settled down? */
	QUESTION_START,	    /* pain at the start */
	QUESTION_GO_ON,	    /* where the last session was cut off, or from the beginning? */
	QUESTION_EXERCISE,  /* pain after a set or an exercise */
	QUESTION_SHARP,	    /* pain after "sharp" */
	QUESTION_RESUME,    /* pain after a pause or a lost device */
	QUESTION_FINAL,	    /* pain before getting up */
	QUESTION_CONFIRM,   /* I heard N. Right? */
	QUESTION_LEG,	    /* W2: EM1 to EM3 */
	QUESTIONS
};

/* Why nothing was done for a week; said or keyed as these numbers. */
enum away { AWAY_PAIN = 1, AWAY_TIME, AWAY_OTHER };

/* Why a number counts. */
enum belief {
	BELIEF_KEY,    /* P4: it was keyed */
	BELIEF_ECHO,   /* P6: spoken, heard for sure, and echoed */
	BELIEF_YES,    /* P5: asked back, and confirmed */
	BELIEF_SILENCE /* P5: asked back, and nobody answered: the higher one counts */
};

enum effect_kind {
	EFFECT_SAY,    /* say it after what is being said; SPOKEN follows when all is said */
	EFFECT_COUNT,  /* say it exactly at at_ms, or not at all if the voice is busy */
	EFFECT_TONE,   /* sound the tone exactly at at_ms */
	EFFECT_HUSH,   /* fall silent at once, forget all that is planned */
	EFFECT_LISTEN, /* the ear is open for the context from at_ms on */
	EFFECT_DEAF,   /* the ear is shut */
	EFFECT_STEP,   /* a set or side begins: exercise, n set, m side */
	EFFECT_DONE,   /* ... and ended, whole or not: the same, and what was done of it in work */
	EFFECT_WENT,   /* an exercise is over: exercise, n all of it was done, m it was left;
			  of several the last holds */
	EFFECT_HEARD,  /* a number came in: n, m its source, its question and percent */
	EFFECT_PAIN,   /* a pain value was accepted: n, m its question, belief and changes;
			  exercise is the one done last */
	EFFECT_ANSWER, /* another question was answered: n yes or an enum away, m its source,
			  its question and percent; a sign's index is the saying's n */
	EFFECT_DECIDE, /* a rule decided: row, n is K or the ease it led to, m the pain;
			  exercise is the one it is about, or -1 */
	EFFECT_VOICE,  /* the coach speaks louder, quieter, slower or faster from now on: n, the
			  intent */
	EFFECT_STATE,  /* the session changed its state: n, for captions */
	EFFECT_END     /* all over: n is an enum session_result */
};

/* What was done of a set from its beginning or where it went on; to the right where there are sides. */
struct work {
	int reps, reps_right; /* whole ones */
	int ms, ms_right;     /* under tension, with the part of a rep that was cut short */
};

struct effect {
	int64_t at_ms;
	enum effect_kind kind;
	struct saying saying;	      /* SAY, COUNT; its exercise is that of the others, too */
	enum tone tone;		      /* TONE */
	enum listen_context context; /* LISTEN */
	enum row row;		      /* DECIDE */
	int n, m;		      /* as said above */
	int ease;		      /* STEP: of its dose */
	struct work work;	      /* DONE */
	enum question question;	      /* HEARD, ANSWER: the one it answers, not its confirmation */
	int percent;		      /* HEARD, ANSWER: how far it may be believed */
	enum belief belief;	      /* PAIN */
	bool changes;		      /* PAIN: it takes the place of the value before */
};

enum { EFFECTS_MAX = 24 };

/* In the caller's frame: no heap. */
struct effects {
	int count;
	struct effect list[EFFECTS_MAX];
};

#endif
