/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * progress_parts.h - how the parts of progress call each other; for progress*.c only.
 *
 * progress.c         the fold: sessions, marks, which days are sure
 * progress_level.c   the X rows, and the dose of a level
 * progress_known.c   the exercises of the past, their last outcome
 * progress_today.c   what holds today
 * progress_pain.c    start pain by day: trend, better or not
 * progress_flare.c   the FL rows
 * progress_advice.c  the AD rows
 */
#ifndef CORE_PROGRESS_PARTS_H
#define CORE_PROGRESS_PARTS_H

#include "progress.h"

/* A session with what the fold makes of it. */
struct opened {
	const struct past_session *session;
	bool sure; /* its day can be trusted */
	long day;  /* its own day where that can be, else the last sure one, or NO_DAY */
	int trend; /* of the start pain as it opened */
	enum morning morning;
};

/* progress_level.c */
bool level_is_step(const struct level_step *step);
struct level_step level_wait(const struct level_input *in); /* X14 in place of X13 */

/*
 * Of the steps up that are wanted, STEPS_AT_ONCE are taken: those whose level
 * has stood longest, by stood_since; the others wait. in[i] and step[i] belong
 * together; entries without a step up stay as they are.
 */
void level_choose(const struct level_input in[], struct level_step step[], const long stood_since[],
		  int count);

/* progress_known.c */
struct known_exercise *known_find(struct progress *p, const char *name);
struct level_input known_input(const struct progress *p, const struct known_exercise *known,
			       const struct opened *at, int top);
void known_open(struct progress *p, const struct opened *at);	 /* rows of what is begun */
void known_outcome(struct progress *p, const struct opened *at); /* what it came to */
void known_morning(struct progress *p, const struct opened *at); /* of an earlier one that day */
void known_flare(struct progress *p);				 /* one began */
void known_again(struct progress *p, const char *name);		 /* NULL: all of them */

/* progress_pain.c */
void pain_note(struct progress *p, long day, int pain);
void pain_begin(struct pain_base *base, long day);
bool pain_is_better(const struct progress *p, const struct pain_base *base);
bool pain_is_free(const struct progress *p); /* zero for two weeks, and enough is known */

/* progress_flare.c */
void flare_note(struct progress *p, const struct opened *at);

/* progress_advice.c */
enum { DUE_AD1 = 1 << 0, DUE_AD2 = 1 << 1, DUE_FL3 = 1 << 2, DUE_X4 = 1 << 3 };
void advice_note(struct progress *p, const struct opened *at);
void advice_read(struct progress *p, enum row row, long day);

#endif
