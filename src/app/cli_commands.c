/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_commands.c - every command: its options, and what its help says. */
#include "cli_commands.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

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
     "  --night          low and soft, whatever the hour; --no-night: as by day\n"
     "  --answers LIST   a played person answers, for trying it out\n"
     "  --transcript FILE  what happened, TAB-separated\n",
     0, 1, " all settings voice device mic no-ear silent night no-night answers transcript ", cli_run},
    {"learn", "learn ROUTINE [OPTIONS]", "one slow repetition of each exercise, everything told",
     "  --settings FILE  use these settings\n"
     "  --voice NAME     speak with this voice\n"
     "  --device TEXT    play on the device whose name contains TEXT\n"
     "  --mic TEXT       listen to the microphone whose name contains TEXT\n"
     "  --no-ear         do not listen; keys remain\n"
     "  --silent         captions only, no sound device\n"
     "  --night          low and soft, whatever the hour; --no-night: as by day\n"
     "  --transcript FILE  what happened, TAB-separated\n",
     1, 1, " settings voice device mic no-ear silent night no-night transcript ", cli_learn},
    {"wait", "wait [ROUTINE] [OPTIONS]", "wait for the words that begin a session, or a key",
     "  --once           end after one session\n"
     "  --settings FILE  use these settings\n"
     "  --voice NAME     speak with this voice\n"
     "  --device TEXT    play on the device whose name contains TEXT\n"
     "  --mic TEXT       listen to the microphone whose name contains TEXT\n"
     "  --no-ear         do not listen; a key begins\n"
     "  --silent         captions only, no sound device\n"
     "  --night          low and soft, whatever the hour; --no-night: as by day\n"
     "  --answers LIST   a played person answers, for trying it out\n"
     "  --transcript FILE  what happened, TAB-separated\n",
     0, 1, " once settings voice device mic no-ear silent night no-night answers transcript ", cli_wait},
    {"render", "render ROUTINE -o FILE [OPTIONS]", "the same session into a sound file",
     "  -o FILE            the sound file: .wav, .flac, .ogg or .oga\n"
     "  --answers LIST     answers in their order, - is silence: \"2 3 - 6\"\n"
     "  --scene FILE       what happens, and when, from a file\n"
     "  --transcript FILE  what happened, TAB-separated; - is standard output\n"
     "  --settings FILE    use these settings\n"
     "  --voice NAME       speak with this voice\n"
     "  --silent           tones only; words take a fixed time\n"
     "  --night            low and soft, as at night\n",
     1, 1, " o answers scene transcript settings voice silent night ", cli_render},
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
     "  --voices NAME      whose enrolled voice it knows: all, none or a name\n"
     "  --evaluate FILE    measure the ear with the recordings that the file lists\n"
     "  --speakers FILE    only those of the speakers named there, one a line\n"
     "  --folds FOLDER     each by nets that do not know the speaker (cross-validation)\n"
     "  --enrol TAKES      first let it learn each speaker's words, from so many takes of each\n"
     "  --part PART        one part of the table: words, cost, over, rooms or quiet\n",
     0, 0, " file reference context mic voices evaluate speakers folds enrol part ", cli_listen},
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
    {"setup", "setup [--dry-run] [OPTIONS]",
     "a short conversation that finds loudspeaker and microphone",
     "  --dry-run        only show what would be written\n"
     "  --voice NAME     speak with this voice\n"
     "  --settings FILE  use these settings, and write to them\n",
     0, 0, " dry-run voice settings ", cli_setup},
    {"sound-test", "sound-test [-o FILE] [OPTIONS]",
     "plays, listens, and measures loudspeaker and microphone",
     "  -o FILE          keep what the microphone heard: .wav, .flac, .ogg or .oga\n"
     "  --device TEXT    play on the device whose name contains TEXT\n"
     "  --mic TEXT       listen to the microphone whose name contains TEXT\n"
     "  --voice NAME     speak with this voice\n"
     "  --settings FILE  use these settings\n",
     0, 0, " o device mic voice settings ", cli_sound_test},
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
     "  --night          low and soft, whatever the hour; --no-night: as by day\n"
     "  --settings FILE  use these settings\n"
     "  --voice NAME     speak with this voice\n"
     "  --device TEXT    play on the device whose name contains TEXT\n",
     0, 8, " now silent night no-night settings voice device ", cli_remind},
    {"morning", "morning [PAIN]", "note the pain of the morning, 0 to 10", "", 0, 1, " ",
     cli_morning},
    {"export", "export [-o FILE]", "the whole journal as JSON Lines",
     "  -o FILE  the file; otherwise standard output\n", 0, 0, " o ", cli_export},
    {"import", "import FILE", "take in what was exported; what is there already stays", "", 1, 1,
     " ", cli_import},
    {"forget", "forget (all | DATE[..DATE] | exercise NAME) [--yes]",
     "delete from the journal, after asking", "  --yes  do not ask\n", 1, 2, " yes ", cli_forget},
    {"doctor", "doctor [--devices | --speaker | --buttons] [OPTIONS]",
     "what is there, what is missing, and what mends it",
     "  --devices        list only the devices that can play\n"
     "  --speaker        only see whether the loudspeaker plays\n"
     "  --verbose        with what the sound libraries write of themselves\n"
     "  --buttons        show each key of number pads and buttons as it is pressed\n"
     "  --settings FILE  use these settings\n"
     "  --device TEXT    play on the device whose name contains TEXT\n"
     "  --mic TEXT       listen to the microphone whose name contains TEXT\n",
     0, 0, " devices speaker verbose buttons settings device mic ", cli_doctor},
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };
static_assert((int)COMMANDS <= (int)COMMANDS_MOST, "room for every name");

static const char exit_codes[] =
    "Exit codes: 0 completed, 1 usage or input error, 2 no way to run (device, voice, model),\n"
    "3 ended by the pain policy, 4 ended by the person.\n";

void cli_print_help(void)
{
	fputs("easeback leads a person with back pain through exercises, hands free.\n\n", stdout);
	for (int i = 0; i < COMMANDS; i++)
		printf("  easeback %-10s %s\n", commands[i].name, commands[i].what);
	fputs("\n\"easeback\" alone leads the routine of the settings.\n"
	      "\"easeback COMMAND --help\" shows the options of a command.\n"
	      "  --help     this text\n"
	      "  --version  the version\n\n",
	      stdout);
	fputs(exit_codes, stdout);
}

void cli_print_command_help(const struct command *command)
{
	printf("Usage: easeback %s\n%s.\n", command->use, command->what);
	if (command->options[0] != '\0')
		printf("\n%s", command->options);
	printf("\n%s", exit_codes);
}

const struct command *cli_find_command(const char *name)
{
	for (int i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

const struct command *cli_command(int i)
{
	return i < COMMANDS ? &commands[i] : NULL;
}
