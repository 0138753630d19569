/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_read.c - the commands that only read: check, show, list and explain. */
#include "cli.h"

#include "dose_text.h"
#include "explain.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- check ------------------------------------------------------------- */

/* Large things that checking needs, allocated once. */
struct checker {
	struct places places;
	struct library library;
	struct routine routine;
	struct voice_file voice;
	struct settings settings;
	struct remarks remarks;
};

enum file_kind { FILE_ROUTINE, FILE_LIBRARY, FILE_VOICE, FILE_SETTINGS };

static bool ends_with(const char *path, const char *ending)
{
	size_t n = strlen(path), m = strlen(ending);
	return n >= m && strcmp(path + n - m, ending) == 0;
}

/* What a file is, by the sections that only one kind has. */
static enum file_kind kind_of(const char *path)
{
	static const char *const settings[] = {"session", "sound",   "ear",   "policy",
					       "profile", "numbers", "remind"};
	struct ini ini = {0};
	struct remarks *ignored = calloc(1, sizeof *ignored);
	enum file_kind kind = ends_with(path, "exercises.ini") ? FILE_LIBRARY : FILE_ROUTINE;
	if (ignored != NULL && ini_read(path, &ini, ignored)) {
		for (int i = 0; i < ini.count; i++) {
			const char *section = ini.list[i].section;
			if (strcmp(section, "voice") == 0 || strcmp(section, "words") == 0)
				kind = FILE_VOICE;
			for (size_t j = 0; j < sizeof settings / sizeof settings[0]; j++)
				if (strcmp(section, settings[j]) == 0)
					kind = FILE_SETTINGS;
			if (strcmp(section, "routine") == 0) {
				kind = FILE_ROUTINE;
				break;
			}
		}
		ini_free(&ini);
	}
	free(ignored);
	return kind;
}

static bool check_routine(struct checker *c, const char *path)
{
	char library[PLACE_BYTES];
	places_library(&c->places, path, library);
	bool good = library_read(library, &c->library, &c->remarks);
	if (!good)
		print_remarks(library, &c->remarks);
	memset(&c->remarks, 0, sizeof c->remarks);
	return routine_read(path, &c->library, &c->routine, &c->remarks) && good;
}

static bool check_file(struct checker *c, const char *name)
{
	char path[PLACE_BYTES];
	bool shipped, good = false;
	if (!places_routine(&c->places, name, path, &shipped) &&
	    !places_voice(&c->places, name, path))
		snprintf(path, sizeof path, "%s", name);
	memset(&c->remarks, 0, sizeof c->remarks);
	switch (kind_of(path)) {
	case FILE_ROUTINE:
		good = check_routine(c, path);
		break;
	case FILE_LIBRARY:
		good = library_read(path, &c->library, &c->remarks);
		break;
	case FILE_VOICE:
		good = voice_read(path, c->places.shipped_voices, &c->voice, &c->remarks);
		break;
	case FILE_SETTINGS:
		c->settings = settings_default();
		good = settings_read(path, &c->settings, &c->remarks);
		break;
	}
	print_remarks(path, &c->remarks);
	printf("%s: %d %s, %d %s\n", path, c->remarks.errors,
	       c->remarks.errors == 1 ? "error" : "errors", c->remarks.count - c->remarks.errors,
	       c->remarks.count - c->remarks.errors == 1 ? "warning" : "warnings");
	return good;
}

enum exit_code cli_check(const struct cli_options *options)
{
	bool good = true;
	struct checker *checker = calloc(1, sizeof *checker);
	if (checker == NULL)
		return EXIT_CODE_NO_WAY;
	places_find(&checker->places);
	for (int i = 0; i < options->words; i++)
		good = check_file(checker, options->word[i]) && good;
	free(checker);
	return good ? EXIT_CODE_COMPLETED : EXIT_CODE_INPUT;
}

/* --- show -------------------------------------------------------------- */

/* Where an exercise begins, by the estimate of a routine that ends before it. */
static int64_t begins_ms(const struct routine *routine, int exercise)
{
	if (exercise == 0)
		return 0;
	struct routine *before = malloc(sizeof *before);
	if (before == NULL)
		return 0;
	*before = *routine;
	before->count = exercise;
	int64_t ms = routine_ms(before, 0);
	free(before);
	return ms;
}

static void show_exercise(const struct routine *routine, int i)
{
	const struct exercise *exercise = &routine->exercise[i];
	char text[DOSE_TEXT_BYTES], top[DOSE_TEXT_BYTES];
	int seconds = (int)(begins_ms(routine, i) / 1000);
	dose_text(&exercise->dose, exercise->sides, text);
	dose_text(&exercise->top, exercise->sides, top);
	printf("%3d:%02d  %-20.20s %-28.28s %-10s%s%s\n", seconds / 60, seconds % 60,
	       exercise->name, text, kind_name(exercise->kind), exercise->gentle ? " gentle" : "",
	       exercise->wait ? " wait" : "");
	if (strcmp(text, top) != 0)
		printf("        %-20s up to %s\n", "", top);
}

static void show_routine(const struct routine *routine)
{
	int64_t ms = routine_ms(routine, 0);
	int seconds = (int)(ms / 1000);
	printf("%s (%s), about %d min, %d exercise%s\n", routine->title, routine->id,
	       (int)((ms + 30000) / 60000), routine->count, routine->count == 1 ? "" : "s");
	if (routine->prescribed_by[0] != '\0')
		printf("prescribed by %s\n", routine->prescribed_by);
	if (routine->review_date[0] != '\0')
		printf("review on %s\n", routine->review_date);
	if (routine->mode == MODE_QUOTA)
		puts("by quota: a steady 4 or 5 does not make the dose smaller (explain --quota)");
	putchar('\n');
	for (int i = 0; i < routine->count; i++)
		show_exercise(routine, i);
	printf("%3d:%02d  end\n", seconds / 60, seconds % 60);
}

enum exit_code cli_show(const struct cli_options *options)
{
	struct fault why;
	struct setup *setup = setup_new(&why);
	if (setup == NULL)
		return EXIT_CODE_NO_WAY;
	bool good = setup_routine(setup, options->word[0]);
	if (good)
		show_routine(&setup->routine);
	free(setup);
	return good ? EXIT_CODE_COMPLETED : EXIT_CODE_INPUT;
}

/* --- list -------------------------------------------------------------- */

/* "stretch, strength": the kinds that occur, beside warm-up and cool-down. */
static void kinds_text(const struct routine *routine, char text[64])
{
	bool has[KINDS] = {false};
	size_t n = 0;
	text[0] = '\0';
	for (int i = 0; i < routine->count; i++)
		if (routine->exercise[i].part == PART_MAIN)
			has[routine->exercise[i].kind] = true;
	for (int i = 0; i < KINDS; i++)
		if (has[i] && n < 50)
			n += (size_t)snprintf(text + n, 64 - n, "%s%s", n > 0 ? "+" : "",
					      kind_name((enum kind)i));
}

static void list_file(struct checker *c, const char *folder, const char *file)
{
	char path[PLACE_BYTES], kinds[64];
	int n = snprintf(path, sizeof path, "%s/%s", folder, file);
	if (n < 0 || n >= (int)sizeof path)
		return;
	memset(&c->remarks, 0, sizeof c->remarks);
	if (!check_routine(c, path)) {
		printf("%-18.*s has mistakes: easeback check %s\n", (int)strlen(file) - 4, file,
		       path);
		return;
	}
	kinds_text(&c->routine, kinds);
	printf("%-18s %3d min  %-34s  %s\n", c->routine.id,
	       (int)((routine_ms(&c->routine, 0) + 30000) / 60000), kinds, c->routine.title);
}

static int is_routine(const struct dirent *entry)
{
	return ends_with(entry->d_name, ".ini") && strcmp(entry->d_name, "exercises.ini") != 0 &&
	       entry->d_name[0] != '.';
}

static void list_folder(struct checker *c, const char *folder)
{
	struct dirent **files;
	int count = scandir(folder, &files, is_routine, alphasort);
	for (int i = 0; i < count; i++) {
		list_file(c, folder, files[i]->d_name);
		free(files[i]);
	}
	if (count >= 0)
		free(files);
}

enum exit_code cli_list(const struct cli_options *options)
{
	(void)options;
	struct checker *checker = calloc(1, sizeof *checker);
	if (checker == NULL)
		return EXIT_CODE_NO_WAY;
	places_find(&checker->places);
	list_folder(checker, checker->places.own_routines);
	list_folder(checker, checker->places.shipped_routines);
	free(checker);
	return EXIT_CODE_COMPLETED;
}

/* --- explain ----------------------------------------------------------- */

static bool pain_option(const char *name, const char *text, int *pain)
{
	struct intent intent;
	if (text == NULL) {
		fputs("easeback: explain needs a row such as X13, --start PAIN and --pain PAIN, "
		      "or --table\n",
		      stderr);
		return false;
	}
	if (!intent_from_words(text, &intent) || intent.kind != INTENT_NUMBER) {
		fprintf(stderr, "easeback: %s must be 0 to 10 (is \"%s\")\n", name, text);
		return false;
	}
	*pain = intent.value;
	return true;
}

static const struct exercise *find_exercise(struct setup *setup, const char *name)
{
	char path[PLACE_BYTES];
	const char *names[LIBRARY_EXERCISES];
	struct remarks *remarks = calloc(1, sizeof *remarks);
	places_library(&setup->places, "", path);
	if (remarks != NULL)
		library_read(path, &setup->library, remarks);
	free(remarks);
	for (int i = 0; i < setup->library.count; i++) {
		names[i] = setup->library.exercise[i].name;
		if (strcmp(names[i], name) == 0)
			return &setup->library.exercise[i];
	}
	const char *nearest = ini_nearest(name, names, setup->library.count);
	fprintf(stderr, "easeback: there is no exercise \"%s\"%s%s%s\n", name,
		nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
		nearest != NULL ? "\"?" : "");
	return NULL;
}

static enum exit_code explain(const struct cli_options *options, struct setup *setup)
{
	setup->settings.policy.mode = options->quota ? MODE_QUOTA : MODE_NORMAL;
	const struct exercise *exercise = NULL;
	int start, pain;
	if (options->table) {
		explain_table(&setup->settings.policy, stdout);
		return EXIT_CODE_COMPLETED;
	}
	if (!pain_option("--start", options->start, &start) ||
	    !pain_option("--pain", options->pain, &pain))
		return EXIT_CODE_INPUT;
	if (options->exercise != NULL &&
	    (exercise = find_exercise(setup, options->exercise)) == NULL)
		return EXIT_CODE_INPUT;
	explain_pair(&setup->settings.policy, start, pain, exercise, stdout);
	return EXIT_CODE_COMPLETED;
}

/* "X13", or any other row. */
static enum exit_code explain_one(const char *name)
{
	enum row row = row_of_name(name);
	if (row == ROW_NONE) {
		fprintf(stderr,
			"easeback: there is no row \"%s\"; there are G1 to G9, S1 to S6, W1 to W9, "
			"P1 to P8, X1 to X14, FL1 to FL3, AD1 to AD5 and N1 to N4\n",
			name);
		return EXIT_CODE_INPUT;
	}
	printf("%s  %s.\n", row_name(row), explain_row(row));
	return EXIT_CODE_COMPLETED;
}

enum exit_code cli_explain(const struct cli_options *options)
{
	struct fault why;
	if (options->words > 0)
		return explain_one(options->word[0]);
	struct setup *setup = setup_new(&why);
	if (setup == NULL)
		return EXIT_CODE_NO_WAY;
	enum exit_code code = EXIT_CODE_INPUT;
	if (setup_settings(setup, &options->choices))
		code = explain(options, setup);
	free(setup);
	return code;
}
