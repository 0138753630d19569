/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_enrol.c - the command enrol. */
#include "cli.h"

#include "cli_desk.h"
#include "enrol.h"
#include "enrol_ear.h"
#include "enrol_files.h"
#include "enrol_live.h"
#include "voiceprint_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char nobody_in_particular[] = "me";

static bool check_name(const char *name)
{
	if (person_name_fits(name))
		return true;
	fprintf(stderr, "easeback: a name has letters, digits, - and _, at most %d (is \"%s\")\n",
		PERSON_NAME - 1, ini_show(name).text);
	return false;
}

static bool check_together(const struct cli_options *o)
{
	const char *name = o->delete != NULL ? o->delete : o->words > 0 ? o->word[0] : NULL;
	if (o->list + (o->delete != NULL) + (o->from != NULL) > 1)
		fputs("easeback: --list, --delete and --from exclude each other\n", stderr);
	else if ((o->list || o->delete != NULL) && o->words > 0)
		fputs("easeback: --list and --delete take no other name\n", stderr);
	else
		return name == NULL || check_name(name);
	return false;
}

/* --- list and delete --------------------------------------------------- */

static void print_person(const struct person *person)
{
	int of, words = 0;
	for (int i = 0; i < person->count; i++) {
		bool first = true;
		for (int k = 0; k < i; k++)
			first = first && strcmp(person->take[k].word, person->take[i].word) != 0;
		words += first;
	}
	int recognised = enrol_recognised(person, &of);
	printf("%-16s %2d words, %3d takes; %d of %d are known again by the others\n", person->name,
	       words, person->count, recognised, of);
}

static enum exit_code list_people(const struct setup *setup)
{
	const char *folder = setup->places.people;
	struct remarks *remarks = calloc(1, sizeof *remarks);
	if (remarks == NULL)
		return EXIT_CODE_NO_WAY;
	struct voiceprint *voiceprint = voiceprint_read(folder, NULL, remarks);
	for (int i = 0; voiceprint != NULL && i < voiceprint->count; i++)
		print_person(voiceprint->person[i]);
	if (voiceprint == NULL && remarks->count == 0)
		printf("Nobody is enrolled yet.\n");
	for (int i = 0; i < remarks->count && i < REMARKS_MAX; i++)
		fprintf(stderr, "easeback: %s\n", remarks->list[i].text);
	free(remarks);
	voiceprint_free(voiceprint);
	return EXIT_CODE_COMPLETED;
}

static enum exit_code delete_person(const struct cli_options *options, const struct setup *setup)
{
	struct fault why;
	char path[VOICE_PATH_BYTES], question[VOICE_PATH_BYTES + 40];
	if (!voiceprint_path(setup->places.people, options->delete, path) ||
	    access(path, F_OK) != 0) {
		fprintf(stderr, "easeback: nobody of the name \"%s\" is enrolled; see --list\n",
			options->delete);
		return EXIT_CODE_INPUT;
	}
	snprintf(question, sizeof question, "Delete %s?", path);
	if (!cli_is_yes(options, question)) {
		puts("Nothing was deleted.");
		return EXIT_CODE_PERSON;
	}
	if (!person_delete(setup->places.people, options->delete, &why))
		return cli_fault(&why);
	printf("The voice of %s is deleted.\n", options->delete);
	return EXIT_CODE_COMPLETED;
}

/* --- enrol ------------------------------------------------------------- */

static enum exit_code keep_person(const struct setup *setup, const struct person *person)
{
	struct fault why;
	if (!person_write(setup->places.people, person, &why))
		return cli_fault(&why);
	print_person(person);
	printf("From now on %s is heard better. No sound was kept.\n", person->name);
	return EXIT_CODE_COMPLETED;
}

static enum exit_code enrol_recordings(const struct cli_options *options, const struct setup *setup,
				       struct person *person)
{
	struct fault why;
	struct enrol_ear *ear = enrol_ear_open(setup->settings.ear_model, &why);
	if (ear == NULL)
		return cli_fault(&why);
	bool good = enrol_files(options->from, ear, person, stderr, &why);
	enrol_ear_close(ear);
	return good ? keep_person(setup, person) : cli_fault(&why);
}

static enum exit_code enrol_voice(struct setup *setup, struct person *person)
{
	struct fault why;
	if (!setup_voice(setup))
		return EXIT_CODE_INPUT;
	struct enrol_live *live = enrol_live_open(setup, &why);
	if (live == NULL)
		return cli_fault(&why);
	struct enrol_partner partner = enrol_live_partner(live);
	bool keep = enrol_ask(&partner, person);
	if (keep)
		partner.say(partner.context, "Thank you. From now on I hear you better.", false);
	enrol_live_close(live);
	if (keep)
		return keep_person(setup, person);
	puts("Nothing was kept.");
	return EXIT_CODE_PERSON;
}

static bool may_replace(const struct cli_options *options, const struct setup *setup,
			const char *name)
{
	char path[VOICE_PATH_BYTES], question[VOICE_PATH_BYTES + 60];
	if (!voiceprint_path(setup->places.people, name, path) || access(path, F_OK) != 0)
		return true;
	snprintf(question, sizeof question, "%s is enrolled already. Replace that?", name);
	return cli_is_yes(options, question);
}

static enum exit_code enrol_person(const struct cli_options *options, struct setup *setup)
{
	const char *name = options->words > 0 ? options->word[0] : nobody_in_particular;
	if (!may_replace(options, setup, name)) {
		puts("Nothing was changed.");
		return EXIT_CODE_PERSON;
	}
	struct person *person = person_new(name);
	if (person == NULL)
		return EXIT_CODE_NO_WAY;
	enum exit_code code = options->from != NULL ? enrol_recordings(options, setup, person)
						    : enrol_voice(setup, person);
	free(person);
	return code;
}

enum exit_code cli_enrol(const struct cli_options *options)
{
	struct fault why;
	if (!check_together(options))
		return EXIT_CODE_INPUT;
	struct setup *setup = setup_new(&why);
	if (setup == NULL)
		return cli_fault(&why);
	enum exit_code code = EXIT_CODE_INPUT;
	if (options->list)
		code = list_people(setup);
	else if (options->delete != NULL)
		code = delete_person(options, setup);
	else if (setup_settings(setup, &options->choices))
		code = enrol_person(options, setup);
	free(setup);
	return code;
}
