/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_setup.c - the command setup: the conversation through the real devices, and what it writes. */
#include "cli.h"

#include "audio.h"
#include "cli_desk.h"
#include "first_setup.h"
#include "settings_change.h"
#include "sound_bench.h"
#include "sound_report.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	DEVICES = 64,
	ASLEEP_MS = 8000 /* of silence, after which a loudspeaker has to wake up again */
};

struct box {
	struct setup *setup;
	struct sound_bench *bench;
	const char *output;
	struct fault why; /* why the conversation broke off, if a device is to blame */
};

/* --- the partner of the conversation --- */

static bool open_output(void *context, const char *name)
{
	struct box *box = context;
	struct fault why;
	box->output = name;
	printf("\nLoudspeaker: %s\n", name[0] != '\0' ? name : "the default");
	bool good = sound_bench_output(box->bench, name, &why);
	if (!good)
		printf("%s\n", why.text);
	fflush(stdout);
	return good;
}

static bool open_microphone(void *context, const char *name)
{
	struct box *box = context;
	struct fault why;
	printf("\nMicrophone: %s\n", name[0] != '\0' ? name : "the default");
	bool good = sound_bench_microphone(box->bench, name, &why);
	if (!good)
		printf("%s\n", why.text);
	fflush(stdout);
	return good;
}

static int wake_ms(void *context)
{
	return sound_bench_wake_ms(((struct box *)context)->bench);
}

static void set_volume(void *context, int percent)
{
	sound_bench_volume(((struct box *)context)->bench, percent);
}

static enum bench_news say(void *context, const char *words)
{
	return sound_bench_say(((struct box *)context)->bench, words);
}

static enum bench_news ask(void *context, const char *question, int wait_ms)
{
	return sound_bench_ask(((struct box *)context)->bench, question, wait_ms);
}

static bool by_voice(void *context)
{
	return sound_bench_by_voice(((struct box *)context)->bench);
}

static bool has_keys(void *context)
{
	return sound_bench_has_keys(((struct box *)context)->bench);
}

/* From sleep, as far as silence brings it: what it does in the morning is asked for. */
static enum bench_news test(void *context, struct sound_result *result)
{
	struct box *box = context;
	struct fault ignored;
	sound_bench_choose(box->bench, box->output);
	enum bench_news news = sound_bench_rest(box->bench, ASLEEP_MS);
	if (news == BENCH_DONE)
		news = sound_bench_test(box->bench, result, &box->why);
	if (news != BENCH_DONE)
		return news;
	struct sound_report report = {.result = result,
				      .loudspeaker = sound_bench_output_name(box->bench),
				      .microphone = sound_bench_microphone_name(box->bench),
				      .wake_ms = sound_bench_wake_ms(box->bench)};
	puts("");
	sound_report_write(&report, stdout);
	puts("");
	fflush(stdout);
	/* the test leaves the stream open, and with it the loudspeaker awake */
	return sound_bench_output_name(box->bench)[0] != '\0' ||
		       sound_bench_output(box->bench, box->output, &ignored)
		   ? BENCH_DONE
		   : BENCH_LOST;
}

/* --- the command --- */

static void find_candidates(const struct box *box, struct setup_candidates *candidates)
{
	static struct audio_device list[DEVICES];
	const struct settings *settings = &box->setup->settings;
	*candidates = (struct setup_candidates){.outputs = 0};
	setup_candidates_add(candidates, false, settings->output);
	setup_candidates_add(candidates, true, settings->microphone);
	int count = sound_bench_devices(box->bench, list, DEVICES);
	for (int i = 0; i < count && i < DEVICES; i++) {
		if (list[i].outputs > 0)
			setup_candidates_add(candidates, false, list[i].name);
		if (list[i].inputs > 0)
			setup_candidates_add(candidates, true, list[i].name);
	}
}

static void print_names(const char *what, int count,
			const char names[FIRST_SETUP_NAMES][FIRST_SETUP_NAME_BYTES])
{
	for (int i = 0; i < count; i++)
		printf("  %-12s %s\n", i == 0 ? what : "",
		       names[i][0] != '\0' ? names[i] : "the default");
}

static enum exit_code tell_nobody(const struct setup_candidates *candidates)
{
	puts("\nNobody answered, so nothing was changed. These were tried:");
	print_names("loudspeakers", candidates->outputs, candidates->output);
	print_names("microphones", candidates->microphones, candidates->microphone);
	puts("\"easeback doctor\" says what is missing.");
	return EXIT_CODE_NO_WAY;
}

static enum exit_code keep(const struct cli_options *options, struct box *box,
			   const struct setup_changes *changes)
{
	const char *path = options->choices.settings != NULL ? options->choices.settings
							     : box->setup->places.settings;
	if (changes->count == 0)
		return EXIT_CODE_COMPLETED;
	if (!options->dry_run &&
	    !settings_change(path, changes->list, changes->count, &box->why)) {
		sound_bench_say(box->bench, "This could not be written. Nothing was changed.");
		return exit_code_of_fault(box->why.code);
	}
	printf("%s %s:\n", options->dry_run ? "Would be written to" : "Written to", path);
	for (int i = 0; i < changes->count; i++)
		printf("  [%s] %s = %s\n", changes->list[i].section, changes->list[i].key,
		       changes->list[i].value);
	sound_bench_say(box->bench, options->dry_run ? "This was only a trial."
						     : "It is written down. All is ready.");
	return EXIT_CODE_COMPLETED;
}

static enum exit_code talk(const struct cli_options *options, struct box *box)
{
	static struct setup_candidates candidates;
	static struct setup_changes changes;
	struct setup_partner partner = {.context = box,
					.output = open_output,
					.microphone = open_microphone,
					.wake_ms = wake_ms,
					.volume = set_volume,
					.say = say,
					.ask = ask,
					.by_voice = by_voice,
					.test = test,
					.has_keys = has_keys};
	find_candidates(box, &candidates);
	puts("This sets up loudspeaker and microphone. y or + is yes, n or - is no, s ends it\n"
	     "without any change. Where somebody is heard, spoken answers do.");
	switch (first_setup(&partner, &candidates, &box->setup->settings, &changes)) {
	case SETUP_KEEP:
		return keep(options, box, &changes);
	case SETUP_NOBODY:
		return tell_nobody(&candidates);
	case SETUP_LEAVE:
	case SETUP_BROKEN:
		break;
	}
	puts("\nNothing was changed.");
	return box->why.code != FAULT_NONE ? EXIT_CODE_NO_WAY : EXIT_CODE_PERSON;
}

static enum exit_code set_up(const struct cli_options *options, struct setup *setup)
{
	struct box box = {.setup = setup, .why = {.code = FAULT_NONE}};
	box.bench = sound_bench_open(setup, &box.why);
	if (box.bench == NULL)
		return cli_fault(&box.why);
	enum exit_code code = talk(options, &box);
	if (box.why.code != FAULT_NONE) {
		fprintf(sound_bench_messages(box.bench), "easeback: %s\n", box.why.text);
		code = exit_code_of_fault(box.why.code);
	}
	sound_bench_close(box.bench);
	return code;
}

enum exit_code cli_setup(const struct cli_options *options)
{
	struct fault why;
	struct setup *setup = setup_new(&why);
	if (setup == NULL)
		return cli_fault(&why);
	enum exit_code code = EXIT_CODE_INPUT;
	if (setup_settings(setup, &options->choices) && setup_voice(setup))
		code = set_up(options, setup);
	free(setup);
	return code;
}
