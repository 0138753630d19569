/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_journal_faults.c - a journal that is missing, old, new or damaged. */
#include "journal_support.h"
#include "shim_disk.h"

#include <sqlite3.h>

static const char name[] = "data/easeback/journal.db";

static void run_sql(const char *path, const char *sql)
{
	sqlite3 *db;
	char *wrong = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	/* as after a power cut: what was written stays in the -wal */
	sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	if (sqlite3_exec(db, sql, NULL, NULL, &wrong) != SQLITE_OK)
		fail_msg("%s", wrong);
	sqlite3_close(db);
}

static char *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	char *bytes = calloc(1, *size + 1);
	assert_non_null(bytes);
	rewind(file);
	assert_int_equal(fread(bytes, 1, *size, file), *size);
	fclose(file);
	return bytes;
}

static mode_t mode_of(struct desk *desk, const char *path)
{
	struct stat about;
	assert_int_equal(stat(desk_path(desk, path), &about), 0);
	return about.st_mode & 0777;
}

/* --- missing ----------------------------------------------------------- */

static void a_missing_one_is_made_for_this_person_only(void **state)
{
	umask(0);
	make_one(*state, name);
	assert_int_equal(mode_of(*state, "data"), 0700);
	assert_int_equal(mode_of(*state, "data/easeback"), 0700);
	assert_int_equal(mode_of(*state, name), 0600);
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
	write_session(journal, 2, FIRST_DAY);
	assert_int_equal(mode_of(*state, "data/easeback/journal.db-wal"), 0600);
	journal_close(journal);
}

static void a_missing_one_reads_as_empty_and_is_not_made(void **state)
{
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_READ);
	assert_int_equal(fold_all(journal).count, 0);
	journal_close(journal);
	assert_int_not_equal(access(desk_path(*state, "data"), F_OK), 0);
}

static void an_empty_file_is_an_empty_journal(void **state)
{
	make_one(*state, name);
	desk_put(*state, name, "");
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_READ);
	assert_int_equal(fold_all(journal).count, 0);
	journal_close(journal);
	make_one(*state, name);
}

/* --- versions ---------------------------------------------------------- */

static void put_version(struct desk *desk, int version)
{
	char path[300];
	size_t size;
	make_one(desk, name);
	unlink(desk_path(desk, name));
	snprintf(path, sizeof path, TEST_DATA "/journal/v%d.sql", version);
	char *sql = read_file(path, &size);
	run_sql(desk_path(desk, name), sql);
	free(sql);
}

static void expect_old_content(struct journal *journal, int version)
{
	struct entries entries = fold_all(journal);
	assert_int_equal(entries.count, 2);
	const struct past_session *first = &entries.entry[0].past;
	assert_int_equal(first->result, RESULT_PARTLY);
	assert_int_equal(first->morning, 3);
	assert_int_equal(first->count, 2);
	assert_string_equal(first->exercise[1].name, "bird dog");
	assert_int_equal(first->exercise[1].level, 3);
	assert_int_equal(first->exercise[1].top, 3);
	assert_int_equal(first->exercise[1].part, PART_MAIN);
	assert_int_equal(first->exercise[1].seconds_right, 84);
	assert_int_equal(first->exercise[0].top, version == 1 ? 0 : 5);
	assert_int_equal(first->exercise[0].part, version == 1 ? PART_MAIN : PART_WARM_UP);
	assert_false(entries.entry[1].past.ended);
	assert_int_equal(entries.entry[1].resumes, version == 1 ? 0 : 1);
	assert_int_equal(entries.marks, version);
	assert_int_equal(entries.mark[0].kind, MARK_FLARE);
}

static void every_older_version_is_read_and_written_on(void **state)
{
	for (int version = 1; version <= 2; version++) {
		put_version(*state, version);
		struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
		expect_old_content(journal, version);
		write_session(journal, 7, FIRST_DAY + 9);
		write_good(journal, a_setting("instructions", "fading"));
		journal_close(journal);
		journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
		assert_int_equal(fold_all(journal).count, 3);
		journal_close(journal);
	}
}

static void an_older_version_that_may_only_be_read_stays_as_it_is(void **state)
{
	size_t before, after;
	put_version(*state, 1);
	char *was = read_file(desk_path(*state, name), &before);
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_READ);
	expect_old_content(journal, 1);
	journal_close(journal);
	char *is = read_file(desk_path(*state, name), &after);
	assert_int_equal(before, after);
	assert_memory_equal(was, is, before);
	free(was);
	free(is);
}

static void a_migration_that_is_cut_short_changes_nothing(void **state)
{
	for (int at = 1; at < 12; at++) {
		struct fault why;
		shim_reset();
		put_version(*state, 1);
		shim_disk()->writes = 0;
		shim_disk()->fail_at = at;
		journal_close(journal_open(desk_path(*state, name), JOURNAL_WRITE, &why));
		shim_reset();
		struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
		expect_old_content(journal, 1);
		journal_close(journal);
	}
}

static void a_newer_one_is_left_alone(void **state)
{
	size_t before, after, wal;
	make_one(*state, name);
	run_sql(desk_path(*state, name), "PRAGMA user_version = 3; CREATE TABLE later (x);");
	char *was = read_file(desk_path(*state, name), &before);
	free(read_file(desk_path(*state, "data/easeback/journal.db-wal"), &wal));
	assert_true(wal > 0);
	expect_fault(*state, name, JOURNAL_RENEW, FAULT_NEWER, "newer easeback");
	expect_fault(*state, name, JOURNAL_WRITE, FAULT_NEWER, "newer easeback");
	expect_fault(*state, name, JOURNAL_READ, FAULT_NEWER, "newer easeback");
	char *is = read_file(desk_path(*state, name), &after);
	assert_int_equal(before, after);
	assert_memory_equal(was, is, before);
	free(read_file(desk_path(*state, "data/easeback/journal.db-wal"), &after));
	assert_int_equal(wal, after);
	free(was);
	free(is);
}

static void somebody_elses_database_is_left_alone(void **state)
{
	make_one(*state, name);
	unlink(desk_path(*state, name));
	run_sql(desk_path(*state, name), "CREATE TABLE songs (title);");
	expect_fault(*state, name, JOURNAL_RENEW, FAULT_INPUT, "no journal of easeback");
}

/* --- damaged ----------------------------------------------------------- */

static void damage(struct desk *desk, long at, const char *bytes)
{
	FILE *file = fopen(desk_path(desk, name), "r+b");
	assert_non_null(file);
	fseek(file, at, SEEK_SET);
	fputs(bytes, file);
	fclose(file);
}

static void a_damaged_one_is_refused_unless_it_may_be_set_aside(void **state)
{
	struct fault why;
	size_t before, after;
	make_one(*state, name);
	damage(*state, 0, "This is not a database any more, but something else.");
	char *was = read_file(desk_path(*state, name), &before);
	expect_fault(*state, name, JOURNAL_WRITE, FAULT_CORRUPT, "damaged");
	expect_fault(*state, name, JOURNAL_READ, FAULT_CORRUPT, "damaged");
	struct journal *journal = journal_open(desk_path(*state, name), JOURNAL_RENEW, &why);
	assert_non_null(journal);
	assert_int_equal(why.code, FAULT_CORRUPT);
	assert_non_null(strstr(why.text, "journal-damaged-1.db"));
	assert_int_equal(fold_all(journal).count, 0);
	journal_close(journal);
	char *is = read_file(desk_path(*state, "data/easeback/journal-damaged-1.db"), &after);
	assert_int_equal(before, after);
	assert_memory_equal(was, is, before);
	free(was);
	free(is);
}

static void no_name_is_used_twice(void **state)
{
	struct fault why;
	make_one(*state, name);
	desk_put(*state, "data/easeback/journal-damaged-1.db", "mine");
	desk_put(*state, "data/easeback/journal-damaged-2.db-wal", "mine too");
	damage(*state, 0, "This is not a database any more.");
	journal_close(journal_open(desk_path(*state, name), JOURNAL_RENEW, &why));
	assert_int_equal(why.code, FAULT_CORRUPT);
	assert_non_null(strstr(why.text, "journal-damaged-3.db"));
	size_t size;
	char *is = read_file(desk_path(*state, "data/easeback/journal-damaged-1.db"), &size);
	assert_string_equal(is, "mine");
	free(is);
}

/* Zeroed somewhere inside; the head is whole. */
static void damage_inside_is_found_when_it_is_opened(void **state)
{
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
	for (int i = 0; i < 50; i++)
		write_session(journal, i, FIRST_DAY + i);
	journal_close(journal);
	size_t size;
	free(read_file(desk_path(*state, name), &size));
	FILE *file = fopen(desk_path(*state, name), "r+b");
	assert_non_null(file);
	fseek(file, (long)size / 2, SEEK_SET);
	for (int i = 0; i < 8192; i++)
		fputc(0, file);
	fclose(file);
	expect_fault(*state, name, JOURNAL_WRITE, FAULT_CORRUPT, "damaged");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_A_DISK(a_missing_one_is_made_for_this_person_only),
	    ON_A_DISK(a_missing_one_reads_as_empty_and_is_not_made),
	    ON_A_DISK(an_empty_file_is_an_empty_journal),
	    ON_A_DISK(every_older_version_is_read_and_written_on),
	    ON_A_DISK(an_older_version_that_may_only_be_read_stays_as_it_is),
	    ON_A_DISK(a_migration_that_is_cut_short_changes_nothing),
	    ON_A_DISK(a_newer_one_is_left_alone),
	    ON_A_DISK(somebody_elses_database_is_left_alone),
	    ON_A_DISK(a_damaged_one_is_refused_unless_it_may_be_set_aside),
	    ON_A_DISK(no_name_is_used_twice),
	    ON_A_DISK(damage_inside_is_found_when_it_is_opened),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
