/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * routine_file.h - reads routines and the exercise library (routines/README.md).
 */
#ifndef IO_ROUTINE_FILE_H
#define IO_ROUTINE_FILE_H

#include "ini_file.h"
#include "routine.h"

#include <stdbool.h>

enum { LIBRARY_EXERCISES = 64 };

/* Exercises that routines name from; plain data of about 100 KB: allocate it. */
struct library {
	int count;
	struct exercise exercise[LIBRARY_EXERCISES];
};

/* Read a library file. True when there was no error; remarks get all of them, warnings too. */
bool library_read(const char *path, struct library *library, struct remarks *remarks);

/*
 * Read a routine file against the library. True when there was no error, so
 * that the routine can be run; remarks get every mistake, and the warnings of
 * routine_check with the line of their exercise.
 */
bool routine_read(const char *path, const struct library *library, struct routine *routine,
		  struct remarks *remarks);

#endif
