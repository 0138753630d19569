/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_journal_disk.c - disks that may not be written or have no room; two sessions at once. */
#include "journal_support.h"
#include "shim_disk.h"

#include "session_lock.h"

#include <errno.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>

static const char name[] = "data/easeback/journal.db";

/* --- disks ------------------------------------------------------------- */

static void one_that_may_not_be_written_can_be_read(void **state)
{
	make_one(*state, name);
	shim_disk()->read_only = true;
	expect_fault(*state, name, JOURNAL_WRITE, FAULT_READ_ONLY, "may not be written");
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_READ);
	assert_int_equal(fold_all(journal).count, 1);
	journal_close(journal);
}

/* A disk of our own of 1 MiB, in a namespace of our own or as root; skipped where neither goes.
 */
static void mount_small(struct desk *desk, const char *options)
{
	if (mkdir(desk_path(desk, "small"), 0700) == 0 &&
	    mount("tmpfs", desk->path, "tmpfs", 0, options) == 0)
		return;
	print_message("skipped: a small disk cannot be mounted here: %s\n", strerror(errno));
	skip();
}

static void a_disk_without_room_is_told_and_loses_nothing(void **state)
{
	struct desk *desk = *state;
	struct fault why = {.code = FAULT_NONE};
	mount_small(desk, "size=1m");
	struct journal *journal = open_good(desk_path(desk, "small/journal.db"), JOURNAL_WRITE);
	int written = 0;
	struct line line = a_session(0, FIRST_DAY);
	while (written < 5000 && journal_write(journal, &line, &why))
		line = a_session(++written, FIRST_DAY);
	journal_close(journal);
	assert_int_equal(why.code, FAULT_FULL);
	assert_true(written > 10);
	journal = open_good(desk_path(desk, "small/journal.db"), JOURNAL_READ);
	struct lines *lines = calloc(1, sizeof *lines);
	assert_non_null(lines);
	assert_true(journal_export(journal, keep_line, lines, &why));
	assert_int_equal(lines->count, written);
	free(lines);
	journal_close(journal);
	assert_int_equal(umount(desk_path(desk, "small")), 0);
}

static void a_read_only_disk_is_told_and_can_be_read(void **state)
{
	struct desk *desk = *state;
	struct fault why;
	mount_small(desk, "size=1m");
	struct journal *journal = open_good(desk_path(desk, "small/journal.db"), JOURNAL_WRITE);
	write_session(journal, 1, FIRST_DAY);
	journal_close(journal);
	desk_path(desk, "small");
	assert_int_equal(mount("tmpfs", desk->path, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), 0);
	assert_null(journal_open(desk_path(desk, "small/journal.db"), JOURNAL_RENEW, &why));
	assert_int_equal(why.code, FAULT_READ_ONLY);
	assert_null(journal_open(desk_path(desk, "small/new/journal.db"), JOURNAL_RENEW, &why));
	assert_int_equal(why.code, FAULT_READ_ONLY);
	journal = open_good(desk_path(desk, "small/journal.db"), JOURNAL_READ);
	assert_int_equal(fold_all(journal).count, 1);
	journal_close(journal);
	assert_int_equal(umount(desk_path(desk, "small")), 0);
}

/* --- locked ------------------------------------------------------------ */

static void a_second_session_is_told_so_and_a_dead_one_holds_nothing(void **state)
{
	struct session_lock lock;
	struct fault why;
	int ready[2];
	char path[DESK_PATH_BYTES];
	snprintf(path, sizeof path, "%s", desk_path(*state, "data/session.lock"));
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		bool taken = session_lock_take(&lock, path, &why);
		ssize_t told = write(ready[1], &taken, sizeof taken);
		(void)told;
		for (;;)
			pause();
	}
	bool taken = false;
	assert_int_equal(read(ready[0], &taken, sizeof taken), sizeof taken);
	assert_true(taken);
	assert_false(session_lock_take(&lock, path, &why));
	assert_int_equal(why.code, FAULT_BUSY);
	char part[60];
	snprintf(part, sizeof part, "another session is running (process %ld)", (long)child);
	assert_non_null(strstr(why.text, part));
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	assert_true(session_lock_take(&lock, path, &why));
	session_lock_drop(&lock);
	close(ready[0]);
	close(ready[1]);
}

static int teardown(void **state)
{
	umount(desk_path(*state, "small"));
	return disk_teardown(state);
}

#define MAY_MOUNT(test) cmocka_unit_test_setup_teardown(test, disk_setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    MAY_MOUNT(one_that_may_not_be_written_can_be_read),
	    MAY_MOUNT(a_disk_without_room_is_told_and_loses_nothing),
	    MAY_MOUNT(a_read_only_disk_is_told_and_can_be_read),
	    MAY_MOUNT(a_second_session_is_told_so_and_a_dead_one_holds_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
