/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_journal_json.c - out and in again, byte for byte; and nothing of what is wrong. */
#include "journal_support.h"

#include "journal_json.h"

static const char name[] = "journal.db";

#define HEAD  "{\"easeback\":\"journal\",\"form\":2}\n"
#define UID   "00000000000000000000000000000001"
#define STAMP "\"at\":\"2027-01-15T08:00:00+01:00\",\"doubtful\":false"
#define SESSION                                                                                    \
	"{\"line\":\"session\",\"uid\":\"" UID "\"," STAMP ",\"order\":1799996400,"                \
	"\"routine\":\"walk\",\"title\":\"Walk\",\"version\":\"0.1.0\",\"start_pain\":null}\n"
#define MORNING "{\"line\":\"morning\"," STAMP ",\"day\":\"2027-01-15\",\"pain\":3}\n"

static char *export_text(struct journal *journal, size_t *size)
{
	char *text = NULL;
	struct fault why;
	FILE *file = open_memstream(&text, size);
	assert_non_null(file);
	if (!journal_json_export(journal, file, &why))
		fail_msg("%s", why.text);
	fclose(file);
	return text;
}

static bool import_text(struct journal *journal, const char *text, size_t size,
			struct journal_counts *counts, struct fault *why)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, size, "r");
	assert_non_null(file);
	bool good = journal_json_import(journal, file, "back.jsonl", counts, why);
	fclose(file);
	return good;
}

/* One of everything there can be. */
static void write_everything(struct journal *journal)
{
	struct line doubtful = a_session(3, 0), resume = {.kind = LINE_RESUME};
	for (int i = 1; i <= 2; i++)
		write_session(journal, i, FIRST_DAY + i);
	doubtful.at.doubtful = true;
	strcpy(doubtful.session.title, "R\xc3\xbc"
				       "cken \"gut\" \\ \xf0\x9f\x8c\xb1");
	doubtful.session.start_pain = PAIN_UNKNOWN;
	write_good(journal, doubtful);
	resume.at = stamp_on(FIRST_DAY + 3, 50);
	number_uid(3, resume.uid);
	resume.goes_on = 4;
	write_good(journal, resume);
	for (int i = 0; i < QUESTIONS; i++) {
		struct line line = a_checkin(3, i, PAIN_UNKNOWN, i % 11);
		line.checkin.question = (enum question)i;
		line.checkin.belief = (enum belief)(i % (BELIEF_SILENCE + 1));
		line.checkin.source = (enum line_source)(i % LINE_SOURCES);
		write_good(journal, line);
	}
	for (int i = 0; i < ROWS; i++)
		write_good(journal, a_decision(3, 10 + i, (enum row)i, 1, PAIN_UNKNOWN));
	for (int i = 0; i < MARKS; i++)
		write_good(journal, a_mark(200 + i, FIRST_DAY + 4, (enum mark_kind)i));
	write_good(journal, a_morning(FIRST_DAY + 2, 3));
	write_good(journal, an_activity(300, FIRST_DAY, "swim", 30));
	write_good(journal, an_activity(299, FIRST_DAY, "garden", 1440));
	write_good(journal, a_setting("instructions", "full"));
}

static void a_round_trip_is_the_same_bytes(void **state)
{
	size_t size, again;
	struct journal_counts counts;
	struct fault why;
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
	write_everything(journal);
	char *text = export_text(journal, &size);
	journal_close(journal);
	journal = open_good(desk_path(*state, "other.db"), JOURNAL_WRITE);
	if (!import_text(journal, text, size, &counts, &why))
		fail_msg("%s", why.text);
	assert_int_equal(counts.sessions, 3);
	assert_int_equal(counts.others, MARKS + 4);
	assert_int_equal(counts.known, 0);
	char *same = export_text(journal, &again);
	assert_string_equal(text, same);
	/* and once more changes nothing */
	assert_true(import_text(journal, text, size, &counts, &why));
	assert_int_equal(counts.sessions + counts.others, 0);
	assert_int_equal(counts.known, 3 + MARKS + 4);
	free(same);
	same = export_text(journal, &again);
	assert_string_equal(text, same);
	journal_close(journal);
	free(text);
	free(same);
}

static void the_text_is_as_documented(void **state)
{
	size_t size;
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
	struct line line = a_session(1, FIRST_DAY);
	strcpy(line.session.routine, "walk");
	strcpy(line.session.title, "Walk");
	line.session.start_pain = PAIN_UNKNOWN;
	write_good(journal, line);
	line = a_morning(FIRST_DAY, 3);
	line.at = stamp_on(FIRST_DAY, 7 * 3600);
	write_good(journal, line);
	char *text = export_text(journal, &size);
	assert_string_equal(text, HEAD SESSION MORNING);
	free(text);
	journal_close(journal);
}

static void two_journals_become_one(void **state)
{
	size_t size;
	struct journal_counts counts;
	struct fault why;
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
	write_session(journal, 1, FIRST_DAY);
	write_session(journal, 3, FIRST_DAY + 4);
	char *text = export_text(journal, &size);
	journal_close(journal);
	journal = open_good(desk_path(*state, "other.db"), JOURNAL_WRITE);
	write_session(journal, 2, FIRST_DAY + 2);
	write_session(journal, 3, FIRST_DAY + 4);
	assert_true(import_text(journal, text, size, &counts, &why));
	assert_int_equal(counts.sessions, 1);
	assert_int_equal(counts.known, 1);
	struct entries entries = fold_all(journal);
	assert_int_equal(entries.count, 3);
	for (int i = 0; i < 3; i++)
		assert_int_equal(entries.entry[i].past.day, FIRST_DAY + 2 * i);
	assert_int_equal(entries.entry[2].past.count, 2);
	journal_close(journal);
	free(text);
}

static void what_is_wrong_is_named_and_nothing_is_taken_in(void **state)
{
	static const struct {
		const char *text, *said;
	} wrong[] = {
	    {"", "no journal"},
	    {"{}\n", "1: this is no journal"},
	    {"hello\n", "1: this is no JSON"},
	    {"{\"easeback\":\"journal\",\"form\":3}\n", "newer easeback"},
	    {HEAD MORNING "[]\n", "3: this is no JSON object"},
	    {HEAD MORNING "{\"line\":\"morning\"\n", "3: this is no JSON"},
	    {HEAD MORNING "{\"line\":\"evening\"}\n", "3: \"line\" must be a word"},
	    {HEAD MORNING "{\"line\":\"end\",\"uid\":\"" UID "\"," STAMP
			  ",\"result\":\"completed\"}\n",
	     "3: this line does not belong to the session above"},
	    {HEAD "{\"line\":\"morning\"," STAMP ",\"day\":\"2027-02-29\",\"pain\":3}\n",
	     "2: \"day\" must be a day"},
	    {HEAD "{\"line\":\"morning\"," STAMP ",\"day\":\"2027-01-15\",\"pain\":11}\n",
	     "2: pain must be 0 to 10 (is 11)"},
	    {HEAD "{\"line\":\"morning\"," STAMP ",\"day\":\"2027-01-15\",\"pain\":-1}\n",
	     "2: pain must be 0 to 10 (is -1)"},
	    {HEAD "{\"line\":\"morning\"," STAMP ",\"day\":\"2027-01-15\",\"pain\":2.5}\n",
	     "2: \"pain\" must be a whole number"},
	    {HEAD "{\"line\":\"morning\"," STAMP ",\"day\":\"2027-01-15\",\"pain\":99999999999}\n",
	     "2: \"pain\" must be a smaller number"},
	    {HEAD "{\"line\":\"morning\"," STAMP ",\"day\":\"2027-01-15\"}\n",
	     "2: \"pain\" must be a whole number"},
	    {HEAD "{\"line\":\"morning\"," STAMP
		  ",\"day\":\"2027-01-15\",\"pain\":3,\"mood\":\"good\"}\n",
	     "2: it has a member that this version does not know"},
	    {HEAD "{\"line\":\"morning\"," STAMP ",\"day\":\"2027-01-15\",\"pain\":3,\"pain\":4}\n",
	     "2: this is no JSON: duplicate"},
	    {HEAD "{\"line\":\"morning\",\"at\":\"2027-01-15 08:00\",\"doubtful\":false,"
		  "\"day\":\"2027-01-15\",\"pain\":3}\n",
	     "2: \"at\" must be a time"},
	    {HEAD "{\"line\":\"morning\",\"at\":\"1969-01-15T08:00:00+01:00\",\"doubtful\":false,"
		  "\"day\":\"2027-01-15\",\"pain\":3}\n",
	     "2: at must be 0 to"},
	    {HEAD SESSION "{\"line\":\"resume\",\"uid\":\"" UID "\"," STAMP ",\"exercise\":24}\n",
	     "3: exercise must be -1 to 23"},
	    {HEAD "{\"line\":\"setting\"," STAMP ",\"key\":\"\",\"value\":\"x\"}\n",
	     "2: key is empty"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
		struct journal_counts counts;
		struct fault why;
		size_t size, length = strlen(wrong[i].text);
		/* fmemopen takes no empty text */
		assert_false(import_text(journal, length > 0 ? wrong[i].text : "\n",
					 length > 0 ? length : 1, &counts, &why) &&
			     length > 0);
		if (length > 0 && strstr(why.text, wrong[i].said) == NULL)
			fail_msg("\"%s\" does not say: %s", why.text, wrong[i].said);
		char *text = export_text(journal, &size);
		assert_string_equal(text, HEAD);
		free(text);
		journal_close(journal);
	}
}

/* Whatever byte is missing at the end, it is all or nothing. */
static void a_file_that_is_cut_short_never_leaves_a_part(void **state)
{
	static const char whole[] = HEAD SESSION MORNING;
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
	for (size_t length = sizeof HEAD; length < sizeof whole - 2; length++) {
		struct journal_counts counts;
		struct fault why;
		size_t size;
		bool at_the_end_of_a_line =
		    length == sizeof(HEAD SESSION) - 1 || length == sizeof(HEAD SESSION) - 2;
		if (at_the_end_of_a_line)
			continue;
		assert_false(import_text(journal, whole, length, &counts, &why));
		assert_int_equal(why.code, FAULT_INPUT);
		char *text = export_text(journal, &size);
		assert_string_equal(text, HEAD);
		free(text);
	}
	journal_close(journal);
}

/* --- forget ------------------------------------------------------------ */

static struct journal_forgotten gone;

static bool has_bytes(struct desk *desk, const char *path, const char *part)
{
	FILE *file = fopen(desk_path(desk, path), "rb");
	size_t matched = 0, length = strlen(part);
	int byte;
	if (file == NULL)
		return false;
	while (matched < length && (byte = fgetc(file)) != EOF)
		matched = (char)byte == part[matched] ? matched + 1 : (char)byte == part[0];
	fclose(file);
	return matched == length;
}

static void days_are_forgotten_with_all_that_was_in_them(void **state)
{
	struct fault why;
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
	for (int i = 0; i < 5; i++) {
		write_session(journal, i, FIRST_DAY + i);
		write_good(journal, a_morning(FIRST_DAY + i, i));
		write_good(journal, an_activity(100 + i, FIRST_DAY + i, "swim", 30));
		write_good(journal, a_mark(200 + i, FIRST_DAY + i, MARK_REVIEW));
	}
	assert_true(journal_forget_days(journal, FIRST_DAY + 1, FIRST_DAY + 3, &gone, &why));
	assert_int_equal(gone.sessions, 3);
	assert_int_equal(gone.exercises, 6);
	assert_int_equal(gone.others, 9);
	struct entries entries = fold_all(journal);
	assert_int_equal(entries.count, 2);
	assert_int_equal(entries.marks, 2);
	assert_int_equal(entries.entry[0].past.day, FIRST_DAY);
	assert_int_equal(entries.entry[1].past.day, FIRST_DAY + 4);
	struct lines lines = {0};
	assert_true(journal_export(journal, keep_line, &lines, &why));
	/* of each: six of the session, a morning, an activity, a mark */
	assert_int_equal(lines.count, 2 * 9);
	journal_close(journal);
}

static void an_exercise_is_forgotten_wherever_it_was_done(void **state)
{
	struct fault why;
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
	write_session(journal, 1, FIRST_DAY);
	write_session(journal, 2, FIRST_DAY + 1);
	assert_true(journal_forget_exercise(journal, "bird dog", &gone, &why));
	assert_int_equal(gone.exercises, 2);
	assert_int_equal(gone.sessions, 0);
	struct entries entries = fold_all(journal);
	assert_int_equal(entries.count, 2);
	assert_int_equal(entries.entry[0].past.count, 1);
	assert_string_equal(entries.entry[0].past.exercise[0].name, "pelvic tilt");
	struct lines lines = {0};
	char uid[UID_BYTES];
	number_uid(1, uid);
	assert_true(journal_session_lines(journal, uid, keep_line, &lines, &why));
	assert_int_equal(lines.count, 3); /* begin, the other exercise, end */
	journal_close(journal);
}

static long size_of(const char *path)
{
	struct stat about;
	assert_int_equal(stat(path, &about), 0);
	return (long)about.st_size;
}

static void what_is_forgotten_stands_nowhere_in_the_files(void **state)
{
	struct fault why;
	journal_close(open_good(desk_path(*state, name), JOURNAL_WRITE));
	long empty = size_of(desk_path(*state, name));
	struct journal *journal = open_good(desk_path(*state, name), JOURNAL_WRITE);
	for (int i = 0; i < 30; i++) {
		write_session(journal, i, FIRST_DAY + i);
		struct line line = an_exercise(i, 2, "cobra at dawn");
		write_good(journal, line);
	}
	assert_true(has_bytes(*state, "journal.db-wal", "cobra at dawn"));
	assert_true(journal_forget_exercise(journal, "cobra at dawn", &gone, &why));
	assert_false(has_bytes(*state, "journal.db-wal", "cobra at dawn"));
	assert_false(has_bytes(*state, "journal.db", "cobra at dawn"));
	assert_true(has_bytes(*state, "journal.db", "bird dog"));
	assert_true(journal_forget_all(journal, &gone, &why));
	assert_int_equal(gone.sessions, 30);
	assert_true(size_of(desk_path(*state, name)) <= empty);
	assert_false(has_bytes(*state, "journal.db", "bird dog"));
	assert_false(has_bytes(*state, "journal.db-wal", "bird dog"));
	journal_close(journal);
}

static void what_was_set_aside_is_forgotten_too(void **state)
{
	struct fault why;
	char path[DESK_PATH_BYTES];
	snprintf(path, sizeof path, "%s", desk_path(*state, name));
	desk_put(*state, "journal-damaged-1.db", "x");
	desk_put(*state, "journal-damaged-3.db-wal", "x");
	assert_true(journal_forget_damaged(path, &why));
	assert_int_not_equal(access(desk_path(*state, "journal-damaged-1.db"), F_OK), 0);
	assert_int_not_equal(access(desk_path(*state, "journal-damaged-3.db-wal"), F_OK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_A_DESK(a_round_trip_is_the_same_bytes),
	    ON_A_DESK(the_text_is_as_documented),
	    ON_A_DESK(two_journals_become_one),
	    ON_A_DESK(what_is_wrong_is_named_and_nothing_is_taken_in),
	    ON_A_DESK(a_file_that_is_cut_short_never_leaves_a_part),
	    ON_A_DESK(days_are_forgotten_with_all_that_was_in_them),
	    ON_A_DESK(an_exercise_is_forgotten_wherever_it_was_done),
	    ON_A_DESK(what_is_forgotten_stands_nowhere_in_the_files),
	    ON_A_DESK(what_was_set_aside_is_forgotten_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
