/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setup.c - everything a session is made of, read from files. */
#include "setup.h"

#include "clock.h"
#include "fault.h"
#include "opening.h"
#include "voiceprint_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* 11 dB above the loudness of the voice: by day there are 14. */
enum { NIGHT_PEAK_DB = -12 };

struct setup *setup_new(struct fault *why)
{
	struct setup *setup = calloc(1, sizeof *setup);
	if (setup == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory");
		return NULL;
	}
	places_find(&setup->places);
	return setup;
}

static void print_remark(const char *path, const struct remark *remark)
{
	const char *kind = remark->warning ? "warning" : "error";
	if (remark->line > 0)
		fprintf(stderr, "%s:%d: %s: %s\n", path, remark->line, kind, remark->text);
	else
		fprintf(stderr, "%s: %s: %s\n", path, kind, remark->text);
}

int print_remarks(const char *path, const struct remarks *remarks)
{
	int kept = remarks->count < REMARKS_MAX ? remarks->count : REMARKS_MAX;
	for (int i = 0; i < kept; i++)
		print_remark(path, &remarks->list[i]);
	if (remarks->count > kept)
		fprintf(stderr, "%s: ... and %d more\n", path, remarks->count - kept);
	return remarks->errors;
}

/* Errors only: warnings are for "easeback check", not for somebody who wants to begin. */
static void print_errors(const char *path, const struct remarks *remarks)
{
	int kept = remarks->count < REMARKS_MAX ? remarks->count : REMARKS_MAX;
	for (int i = 0; i < kept; i++)
		if (!remarks->list[i].warning)
			print_remark(path, &remarks->list[i]);
}

/* Remarks are large; each reading borrows a fresh list. */
static struct remarks *remarks_new(void)
{
	struct remarks *remarks = calloc(1, sizeof *remarks);
	if (remarks == NULL)
		fputs("easeback: there is not enough memory\n", stderr);
	return remarks;
}

static void copy(char *to, size_t bytes, const char *from)
{
	if (from != NULL)
		snprintf(to, bytes, "%s", from);
}

static bool read_settings(struct setup *setup, const char *path)
{
	struct remarks *remarks = remarks_new();
	if (remarks == NULL)
		return false;
	bool good = settings_read(path, &setup->settings, remarks);
	print_remarks(path, remarks);
	free(remarks);
	return good;
}

bool setup_settings(struct setup *setup, const struct choices *choices)
{
	struct settings *settings = &setup->settings;
	*settings = settings_default();
	const char *path = choices->settings;
	if (path == NULL && access(setup->places.settings, F_OK) == 0)
		path = setup->places.settings;
	if (path != NULL && !read_settings(setup, path))
		return false;
	copy(settings->voice, sizeof settings->voice, choices->voice);
	copy(settings->output, sizeof settings->output, choices->device);
	copy(settings->microphone, sizeof settings->microphone, choices->microphone);
	if (choices->no_ear)
		settings->ear = false;
	return true;
}

static bool read_routine(struct setup *setup, const char *path)
{
	char library[PLACE_BYTES];
	struct remarks *remarks = remarks_new();
	if (remarks == NULL)
		return false;
	places_library(&setup->places, path, library);
	bool good = library_read(library, &setup->library, remarks);
	print_errors(library, remarks);
	memset(remarks, 0, sizeof *remarks);
	good = good && routine_read(path, &setup->library, &setup->routine, remarks);
	print_errors(path, remarks);
	free(remarks);
	return good;
}

/* "last" is the one of the newest session, if it is still there; else where everybody begins. */
static const char *routine_of_settings(struct setup *setup)
{
	char path[PLACE_BYTES];
	bool shipped;
	char *name = setup->settings.routine;
	if (strcmp(name, "last") != 0 || places_routine(&setup->places, name, path, &shipped))
		return name;
	opening_last_routine(setup->places.journal, name);
	if (name[0] == '\0' || !places_routine(&setup->places, name, path, &shipped))
		strcpy(name, "gentle-start");
	return name;
}

bool setup_routine(struct setup *setup, const char *name)
{
	char path[PLACE_BYTES];
	bool shipped;
	if (name == NULL)
		name = routine_of_settings(setup);
	if (!places_routine(&setup->places, name, path, &shipped)) {
		fprintf(stderr,
			"easeback: there is no routine \"%s\"; \"easeback list\" shows those there "
			"are\n",
			name);
		return false;
	}
	if (!read_routine(setup, path))
		return false;
	setup->routine.shipped = shipped;
	setup->settings.policy.mode = setup->routine.mode;
	return true;
}

unsigned setup_conditions(const struct setup *setup)
{
	return setup->settings.cleared_by[0] != '\0' ? 0 : setup->settings.conditions;
}

bool setup_is_night(const struct setup *setup, const struct choices *choices, bool live)
{
	if (choices->night || choices->no_night || !live)
		return choices->night;
	int64_t now_s = clock_read().utc_s;
	return now_s >= clock_built() &&
	       day_hours_hold(&setup->settings.night, clock_minute(now_s));
}

void setup_night(struct setup *setup)
{
	struct tone_style *tones = &setup->settings.tones;
	setup->night = true;
	setup->voice.speaker.peak_db = NIGHT_PEAK_DB;
	if (tones->timbre == TIMBRE_BRIGHT)
		tones->timbre = TIMBRE_SOFT;
}

struct comfort setup_comfort(const struct setup *setup)
{
	const struct settings *settings = &setup->settings;
	return (struct comfort){.percent = {[COMFORT_VOICE] = settings->voice_percent,
					    [COMFORT_RECORDING] = settings->recordings_percent,
					    [COMFORT_TONE] = settings->tones_percent},
				.night_db = setup->night ? settings->night_db : 0};
}

/* "999" is said digit by digit. */
static void spell(char *spoken, size_t bytes, const char *number)
{
	size_t n = 0;
	for (; *number != '\0' && n + 3 < bytes; number++) {
		if (n > 0)
			spoken[n++] = ' ';
		spoken[n++] = *number;
	}
	spoken[n] = '\0';
}

bool setup_voice(struct setup *setup)
{
	char path[PLACE_BYTES];
	if (!places_voice(&setup->places, setup->settings.voice, path)) {
		fprintf(stderr, "easeback: there is no voice \"%s\" in %s\n", setup->settings.voice,
			setup->places.shipped_voices);
		return false;
	}
	struct remarks *remarks = remarks_new();
	if (remarks == NULL)
		return false;
	bool good = voice_read(path, setup->places.shipped_voices, &setup->voice, remarks);
	print_errors(path, remarks);
	free(remarks);
	setup->facts.routine = &setup->routine;
	spell(setup->facts.emergency, sizeof setup->facts.emergency,
	      setup->settings.emergency_number);
	spell(setup->facts.urgent, sizeof setup->facts.urgent, setup->settings.urgent_number);
	snprintf(setup->facts.call, sizeof setup->facts.call, "%s", setup->settings.start_phrase);
	return good;
}

struct voiceprint *setup_people(const struct setup *setup)
{
	const char *who = setup->settings.voices;
	if (strcmp(who, "none") == 0)
		return NULL;
	struct remarks *remarks = remarks_new();
	if (remarks == NULL)
		return NULL;
	struct voiceprint *people =
	    voiceprint_read(setup->places.people, strcmp(who, "all") == 0 ? NULL : who, remarks);
	for (int i = 0; i < remarks->count && i < REMARKS_MAX; i++)
		fprintf(stderr, "easeback: %s\n", remarks->list[i].text);
	free(remarks);
	return people;
}
