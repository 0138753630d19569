/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_progress_walk.c - every past of five sessions, against the flare rows read backwards.
 *
 * What the FL rows and AD1 look at of a session is finite: how it ended
 * (completed, stopped for pain, stopped by the person, refused), its morning
 * (unknown, settled, raised, very bad), and whether its day is sure; of the
 * doubtful ones the four that differ from the sure ones. Every sequence of five
 * of these 20, a day apart, is told to the real fold. After
 * each session a second reading, which looks back over the sequence instead of
 * counting, must agree on the flare and on the advice: Q11 and Q12 of section 7.
 * Five reach every state: two for a run, two to end a flare, and one between.
 */
#include "progress_support.h"

enum { LENGTH = 5, ENDS = 4, MORNINGS = 4, SURE = ENDS * MORNINGS, KINDS_OF_DAY = SURE + 4 };

enum { END_COMPLETED, END_PAIN, END_STOPPED, END_REFUSED };
enum { M_UNKNOWN, M_SETTLED, M_RAISED, M_SEVERE };

struct told {
	int end, morning;
	bool sure;
};

/* The second reading. */
struct reading {
	bool on, stops_advised, flare_advised;
	int entered; /* index of the session that began the flare */
};

static struct told nth(int n)
{
	static const struct told doubtful[KINDS_OF_DAY - SURE] = {
	    {END_COMPLETED, M_SETTLED, false},
	    {END_COMPLETED, M_RAISED, false},
	    {END_COMPLETED, M_SEVERE, false},
	    {END_PAIN, M_UNKNOWN, false},
	};
	return n < SURE ? (struct told){n % ENDS, n / ENDS, true} : doubtful[n - SURE];
}

static bool is_calm(const struct told *told)
{
	return told->sure && told->end == END_COMPLETED;
}

static bool is_settled(const struct told *told)
{
	return told->sure && told->morning == M_SETTLED;
}

static bool is_raised(const struct told *told)
{
	return told->morning == M_RAISED || told->morning == M_SEVERE;
}

/* The last was a stop, and so was one before, with no calm session between. */
static bool stopped_twice(const struct told *told, int last)
{
	if (told[last].end != END_PAIN)
		return false;
	for (int i = last - 1; i >= 0 && !is_calm(&told[i]); i--)
		if (told[i].end == END_PAIN)
			return true;
	return false;
}

/* The last morning was raised, and so was one before, no settled one and no end of a flare between.
 */
static bool raised_twice(const struct told *told, int last, int since)
{
	if (!is_raised(&told[last]))
		return false;
	for (int i = last - 1; i >= since && !is_settled(&told[i]); i--)
		if (is_raised(&told[i]))
			return true;
	return false;
}

/* Q11: the last two, both of the flare, were settled and not stopped for pain. */
static bool settled_twice(const struct told *told, int last, int entered)
{
	for (int i = last; i > last - 2; i--)
		if (i <= entered || !is_settled(&told[i]) || told[i].end == END_PAIN)
			return false;
	return true;
}

static struct reading read_back(const struct told *told, int count)
{
	struct reading reading = {.entered = -1};
	int since = 0; /* the first session after the last flare */
	for (int i = 0; i < count; i++) {
		bool stops = stopped_twice(told, i), severe = told[i].morning == M_SEVERE;
		if (reading.on && told[i].end == END_PAIN)
			reading.flare_advised = true;
		if (!reading.on && (stops || severe || raised_twice(told, i, since))) {
			reading.on = true;
			reading.entered = i;
			reading.flare_advised = reading.flare_advised || stops || severe;
		} else if (reading.on && settled_twice(told, i, reading.entered)) {
			reading.on = false;
			since = i + 1;
		}
		reading.stops_advised = reading.stops_advised || stops;
	}
	return reading;
}

static struct past_session session_of(const struct told *told, int day)
{
	static const enum session_result results[ENDS] = {RESULT_COMPLETED, RESULT_PAIN,
							  RESULT_STOPPED, RESULT_REFUSED};
	static const int mornings[MORNINGS] = {PAIN_UNKNOWN, 2, 4, 7};
	struct past_session session = a_session(NOW + day, 2, mornings[told->morning]);
	session.result = results[told->end];
	session.doubtful = !told->sure;
	return session;
}

static long walk(const struct progress *p, struct told *told, int count)
{
	long pasts = 1;
	struct reading reading = read_back(told, count);
	if (reading.on != p->flare.on || reading.stops_advised != is_advised(p, ROW_AD1) ||
	    reading.flare_advised != is_advised(p, ROW_FL3))
		fail_msg("after %d sessions, the last %d %d %d: flare %d, AD1 %d, FL3 %d", count,
			 told[count - 1].end, told[count - 1].morning, told[count - 1].sure,
			 p->flare.on, is_advised(p, ROW_AD1), is_advised(p, ROW_FL3));
	for (int n = 0; count < LENGTH && n < KINDS_OF_DAY; n++) {
		struct progress next = *p;
		told[count] = nth(n);
		struct past_session session = session_of(&told[count], count);
		progress_add(&next, &session);
		pasts += walk(&next, told, count + 1);
	}
	return pasts;
}

static void every_past_of_five_sessions_is_read_alike(void **state)
{
	(void)state;
	struct told told[LENGTH + 1] = {{0}};
	struct progress p = nothing_yet(NOW + LENGTH);
	long pasts = walk(&p, told, 0);
	print_message("%ld pasts\n", pasts);
	assert_int_equal(pasts, 1 + 20 + 400 + 8000 + 160000 + 3200000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_past_of_five_sessions_is_read_alike),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
