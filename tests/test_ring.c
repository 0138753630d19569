/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ring.c - the queue between one writer and one reader.
 */
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ring.h"

enum { ITEMS = 8, MILLIONS = 3000000 };

struct pair {
	uint32_t number, opposite;
};

struct line {
	struct ring ring;
	struct pair storage[64];
};

static void items_come_out_in_the_order_they_went_in(void **state)
{
	int storage[ITEMS], out;
	struct ring ring;
	(void)state;
	ring_init(&ring, storage, sizeof(int), ITEMS);
	for (int i = 0; i < 5; i++)
		assert_true(ring_write(&ring, &i));
	assert_int_equal(ring_count(&ring), 5);
	for (int i = 0; i < 5; i++) {
		assert_true(ring_read(&ring, &out));
		assert_int_equal(out, i);
	}
	assert_false(ring_read(&ring, &out));
}

static void a_full_ring_takes_no_more_and_loses_nothing(void **state)
{
	int storage[ITEMS], out;
	struct ring ring;
	(void)state;
	ring_init(&ring, storage, sizeof(int), ITEMS);
	for (int i = 0; i < ITEMS; i++)
		assert_true(ring_write(&ring, &i));
	int extra = 99;
	assert_false(ring_write(&ring, &extra));
	assert_int_equal(ring_count(&ring), ITEMS);
	for (int i = 0; i < ITEMS; i++) {
		assert_true(ring_read(&ring, &out));
		assert_int_equal(out, i);
	}
}

static void many_items_are_copied_round_the_end_of_the_storage(void **state)
{
	int16_t storage[ITEMS], in[ITEMS] = {1, 2, 3, 4, 5, 6, 7, 8}, out[ITEMS] = {0};
	struct ring ring;
	(void)state;
	ring_init(&ring, storage, sizeof(int16_t), ITEMS);
	assert_int_equal(ring_write_many(&ring, in, 5), 5);
	assert_int_equal(ring_read_many(&ring, out, 5), 5);
	assert_int_equal(ring_write_many(&ring, in, ITEMS), ITEMS);
	assert_int_equal(ring_read_many(&ring, out, ITEMS), ITEMS);
	assert_memory_equal(in, out, sizeof in);
}

static void only_what_fits_is_written_and_only_what_is_there_is_read(void **state)
{
	int16_t storage[ITEMS], in[ITEMS] = {1, 2, 3, 4, 5, 6, 7, 8}, out[ITEMS];
	struct ring ring;
	(void)state;
	ring_init(&ring, storage, sizeof(int16_t), ITEMS);
	assert_int_equal(ring_write_many(&ring, in, 6), 6);
	assert_int_equal(ring_write_many(&ring, in, 6), 2);
	assert_int_equal(ring_read_many(&ring, out, 3), 3);
	assert_int_equal(ring_read_many(&ring, out, ITEMS), 5);
	assert_int_equal(ring_read_many(&ring, out, ITEMS), 0);
}

static void a_look_ahead_leaves_everything_where_it_is(void **state)
{
	int storage[ITEMS], out = 0;
	struct ring ring;
	(void)state;
	ring_init(&ring, storage, sizeof(int), ITEMS);
	for (int i = 10; i < 13; i++)
		assert_true(ring_write(&ring, &i));
	assert_true(ring_peek(&ring, 2, &out));
	assert_int_equal(out, 12);
	assert_false(ring_peek(&ring, 3, &out));
	assert_true(ring_read(&ring, &out));
	assert_int_equal(out, 10);
}

static void the_counters_may_wrap(void **state)
{
	int storage[ITEMS], out;
	struct ring ring;
	(void)state;
	ring_init(&ring, storage, sizeof(int), ITEMS);
	atomic_store(&ring.written, SIZE_MAX - 2);
	atomic_store(&ring.read, SIZE_MAX - 2);
	for (int i = 0; i < ITEMS; i++)
		assert_true(ring_write(&ring, &i));
	assert_false(ring_write(&ring, &storage[0]));
	assert_int_equal(ring_count(&ring), ITEMS);
	for (int i = 0; i < ITEMS; i++) {
		assert_true(ring_read(&ring, &out));
		assert_int_equal(out, i);
	}
}

/* Odd lots, so that the two sides meet at every place of the ring. */
static void *write_millions(void *context)
{
	struct line *line = context;
	struct pair lot[7];
	uint32_t sent = 0;
	while (sent < MILLIONS) {
		size_t n = 1 + sent % 7;
		for (uint32_t i = 0; i < n; i++)
			lot[i] = (struct pair){sent + i, ~(sent + i)};
		size_t done = ring_write_many(&line->ring, lot, n);
		sent += (uint32_t)done;
		if (done == 0)
			sched_yield();
	}
	return NULL;
}

static void two_threads_pass_millions_of_items_whole_and_in_order(void **state)
{
	static struct line line;
	struct pair lot[5];
	pthread_t writer;
	uint32_t wanted = 0;
	int wrong = 0;
	(void)state;
	ring_init(&line.ring, line.storage, sizeof(struct pair), 64);
	assert_int_equal(pthread_create(&writer, NULL, write_millions, &line), 0);
	while (wanted < MILLIONS) {
		size_t n = ring_read_many(&line.ring, lot, 1 + wanted % 5);
		for (size_t i = 0; i < n; i++, wanted++)
			wrong += lot[i].number != wanted || lot[i].opposite != ~wanted;
		if (n == 0)
			sched_yield();
	}
	pthread_join(writer, NULL);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(items_come_out_in_the_order_they_went_in),
	    cmocka_unit_test(a_full_ring_takes_no_more_and_loses_nothing),
	    cmocka_unit_test(many_items_are_copied_round_the_end_of_the_storage),
	    cmocka_unit_test(only_what_fits_is_written_and_only_what_is_there_is_read),
	    cmocka_unit_test(a_look_ahead_leaves_everything_where_it_is),
	    cmocka_unit_test(the_counters_may_wrap),
	    cmocka_unit_test(two_threads_pass_millions_of_items_whole_and_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
