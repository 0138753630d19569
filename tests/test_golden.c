/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_golden.c - each shipped routine, played in five ways, against what was
 *                 read and agreed before (tests/golden).
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

static FILE *play(const char *routine, const char *answers)
{
	struct fault why;
	enum session_result result;
	struct scene *scene = malloc(sizeof *scene);
	struct remarks *remarks = calloc(1, sizeof *remarks);
	struct setup *setup = set_up(routine);
	FILE *lines = tmpfile();
	assert_non_null(scene);
	assert_non_null(remarks);
	assert_non_null(lines);
	scene_init(scene);
	assert_true(scene_answers(scene, answers, 0, remarks));
	struct render_job job = {.scene = scene, .transcript = lines, .silent = true};
	assert_true(render_run(setup, &job, &result, &why));
	free(setup);
	free(remarks);
	free(scene);
	rewind(lines);
	return lines;
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

static void every_routine_goes_as_agreed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof routines / sizeof routines[0]; i++)
		for (size_t j = 0; j < sizeof ways / sizeof ways[0]; j++) {
			char path[512];
			FILE *lines = play(routines[i], ways[j].answers);
			snprintf(path, sizeof path, SOURCE_DIR "/tests/golden/%s.%s.tsv",
				 routines[i], ways[j].name);
			if (getenv("GOLDEN_UPDATE") != NULL)
				update(lines, path);
			else
				compare(lines, path);
			fclose(lines);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_routine_goes_as_agreed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
