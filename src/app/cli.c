/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.c - commands and options. */
#include "cli.h"

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
	OPT_CSV,
	OPT_JSON,
	OPT_SINCE,
	OPT_NOW,
	OPT_ALL,
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
    {"devices", no_argument, NULL, OPT_DEVICES},
    {"buttons", no_argument, NULL, OPT_BUTTONS},
    {"help", no_argument, NULL, OPT_HELP},
    {"version", no_argument, NULL, OPT_VERSION},
    {NULL, 0, NULL, 0},
};

struct command {
	const char *name, *use, *what, *options;
	int words_least, words_most;
	const char *allowed; /* long options with blanks around each */
	enum exit_code (*run)(const struct cli_options *options);
};

enum { MANY = 1000 };

static const struct command commands[] = {
    {"run", "[run [ROUTINE]] [OPTIONS]", "lead a session, live: what is due today",
     "  --all            all of it, also what rests today\n"
     "  --settings FILE  use these settings\n"
     "  --voice NAME     speak with this voice\n"
     "  --device TEXT    play on the device whose name contains TEXT\n"
     "  --mic TEXT       listen to the microphone whose name contains TEXT\n"
     "  --no-ear         do not listen; keys remain\n"
     "  --silent         captions only, no sound device\n"
     "  --answers LIST   a played person answers, for trying it out\n"
     "  --transcript FILE  what happened, TAB-separated\n",
     0, 1, " all settings voice device mic no-ear silent answers transcript ", cli_run},
    {"learn", "learn ROUTINE [OPTIONS]", "one slow repetition of each exercise, everything told",
     "  --settings FILE  use these settings\n"
     "  --voice NAME     speak with this voice\n"
     "  --device TEXT    play on the device whose name contains TEXT\n"
     "  --mic TEXT       listen to the microphone whose name contains TEXT\n"
     "  --no-ear         do not listen; keys remain\n"
     "  --silent         captions only, no sound device\n"
     "  --transcript FILE  what happened, TAB-separated\n",
     1, 1, " settings voice device mic no-ear silent transcript ", cli_learn},
    {"wait", "wait [ROUTINE] [OPTIONS]", "wait for the words that begin a session, or a key",
     "  --once           end after one session\n"
     "  --settings FILE  use these settings\n"
     "  --voice NAME     speak with this voice\n"
     "  --device TEXT    play on the device whose name contains TEXT\n"
     "  --mic TEXT       listen to the microphone whose name contains TEXT\n"
     "  --no-ear         do not listen; a key begins\n"
     "  --silent         captions only, no sound device\n"
     "  --answers LIST   a played person answers, for trying it out\n"
     "  --transcript FILE  what happened, TAB-separated\n",
     0, 1, " once settings voice device mic no-ear silent answers transcript ", cli_wait},
    {"render", "render ROUTINE -o FILE [OPTIONS]", "the same session into a sound file",
     "  -o FILE            the sound file: .wav, .flac, .ogg or .oga\n"
     "  --answers LIST     answers in their order, - is silence: \"2 3 - 6\"\n"
     "  --scene FILE       what happens, and when, from a file\n"
     "  --transcript FILE  what happened, TAB-separated; - is standard output\n"
     "  --settings FILE    use these settings\n"
     "  --voice NAME       speak with this voice\n"
     "  --silent           tones only; words take a fixed time\n",
     1, 1, " o answers scene transcript settings voice silent ", cli_render},
    {"check", "check FILE...", "report every mistake in routines, voices and settings", "", 1, MANY,
     " ", cli_check},
    {"show", "show ROUTINE", "exercises, doses, total time and timeline of a routine", "", 1, 1,
     " ", cli_show},
    {"list", "list", "the routines there are, with kind and minutes", "", 0, 0, " ", cli_list},
    {"explain", "explain ROW | --start PAIN --pain PAIN [--exercise NAME] | --table",
     "what the pain rules decide, and why",
     "  --start PAIN     pain at the start, 0 to 10\n"
     "  --pain PAIN      pain now, 0 to 10\n"
     "  --exercise NAME  what becomes of the dose of this exercise\n"
     "  --table          the whole table\n"
     "  --quota          as in a routine of mode = quota\n",
     0, 1, " start pain exercise table quota ", cli_explain},
    {"listen", "listen [--file FILE | --evaluate MANIFEST] [--context CONTEXT] [OPTIONS]",
     "what the ear hears, and how well",
     "  --file FILE        a sound file instead of the microphone\n"
     "  --reference FILE   what the loudspeaker played meanwhile\n"
     "  --context CONTEXT  what may be answered: number, yesno, ready, over or any\n"
     "  --mic TEXT         the microphone whose name contains TEXT\n"
     "  --evaluate FILE    measure the ear with the recordings that the file lists\n"
     "  --speakers FILE    only those of the speakers named there, one a line\n"
     "  --folds FOLDER     each by nets that do not know the speaker (cross-validation)\n"
     "  --enrol TAKES      first let it learn each speaker's words, from so many takes of each\n"
     "  --part PART        one part of the table: words, cost, over, rooms or quiet\n",
     0, 0, " file reference context mic evaluate speakers folds enrol part ", cli_listen},
    {"enrol", "enrol [NAME] [OPTIONS] | --list | --delete NAME",
     "let the ear learn how you say the words",
     "  --list         who is enrolled\n"
     "  --delete NAME  forget that person's voice\n"
     "  --from PATH    learn from recordings: a folder, or a list as --evaluate takes it\n"
     "  --yes          do not ask before something is replaced or deleted\n"
     "  --mic TEXT     the microphone whose name contains TEXT\n"
     "  --device TEXT  play on the device whose name contains TEXT\n"
     "  --voice NAME   speak with this voice\n",
     0, 1, " list delete from yes mic device voice settings ", cli_enrol},
    {"log",
     "log [OPTIONS] | log activity NAME MINUTES | log review | log again EXERCISE | log read ROW",
     "what was done, the newest first; note what was done elsewhere",
     "  -n COUNT      so many sessions at the most\n"
     "  --since DATE  none before that day, such as 2027-01-15\n"
     "  --csv         for a spreadsheet\n"
     "  --json        a JSON object for each session, one a line\n",
     0, 3, " n since csv json ", cli_log},
    {"today", "today [ROUTINE] [--settings FILE]", "what is due today, what rests, and why",
     "  --settings FILE  use these settings\n", 0, 1, " settings ", cli_today},
    {"progress", "progress [--settings FILE]",
     "each exercise's level, what would move it, and why it is there",
     "  --settings FILE  use these settings\n", 0, 0, " settings ", cli_progress},
    {"report", "report [--since DATE] [-o FILE]", "a page for the physiotherapist",
     "  --since DATE     from that day on; otherwise the last eight weeks\n"
     "  -o FILE          the file, such as report.html; otherwise standard output\n"
     "  --settings FILE  use these settings\n",
     0, 0, " since o settings ", cli_report},
    {"remind", "remind [TIME [DAYS] | off | --now]", "a kind word when nothing was done yet",
     "  --now            say it now, if nothing was done today and it is not quiet hours\n"
     "  --silent         only show it\n"
     "  --settings FILE  use these settings\n"
     "  --voice NAME     speak with this voice\n"
     "  --device TEXT    play on the device whose name contains TEXT\n",
     0, 8, " now silent settings voice device ", cli_remind},
    {"morning", "morning [PAIN]", "note the pain of the morning, 0 to 10", "", 0, 1, " ",
     cli_morning},
    {"export", "export [-o FILE]", "the whole journal as JSON Lines",
     "  -o FILE  the file; otherwise standard output\n", 0, 0, " o ", cli_export},
    {"import", "import FILE", "take in what was exported; what is there already stays", "", 1, 1,
     " ", cli_import},
    {"forget", "forget (all | DATE[..DATE] | exercise NAME) [--yes]",
     "delete from the journal, after asking", "  --yes  do not ask\n", 1, 2, " yes ", cli_forget},
    {"doctor", "doctor [--devices | --buttons]", "what is there, what is missing, what mends it",
     "  --devices        list only the devices that can play\n"
     "  --buttons        show each key of number pads and buttons as it is pressed\n"
     "  --settings FILE  use these settings\n",
     0, 0, " devices buttons settings ", cli_doctor},
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

static const char exit_codes[] =
    "Exit codes: 0 completed, 1 usage or input error, 2 no way to run (device, voice, model),\n"
    "3 ended by the pain policy, 4 ended by the person.\n";

static void print_help(void)
{
	fputs("easeback leads a person with back pain through exercises, hands free.\n\n", stdout);
	for (int i = 0; i < COMMANDS; i++)
		printf("  easeback %-9s %s\n", commands[i].name, commands[i].what);
	fputs("\n\"easeback\" alone leads the routine of the settings.\n"
	      "\"easeback COMMAND --help\" shows the options of a command.\n"
	      "  --help     this text\n"
	      "  --version  the version\n\n",
	      stdout);
	fputs(exit_codes, stdout);
}

static void print_command_help(const struct command *command)
{
	printf("Usage: easeback %s\n%s.\n", command->use, command->what);
	if (command->options[0] != '\0')
		printf("\n%s", command->options);
	printf("\n%s", exit_codes);
}

static const struct command *find_command(const char *name)
{
	for (int i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

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
	o->table |= id == OPT_TABLE;
	o->csv |= id == OPT_CSV;
	o->json |= id == OPT_JSON;
	o->now |= id == OPT_NOW;
	o->all |= id == OPT_ALL;
	o->quota |= id == OPT_QUOTA;
	o->devices |= id == OPT_DEVICES;
	o->buttons |= id == OPT_BUTTONS;
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
			print_help();
		else
			print_command_help(command);
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
		return flushed(dispatch(&commands[0], argc, argv, true));
	const struct command *command = find_command(argv[1]);
	if (command == NULL) {
		const char *names[COMMANDS];
		for (int i = 0; i < COMMANDS; i++)
			names[i] = commands[i].name;
		const char *nearest = ini_nearest(argv[1], names, COMMANDS);
		fprintf(stderr, "easeback: there is no command \"%s\"", argv[1]);
		fprintf(stderr, nearest != NULL ? "; did you mean \"%s\"?\n" : "; see --help\n",
			nearest);
		return (int)EXIT_CODE_INPUT;
	}
	argv[1] = argv[0];
	return flushed(dispatch(command, argc - 1, argv + 1, false));
}
