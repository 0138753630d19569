/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_golden.c - each shipped routine, played in five ways, and some scenes,
 *                 against what was read and agreed before (tests/golden).
 *
 * Without a voice, so that it is the same on every machine. After a wanted
 * change: GOLDEN_UPDATE=1 build-test/tests/test_golden, and read the difference.
 */
#include "fault.h"
#include "render.h"
#include "scene.h"
#include "setup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const routines[] = {"gentle-start",	"first-days", "daily-mobility",
				       "core-strength", "stretch",    "walk",
				       "full-back"};

/* Answers as somebody might give them; they run out into silence only where that is the point. */
static const struct {
	const char *name, *answers;
} ways[] = {
    {"green", "2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2"},
    {"amber", "3 4 4 4 5 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4"},
    {"red", "2 2 6 2 7"},
    {"silent", "2 -"},
    {"sharp", "2 3 sharp 4 2 sharp"},
};

/* Voices, cries and doubts. */
static const char *const scenes[] = {
    "a_voice_over_an_announcement_asks_and_goes_on",
    "a_voice_in_a_set_halts_it_and_goes_on",
    "a_voice_over_a_question_spends_no_try",
    "ouch_rests_and_asks",
    "what_is_not_sure_is_confirmed",
    "a_correction_takes_the_place_of_a_number",
    "pain_said_in_a_set_is_a_check_in",
    "one_button_leads_a_session",
};

/* Beeps and the ear have tests of their own; here they would only be noise. */
static bool is_kept(const char *line)
{
	static const char *const dropped[] = {"\ttone\t", "\tcount\t", "\tlisten\t", "\tdeaf\t"};
	for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++)
		if (strstr(line, dropped[i]) != NULL)
			return false;
	return true;
}

static struct setup *set_up(const char *routine)
{
	struct fault why;
	struct choices choices = {.settings = SOURCE_DIR "/config/easeback.ini"};
	struct setup *setup = setup_new(&why);
	assert_non_null(setup);
	assert_true(setup_settings(setup, &choices));
	assert_true(setup_routine(setup, routine));
	assert_true(setup_voice(setup));
	return setup;
}

static FILE *play(const char *routine, const struct scene *scene)
{
	struct fault why;
	enum session_result result;
	struct setup *setup = set_up(routine);
	FILE *lines = tmpfile();
	assert_non_null(lines);
	struct render_job job = {.scene = scene, .transcript = lines, .silent = true};
	assert_true(render_run(setup, &job, &result, &why));
	free(setup);
	rewind(lines);
	return lines;
}

/* From a scene file, or from answers. */
static struct scene *read_scene(const char *path, const char *answers)
{
	struct scene *scene = malloc(sizeof *scene);
	struct remarks *remarks = calloc(1, sizeof *remarks);
	assert_non_null(scene);
	assert_non_null(remarks);
	scene_init(scene);
	if (path != NULL)
		assert_true(scene_read(scene, path, remarks));
	else
		assert_true(scene_answers(scene, answers, 0, remarks));
	free(remarks);
	return scene;
}

static bool next_kept(FILE *file, char *line, int bytes)
{
	while (fgets(line, bytes, file) != NULL)
		if (is_kept(line))
			return true;
	line[0] = '\0';
	return false;
}

static void update(FILE *lines, const char *path)
{
	char line[1024];
	FILE *golden = fopen(path, "w");
	assert_non_null(golden);
	while (next_kept(lines, line, sizeof line))
		fputs(line, golden);
	assert_int_equal(fclose(golden), 0);
}

static void compare(FILE *lines, const char *path)
{
	char is[1024], should[1024];
	FILE *golden = fopen(path, "r");
	if (golden == NULL)
		fail_msg("%s is missing", path);
	for (int number = 1;; number++) {
		bool more = next_kept(lines, is, sizeof is);
		bool wanted = next_kept(golden, should, sizeof should);
		if (!more && !wanted)
			break;
		if (strcmp(is, should) != 0)
			fail_msg("%s:%d\n  should be %s  is        %s", path, number, should, is);
	}
	fclose(golden);
}

/* Plays it and compares, or takes it as agreed. */
static void check(const char *routine, struct scene *scene, const char *golden)
{
	FILE *lines = play(routine, scene);
	if (getenv("GOLDEN_UPDATE") != NULL)
		update(lines, golden);
	else
		compare(lines, golden);
	fclose(lines);
	free(scene);
}

static void every_routine_goes_as_agreed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof routines / sizeof routines[0]; i++)
		for (size_t j = 0; j < sizeof ways / sizeof ways[0]; j++) {
			char path[512];
			snprintf(path, sizeof path, SOURCE_DIR "/tests/golden/%s.%s.tsv",
				 routines[i], ways[j].name);
			check(routines[i], read_scene(NULL, ways[j].answers), path);
		}
}

static void voices_and_doubts_go_as_agreed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
		char path[512], golden[512];
		snprintf(path, sizeof path, SOURCE_DIR "/tests/scenes/%s.scene", scenes[i]);
		snprintf(golden, sizeof golden, SOURCE_DIR "/tests/golden/scene.%s.tsv", scenes[i]);
		check("gentle-start", read_scene(path, NULL), golden);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_routine_goes_as_agreed),
	    cmocka_unit_test(voices_and_doubts_go_as_agreed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
