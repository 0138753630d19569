/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shim_disk.h - a disk for SQLite that is slow, full or read-only when a test wants it.
 *
 * It stands in front of the real one. All controls may be set from any
 * thread at any time.
 */
#ifndef TESTS_SHIM_DISK_H
#define TESTS_SHIM_DISK_H

#include "text_support.h"

#include <stdatomic.h>
#include <stdbool.h>

struct shim_disk {
	atomic_int sync_ms;    /* each sync takes so long */
	atomic_bool stuck;     /* syncs do not come back before this is false */
	atomic_bool full;      /* no write has room */
	atomic_int fail_at;    /* the write of this number fails, once; 0: none */
	atomic_bool torn;      /* ... after half of it was written */
	atomic_bool read_only; /* nothing opens for writing */

	atomic_int writes, syncs;
	atomic_llong bytes;
};

/* Put it in front of the real disk for all journals of this process. */
struct shim_disk *shim_disk(void);

/* All controls off, all counters zero. */
void shim_reset(void);

/* A desk, on a disk that can be made to fail. */
static inline int disk_setup(void **state)
{
	shim_disk();
	shim_reset();
	return desk_setup(state);
}

static inline int disk_teardown(void **state)
{
	shim_reset();
	return desk_teardown(state);
}

#define ON_A_DISK(test) cmocka_unit_test_setup_teardown(test, disk_setup, disk_teardown)

#endif
