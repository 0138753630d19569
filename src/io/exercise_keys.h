/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exercise_keys.h - reads the keys of one exercise, in a routine or in the library.
 */
#ifndef IO_EXERCISE_KEYS_H
#define IO_EXERCISE_KEYS_H

#include "ini_file.h"
#include "routine.h"

/* What an exercise is when nothing is said of it; it has no dose yet: no reps, no minutes. */
struct exercise exercise_default(void);

/*
 * Read the keys of a section over *exercise. head is the section's head,
 * count the lines with it. base is the library exercise that *exercise was
 * copied from, or NULL when it is written out here and so needs kind, setup
 * and a dose; in_library tells which file it is, since only a routine may
 * name an exercise of the library.
 */
void exercise_read(const struct ini_line *head, int count, const struct exercise *base,
		   bool in_library, struct exercise *exercise, struct remarks *remarks);

#endif
