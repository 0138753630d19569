/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * explain_row.c - a sentence for each row of the policy.
 *
 * Sources: traffic-light leaflets of physiotherapy services (0-3 go on, 4-5
 * acceptable, 6 and more too much); Ostelo et al. 2008 (two points are a real
 * change); NHS pages on back pain and pacing (rest, pacing, when to ask for
 * help). "Our own choice" has no source.
 */
#include "explain.h"

#include <assert.h>
#include <stddef.h>

static const char *const before[] = {
    [ROW_G1] = "an emergency was named and not cleared since: nothing starts",
    [ROW_G2] = "a sign that needs help at once: nothing starts, call for help",
    [ROW_G3] = "a sign that a doctor should see first: nothing starts today",
    [ROW_G4] = "a warning-sign question stayed unanswered: nothing starts",
    [ROW_G5] = "no number at the start: without one nothing starts",
    [ROW_G6] = "severe pain at the start: no session, a resting position or a short easy walk",
    [ROW_G7] = "a bad day: gentle exercises only, at half dose",
    [ROW_G8] = "some pain at the start: the session begins smaller, with longer rests",
    [ROW_G9] = "little or no pain at the start: the session begins as planned",
};

static const char *const after_a_set[] = {
    [ROW_S1 - ROW_S1] = "severe pain: the session stops, with advice",
    [ROW_S2 - ROW_S1] = "too much pain, and more than at the start: this exercise is left, the "
			"rest is gentler; the second time the session stops",
    [ROW_S3 - ROW_S1] = "a rise of four points or more: this exercise is left, the rest is "
			"gentler; the second time the session stops",
    [ROW_S4 - ROW_S1] = "amber: acceptable, but the dose gets smaller; at the smallest, the sets "
			"left are dropped",
    [ROW_S5 - ROW_S1] = "still low, but two points more than at the start, which is a real "
			"change: the dose gets smaller",
    [ROW_S6 - ROW_S1] = "green, or a change too small to mean anything: go on, same numbers",
};

static const char *const commands[] = {
    [ROW_W1 - ROW_W1] = "an emergency was named: all stops, the number to call is said twice, and "
			"the next start asks first",
    [ROW_W2 - ROW_W1] = "something new in a leg, or something is wrong: all stops, and the signs "
			"that need help are asked",
    [ROW_W3 - ROW_W1] = "stop: it stops at once and asks nothing",
    [ROW_W4 - ROW_W1] = "a sharp pain: this exercise is left, the rest is gentler; the second "
			"time the session stops",
    [ROW_W5 - ROW_W1] = "easier: the dose gets smaller from the next set on",
    [ROW_W6 - ROW_W1] = "skip: this exercise is left out, which says nothing about pain",
    [ROW_W7 - ROW_W1] = "pause: all waits; before it goes on, the pain is asked; after ten "
			"minutes it ends",
    [ROW_W8 - ROW_W1] = "somebody spoke over the coach and no word was understood, or what was "
			"said may have been a stop: it falls silent and asks",
    [ROW_W9 - ROW_W1] = "a cry of pain: it halts and asks for the number",
};

static const char *const asking[] = {
    [ROW_P1 - ROW_P1] = "no answer, or none that was understood: it is asked again, three times "
			"at the most",
    [ROW_P2 - ROW_P1] = "no answer at the start: nothing starts",
    [ROW_P3 - ROW_P1] = "no answer later: nothing runs until there is one; after a minute it ends",
    [ROW_P4 - ROW_P1] = "a pressed key is taken, and echoed",
    [ROW_P5 - ROW_P1] = "a spoken number that matters, or was not heard for sure, is asked back; "
			"silence takes the higher one",
    [ROW_P6 - ROW_P1] = "other spoken numbers are echoed; \"change\" takes one back in the rest "
			"that follows",
    [ROW_P7 - ROW_P1] = "\"same\" is the last number, \"none\" is zero, and \"fine\" is no number",
    [ROW_P8 - ROW_P1] = "with one button, and nothing else to answer with, the numbers are counted "
			"aloud, a press takes one, and it counts when a second press confirms it",
};

static const char *const levels[] = {
    [ROW_X1 - ROW_X1] = "more than four weeks without it: from the beginning again, and the "
			"first questions are asked again",
    [ROW_X2 - ROW_X1] = "more than two weeks without it: two levels down, since strength fades",
    [ROW_X3 - ROW_X1] = "more than a week without it: one level down",
    [ROW_X4 - ROW_X1] = "it hurt too much the last time: one level down; twice running, and it is "
			"left out until somebody with the training has looked",
    [ROW_X5 - ROW_X1] = "more pain the next morning: one level down",
    [ROW_X6 - ROW_X1] = "this week begins with two points more than the last: one level down",
    [ROW_X7 - ROW_X1] = "it had to be made smaller twice running: one level down",
    [ROW_X8 - ROW_X1] = "it had to be made smaller: the level stays",
    [ROW_X9 - ROW_X1] = "in a flare no level goes up",
    [ROW_X10 - ROW_X1] = "the session was not done in full: the level stays, and so does the count "
			 "of good sessions",
    [ROW_X11 - ROW_X1] = "no number from the next morning, or no day to rely on: the level stays; "
			 "what is not known is no credit",
    [ROW_X12 - ROW_X1] = "this week begins a point higher than the last: the level stays",
    [ROW_X13 - ROW_X1] = "the third good session running, and a week since the last step: one "
			 "level up; at most two exercises at a time",
    [ROW_X14 - ROW_X1] = "a good session: the level stays, and it counts towards the next one",
};

static const char *const flares[] = {
    [ROW_FL1 - ROW_FL1] = "a flare begins: two bad mornings running, two sessions running stopped "
			  "for pain, or a very bad morning; gentle exercises only, at half dose",
    [ROW_FL2 - ROW_FL1] = "the flare is over: two settled mornings running, and nothing stopped "
			  "for pain",
    [ROW_FL3 - ROW_FL1] = "two weeks in a flare, a hard beginning, or a stop for pain in it: "
			  "please ask your physiotherapist or GP",
};

static const char *const advice[] = {
    [ROW_AD1 - ROW_AD1] = "two sessions running were stopped for pain: advice, and a yes to it "
			  "before the next one",
    [ROW_AD2 - ROW_AD1] = "severe pain at the start, twice running: time to ask somebody with "
			  "the training",
    [ROW_AD3 - ROW_AD1] = "two weeks since the pain began anew, and not clearly better: time to "
			  "ask somebody with the training",
    [ROW_AD4 - ROW_AD1] = "six weeks since it was last looked over, or the day for that has come: "
			  "time to reassess",
    [ROW_AD5 - ROW_AD1] = "no pain for two weeks: two or three days a week keep it up",
};

static const char *const plan[] = {
    [ROW_N1 - ROW_N1] = "a session takes 30 minutes at the most, best with about five exercises",
    [ROW_N2 - ROW_N1] = "strength rests the day after, and after four days in seven",
    [ROW_N3 - ROW_N1] = "stretching and moving every day; walking on five days in seven",
    [ROW_N4 - ROW_N1] = "a warm-up first and a cool-down last; none after a stop for pain",
};

const char *explain_row(enum row row)
{
	assert(row < ROWS);
	if (row >= ROW_N1)
		return plan[row - ROW_N1];
	if (row >= ROW_AD1)
		return advice[row - ROW_AD1];
	if (row >= ROW_FL1)
		return flares[row - ROW_FL1];
	if (row >= ROW_X1)
		return levels[row - ROW_X1];
	if (row >= ROW_P1)
		return asking[row - ROW_P1];
	if (row >= ROW_W1)
		return commands[row - ROW_W1];
	if (row >= ROW_S1)
		return after_a_set[row - ROW_S1];
	return row == ROW_NONE ? "" : before[row];
}
