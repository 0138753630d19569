/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * walk_store.c - the states seen: a hash set by a 128-bit digest, and a queue.
 *
 * With ten million states the chance that two of them share a digest is below
 * one in 10^24; whole states are kept only until they have been walked from.
 */
#include "walk.h"

#include <stdlib.h>
#include <string.h>

static void *room_for(void *old, size_t count, size_t size)
{
	void *fresh = realloc(old, count * size);
	if (fresh == NULL) {
		fprintf(stderr, "walk: out of memory at %zu items\n", count);
		exit(2);
	}
	return fresh;
}

void store_init(struct store *store)
{
	memset(store, 0, sizeof *store);
	store->slots = 1u << 16;
	store->slot = room_for(NULL, store->slots, sizeof *store->slot);
	memset(store->slot, 0xff, store->slots * sizeof *store->slot);
}

void store_finish(struct store *store)
{
	free(store->seen);
	free(store->slot);
	free(store->queue);
	memset(store, 0, sizeof *store);
}

static uint32_t *find(const struct store *store, const struct key *key)
{
	uint32_t at = (uint32_t)key->half[0] & (store->slots - 1);
	while (store->slot[at] != UINT32_MAX) {
		const struct key *there = &store->seen[store->slot[at]].key;
		if (there->half[0] == key->half[0] && there->half[1] == key->half[1])
			break;
		at = (at + 1) & (store->slots - 1);
	}
	return &store->slot[at];
}

static void grow_slots(struct store *store)
{
	store->slots *= 2;
	store->slot = room_for(store->slot, store->slots, sizeof *store->slot);
	memset(store->slot, 0xff, store->slots * sizeof *store->slot);
	for (uint32_t i = 0; i < store->count; i++)
		*find(store, &store->seen[i].key) = i;
}

static void push(struct store *store, const struct node *node)
{
	if (store->waiting == store->ring) {
		uint32_t old = store->ring;
		store->ring = old == 0 ? 1024 : old * 2;
		store->queue = room_for(store->queue, store->ring, sizeof *store->queue);
		/* What had wrapped round goes behind the rest. */
		if (old > 0)
			memcpy(store->queue + old, store->queue,
			       store->first * sizeof *store->queue);
	}
	store->queue[(store->first + store->waiting++) & (store->ring - 1)] = *node;
}

uint32_t store_add(struct store *store, const struct node *node, bool *is_new)
{
	struct key key = node_key(node);
	uint32_t *slot = find(store, &key);
	*is_new = *slot == UINT32_MAX;
	if (!*is_new)
		return *slot;
	if (store->count == store->room) {
		store->room = store->room == 0 ? 1024 : store->room * 2;
		store->seen = room_for(store->seen, store->room, sizeof *store->seen);
	}
	uint32_t index = store->count++;
	*slot = index;
	memset(&store->seen[index], 0, sizeof store->seen[index]);
	store->seen[index].key = key;
	store->seen[index].over = node->s.state == STATE_OVER;
	push(store, node);
	if (store->count > store->slots / 2)
		grow_slots(store);
	return index;
}

void store_next(struct store *store, struct node *node)
{
	*node = store->queue[store->first];
	store->first = (store->first + 1) & (store->ring - 1);
	store->waiting--;
}
