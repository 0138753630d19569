/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_routine_damage.c - damaged routines and libraries: every mistake told, none run. */
#include "routine_support.h"

enum { MUTATIONS = 20000 };

static void all_five_mistakes_are_told_with_their_lines(void **state)
{
	assert_false(read_path(*state, TEST_DATA "/five_mistakes.ini"));
	assert_errors(*state, 5);
	assert_error(*state, 4, "there is no key \"auhtor\"");
	assert_error(*state, 7, "reps must be a whole number from 1 to 50");
	assert_error(*state, 8, "hold falls from 12 to 5");
	assert_error(*state, 10, "the library has no \"brige\"; did you mean \"bridge\"?");
	assert_error(*state, 14, "sides cannot be \"left\"; it is one of one, both, alternate");
}

static void repeated_keys_and_sections_are_told_with_both_lines(void **state)
{
	assert_false(read_path(*state, TEST_DATA "/repeated.ini"));
	assert_errors(*state, 3);
	assert_error(*state, 4, "title is here a second time; the first is in line 3");
	assert_error(*state, 8, "reps is here a second time; the first is in line 7");
	assert_error(*state, 10, "[bridge] is here a second time; the first is in line 6");
}

static void an_exercise_of_one_s_own_needs_kind_setup_and_dose(void **state)
{
	assert_false(read_path(*state, TEST_DATA "/unfinished_exercise.ini"));
	assert_errors(*state, 4);
	assert_error(*state, 5, "[knee sway] needs a setup");
	assert_error(*state, 5, "[knee sway] needs a dose");
	assert_error(*state, 8, "[arm swing] needs a kind");
	assert_error(*state, 8, "[arm swing] needs a dose");
}

static void the_head_has_a_title_and_stands_first(void **state)
{
	assert_false(read_path(*state, TEST_DATA "/no_title.ini"));
	assert_errors(*state, 3);
	assert_error(*state, 4, "stands first");
	assert_error(*state, 4, "needs a title");
	assert_error(*state, 6, "review_date must be a day");
}

static void an_empty_title_is_a_mistake(void **state)
{
	struct bench *bench = *state;
	assert_false(
	    read_path(bench, desk_put(&bench->desk, "a.ini", "[routine]\ntitle =\n[walk]\n")));
	assert_errors(*state, 1);
	assert_error(*state, 2, "title is empty");
}

static void an_empty_file_is_told(void **state)
{
	struct bench *bench = *state;
	assert_false(read_path(bench, desk_put(&bench->desk, "a.ini", "")));
	assert_errors(*state, 2);
	assert_error(*state, 0, "there is no [routine]");
	assert_error(*state, 0, "there is no exercise");
}

static void a_routine_without_exercises_is_told(void **state)
{
	assert_false(read_lines(*state, ""));
	assert_errors(*state, 1);
	assert_error(*state, 0, "there is no exercise");
}

static void a_misspelt_exercise_key_names_the_nearest(void **state)
{
	assert_false(read_lines(*state, "[my bridge]\nexercise = brigde\nrep = 5\n"));
	assert_errors(*state, 2);
	assert_error(*state, 4, "the library has no \"brigde\"; did you mean \"bridge\"?");
	assert_error(*state, 5, "there is no key \"rep\"; did you mean \"reps\"?");
}

static void an_exercise_nobody_knows_is_told_what_it_needs(void **state)
{
	assert_false(read_lines(*state, "[juggling]\nreps = 5\n"));
	assert_errors(*state, 1);
	assert_error(*state, 3, "an exercise of your own needs kind, setup");
}

static void one_exercise_too_many_is_told(void **state)
{
	char lines[3000] = "";
	for (int i = 1; i <= ROUTINE_EXERCISES + 1; i++) {
		char section[60];
		snprintf(section, sizeof(section), "[walk %d]\nexercise = walk\n", i);
		strcat(lines, section);
	}
	assert_false(read_lines(*state, lines));
	assert_errors(*state, 1);
	assert_error(*state, 51, "[walk 25] is one too many; a routine has at most 24");
}

static void a_long_file_name_is_told(void **state)
{
	struct bench *bench = *state;
	char name[60] = "12345678901234567890123456789012345678901234567.ini";
	const char *text = "[routine]\ntitle = Test\n[walk]\n";
	assert_true(read_path(bench, desk_put(&bench->desk, name, text)));
	assert_int_equal(strlen(bench->routine.id), 47);
	strcpy(name, "123456789012345678901234567890123456789012345678.ini");
	assert_false(read_path(bench, desk_put(&bench->desk, name, text)));
	assert_error(*state, 0, "the file's name has 48 bytes");
}

static void a_refused_routine_is_empty(void **state)
{
	struct bench *bench = *state;
	assert_false(read_lines(bench, "[walk]\n[bridge]\nreps = 0\n"));
	assert_int_equal(bench->routine.count, 0);
	assert_string_equal(bench->routine.title, "");
	assert_string_equal(bench->routine.exercise[0].name, "");
}

static bool read_library(struct bench *bench, const char *text)
{
	desk_forget(&bench->desk);
	return library_read(desk_put(&bench->desk, "lib.ini", text), &bench->library,
			    &bench->desk.remarks);
}

static void a_library_tells_its_mistakes(void **state)
{
	assert_false(read_library(*state, "[routine]\ntitle = No\n[a]\nkind = stretch\n"
					  "exercise = b\nhold = 121\n"));
	assert_errors(*state, 4);
	assert_error(*state, 1, "[routine] belongs into a routine");
	assert_error(*state, 3, "[a] needs a setup");
	assert_error(*state, 5, "there is no key \"exercise\"");
	assert_error(*state, 6, "hold must be");
}

static void an_empty_library_is_told(void **state)
{
	assert_false(read_library(*state, ""));
	assert_error(*state, 0, "there is no exercise in this library");
}

static void one_exercise_too_many_in_a_library_is_told(void **state)
{
	char text[6000] = "";
	for (int i = 1; i <= LIBRARY_EXERCISES + 1; i++) {
		char section[80];
		snprintf(section, sizeof(section),
			 "[e%d]\nkind = stretch\nhold = 5\nsetup = Sit.\n", i);
		strcat(text, section);
	}
	assert_false(read_library(*state, text));
	assert_errors(*state, 1);
	assert_error(*state, 257, "[e65] is one too many; a library holds 64");
}

static void the_shipped_routines_are_without_mistakes(void **state)
{
	static const char *const names[] = {"gentle-start",  "first-days", "daily-mobility",
					    "core-strength", "stretch",	   "walk",
					    "full-back"};
	struct bench *bench = *state;
	char path[500];
	desk_forget(&bench->desk);
	assert_true(library_read(SOURCE_DIR "/routines/exercises.ini", &bench->library,
				 &bench->desk.remarks));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), SOURCE_DIR "/routines/%s.ini", names[i]);
		read_path(bench, path);
		assert_errors(*state, 0);
		assert_string_equal(bench->routine.id, names[i]);
	}
}

/* ---- mutations ---- */

static bool within(int value, int low, int high)
{
	return value >= low && value <= high;
}

/* The ranges of routines/README.md, in one condition each. */
static bool is_dose(const struct dose *dose)
{
	return within(dose->sets, 1, 10) && within(dose->reps, 1, 50) &&
	       within(dose->out_s, 1, 30) && within(dose->back_s, 1, 30) &&
	       within(dose->pause_s, 0, 30) && within(dose->hold_s, 0, 120) &&
	       within(dose->rest_s, 0, 300) && within(dose->minutes, 0, 60) &&
	       !(dose->hold_s > 0 && dose->pause_s > 0);
}

static bool is_text(const char *text, size_t bytes)
{
	return memchr(text, '\0', bytes) != NULL;
}

static bool is_exercise(const struct exercise *exercise)
{
	const struct dose *from = &exercise->dose, *to = &exercise->top;
	bool rises = to->reps >= from->reps && to->sets >= from->sets &&
		     to->hold_s >= from->hold_s && to->minutes >= from->minutes;
	bool texts =
	    is_text(exercise->name, NAME_BYTES) && is_text(exercise->setup, TEXT_BYTES) &&
	    is_text(exercise->cue, TEXT_BYTES) && is_text(exercise->breathing, TEXT_BYTES) &&
	    is_text(exercise->easier, TEXT_BYTES) && is_text(exercise->source, SOURCE_BYTES);
	return is_dose(from) && is_dose(to) && rises && texts && exercise->name[0] &&
	       exercise->setup[0] && exercise->kind < KINDS && exercise->part < PARTS &&
	       exercise->sides <= SIDES_ALTERNATE && exercise->tags < 64 &&
	       exercise->cautions < 64 && within(exercise->position_s, 5, 60) &&
	       within(exercise->switch_s, 3, 30) && (from->minutes == 0) == (to->minutes == 0);
}

static bool is_routine(const struct routine *routine)
{
	bool sound = within(routine->count, 1, ROUTINE_EXERCISES) && routine->title[0] &&
		     is_text(routine->title, NAME_BYTES) && is_text(routine->id, NAME_BYTES);
	for (int i = 0; sound && i < routine->count; i++)
		sound = is_exercise(&routine->exercise[i]);
	return sound;
}

/* A generator with a fixed seed, so that each run tries the same. */
static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 8;
}

/* Another digit for the first one at or behind a place: mostly a number that reads well. */
static void change_digit(char *text, size_t bytes, size_t at, uint32_t *seed)
{
	while (at < bytes && (text[at] < '0' || text[at] > '9'))
		at++;
	if (at < bytes)
		text[at] = (char)('0' + next_random(seed) % 10);
}

/* Change, take out, put in or double a few bytes; returns the new length. */
static size_t mutate(char *text, size_t bytes, size_t room, uint32_t *seed)
{
	static const char likely[] = "0123456789-=[]\n\r;# to,\0\xff";
	int changes = (int)(next_random(seed) % 4);
	for (int i = changes; i < 3; i++)
		change_digit(text, bytes, next_random(seed) % bytes, seed);
	for (int i = 0; i < changes && bytes > 2; i++) {
		size_t at = next_random(seed) % bytes;
		size_t some = 1 + next_random(seed) % 8;
		char byte = likely[next_random(seed) % (sizeof(likely) - 1)];
		if (at + some > bytes)
			some = bytes - at;
		uint32_t what = next_random(seed) % 4;
		if (what == 0) {
			text[at] = byte;
		} else if (what == 1) {
			memmove(text + at, text + at + some, bytes - at - some);
			bytes -= some;
		} else if (bytes + some < room) {
			/* Put in one byte, or the same ones again. */
			some = what == 2 ? 1 : some;
			memmove(text + at + some, text + at, bytes - at);
			text[at] = what == 2 ? byte : text[at];
			bytes += some;
		}
	}
	return bytes;
}

static void no_mutation_crashes_or_gives_a_routine_out_of_range(void **state)
{
	static const char valid[] =
	    "[routine]\ntitle = Test\nreview_date = 2027-01-15\n\n[walk]\nminutes = 5 to 10\n\n"
	    "[bridge]\nreps = 5 to 12\nsets = 2\ntempo = 2-1-2\nrest = 30\n\n[bird dog]\n"
	    "sides = both\nhold = 6\nswitch = 10\n\n[knee sway]\nkind = mobilise\nreps = 8\n"
	    "setup = Lie on your back.\ntags = core, glute\ncaution = knee\nposition = 20\n\n"
	    "[child's pose]\nwait = ready\ngentle = yes\n";
	struct bench *bench = *state;
	uint32_t seed = 20;
	int taken = 0;
	char text[2000];
	for (int i = 0; i < MUTATIONS; i++) {
		memcpy(text, valid, sizeof(valid));
		size_t bytes = mutate(text, sizeof(valid) - 1, sizeof(text), &seed);
		bool right = read_path(bench, desk_put_bytes(&bench->desk, "m.ini", text, bytes));
		assert_int_equal(right, bench->desk.remarks.errors == 0);
		if (right && !is_routine(&bench->routine))
			fail_msg("mutation %d was taken:\n%.*s", i, (int)bytes, text);
		taken += right;
	}
	print_message("%d mutations, of which %d are routines still\n", MUTATIONS, taken);
	/* Both answers must be common, or the test tries nothing. */
	assert_true(taken > MUTATIONS / 20 && taken < MUTATIONS / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    AT_BENCH(all_five_mistakes_are_told_with_their_lines),
	    AT_BENCH(repeated_keys_and_sections_are_told_with_both_lines),
	    AT_BENCH(an_exercise_of_one_s_own_needs_kind_setup_and_dose),
	    AT_BENCH(the_head_has_a_title_and_stands_first),
	    AT_BENCH(an_empty_title_is_a_mistake),
	    AT_BENCH(an_empty_file_is_told),
	    AT_BENCH(a_routine_without_exercises_is_told),
	    AT_BENCH(a_misspelt_exercise_key_names_the_nearest),
	    AT_BENCH(an_exercise_nobody_knows_is_told_what_it_needs),
	    AT_BENCH(one_exercise_too_many_is_told),
	    AT_BENCH(a_long_file_name_is_told),
	    AT_BENCH(a_refused_routine_is_empty),
	    AT_BENCH(a_library_tells_its_mistakes),
	    AT_BENCH(an_empty_library_is_told),
	    AT_BENCH(one_exercise_too_many_in_a_library_is_told),
	    AT_BENCH(the_shipped_routines_are_without_mistakes),
	    AT_BENCH(no_mutation_crashes_or_gives_a_routine_out_of_range),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
