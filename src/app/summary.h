/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * summary.h - what was done in a session, as a short table in 80 columns.
 */
#ifndef APP_SUMMARY_H
#define APP_SUMMARY_H

#include "history.h"
#include "routine.h"

#include <stdio.h>

/* past is of this routine, place by place. Nothing is printed where nothing was begun. */
void summary_print(FILE *out, const struct past_session *past, const struct routine *routine);

#endif
