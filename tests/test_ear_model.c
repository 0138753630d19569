/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_ear_model.c - a speech model that is missing, damaged or of another language.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "fault.h"
#include "listener.h"

#define GOOD_MODEL "/usr/share/pocketsphinx/model/en-us"

enum { PATH_BYTES = 256, LARGEST = 4 << 20 };

static const char *const files[] = {
    "cmudict-en-us.dict",
    "en-us/feat.params",
    "en-us/mdef",
    "en-us/means",
    "en-us/noisedict",
    "en-us/sendump",
    "en-us/transition_matrices",
    "en-us/variances",
};

enum { FILES = sizeof files / sizeof files[0] };

/* A folder of links to the good model, in which single files are then replaced. */
struct copy {
	char folder[32];
};

static void path_in(const struct copy *copy, const char *file, char path[PATH_BYTES])
{
	snprintf(path, PATH_BYTES, "%s/%s", copy->folder, file);
}

static int set_up(void **state)
{
	struct copy *copy = calloc(1, sizeof *copy);
	char from[PATH_BYTES], to[PATH_BYTES];
	strcpy(copy->folder, "/tmp/easeback-model-XXXXXX");
	assert_non_null(mkdtemp(copy->folder));
	path_in(copy, "en-us", to);
	assert_int_equal(mkdir(to, 0700), 0);
	for (int i = 0; i < FILES; i++) {
		snprintf(from, sizeof from, GOOD_MODEL "/%s", files[i]);
		path_in(copy, files[i], to);
		assert_int_equal(symlink(from, to), 0);
	}
	*state = copy;
	return 0;
}

static int tear_down(void **state)
{
	struct copy *copy = *state;
	char path[PATH_BYTES];
	for (int i = 0; i < FILES; i++) {
		path_in(copy, files[i], path);
		unlink(path);
	}
	path_in(copy, "en-us", path);
	rmdir(path);
	rmdir(copy->folder);
	free(copy);
	return 0;
}

static unsigned char *read_file(const char *path, size_t *bytes)
{
	unsigned char *text = malloc(LARGEST);
	FILE *file = fopen(path, "rb");
	assert_non_null(text);
	assert_non_null(file);
	*bytes = fread(text, 1, LARGEST, file);
	fclose(file);
	return text;
}

static void write_file(const char *path, const void *text, size_t bytes)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, bytes, file), bytes);
	assert_int_equal(fclose(file), 0);
}

/* Keep so many thousandths of the file, and spoil what lies in the middle of the rest. */
static void damage(const struct copy *copy, const char *file, size_t thousandths, bool spoil)
{
	char path[PATH_BYTES];
	size_t bytes;
	path_in(copy, file, path);
	unsigned char *text = read_file(path, &bytes);
	bytes = bytes * thousandths / 1000;
	for (size_t i = bytes / 3; spoil && i < bytes / 2; i++)
		text[i] = (unsigned char)(i * 37);
	unlink(path);
	write_file(path, text, bytes);
	free(text);
}

static void assert_refused(const struct copy *copy)
{
	struct fault why = {.code = FAULT_NONE};
	struct ear *ear = ear_open(copy->folder, &why);
	assert_null(ear);
	assert_int_equal(why.code, FAULT_EAR);
	assert_non_null(strstr(why.text, "pocketsphinx-en-us"));
	assert_non_null(strstr(why.text, "apt install"));
	assert_non_null(strstr(why.text, copy->folder));
	/* a letter to main has room for no more */
	assert_true(strlen(why.text) < 200);
}

static void the_copy_itself_is_good(void **state)
{
	const struct copy *copy = *state;
	struct fault why;
	struct ear *ear = ear_open(copy->folder, &why);
	assert_non_null(ear);
	ear_close(ear);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
	struct copy nowhere = {.folder = "/nowhere/at/all"};
	(void)state;
	assert_refused(&nowhere);
}

static void each_missing_file_is_told(void **state)
{
	static const char *const needed[] = {"cmudict-en-us.dict", "en-us/mdef", "en-us/means",
					     "en-us/variances", "en-us/transition_matrices"};
	const struct copy *copy = *state;
	char path[PATH_BYTES], from[PATH_BYTES];
	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
		path_in(copy, needed[i], path);
		unlink(path);
		assert_refused(copy);
		snprintf(from, sizeof from, GOOD_MODEL "/%s", needed[i]);
		assert_int_equal(symlink(from, path), 0);
	}
}

static void a_file_cut_short_is_told(void **state)
{
	damage(*state, "en-us/means", 500, false);
	assert_refused(*state);
}

static void an_empty_file_is_told(void **state)
{
	damage(*state, "en-us/mdef", 0, false);
	assert_refused(*state);
}

static void spoilt_bytes_are_told(void **state)
{
	damage(*state, "en-us/transition_matrices", 1000, true);
	assert_refused(*state);
}

static void a_senone_file_cut_short_is_told(void **state)
{
	damage(*state, "en-us/sendump", 300, false);
	assert_refused(*state);
}

static void a_dictionary_of_another_language_is_told(void **state)
{
	static const char german[] = "eins AY N S\nzwei T S V AY\ndrei D R AY\n";
	const struct copy *copy = *state;
	char path[PATH_BYTES];
	path_in(copy, "cmudict-en-us.dict", path);
	unlink(path);
	write_file(path, german, sizeof german - 1);
	assert_refused(copy);
}

static void a_dictionary_of_rubbish_is_told(void **state)
{
	const struct copy *copy = *state;
	char path[PATH_BYTES];
	unsigned char rubbish[65536];
	for (size_t i = 0; i < sizeof rubbish; i++)
		rubbish[i] = (unsigned char)(i * i * 31 % 251);
	path_in(copy, "cmudict-en-us.dict", path);
	unlink(path);
	write_file(path, rubbish, sizeof rubbish);
	assert_refused(copy);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(the_copy_itself_is_good),	   CASE(a_folder_that_is_not_there_is_told),
	    CASE(each_missing_file_is_told),	   CASE(a_file_cut_short_is_told),
	    CASE(an_empty_file_is_told),	   CASE(spoilt_bytes_are_told),
	    CASE(a_senone_file_cut_short_is_told), CASE(a_dictionary_of_another_language_is_told),
	    CASE(a_dictionary_of_rubbish_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
