/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_sound.c - the command sound-test. */
#include "cli.h"

#include "cli_desk.h"
#include "sound_bench.h"
#include "sound_report.h"
#include "wav.h"

#include <stdio.h>
#include <stdlib.h>

enum { ANSWER_MS = 15000 };

static const char did_you_hear[] = "Did you hear the words, and eight tones? Press y or n, or plus or minus.";

/* Only a person can tell, if there is one. */
static int ask_person(struct sound_bench *bench)
{
	if (!sound_bench_has_keys(bench)) {
		puts("Nobody can press a key, so nobody is asked whether it was heard.");
		return 1;
	}
	enum bench_news news = sound_bench_ask(bench, did_you_hear, ANSWER_MS);
	if (news == BENCH_YES)
		puts("Good: the loudspeaker works. How soon, only a microphone can tell.");
	else if (news == BENCH_NO)
		puts("Turn it up, or choose another: \"easeback doctor\" lists loudspeakers, and "
		     "--device\nor output under [sound] in the settings chooses one.");
	else
		puts("Nobody answered, so it is not known whether it was heard.");
	return news == BENCH_YES ? 0 : 1;
}

static enum exit_code report(const struct cli_options *options, struct sound_bench *bench,
			     const struct sound_result *result, struct fault *why)
{
	struct sound_report sheet = {.result = result,
				     .loudspeaker = sound_bench_output_name(bench),
				     .microphone = sound_bench_microphone_name(bench),
				     .wake_ms = sound_bench_wake_ms(bench)};
	int advice = sound_report_write(&sheet, stdout);
	fflush(stdout);
	if (options->output != NULL && !sound_bench_save(bench, options->output, why))
		return EXIT_CODE_NO_WAY;
	if (sheet.microphone[0] == '\0')
		advice += ask_person(bench);
	return advice == 0 ? EXIT_CODE_COMPLETED : EXIT_CODE_INPUT;
}

static enum exit_code test_on(const struct cli_options *options, const struct setup *setup,
			      struct sound_bench *bench, struct fault *why)
{
	struct fault deaf;
	struct sound_result result;
	if (!sound_bench_microphone(bench, setup->settings.microphone, &deaf))
		printf("%s\n", deaf.text);
	puts("A run of notes, some words and eight tones. Please be quiet for half a minute.");
	fflush(stdout);
	sound_bench_choose(bench, setup->settings.output);
	enum bench_news news = sound_bench_test(bench, &result, why);
	if (news == BENCH_DONE)
		return report(options, bench, &result, why);
	return news == BENCH_LOST ? EXIT_CODE_NO_WAY : EXIT_CODE_PERSON;
}

static enum exit_code sound_test(const struct cli_options *options, const struct setup *setup)
{
	struct fault why = {.code = FAULT_NONE};
	struct sound_bench *bench = sound_bench_open(setup, &why);
	if (bench == NULL)
		return cli_fault(&why);
	enum exit_code code = test_on(options, setup, bench, &why);
	if (why.code != FAULT_NONE) {
		fprintf(sound_bench_messages(bench), "easeback: %s\n", why.text);
		code = exit_code_of_fault(why.code);
	}
	sound_bench_close(bench);
	return code;
}

enum exit_code cli_sound_test(const struct cli_options *options)
{
	struct fault why;
	if (options->output != NULL && !wav_check_ending(options->output, &why))
		return cli_fault(&why);
	struct setup *setup = setup_new(&why);
	if (setup == NULL)
		return cli_fault(&why);
	enum exit_code code = EXIT_CODE_INPUT;
	if (setup_settings(setup, &options->choices) && setup_voice(setup))
		code = sound_test(options, setup);
	free(setup);
	return code;
}
