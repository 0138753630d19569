/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ear_senone_files.c - statistics of the speech model that are missing, damaged or foreign. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "ear_senone.h"
#include "fault.h"

#define GOOD_MODEL "/usr/share/pocketsphinx/model/en-us/en-us"

/* Weights of the good model: one byte for each of three streams, 128 densities, 5,126 states. */
enum { WEIGHTS = 3 * 128 * 5126, LARGEST = 4 << 20 };

static const char *const names[] = {"means", "variances", "sendump"};

struct bytes {
	size_t count;
	unsigned char *at;
};

static struct bytes read_file(const char *path)
{
	struct bytes bytes = {.at = malloc(LARGEST)};
	FILE *file = fopen(path, "rb");
	assert_non_null(bytes.at);
	assert_non_null(file);
	bytes.count = fread(bytes.at, 1, LARGEST, file);
	fclose(file);
	return bytes;
}

static struct bytes read_good(const char *name)
{
	char path[256];
	snprintf(path, sizeof path, GOOD_MODEL "/%s", name);
	return read_file(path);
}

/* A folder of the three files, one of them changed. */
struct copy {
	char folder[32];
};

static void path_in(const struct copy *copy, const char *name, char path[256])
{
	snprintf(path, 256, "%s/%s", copy->folder, name);
}

static void put_file(const struct copy *copy, const char *name, struct bytes bytes)
{
	char path[256];
	path_in(copy, name, path);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.at, 1, bytes.count, file), bytes.count);
	assert_int_equal(fclose(file), 0);
}

static void restore(const struct copy *copy, const char *name)
{
	char path[256], good[256];
	path_in(copy, name, path);
	unlink(path);
	snprintf(good, sizeof good, GOOD_MODEL "/%s", name);
	assert_int_equal(symlink(good, path), 0);
}

static int set_up(void **state)
{
	struct copy *copy = calloc(1, sizeof *copy);
	strcpy(copy->folder, "/tmp/easeback-senone-XXXXXX");
	assert_non_null(mkdtemp(copy->folder));
	for (int i = 0; i < 3; i++)
		restore(copy, names[i]);
	*state = copy;
	return 0;
}

static int tear_down(void **state)
{
	struct copy *copy = *state;
	char path[256];
	for (int i = 0; i < 3; i++) {
		path_in(copy, names[i], path);
		unlink(path);
	}
	rmdir(copy->folder);
	free(copy);
	return 0;
}

static void assert_refused(const struct copy *copy, const char *name)
{
	struct fault why = {.code = FAULT_NONE};
	char path[256];
	path_in(copy, name, path);
	assert_null(senone_open(copy->folder, &why));
	assert_int_equal(why.code, FAULT_EAR);
	assert_non_null(strstr(why.text, path));
	assert_non_null(strstr(why.text, "apt install"));
	assert_non_null(strstr(why.text, "pocketsphinx-en-us"));
	assert_true(strlen(why.text) < 200);
}

/* The good file with its first bytes only, in a place of its own. */
static void refuse_cut(const struct copy *copy, const char *name, size_t kept)
{
	struct bytes bytes = read_good(name);
	assert_true(kept < bytes.count);
	bytes.count = kept;
	char path[256];
	path_in(copy, name, path);
	unlink(path);
	put_file(copy, name, bytes);
	free(bytes.at);
	assert_refused(copy, name);
	restore(copy, name);
}

/* The good file with one byte turned over. */
static void refuse_turned(const struct copy *copy, const char *name, size_t at)
{
	struct bytes bytes = read_good(name);
	char path[256];
	assert_true(at < bytes.count);
	bytes.at[at] ^= 0xff;
	path_in(copy, name, path);
	unlink(path);
	put_file(copy, name, bytes);
	free(bytes.at);
	assert_refused(copy, name);
	restore(copy, name);
}

static void the_copy_itself_is_good(void **state)
{
	const struct copy *copy = *state;
	struct fault why;
	struct senones *senones = senone_open(copy->folder, &why);
	assert_non_null(senones);
	senone_close(senones);
}

static void a_missing_file_is_named_with_the_reason(void **state)
{
	const struct copy *copy = *state;
	struct fault why;
	char path[256];
	for (int i = 0; i < 3; i++) {
		path_in(copy, names[i], path);
		unlink(path);
		assert_refused(copy, names[i]);
		assert_null(senone_open(copy->folder, &why));
		assert_non_null(strstr(why.text, "No such file"));
		restore(copy, names[i]);
	}
}

static void a_file_cut_short_anywhere_is_told(void **state)
{
	for (int i = 0; i < 3; i++) {
		struct bytes good = read_good(names[i]);
		const size_t kept[] = {0, 3, 30, 60, 700, good.count / 2, good.count - 1};
		free(good.at);
		for (size_t k = 0; k < sizeof kept / sizeof kept[0]; k++)
			refuse_cut(*state, names[i], kept[k]);
	}
}

/* Where the numbers are, and in the shape ahead of them. */
static void a_single_wrong_byte_is_told(void **state)
{
	static const size_t at[] = {44, 48, 63, 70, 4000, 400000, 838731};
	for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
		refuse_turned(*state, "means", at[i]);
		refuse_turned(*state, "variances", at[i]);
	}
}

/* The shape of the file of weights is told in its last eight bytes ahead of them. */
static void weights_of_another_shape_are_told(void **state)
{
	struct bytes good = read_good("sendump");
	size_t shape = good.count - WEIGHTS - 8;
	free(good.at);
	for (size_t i = 0; i < 8; i++)
		refuse_turned(*state, "sendump", shape + i);
	/* the length of its first title */
	for (size_t i = 0; i < 4; i++)
		refuse_turned(*state, "sendump", i);
}

static void the_files_of_another_model_are_told(void **state)
{
	/* s3 files as they are, but of a model with other sounds: 40, 1, 256, 39 */
	static const char head[] = "s3\nversion 1.0\nchksum0 no\n endhdr\n";
	static const uint32_t shape[] = {0x11223344U, 40, 1, 256, 39, 40 * 256 * 39};
	unsigned char text[sizeof head - 1 + sizeof shape + 4096] = {0};
	const struct copy *copy = *state;
	char path[256];
	memcpy(text, head, sizeof head - 1);
	memcpy(text + sizeof head - 1, shape, sizeof shape);
	for (int i = 0; i < 3; i++) {
		path_in(copy, names[i], path);
		unlink(path);
		put_file(copy, names[i], (struct bytes){.count = sizeof text, .at = text});
		assert_refused(copy, names[i]);
		restore(copy, names[i]);
	}
}

static void rubbish_in_a_file_is_told(void **state)
{
	const struct copy *copy = *state;
	char path[256];
	struct bytes rubbish = {.count = 1 << 20, .at = malloc(1 << 20)};
	assert_non_null(rubbish.at);
	for (size_t i = 0; i < rubbish.count; i++)
		rubbish.at[i] = (unsigned char)(i * i * 31 % 251);
	for (int i = 0; i < 3; i++) {
		path_in(copy, names[i], path);
		unlink(path);
		put_file(copy, names[i], rubbish);
		assert_refused(copy, names[i]);
		restore(copy, names[i]);
	}
	free(rubbish.at);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(the_copy_itself_is_good),	     CASE(a_missing_file_is_named_with_the_reason),
	    CASE(a_file_cut_short_anywhere_is_told), CASE(a_single_wrong_byte_is_told),
	    CASE(weights_of_another_shape_are_told), CASE(the_files_of_another_model_are_told),
	    CASE(rubbish_in_a_file_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
