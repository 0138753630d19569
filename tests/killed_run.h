/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * killed_run.h - one live session of a person who answers by keys, killed or not.
 */
#ifndef TESTS_KILLED_RUN_H
#define TESTS_KILLED_RUN_H

#include "setup.h"

#include <stdbool.h>

struct work_done {
	int reps; /* both sides */
	int sure; /* ... of them before a step that sounded */
};

struct chain {
	const char *program, *routine, *option;
	int exit_code;
	char home[64];
	unsigned random;
	struct setup *setup;
	/* of the run at hand, by its transcript */
	struct work_done done[ROUTINE_EXERCISES];
	int before[ROUTINE_EXERCISES]; /* reps in the journal when it began */
	int in_hand;		       /* of the last step, or -1 */
	bool went;		       /* ... and that exercise was over */
	bool ended;
	/* figures */
	int kills, resumes, ends, failures;
};

/*
 * Run the program for life_ms at the most, then kill it. True when it was
 * killed, false when it came to its end before. The transcript is taken in.
 */
bool live(struct chain *chain, long life_ms);

#endif
