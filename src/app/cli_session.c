/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_session.c - the commands run, learn, wait, render and doctor. */
#include "cli.h"

#include "cli_desk.h"
#include "doctor.h"
#include "doctor_buttons.h"
#include "doctor_speaker.h"
#include "fault.h"
#include "handover.h"
#include "live.h"
#include "opening.h"
#include "render.h"
#include "scene.h"
#include "service.h"
#include "session_lock.h"
#include "wait.h"
#include "wav.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A scene from --scene or --answers; NULL when it is wrong (it has been said). */
static struct scene *read_scene(const struct cli_options *options)
{
	struct scene *scene = malloc(sizeof *scene);
	struct remarks *remarks = calloc(1, sizeof *remarks);
	bool good = scene != NULL && remarks != NULL;
	if (good)
		scene_init(scene);
	if (good && options->scene != NULL)
		good = scene_read(scene, options->scene, remarks);
	else if (good && options->answers != NULL)
		good = scene_answers(scene, options->answers, 0, remarks);
	if (remarks != NULL)
		print_remarks(options->scene != NULL ? options->scene : "--answers", remarks);
	free(remarks);
	if (good)
		return scene;
	free(scene);
	return NULL;
}

static struct setup *read_setup(const struct cli_options *options, const char *routine)
{
	struct fault why;
	struct setup *setup = setup_new(&why);
	if (setup == NULL) {
		cli_fault(&why);
		return NULL;
	}
	if (setup_settings(setup, &options->choices) && setup_routine(setup, routine) &&
	    setup_voice(setup))
		return setup;
	free(setup);
	return NULL;
}

static bool open_transcript(const char *path, const char *mode, FILE **file)
{
	*file = NULL;
	if (path == NULL)
		return true;
	*file = strcmp(path, "-") == 0 ? stdout : fopen(path, mode);
	if (*file == NULL)
		fprintf(stderr, "easeback: %s cannot be written: %s\n", path, strerror(errno));
	return *file != NULL;
}

/* False when the last of it could not be written: a full disk, say. */
static bool close_transcript(const char *path, FILE *file)
{
	if (file == NULL)
		return true;
	bool good = fflush(file) == 0 && !ferror(file);
	if (file != stdout)
		good = fclose(file) == 0 && good;
	if (!good)
		fprintf(stderr, "easeback: %s cannot be written: %s\n", path, strerror(errno));
	return good;
}

static enum exit_code lead(const struct cli_options *options, const struct setup *setup,
			   const struct scene *scene, const struct opening *opening,
			   const struct handover *before)
{
	struct live_job job = {.silent = options->choices.silent,
			       .scene = scene,
			       .opening = opening,
			       .before = before};
	if (!open_transcript(options->transcript, before != NULL ? "a" : "w", &job.transcript))
		return EXIT_CODE_INPUT;
	if (job.transcript != NULL) /* somebody may be following */
		setvbuf(job.transcript, NULL, _IOLBF, 0);
	enum exit_code code = live_run(setup, &job);
	close_transcript(options->transcript, job.transcript);
	return code;
}

/* --- a real person --------------------------------------------------------- */

static void tell_opening(const struct opening *opening)
{
	const char *doubt = clock_doubt_text(opening->clock.doubt);
	if (opening->trouble.code != FAULT_NONE)
		fprintf(stderr, "easeback: %s\neaseback: so every exercise is at level 0 today\n",
			opening->trouble.text);
	if (opening->cut.dropped && opening_is_recorded(opening))
		fprintf(stderr,
			"easeback: the last session, %s, was cut off%s%s; it counts as ended\n",
			opening->cut.title, opening->cut.name[0] != '\0' ? " at " : "",
			opening->cut.name);
	if (doubt != NULL)
		fprintf(
		    stderr,
		    "easeback: %s, so this session is shown as doubtful and moves no level up\n",
		    doubt);
}

static void tell_rest_day(const struct opening *opening, const struct routine *routine)
{
	char date[DATE_BYTES];
	clock_date(opening->next_day, date);
	printf("%s is due again on %s. \"easeback run %s --all\" does it today all the same.\n",
	       routine->title, date, routine->id);
}

static enum exit_code open_and_lead(const struct cli_options *options, const struct setup *setup,
				    enum opening_choice choice)
{
	struct clock_reading reading = clock_read();
	struct opening *opening = calloc(1, sizeof *opening);
	if (opening == NULL) {
		fputs("easeback: there is not enough memory\n", stderr);
		return EXIT_CODE_NO_WAY;
	}
	opening_read(opening, setup, choice, &reading);
	tell_opening(opening);
	enum exit_code code = lead(options, setup, NULL, opening, NULL);
	if (opening->rest_day && code == EXIT_CODE_PAIN) {
		tell_rest_day(opening, &setup->routine);
		code = EXIT_CODE_COMPLETED;
	}
	free(opening);
	return code;
}

/* Where no lock can be made nobody can tell, and one session is better than none. */
static enum exit_code lead_person(const struct cli_options *options, const struct setup *setup,
				  enum opening_choice choice, const struct handover *before)
{
	struct fault why;
	struct session_lock lock;
	if (!session_lock_take(&lock, setup->places.session_lock, &why)) {
		enum exit_code code = cli_fault(&why);
		if (why.code == FAULT_BUSY)
			return code;
	}
	enum exit_code code = before != NULL ? lead(options, setup, NULL, &before->opening, before)
					     : open_and_lead(options, setup, choice);
	session_lock_drop(&lock);
	return code;
}

/* A played person leaves no trace. */
static enum exit_code lead_played(const struct cli_options *options, const struct setup *setup,
				  const struct handover *before)
{
	struct scene *scene = read_scene(options);
	if (scene == NULL)
		return EXIT_CODE_INPUT;
	scene->start.conditions = setup_conditions(setup);
	enum exit_code code = lead(options, setup, scene, NULL, before);
	free(scene);
	return code;
}

static enum exit_code lead_either(const struct cli_options *options, const struct setup *setup,
				  enum opening_choice choice, const struct handover *before)
{
	return options->answers != NULL ? lead_played(options, setup, before)
					: lead_person(options, setup, choice, before);
}

/* A session that was handed to us is led on with the files as they were when it began. */
static enum exit_code go_on(const struct cli_options *options)
{
	struct handover *before = handover_take();
	if (before == NULL || before->has_opening != (options->answers == NULL)) {
		fputs("easeback: the session cannot be gone on with\n", stderr);
		free(before);
		return EXIT_CODE_NO_WAY;
	}
	enum exit_code code = lead_either(options, &before->setup, OPENING_DUE, before);
	free(before);
	return code;
}

static enum exit_code run(const struct cli_options *options, enum opening_choice choice)
{
	if (handover_is_there())
		return go_on(options);
	struct setup *setup = read_setup(options, options->words > 0 ? options->word[0] : NULL);
	if (setup == NULL)
		return EXIT_CODE_INPUT;
	if (setup_is_night(setup, &options->choices, true))
		setup_night(setup);
	enum exit_code code = lead_either(options, setup, choice, NULL);
	free(setup);
	return code;
}

enum exit_code cli_run(const struct cli_options *options)
{
	return run(options, options->all ? OPENING_ALL : OPENING_DUE);
}

enum exit_code cli_learn(const struct cli_options *options)
{
	return run(options, OPENING_LEARN);
}

static enum wait_end await_start(const struct cli_options *options, struct fault *why)
{
	struct setup *setup = read_setup(options, options->words > 0 ? options->word[0] : NULL);
	if (setup == NULL) {
		fault_set(why, FAULT_INPUT, "nothing can be begun with these files");
		return WAIT_NOBODY;
	}
	enum wait_end end = wait_for_start(setup, options->choices.silent, why);
	free(setup);
	return end;
}

/* Each session reads its files anew: a change in them counts from the next one on. */
enum exit_code cli_wait(const struct cli_options *options)
{
	enum exit_code code;
	struct fault why;
	enum wait_end end = handover_is_there() ? WAIT_BEGIN : await_start(options, &why);
	while (end == WAIT_BEGIN) {
		service_tell("Leading a session");
		code = cli_run(options);
		if (options->once || live_must_go())
			return options->once ? code : EXIT_CODE_COMPLETED;
		end = await_start(options, &why);
	}
	return end == WAIT_QUIT ? EXIT_CODE_COMPLETED : cli_fault(&why);
}

static enum exit_code render(const struct cli_options *options, const struct setup *setup,
			     const struct scene *scene)
{
	struct fault why;
	enum session_result result;
	struct render_job job = {.scene = scene,
				 .sound = options->output,
				 .silent = options->choices.silent,
				 .progress = isatty(STDERR_FILENO) && options->output != NULL};
	if (!open_transcript(options->transcript, "w", &job.transcript))
		return EXIT_CODE_INPUT;
	bool good = render_run(setup, &job, &result, &why);
	if (!close_transcript(options->transcript, job.transcript))
		return EXIT_CODE_NO_WAY;
	return good ? exit_code_of_result(result) : cli_fault(&why);
}

enum exit_code cli_render(const struct cli_options *options)
{
	struct fault why;
	if (options->output == NULL && options->transcript == NULL) {
		fputs("easeback: render needs -o FILE, --transcript FILE, or both\n", stderr);
		return EXIT_CODE_INPUT;
	}
	if (options->answers != NULL && options->scene != NULL) {
		fputs("easeback: --answers and --scene exclude each other\n", stderr);
		return EXIT_CODE_INPUT;
	}
	if (options->output != NULL && !wav_check_ending(options->output, &why))
		return cli_fault(&why);
	struct setup *setup = read_setup(options, options->word[0]);
	struct scene *scene = setup != NULL ? read_scene(options) : NULL;
	enum exit_code code = EXIT_CODE_INPUT;
	if (scene != NULL && setup_is_night(setup, &options->choices, false))
		setup_night(setup);
	if (scene != NULL)
		scene->start.conditions = setup_conditions(setup);
	if (scene != NULL)
		code = render(options, setup, scene);
	free(scene);
	free(setup);
	return code;
}

enum exit_code cli_doctor(const struct cli_options *options)
{
	struct fault why;
	struct setup *setup = setup_new(&why);
	if (setup == NULL)
		return cli_fault(&why);
	int code = EXIT_CODE_INPUT;
	/* a session in trouble asks so, and the settings may be in the making just then */
	bool by_name = options->speaker && options->choices.device != NULL;
	setup->settings = settings_default();
	if (by_name)
		snprintf(setup->settings.output, sizeof setup->settings.output, "%s",
			 options->choices.device);
	bool good = by_name || setup_settings(setup, &options->choices);
	if (good && options->buttons)
		code = (int)doctor_try_buttons(&setup->settings, stdout);
	else if (good && options->speaker)
		code = doctor_speaker(&setup->settings, stdout);
	else if (good)
		code = doctor_run(&setup->settings, options->devices, options->verbose, stdout);
	free(setup);
	return (enum exit_code)code;
}
