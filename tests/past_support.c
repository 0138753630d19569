/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past_support.c - a person who lives from day to day. */
#include "past_support.h"

#include "render.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { DAY_S = 86400, NOON_S = DAY_S / 2 };

static void write_memo(const struct person *person)
{
	char path[PLACE_BYTES + 8];
	snprintf(path, sizeof path, "mkdir -p %s/state/easeback", person->home);
	assert_int_equal(system(path), 0);
	FILE *file = fopen(person->setup->places.memo, "w");
	assert_non_null(file);
	/* answered on the day before the first of person_noon */
	time_t day = (time_t)person_noon(-1).utc_s;
	char date[16];
	strftime(date, sizeof date, "%Y-%m-%d", gmtime(&day));
	fprintf(file, "[memo]\nnotice_accepted = yes\nlocked = no\nsigns_answered = %s\n", date);
	fclose(file);
}

static void set_home(const char *name, const char *home, const char *folder)
{
	char path[PLACE_BYTES];
	snprintf(path, sizeof path, "%s/%s", home, folder);
	setenv(name, path, 1);
}

int person_setup(void **state)
{
	struct fault why;
	struct person *person = calloc(1, sizeof *person);
	struct choices choices = {.settings = SOURCE_DIR "/config/easeback.ini"};
	assert_non_null(person);
	strcpy(person->home, "/tmp/easeback-person-XXXXXX");
	assert_non_null(mkdtemp(person->home));
	set_home("XDG_DATA_HOME", person->home, "data");
	set_home("XDG_STATE_HOME", person->home, "state");
	set_home("XDG_CONFIG_HOME", person->home, "config");
	setenv("TZ", "UTC", 1);
	tzset();
	person->setup = setup_new(&why);
	assert_non_null(person->setup);
	assert_true(setup_settings(person->setup, &choices));
	write_memo(person);
	person_routine(person, "gentle-start");
	*state = person;
	return 0;
}

int person_teardown(void **state)
{
	struct person *person = *state;
	char command[100];
	snprintf(command, sizeof command, "rm -rf %s", person->home);
	assert_int_equal(system(command), 0);
	free(person->setup);
	free(person);
	return 0;
}

void person_routine(struct person *person, const char *name)
{
	assert_true(setup_routine(person->setup, name));
	assert_true(setup_voice(person->setup));
}

struct clock_reading person_noon(int day)
{
	int64_t first = clock_built() / DAY_S + 2;
	return (struct clock_reading){.utc_s = (first + day) * DAY_S + NOON_S,
				      .run_ms = (int64_t)(day + 1) * DAY_S * 1000,
				      .synchronised = true};
}

void person_open(struct person *person, const struct clock_reading *reading,
		 enum opening_choice choice)
{
	opening_read(&person->opening, person->setup, choice, reading);
}

/* Power that goes in the middle of a line takes the whole line with it. */
static uint64_t write_line(void *context, const struct line *line)
{
	struct person *person = context;
	struct fault why;
	person->lines++;
	if (person->power_lines != EVERY_LINE && person->lines > person->power_lines)
		return (uint64_t)person->lines;
	if (!journal_write(person->journal, line, &why))
		fail_msg("line %d, a %s: %s", person->lines, line_kind_name(line->kind), why.text);
	return (uint64_t)person->lines;
}

void person_live(struct person *person, const struct clock_reading *reading, const char *answers)
{
	struct fault why;
	struct remarks remarks = {0};
	FILE *nowhere = fopen("/dev/null", "w");
	scene_init(&person->scene);
	if (answers != NULL)
		assert_true(scene_answers(&person->scene, answers, 0, &remarks));
	person_open(person, reading, OPENING_DUE);
	person->journal = journal_open(person->setup->places.journal, JOURNAL_RENEW, &why);
	assert_non_null(person->journal);
	person->lines = 0;
	struct render_job job = {.scene = &person->scene,
				 .transcript = nowhere,
				 .silent = true,
				 .opening = &person->opening,
				 .write = write_line,
				 .context = person};
	if (!render_run(person->setup, &job, &person->result, &why))
		fail_msg("%s", why.text);
	journal_close(person->journal);
	fclose(nowhere);
}

static bool keep(void *context, const struct journal_entry *entry)
{
	*(struct journal_entry *)context = *entry;
	return false;
}

struct journal_entry person_newest(struct person *person)
{
	struct fault why;
	struct journal_entry entry = {.uid = ""};
	struct journal *journal = journal_open(person->setup->places.journal, JOURNAL_READ, &why);
	assert_non_null(journal);
	assert_true(journal_recent(journal, INT64_MAX, 1, LONG_MIN, keep, &entry, &why));
	journal_close(journal);
	return entry;
}
