/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_enrol_files.c - enrolling from recordings, some of which are not what their names say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "ear_voiceprint.h"
#include "enrol_ear.h"
#include "enrol_files.h"
#include "fault.h"

struct trial {
	char folder[40];
	char told[2000];
	struct enrol_ear *ear;
	struct person *person;
};

static int set_up(void **state)
{
	struct trial *trial = calloc(1, sizeof *trial);
	struct fault why;
	snprintf(trial->folder, sizeof trial->folder, "/tmp/easeback-enrol-XXXXXX");
	assert_non_null(mkdtemp(trial->folder));
	trial->ear = enrol_ear_open("", &why);
	trial->person = person_new("ann");
	*state = trial;
	return trial->ear != NULL && trial->person != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	struct trial *trial = *state;
	char command[80];
	snprintf(command, sizeof command, "rm -r %s", trial->folder);
	assert_int_equal(system(command), 0);
	enrol_ear_close(trial->ear);
	free(trial->person);
	free(trial);
	return 0;
}

static void record(const struct trial *trial, const char *words, const char *file)
{
	char command[160];
	snprintf(command, sizeof command, "flite -voice rms -t '%s' -o %s/%s", words, trial->folder,
		 file);
	if (system(command) != 0)
		fail_msg("flite does not speak: apt install flite");
}

static bool enrol(struct trial *trial)
{
	struct fault why;
	FILE *out = fmemopen(trial->told, sizeof trial->told, "w");
	assert_non_null(out);
	bool good = enrol_files(trial->folder, trial->ear, trial->person, out, &why);
	fclose(out);
	return good;
}

static void a_recording_that_says_another_word_than_its_name_is_left_aside(void **state)
{
	struct trial *trial = *state;
	record(trial, "stop", "seven-1.wav");
	record(trial, "eight", "eight-1.wav");
	assert_true(enrol(trial));
	assert_int_equal(trial->person->count, 1);
	assert_string_equal(trial->person->take[0].word, "eight");
	assert_non_null(strstr(trial->told, "seven-1.wav: left aside"));
	assert_non_null(strstr(trial->told, "it sounds like \"stop\""));
}

static void the_same_recording_counts_once(void **state)
{
	struct trial *trial = *state;
	record(trial, "eight", "eight-1.wav");
	record(trial, "eight", "eight-2.wav");
	assert_true(enrol(trial));
	assert_int_equal(trial->person->count, 1);
	assert_non_null(strstr(trial->told, "eight-2.wav: left aside. The same recording"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		a_recording_that_says_another_word_than_its_name_is_left_aside, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(the_same_recording_counts_once, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
