/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_progress_years.c - ten years of one person, three kinds, with the rules asserted every day.
 *
 * The person does what the plan says, at the level it says, and is recorded as
 * the journal would. A second book is kept by the test itself, by other means
 * than progress: plain arrays of days. Rules (section 7): Q6 level in range, Q7
 * what a step up takes, Q8 what always steps down, Q11 how a flare ends, Q12
 * what always advises; and that at most two step up at once, that strength
 * never runs on consecutive days or more than four in seven, and that asking
 * twice, or anew from the first day on, gives the same.
 */
#include "progress_support.h"

#include <stdlib.h>

enum { DAYS = 3650, RECORDS = 3 * DAYS, EXERCISES = 7, LEVELS_TOP = 5 };

/* What a day was like, in the test's own book. */
struct book {
	bool done[EXERCISES];
	int k[EXERCISES];
	int level[EXERCISES]; /* planned */
	bool held;	      /* a session took place */
	bool complete, stopped;
	int start, morning;
};

/* As the journal keeps them: one or the other. */
struct record {
	bool is_mark;
	struct past_mark mark;
	struct past_session session;
};

struct life {
	struct routine routine;
	struct progress p;
	struct book *day; /* DAYS of them */
	struct record *past;
	int records, sessions;
	unsigned seed;
	const char *kind;
	int steps, falls, flares, flare_days, taken_up;
	bool was_flare;
	int read_day; /* all advice that was due, on its evening */
	bool rows[ROWS];
};

/* Xorshift: the same on every machine. */
static unsigned dice(struct life *life, unsigned sides)
{
	life->seed ^= life->seed << 13;
	life->seed ^= life->seed >> 17;
	life->seed ^= life->seed << 5;
	return life->seed % sides;
}

static bool chance(struct life *life, unsigned percent)
{
	return dice(life, 100) < percent;
}

static void prepare(struct life *life, const char *kind, unsigned seed)
{
	static const char *const names[EXERCISES] = {
	    "warm-up walk", "pelvic tilt", "bridge", "bird dog", "curl-up", "stretch", "cool-down"};
	static const enum kind kinds[EXERCISES] = {KIND_AEROBIC,  KIND_MOBILISE, KIND_STRENGTH,
						   KIND_STRENGTH, KIND_STRENGTH, KIND_STRETCH,
						   KIND_MOBILISE};
	*life = (struct life){.kind = kind, .seed = seed, .read_day = -1};
	life->day = calloc(DAYS, sizeof *life->day);
	life->past = calloc(RECORDS, sizeof *life->past);
	assert_non_null(life->day);
	assert_non_null(life->past);
	life->p = nothing_yet(NOW);
	life->routine.count = EXERCISES;
	for (int i = 0; i < EXERCISES; i++) {
		life->routine.exercise[i] = an_exercise(names[i], kinds[i]);
		life->routine.exercise[i].part = i == 0		      ? PART_WARM_UP
						 : i == EXERCISES - 1 ? PART_COOL_DOWN
								      : PART_MAIN;
	}
}

static void finish(struct life *life)
{
	free(life->day);
	free(life->past);
}

/* --- what happens to the person ------------------------------------------------- */

static bool is_bad_time(const struct life *life, int day)
{
	return strcmp(life->kind, "flaring") == 0 && day % 90 > 70;
}

/* The irregular one stays away for weeks at a time. */
static bool comes(struct life *life, int day)
{
	if (strcmp(life->kind, "irregular") != 0)
		return true;
	return day % 120 < 80 && chance(life, 45);
}

static void live_exercise(struct life *life, struct book *book, const struct plan *plan, int i,
			  struct past_session *session)
{
	if (!plan->item[i].due || book->stopped)
		return;
	bool bad = is_bad_time(life, (int)(session->day - NOW));
	int k = chance(life, bad ? 25 : 1) ? 2 : chance(life, bad ? 40 : 4) ? 1 : 0;
	if (bad && chance(life, 6))
		k = 3;
	struct past_exercise *past =
	    with(session, life->routine.exercise[i].name, k, plan->item[i].outlook.level);
	past->kind = life->routine.exercise[i].kind;
	past->part = life->routine.exercise[i].part;
	past->top = plan->item[i].outlook.top;
	past->planned = plan->item[i].dose;
	book->done[i] = true;
	book->k[i] = k;
	book->stopped = k == 3;
	book->complete = book->complete && k < 2;
}

static void live_day(struct life *life, int day, const struct plan *plan)
{
	struct book *book = &life->day[day];
	bool bad = is_bad_time(life, day);
	book->held = comes(life, day);
	for (int i = 0; i < EXERCISES; i++)
		book->level[i] = plan->item[i].outlook.level;
	if (!book->held)
		return;
	book->start = bad ? 4 + (int)dice(life, 3) : (int)dice(life, 3);
	book->morning =
	    chance(life, 10) ? PAIN_UNKNOWN : book->start + (int)dice(life, bad ? 4 : 2);
	assert_true(life->records < RECORDS);
	struct past_session *session = &life->past[life->records++].session;
	*session = a_session(NOW + day, book->start, book->morning);
	book->complete = true;
	for (int i = 0; i < EXERCISES; i++)
		live_exercise(life, book, plan, i, session);
	if (book->stopped)
		session->result = RESULT_PAIN;
	else if (!book->complete)
		session->result = RESULT_PARTLY;
	progress_add(&life->p, session);
	life->sessions++;
}

/* --- the test's own book ------------------------------------------------------------- */

/* The last day before this on which it was done, or -1. */
static int last_done(const struct life *life, int day, int exercise)
{
	while (--day >= 0 && !life->day[day].done[exercise])
		;
	return day;
}

static bool is_raised(const struct book *book)
{
	return book->morning != PAIN_UNKNOWN &&
	       (book->morning >= book->start + 2 || book->morning >= 6);
}

static bool is_settled(const struct book *book)
{
	return book->held && book->morning != PAIN_UNKNOWN && !is_raised(book) && !book->stopped;
}

/* Q7: what a step up from the day before takes, by the book. */
static void check_step(const struct life *life, int day, int i)
{
	int last = last_done(life, day, i);
	assert_true(last >= 0);
	const struct book *book = &life->day[last];
	assert_int_equal(book->k[i], 0);
	assert_true(book->complete && is_settled(book));
	assert_true(day - last <= 7);
	assert_false(life->p.flare.on);
	assert_true(progress_trend(&life->p, NOW + day) < 2);
	int good = 1, seen = last;
	while (good < 3 && (seen = last_done(life, seen, i)) >= 0)
		good += life->day[seen].k[i] == 0;
	assert_int_equal(good, 3);
	/* No change of what was done in the seven days before. */
	for (int before = last; before > day - 7; before = last_done(life, before, i)) {
		assert_true(before >= 0);
		assert_int_equal(life->day[before].level[i], book->level[i]);
	}
}

static void check_levels(struct life *life, int day, const struct plan *plan)
{
	int steps = 0;
	for (int i = 0; i < EXERCISES; i++) {
		const struct outlook *outlook = &plan->item[i].outlook;
		int last = last_done(life, day, i);
		life->rows[outlook->row] = true;
		assert_in_range(outlook->level, 0, LEVELS_TOP); /* Q6 */
		if (last < 0) {
			assert_int_equal(outlook->level, 0);
			continue;
		}
		const struct book *book = &life->day[last];
		if (outlook->level > book->level[i]) {
			assert_int_equal(outlook->level, book->level[i] + 1);
			assert_int_equal(outlook->row, ROW_X13);
			check_step(life, day, i);
			steps++;
		}
		/* Q8 */
		if (book->k[i] >= 2 || is_raised(book))
			assert_true(outlook->level < book->level[i] || book->level[i] == 0);
		if (day - last > 28)
			assert_int_equal(outlook->level, 0);
	}
	assert_true(steps <= 2);
}

/* Q11: by the days that were held, the last two first. */
static void check_flare(struct life *life, int day)
{
	bool on = life->p.flare.on;
	life->flares += on && !life->was_flare;
	life->flare_days += on;
	if (life->was_flare && !on) {
		int settled = 0;
		for (int i = day - 1; i >= 0 && settled < 2; i--) {
			if (!life->day[i].held)
				continue;
			assert_true(is_settled(&life->day[i]));
			settled++;
		}
		assert_int_equal(settled, 2);
	}
	life->was_flare = on;
}

/* Q12, by the book: the last two sessions were stopped, or fourteen days in a flare; unread. */
static void check_advice(const struct life *life, int day)
{
	int stops = 0, held = 0, last_stop = -1;
	long since = life->p.flare.since;
	for (int i = day - 1; i >= 0 && held < 2; i--)
		if (life->day[i].held) {
			stops += life->day[i].stopped;
			if (life->day[i].stopped && last_stop < 0)
				last_stop = i;
			held++;
		}
	if (stops == 2 && last_stop > life->read_day)
		assert_true(is_advised(&life->p, ROW_AD1));
	if (since < NOW + life->read_day)
		since = NOW + life->read_day;
	if (life->p.flare.on && NOW + day - since >= 14)
		assert_true(is_advised(&life->p, ROW_FL3));
}

static void check_plan(const struct life *life, int day, const struct plan *plan)
{
	int strength = 0;
	for (int i = 0; i < EXERCISES; i++)
		if (life->routine.exercise[i].kind == KIND_STRENGTH && plan->item[i].due) {
			strength = 1;
			for (int other = 0; other < EXERCISES; other++)
				if (life->routine.exercise[other].kind == KIND_STRENGTH && day > 0)
					assert_false(life->day[day - 1].done[other]);
		}
	for (int before = 1; before < 7 && day >= before; before++) {
		bool any = false;
		for (int i = 0; i < EXERCISES; i++)
			any = any || (life->routine.exercise[i].kind == KIND_STRENGTH &&
				      life->day[day - before].done[i]);
		strength += any;
	}
	assert_true(strength <= 4);
}

/* A fold gives the same whether it is kept going or begun anew. */
static void check_anew(const struct life *life)
{
	struct progress anew = nothing_yet(life->p.today);
	for (int i = 0; i < life->records; i++)
		if (life->past[i].is_mark)
			progress_mark(&anew, &life->past[i].mark);
		else
			progress_add(&anew, &life->past[i].session);
	assert_int_equal(anew.count, life->p.count);
	for (int i = 0; i < anew.count; i++) {
		const struct known_exercise *one = &anew.known[i], *other = &life->p.known[i];
		assert_int_equal(one->level, other->level);
		assert_int_equal(one->streak, other->streak);
		assert_int_equal(one->row, other->row);
	}
	assert_int_equal(anew.flare.on, life->p.flare.on);
	assert_int_equal(anew.due, life->p.due);
}

static void note_mark(struct life *life, struct past_mark mark)
{
	assert_true(life->records < RECORDS);
	life->past[life->records++] = (struct record){.is_mark = true, .mark = mark};
	progress_mark(&life->p, &mark);
}

/* Somebody who reads what is advised now and then, and takes up again what was left out. */
static void answer(struct life *life, int day, const struct plan *plan)
{
	struct advice list[ADVICES];
	int count = progress_advice(&life->p, 0, list);
	life->read_day = day;
	for (int i = 0; i < count; i++)
		note_mark(life, (struct past_mark){.kind = MARK_ACKNOWLEDGED,
						   .row = list[i].row,
						   .day = NOW + day});
	for (int i = 0; i < EXERCISES; i++) {
		struct past_mark mark = {.kind = MARK_AGAIN, .day = NOW + day};
		memcpy(mark.name, life->routine.exercise[i].name, sizeof mark.name);
		if (plan->item[i].outlook.left_out)
			note_mark(life, mark);
		life->taken_up += plan->item[i].outlook.left_out;
	}
}

/* What was done in fact, against what was done the time before. */
static void count_steps(struct life *life, int day)
{
	for (int i = 0; i < EXERCISES; i++) {
		int last = last_done(life, day, i);
		if (last < 0 || !life->day[day].done[i])
			continue;
		life->steps += life->day[day].level[i] > life->day[last].level[i];
		life->falls += life->day[day].level[i] < life->day[last].level[i];
	}
}

static void live(const char *kind, unsigned seed)
{
	struct life life;
	struct plan plan;
	prepare(&life, kind, seed);
	for (int day = 0; day < DAYS; day++) {
		life.p.today = NOW + day;
		plan_today(&life.p, &life.routine, &plan);
		check_levels(&life, day, &plan);
		check_flare(&life, day);
		check_advice(&life, day);
		check_plan(&life, day, &plan);
		live_day(&life, day, &plan);
		count_steps(&life, day);
		if (day % 30 == 29)
			answer(&life, day, &plan);
		if (day % 100 == 99)
			check_anew(&life);
	}
	print_message("%-9s %4d sessions, %3d steps up, %3d down, %2d flares of %3d days in all, "
		      "%2d taken up again\n",
		      kind, life.sessions, life.steps, life.falls, life.flares, life.flare_days,
		      life.taken_up);
	assert_true(life.steps > 0 && life.falls > 0);
	assert_int_equal(life.flares > 0, strcmp(kind, "flaring") == 0);
	assert_true(life.rows[ROW_X1] || strcmp(kind, "irregular") != 0);
	finish(&life);
}

static void ten_years_of_a_steady_person_keep_the_rules(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 5; seed++)
		live("steady", seed);
}

static void ten_years_of_a_person_with_flares_keep_the_rules(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 5; seed++)
		live("flaring", seed);
}

static void ten_years_of_an_irregular_person_keep_the_rules(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 5; seed++)
		live("irregular", seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ten_years_of_a_steady_person_keep_the_rules),
	    cmocka_unit_test(ten_years_of_a_person_with_flares_keep_the_rules),
	    cmocka_unit_test(ten_years_of_an_irregular_person_keep_the_rules),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
