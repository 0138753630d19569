/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_listen.c - the command listen. */
#include "cli.h"

#include "cli_desk.h"
#include "enrol_files.h"
#include "evaluate.h"
#include "evaluate_folds.h"
#include "listen.h"
#include "manifest.h"
#include "voiceprint_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool read_context(const struct cli_options *options, enum listen_context *context)
{
	if (options->context == NULL || listen_from_name(options->context, context))
		return true;
	fprintf(stderr, "easeback: --context is number, yesno, ready, over or any (is \"%s\")\n",
		options->context);
	return false;
}

/* 0 when it is no number of takes. */
static int takes_of(const struct cli_options *o)
{
	const char *text = o->enrol;
	bool good =
	    text != NULL && text[0] >= '1' && text[0] <= '0' + ENROL_FILE_TAKES && text[1] == '\0';
	return good ? text[0] - '0' : 0;
}

/* Options that do nothing together are a misunderstanding that is better told. */
static bool check_together(const struct cli_options *o)
{
	if (o->file != NULL && o->evaluate != NULL)
		fputs("easeback: --file and --evaluate exclude each other\n", stderr);
	else if (o->evaluate == NULL &&
		 (o->speakers != NULL || o->folds != NULL || o->part != NULL || o->enrol != NULL))
		fputs("easeback: --speakers, --folds, --enrol and --part belong to --evaluate\n",
		      stderr);
	else if (o->enrol != NULL && takes_of(o) == 0)
		fprintf(stderr, "easeback: --enrol is 1 to %d takes of a word (is \"%s\")\n",
			ENROL_FILE_TAKES, o->enrol);
	else if (o->part != NULL && evaluation_part(o->part) == TABLE_ALL)
		fprintf(stderr,
			"easeback: --part is words, cost, over, rooms or quiet (is \"%s\")\n",
			o->part);
	else if (o->voices != NULL && o->evaluate != NULL)
		fputs("easeback: --voices and --evaluate exclude each other\n", stderr);
	else if (o->reference != NULL && o->file == NULL && o->evaluate == NULL)
		fputs("easeback: --reference belongs to --file or --evaluate\n", stderr);
	else
		return true;
	return false;
}

/* --- evaluate --- */

struct reading {
	struct remarks manifest, speakers;
};

static bool read_manifest(const struct cli_options *options, struct manifest *manifest)
{
	struct reading *reading = calloc(1, sizeof *reading);
	if (reading == NULL) {
		fputs("easeback: there is not enough memory\n", stderr);
		return false;
	}
	bool good = manifest_read(manifest, options->evaluate, options->speakers,
				  &reading->manifest, &reading->speakers);
	print_remarks(options->evaluate, &reading->manifest);
	if (options->speakers != NULL)
		print_remarks(options->speakers, &reading->speakers);
	free(reading);
	if (good && manifest->count == 0) {
		fprintf(stderr, "easeback: %s lists no sound file that is there\n",
			options->evaluate);
		manifest_free(manifest);
		return false;
	}
	return good;
}

static enum exit_code measure(const struct cli_options *options, const char *model,
			      enum listen_context context)
{
	struct manifest manifest;
	struct fault why;
	struct folds *folds = options->folds != NULL ? folds_open(options->folds, &why) : NULL;
	if (options->folds != NULL && folds == NULL)
		return cli_fault(&why);
	struct evaluation evaluation = {
	    .model = model[0] != '\0' ? model : NULL,
	    .folds = folds,
	    .reference = options->reference,
	    .context = options->context != NULL ? (int)context : -1,
	    .enrol = takes_of(options),
	    .part = options->part != NULL ? evaluation_part(options->part) : TABLE_ALL,
	    .progress = isatty(STDERR_FILENO) != 0,
	    .out = stdout};
	if (!read_manifest(options, &manifest)) {
		folds_close(folds);
		return EXIT_CODE_INPUT;
	}
	struct remarks *remarks = calloc(1, sizeof *remarks);
	bool good = remarks != NULL && evaluate(&manifest, &evaluation, remarks, &why);
	if (remarks != NULL)
		print_remarks(options->evaluate, remarks);
	free(remarks);
	manifest_free(&manifest);
	folds_close(folds);
	return good ? EXIT_CODE_COMPLETED : cli_fault(&why);
}

/* --- listen --- */

static enum exit_code listen_as(const struct cli_options *options, const char *microphone,
				const struct listening *how)
{
	struct fault why;
	bool good;
	if (options->file != NULL && options->reference != NULL)
		good = listen_over(options->file, options->reference, how, stdout, &why);
	else if (options->file != NULL)
		good = listen_file(options->file, how, stdout, &why);
	else
		good = listen_live(microphone, how, stdout, &why);
	return good ? EXIT_CODE_COMPLETED : cli_fault(&why);
}

static enum exit_code listen_with(const struct cli_options *options, struct setup *setup,
				  enum listen_context context)
{
	struct settings *settings = &setup->settings;
	if (options->evaluate != NULL)
		return measure(options, settings->ear_model, context);
	if (options->voices != NULL)
		snprintf(settings->voices, sizeof settings->voices, "%s", options->voices);
	struct voiceprint *people = setup_people(setup);
	const struct listening how = {
	    .context = context, .model = settings->ear_model, .people = people};
	enum exit_code code = listen_as(options, settings->microphone, &how);
	voiceprint_free(people);
	return code;
}

enum exit_code cli_listen(const struct cli_options *options)
{
	struct fault why;
	enum listen_context context = LISTEN_NUMBER;
	if (!read_context(options, &context) || !check_together(options))
		return EXIT_CODE_INPUT;
	struct setup *setup = setup_new(&why);
	if (setup == NULL)
		return cli_fault(&why);
	enum exit_code code = EXIT_CODE_INPUT;
	if (setup_settings(setup, &options->choices))
		code = listen_with(options, setup, context);
	free(setup);
	return code;
}
