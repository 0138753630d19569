/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * past_support.h - a person who lives from day to day: real sessions in virtual time, with a real
 *                  journal behind them, in a home of their own.
 */
#ifndef TESTS_PAST_SUPPORT_H
#define TESTS_PAST_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "journal.h"
#include "opening.h"
#include "scene.h"
#include "setup.h"

#include <stdbool.h>

enum { EVERY_LINE = -1 };

struct person {
	char home[64];
	struct setup *setup;
	struct scene scene;	/* what they answer */
	struct opening opening; /* of the session lived last */
	enum session_result result;
	struct journal *journal;
	int lines, power_lines; /* written in it; the power goes after so many, or EVERY_LINE */
};

/* A new home, with the memo of somebody who has answered the signs. */
int person_setup(void **state);
int person_teardown(void **state);

void person_routine(struct person *person, const char *name);

/* Noon of a day after the program was built. */
struct clock_reading person_noon(int day);

/* What a session would begin with. */
void person_open(struct person *person, const struct clock_reading *reading,
		 enum opening_choice choice);

/* Open, and live it; answers as in a scene, or NULL: 2 each time. */
void person_live(struct person *person, const struct clock_reading *reading, const char *answers);

/* The newest session in the journal. */
struct journal_entry person_newest(struct person *person);

#define AT_HOME(test) cmocka_unit_test_setup_teardown(test, person_setup, person_teardown)

#endif
