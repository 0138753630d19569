/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_routine_file.c - routines as they are written, right and wrong. */
#include "routine_support.h"

/* The first exercise of a routine that must be right. */
static const struct exercise *first(struct bench *bench, const char *lines)
{
	if (!read_lines(bench, lines)) {
		desk_print(&bench->desk);
		fail_msg("refused: %s", lines);
	}
	return &bench->routine.exercise[0];
}

static void a_name_alone_is_a_whole_exercise(void **state)
{
	const struct exercise *bridge = first(*state, "[bridge]\n");

	assert_string_equal(bridge->name, "bridge");
	assert_int_equal(bridge->kind, KIND_STRENGTH);
	assert_int_equal(bridge->part, PART_MAIN);
	assert_int_equal(bridge->sides, SIDES_ONE);
	assert_true(bridge->gentle);
	assert_false(bridge->wait);
	assert_int_equal(bridge->tags, TAG_CORE | TAG_GLUTE);
	assert_int_equal(bridge->dose.reps, 5);
	assert_int_equal(bridge->top.reps, 15);
	assert_int_equal(bridge->dose.sets, 1);
	assert_int_equal(bridge->dose.pause_s, 1);
	assert_int_equal(bridge->dose.rest_s, 40);
	assert_int_equal(bridge->position_s, 15);
	assert_int_equal(bridge->switch_s, 8);
	assert_string_equal(bridge->breathing, "Breathe out; lift.");
	assert_string_equal(bridge->source, "Somewhere");
}

static void four_lines_make_ten_holds_on_both_sides_in_three_rounds(void **state)
{
	const struct exercise *dog =
	    first(*state, "[bird dog]\nreps = 10\nhold = 6\nsides = both\nsets = 3\n");
	const struct dose dose = {
	    .sets = 3, .reps = 10, .out_s = 2, .hold_s = 6, .back_s = 2, .rest_s = 30};

	assert_memory_equal(&dog->dose, &dose, sizeof(dose));
	assert_memory_equal(&dog->top, &dose, sizeof(dose));
	assert_int_equal(dog->sides, SIDES_BOTH);
	assert_int_equal(dog->position_s, 20);
	assert_int_equal(dog->cautions, CONDITION_KNEE | CONDITION_WRIST);
}

static void the_head_of_a_routine_is_kept(void **state)
{
	struct bench *bench = *state;
	assert_true(read_path(bench, TEST_DATA "/own_exercise.ini"));
	assert_string_equal(bench->routine.id, "own_exercise");
	assert_string_equal(bench->routine.title, "With an exercise of my own");
	assert_string_equal(bench->routine.about, "One sentence.");
	assert_string_equal(bench->routine.source, "A leaflet");
	assert_string_equal(bench->routine.prescribed_by, "My physiotherapist");
	assert_string_equal(bench->routine.review_date, "2028-02-29");
	assert_false(bench->routine.shipped);
}

static void an_exercise_can_be_written_out_or_borrowed(void **state)
{
	struct bench *bench = *state;
	assert_true(read_path(bench, TEST_DATA "/own_exercise.ini"));
	assert_int_equal(bench->routine.count, 2);
	assert_string_equal(bench->routine.exercise[0].name, "knee sway");
	assert_int_equal(bench->routine.exercise[0].dose.out_s, 2);
	assert_string_equal(bench->routine.exercise[1].name, "second bridge");
	assert_string_equal(bench->routine.exercise[1].cue, "Press the floor away.");
	assert_int_equal(bench->routine.exercise[1].top.reps, 8);
}

static void a_ladder_starts_the_dose_and_ends_the_top(void **state)
{
	const struct exercise *plank =
	    first(*state, "[plank]\nhold = 15 to 40\nsets = 1 to 3\nreps = 1 to 2\n");
	assert_int_equal(plank->dose.hold_s, 15);
	assert_int_equal(plank->top.hold_s, 40);
	assert_int_equal(plank->dose.sets, 1);
	assert_int_equal(plank->top.sets, 3);
	assert_int_equal(plank->dose.reps, 1);
	assert_int_equal(plank->top.reps, 2);
}

static void a_hold_without_reps_is_held_once(void **state)
{
	const struct exercise *plank = first(*state, "[plank]\n");
	assert_int_equal(plank->dose.reps, 1);
	assert_int_equal(plank->dose.hold_s, 10);
}

static void a_hold_takes_the_place_of_the_library_s_stop(void **state)
{
	const struct exercise *bridge = first(*state, "[bridge]\nhold = 5\n");
	assert_int_equal(bridge->dose.hold_s, 5);
	assert_int_equal(bridge->dose.pause_s, 0);
	assert_int_equal(bridge->top.pause_s, 0);
}

static void a_stop_takes_the_place_of_the_library_s_hold(void **state)
{
	const struct exercise *dog = first(*state, "[bird dog]\ntempo = 3-1-3\n");
	assert_int_equal(dog->dose.hold_s, 0);
	assert_int_equal(dog->top.hold_s, 0);
	assert_int_equal(dog->dose.pause_s, 1);
	dog = first(*state, "[bird dog]\ntempo = 3-3\n");
	assert_int_equal(dog->dose.out_s, 3);
	assert_int_equal(dog->dose.hold_s, 4);
	assert_int_equal(dog->top.out_s, 3);
}

static void a_stop_and_a_hold_in_one_section_are_a_mistake(void **state)
{
	assert_false(read_lines(*state, "[bridge]\nhold = 5\ntempo = 2-1-2\n"));
	assert_errors(*state, 1);
	assert_error(*state, 5, "does not go with hold in line 4; write 2-2");
	assert_true(read_lines(*state, "[bridge]\nhold = 5\ntempo = 2-0-2\n"));
}

static void minutes_take_the_place_of_reps_and_reps_of_minutes(void **state)
{
	const struct exercise *bridge = first(*state, "[bridge]\nminutes = 3 to 4\n");
	assert_int_equal(bridge->dose.minutes, 3);
	assert_int_equal(bridge->top.minutes, 4);
	assert_int_equal(bridge->dose.rest_s, 40);
	assert_int_equal(bridge->dose.reps, 1);
	assert_int_equal(bridge->dose.pause_s, 0);
	const struct exercise *walk = first(*state, "[walk]\nreps = 6\n");
	assert_int_equal(walk->dose.minutes, 0);
	assert_int_equal(walk->top.minutes, 0);
	assert_int_equal(walk->dose.reps, 6);
}

static void minutes_and_reps_in_one_section_are_a_mistake(void **state)
{
	assert_false(read_lines(*state, "[walk]\nreps = 5\nhold = 3\nsets = 2\nminutes = 5\n"));
	assert_errors(*state, 3);
	for (int line = 4; line <= 6; line++)
		assert_error(*state, line, "does not go with minutes in line 7");
}

static void sets_and_sides_do_not_go_with_a_walk(void **state)
{
	assert_false(read_lines(*state, "[walk]\nsets = 2\n"));
	assert_error(*state, 4, "sets needs reps or hold beside it");
	assert_false(read_lines(*state, "[walk]\nsides = both\n"));
	assert_error(*state, 4, "sides = both does not go with minutes");
}

static void a_tempo_is_two_or_three_numbers(void **state)
{
	static const char *const wrong[] = {"2",       "2-",	"-2-2",	   "2-1-",   "2-1-2-1",
					    "0-1-2",   "2-1-0", "31-0-2",  "2-31-2", "2-1-31",
					    "2-1-2 x", "a-b-c", "2--2",	   "2 1 2",  "",
					    "2-1-2-",  "2:1:2", "100-1-2", "2--1-2", "2-1.5-2"};
	char text[80];
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		snprintf(text, sizeof(text), "[bridge]\ntempo = %s\n", wrong[i]);
		if (read_lines(*state, text))
			fail_msg("tempo %s was taken", wrong[i]);
		assert_error(*state, 4, "tempo is written out-stop-back");
	}
	const struct exercise *bridge = first(*state, "[bridge]\ntempo = 30-30-30\n");
	assert_int_equal(bridge->dose.pause_s, 30);
	bridge = first(*state, "[bridge]\nrest = 60\ntempo = 3-4\n");
	assert_int_equal(bridge->dose.rest_s, 60);
	assert_int_equal(bridge->top.rest_s, 60);
	assert_int_equal(bridge->dose.out_s, 3);
	assert_int_equal(bridge->dose.pause_s, 0);
	assert_int_equal(bridge->dose.back_s, 4);
	assert_int_equal(bridge->top.back_s, 4);
}

static void a_fast_movement_is_warned_of_at_its_exercise(void **state)
{
	struct bench *bench = *state;
	assert_true(read_lines(bench, "[walk]\n[bridge]\ntempo = 1-1-2\n"));
	assert_warning(&bench->desk, 4, "bridge: a movement takes less than two seconds");
}

/* Each key at both ends of its range, and one beyond them. */
static void every_number_has_its_range(void **state)
{
	static const struct {
		const char *section, *key;
		int low, high;
	} keys[] = {
	    {"bridge", "reps", 1, 50},	 {"bridge", "hold", 1, 120}, {"bridge", "sets", 1, 10},
	    {"bridge", "rest", 0, 300},	 {"walk", "minutes", 1, 60}, {"bridge", "position", 5, 60},
	    {"bridge", "switch", 3, 30},
	};
	char text[100];
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		int tried[4] = {keys[i].low, keys[i].high, keys[i].low - 1, keys[i].high + 1};
		for (int j = 0; j < 4; j++) {
			snprintf(text, sizeof(text), "[%s]\n%s = %d\n", keys[i].section,
				 keys[i].key, tried[j]);
			if (read_lines(*state, text) != (j < 2))
				fail_msg("wrong about %s", text);
			if (j >= 2)
				assert_error(*state, 4, keys[i].key);
		}
	}
}

static void rubbish_behind_a_number_is_a_mistake(void **state)
{
	static const char *const wrong[] = {"3O", "5 6", "0x5", "1e3", "5reps", "5 ; often", "5."};
	static const char *const keys[] = {"reps", "sets", "rest", "position"};
	char text[100];
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		for (size_t j = 0; j < sizeof(keys) / sizeof(keys[0]); j++) {
			snprintf(text, sizeof(text), "[bridge]\n%s = %s\n", keys[j], wrong[i]);
			assert_false(read_lines(*state, text));
			assert_errors(*state, 1);
			assert_error(*state, 4, wrong[i]);
		}
	}
	assert_int_equal(first(*state, "[bridge]\nreps =  7 \n")->dose.reps, 7);
}

static void every_word_has_its_choices(void **state)
{
	static const char *const wrong[] = {
	    "kind = strenght", "part = warmup",	  "gentle = maybe",    "wait = redy", "brisk = y",
	    "tags = cor",      "caution = kneee", "caution = surgery", "sides = left"};
	static const char *const right[] = {"kind = aerobic",
					    "part = warm-up",
					    "gentle = no",
					    "wait = ready",
					    "brisk = yes",
					    "tags = breathing, hip-flexor,hamstring",
					    "caution = heart, shoulder,disc,osteoporosis",
					    "sides = alternate",
					    "wait = time",
					    "part = cool-down",
					    "tags =",
					    "sides = one"};
	char text[200];
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		snprintf(text, sizeof(text), "[bridge]\n%s\n", wrong[i]);
		assert_false(read_lines(*state, text));
		assert_errors(*state, 1);
		assert_error(*state, 4, "cannot be");
	}
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		snprintf(text, sizeof(text), "[bridge]\n%s\n", right[i]);
		first(*state, text);
	}
}

static void texts_fit_whole_or_are_refused(void **state)
{
	static const struct {
		const char *key;
		int most;
	} keys[] = {
	    {"setup", 319}, {"cue", 319}, {"breathing", 319}, {"easier", 319}, {"source", 159}};
	char text[600];
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		int used = snprintf(text, sizeof(text), "[bridge]\n%s = ", keys[i].key);
		memset(text + used, 'x', 400);
		text[used + keys[i].most] = '\0';
		first(*state, text);
		text[used + keys[i].most] = 'x';
		text[used + keys[i].most + 1] = '\0';
		assert_false(read_lines(*state, text));
		assert_error(*state, 4, keys[i].key);
	}
}

static void shortened(struct bench *bench, const char *text, size_t bytes)
{
	desk_forget(&bench->desk);
	desk_put_bytes(&bench->desk, "cut.ini", text, bytes);
	bool taken = read_path(bench, bench->desk.path);
	assert_int_equal(taken, bench->desk.remarks.errors == 0);
	assert_int_equal(taken, bench->routine.count > 0);
}

static void a_file_cut_anywhere_is_refused_or_whole(void **state)
{
	static const char text[] = "[routine]\ntitle = Cut\n[bridge]\nreps = 8\n[walk]\n";
	for (size_t bytes = 0; bytes < sizeof(text); bytes++)
		shortened(*state, text, bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    AT_BENCH(a_name_alone_is_a_whole_exercise),
	    AT_BENCH(four_lines_make_ten_holds_on_both_sides_in_three_rounds),
	    AT_BENCH(the_head_of_a_routine_is_kept),
	    AT_BENCH(an_exercise_can_be_written_out_or_borrowed),
	    AT_BENCH(a_ladder_starts_the_dose_and_ends_the_top),
	    AT_BENCH(a_hold_without_reps_is_held_once),
	    AT_BENCH(a_hold_takes_the_place_of_the_library_s_stop),
	    AT_BENCH(a_stop_takes_the_place_of_the_library_s_hold),
	    AT_BENCH(a_stop_and_a_hold_in_one_section_are_a_mistake),
	    AT_BENCH(minutes_take_the_place_of_reps_and_reps_of_minutes),
	    AT_BENCH(minutes_and_reps_in_one_section_are_a_mistake),
	    AT_BENCH(sets_and_sides_do_not_go_with_a_walk),
	    AT_BENCH(a_tempo_is_two_or_three_numbers),
	    AT_BENCH(a_fast_movement_is_warned_of_at_its_exercise),
	    AT_BENCH(every_number_has_its_range),
	    AT_BENCH(rubbish_behind_a_number_is_a_mistake),
	    AT_BENCH(every_word_has_its_choices),
	    AT_BENCH(texts_fit_whole_or_are_refused),
	    AT_BENCH(a_file_cut_anywhere_is_refused_or_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
