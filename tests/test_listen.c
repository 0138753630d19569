/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_listen.c - the command "listen" on recordings.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "fault.h"
#include "listen.h"

enum { OUT_BYTES = 4096 };

/* A recording of flite's in a folder of its own, and what listen wrote about it. */
struct trial {
	char folder[32], path[64];
	char out[OUT_BYTES];
};

static int set_up(void **state)
{
	struct trial *trial = calloc(1, sizeof *trial);
	assert_non_null(trial);
	strcpy(trial->folder, "/tmp/easeback-listen-XXXXXX");
	assert_non_null(mkdtemp(trial->folder));
	snprintf(trial->path, sizeof trial->path, "%s/said.wav", trial->folder);
	*state = trial;
	return 0;
}

static int tear_down(void **state)
{
	struct trial *trial = *state;
	unlink(trial->path);
	rmdir(trial->folder);
	free(trial);
	return 0;
}

static void record(const struct trial *trial, const char *words)
{
	char command[256];
	snprintf(command, sizeof command, "flite -voice rms -t '%s' -o %s", words, trial->path);
	if (system(command) != 0)
		fail_msg("flite does not speak: apt install flite");
}

static bool listen_to(struct trial *trial, enum listen_context context, struct fault *why)
{
	FILE *out = fmemopen(trial->out, sizeof trial->out, "w");
	assert_non_null(out);
	const struct listening how = {.context = context, .model = ""};
	bool good = listen_file(trial->path, &how, out, why);
	fclose(out);
	return good;
}

static void a_number_is_one_line_with_its_value(void **state)
{
	struct trial *trial = *state;
	struct fault why;
	double start_s, end_s, confidence;
	int value, used = 0;
	record(trial, "seven");
	assert_true(listen_to(trial, LISTEN_NUMBER, &why));
	assert_int_equal(sscanf(trial->out, "%lf\t%lf\tnumber\t%d\t%lf\ttake\n%n", &start_s, &end_s,
				&value, &confidence, &used),
			 4);
	assert_int_equal(value, 7);
	assert_true(start_s < end_s && confidence > 0.0 && confidence <= 1.0);
	assert_int_equal(used, strlen(trial->out));
}

static void a_command_has_no_value(void **state)
{
	struct trial *trial = *state;
	struct fault why;
	record(trial, "stop");
	assert_true(listen_to(trial, LISTEN_ANY, &why));
	assert_non_null(strstr(trial->out, "\tstop\t-\t"));
	assert_non_null(strstr(trial->out, "\ttake\n"));
}

static void what_is_unclear_is_a_doubt(void **state)
{
	struct trial *trial = *state;
	struct fault why;
	record(trial, "banana");
	assert_true(listen_to(trial, LISTEN_NUMBER, &why));
	assert_non_null(strstr(trial->out, "\tdoubt\n"));
	assert_null(strstr(trial->out, "take"));
}

static void a_missing_recording_is_told(void **state)
{
	struct fault why = {.code = FAULT_NONE};
	assert_false(listen_to(*state, LISTEN_NUMBER, &why));
	assert_int_equal(why.code, FAULT_INPUT);
	assert_non_null(strstr(why.text, "said.wav"));
}

static void a_file_that_is_no_sound_is_told(void **state)
{
	struct trial *trial = *state;
	struct fault why = {.code = FAULT_NONE};
	FILE *file = fopen(trial->path, "w");
	assert_non_null(file);
	fputs("four out of ten", file);
	fclose(file);
	assert_false(listen_to(trial, LISTEN_NUMBER, &why));
	assert_int_equal(why.code, FAULT_INPUT);
}

static void a_missing_model_is_told(void **state)
{
	struct trial *trial = *state;
	struct fault why = {.code = FAULT_NONE};
	record(trial, "two");
	const struct listening how = {.context = LISTEN_NUMBER, .model = "/nowhere"};
	assert_false(listen_file(trial->path, &how, stderr, &why));
	assert_int_equal(why.code, FAULT_EAR);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(a_number_is_one_line_with_its_value), CASE(a_command_has_no_value),
	    CASE(what_is_unclear_is_a_doubt),	       CASE(a_missing_recording_is_told),
	    CASE(a_file_that_is_no_sound_is_told),     CASE(a_missing_model_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
