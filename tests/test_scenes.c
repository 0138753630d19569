/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_scenes.c - plays every scene of tests/scenes and checks what it expects.
 *
 * "expect" lines must be found in the transcript in their order; "never"
 * lines nowhere in it. The scene's first comment names its routine.
 */
#include "fault.h"
#include "render.h"
#include "scene.h"
#include "setup.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SCENES SOURCE_DIR "/tests/scenes"

static void routine_of(const char *path, char routine[NAME_BYTES])
{
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	if (fscanf(file, "# routine %47s", routine) != 1)
		fail_msg("%s: the first line must be \"# routine NAME\"", path);
	fclose(file);
}

static char *whole_text(FILE *file)
{
	long bytes = ftell(file);
	assert_true(bytes > 0);
	char *text = calloc(1, (size_t)bytes + 1);
	assert_non_null(text);
	rewind(file);
	assert_int_equal(fread(text, 1, (size_t)bytes, file), bytes);
	return text;
}

static char *play(const char *path, const struct scene *scene)
{
	char routine[NAME_BYTES];
	struct fault why;
	enum session_result result;
	struct choices choices = {.settings = SOURCE_DIR "/config/easeback.ini"};
	struct setup *setup = setup_new(&why);
	FILE *lines = tmpfile();
	assert_non_null(setup);
	assert_non_null(lines);
	routine_of(path, routine);
	assert_true(setup_settings(setup, &choices));
	assert_true(setup_routine(setup, routine));
	assert_true(setup_voice(setup));
	struct render_job job = {.scene = scene, .transcript = lines, .silent = true};
	if (!render_run(setup, &job, &result, &why))
		fail_msg("%s: %s", path, why.text);
	char *text = whole_text(lines);
	fclose(lines);
	free(setup);
	return text;
}

static int check(const char *path, const struct scene *scene, const char *transcript)
{
	const char *from = transcript;
	int failed = 0;
	for (int i = 0; i < scene->expects; i++) {
		const struct expectation *expect = &scene->expect[i];
		const char *found = strstr(expect->never ? transcript : from, expect->text);
		if ((found == NULL) != expect->never) {
			print_error("%s:%d: %s \"%s\"\n", path, expect->line,
				    expect->never ? "there is" : "there is no (later)",
				    expect->text);
			failed++;
		}
		if (found != NULL && !expect->never)
			from = found + strlen(expect->text);
	}
	return failed;
}

static int play_file(const char *name)
{
	char path[512];
	struct scene *scene = malloc(sizeof *scene);
	struct remarks *remarks = calloc(1, sizeof *remarks);
	assert_non_null(scene);
	assert_non_null(remarks);
	snprintf(path, sizeof path, SCENES "/%s", name);
	scene_init(scene);
	if (!scene_read(scene, path, remarks)) {
		print_remarks(path, remarks);
		fail_msg("%s cannot be read", path);
	}
	assert_true(scene->expects > 0);
	char *transcript = play(path, scene);
	int failed = check(path, scene, transcript);
	if (failed > 0)
		print_error("%s\n", transcript);
	free(transcript);
	free(remarks);
	free(scene);
	return failed;
}

static int is_scene(const struct dirent *entry)
{
	return strstr(entry->d_name, ".scene") != NULL;
}

static void every_scene_goes_as_it_says(void **state)
{
	(void)state;
	struct dirent **files;
	int failed = 0;
	int count = scandir(SCENES, &files, is_scene, alphasort);
	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		failed += play_file(files[i]->d_name);
		free(files[i]);
	}
	free(files);
	print_message("%d scenes played\n", count);
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_scene_goes_as_it_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
