/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shim_disk.c - a disk for SQLite that is slow, full or read-only when a test wants it. */
#include "shim_disk.h"

#include <sqlite3.h>

#include <assert.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

static struct shim_disk disk;
static sqlite3_vfs shim;
static sqlite3_vfs *real;

/* The real file stands right behind. */
struct shim_file {
	sqlite3_file base;
	sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
	return ((struct shim_file *)file)->real;
}

static void nap(int ms)
{
	struct timespec span = {ms / 1000, (long)(ms % 1000) * 1000000};
	nanosleep(&span, NULL);
}

static int shim_close(sqlite3_file *file)
{
	return real_of(file)->pMethods->xClose(real_of(file));
}

static int shim_read(sqlite3_file *file, void *to, int count, sqlite3_int64 at)
{
	return real_of(file)->pMethods->xRead(real_of(file), to, count, at);
}

static int shim_write(sqlite3_file *file, const void *from, int count, sqlite3_int64 at)
{
	int number = atomic_fetch_add(&disk.writes, 1) + 1;
	atomic_fetch_add(&disk.bytes, count);
	if (disk.full)
		return SQLITE_FULL;
	if (number == disk.fail_at) {
		if (disk.torn)
			real_of(file)->pMethods->xWrite(real_of(file), from, count / 2, at);
		return SQLITE_IOERR_WRITE;
	}
	return real_of(file)->pMethods->xWrite(real_of(file), from, count, at);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
	atomic_fetch_add(&disk.syncs, 1);
	nap(disk.sync_ms);
	while (disk.stuck)
		nap(2);
	return real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int shim_lock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int shim_unlock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int shim_reserved(sqlite3_file *file, int *result)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), result);
}

static int shim_control(sqlite3_file *file, int op, void *value)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), op, value);
}

static int shim_sector(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int shim_traits(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int shim_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **to)
{
	return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, to);
}

static int shim_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
	return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void shim_shm_barrier(sqlite3_file *file)
{
	real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int shim_shm_unmap(sqlite3_file *file, int forget)
{
	return real_of(file)->pMethods->xShmUnmap(real_of(file), forget);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = shim_close,
    .xRead = shim_read,
    .xWrite = shim_write,
    .xTruncate = shim_truncate,
    .xSync = shim_sync,
    .xFileSize = shim_size,
    .xLock = shim_lock,
    .xUnlock = shim_unlock,
    .xCheckReservedLock = shim_reserved,
    .xFileControl = shim_control,
    .xSectorSize = shim_sector,
    .xDeviceCharacteristics = shim_traits,
    .xShmMap = shim_shm_map,
    .xShmLock = shim_shm_lock,
    .xShmBarrier = shim_shm_barrier,
    .xShmUnmap = shim_shm_unmap,
};

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct shim_file *own = (struct shim_file *)file;
	(void)vfs;
	own->real = (sqlite3_file *)(own + 1);
	own->base.pMethods = NULL;
	if (disk.read_only && (flags & SQLITE_OPEN_MAIN_DB) != 0)
		flags =
		    (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
	int code = real->xOpen(real, name, own->real, flags, out);
	if (own->real->pMethods != NULL)
		own->base.pMethods = &methods;
	return code;
}

struct shim_disk *shim_disk(void)
{
	if (real == NULL) {
		real = sqlite3_vfs_find(NULL);
		assert(real != NULL);
		shim = *real;
		shim.pNext = NULL;
		shim.zName = "shim";
		shim.szOsFile = (int)sizeof(struct shim_file) + real->szOsFile;
		shim.xOpen = shim_open;
		int code = sqlite3_vfs_register(&shim, 1);
		assert(code == SQLITE_OK);
	}
	return &disk;
}

void shim_reset(void)
{
	disk.sync_ms = 0;
	disk.stuck = disk.full = disk.torn = disk.read_only = false;
	disk.fail_at = disk.writes = disk.syncs = 0;
	disk.bytes = 0;
}
