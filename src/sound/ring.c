/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ring.c - a queue of fixed-size items between one writer and one reader.
 */
#include "ring.h"

#include <assert.h>
#include <string.h>

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Both counters only ever grow; their difference stays right when they wrap. */
void ring_init(struct ring *ring, void *storage, size_t item_bytes, size_t items)
{
	assert(storage != NULL && item_bytes > 0);
	assert(items > 0 && (items & (items - 1)) == 0);
	ring->storage = storage;
	ring->item_bytes = item_bytes;
	ring->items = items;
	atomic_init(&ring->written, 0);
	atomic_init(&ring->read, 0);
}

static unsigned char *place_of(const struct ring *ring, size_t number)
{
	return ring->storage + (number & (ring->items - 1)) * ring->item_bytes;
}

/* Items from here to the end of the storage, where a copy has to be split. */
static size_t before_wrap(const struct ring *ring, size_t number)
{
	return ring->items - (number & (ring->items - 1));
}

size_t ring_write_many(struct ring *ring, const void *items, size_t count)
{
	size_t written = atomic_load_explicit(&ring->written, memory_order_relaxed);
	/* acquire: the reader has finished copying out of the places we reuse */
	size_t read = atomic_load_explicit(&ring->read, memory_order_acquire);
	size_t n = smaller(count, ring->items - (written - read));
	size_t first = smaller(n, before_wrap(ring, written));
	if (n == 0)
		return 0;
	memcpy(place_of(ring, written), items, first * ring->item_bytes);
	memcpy(ring->storage, (const unsigned char *)items + first * ring->item_bytes,
	       (n - first) * ring->item_bytes);
	atomic_store_explicit(&ring->written, written + n, memory_order_release);
	return n;
}

size_t ring_read_many(struct ring *ring, void *items, size_t count)
{
	size_t read = atomic_load_explicit(&ring->read, memory_order_relaxed);
	/* acquire: the writer has finished the items we are about to copy */
	size_t written = atomic_load_explicit(&ring->written, memory_order_acquire);
	size_t n = smaller(count, written - read);
	size_t first = smaller(n, before_wrap(ring, read));
	if (n == 0)
		return 0;
	memcpy(items, place_of(ring, read), first * ring->item_bytes);
	memcpy((unsigned char *)items + first * ring->item_bytes, ring->storage,
	       (n - first) * ring->item_bytes);
	atomic_store_explicit(&ring->read, read + n, memory_order_release);
	return n;
}

/* Up to count items of zeros; returns how many. */
static size_t write_zeros(struct ring *ring, size_t count)
{
	size_t written = atomic_load_explicit(&ring->written, memory_order_relaxed);
	size_t read = atomic_load_explicit(&ring->read, memory_order_acquire);
	size_t n = smaller(count, ring->items - (written - read));
	size_t first = smaller(n, before_wrap(ring, written));
	if (n == 0)
		return 0;
	memset(place_of(ring, written), 0, first * ring->item_bytes);
	memset(ring->storage, 0, (n - first) * ring->item_bytes);
	atomic_store_explicit(&ring->written, written + n, memory_order_release);
	return n;
}

void ring_write_owing(struct ring *ring, const void *items, size_t count, size_t *owed)
{
	*owed -= write_zeros(ring, *owed);
	size_t fitted = *owed == 0 ? ring_write_many(ring, items, count) : 0;
	*owed += count - fitted;
}

bool ring_write(struct ring *ring, const void *item)
{
	return ring_write_many(ring, item, 1) == 1;
}

bool ring_read(struct ring *ring, void *item)
{
	return ring_read_many(ring, item, 1) == 1;
}

bool ring_peek(const struct ring *ring, size_t ahead, void *item)
{
	size_t read = atomic_load_explicit(&ring->read, memory_order_relaxed);
	size_t written = atomic_load_explicit(&ring->written, memory_order_acquire);
	if (ahead >= written - read)
		return false;
	memcpy(item, place_of(ring, read + ahead), ring->item_bytes);
	return true;
}

size_t ring_count(const struct ring *ring)
{
	/* read first: were it loaded last, the reader could have passed our idea of written */
	size_t read = atomic_load_explicit(&ring->read, memory_order_acquire);
	size_t written = atomic_load_explicit(&ring->written, memory_order_acquire);
	return smaller(written - read, ring->items);
}
