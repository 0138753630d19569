/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ring.h - a queue of fixed-size items between one writer and one reader.
 *
 * Threads: one thread writes, one reads; neither waits, locks or allocates.
 * Ownership: the caller owns the storage and keeps it as long as the ring.
 */
#ifndef SOUND_RING_H
#define SOUND_RING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct ring {
	unsigned char *storage;
	size_t item_bytes;
	size_t items;		/* a power of two */
	_Atomic size_t written; /* items ever written; only the writer stores */
	_Atomic size_t read;	/* items ever read; only the reader stores */
};

/* storage holds items * item_bytes bytes; items is a power of two. */
void ring_init(struct ring *ring, void *storage, size_t item_bytes, size_t items);

/* Copy one item in; false when the ring is full (writer only). */
bool ring_write(struct ring *ring, const void *item);

/* Copy one item out; false when the ring is empty (reader only). */
bool ring_read(struct ring *ring, void *item);

/* Copy the item so many places ahead of the next one, and leave it there (reader only). */
bool ring_peek(const struct ring *ring, size_t ahead, void *item);

/* Copy up to count items in or out; returns how many. */
size_t ring_write_many(struct ring *ring, const void *items, size_t count);
size_t ring_read_many(struct ring *ring, void *items, size_t count);

/*
 * For a reader that must not lose count: all of it goes in, and what did not
 * fit is owed, to be made up by as many items of zeros as soon as there is
 * room. *owed is the writer's, 0 at first.
 */
void ring_write_owing(struct ring *ring, const void *items, size_t count, size_t *owed);

/* Items that can be read now (the reader: at least so many; the writer: at most). */
size_t ring_count(const struct ring *ring);

#endif
