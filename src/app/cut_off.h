/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cut_off.h - a session that was cut off by a power cut or the like: where it goes on, and how
 *             carefully.
 *
 * Nothing gets milder for it: ease, what was left and the second chances that
 * were used up are reckoned anew from what was written down.
 */
#ifndef APP_CUT_OFF_H
#define APP_CUT_OFF_H

#include "journal.h"
#include "routine.h"
#include "session.h"

#include <stdbool.h>

struct cut_off {
	bool there;
	/* there was one, but too long ago, or another routine, or all of it, is done instead, or
	 * nothing of it is left to do: it counts as ended */
	bool dropped;
	char title[NAME_BYTES],
	    name[NAME_BYTES]; /* of a dropped one; the exercise it stopped at, or "" */
	char uid[UID_BYTES];
	struct session_cut cut;
	struct past_session past; /* its exercises by their place in the routine */
	uint32_t known;		  /* ... those of which anything was written; bits */
	int64_t passed_ms;	  /* session time that its lines have used; rounded up */
};

/*
 * Look for it: there is one to go on with if the newest session was of this routine, did not
 * end, is not older than RESUME_S, and has something left to do. routine may be NULL: none goes on.
 * False and *why when the journal cannot be read.
 */
bool cut_off_read(struct cut_off *cut, struct journal *journal, int64_t now_s,
		  const struct routine *routine, struct fault *why);

#endif
