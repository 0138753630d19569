/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_press_decode.c - the presses of a single button, in virtual time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "intent.h"
#include "press_decode.h"

enum { MOST = 32 };

/* What came of a row of presses, and when. */
struct tape {
	struct press press;
	int64_t now_ms;
	int count;
	int key[MOST];
	int64_t at_ms[MOST];
};

static void put(struct tape *tape, int key)
{
	if (key == 0)
		return;
	assert_true(tape->count < MOST);
	tape->key[tape->count] = key;
	tape->at_ms[tape->count++] = tape->now_ms;
}

/* The clock, a millisecond at a time, as a thread would look that is always in time. */
static void pass(struct tape *tape, int ms)
{
	for (; ms > 0; ms--) {
		tape->now_ms++;
		put(tape, press_due(&tape->press, tape->now_ms));
	}
}

static void hold(struct tape *tape, int ms)
{
	put(tape, press_down(&tape->press, tape->now_ms));
	pass(tape, ms);
	put(tape, press_up(&tape->press, tape->now_ms));
}

static struct tape tape_at(int64_t now_ms)
{
	return (struct tape){.now_ms = now_ms};
}

static void assert_kinds(const struct tape *tape, int count, const enum intent_kind *kinds)
{
	assert_int_equal(tape->count, count);
	for (int i = 0; i < count; i++)
		assert_int_equal(intent_from_key(tape->key[i]).kind, kinds[i]);
}

static void a_press_pauses_at_once(void **state)
{
	(void)state;
	struct tape tape = tape_at(5000);
	hold(&tape, 120);
	pass(&tape, 3000);
	assert_kinds(&tape, 1, (enum intent_kind[]){INTENT_PAUSE});
	assert_int_equal(tape.at_ms[0], 5000);
}

static void the_first_press_after_start_is_no_second_one(void **state)
{
	(void)state;
	struct tape tape = tape_at(0);
	hold(&tape, 100);
	assert_kinds(&tape, 1, (enum intent_kind[]){INTENT_PAUSE});
}

static void two_presses_apart_are_two_pauses(void **state)
{
	(void)state;
	struct tape tape = tape_at(5000);
	hold(&tape, 100);
	pass(&tape, PRESS_DOUBLE_MS);
	hold(&tape, 100);
	assert_kinds(&tape, 2, (enum intent_kind[]){INTENT_PAUSE, INTENT_PAUSE});
}

static void two_presses_close_together_say_that_it_hurts(void **state)
{
	(void)state;
	struct tape tape = tape_at(5000);
	hold(&tape, 100);
	pass(&tape, PRESS_DOUBLE_MS - 100);
	hold(&tape, 100);
	assert_kinds(&tape, 2, (enum intent_kind[]){INTENT_PAUSE, INTENT_OUCH});
	assert_int_equal(tape.at_ms[1], 5000 + PRESS_DOUBLE_MS);
}

static void hammering_says_it_once_and_does_not_go_on(void **state)
{
	(void)state;
	struct tape tape = tape_at(5000);
	for (int i = 0; i < 12; i++) {
		hold(&tape, 90);
		pass(&tape, 90);
	}
	assert_kinds(&tape, 2, (enum intent_kind[]){INTENT_PAUSE, INTENT_OUCH});
	pass(&tape, PRESS_DOUBLE_MS);
	hold(&tape, 90);
	assert_int_equal(tape.count, 3);
	assert_int_equal(tape.key[2], tape.key[0]);
}

static void a_long_press_stops_while_it_is_held(void **state)
{
	(void)state;
	struct tape tape = tape_at(5000);
	hold(&tape, 4000);
	assert_kinds(&tape, 2, (enum intent_kind[]){INTENT_PAUSE, INTENT_STOP});
	assert_int_equal(tape.at_ms[1], 5000 + PRESS_LONG_MS);
}

static void a_press_just_short_of_long_does_not_stop(void **state)
{
	(void)state;
	struct tape tape = tape_at(5000);
	hold(&tape, PRESS_LONG_MS - 1);
	pass(&tape, 5000);
	assert_kinds(&tape, 1, (enum intent_kind[]){INTENT_PAUSE});
}

static void the_second_press_of_two_stops_as_well_when_it_is_held(void **state)
{
	(void)state;
	struct tape tape = tape_at(5000);
	hold(&tape, 100);
	pass(&tape, 100);
	hold(&tape, 1500);
	assert_kinds(&tape, 3, (enum intent_kind[]){INTENT_PAUSE, INTENT_OUCH, INTENT_STOP});
}

/* So does each of many: a stop works whatever was pressed before. */
static void the_last_press_of_many_stops_when_it_is_held(void **state)
{
	(void)state;
	struct tape tape = tape_at(5000);
	for (int i = 0; i < 6; i++) {
		hold(&tape, 90);
		pass(&tape, 90);
	}
	int64_t down_ms = tape.now_ms;
	hold(&tape, 1200);
	assert_int_equal(intent_from_key(tape.key[tape.count - 1]).kind, INTENT_STOP);
	assert_int_equal(tape.at_ms[tape.count - 1], down_ms + PRESS_LONG_MS);
}

static void looked_at_late_a_long_press_stops_all_the_same(void **state)
{
	(void)state;
	struct press press = {.known = false};
	assert_int_equal(intent_from_key(press_down(&press, 5000)).kind, INTENT_PAUSE);
	assert_int_equal(intent_from_key(press_up(&press, 6800)).kind, INTENT_STOP);
	assert_int_equal(press_due(&press, 6801), 0);
}

static void worn_contacts_make_one_press_of_one(void **state)
{
	(void)state;
	struct tape tape = tape_at(5000);
	hold(&tape, 3);
	pass(&tape, 4);
	hold(&tape, 2);
	pass(&tape, 1);
	hold(&tape, 150);
	pass(&tape, 5);
	hold(&tape, 3);
	pass(&tape, 2000);
	assert_kinds(&tape, 1, (enum intent_kind[]){INTENT_PAUSE});
}

static void worn_contacts_do_not_keep_a_long_press_from_stopping(void **state)
{
	(void)state;
	struct tape tape = tape_at(5000);
	hold(&tape, 600);
	pass(&tape, 10);
	hold(&tape, 1000);
	assert_kinds(&tape, 2, (enum intent_kind[]){INTENT_PAUSE, INTENT_STOP});
	assert_int_equal(tape.at_ms[1], 5000 + PRESS_LONG_MS);
}

static void the_thread_is_told_when_to_look(void **state)
{
	(void)state;
	struct press press = {.known = false};
	assert_int_equal(press_due_ms(&press), PRESS_NEVER);
	press_down(&press, 5000);
	assert_int_equal(press_due_ms(&press), 5000 + PRESS_LONG_MS);
	assert_int_not_equal(press_due(&press, 5000 + PRESS_LONG_MS), 0);
	assert_int_equal(press_due_ms(&press), PRESS_NEVER);
	press_up(&press, 7000);
	assert_int_equal(press_due_ms(&press), PRESS_NEVER);
}

static void a_release_without_a_press_is_nothing(void **state)
{
	(void)state;
	struct press press = {.known = false};
	assert_int_equal(press_up(&press, 900000), 0);
	assert_int_equal(intent_from_key(press_down(&press, 900010)).kind, INTENT_PAUSE);
}

/*
 * Any hands at all, against what is promised, reckoned anew from the times alone: each second of
 * holding stops, exactly then; nothing but a press makes anything else; and of what follows
 * within half a second only the first pauses and only the second hurts.
 */
static void any_hands_get_what_is_promised(void **state)
{
	(void)state;
	srand(20261121);
	for (int round = 0; round < 300; round++) {
		struct tape tape = tape_at(1000000);
		int64_t last_down = -1000000;
		int few = 0;
		for (int i = 0; i < 7; i++) {
			int held = 1 + rand() % (rand() % 4 == 0 ? 3000 : 400);
			int64_t down = tape.now_ms;
			int before = tape.count;
			few = down - last_down <= 500 ? few + 1 : 1;
			last_down = down;
			hold(&tape, held);
			int pressed = few <= 2, stopped = held >= 1000;
			assert_int_equal(tape.count - before, pressed + stopped);
			if (pressed)
				assert_int_equal(intent_from_key(tape.key[before]).kind,
						 few == 1 ? INTENT_PAUSE : INTENT_OUCH);
			if (stopped)
				assert_int_equal(tape.at_ms[tape.count - 1], down + 1000);
			pass(&tape, 50 + rand() % 700);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_press_pauses_at_once),
	    cmocka_unit_test(the_first_press_after_start_is_no_second_one),
	    cmocka_unit_test(two_presses_apart_are_two_pauses),
	    cmocka_unit_test(two_presses_close_together_say_that_it_hurts),
	    cmocka_unit_test(hammering_says_it_once_and_does_not_go_on),
	    cmocka_unit_test(a_long_press_stops_while_it_is_held),
	    cmocka_unit_test(a_press_just_short_of_long_does_not_stop),
	    cmocka_unit_test(the_second_press_of_two_stops_as_well_when_it_is_held),
	    cmocka_unit_test(the_last_press_of_many_stops_when_it_is_held),
	    cmocka_unit_test(looked_at_late_a_long_press_stops_all_the_same),
	    cmocka_unit_test(worn_contacts_make_one_press_of_one),
	    cmocka_unit_test(worn_contacts_do_not_keep_a_long_press_from_stopping),
	    cmocka_unit_test(the_thread_is_told_when_to_look),
	    cmocka_unit_test(a_release_without_a_press_is_nothing),
	    cmocka_unit_test(any_hands_get_what_is_promised),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
