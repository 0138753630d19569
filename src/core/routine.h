/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * routine.h - a routine as data: exercises, their doses and their words.
 *
 * Plain values without pointers; texts are UTF-8, cut nowhere: a text that is
 * too long is refused when the file is read. A routine that passed
 * routine_check can be run by the session without further checks.
 */
#ifndef CORE_ROUTINE_H
#define CORE_ROUTINE_H

#include "policy.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	ROUTINE_EXERCISES = 24, /* at the most in one routine */
	NAME_BYTES = 48,	/* with the final NUL, as all of these */
	TEXT_BYTES = 320,
	SOURCE_BYTES = 160
};

enum kind { KIND_MOBILISE, KIND_STRETCH, KIND_STRENGTH, KIND_AEROBIC, KINDS };

enum part { PART_MAIN, PART_WARM_UP, PART_COOL_DOWN, PARTS };

enum sides {
	SIDES_ONE,	 /* no sides: both at once, or the middle */
	SIDES_BOTH,	 /* full dose on the left, then on the right */
	SIDES_ALTERNATE, /* left, right, left ... rep by rep; reps count a side */
};

/* Things said of an exercise; bits, so that an exercise may have several. */
enum tag {
	TAG_CORE = 1 << 0,
	TAG_GLUTE = 1 << 1,
	TAG_LOW_BACK = 1 << 2,
	TAG_HIP_FLEXOR = 1 << 3,
	TAG_HAMSTRING = 1 << 4,
	TAG_BREATHING = 1 << 5
};

/* A reason to leave an exercise out for some people; bits. PC1, PC3, H21. */
enum condition {
	CONDITION_OSTEOPOROSIS = 1 << 0,
	CONDITION_DISC = 1 << 1,
	CONDITION_KNEE = 1 << 2,
	CONDITION_WRIST = 1 << 3,
	CONDITION_SHOULDER = 1 << 4,
	CONDITION_HEART = 1 << 5,
	CONDITION_SURGERY = 1 << 6, /* of the person only: blocks shipped routines */
	CONDITION_INJURY = 1 << 7   /* likewise */
};

struct exercise {
	char name[NAME_BYTES];	  /* "bird dog": spoken and shown */
	enum kind kind;
	enum part part;
	enum sides sides;
	bool gentle;		  /* may be done in a flare and from a start of 6 */
	bool wait;		  /* wait = ready: starts only when the person says so */
	bool brisk;		  /* a walk at a brisk pace */
	unsigned tags;		  /* enum tag */
	unsigned cautions;	  /* enum condition */
	struct dose dose;	  /* level 0: where everybody starts */
	struct dose top;	  /* the end of the ladder; never below dose */
	int position_s;		  /* time to get into position, 5 to 60 */
	int switch_s;		  /* time to change sides, 3 to 30 */
	char setup[TEXT_BYTES];	  /* starting position, at most two sentences */
	char cue[TEXT_BYTES];	  /* how to move, one sentence */
	char breathing[TEXT_BYTES];
	char easier[TEXT_BYTES];  /* the easier variant, said once eased */
	char source[SOURCE_BYTES];
};

struct routine {
	char id[NAME_BYTES];	 /* the file's name without its ending */
	char title[NAME_BYTES];
	char about[TEXT_BYTES];
	char source[SOURCE_BYTES];
	char prescribed_by[NAME_BYTES];
	char review_date[11];	 /* YYYY-MM-DD or empty */
	long review_day;	 /* the same since 1970-01-01, or 0 */
	enum policy_mode mode;	 /* MODE_QUOTA only with prescribed_by */
	bool shipped;		 /* one of ours, not the person's own */
	int count;		 /* exercises, 1 to ROUTINE_EXERCISES */
	struct exercise exercise[ROUTINE_EXERCISES];
};

enum routine_flaw {
	FLAW_NONE,
	/* errors: the routine is not run */
	FLAW_EMPTY,	    /* no exercise */
	FLAW_LADDER_FALLS,  /* top below the start */
	/* warnings: evidence, not syntax */
	FLAW_NO_WARM_UP,
	FLAW_NO_COOL_DOWN,
	FLAW_NO_STRETCH,
	FLAW_NO_GLUTE,	    /* strength without tags core and glute */
	FLAW_NO_CORE,
	FLAW_TOO_LONG,	    /* over 30 minutes: N1 */
	FLAW_TOO_MANY,	    /* over 8 exercises: N1 */
	FLAW_WARM_UP_LATE,  /* warm-up after a main exercise, or cool-down before one: N4 */
	FLAW_NO_SETUP,	    /* an exercise without a starting position */
	FLAW_FAST,	    /* a moving phase under 2 s */
	FLAW_NOTHING_GENTLE /* nothing is left in a flare */
};

struct finding {
	enum routine_flaw flaw;
	int exercise; /* its index, or -1: the whole routine */
};

/* True for the flaws that are only warnings. */
bool flaw_is_warning(enum routine_flaw flaw);

/* Write at most max findings; returns how many there are. */
int routine_check(const struct routine *routine, struct finding *found, int max);

/* Milliseconds of work of one exercise at this dose: all sets, sides, rests between sets, switches. */
int64_t exercise_ms(const struct exercise *exercise, const struct dose *dose);

/* Estimated milliseconds of the whole routine at level 0 and this ease, speech included. */
int64_t routine_ms(const struct routine *routine, int ease);

/* The same with these doses, eased already, one for each; those without sets are left out. */
int64_t routine_doses_ms(const struct routine *routine, const struct dose *doses, int ease);

/* Stable lower-case names as in routine files: "strength", "warm-up", "both". */
const char *kind_name(enum kind kind);
const char *part_name(enum part part);
const char *sides_name(enum sides sides);

#endif
