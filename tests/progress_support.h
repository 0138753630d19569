/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress_support.h - a person's past in a few words, for the tests of progress and plan. */
#ifndef PROGRESS_SUPPORT_H
#define PROGRESS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "plan.h"
#include "progress.h"

enum { NOW = 20000, MONTH = 30, TEN = 10 };

/* Five to ten reps, so that there are five levels above the first. */
struct exercise an_exercise(const char *name, enum kind kind);

/* A completed session of a start pain and the morning after, with nothing in it yet. */
struct past_session a_session(long day, int start_pain, int morning);

/* One more exercise in it, done in full with this K at this level. */
struct past_exercise *with(struct past_session *session, const char *name, int k, int level);

/* Progress on a sure day that nothing was told yet. */
struct progress nothing_yet(long today);

/* What holds today for one exercise alone. */
struct outlook look_at(const struct progress *p, const char *name);

/* A day of one exercise "bridge" with this K, at the level that holds then; its morning settled. */
void good_day(struct progress *p, long day, int k);
void day_with(struct progress *p, long day, int start_pain, int morning, int k);

/* A session that pain stopped. */
void stopped_day(struct progress *p, long day, int morning);

void mark(struct progress *p, enum mark_kind kind, enum row row, long day);

/* Is advice of this row due? */
bool is_advised(const struct progress *p, enum row row);

#endif
