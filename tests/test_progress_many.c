/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_progress_many.c - many exercises at once: who steps up, who is remembered. */
#include "progress_support.h"

enum { MANY = 8, LONG_TOP = 45 };

/* A session a week of eight exercises on long ladders: more are ready than may step. */
struct queue {
	struct exercise list[MANY];
	int level[MANY];
	struct progress p;
};

static struct queue a_queue(void)
{
	struct queue queue = {.p = nothing_yet(NOW)};
	char name[NAME_BYTES];
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "exercise %d", i);
		queue.list[i] = an_exercise(name, KIND_MOBILISE);
		queue.list[i].top.reps = 5 + LONG_TOP;
	}
	return queue;
}

/* Returns how many stepped up. */
static int a_week(struct queue *queue, int week)
{
	struct outlook out[MANY];
	struct past_session session = a_session(NOW + 7 * week, 1, 1);
	int steps = 0;
	queue->p.today = NOW + 7 * week;
	progress_today(&queue->p, queue->list, MANY, (1U << MANY) - 1, out);
	for (int i = 0; i < MANY; i++) {
		steps += out[i].level > queue->level[i];
		assert_in_range(out[i].level, queue->level[i], queue->level[i] + 1);
		queue->level[i] = out[i].level;
		with(&session, queue->list[i].name, 0, out[i].level)->top = LONG_TOP;
	}
	progress_add(&queue->p, &session);
	return steps;
}

static void at_most_two_exercises_step_up_at_once(void **state)
{
	(void)state;
	struct queue queue = a_queue();
	int most = 0;
	for (int week = 0; week < 60; week++) {
		int steps = a_week(&queue, week);
		most = steps > most ? steps : most;
	}
	assert_int_equal(most, 2);
}

static void nobody_waits_for_ever_behind_others(void **state)
{
	(void)state;
	struct queue queue = a_queue();
	for (int week = 0; week < 60; week++)
		a_week(&queue, week);
	int low = queue.level[0], high = low;
	for (int i = 1; i < MANY; i++) {
		low = queue.level[i] < low ? queue.level[i] : low;
		high = queue.level[i] > high ? queue.level[i] : high;
	}
	/* Two a week from the fourth on: 57 weeks make 114 steps, 14 for each and 2 over. */
	assert_int_equal(low, 14);
	assert_int_equal(high, 15);
}

static void the_third_that_is_ready_is_told_so(void **state)
{
	(void)state;
	static const char *const names[] = {"one", "two", "three"};
	struct exercise list[3];
	struct outlook out[3];
	struct progress p = nothing_yet(NOW);
	for (int day = 8; day >= 1; day--) {
		struct past_session session = a_session(NOW - day, 1, 1);
		for (int i = 0; i < 3; i++)
			with(&session, names[i], 0, 0);
		progress_add(&p, &session);
	}
	for (int i = 0; i < 3; i++)
		list[i] = an_exercise(names[i], KIND_MOBILISE);
	progress_today(&p, list, 3, 7, out);
	assert_int_equal(out[0].row, ROW_X13);
	assert_int_equal(out[1].row, ROW_X13);
	assert_int_equal(out[2].row, ROW_X14);
	assert_int_equal(out[2].hindrance, HINDRANCE_OTHERS);
	assert_int_equal(out[2].sessions, 0);
	assert_int_equal(out[2].days, 0);
	/* What is not due today does not take the place of what is. */
	progress_today(&p, list, 3, 6, out);
	assert_int_equal(out[0].row, ROW_X14);
	assert_int_equal(out[2].row, ROW_X13);
}

static void more_exercises_than_places_forget_the_one_not_done_for_longest(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 100);
	char name[NAME_BYTES];
	for (int i = 0; i < PROGRESS_NAMES + 1; i++) {
		struct past_session session = a_session(NOW + i, 1, 1);
		snprintf(name, sizeof name, "exercise %d", i);
		with(&session, name, 0, 0);
		progress_add(&p, &session);
	}
	assert_int_equal(p.count, PROGRESS_NAMES);
	assert_int_equal(look_at(&p, "exercise 0").times, 0);
	assert_int_equal(look_at(&p, "exercise 1").times, 1);
	assert_int_equal(look_at(&p, "exercise 64").times, 1);
}

static void places_of_what_is_left_out_are_kept(void **state)
{
	(void)state;
	struct progress p = nothing_yet(NOW + 100);
	char name[NAME_BYTES];
	for (int i = 0; i < PROGRESS_NAMES + 5; i++)
		for (int twice = 0; twice < 2; twice++) {
			struct past_session session = a_session(NOW + i, 1, 1);
			snprintf(name, sizeof name, "exercise %d", i);
			with(&session, name, 2, 0);
			progress_add(&p, &session);
		}
	assert_true(look_at(&p, "exercise 0").left_out);
	assert_true(look_at(&p, "exercise 63").left_out);
	assert_int_equal(look_at(&p, "exercise 64").level, 0);
	assert_int_equal(look_at(&p, "exercise 64").times, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(at_most_two_exercises_step_up_at_once),
	    cmocka_unit_test(nobody_waits_for_ever_behind_others),
	    cmocka_unit_test(the_third_that_is_ready_is_told_so),
	    cmocka_unit_test(more_exercises_than_places_forget_the_one_not_done_for_longest),
	    cmocka_unit_test(places_of_what_is_left_out_are_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
