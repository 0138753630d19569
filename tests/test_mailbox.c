/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_mailbox.c - letters from the workers to main.
 */
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "clip.h"
#include "mailbox.h"

enum { LETTERS = 20000, WORKERS = 2 };

struct worker {
	struct mailbox *mailbox;
	int number;
};

static int set_up(void **state)
{
	struct fault why;
	*state = mailbox_open(&why);
	return *state != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	mailbox_close(*state);
	return 0;
}

static bool is_readable(const struct mailbox *mailbox, int wait_ms)
{
	struct pollfd look = {.fd = mailbox_fd(mailbox), .events = POLLIN};
	return poll(&look, 1, wait_ms) == 1;
}

static void letters_are_taken_in_the_order_they_were_posted(void **state)
{
	struct letter letter = {.kind = LETTER_HEARD};
	for (letter.id = 0; letter.id < 3; letter.id++)
		assert_true(mailbox_post(*state, &letter));
	for (int i = 0; i < 3; i++) {
		assert_true(mailbox_take(*state, &letter));
		assert_int_equal(letter.kind, LETTER_HEARD);
		assert_int_equal(letter.id, i);
	}
	assert_false(mailbox_take(*state, &letter));
}

static void the_descriptor_is_readable_just_while_letters_wait(void **state)
{
	struct letter letter = {.kind = LETTER_EAR};
	assert_false(is_readable(*state, 0));
	mailbox_post(*state, &letter);
	mailbox_post(*state, &letter);
	assert_true(is_readable(*state, 0));
	mailbox_take(*state, &letter);
	assert_true(is_readable(*state, 0));
	mailbox_take(*state, &letter);
	assert_false(is_readable(*state, 0));
}

static void a_full_mailbox_refuses_without_waiting_and_goes_on_later(void **state)
{
	struct letter letter = {.kind = LETTER_CLIP};
	int posted = 0, taken = 0;
	while (mailbox_post(*state, &letter))
		letter.id = ++posted;
	assert_true(posted >= 64);
	assert_true(mailbox_take(*state, &letter));
	assert_int_equal(letter.id, 0);
	letter.id = posted;
	assert_true(mailbox_post(*state, &letter));
	while (mailbox_take(*state, &letter))
		assert_int_equal(letter.id, ++taken);
	assert_int_equal(taken, posted);
}

/* The leak checker looks whether it does. */
static void clips_that_nobody_took_are_freed_at_the_end(void **state)
{
	struct letter letter = {.kind = LETTER_CLIP, .clip = calloc(1, clip_bytes(10))};
	assert_non_null(letter.clip);
	assert_true(mailbox_post(*state, &letter));
}

static void nothing_to_close_is_no_harm(void **state)
{
	(void)state;
	mailbox_close(NULL);
}

static void *post_all(void *context)
{
	struct worker *worker = context;
	struct letter letter = {.kind = LETTER_HEARD};
	for (int i = 0; i < LETTERS; i++) {
		letter.id = i * WORKERS + worker->number;
		while (!mailbox_post(worker->mailbox, &letter))
			sched_yield();
	}
	return NULL;
}

static void two_workers_post_at_once_and_each_keeps_its_order(void **state)
{
	struct worker worker[WORKERS];
	pthread_t thread[WORKERS];
	int next[WORKERS] = {0};
	for (int i = 0; i < WORKERS; i++) {
		worker[i] = (struct worker){*state, i};
		assert_int_equal(pthread_create(&thread[i], NULL, post_all, &worker[i]), 0);
	}
	for (int taken = 0; taken < WORKERS * LETTERS;) {
		struct letter letter;
		assert_true(is_readable(*state, 10000));
		while (mailbox_take(*state, &letter)) {
			int from = letter.id % WORKERS;
			assert_int_equal(letter.id / WORKERS, next[from]++);
			taken++;
		}
	}
	for (int i = 0; i < WORKERS; i++)
		pthread_join(thread[i], NULL);
	assert_false(is_readable(*state, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(letters_are_taken_in_the_order_they_were_posted, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(the_descriptor_is_readable_just_while_letters_wait,
					    set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		a_full_mailbox_refuses_without_waiting_and_goes_on_later, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(clips_that_nobody_took_are_freed_at_the_end, set_up,
					    tear_down),
	    cmocka_unit_test(nothing_to_close_is_no_harm),
	    cmocka_unit_test_setup_teardown(two_workers_post_at_once_and_each_keeps_its_order,
					    set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
