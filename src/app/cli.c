/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.c - commands and options. */
#include "cli.h"

#include "cli_commands.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

enum option_id {
	OPT_SETTINGS = 256,
	OPT_VOICE,
	OPT_DEVICE,
	OPT_MIC,
	OPT_NO_EAR,
	OPT_SILENT,
	OPT_NIGHT,
	OPT_NO_NIGHT,
	OPT_ANSWERS,
	OPT_SCENE,
	OPT_TRANSCRIPT,
	OPT_START,
	OPT_PAIN,
	OPT_EXERCISE,
	OPT_TABLE,
	OPT_QUOTA,
	OPT_FILE,
	OPT_CONTEXT,
	OPT_REFERENCE,
	OPT_VOICES,
	OPT_EVALUATE,
	OPT_SPEAKERS,
	OPT_FOLDS,
	OPT_PART,
	OPT_LIST,
	OPT_DELETE,
	OPT_FROM,
	OPT_YES,
	OPT_ENROL,
	OPT_ONCE,
	OPT_DEVICES,
	OPT_BUTTONS,
	OPT_SPEAKER,
	OPT_VERBOSE,
	OPT_CSV,
	OPT_JSON,
	OPT_SINCE,
	OPT_NOW,
	OPT_ALL,
	OPT_DRY_RUN,
	OPT_HELP,
	OPT_VERSION,
	OPT_COUNT = 'n',
	OPT_OUTPUT = 'o'
};

static const struct option long_options[] = {
    {"settings", required_argument, NULL, OPT_SETTINGS},
    {"voice", required_argument, NULL, OPT_VOICE},
    {"device", required_argument, NULL, OPT_DEVICE},
    {"mic", required_argument, NULL, OPT_MIC},
    {"no-ear", no_argument, NULL, OPT_NO_EAR},
    {"silent", no_argument, NULL, OPT_SILENT},
    {"night", no_argument, NULL, OPT_NIGHT},
    {"no-night", no_argument, NULL, OPT_NO_NIGHT},
    {"answers", required_argument, NULL, OPT_ANSWERS},
    {"scene", required_argument, NULL, OPT_SCENE},
    {"transcript", required_argument, NULL, OPT_TRANSCRIPT},
    {"start", required_argument, NULL, OPT_START},
    {"pain", required_argument, NULL, OPT_PAIN},
    {"exercise", required_argument, NULL, OPT_EXERCISE},
    {"table", no_argument, NULL, OPT_TABLE},
    {"quota", no_argument, NULL, OPT_QUOTA},
    {"file", required_argument, NULL, OPT_FILE},
    {"context", required_argument, NULL, OPT_CONTEXT},
    {"reference", required_argument, NULL, OPT_REFERENCE},
    {"voices", required_argument, NULL, OPT_VOICES},
    {"evaluate", required_argument, NULL, OPT_EVALUATE},
    {"speakers", required_argument, NULL, OPT_SPEAKERS},
    {"folds", required_argument, NULL, OPT_FOLDS},
    {"part", required_argument, NULL, OPT_PART},
    {"list", no_argument, NULL, OPT_LIST},
    {"delete", required_argument, NULL, OPT_DELETE},
    {"from", required_argument, NULL, OPT_FROM},
    {"yes", no_argument, NULL, OPT_YES},
    {"enrol", required_argument, NULL, OPT_ENROL},
    {"once", no_argument, NULL, OPT_ONCE},
    {"csv", no_argument, NULL, OPT_CSV},
    {"json", no_argument, NULL, OPT_JSON},
    {"since", required_argument, NULL, OPT_SINCE},
    {"now", no_argument, NULL, OPT_NOW},
    {"all", no_argument, NULL, OPT_ALL},
    {"dry-run", no_argument, NULL, OPT_DRY_RUN},
    {"devices", no_argument, NULL, OPT_DEVICES},
    {"buttons", no_argument, NULL, OPT_BUTTONS},
    {"speaker", no_argument, NULL, OPT_SPEAKER},
    {"verbose", no_argument, NULL, OPT_VERBOSE},
    {"help", no_argument, NULL, OPT_HELP},
    {"version", no_argument, NULL, OPT_VERSION},
    {NULL, 0, NULL, 0},
};

static const char *option_name(int id)
{
	if (id == OPT_OUTPUT)
		return "o";
	if (id == OPT_COUNT)
		return "n";
	for (const struct option *option = long_options; option->name != NULL; option++)
		if (option->val == id)
			return option->name;
	return "";
}

static bool is_allowed(const struct command *command, int id)
{
	char padded[32];
	if (id == OPT_HELP || id == OPT_VERSION)
		return true;
	snprintf(padded, sizeof padded, " %s ", option_name(id));
	return strstr(command->allowed, padded) != NULL;
}

static void set_option(struct cli_options *o, int id)
{
	const struct {
		int id;
		const char **text;
	} texts[] = {
	    {OPT_SETTINGS, &o->choices.settings},
	    {OPT_VOICE, &o->choices.voice},
	    {OPT_DEVICE, &o->choices.device},
	    {OPT_MIC, &o->choices.microphone},
	    {OPT_ANSWERS, &o->answers},
	    {OPT_SCENE, &o->scene},
	    {OPT_TRANSCRIPT, &o->transcript},
	    {OPT_START, &o->start},
	    {OPT_PAIN, &o->pain},
	    {OPT_EXERCISE, &o->exercise},
	    {OPT_FILE, &o->file},
	    {OPT_CONTEXT, &o->context},
	    {OPT_REFERENCE, &o->reference},
	    {OPT_VOICES, &o->voices},
	    {OPT_EVALUATE, &o->evaluate},
	    {OPT_SPEAKERS, &o->speakers},
	    {OPT_FOLDS, &o->folds},
	    {OPT_PART, &o->part},
	    {OPT_ENROL, &o->enrol},
	    {OPT_DELETE, &o->delete},
	    {OPT_FROM, &o->from},
	    {OPT_OUTPUT, &o->output},
	    {OPT_COUNT, &o->count},
	    {OPT_SINCE, &o->since},
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (texts[i].id == id)
			*texts[i].text = optarg;
	o->choices.no_ear |= id == OPT_NO_EAR;
	o->choices.silent |= id == OPT_SILENT;
	o->choices.night |= id == OPT_NIGHT;
	o->choices.no_night |= id == OPT_NO_NIGHT;
	o->table |= id == OPT_TABLE;
	o->csv |= id == OPT_CSV;
	o->json |= id == OPT_JSON;
	o->now |= id == OPT_NOW;
	o->all |= id == OPT_ALL;
	o->dry_run |= id == OPT_DRY_RUN;
	o->quota |= id == OPT_QUOTA;
	o->devices |= id == OPT_DEVICES;
	o->buttons |= id == OPT_BUTTONS;
	o->speaker |= id == OPT_SPEAKER;
	o->verbose |= id == OPT_VERBOSE;
	o->list |= id == OPT_LIST;
	o->yes |= id == OPT_YES;
	o->once |= id == OPT_ONCE;
	o->help |= id == OPT_HELP;
}

static enum exit_code usage(const struct command *command)
{
	fprintf(stderr, "Usage: easeback %s\n", command->use);
	return EXIT_CODE_INPUT;
}

/* Options behind the command; false when one is unknown or not this command's. */
static bool parse(const struct command *command, int argc, char **argv, struct cli_options *options,
		  bool *version)
{
	int id;
	while ((id = getopt_long(argc, argv, "o:n:", long_options, NULL)) != -1) {
		if (id == '?')
			return false;
		if (!is_allowed(command, id)) {
			fprintf(stderr, "easeback: \"%s\" takes no option %s%s\n", command->name,
				id == OPT_OUTPUT || id == OPT_COUNT ? "-" : "--", option_name(id));
			return false;
		}
		*version |= id == OPT_VERSION;
		set_option(options, id);
	}
	options->words = argc - optind;
	options->word = argv + optind;
	return true;
}

static enum exit_code dispatch(const struct command *command, int argc, char **argv, bool alone)
{
	struct cli_options options = {.table = false};
	bool version = false;
	if (!parse(command, argc, argv, &options, &version))
		return usage(command);
	if (version) {
		puts("easeback " EASEBACK_VERSION);
		return EXIT_CODE_COMPLETED;
	}
	if (options.help) {
		if (alone)
			cli_print_help();
		else
			cli_print_command_help(command);
		return EXIT_CODE_COMPLETED;
	}
	if (options.words < command->words_least || options.words > command->words_most)
		return usage(command);
	return command->run(&options);
}

/* A full disk must not pass for success. */
static int flushed(enum exit_code code)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return (int)code;
	fputs("easeback: standard output cannot be written\n", stderr);
	return (int)EXIT_CODE_INPUT;
}

int cli_main(int argc, char **argv)
{
	if (argc < 2 || argv[1][0] == '-')
		return flushed(dispatch(cli_command(0), argc, argv, true));
	const struct command *command = cli_find_command(argv[1]);
	if (command == NULL) {
		const char *names[COMMANDS_MOST];
		int count = 0;
		for (; count < COMMANDS_MOST && cli_command(count) != NULL; count++)
			names[count] = cli_command(count)->name;
		const char *nearest = ini_nearest(argv[1], names, count);
		fprintf(stderr, "easeback: there is no command \"%s\"", argv[1]);
		fprintf(stderr, nearest != NULL ? "; did you mean \"%s\"?\n" : "; see --help\n",
			nearest);
		return (int)EXIT_CODE_INPUT;
	}
	argv[1] = argv[0];
	return flushed(dispatch(command, argc - 1, argv + 1, false));
}
