/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shim_live.c - puts the disk of shim_disk.h in front of the real one of a whole program, as its
 *               environment says:
 *
 *	DISK_SYNC_MS  each sync takes so long, also that of the memo
 *	DISK_FAIL_AT  SQLite's write of this number fails, once
 *	DISK_TORN     1: ... after half of it was written
 *	DISK_REPORT   a file for writes=N syncs=N bytes=N kernel=N at the end: what SQLite wrote, and
 *	              what the kernel says that the whole program did, in bytes
 */
#include "kernel_bytes.h"
#include "shim_disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int __real_fsync(int file);
int __wrap_fsync(int file);

static struct shim_disk *disk;

/* SQLite has a way of its own, so that this is everybody else's. */
int __wrap_fsync(int file)
{
	int ms = disk != NULL ? disk->sync_ms : 0;
	struct timespec span = {ms / 1000, (long)(ms % 1000) * 1000000};
	nanosleep(&span, NULL);
	return __real_fsync(file);
}

static void report(void)
{
	FILE *file = fopen(getenv("DISK_REPORT"), "w");
	if (file == NULL)
		return;
	fprintf(file, "writes=%d syncs=%d bytes=%lld kernel=%lld\n", disk->writes, disk->syncs,
		(long long)disk->bytes, kernel_bytes());
	fclose(file);
}

static int number(const char *name)
{
	const char *text = getenv(name);
	return text != NULL ? atoi(text) : 0;
}

__attribute__((constructor)) static void put_in_front(void)
{
	disk = shim_disk();
	disk->sync_ms = number("DISK_SYNC_MS");
	disk->fail_at = number("DISK_FAIL_AT");
	disk->torn = number("DISK_TORN") != 0;
	if (getenv("DISK_REPORT") != NULL)
		atexit(report);
}
